"""Rules for single days: today, Friday, August 4, 8/4, the 2nd, Labor Day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.dates.arithmetic import moved, week_of
from bot.dates.figures import figures
from bot.dates.grammar import Match, Outcome, Refusal, longest
from bot.dates.numbers import WORDS, cardinal
from bot.dates.words import (
    LAST,
    MONTHS,
    NEAR_DAYS,
    NEXT,
    ONLY_WITH_MORE,
    PARTS_OF_DAY,
    THIS,
    UNITS,
    WHICH,
)

if TYPE_CHECKING:
    from bot.dates.grammar import Grammar

DAY = dt.timedelta(days=1)
COUNTED = frozenset(
    "day days week weeks month months year years time times hour hours round rounds meeting meetings session sessions "
    "proposal proposals offer offers vote votes strike strikes contract contracts deal deals draft amendment floor century "
    "anniversary quarter half item point place thought person member episode season film movie picket".split()
)
"""What `the 3rd` in front of it does not speak of a day."""


def near_day(g: Grammar, at: int) -> Outcome:
    """`today`, `tomorrow morning`, `last night`, `the day before yesterday`."""
    word, following = g.word(at), g.word(at + 1)
    if following == "week" and word in _WEEK_FROM and not g.word(at + 2).isalnum():
        return _one(g, g.today + _WEEK_FROM[word] * DAY, at + 2)
    if word in NEAR_DAYS:
        return _one(g, g.today + NEAR_DAYS[word] * DAY, _after_part(g, at + 1))
    if word == "last" and following in ("night", "nite", "evening"):
        return _one(g, g.today - DAY, at + 2)
    if word == "this" and following in PARTS_OF_DAY:
        return _one(g, g.today, at + 2)
    if word in ("day", "night") and g.word(at + 2) in ("yesterday", "tomorrow", "last"):
        three = (following, g.word(at + 2))
        if three in (("before", "yesterday"), ("before", "last")):
            return _one(g, g.today - 2 * DAY, at + 3)
        if three == ("after", "tomorrow"):
            return _one(g, g.today + 2 * DAY, at + 3)
    if word == "other" and following in ("day", "night", "week") and g.word(at - 1) == "the":
        return Refusal(at + 2)
    return None


_WEEK_FROM = {"yesterday": -8, "today": 7, "tomorrow": 8}
"""What `yesterday week` and `tomorrow week` are."""


def same_day(g: Grammar, at: int) -> Outcome:
    """`this time last week`, `the same day last month`."""
    if g.word(at + 1) not in ("time", "day", "date"):
        return None
    which, unit = WHICH.get(g.word(at + 2)), UNITS.get(g.word(at + 3))
    step = {LAST: -1, NEXT: 1}.get(which or "")
    known = ("week",) if g.word(at + 1) == "time" else ("week", "month", "year")
    day = moved(g.today, step, unit) if step and unit and unit in known else None
    return _one(g, day, at + 4) if day else None


NAMING = frozenset("good black cyber easter palm ash maundy whit shrove super giving bloody boxing".split())
"""Words that make a weekday behind them the name of another day, which only the base can know."""


def named_weekday(g: Grammar, at: int) -> Outcome:
    """`good friday`, where it is none of the base's holidays: not the last Friday."""
    if g.weekday(at + 1) is None or g.word(at - 1) in ("a", "very", "so", "what"):
        return None
    return Refusal(at + 2)


def _one(g: Grammar, day: dt.date, end: int) -> Match:
    return Match(day, day, end)


def _after_part(g: Grammar, at: int) -> int:
    """Behind the part of a day: `friday night`, `yesterday in the afternoon`."""
    start = g.skip(at, "in", "the", "at") if g.word(at) in ("in", "at") else at
    return start + 1 if g.word(start) in PARTS_OF_DAY else at


# Weekdays.


def weekday(g: Grammar, at: int) -> Outcome:
    """`friday`, `last friday`, `friday last week`, `friday, august 4`, `friday the 4th`."""
    which = WHICH.get(g.word(at)) if g.weekday(at) is None else None
    name = (
        g.skip(at, "this", "past", "coming", "last", "next", "previous", "upcoming", "following")
        if which
        else at
    )
    day = g.weekday(name)
    if day is None:
        return None
    if which:
        which = WHICH[g.word(name - 1)] if g.word(name - 1) != "this" else THIS
        if (g.word(name + 1), g.word(name + 2)) == ("but", "one"):
            return Refusal(name + 3)
        return _plain_weekday(g, day, which, _after_part(g, name + 1))
    behind = g.skip(_after_part(g, at + 1), ",", "(")
    dated = longest([month_day(g, g.skip(behind, "the")), figures(g, behind), _of_this_month(g, behind)])
    if dated is not None:
        return g.checked(dated, day)
    if found := _of_week(g, day, at + 1):
        return found
    if g.word(at + 1) == "before" and g.word(at + 2) == "last":
        past = _plain_weekday(g, day, LAST, at + 3)
        return Match(past.first - 7 * DAY, past.first - 7 * DAY, at + 3)
    twice = (g.word(at + 1), g.word(at + 2)) == ("after", "next")
    if twice or (g.word(at + 1) == "week" and not g.word(at + 2)):
        ahead = _plain_weekday(g, day, NEXT, at + 2)
        return Match(ahead.first + 7 * DAY, ahead.first + 7 * DAY, at + 2 + twice)
    if not g.typed and g.word(at) in ONLY_WITH_MORE:
        return None
    return _plain_weekday(g, day, "", _after_part(g, at + 1))


def _plain_weekday(g: Grammar, day: int, which: str, end: int) -> Match:
    """The weekday nearest on the side where it should lie; `this` is the one of this week, `last` and `next` never today."""
    back = (g.today.weekday() - day) % 7
    past, ahead = g.today - back * DAY, g.today + (-back) % 7 * DAY
    sunday = (
        g.today.weekday() == 6 and day < 6 and g.asked.direction != "past"
    )  # whose `this friday` is to come
    here = week_of(g.today + sunday * DAY)[0] + day * DAY
    if which == LAST:
        found = g.today - (back or 7) * DAY
    elif which == NEXT:
        found = g.today + ((-back) % 7 or 7) * DAY
    elif which == THIS and not (
        (g.asked.direction == "past" and here > g.today) or (g.asked.direction == "future" and here < g.today)
    ):
        found = here
    else:
        found = ahead if g.asked.direction == "future" else past
    return Match(found, found, end)


def _of_week(g: Grammar, day: int, at: int) -> Match | None:
    """`friday last week`, `friday of next week`."""
    start = g.skip(at, "of", "in", "the")
    which = WHICH.get(g.word(start))
    if which is None or g.word(start + 1) != "week":
        return None
    monday = week_of(g.today)[0] + {LAST: -7, THIS: 0, NEXT: 7}[which] * DAY
    return Match(monday + day * DAY, monday + day * DAY, start + 2)


def week_weekday(g: Grammar, at: int) -> Outcome:
    """`last week friday`, `next week on tuesday`."""
    which = WHICH.get(g.word(at))
    name = g.skip(at + 2, "on")
    day = g.weekday(name)
    if which is None or g.word(at + 1) != "week" or day is None:
        return None
    monday = week_of(g.today)[0] + {LAST: -7, THIS: 0, NEXT: 7}[which] * DAY
    return Match(monday + day * DAY, monday + day * DAY, name + 1)


# A day of a month.


def month_day(g: Grammar, at: int) -> Outcome:
    """`august 4, 2023`, `aug. the 4th`, `4 august`, `4-aug-2023`, `the fourth of july`, `2023 august 4`."""
    found = longest([_month_first(g, at), _day_first(g, at), _year_first(g, at)])
    if not isinstance(found, Match) or found.day is None:
        return found
    end = found.end
    bracket = g.word(end) == "("
    name = g.skip(end, ",", "(")
    behind = g.weekday(name)
    if behind is None or (name == end and g.word(name) in ONLY_WITH_MORE and not g.typed):
        return found
    closed = name + 1 + (bracket and g.word(name + 1) == ")")
    return g.checked(Match(found.first, found.last, closed, yearless=found.yearless), behind)


def month_at(g: Grammar, at: int) -> tuple[int, int] | None:
    """The number of the month that stands here, and where its name ends: `aug.`"""
    month = MONTHS.get(g.word(at))
    if month is None:
        return None
    dotted = g.word(at + 1) == "." and g.glued(at + 1) and len(g.word(at)) <= 4
    return month, at + 1 + dotted


def _month_first(g: Grammar, at: int) -> Outcome:
    named = month_at(g, at)
    if named is None:
        return None
    month, start = named
    dash = g.word(start) in ("-", "/") and g.glued(start)
    start = start + 1 if dash else g.skip(start, "the")
    day = _day_at(g, start)
    if day is None:
        return None
    number, end = day
    behind = end + 1 if dash and g.word(end) in ("-", "/") else end
    year = g.year(behind, near=dash or _stands_near(g, behind))
    return g.day_of(month, number, year[0] if year else None, year[1] if year else end)


def _stands_near(g: Grammar, at: int) -> bool:
    """Whether a bare number of two figures behind a day can be its year."""
    value = g.number(at)
    return value is not None and len(g.word(at)) == 2 and (value > 31 or g.is_near(value))


def _day_at(g: Grammar, at: int) -> tuple[int, int] | None:
    """A day of a month, in figures or as an ordinal word; no year, and no number that runs on."""
    found = g.nth(at)
    if found:
        return found
    value = g.number(at)
    if value is None:
        return _spoken_day(g, at)
    if len(g.word(at)) > 2:
        return None
    runs_on = (
        g.word(at + 1) in (":", ".", ",")
        and g.glued(at + 1)
        and g.glued(at + 2)
        and g.number(at + 2) is not None
    )
    return None if runs_on and g.word(at + 1) != "," else (value, at + 1)


def _spoken_day(g: Grammar, at: int) -> tuple[int, int] | None:
    """`july fourteen`; in a sentence only where no word follows of which there may be fourteen."""
    found = cardinal(g.words, at) if g.word(at) in WORDS and month_at(g, at - 1) else None
    counts = found and g.word(found[1]).isalpha() and not g.typed
    return found if found and not counts and g.word(at - 1) not in ONLY_WITH_MORE else None


def _day_first(g: Grammar, at: int) -> Outcome:
    day = _day_at(g, at)
    if day is None:
        return None
    number, end = day
    dash = g.word(end) in ("-", "/", ".") and g.glued(end)
    named = month_at(g, end + 1 if dash else g.skip(end, "of", "day", "in", ","))
    if named is None:
        return None
    month, behind = named
    bare = behind == end + 1 and g.word(behind - 1) in ("may", "march")
    if bare and not g.typed and not dash and not _day_may_stand(g, at, behind):
        return None
    dashed = dash and g.word(behind) in ("-", "/", ".")
    year = g.year(behind + 1 if dashed else behind, near=True)
    return g.day_of(month, number, year[0] if year else None, year[1] if year else behind)


def _day_may_stand(g: Grammar, at: int, behind: int) -> bool:
    """`2 may` is a day, `if 2 may join` is not: nothing but the end, a mark or a year follows the day."""
    following = g.word(behind)
    return not following.isalpha() or g.word(at - 1) in (
        "on",
        "the",
        "since",
        "until",
        "before",
        "after",
        "by",
    )


def _year_first(g: Grammar, at: int) -> Outcome:
    """`2023 august 4`."""
    year = g.year(at)
    if year is None or year[1] != at + 1:
        return None
    named = month_at(g, at + 1)
    day = _day_at(g, g.skip(named[1], "the")) if named else None
    if named is None or day is None:
        return None
    return g.day_of(named[0], day[0], year[0], day[1])


# A day of the month that is not named.


def nth_alone(g: Grammar, at: int) -> Outcome:
    """`the 2nd` of this month or the last, where a word before it says that it is a day: on, since, until …"""
    start = at + (g.word(at) == "the")
    found = g.nth(start) if g.number(start) is not None else None
    if found is None or start == at or g.word(found[1]) in COUNTED or g.word(found[1]) == "of":
        return None
    return _nearest_nth(g, found[0], found[1])


def _nearest_nth(g: Grammar, day: int, end: int) -> Outcome:
    if not 1 <= day <= 31:
        return Refusal(end, f"No month has a day {day}.")
    months = [(g.today.year * 12 + g.today.month - 1 + step) for step in range(-3, 4)]
    days = [found for month in months if (found := g.safe(month // 12, month % 12 + 1, day))]
    past = [found for found in days if found <= g.today]
    ahead = [found for found in days if found >= g.today]
    found = ahead[0] if g.asked.direction == "future" else past[-1]
    return Match(found, found, end)


def _of_this_month(g: Grammar, at: int) -> Outcome:
    """Behind a weekday: `friday the 4th`, `friday 4th`."""
    start = at + (g.word(at) == "the")
    found = g.nth(start) if g.number(start) is not None else None
    return _nearest_nth(g, *found) if found else None


def holiday(g: Grammar, at: int) -> Outcome:
    """`labor day`, `last labor day`, `labor day 2023`."""
    which = WHICH.get(g.word(at))
    named = g.named_holiday(at) or (g.named_holiday(at + 1) if which else None)
    if named is None:
        return None
    found, end = named
    which = which if g.named_holiday(at) is None else None
    year = g.year(end, near=_stands_near(g, end))
    if year:
        day = found.in_year(year[0])
        return Match(day, day, year[1]) if day else Refusal(year[1])
    near = [day for step in range(-9, 10) if (day := found.in_year(g.today.year + step))]
    if which == LAST:
        chosen = [day for day in near if day < g.today][-1:]
    elif which == NEXT:
        chosen = [day for day in near if day > g.today][:1]
    else:
        side = g.on_its_side(found.in_year)
        chosen = [side] if side else []
    return Match(chosen[0], chosen[0], end, yearless=True) if chosen else Refusal(end)
