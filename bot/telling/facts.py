"""A base at a moment as facts that can be told one by one: each with a key that stays, its kind, its day, its words."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    import datetime as dt

FactKind = Literal[
    "start", "walkout", "meeting", "offer", "deal", "vote", "quote", "news", "correction", "day"
]
"""What people choose between: begins, pauses and ends; walk-outs; meetings; offers and demands; deals; votes; quotes; other
news; corrections and withdrawals of what was told; every fiftieth day."""
KINDS: tuple[FactKind, ...] = get_args(FactKind)
Family = Literal["milestone", "event", "ballot", ""]
"""Where a fact stands in the files, for those that may stand in several places."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source for a reader; the address is None where it has none."""

    label: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What a card shows of a fact; `by` whose account it is, `was` what a corrected fact said before."""

    kind: FactKind
    title: str
    when: str
    text: str
    by: str = ""
    was: str = ""
    sources: tuple[Cited, ...] = ()

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Told:
        read = json.loads(text)
        return cls(**{**read, "sources": tuple(Cited(**each) for each in read["sources"])})

    @property
    def core(self) -> str:
        """What makes it another claim when it changes: its words, without how they are written."""
        return " ".join(re.findall(r"\w+", f"{self.when} {self.text}".casefold()))

    @property
    def digest(self) -> str:
        """Changes with anything that a card shows."""
        return hashlib.blake2b(self.to_json().encode(), digest_size=9).hexdigest()


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened, once: `day` is the last day on which it may have. `part_of` is a fact that tells it too,
    `echo` the same for facts of several families that tell of one thing; one that is `overtaken` was news before another
    that is known already."""

    key: str
    strikes: tuple[str, ...]
    day: dt.date
    told: Told
    part_of: str = ""
    family: Family = ""
    echo: str = ""
    overtaken: bool = False

    @property
    def lasting(self) -> bool:
        """Whether it stays true, so that it is withdrawn when it is gone."""
        return self.told.kind != "day"
