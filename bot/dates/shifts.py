"""Rules for days told by their distance from others: three days ago, in a week, the Friday after July 14."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dates.arithmetic import moved, period_of
from bot.dates.days import DAY, nth_alone
from bot.dates.grammar import Match, Outcome, Refusal
from bot.dates.words import AFTER, BEFORE, UNITS

if TYPE_CHECKING:
    import datetime as dt

    from bot.dates.grammar import Grammar

AGO = frozenset("ago back earlier".split())
HENCE = frozenset({"hence"})
_VAGUE = {"few": (2, 5), "several": (3, 9)}
_SPREAD = {"week": 1, "fortnight": 1, "month": 7, "year": 45, "decade": 365}
"""Days to either side of which people say `a month ago`."""
_DETERMINERS = ("the", "a", "an", "our", "their", "this", "that", "its", "his", "her")
_FINER = frozenset("hour hours hr hrs minute minutes min mins second seconds sec secs moment moments".split())
_SORTS = frozenset("business working work calendar picket".split())


def counted(g: Grammar, at: int) -> Outcome:
    """`3 days ago`, `a week before dec 20`, `two weeks from friday`, `two fridays ago`, `3 days from now`."""
    if found := _vague(g, at):
        return found
    if half := _half(g, at):
        return half
    start = g.count(at)
    if start is None:
        return _broken_count(g, at)
    count, behind = start
    if g.word(behind) in _SORTS and g.word(behind + 1) in UNITS:
        return _told_from(g, behind + 2)
    if g.word(behind) in _FINER:
        return Refusal(behind + 2) if g.word(behind + 1) in AGO else None
    weekday = g.weekday(behind)
    if weekday is not None and g.word(behind).endswith("s") and g.word(behind + 1) in AGO:
        back = (g.today.weekday() - weekday) % 7 or 7
        return _one(moved(g.today, -back - 7 * (count - 1), "day"), behind + 2)
    if weekday is not None and (g.word(behind + 1), g.word(behind + 2)) == ("from", "now"):
        return _weekdays_ahead(g, count, weekday, behind + 3)
    unit = UNITS.get(g.word(behind))
    if unit is None or unit == "weekend":
        return Refusal(behind + 2) if unit and g.word(behind + 1) in AGO else None
    if _and_a_half(g, behind + 1):
        return _with_half(g, count, unit, behind + 4)
    return _from_there(g, count, unit, behind + 1)


def _and_a_half(g: Grammar, at: int) -> bool:
    return (g.word(at), g.word(at + 1), g.word(at + 2)) == ("and", "a", "half")


def some_ago(g: Grammar, at: int) -> Outcome:
    """`3-4 days ago`, `two or three weeks ago`, `a day or two ago`; `week ago`."""
    if UNITS.get(g.word(at)) in ("week", "fortnight", "month", "year"):
        return _ago(g, 1, UNITS[g.word(at)], at + 2) if g.word(at + 1) == "ago" else None
    few = g.count(at)
    if few is None:
        return None
    unit = UNITS.get(g.word(few[1]))
    joint = few[1] + bool(unit)
    more = g.count(joint + 1) if g.word(joint) in _OR else None
    if more is None:
        return None
    end = more[1] + (unit is None)
    unit = unit or UNITS.get(g.word(more[1]))
    if unit is None or unit == "weekend" or g.word(end) not in AGO:
        return None
    first, last = moved(g.today, -more[0], unit), moved(g.today, -few[0], unit)
    if first is None or last is None or first > last:
        return Refusal(end + 1)
    return Match(first, last, end + 1, "days", fuzzy=True)


_OR = frozenset("or to - –".split())


def _from_there(g: Grammar, count: int, unit: str, at: int) -> Outcome:
    """Behind `two weeks`: `ago`, `ago yesterday`, `from friday`, `before july 14`."""
    word = g.word(at)
    if word in AGO:
        return _ago(g, count, unit, at + 1)
    if word in HENCE:
        return _one(moved(g.today, count, unit), at + 1)
    if word == "from" and g.word(at + 1) == "now":
        return _one(moved(g.today, count, unit), at + 2)
    if word in BEFORE or word == "prior":
        return _beside(g, -count, unit, g.skip(at + 1, "to"))
    if word in AFTER or word in ("from", "past") or (word == "later" and g.word(at + 1) == "than"):
        return _beside(g, count, unit, at + 1 + (word == "later"))
    return None


def _ago(g: Grammar, count: int, unit: str, at: int) -> Outcome:
    """`a week ago`, and what may follow: `a week ago yesterday`, `two weeks ago on tuesday`."""
    base, end = g.today, at
    weekday = g.weekday(g.skip(at, "on", "last"))
    if g.word(at) in ("today", "yesterday", "tomorrow"):
        base, end = g.today + {"today": 0, "yesterday": -1, "tomorrow": 1}[g.word(at)] * DAY, at + 1
    elif weekday is not None and unit != "day":
        base, end = g.today - (g.today.weekday() - weekday) % 7 * DAY, g.skip(at, "on", "last") + 1
    told = _one(moved(base, -count, unit), end)
    if not isinstance(told, Match) or unit == "day" or end != at:
        return told
    return replace(told, fuzzy=True, spread=_SPREAD[unit])


def _beside(g: Grammar, count: int, unit: str, at: int) -> Outcome:
    """So many units from a day that is told."""
    other = anchor(g, at)
    if other is None:
        return _told_from(g, at - 1)
    if isinstance(other, Refusal):
        return other
    weekday = g.weekday(at)
    if g.word(at - 1) == "from" and weekday is not None and other.end == at + 1:  # the one to come
        ahead = g.today + (weekday - g.today.weekday()) % 7 * DAY
        other = replace(other, first=ahead, last=ahead)
    return _one(
        moved(other.first if count < 0 else other.last, count, unit), other.end, yearless=other.yearless
    )


def anchor(g: Grammar, at: int) -> Outcome:
    """The day behind `before` or `after`; the bare `the 9th`, too, and `the meeting` where the base knows of its day."""
    found = g.point(at)
    if found is None:
        found = nth_alone(g, at)
    if found is None and g.word(at) in _DETERMINERS:
        day = g.asked.events(g.word(at + 1))
        found = Match(day, day, at + 2) if day else None
    return found


def _one(day: dt.date | None, end: int, *, yearless: bool = False) -> Outcome:
    return Match(day, day, end, yearless=yearless) if day else Refusal(end)


def _told_from(g: Grammar, at: int) -> Refusal | None:
    """A distance from something that is no day of the calendar: `two days after the deal`. The end of its words."""
    if g.word(at) not in (*BEFORE, *AFTER, *AGO, "from", "since", "to", "hence"):
        return None
    if g.word(at) in AGO:
        return Refusal(at + 1)
    noun = g.skip(at + 1, *_DETERMINERS)
    return (
        Refusal(noun + 1) if g.word(noun).isalnum() and g.word(noun) not in ("that", "then", "it") else None
    )


def _vague(g: Grammar, at: int) -> Outcome:
    """`a few days ago`."""
    start = at + (g.word(at) == "a")
    bounds, unit = _VAGUE.get(g.word(start)), UNITS.get(g.word(start + 1))
    if bounds is None or unit is None or g.word(start + 2) not in AGO:
        return None
    first, last = moved(g.today, -bounds[1], unit), moved(g.today, -bounds[0], unit)
    return Match(first, last, start + 3, "days", fuzzy=True) if first and last else Refusal(start + 3)


def _half(g: Grammar, at: int) -> Outcome:
    """`half a year ago`, `two and a half weeks ago`."""
    whole = g.count(at)
    unit = UNITS.get(g.word(whole[1] + 3)) if whole and _and_a_half(g, whole[1]) else None
    if whole and unit:
        return _with_half(g, whole[0], unit, whole[1] + 4)
    if g.word(at) != "half" or g.word(at + 1) not in ("a", "an"):
        return None
    if UNITS.get(g.word(at + 2)) != "year":
        return _told_from(g, at + 3)
    return _from_there(g, 6, "month", at + 3)


def _with_half(g: Grammar, count: int, unit: str, at: int) -> Outcome:
    """`a year and a half ago`."""
    return _from_there(g, 12 * count + 6, "month", at) if unit == "year" else _told_from(g, at)


def _broken_count(g: Grammar, at: int) -> Outcome:
    """`1.5 weeks ago`: only whole ones can be counted."""
    if g.number(at) is None or g.word(at + 1) not in (".", ",") or g.number(at + 2) is None:
        return None
    return _told_from(g, at + 4) if UNITS.get(g.word(at + 3)) else None


def _weekdays_ahead(g: Grammar, count: int, weekday: int, end: int) -> Outcome:
    """`three fridays from now`: today is none of them."""
    ahead = (weekday - g.today.weekday()) % 7 or 7
    return _one(moved(g.today, ahead + 7 * (count - 1), "day"), end)


def in_units(g: Grammar, at: int) -> Outcome:
    """`in 3 days`, `in a week`, `in two fridays`."""
    start = g.count(at + 1) if g.word(at) == "in" else None
    weekday = g.weekday(start[1]) if start else None
    if start and weekday is not None and g.word(start[1]).endswith("days"):
        return _weekdays_ahead(g, start[0], weekday, start[1] + 1)
    unit = UNITS.get(g.word(start[1])) if start else None
    if start is None or unit is None or unit == "weekend":
        return None
    if g.word(start[1] + 1) in ("of", "on"):  # `in 3 days of talks`, `in two weeks on the picket line`
        return None
    return _one(moved(g.today, start[0], unit), start[1] + 1)


def neighbour(g: Grammar, at: int) -> Outcome:
    """`the day before july 14`, `the week after`, `the weekend of july 4`; alone, the day beside the one talked about."""
    start = at + (g.word(at) == "the")
    unit, side = UNITS.get(g.word(start)), g.word(start + 1)
    if unit is None or g.word(start).endswith("s"):
        return None
    if side == "of" and unit in ("week", "weekend", "month"):
        return _around(g, unit, start + 2)
    step = -1 if side in BEFORE else 1 if side in AFTER else 0
    if not step:
        return None
    other = anchor(g, start + 2)
    if isinstance(other, Refusal):
        return other
    if other is None:
        return _alone(g, at, unit, step, start + 2)
    if unit == "day":
        day = other.first - DAY if step < 0 else other.last + DAY
        return _one(day, other.end, yearless=other.yearless)
    return _unit_beside(unit, step, other)


def _alone(g: Grammar, at: int, unit: str, step: int, end: int) -> Outcome:
    unknown = _told_from(g, end - 1)
    if (
        unknown is not None and g.word(end) not in _NO_NOUN and UNITS.get(g.word(end)) != unit
    ):  # `week after week`
        return unknown
    if unit == "day" and (not g.typed or g.word(at) == "the"):
        return None if g.typed else _one(g.today + step * DAY, end)
    return None


_NO_NOUN = frozenset(
    "who what when where why how did was were is are do does and or but then in on at for with".split()
)


def _unit_beside(unit: str, step: int, other: Match) -> Outcome:
    """The seven days before a day, the weekend after it, the month before it."""
    edge = other.first - DAY if step < 0 else other.last + DAY
    if unit == "weekend":
        first, last = period_of(edge, "weekend")
        away = 7 * DAY if step < 0 else -7 * DAY
        while (last > edge) if step < 0 else (first - 7 * DAY >= edge):
            first, last = first - away, last - away
            if (step < 0 and last <= edge) or (step > 0 and first >= edge):
                break
        return Match(first, last, other.end, "weekend", fuzzy=True)
    far = moved(edge, -1 if step < 0 else 1, unit)
    if far is None:
        return Refusal(other.end)
    span = (far + DAY, edge) if step < 0 else (edge, far - DAY)
    return Match(span[0], span[1], other.end, unit, fuzzy=True, yearless=other.yearless)


def _around(g: Grammar, unit: str, at: int) -> Outcome:
    """`the week of july 10`, `the weekend of july 4`."""
    other = anchor(g, g.skip(at, "the"))
    if not isinstance(other, Match) or other.day is None:
        return other if isinstance(other, Refusal) else None
    first, last = period_of(other.first, unit)
    if unit == "weekend" and not first <= other.first <= last:
        return Refusal(other.end)
    return Match(first, last, other.end, unit, fuzzy=True)


def weekday_beside(g: Grammar, at: int) -> Outcome:
    """`friday after july 14`, `the first monday before may 2`."""
    start = at + (g.word(at) == "the")
    nth = g.nth(start)
    count, name = nth if nth else (1, start)
    day, side = g.weekday(name), g.word(name + 1)
    step = -1 if side in BEFORE else 1 if side in AFTER else 0
    if day is None or not step or count < 1 or g.word(name + 2) in ("last", "next"):
        return None
    other = anchor(g, name + 2)
    if other is None:
        return _told_from(g, name + 1)
    if isinstance(other, Refusal):
        return other
    edge = other.first if step < 0 else other.last
    gap = (step * (day - edge.weekday())) % 7 or 7
    found = moved(edge, step * (gap + 7 * (count - 1)), "day")
    return _one(found, other.end, yearless=other.yearless)


def eve(g: Grammar, at: int) -> Outcome:
    """`the eve of labor day`."""
    if g.word(at) != "eve" or g.word(at + 1) != "of":
        return None
    other = anchor(g, at + 2)
    if not isinstance(other, Match):
        return other
    return replace(other, first=other.first - DAY, last=other.first - DAY)
