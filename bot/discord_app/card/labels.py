"""What a request that was chosen is called on its card: the command, and the names of what was chosen for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.handlers.single_entry import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.known.view import View
    from bot.discord_app.card.request import Request

_SHOWN = {"person": "who", "party": "who", "meeting": "meeting", "quote": "quote"}
"""The command that shows an entry of a kind."""


def labelled(request: Request, view: View) -> Request:
    """The request with its label, where it has none yet; a question in words is its own."""
    known = request.kind == "ask" or request.label
    return request if known else replace(request, label=_label(request, view))


def unlabelled(request: Request) -> Request:
    return replace(request, label="")


def names_of(request: Request, view: View) -> str:
    """What was chosen, without the command; empty for what is asked in words, or of all there is."""
    if request.kind == "show":
        return title_of(view, request.text)
    chosen = [view.base.strikes[request.strike].name] if request.strike else []
    return " · ".join((*_names(request, view), *chosen))


def _label(request: Request, view: View) -> str:
    if request.kind == "show":
        kind = request.text.split("/")[-2] if "/" in request.text else ""
        command = f"/{_SHOWN[kind]} " if kind in _SHOWN else ""
        return f"{command}{names_of(request, view)}"
    return f"/{request.text} {names_of(request, view)}".strip()


def _names(request: Request, view: View) -> Iterator[str]:
    slots = request.slots
    yield from (view.name_of(id) for id in (*slots.parties, *slots.people))
    yield from (view.base.issues[id].name for id in slots.issues)
    yield from (view.base.strikes[id].name for id in slots.strikes)
