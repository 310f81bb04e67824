"""Entries to choose from while a moderator types, and which one a text means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.handlers.single_entry import title_of
from bot.answering.offered_names import Named, ranked, strikes
from bot.discord_app.card.request import digest
from bot.discord_app.options.suggestions import Choices, Typed, choices, typed
from bot.discord_app.text.markup import clean
from bot.moderating.forms.engine.typed_names import source_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answering.known.view import View
    from bot.discord_app.questions.desk import Desk

LONGEST = 100
"""Of an id that Discord takes as a choice; a longer one is named by a digest."""


def shelf(view: View, *, sources: bool = False) -> list[Named]:
    """Every entry in use, also those not known yet, by its title and its id; with the sources, where these are wanted."""
    keys = [key for key, _, entry in view.base.entries() if entry.withdrawn is None]
    found = [Named(key, title_of(view, key), (key,)) for key in keys]
    named = view.base.sources.items() if sources else ()
    return [*(Named(f"source/{id}", source_title(one, view.base.zone), (id,)) for id, one in named), *found]


def entries(desk: Desk, current: str, *, sources: bool = False) -> Choices:
    """The suggestions for an entry."""
    known = shelf(desk.engine.archive(desk.now()), sources=sources)
    found = [named for _, named in ranked(current, known)] if clean(current) else known[::-1]
    return choices((named.name, _value(named.id)) for named in found[:100])


def strikes_typed(desk: Desk, current: str) -> Choices:
    """The suggestions for a strike, also one that members do not know of yet."""
    known = strikes(desk.engine.archive(desk.now()))
    found = [named for _, named in ranked(current, known)] if clean(current) else known
    return choices((named.name, named.id) for named in found)


def typed_entry(desk: Desk, text: str, *, sources: bool = False) -> Typed:
    """The full id of the entry that a text means, of a withdrawn one by its id; or of several that it may mean."""
    view = desk.engine.archive(desk.now())
    if text in {key for key, _, entry in view.base.entries() if entry.withdrawn}:
        return Typed((text,))
    known = shelf(view, sources=sources)
    named = next((one.id for one in known if _value(one.id) == text), None)
    return Typed((named,)) if named else typed("entry", text, known)


def titles(desk: Desk, entries: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Full id and title of entries, as a work keeps them to choose from."""
    view = desk.engine.archive(desk.now())
    return tuple((full_id, _title(view, full_id)) for full_id in entries)


def _title(view: View, full_id: str) -> str:
    kind, _, bare = full_id.partition("/")
    source = view.base.sources.get(bare) if kind == "source" else None
    return source_title(source, view.base.zone) if source else title_of(view, full_id)


def entry_of(view: View, found: str) -> str | None:
    """The full id of the entry with a digest."""
    return next((key for key, _, _ in view.base.entries() if entry_digest(key) == found), None)


def entry_digest(full_id: str) -> str:
    """How a button names an entry."""
    return digest(full_id, size=6)


def _value(full_id: str) -> str:
    return full_id if len(full_id) <= LONGEST else f"#{entry_digest(full_id)}"
