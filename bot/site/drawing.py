"""The timeline as a picture: where each line, bar, mark and label goes. The same is told in words in the list below it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.composition.draft import capital
from bot.dates.partial import MONTHS
from bot.site.moments import steps_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.known.view import View
    from bot.knowledge.model.models import Strike
    from bot.site.moments import Moment

WIDTH, MARGIN = 1000.0, 14.0
LETTER = 6.6
"""The width of a letter of a label, and a little more."""
ROW, BAR, MARKS = 18.0, 16.0, 22.0
"""Heights of a row of labels, of the bar of a strike, and of a row of marks."""
AROUND = dt.timedelta(days=21)
"""What is shown before the first strike began and after the last one ended."""
SHORT = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    y: float
    kind: str
    """One of step, talks, vote, deal and other."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words over a bar, with a line down to it; or its title, `inside` it or beside."""

    x: float
    y: float
    text: str
    anchor: str
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A strike: its bar from its first day to its last, or to today."""

    name: str
    x: float
    y: float
    length: float
    days: str
    open: bool
    title: Label
    labels: tuple[Label, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    height: float
    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    width: float = WIDTH


class _Scale:
    """Days to places from left to right."""

    def __init__(self, first: dt.date, last: dt.date) -> None:
        self.first, self.last = first, last
        self._per_day = (WIDTH - 2 * MARGIN) / max((last - first).days, 1)

    def x(self, day: dt.date) -> float:
        return round(MARGIN + (day - self.first).days * self._per_day, 1)

    def holds(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


def picture(view: View, strikes: Sequence[Strike], told: Sequence[Moment]) -> Picture | None:
    """The strikes whose first day is known, one below the other; None where there is none."""
    counted = [strike for strike in strikes if strike.first_day and view.calendar(strike)]
    spans = [(strike, span) for strike in counted if (span := _span(view, strike))]
    if not spans:
        return None
    scale = _Scale(min(s[0] for _, s in spans) - AROUND, max(s[1] for _, s in spans) + AROUND)
    lanes, y = [], 30.0
    for strike, span in spans:
        lane, y = _lane(view, strike, span, scale, [m for m in told if m.strike == strike.id], y)
        lanes.append(lane)
    return Picture(round(y, 1), tuple(_ticks(scale)), tuple(lanes))


def _span(view: View, strike: Strike) -> tuple[dt.date, dt.date] | None:
    """From the first day to the last, or to today; None where it has not begun or never did."""
    calendar = view.calendar(strike)
    if calendar is None:
        return None
    last = calendar.last_day or calendar.over_by or view.local_day()
    return (calendar.first_day, last) if calendar.first_day <= last else None


def _lane(
    view: View,
    strike: Strike,
    span: tuple[dt.date, dt.date],
    scale: _Scale,
    told: Sequence[Moment],
    y: float,
) -> tuple[Lane, float]:
    """A strike from `y` downwards, and where the next one may begin."""
    state, calendar = view.state(strike), view.calendar(strike)
    rows, labels = _labels(view, strike, scale, y + ROW)
    bar = y + ROW + rows * ROW + 6
    left, right = scale.x(span[0]), scale.x(span[1])
    total = calendar.total if calendar and not state.open else state.day if state.ongoing else None
    days = f"{total:,} days" if total and not state.open else f"day {total:,}" if total else ""
    lane = Lane(
        capital(strike.name),
        left,
        round(bar, 1),
        round(max(right - left, 2), 1),
        days,
        state.open,
        _title(", ".join(filter(None, (capital(strike.name), days))), left, right, bar + 12),
        tuple(labels),
        tuple(_marks(told, scale, bar + BAR)),
    )
    return lane, bar + BAR + 3 * MARKS + 14


def _title(text: str, left: float, right: float, y: float) -> Label:
    """The title of a bar: in it where there is room, else behind it, else before it."""
    width, y = len(text) * (LETTER + 0.6) + 16, round(y, 1)
    if width <= right - left:
        return Label(left + 8, y, text, "start", inside=True)
    if right + width <= WIDTH:
        return Label(right + 8, y, text, "start")
    return Label(left - 8, y, text, "end")


def _labels(view: View, strike: Strike, scale: _Scale, y: float) -> tuple[int, list[Label]]:
    """The steps of a strike over its bar, in as many rows as they need so that none covers another."""
    name = capital(strike.short_name)
    ends: list[float] = []
    made: list[Label] = []
    steps = sorted(steps_of(view, strike), key=lambda one: one.date.first())
    for step in steps:
        day = step.date.first()
        if not scale.holds(day) or day > view.local_day():
            continue
        words = capital(step.text.removeprefix(name).lstrip(": "))
        text = f"{words}, {SHORT[day.month - 1]} {day.day}"
        x, width = scale.x(day), len(text) * LETTER
        left = x if x + width <= WIDTH else x - width
        row = next((n for n, end in enumerate(ends) if end + 8 <= left), len(ends))
        ends[row : row + 1] = [left + width]
        made.append(Label(x, round(y + row * ROW + 12, 1), text, "start" if left == x else "end"))
    return len(ends), made


def _marks(told: Sequence[Moment], scale: _Scale, y: float) -> Iterator[Mark]:
    """Talks in a row of their own, then votes, deals and steps, then the rest."""
    rows = {"talks": 0, "vote": 1, "deal": 1, "step": 1}
    for each in told:
        if each.date.day and scale.holds(each.date.first()):
            row = rows.get(each.mark, 2)
            yield Mark(scale.x(each.date.first()), round(y + row * MARKS + 14, 1), each.mark)


def _ticks(scale: _Scale) -> Iterator[Tick]:
    """Every month; of a long time every few of them."""
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month
    every = max(1, months // 10)
    year_before = 0
    for count in range(1, months + 1, every):
        year, month = divmod(scale.first.year * 12 + scale.first.month - 1 + count, 12)
        name = MONTHS[month + 1] if every == 1 else SHORT[month]
        text = f"{name} {year}" if year != year_before else name
        year_before = year
        yield Tick(scale.x(dt.date(year, month + 1, 1)), text)
