"""Rules for ranges: July 10-15, from May 2 to August 4, since Friday, before Labor Day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.dates.days import DAY, month_at, nth_alone
from bot.dates.found import FIRST_DAY, LAST_DAY, Bound
from bot.dates.grammar import Match, Outcome, Refusal
from bot.dates.partial import day_words
from bot.dates.periods import likely_month
from bot.dates.words import THROUGH

if TYPE_CHECKING:
    import datetime as dt

    from bot.dates.grammar import Grammar

_DASHES = frozenset("- – —".split())
_BOUNDS: dict[str, Bound] = {
    "since": "since", "after": "after", "before": "before", "until": "until", "till": "until", "til": "until",
    "by": "until", "through": "until", "thru": "until", "following": "after",
}  # fmt: skip
_TWO_WORDS: dict[tuple[str, str], Bound] = {
    ("prior", "to"): "before", ("up", "to"): "until", ("up", "until"): "until", ("starting", "from"): "since",
    ("earlier", "than"): "before", ("later", "than"): "after",
}  # fmt: skip
_ONWARD = frozenset("on onward onwards forward".split())
_NOT_ON = frozenset("the a an what which whom whether their our strike".split())


@dataclass(frozen=True, slots=True)
class Bounded:
    """Days that were read, on which side of them, and the tokens of the words that name the days alone."""

    match: Match
    start: int
    bound: Bound = "on"


def expression(g: Grammar, at: int) -> Bounded | Refusal | None:
    """The longest expression that begins at a token."""
    found = _expression(g, at)
    if isinstance(found, Bounded) and found.match.day and g.word(found.match.end) == "eve":
        before = found.match.first - DAY  # `labor day eve`, `july 4th's eve`
        found = replace(found, match=replace(found.match, first=before, last=before, end=found.match.end + 1))
    if isinstance(found, Bounded) and found.match.unit == "day" and g.word(found.match.end) == "weekend":
        return Refusal(found.match.end + 1)  # `the july 4 weekend`: whose days depend on whom one asks
    return found


def _expression(g: Grammar, at: int) -> Bounded | Refusal | None:
    word = g.word(at)
    if word == "between":
        return _between(g, at)
    if word == "from":
        return _from(g, at)
    bound, start = _BOUNDS.get(word), at + 1
    if bound is None and (bound := _TWO_WORDS.get((word, g.word(at + 1)))):
        start = at + 2
    if bound:
        return _open(g, bound, g.skip(start, "and", "including"))
    if word in ("on", "of"):
        found = nth_alone(g, at + 1) if g.word(at + 1) == "the" else None
        return _plain(found, at + 1)
    return _ranged(g, at)


def _plain(outcome: Outcome, start: int) -> Bounded | Refusal | None:
    return Bounded(outcome, start) if isinstance(outcome, Match) else outcome


def _ranged(g: Grammar, at: int) -> Bounded | Refusal | None:
    """A point, or a range of two."""
    bare = _bare_range(g, at)
    if bare is not None:
        return _plain(bare, at)
    first = g.point(at)
    if not isinstance(first, Match):
        return first
    if onward := _onward(g, first):
        return Bounded(replace(first, end=onward), at, "since")
    return _plain(_to_second(g, first) or first, at)


def _onward(g: Grammar, first: Match) -> int | None:
    """Behind `july 14 onwards`, `july 14 and after`."""
    if g.word(first.end) in ("onward", "onwards"):
        return first.end + 1
    return first.end + 2 if (g.word(first.end), g.word(first.end + 1)) == ("and", "after") else None


def _to_second(g: Grammar, first: Match) -> Outcome:
    """The range that goes on behind its beginning, if it does."""
    joint = g.word(first.end)
    if joint == "/":
        return _slashed(g, first)
    if joint == ",":
        return _listed(g, first)
    if joint in ("or", "&") or (joint == "and" and g.word(first.end + 1) != "the"):
        return _or_next_day(g, first)
    if joint not in _DASHES and joint not in THROUGH:
        return None
    return _until(g, first, first.end + 1)


def _until(g: Grammar, first: Match, at: int) -> Outcome:
    """From a beginning to the end that stands here: a date, a bare day of the same month, or now."""
    start = g.skip(at, "and", "including")
    if g.word(start) == "now":
        return joined(g, first, Match(g.today, g.today, start + 1))
    same = _same_month(g, first, start)
    second = g.point(start)
    if second is None:
        second = same or nth_alone(g, start)
    elif same and isinstance(second, Match) and same.end >= second.end:
        second = same
    if second is None:
        return None
    return second if isinstance(second, Refusal) else joined(g, first, second)


def _same_month(g: Grammar, first: Match, at: int) -> Match | None:
    """`15` behind `july 10 -`, with the year that may follow."""
    start = g.skip(at, "the")
    found = g.nth(start) or ((value, start + 1) if (value := g.number(start)) is not None else None)
    if found is None or first.day is None or first.unit != "day" or not 1 <= found[0] <= 31:
        return None
    if len(g.word(start)) > 2 or month_at(g, g.skip(found[1], "of")) or g.word(found[1]) in ("/", ".", ":"):
        return None
    year = g.year(found[1])
    day = g.safe(year[0] if year else first.first.year, first.first.month, found[0])
    if day is None:
        return None
    return Match(day, day, year[1] if year else found[1], yearless=first.yearless and not year)


def joined(g: Grammar, first: Match, second: Match) -> Outcome:
    """One range. A year said of the one end holds for the other; a weekday at its end follows the beginning."""
    if first.yearless and not second.yearless:
        first = _in_year(g, first, second.last, ends=True)
    elif second.yearless and not first.yearless:
        second = _in_year(g, second, first.first, ends=False)
    elif first.yearless and first.first > second.last:
        if first.first.month <= second.last.month:
            return Refusal(second.end, _backwards(first, second))
        first = _in_year(g, first, second.last, ends=True)
    elif second.last < first.first and second.unit == "day" and g.weekday(second.end - 1) is not None:
        ahead = (second.first.weekday() - first.first.weekday()) % 7
        second = replace(second, first=first.first + ahead * DAY, last=first.first + ahead * DAY)
    if second.last < first.first:
        return Refusal(second.end, _backwards(first, second))
    unit = first.unit if first.unit == second.unit else "days"
    swappable = first.swappable or second.swappable
    return Match(first.first, second.last, second.end, unit, first.unit != "day", swappable=swappable)


def _backwards(first: Match, second: Match) -> str:
    return f"{day_words(second.last)} is before {day_words(first.first)}."


def _in_year(g: Grammar, match: Match, near: dt.date, *, ends: bool) -> Match:
    """The same days in the year that puts them right before (`ends`) or after another day."""
    for year in (near.year, near.year - 1 if ends else near.year + 1):
        first = g.safe(year, match.first.month, match.first.day)
        last = g.safe(year + match.last.year - match.first.year, match.last.month, match.last.day)
        if first and last and (first <= near if ends else last >= near):
            return replace(match, first=first, last=last)
    return match


def _slashed(g: Grammar, first: Match) -> Outcome:
    """`aug 4/5`; `2023-07-10/2023-07-15`."""
    if not (g.glued(first.end) and g.glued(first.end + 1)) or first.day is None:
        return None
    second = g.point(first.end + 1)
    if isinstance(second, Match) and len(g.word(first.end + 1)) == 4:
        return joined(g, first, second)
    same = _same_month(g, first, first.end + 1)
    return joined(g, first, same) if same and same.first == first.first + DAY else Refusal(first.end + 2)


def _or_next_day(g: Grammar, first: Match) -> Outcome:
    """`aug 4 or 5`, `aug 4 and 5`: days that follow each other. Others are not read in part."""
    same = _same_month(g, first, first.end + 1)
    if same is None or (g.word(same.end).isalpha() and not _ends(g, same.end)):
        return None
    if same.first == first.last + DAY:
        return joined(g, first, same)
    return Refusal(same.end) if g.word(first.end) != "and" or not g.word(same.end).isalpha() else None


def _listed(g: Grammar, first: Match) -> Outcome:
    """`aug 4, 5 and 6`; a list of which the last one stands behind `and`."""
    whole = first
    while g.word(whole.end) == ",":
        same = _same_month(g, replace(first, end=whole.end), whole.end + 1)
        if same is None or same.first != whole.last + DAY:
            return None
        whole = replace(whole, last=same.first, end=same.end)
    if g.word(whole.end) not in ("and", "or", "&"):
        return None
    last = _same_month(g, first, whole.end + 1)
    if last is None or (g.word(last.end).isalpha() and not _ends(g, last.end)):
        return None
    return joined(g, whole, last) if last.first == whole.last + DAY else Refusal(last.end)


def _ends(g: Grammar, at: int) -> bool:
    return g.word(at) in (
        "at",
        "in",
        "with",
        "by",
        "and",
        "or",
        "between",
        "for",
        "was",
        "were",
        "did",
        "the",
        "who",
    )


def _bare_range(g: Grammar, at: int) -> Outcome:
    """`10-15 july`, `10 to 15 july 2022`, `the 10th to the 15th of july`."""
    start = g.skip(at, "the")
    first = g.nth(start) or ((value, start + 1) if (value := g.number(start)) is not None else None)
    if (
        first is None
        or len(g.word(start)) > 2
        or not (g.word(first[1]) in _DASHES or g.word(first[1]) in THROUGH)
    ):
        return None
    second = g.skip(first[1] + 1, "the")
    end = g.point(second)
    if not isinstance(end, Match) or end.day is None or end.unit != "day" or month_at(g, second):
        return None
    if g.weekday(second) is not None or end.first.day != (g.number(second) or (g.nth(second) or (0,))[0]):
        return None
    day = g.safe(end.first.year, end.first.month, first[0])
    if day is None or day > end.first:
        return Refusal(end.end)
    return Match(day, end.first, end.end, "days", yearless=end.yearless)


def _between(g: Grammar, at: int) -> Bounded | Refusal | None:
    """`between X and Y`."""
    first = _side(g, at + 1)
    if not isinstance(first, Match):
        return first
    if g.word(first.end) not in ("and", "-", "to", "&"):
        return Bounded(first, at + 1)
    whole = _until(g, first, first.end + 1)
    return Bounded(first, at + 1) if whole is None else _plain(whole, at + 1)


def _from(g: Grammar, at: int) -> Bounded | Refusal | None:
    """`from X to Y`, `from X on`, or only `from X`, which is a day that something is from."""
    if bare := _bare_range(g, at + 1):
        return _plain(bare, at + 1)
    first = _side(g, at + 1)
    if not isinstance(first, Match):
        return first
    if g.word(first.end) in _ONWARD and g.word(first.end + 1) not in _NOT_ON:
        return Bounded(replace(first, end=first.end + 1), at + 1, "since")
    whole = _to_second(g, first)
    return Bounded(first, at + 1) if whole is None else _plain(whole, at + 1)


def _side(g: Grammar, at: int) -> Outcome:
    found = g.point(at)
    return found if found is not None else nth_alone(g, at)


def _open(g: Grammar, bound: Bound, at: int) -> Bounded | Refusal | None:
    """`since X`, `before X`: what follows has to be a date, else the word means something else."""
    whole = _ranged(g, at) if g.point(at) is not None else _plain(nth_alone(g, at), at)
    if (
        bound in ("before", "until")
        and isinstance(whole, Bounded)
        and whole.match.yearless
        and whole.match.unit == "month"
    ):
        likely = likely_month(g, at)  # `before october` may be told of the one to come
        whole = _plain(likely, at) if isinstance(likely, Match) and likely.end == whole.match.end else whole
    if not isinstance(whole, Bounded):
        return whole
    if whole.bound != "on":
        return whole
    return Bounded(
        whole.match, at, _OF_EVENT.get(bound, bound) if _names_event(g, at, whole.match.end) else bound
    )


_OF_EVENT: dict[Bound, Bound] = {"after": "since", "before": "until"}


def _names_event(g: Grammar, at: int, end: int) -> bool:
    """Whether the date only says which event is meant: what came after `the august 4 meeting` may be of that day."""
    return g.word(at) == "the" and g.word(end).isalpha() and g.word(end) not in _GOING_ON


_GOING_ON = frozenset(
    "and or but did do does was were is are has have had will would can could who what when where why how the in on at with "
    "for of by to then that it they there".split()
)


def opened(g: Grammar, found: Bounded) -> tuple[dt.date, dt.date]:
    """The days of an open range: up to the day of asking, or to the far end of the calendar."""
    match, today = found.match, g.today
    if found.bound == "since":
        return match.first, max(today, match.last)
    if found.bound == "after":
        start = min(match.last + DAY, LAST_DAY)
        return start, today if start <= today else LAST_DAY
    if found.bound == "until":
        return FIRST_DAY, match.last
    if found.bound == "before":
        return FIRST_DAY, max(match.first - DAY, FIRST_DAY)
    return match.first, match.last
