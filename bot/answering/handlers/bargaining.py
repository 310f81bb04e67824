"""Where the talks stand, issue by issue: what is open and what is agreed, and the sides beside each other on every issue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, capital, dated, dated_on, listing
from bot.answering.composition.prose import opening
from bot.answering.known.bargaining_state import coming, employers, table, votes_against
from bot.answering.question.query import TALKS, Query, employers_named, sides, strikes_of
from bot.answering.reply import Paragraph, Pick
from bot.dates.partial import day_words
from bot.knowledge.model.actions import Ballot, WalkOut
from bot.knowledge.model.models import Event, Meeting
from bot.matching.slots import Slots
from bot.matching.text import stems_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answering.known.bargaining_state import Cell, Coming, Row
    from bot.answering.known.view import View
    from bot.knowledge.model.models import Milestone, Strike

NAMED = 6
"""Issues that are named in one sentence."""
TOLD = 3
"""Of what is still to come, so much is told."""
_OPEN = stems_of(
    "open unresolved unsettled outstanding remaining remains left sticking stuck disputed undecided pending disagree apart hurdle"
    " obstacle holdup unfinished between"
)
_AGREED = stems_of("agreed agree agreement settled resolved done closed concluded accepted common signed")
_WORDS = {
    "agreed": "agreed",
    "voted-down": "agreed before members voted a deal down",
    "offered": "offered",
    "willing": "willing",
    "demanded": "demanded",
    "refused": "refused",
    "silent": "silent",
}


class Part(NamedTuple):
    """Talks that are told of by themselves: a strike's, or with one of its employers."""

    strike: Strike
    employer: str | None

    def named(self, view: View) -> str:
        return view.name_of(self.employer) if self.employer else capital(self.strike.short_name)

    @property
    def slots(self) -> Slots:
        return Slots(strikes=(self.strike.id,), parties=(self.employer,) if self.employer else ())


def talks(ask: Query) -> Draft | None:
    """Where the talks stand: the latest, what is agreed and open, what comes next, and the words of each side on each issue."""
    if any(slot.last < ask.view.local_day() or slot.first > ask.view.local_day() for slot in ask.slots.dates):
        return None
    parts = _parts(ask)
    if len(parts) > 1:
        return _overview(ask, parts, "talks")
    return _of_one(ask, parts[0]) if parts else None


def compared(ask: Query) -> Draft | None:
    """Both sides on every issue, a line each; of several employers or strikes, which of them is to be chosen."""
    if ask.slots.issues or ask.slots.dates or not _are_sides(ask):
        return None
    parts = _parts(ask)
    if len(parts) > 1:
        return _overview(ask, parts, "compare")
    rows = _rows(ask, parts[0]) if parts else ()
    if sum(len(_whose(row.cells)) > 1 for row in rows) < 1:
        return None
    draft = _begun(ask, parts[0], rows)
    first = sorted(rows, key=lambda row: (row.agreed, len(_whose(row.cells)) < 2))
    draft.lead(say.BESIDE_EACH_OTHER(talks=_talks_of(ask.view, parts[0])), _cites(draft, first[:1]))
    for row in first:
        _tell(draft, row, short=True)
    return draft


def _are_sides(ask: Query) -> bool:
    """Whether all that is named are sides of one strike, facing each other: two unions or employers are compared as such."""
    named = set(sides(ask))
    if ask.slots.people or len(named) < 2:
        return not ask.slots.people
    return any(
        named & ask.view.unions_of(strike) and len(named & set(strike.against)) == 1 and len(named) == 2
        for strike in ask.view.strikes
    )


def _parts(ask: Query) -> list[Part]:
    """The talks that are meant."""
    struck = [strike for strike in strikes_of(ask) if strike.kind == "strike"]
    found = [strike for strike in struck if table(ask.view, strike)]
    named = set(employers_named(ask))
    return [part for strike in found for part in _with(strike, named) if table(ask.view, *part)]


def _with(strike: Strike, named: set[str]) -> list[Part]:
    """The talks of a strike: with each employer (that is named), where there are several."""
    each = [Part(strike, one) for one in employers(strike) if not named or one in named]
    return each or [Part(strike, None)]


def _rows(ask: Query, part: Part) -> tuple[Row, ...]:
    rows = table(ask.view, *part)
    return tuple(row for row in rows if not ask.slots.issues or row.issue in ask.slots.issues)


def _begun(ask: Query, part: Part, rows: Iterable[Row]) -> Draft:
    """A draft with the table as data, and each issue to choose."""
    draft = Draft(ask.view)
    draft.use(part.strike.id, part.strike)
    draft.rows = list(rows)
    issues = [] if ask.slots.issues else draft.rows
    draft.picks = [
        Pick(_issue(ask.view, row), "talks", replace(part.slots, issues=(row.issue,))) for row in issues
    ]
    draft.support.append(
        "talks stand open agreed offered demanded refused sides apart issue position negotiations"
    )
    return draft


def _of_one(ask: Query, part: Part) -> Draft | None:
    """The talks of one strike, or with one employer: first what is asked for, then all of it."""
    rows = _rows(ask, part)
    if not rows:
        return None
    draft = _begun(ask, part, rows)
    if ask.slots.issues:
        return _on_issues(draft, rows)
    dealt = _deal(ask.view, part)
    agreed, unsettled = [r for r in rows if r.agreed], [r for r in rows if not r.agreed]
    of_agreed, of_open = _agreed(draft, part, agreed), _open(draft, part, unsettled)
    if dealt is not None:
        draft.say(part.strike.id, part.strike, dealt, first=True)
        if agreed:
            draft.lead(*of_agreed)
    else:
        for told in (
            (of_agreed, of_open) if _asks_agreed(ask) else (of_open, *([of_agreed] if agreed else []))
        ):
            draft.lead(*told)
    _next(draft, part)
    if dealt is None:
        _latest(draft, part)
    for row in (*agreed, *unsettled) if _asks_agreed(ask) or dealt else (*unsettled, *agreed):
        _tell(draft, row)
    return draft


def _on_issues(draft: Draft, rows: Iterable[Row]) -> Draft:
    """What each side holds on the issues that are named, the latest move as the answer."""
    for row in rows:
        first = row.moved
        if not draft.headline:
            draft.tell(first.full_id, first.entry, dated_on(first.since, first.entry.text), first=True)
        _tell(draft, row, told=draft.entries)
    return draft


def _asks_agreed(ask: Query) -> bool:
    return bool(_AGREED & ask.stems) and not ask.of_what_is_not and not _OPEN & ask.stems


def _open(draft: Draft, part: Part, rows: Sequence[Row]) -> tuple[str, tuple[int, ...]]:
    """What is open, in a sentence, and what that rests on; where nothing is, the whole table."""
    if rows:
        return say.OPEN_ISSUES(issues=_named(draft.view, rows)), _cites(draft, rows)
    return say.NONE_OPEN(talks=_talks_of(draft.view, part)), _cites(draft, draft.rows)


def _agreed(draft: Draft, part: Part, rows: Sequence[Row]) -> tuple[str, tuple[int, ...]]:
    """The same of what is agreed."""
    if rows:
        return say.AGREED_ISSUES(issues=_named(draft.view, rows)), _cites(draft, rows)
    held = table(draft.view, *part)
    return say.NONE_AGREED(talks=_talks_of(draft.view, part)), _cites(draft, held)


def _named(view: View, rows: Sequence[Row]) -> str:
    names = [view.base.issues[row.issue].name for row in rows]
    more = len(names) - NAMED
    return listing(names if more < 2 else [*names[:NAMED], f"{more} more"])


def _talks_of(view: View, part: Part) -> str:
    strike = f"the {part.strike.short_name}"
    return f"{strike} with {view.the(part.employer)}" if part.employer else strike


def _issue(view: View, row: Row) -> str:
    return capital(view.base.issues[row.issue].name)


def _cites(draft: Draft, rows: Iterable[Row]) -> tuple[int, ...]:
    return tuple(number for row in rows for number in draft.cite(row.moved.entry.citations, 1))


def _whose(cells: Iterable[Cell]) -> set[str]:
    """Whose words stand on an issue; what is agreed is of both sides."""
    return {whose for cell in cells for whose in ((cell.party,) if cell.party else ("one", "other"))}


def _tell(draft: Draft, row: Row, *, short: bool = False, told: Sequence[str] = ()) -> None:
    """The words of each side on an issue, but for those `told`, under a heading: who, how it stands, since when."""
    for cell in [each for each in row.cells if each.full_id not in told]:
        who = f"{draft.view.name_of(cell.party)} " if cell.party else ""
        lead = f"{_issue(draft.view, row)} · {who}{_WORDS[cell.standing]} · {cell.since.words()}"
        last = cell is row.moved and len(row.cells) > 1 and cell.since != row.cells[1].since and not short
        text = opening(cell.entry.text) if short else cell.entry.text
        draft.tell(cell.full_id, cell.entry, text, lead=f"{lead} · last move" if last else lead)


def _deal(view: View, part: Part) -> Milestone | None:
    """The newest of what ended the talks: the deal that stands, the vote for it, the end of the strike."""
    strike = part.strike
    of = (
        next((each for each in strike.settled if each.employer == part.employer), None)
        if part.employer
        else None
    )
    own = (of.deal, of.ratification, of.ended) if of else ()
    found = [*own] if part.employer else [strike.tentative_agreement, strike.ratification, strike.ended]
    known = list(view.said(strike, *found))
    return max((one for one in found if one in known and one), key=lambda one: one.date.last(), default=None)


def _latest(draft: Draft, part: Part) -> None:
    """How members voted one down, or how the sides parted last; else the latest move."""
    view, strike = draft.view, part.strike
    votes = votes_against(view, strike, part.employer)
    met = _met(view, part)
    if votes and (met is None or votes[-1].told.date.last() >= met[1].date):
        draft.say(votes[-1].full_id, votes[-1].entry, votes[-1].told, first=True)
    elif met is not None:
        full_id, meeting = met
        onward = None if coming(view, strike, part.employer) else meeting.next_step
        told = list(view.said(meeting, meeting.summary, meeting.outcome, onward))
        text = dated(meeting.last_date or meeting.date, told[0].text)
        for statement in (told[0].model_copy(update={"text": text}), *told[1:]):
            draft.say(full_id, meeting, statement, first=True)
    else:
        cell = max((row.moved for row in draft.rows), key=lambda cell: cell.since.last())
        draft.tell(cell.full_id, cell.entry, dated_on(cell.since, cell.entry.text), first=True)


def _met(view: View, part: Part) -> tuple[str, Meeting] | None:
    """The latest meeting of the sides, with the employer where one is meant."""
    found = [
        (i, m) for i, m in view.meetings
        if m.kind in TALKS and m.date <= view.local_day() and part.strike.id in view.base.strikes_of(i)
        if part.employer is None or part.employer in set(map(view.whole, m.parties))
        if any(view.said(m, m.outcome, m.summary))
    ]  # fmt: skip
    return max(found, key=lambda pair: (pair[1].last_date or pair[1].date, pair[0]), default=None)


def _next(draft: Draft, part: Part) -> None:
    for one in coming(draft.view, part.strike, part.employer)[:TOLD]:
        draft.tell(one.full_id, one.entry, _words(draft.view, one), lead=f"Next · {day_words(one.day)}")


def _words(view: View, one: Coming) -> str:
    """What is to come, in its entry's own words; of a meeting, that it is set."""
    if isinstance(one.entry, Meeting):
        return say.NEXT_MEETING(date=day_words(one.day, weekday=True))
    return one.entry.text if isinstance(one.entry, Event | Ballot | WalkOut) else ""


def _overview(ask: Query, parts: Sequence[Part], kind: str) -> Draft:
    """Talks beside each other: a line each with the latest of them, and a choice of one."""
    view, draft = ask.view, Draft(ask.view)
    asks_open, asks_agreed = bool(_OPEN & ask.stems) or ask.of_what_is_not, _asks_agreed(ask)
    for part in parts:
        rows = _rows(ask, part)
        agreed, unsettled = [r for r in rows if r.agreed], [r for r in rows if not r.agreed]
        dealt, lead = _deal(view, part), part.named(view)
        draft.use(part.strike.id, part.strike)
        if dealt is not None:
            draft.say(part.strike.id, part.strike, dealt, lead=lead)
        elif asks_agreed:
            draft.paragraph(*_agreed(draft, part, agreed), lead)
        elif asks_open:
            draft.paragraph(*_open(draft, part, unsettled), lead)
        elif rows:
            cell = max((row.moved for row in rows), key=lambda cell: cell.since.last())
            told = opening(cell.entry.text)
            draft.tell(cell.full_id, cell.entry, told, lead=f"{lead} · {cell.since.words()}")
        draft.rows += rows
        draft.picks.append(Pick(lead, kind, part.slots))
    draft.blocks = [replace(b, line=True) if isinstance(b, Paragraph) else b for b in draft.blocks]
    names = listing([part.named(view) for part in parts])
    cites = draft.blocks[0].cites if draft.blocks else ()
    draft.lead(say.EACH_OF_SEVERAL(names=names), cites[:1])
    draft.support.append(
        "talks stand open agreed offered demanded refused sides apart issue position negotiations each"
    )
    return draft
