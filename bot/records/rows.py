"""What goes into the records and comes out of them, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date, datetime

Why = Literal["unanswered", "not_asked"]
"""Declined or asked back; or answered, and somebody pressed “Not what I asked”."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A question to be kept: its text is scrubbed already, and nothing says who asked, or how many did."""

    key: str
    text: str
    why: Why
    day: date
    expected: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that waits for an answer; `first` and `last` are midnights (UTC) of the days on which it was asked, `people`
    how many want to be told when it has one."""

    key: str
    text: str
    why: str
    times: int
    first: datetime
    last: datetime
    expected: tuple[str, ...]
    people: int = 0


State = Literal["writing", "done", "waiting", "refused"]
"""Being written to the files; in the files; waiting for another moderator; turned down by one."""


@dataclass(frozen=True, slots=True)
class Moderator:
    id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class NewEdit:
    """A change to the knowledge, as a moderator made it on the base of `revision`; `folder` is the mark of the one that it
    is written to."""

    moderator_id: int
    moderator: str
    what: str
    reason: str
    entries: tuple[str, ...]
    patches: str
    revision: str
    undoes: int | None = None
    folder: str = ""


@dataclass(frozen=True, kw_only=True)
class Edit(NewEdit):
    """An edit in the records. `undone_by` is the edit that undid it and stands; who decided is empty without a review."""

    id: int
    at: datetime
    state: State
    revision_after: str | None = None
    undone_by: int | None = None
    decided_by: str = ""
    decided_by_id: int | None = None


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """What a moderator has typed so far."""

    id: str
    moderator_id: int
    data: str
    at: datetime
