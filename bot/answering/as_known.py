"""What is left of an entry at a moment: all that was published later is taken out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from bot.knowledge.models import Citation, Entry, Meeting, Model, Person, Role, Strike

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

PartT = TypeVar("PartT", bound=Model)
EntryT = TypeVar("EntryT", bound=Entry)

_RESTS_ON = {"first_day": "started", "last_day": "ended"}
"""Plain fields of a strike, and the statement that carries each: where that is not known yet, neither is the day."""


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


def as_known(entry: EntryT, sources: Collection[str]) -> EntryT:
    """The entry with nothing in it that rests on other sources than these. At least one of its own is among them."""
    trimmed = _trimmed(entry, sources) or entry
    if not isinstance(entry, Strike):
        return trimmed
    gone = [day for day, told in _RESTS_ON.items() if getattr(entry, told) and not getattr(trimmed, told)]
    return trimmed.model_copy(update=dict.fromkeys(gone)) if gone else trimmed


def _trimmed(part: PartT, sources: Collection[str]) -> PartT | None:
    """A part of an entry with what is known of it; None where it has sources of its own and none is known."""
    changes: dict[str, Any] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Model):
            kept: object = _trimmed(value, sources)
        elif isinstance(value, tuple):
            kept = _all_trimmed(value, sources)
        else:
            continue
        if name == "citations" and value and not kept:
            return None
        if kept is not value:
            changes[name] = kept
    return part.model_copy(update=changes) if changes else part


def _all_trimmed(parts: tuple[Any, ...], sources: Collection[str]) -> tuple[Any, ...]:
    kept = []
    for part in parts:
        known = part
        if isinstance(part, Citation):
            known = part if part.source in sources else None
        elif isinstance(part, Model):
            known = _trimmed(part, sources)
        if known is not None:
            kept.append(known)
    same = len(kept) == len(parts) and all(one is two for one, two in zip(kept, parts, strict=True))
    return parts if same else tuple(kept)


def as_of_day(entry: EntryT, day: dt.date) -> EntryT:
    """The entry without an end that is still to come: talks that were to go on, a role that was to be given up."""
    if isinstance(entry, Meeting) and entry.last_date and entry.date <= day < entry.last_date:
        return entry.model_copy(update={"last_date": None})
    if isinstance(entry, Person) and any(role.until and role.until.first() > day for role in entry.roles):
        return entry.model_copy(update={"roles": tuple(_still_held(role, day) for role in entry.roles)})
    return entry


def _still_held(role: Role, day: dt.date) -> Role:
    return role.model_copy(update={"until": None}) if role.until and role.until.first() > day else role


def only_named(entry: EntryT) -> EntryT:
    """Of a party, a person or an issue that is not known yet: its name and whom it belongs to, and nothing to tell."""
    bare: dict[str, Any] = {"citations": (), "asked": (), "disputed": (), "reported_by": None, "about": ()}
    if isinstance(entry, Person):
        first = entry.roles[0].model_copy(update={"since": None, "until": None, "citations": ()})
        bare["roles"] = (first,)
    return entry.model_copy(update=bare)
