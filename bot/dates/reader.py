"""The one reader of dates: in a question (`find`), or where a text should be a date and nothing else (`read`).

Its grammar is its own. On one table of 932 expressions general parsers told another day than the one that was meant, or a
day where none was, for 151 to 496 of them, and none says which words it left out (docs/dates.md has the figures).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dates import days, figures, parts, periods, shifts, spans
from bot.dates.found import DateSlot, DateUnreadableError, FoundDate, Reading, Unread
from bot.dates.grammar import HOLIDAY, Grammar, Refusal, tokens_text
from bot.dates.numbers import ORDINALS
from bot.dates.numbers import WORDS as COUNTS
from bot.dates.words import FILLERS, MONTHS, NEAR_DAYS, PARTS, SEASONS, UNITS, WEEKDAYS, WHICH, normal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from bot.dates.found import DateContext
    from bot.dates.grammar import Rule
    from bot.dates.spans import Bounded

HOW = "Write it like mar 11, 11 March 2024, yesterday or 2024-03-11."
SHOWN = 60
"""Characters of what was typed that a message repeats."""

_FIGURES = "figures"
_TABLE: tuple[tuple[Rule, Iterable[str]], ...] = (
    (days.near_day, (*NEAR_DAYS, "last", "this", "day", "night", "other")),
    (days.same_day, ("this", "same")),
    (days.named_weekday, days.NAMING),
    (days.weekday, (*WEEKDAYS, *WHICH)),
    (days.week_weekday, WHICH),
    (days.month_day, (_FIGURES, *MONTHS, *ORDINALS, *COUNTS)),
    (figures.figures, (_FIGURES,)),
    (days.holiday, (HOLIDAY, *WHICH)),
    (periods.month, (_FIGURES, *MONTHS, *WHICH)),
    (periods.year, (_FIGURES, "year")),
    (periods.which_period, (*WHICH, "the")),
    (periods.before_last, UNITS),
    (periods.part, PARTS),
    (parts.ordinal_part, (_FIGURES, *ORDINALS, *COUNTS, "last", "final", "next", "penultimate")),
    (parts.numbered_week, ("week",)),
    (periods.quarter, ("q",)),
    (periods.season, (*SEASONS, *WHICH)),
    (shifts.some_ago, (_FIGURES, *COUNTS, "a", "an", *UNITS)),
    (shifts.counted, (_FIGURES, *COUNTS, "a", "an", "couple", "few", "several", "half")),
    (shifts.in_units, ("in",)),
    (shifts.neighbour, (*UNITS, "the")),
    (shifts.weekday_beside, (_FIGURES, *WEEKDAYS, *ORDINALS, *COUNTS)),
    (shifts.eve, ("eve",)),
)


def _by_start(table: Iterable[tuple[Rule, Iterable[str]]]) -> Mapping[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for rule, starts in table:
        for word in dict.fromkeys(starts):
            found.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in found.items()}


_RULES = _by_start(_TABLE)
_SPANNED = frozenset(
    "between from since after before until till til by through thru following prior up starting earlier later on of".split()
)
_MARKS = frozenset(",.;:()?!\"'")
_RUNS_IN = re.compile(r"[\w/#$£€]$")
_RUNS_ON = re.compile(r"[\w/]|[-:]\w")
_LEADING = frozenset("in during back the".split())
"""Words before `august` or `mid-july` that belong to it."""
_UNTOLD = re.compile(
    r"\bday (?:of|on) (?:the |this |their |our )?(?:[\w-]+ ){0,2}(?:strike|walkout|stoppage|dispute) "
    r"(?:was|will be|would be) (?:on |in )?(?P<what>[\w'-]+)\W*$"
)
"""Asked for the number of one day, and that day is a single word that was not read: today's number is not asked for."""
_NO_DAY = frozenset(
    "it that this these those then there so over called declared announced who when what".split()
)
_DENIED = frozenset("not except besides excluding".split())


def _rules_for(word: str) -> tuple[Rule, ...]:
    return _RULES.get(_FIGURES if word.isdecimal() else word, ())


def find(text: str, asked: DateContext) -> Reading:
    """The dates in a folded question, in order, each read as far as it goes; and what speaks of a day and was not read."""
    reading = _Scan(text, asked, typed=False).reading()
    untold = None if reading.found or reading.unread else _UNTOLD.search(text)
    if untold is None or untold["what"] in _NO_DAY or untold["what"].isdigit():
        return reading
    why = f"I cannot tell which day {shown(untold['what'])} is."
    return Reading((), (Unread(untold["what"], why, untold.start("what"), untold.end("what")),))


def read(text: str, asked: DateContext) -> DateSlot:
    """The days that a typed text names, which has to be a date and nothing else. Raises DateUnreadableError."""
    plain = normal(text)
    scan = _Scan(plain, asked, typed=True)
    found = scan.reading()
    for unread in found.unread:
        raise DateUnreadableError(unread.why)
    if not found.found:
        raise DateUnreadableError(f"I cannot read {shown(text)} as a date. {HOW}")
    if len(found.found) > 1:
        raise DateUnreadableError(f"I cannot read {shown(text)} as a date. It names more than one.")
    if left := scan.left():
        words = found.found[0].slot.words
        raise DateUnreadableError(f"I can read {shown(words)}, but not {' and '.join(map(shown, left))}.")
    return found.found[0].slot


def mentioned_day(text: str, asked: DateContext) -> dt.date | None:
    """The one day that a folded text names among other words; None where it names none, or several, or a number besides,
    such as a year that is not understood."""
    reading = find(text, asked)
    if len(reading.found) != 1 or reading.unread or not reading.found[0].slot.single:
        return None
    found = reading.found[0]
    besides = text[: found.start] + text[found.end :]
    return None if any(char.isdigit() for char in besides) else found.slot.first


def shown(text: str) -> str:
    """What was typed, as a sentence repeats it."""
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return f"“{text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}”"


_VERBS = frozenset(
    "is are was were am be do does did has have had will would can could should isnt arent wasnt werent".split()
)
"""Verbs that a `not` behind them belongs to, rather than to the day."""
_PICKING = frozenset("what which when who whom whose whats whos".split())
"""Words of a question for one of several, from which `not` leaves one out."""


class _Scan:
    """Goes through a text from one expression to the next."""

    def __init__(self, text: str, asked: DateContext, *, typed: bool) -> None:
        self.g = Grammar(text, asked, _rules_for, typed=typed)
        self._read: set[int] = set()
        """The tokens that an expression covers."""

    def reading(self) -> Reading:
        found: list[FoundDate] = []
        unread: list[Unread] = []
        at = 0
        while at < len(self.g.tokens):
            outcome = spans.expression(self.g, at) if self._may_start(at) else None
            end = outcome.end if isinstance(outcome, Refusal) else outcome.match.end if outcome else at
            if outcome is None or not self._stands_alone(at, end):
                at += 1
                continue
            if isinstance(outcome, Refusal):
                unread.append(self._unread(at, end, outcome.why))
            elif denied := self._denied(at):
                unread.append(self._unread(denied, end, ""))
            else:
                found.append(self._found(outcome))
            self._read.update(range(at, end))
            at = end
        return Reading(tuple(found), tuple(unread))

    def left(self) -> list[str]:
        """What no expression covers, run by run, where there is more to it than words that add nothing."""
        runs: list[list[int]] = [[]]
        for at in range(len(self.g.tokens)):
            if at in self._read:
                runs.append([])
            elif self.g.word(at) not in _MARKS:
                runs[-1].append(at)
        told = (run for run in runs if not all(self.g.word(at) in FILLERS for at in run))
        return [tokens_text(self.g, run[0], run[-1] + 1) for run in told]

    def _may_start(self, at: int) -> bool:
        word = self.g.word(at)
        return word in _RULES or word in _SPANNED or word.isdecimal() or word in self.g.holidays

    def _stands_alone(self, at: int, end: int) -> bool:
        """Whether nothing runs on into a date or out of it: not `v1.2.2023`, `bakers-2024/meeting`, `24/7`."""
        start, stop = self.g.tokens[at].start, self.g.tokens[end - 1].end
        before, after = self.g.text[:start], self.g.text[stop : stop + 2]
        if before.endswith("-"):
            return before[-2:-1] in ("", " ")
        if _RUNS_IN.search(before) or (before.endswith(".") and self.g.number(at) is not None):
            return False
        return _RUNS_ON.match(after) is None

    def _denied(self, at: int) -> int | None:
        """Where a word begins that says that another day is meant: `not dec 20`; in `is it not on friday`, none does."""
        if self.g.typed:
            return None
        start = at - 1 if self.g.word(at - 1) in ("on", "in", "the") else at
        if self.g.word(start - 1) not in _DENIED:
            return None
        before = [self.g.word(number) for number in range(start - 1)]
        of_a_verb = self.g.word(start - 1) == "not" and not _VERBS.isdisjoint(before)
        return None if of_a_verb and _PICKING.isdisjoint(before) else start - 1

    def _unread(self, at: int, end: int, why: str) -> Unread:
        words = tokens_text(self.g, at, end)
        start, stop = self.g.tokens[at].start, self.g.tokens[end - 1].end
        return Unread(words, why or f"I cannot tell which day {shown(words)} is.", start, stop)

    def _found(self, found: Bounded) -> FoundDate:
        match, g = found.match, self.g
        first, last = spans.opened(g, found)
        words = tokens_text(g, found.start, match.end)
        edge = match.day if found.bound != "on" else None
        slot = DateSlot(
            first,
            last,
            words,
            match.fuzzy,
            found.bound,
            edge,
            match.spread if found.bound == "on" else 0,
            match.swappable,
        )
        start = found.start
        if match.unit not in ("day", "year", "decade") and found.bound == "on":
            while g.word(start - 1) in _LEADING:
                start -= 1
        return FoundDate(slot, g.tokens[start].start, g.tokens[match.end - 1].end)
