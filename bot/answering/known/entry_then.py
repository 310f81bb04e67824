"""What is left of an entry at a moment: all that was published later is taken out of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar

from bot.knowledge.checks.chronology import MILESTONES
from bot.knowledge.model.actions import Place
from bot.knowledge.model.models import (
    Citation,
    Entry,
    Meeting,
    Milestone,
    Model,
    Person,
    Role,
    Settlement,
    Statement,
    Strike,
    Suspension,
)
from bot.knowledge.model.tenses import told_as_past

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

PartT = TypeVar("PartT", bound=Model)
EntryT = TypeVar("EntryT", bound=Entry)

HAPPENED = (*MILESTONES, "rejected")
"""Milestones that are told only once their day has come; a plan, and what is called for a day, are told ahead of it."""
DEALS = frozenset(("tentative_agreements", "deals"))
_RESTS_ON: dict[type[Model], dict[str, tuple[str, ...]]] = {
    Strike: {"first_day": ("started", "called"), "last_day": ("ended",)},
    Settlement: {"last_day": ("ended",)},
    Suspension: {"last_day": ("resumed",)},
}
"""Plain days, and the statements of which one carries each: where none of them is known yet, neither is the day."""


_OF_DAYS = frozenset({name for days in _RESTS_ON.values() for names in days.values() for name in names})
"""Statements that carry a strike's own days: what comes of them before the day is for the calendar to say."""


def sources_of(part: object) -> Iterator[str]:
    """The ids of all sources that an entry cites, however deep."""
    if isinstance(part, Citation):
        yield part.source
    elif isinstance(part, Model):
        for name in type(part).model_fields:
            yield from sources_of(getattr(part, name))
    elif isinstance(part, tuple):
        for item in part:
            yield from sources_of(item)


def days_of(part: object) -> Iterator[dt.date]:
    """The days of which the statements of an entry tell as past, however deep; those of a strike's own days left out."""
    if isinstance(part, Statement) and (day := told_as_past(part.text)):
        yield day
    if isinstance(part, Model):
        for name in type(part).model_fields:
            if name not in _OF_DAYS:
                yield from days_of(getattr(part, name))
    elif isinstance(part, tuple):
        for item in part:
            yield from days_of(item)


def as_known(entry: EntryT, sources: Collection[str], day: dt.date) -> EntryT:
    """The entry with nothing in it that rests on other sources than these, or tells of a later day as past.

    At least one of its own sources is among them.
    """
    return _trimmed(entry, sources, day) or entry


def _trimmed(part: PartT, sources: Collection[str], day: dt.date) -> PartT | None:
    """A part of an entry with what is known of it; None where it has sources of its own and none is known."""
    changes: dict[str, Any] = {}
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        known_by = dt.date.max if info.is_required() or name in _OF_DAYS else day
        if isinstance(value, Model):
            kept: object = None if _later(value, known_by) else _trimmed(value, sources, day)
        elif isinstance(value, tuple):
            kept = _all_trimmed(tuple(each for each in value if not _later(each, known_by)), sources, day)
            kept = value if kept == value else kept
        else:
            continue
        if name == "citations" and value and not kept:
            return None
        if kept is not value:
            changes[name] = kept
    changes |= dict.fromkeys(_days_gone(part, changes))
    return part.model_copy(update=changes) if changes else part


def _days_gone(part: Model, changes: dict[str, Any]) -> Iterator[str]:
    """The days that nothing known carries any more."""
    for day, carriers in _RESTS_ON.get(type(part), {}).items():
        told = [name for name in carriers if getattr(part, name)]
        if told and all(changes.get(name, True) is None for name in told):
            yield day


def _later(part: object, day: dt.date) -> bool:
    told = told_as_past(part.text) if isinstance(part, Statement) else None
    return told is not None and told > day


def _all_trimmed(parts: tuple[Any, ...], sources: Collection[str], day: dt.date) -> tuple[Any, ...]:
    kept = []
    for part in parts:
        known = part
        if isinstance(part, Citation):
            known = part if part.source in sources else None
        elif isinstance(part, Model):
            known = _trimmed(part, sources, day)
        if known is not None:
            kept.append(known)
    same = len(kept) == len(parts) and all(one is two for one, two in zip(kept, parts, strict=True))
    return parts if same else tuple(kept)


def as_of_day(entry: EntryT, day: dt.date) -> EntryT:
    """The entry without what is still to come: an end that is announced, talks that go on, a role to be given up."""
    if isinstance(entry, Strike):
        settled = tuple(_not_ahead(each, day) for each in entry.settled)
        kept = entry.model_copy(update={"settled": settled}) if settled != entry.settled else entry
        return _not_ahead(kept, day)
    if isinstance(entry, Meeting) and entry.last_date and entry.date <= day < entry.last_date:
        return entry.model_copy(update={"last_date": None})
    if isinstance(entry, Person) and any(role.until and role.until.first() > day for role in entry.roles):
        return entry.model_copy(update={"roles": tuple(_still_held(role, day) for role in entry.roles)})
    return entry


def _not_ahead(part: PartT, day: dt.date) -> PartT:
    """The part without the milestones that are still to come."""
    ahead = [
        name
        for name, value in part
        if name in HAPPENED and isinstance(value, Milestone) and value.date.first() > day
    ]
    update: dict[str, Any] = dict.fromkeys([*ahead, *(["last_day"] if "ended" in ahead else [])])
    for name in DEALS & type(part).model_fields.keys():
        deals = getattr(part, name)
        kept = tuple(_not_ahead(deal, day) for deal in deals if deal.date.first() <= day)
        update |= {name: kept} if kept != deals else {}
    return part.model_copy(update=update) if update else part


def _still_held(role: Role, day: dt.date) -> Role:
    return role.model_copy(update={"until": None}) if role.until and role.until.first() > day else role


def only_named(entry: EntryT) -> EntryT:
    """Of what is not known yet (a party, person, issue, place): its name and whom it belongs to, and nothing to tell."""
    bare: dict[str, Any] = {"citations": (), "asked": (), "disputed": (), "reported_by": None, "about": ()}
    if isinstance(entry, Person):
        first = entry.roles[0].model_copy(update={"since": None, "until": None, "citations": ()})
        bare["roles"] = (first,)
    if isinstance(entry, Place):
        bare |= {"where": None, "local": None}
    return entry.model_copy(update=bare)
