"""What is recorded of following: who follows what, which facts are known, which messages tell them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """A channel that is told. No `strikes` are all of them, also those to come; no `hour` is at once, else the hour of the
    day in `zone`. `trouble` is why it could not be told the last time."""

    guild: int
    channel: int
    kinds: tuple[str, ...]
    strikes: tuple[str, ...] = ()
    hour: int | None = None
    zone: str = "UTC"
    role: int | None = None
    publish: bool = False
    id: int = 0
    at: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """A fact as it was last seen. It is news `since` then; never where that is None. `told` is what a card shows of it,
    `version` counts what it has said, not how it was written."""

    key: str
    kind: str
    strikes: tuple[str, ...]
    digest: str
    told: str
    version: int
    since: datetime | None
    changed: datetime
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """Which base the facts were last compared with: its revision, those before it, the folder's mark, and when."""

    revision: str
    before: tuple[str, ...]
    folder: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message: the facts in it, and, once it is sent, its id and what it shows of them; 0 for one that nobody needs any
    more. Until it is sent it is in the hands of one process, `until` a moment."""

    id: str
    follow: int
    keys: tuple[str, ...]
    at: datetime
    until: datetime
    message: int | None = None
    shown: str = ""
    unpublished: bool = False
