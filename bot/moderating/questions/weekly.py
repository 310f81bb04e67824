"""What moderators are told once a week: what is asked, what waits, what is to be looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.handlers.single_entry import title_of
from bot.dates.partial import day_words
from bot.moderating.questions.due import Due, due

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from bot.answering.engine import Engine
    from bot.answering.known.view import View
    from bot.knowledge.problems import Problem
    from bot.moderating.questions.grouping import Group

SHOWN = 10
"""Lines of a section; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An entry's title, or a question, and how often it was asked for."""

    title: str
    times: int


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A strike that counts as on, without a source of the last week that says so."""

    id: str
    name: str
    day: int
    confirmed: dt.date | None
    today: dt.date


@dataclass(frozen=True, slots=True)
class Digest:
    """All of it; nothing here is cut. `edits`: how many edits of each sort there were, in words such as `added`."""

    day: dt.date
    asked: tuple[Counted, ...] = ()
    waiting: tuple[Counted, ...] = ()
    due: tuple[Due, ...] = ()
    """Without those that have a keeper, who is told of them."""
    with_keepers: int = 0
    """Of how many others that are due a keeper is told."""
    unconfirmed: tuple[Unconfirmed, ...] = ()
    problems: tuple[str, ...] = ()
    edits: tuple[Counted, ...] = ()

    @property
    def nothing_to_do(self) -> bool:
        return not (self.waiting or self.due or self.with_keepers or self.unconfirmed or self.problems)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the digest as plain text, to be escaped where it is shown."""

    heading: str
    items: tuple[str, ...]


def digest(
    engine: Engine,
    groups: Sequence[Group],
    most_asked: Sequence[tuple[str, int]],
    now: dt.datetime,
    *,
    problems: Sequence[Problem] = (),
    edits: Mapping[str, int] | None = None,
) -> Digest:
    """The state of the base at `now`. `most_asked`: full ids and how often, of the week; `problems`: of the files as they
    are; `edits`: of the week, by sort."""
    view, archive = engine.view(now), engine.archive(now)
    all_due = due(archive, view.local_day())
    without = tuple(one for one in all_due if one.keeper is None)
    return Digest(
        day=view.local_day(),
        asked=_asked(archive, most_asked),
        waiting=tuple(Counted(group.name, group.times) for group in groups),
        due=without,
        with_keepers=len(all_due) - len(without),
        unconfirmed=_unconfirmed(view),
        problems=tuple(str(problem) for problem in problems if problem.level == "error"),
        edits=tuple(Counted(sort, times) for sort, times in (edits or {}).items() if times),
    )


def _asked(view: View, most_asked: Sequence[tuple[str, int]]) -> tuple[Counted, ...]:
    """Entries by their titles, most asked first; those that are no more are left out."""
    known = {key for key, _, _ in view.base.entries()}
    found = [(times, key) for key, times in most_asked if key in known and times > 0]
    return tuple(
        Counted(title_of(view, key), times) for times, key in sorted(found, key=lambda x: (-x[0], x[1]))
    )


def _unconfirmed(view: View) -> tuple[Unconfirmed, ...]:
    """The open strikes of whose day a reply would speak with a doubt."""
    states = [view.state(strike) for strike in view.strikes]
    return tuple(
        Unconfirmed(state.strike.id, state.strike.name, state.day, state.confirmed, state.today)
        for state in states
        if state.stale
    )


def lines(digest: Digest) -> list[Section]:
    """The digest as text, what is to be done first; of an empty one, that all is well."""
    sections = [
        _section("Files with mistakes: the last good ones are in use", digest.problems),
        _section("Strikes to confirm: is it still on?", [_confirm(one) for one in digest.unconfirmed]),
        _with_more(
            _section("Due to be looked at again", [_review(one) for one in digest.due]), digest.with_keepers
        ),
        _section(_waiting_heading(digest.waiting), [_counted(one) for one in digest.waiting]),
        _section("Asked most this week", [_counted(one) for one in digest.asked]),
        _section("Edits this week", [f"{one.title}: {one.times:,}" for one in digest.edits]),
    ]
    if digest.nothing_to_do:
        sections.insert(
            0, Section("All is well", ("No question waits, no entry is due, and every file is in order.",))
        )
    return [section for section in sections if section.items]


def _section(heading: str, items: Sequence[str]) -> Section:
    more = (f"and {len(items) - SHOWN:,} more",) if len(items) > SHOWN else ()
    return Section(heading, (*items[:SHOWN], *more))


def _with_more(section: Section, kept: int) -> Section:
    """The due entries of everybody, and a word about those of the keepers."""
    told = (f"{_entries(kept)} with a keeper, who is told by direct message",) if kept else ()
    return Section(section.heading, (*section.items, *told))


def _waiting_heading(waiting: Sequence[Counted]) -> str:
    times = sum(one.times for one in waiting)
    return f"Waiting for an answer: {_number(len(waiting), 'question')}, asked {_number(times, 'time')}"


def _counted(one: Counted) -> str:
    return f"{one.title} ({_number(one.times, 'time')})"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"


def _review(one: Due) -> str:
    return f"{one.title}: {looked(one)}"


def looked(one: Due) -> str:
    """By when, and when it was last looked at."""
    return f"by {day_words(one.by)}; last looked at on {day_words(one.reviewed)}"


def _confirm(one: Unconfirmed) -> str:
    if one.confirmed is None:
        return f"{one.name}: day {one.day:,} if it is still on; no source confirms it"
    ago = _number((one.today - one.confirmed).days, "day")
    return f"{one.name}: day {one.day:,} if it is still on; last confirmed on {day_words(one.confirmed)}, {ago} ago"
