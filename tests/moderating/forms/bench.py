"""What the tests of the forms share: two bases, and the way from a form to the card that members see."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from bot.answering.engine import Engine
from bot.knowledge.disk.folder import gather
from bot.knowledge.editing import add_entry, revise
from bot.knowledge.loader import assemble
from bot.moderating.forms import Filled, Made, field_problems, make
from tests.dates.zones import PACIFIC
from tests.discord_app import world

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.answering.reply import Reply
    from bot.knowledge.model.base import KnowledgeBase

NOW = dt.datetime(2025, 12, 31, 16, tzinfo=PACIFIC)
"""A Wednesday, day 31 of the lampmakers' strike."""
AUGUST = dt.datetime(2023, 8, 13, 9, tzinfo=PACIFIC)
"""The Sunday after the meeting of August 11, 2023."""
SHIPPED = Path(__file__).parents[3] / "knowledge"


def lamps() -> dict[str, bytes]:
    """The made-up base."""
    return {name: text.lstrip("\n").encode() for name, text in world.files().items()}


@cache
def lamp_engine() -> Engine:
    return engine(lamps())


@cache
def shipped() -> dict[str, bytes]:
    """The shipped base as it was before the meeting of August 11, 2023 was added."""
    files = gather(SHIPPED)[0]
    for name, data in files.items():
        if name.startswith("strikes/wga-2023/") and not name.endswith("strike.yaml"):
            kept = [
                one for one in _read(data) if one["id"] != "2023-08-11" and one.get("meeting") != "2023-08-11"
            ]
            files[name] = _written(kept)
    return {**files, "checks.yaml": b"[]\n"}


@cache
def shipped_engine() -> Engine:
    return engine(shipped())


def engine(files: Mapping[str, bytes]) -> Engine:
    base, problems = assemble(files)
    assert base is not None, "\n".join(map(str, problems))
    return Engine(base)


def filled(kind: str, /, *beside: Filled, **values: str) -> Filled:
    return Filled(kind, values, beside)


def made(form: Filled, *, now: dt.datetime = NOW, on: Engine | None = None) -> Made:
    return make(form, on or lamp_engine(), now)


def problems(form: Filled, *, now: dt.datetime = NOW, on: Engine | None = None) -> dict[str, str]:
    """What is wrong, by field."""
    return {one.field: one.text for one in made(form, now=now, on=on).problems}


def notices(form: Filled, *, now: dt.datetime = NOW) -> dict[str, str]:
    return {one.field: one.text for one in made(form, now=now).notices}


def entry(form: Filled, *, now: dt.datetime = NOW, on: Engine | None = None) -> dict[str, Any]:
    """The entry of a form that is in order."""
    found = made(form, now=now, on=on)
    assert found.problems == ()
    return dict(found.additions[-1].data)


def saved(done: Made, files: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    """The files with what a form adds."""
    after = dict(files or lamps())
    for addition in done.additions:
        after = add_entry(after, addition.kind, addition.strike, addition.data)
    return revise(after, done.changes)


def base_after(done: Made, files: Mapping[str, bytes] | None = None) -> KnowledgeBase:
    """The base with what a form adds, which is valid."""
    assert done.problems == ()
    base, found = assemble(saved(done, files))
    assert base is not None, field_problems(found, done)
    return base


def card(
    form: Filled, *, now: dt.datetime = NOW, at: dt.datetime | None = None, on: Engine | None = None
) -> Reply:
    """The reply that members get to see."""
    done = made(form, now=now, on=on)
    reply = Engine(base_after(done, shipped() if on else None)).show(done.full_id, at or now)
    assert reply.kind == "answer"
    assert done.full_id in reply.entries
    return reply


def _read(data: bytes) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.load(data, Loader=yaml.BaseLoader)  # noqa: S506  texts only
    return loaded or []


def _written(entries: list[dict[str, Any]]) -> bytes:
    text: str = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)
    return text.encode()
