"""Gathers the facts of a view: of entries as they tell themselves, of a strike its milestones, each by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition.draft import capital, speaker_of
from bot.answering.composition.strike_status import standing
from bot.answering.reply import Reference
from bot.dates.partial import PartialDate, day_words
from bot.dates.strike_day import Phase
from bot.telling.facts import Cited, Fact, Told

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from bot.answering.known.view import View
    from bot.knowledge.model.actions import Ballot, WalkOut
    from bot.knowledge.model.models import Citations, Deal, Entry, Meeting, Milestone, Statement, Strike
    from bot.telling.facts import FactKind, Family

    Wanted = Callable[[str, dt.date], bool]

SOURCES = 3
"""Sources of a fact that are told."""
ROUND = 50
"""Every so many days of a strike are told."""
_MEETINGS: Mapping[str, FactKind] = {"offer": "offer", "vote": "vote", "agreement": "deal"}
_EVENTS: Mapping[str, FactKind] = {
    "strike": "start", "vote": "vote", "deal": "deal", "talks": "meeting", "mediation": "meeting", "lockout": "walkout",
}  # fmt: skip
_ECHOING = frozenset(("start", "vote", "deal"))


def gather(view: View, wanted: Wanted) -> list[Fact]:
    """The facts of which `wanted` says so, by key and day; those of a strike itself before those of its entries."""
    found: dict[str, Fact] = {}
    for fact in _Gathering(view, wanted).all():
        key, number = fact.key, 1
        while key in found:  # two deals of one day, as files may have them
            number += 1
            key = f"{fact.key}+{number}"
        found[key] = replace(fact, key=key)
    return list(found.values())


class _Gathering:
    def __init__(self, view: View, wanted: Wanted) -> None:
        self.view = view
        self.wanted = wanted

    def all(self) -> Iterator[Fact]:
        for strike in self.view.strikes:
            yield from self._strike(self.view.base.strikes.get(strike.id, strike))
        for full_id, walkout in self.view.walkouts:
            yield from self._walkout(full_id, walkout)
        for full_id, ballot in self.view.ballots:
            yield from self._ballot(full_id, ballot)
        for full_id, meeting in self.view.meetings:
            yield from self._meeting(full_id, meeting)
        yield from self._positions()
        yield from self._events()
        yield from self._quotes()

    def _fact(
        self,
        key: str,
        entry: Entry,
        kind: FactKind,
        date: PartialDate,
        what: str,
        text: str,
        statement: Statement | None = None,
        *,
        part_of: str = "",
        family: Family = "",
        overtaken: bool = False,
    ) -> Iterator[Fact]:
        """One fact, where it is wanted; `statement` is what its sources and whose account it is are taken from."""
        if not self.wanted(key, date.last()):
            return
        strikes = tuple(sorted(self.view.base.strikes_of(key.partition("#")[0])))
        names = [strike.short_name for strike in self.view.strikes if strike.id in strikes]
        title = f"{what} · {capital(' and '.join(names[:3]))}" if names else what
        cited = (statement.citations if statement else ()) or entry.citations
        by = (statement.reported_by if statement else None) or entry.reported_by or ""
        told = Told(kind, title, capital(date.words()), text, by, "", self._sources(cited))
        echo = f"{','.join(strikes)}|{kind}|{date}" if family and kind in _ECHOING else ""
        yield Fact(key, strikes, date.last(), told, part_of, family, echo, overtaken)

    def _sources(self, citations: Citations) -> tuple[Cited, ...]:
        found: list[Cited] = []
        for citation in citations:
            if (source := self.view.source(citation)) is not None:
                day = self.view.base.published(source)
                reference = Reference(len(found) + 1, source, citation.passage, day=day)
                remark = f" ({reference.remark})" if reference.remark else ""
                found.append(Cited(f"{source.publisher}, {day.words()}{remark}", reference.passage_url))
        return tuple(dict.fromkeys(found))[:SOURCES]

    # ---- strikes ----

    def _strike(self, strike: Strike) -> Iterator[Fact]:
        yield from self._step(strike, "authorization", strike.authorization, "vote", "Strike authorized")
        yield from self._step(strike, "called", strike.called, "start", "Strike called")
        yield from self._began(strike)
        yield from self._pauses(strike)
        yield from self._deals(strike, "", strike.tentative_agreements)
        yield from self._employers(strike)
        yield from self._step(strike, "ratification", strike.ratification, "vote", "Contract ratified")
        yield from self._step(strike, "ended", strike.ended, "start", "The end")
        yield from self._round_day(strike)

    def _step(
        self,
        strike: Strike,
        name: str,
        step: Milestone | None,
        kind: FactKind,
        what: str,
        *,
        whole: bool = True,
    ) -> Iterator[Fact]:
        if step is not None and self.view.statement_known(step, strike):
            family: Family = "milestone" if whole else ""
            yield from self._fact(
                f"{strike.id}#{name}", strike, kind, step.date, what, step.text, step, family=family
            )

    def _began(self, strike: Strike) -> Iterator[Fact]:
        first = strike.first_day
        today = self.view.local_day(self.view.base.zone_of_strike(strike))
        if first and first <= today and strike.started and self.view.statement_known(strike.started, strike):
            yield from self._fact(
                f"{strike.id}#started", strike, "start", PartialDate.of(first), "The beginning",
                strike.started.text, strike.started, family="milestone",
            )  # fmt: skip

    def _pauses(self, strike: Strike) -> Iterator[Fact]:
        for pause in strike.suspensions:
            first, name = pause.first_day, f"pause/{pause.first_day}"
            text = f"The {strike.short_name} is suspended from {day_words(first)}."
            if pause.last_day:
                text = f"The {strike.short_name} is suspended from {day_words(first)} to {day_words(pause.last_day)}."
            for fact in self._fact(
                f"{strike.id}#{name}", strike, "start", PartialDate.of(first), "A pause", text
            ):
                sources = self._sources(pause.citations)
                yield _with_sources(fact, sources) if sources else fact
            yield from self._step(strike, f"{name}/resumed", pause.resumed, "start", "The strike goes on")

    def _deals(self, strike: Strike, employer: str, deals: Iterable[Deal]) -> Iterator[Fact]:
        """Each deal, and how members voted it down."""
        place, at = (f"{employer}/", f" with {self.view.name_of(employer)}") if employer else ("", "")
        for deal in deals:
            name, whole = f"{place}deal/{deal.date}", not employer
            yield from self._step(strike, name, deal, "deal", f"Tentative agreement{at}", whole=whole)
            voted = f"Tentative agreement{at} rejected"
            yield from self._step(strike, f"{name}/rejected", deal.rejected, "vote", voted, whole=whole)

    def _employers(self, strike: Strike) -> Iterator[Fact]:
        for each in strike.settled:
            who = self.view.name_of(each.employer)
            place = f"{each.employer}+{each.union}" if each.union else each.employer
            yield from self._step(
                strike, f"{place}/out", each.called_out, "walkout", f"{capital(who)} is struck", whole=False
            )
            yield from self._deals(strike, each.employer, each.deals)
            yield from self._step(
                strike,
                f"{place}/vote",
                each.ratification,
                "vote",
                f"Contract with {who} ratified",
                whole=False,
            )
            yield from self._step(
                strike, f"{place}/ended", each.ended, "start", f"The end at {who}", whole=False
            )

    def _round_day(self, strike: Strike) -> Iterator[Fact]:
        """The fiftieth day, the hundredth and so on, on the day itself and the next; not while the count is in doubt."""
        state = self.view.state(strike)
        sure = state.ongoing and state.calendar and not state.denied and not state.stale
        number = state.day - state.day % ROUND
        if not sure or not number or state.day - number > 1 or state.phase is not Phase.ONGOING:
            return
        late = state.day > number
        text = f"Yesterday was day {number} of the {strike.short_name}." if late else standing(state)
        yield from self._fact(
            f"{strike.id}#day/{number}", strike, "day", PartialDate.of(state.today), f"Day {number}", text
        )

    # ---- entries ----

    def _meeting(self, full_id: str, meeting: Meeting) -> Iterator[Fact]:
        """A meeting with all that is known of it; how it ended by itself, for those who were told of it before."""
        kind, date = _MEETINGS.get(meeting.kind, "meeting"), PartialDate.of(meeting.last_date or meeting.date)
        what = capital(meeting.title)
        said = list(self.view.said(meeting, meeting.summary, meeting.outcome))
        text = " ".join(each.text for each in said)
        first = said[0] if said else None
        yield from self._fact(full_id, meeting, kind, date, what, text or meeting.title, first)
        for outcome in self.view.said(meeting, meeting.outcome):
            yield from self._fact(
                f"{full_id}#outcome", meeting, kind, date, what, outcome.text, outcome, part_of=full_id
            )

    def _walkout(self, full_id: str, walkout: WalkOut) -> Iterator[Fact]:
        name, date = capital(walkout.name or "walk-out"), PartialDate.of(walkout.first_day)
        overtaken = any(self.view.said(walkout, walkout.happened, walkout.called_off))
        yield from self._fact(full_id, walkout, "walkout", date, name, walkout.text, overtaken=overtaken)
        for went in self.view.said(walkout, walkout.happened):
            last = PartialDate.of(walkout.last_day or walkout.first_day)
            key = f"{full_id}#happened"
            yield from self._fact(key, walkout, "walkout", last, f"{name}: how it went", went.text, went)
        for off in self.view.said(walkout, walkout.called_off):
            date = walkout.called_off.date if walkout.called_off else date
            yield from self._fact(
                f"{full_id}#off", walkout, "walkout", date, f"{name} called off", off.text, off
            )

    def _ballot(self, full_id: str, ballot: Ballot) -> Iterator[Fact]:
        """That there is a vote, and what came of it."""
        opens, result = ballot.opens or ballot.closes, ballot.result
        known = result if result and self.view.statement_known(result, ballot) else None
        if opens:
            date, what = PartialDate.of(opens), f"Vote on {ballot.asks}"
            overtaken = known is not None
            yield from self._fact(full_id, ballot, "vote", date, what, ballot.text, overtaken=overtaken)
        if known:
            key, what = f"{full_id}#result", f"Result: vote on {ballot.asks}"
            family: Family = "" if ballot.employers else "ballot"
            yield from self._fact(key, ballot, "vote", known.date, what, known.text, known, family=family)

    def _positions(self) -> Iterator[Fact]:
        for full_id, position in self.view.positions:
            who = " and ".join(self.view.name_of(party) for party in position.parties)
            issue = self.view.issue(position.issue)
            what = f"{capital(who)} on {issue.name}" if issue else capital(who)
            yield from self._fact(full_id, position, "offer", position.since, what, position.text)

    def _events(self) -> Iterator[Fact]:
        for full_id, event in self.view.events:
            kind = _EVENTS.get(event.kind, "news")
            what = capital(event.kind.replace("-", " "))
            yield from self._fact(full_id, event, kind, event.date, what, event.text, family="event")
            for over in self.view.said(event, event.ended):
                date = event.ended.date if event.ended else event.date
                yield from self._fact(
                    f"{full_id}#ended", event, kind, date, f"{what}: the end", over.text, over
                )

    def _quotes(self) -> Iterator[Fact]:
        for full_id, quote in self.view.quotes:
            if self.wanted(full_id, quote.said.last()):
                who = ", ".join(filter(None, speaker_of(self.view, quote)))
                text = f"“{quote.text}” ({quote.setting})"
                yield from self._fact(full_id, quote, "quote", quote.said, capital(who), text)


def _with_sources(fact: Fact, sources: tuple[Cited, ...]) -> Fact:
    return replace(fact, told=replace(fact.told, sources=sources))
