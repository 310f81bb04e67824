"""Rules for days in figures alone: 2024-03-04, 3/4, 04.03.2024."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dates.grammar import Outcome, Refusal

if TYPE_CHECKING:
    from bot.dates.grammar import Grammar


def figures(g: Grammar, at: int) -> Outcome:
    """`2024-03-04`, `2024/03/04`, `20240304`, `3/4`, `3/4/24`, `04.03.2024`."""
    first = g.number(at)
    if first is None:
        return None
    if len(g.word(at)) == 8:
        return _eight(g, at)
    mark = g.word(at + 1)
    if mark not in ("-", "/", ".") or not g.glued(at + 1) or not g.glued(at + 2):
        return None
    numbers, end = [first], at + 1
    while (
        g.word(end) == mark and g.glued(end) and g.glued(end + 1) and (value := g.number(end + 1)) is not None
    ):
        numbers.append(value)
        end += 2
    if len(numbers) == 3 and len(g.word(at)) == 4:
        return _ymd(g, numbers, _after_clock(g, end))
    if (
        len(numbers) == 3
        and len(g.word(at)) <= 2
        and len(g.word(at + 2)) <= 2
        and len(g.word(at + 4)) in (2, 4)
    ):
        year = numbers[2] if len(g.word(at + 4)) == 4 else g.full_year(numbers[2])
        return _either_way(g, numbers[0], numbers[1], mark, year, end)
    if len(numbers) == 2 and mark == "/" and max(len(g.word(at)), len(g.word(at + 2))) <= 2:
        return _either_way(g, numbers[0], numbers[1], mark, None, end)
    return None


def _eight(g: Grammar, at: int) -> Outcome:
    """`20240304`; any other eight figures are a number."""
    text = g.word(at)
    year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
    if not (1900 <= year <= 2099 and 1 <= month <= 12 and g.safe(year, month, day)):
        return None
    return g.day_of(month, day, year, at + 1)


def _ymd(g: Grammar, numbers: list[int], end: int) -> Outcome:
    year, month, day = numbers
    if not 1 <= month <= 12:
        return Refusal(end, f"There is no month {month}.")
    if not 1800 <= year <= 2200:
        return Refusal(end, f"I know no days of the year {year}: it has to be one from 1800 to 2200.")
    return g.day_of(month, day, year, end)


def _after_clock(g: Grammar, at: int) -> int:
    """Behind the time of a moment, as computers write it: `t21:58:00-07:00`."""
    if g.word(at) != "t" or not g.glued(at):
        return at
    end = at + 1
    while g.glued(end) and (g.number(end) is not None or g.word(end) in (":", ".", "+", "-", "z")):
        end += 1
    return end


def _either_way(g: Grammar, one: int, two: int, mark: str, year: int | None, end: int) -> Outcome:
    """Month and day in the order of the base; with dots the day is first, wherever. The other order where only that fits."""
    month_first = g.asked.conventions.order == "month-first" and mark != "."
    month, day = (one, two) if month_first else (two, one)
    if not 1 <= month <= 12:
        if year is None or not 1 <= day <= 12:
            return Refusal(end, f"There is no month {month}.") if year is not None else None
        month, day = day, month
    swappable = one != two and 1 <= one <= 12 and 1 <= two <= 12
    if year is None and (day == 0 or _is_fraction(g, one, two, end)):
        return None
    return g.day_of(month, day, year, end, swappable=swappable)


_FRACTIONS = frozenset(((1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 8)))
_DATED = frozenset("on since until till before after by from to between and of through".split())


def _is_fraction(g: Grammar, one: int, two: int, end: int) -> bool:
    """Whether `1/2` is a half in a sentence: no word stands before it that says that it is a day."""
    return not g.typed and (one, two) in _FRACTIONS and g.word(end - 4) not in _DATED
