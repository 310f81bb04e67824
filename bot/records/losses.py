"""What could not be recorded: counted by kind, and told in one line once it is over, not in one line each."""

from __future__ import annotations

import logging
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)

LossKind = Literal["questions", "asked"]
WORDS: Mapping[str, str] = {"questions": "questions", "asked": "entries that were asked about"}


class Losses:
    def __init__(self) -> None:
        self._counts: Counter[str] = Counter(dict.fromkeys(WORDS, 0))
        self._told: Counter[str] = Counter()
        self.counts: Mapping[str, int] = MappingProxyType(self._counts)

    def add(self, kind: LossKind, times: int = 1) -> None:
        self._counts[kind] += times

    def tell(self) -> None:
        """Log what has been lost since the last time, if anything."""
        if new := self._counts - self._told:
            kinds = ", ".join(f"{new[kind]:,} {words}" for kind, words in WORDS.items() if new[kind])
            log.warning("Could not be recorded: %s", kinds)
            self._told = self._counts.copy()
