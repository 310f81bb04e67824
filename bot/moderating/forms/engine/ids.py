"""Ids in the style of the base: kebab-case, made from what an entry is about, and never one that was ever used."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.checks.names import same
from bot.knowledge.checks.references import ONE_NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.items import FileKind
    from bot.knowledge.model.models import Source

LONGEST = 76
"""Characters of an id before the number that makes it its own; the models take 80."""
_DATED = re.compile(r"(?P<stem>.+?)-(?:about-)?\d{4}(?:-\d{2}){0,2}(?:-.*)?$")
_EMPTY = frozenset(
    "a an and are as at been but by did do does for from had has have he her his how i in is it its of on or she so that"
    " the their them they this to was we were what when where which who whom why will with would you".split()
)


@dataclass(frozen=True, slots=True)
class Taken:
    """All ids that are in use, those of withdrawn entries too."""

    base: KnowledgeBase
    new: frozenset[str] = frozenset()
    """The full ids of what goes along."""

    def free(self, wanted: str, kind: FileKind, strike: str | None) -> str:
        """The wanted id, with a number behind it where it is taken."""
        stem = wanted[:LONGEST].strip("-") or kind.noun
        numbered = (f"{stem}-{number}" if number > 1 else stem for number in range(1, 100_000))
        return next(id for id in numbered if not self._has(id, kind, strike))

    def _has(self, id: str, kind: FileKind, strike: str | None) -> bool:
        """People, parties, issues and strikes stand beside each other in a field, so they share their ids."""
        beside = ONE_NAMESPACE if kind in ONE_NAMESPACE else (kind,)
        full = (one.full_id(id, strike if one is kind else None) for one in beside)
        return any(one in self.base.where or one in self.new for one in full)


def slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]", "", text)).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.casefold()))


def gist(text: str, most: int, without: Iterable[str] = ()) -> str:
    """The first words of a text that say something."""
    left_out = _EMPTY | {word for one in without for word in slug(one).split("-")}
    words = slug(text).split("-")
    told = [word for word in words if word not in left_out and not word.isdigit()]
    return "-".join((told or words)[:most])


def last_name(name: str) -> str:
    return (slug(name).split("-") or [""])[-1]


def source_stem(publisher: str, sources: Iterable[Source]) -> str:
    """What the ids of a publisher's sources begin with: `gazette` for The Gazette."""
    stems = (
        match["stem"]
        for source in sources
        if same(source.publisher) == same(publisher) and (match := _DATED.match(source.id))
    )
    return _usual(stems) or slug(re.sub(r"^the\s+", "", publisher, flags=re.IGNORECASE))


def position_stem(issue: str, base: KnowledgeBase) -> str:
    """What the ids of the positions on an issue begin with: `ai` for artificial-intelligence."""
    found = []
    for full_id, position in base.positions.items():
        bare = full_id.rpartition("/")[2]
        for party in (*position.parties, "agreed"):
            match = re.match(rf"(?P<stem>.+?)-{re.escape(party)}-\d{{4}}", bare)
            if position.issue == issue and match:
                found.append(match["stem"])
    return _usual(found) or issue


def _usual(stems: Iterable[str]) -> str:
    counted = Counter(stems).most_common(1)
    return counted[0][0] if counted else ""
