"""Answers over all employers of a strike: who has settled, who is struck, who was first; and who the sides are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, capital, listing
from bot.answering.composition.strike_status import standing
from bot.answering.known.dispute import EmployerState, employers, several
from bot.answering.known.parties import ancestors
from bot.answering.question.query import strikes_of
from bot.dates.strike_day import Phase

if TYPE_CHECKING:
    from bot.answering.question.query import Query
    from bot.knowledge.model.models import CitedMilestone, Strike


def cites_of(draft: Draft, strike: Strike, each: EmployerState) -> tuple[int, ...]:
    """What a sentence about an employer rests on: how its strike ended or came about, else the strike's sources."""
    found = each.settlement
    carrier = each.ended or (found.called_out if found else None)
    if carrier:
        return draft.cite(carrier.citations)
    began = strike.started.citations if strike.started and strike.started.citations else ()
    return draft.cite(began) or draft.cite(strike.citations)


def settled(ask: Query) -> Draft | None:
    """With which employers there is a deal, and with which there is none."""
    draft = Draft(ask.view)
    for strike in strikes_of(ask):
        states = employers(strike) if several(strike) else []
        if not states:
            continue
        draft.use(strike.id, strike)
        dealt = _dealt(states)
        names = _named(draft, [each for each, _ in dealt])
        others = _named(draft, [each for each in states if not each.deal])
        sources = [citation for _, told in dealt for citation in told.citations]
        told = say.DEALS_WITH_SOME if names and others else say.DEALS_WITH if names else say.NO_DEALS
        draft.lead(told(names=names, others=others), draft.cite(sources or strike.citations))
        for each, made in dealt:
            draft.say(strike.id, strike, made, lead=draft.view.name_of(each.party))
        for each in states:
            draft.say_all(strike.id, strike, [each.rejected], lead=draft.view.name_of(each.party))
    draft.support.append(
        "who which companies employers settled deal deals agreement signed reached tentative"
    )
    draft.support += _what_they_are(ask)
    return draft if draft.headline else None


def _dealt(states: list[EmployerState]) -> list[tuple[EmployerState, CitedMilestone]]:
    """Those with a deal, in the order of the deals."""
    return sorted(((each, each.deal) for each in states if each.deal), key=lambda pair: pair[1].date.first())


def _what_they_are(ask: Query) -> list[str]:
    """The words by which people may call the employers: bakeries, ferry lines."""
    parties = {party for strike in strikes_of(ask) for party in strike.against}
    larger = {group for party in parties for group in ancestors(ask.view.base, party)}
    known = [found for party in parties | larger if (found := ask.view.party(party))]
    return [f"{p.name} {' '.join(p.aliases)} {' '.join(s.text for s in p.about)}" for p in known]


def _named(draft: Draft, states: list[EmployerState]) -> str:
    return listing([draft.view.the(each.party) for each in states])


def first_settled(ask: Query) -> Draft | None:
    """Which employer had a deal first; then the others in order."""
    draft = Draft(ask.view)
    for strike in strikes_of(ask):
        dealt = _dealt(employers(strike)) if several(strike) else []
        for each, made in dealt[:1]:
            party = capital(draft.view.the(each.party))
            draft.lead(say.SETTLED_FIRST(party=party, when=made.date.when()), draft.cite(made.citations))
        for each, made in dealt:
            draft.say(strike.id, strike, made, lead=draft.view.name_of(each.party))
    draft.support.append("first settled settle deal company employer agreement")
    return draft if draft.headline else None


def _deal_cites(draft: Draft, each: EmployerState) -> tuple[int, ...]:
    return draft.cite(each.deal.citations) if each.deal else ()


def against(ask: Query) -> Draft | None:
    """Who the sides of the strikes meant are."""
    draft = Draft(ask.view)
    for strike in strikes_of(ask):
        if strike.against:
            unions, employers = (
                listing([ask.view.the(id) for id in side]) for side in (strike.unions, strike.against)
            )
            told = say.SIDES(strike=strike.short_name, unions=unions, employers=employers)
            draft.tell(strike.id, strike, told, first=True)
    draft.support.append("who against sides parties employer employers companies dispute with")
    return draft if draft.headline else None


_UNIONS = frozenset("union unions guild guilds".split())
_OUT = frozenset("strike striking out picketing".split())
_ENDED = frozenset("settled settle deal deals agreed back".split())


def who(ask: Query) -> Draft | None:
    """Which union is on strike, and where that stands; of several employers, at which the strike is on.

    None where neither is asked, or where it is asked who is out and nobody is.
    """
    asked = ask.question.tokens
    if _ENDED & ask.tokens:
        return None
    on = any(ask.view.state(strike).ongoing for strike in strikes_of(ask))
    if _UNIONS & ask.tokens and {"which", "what"} & set(asked[:2]) and (on or not _OUT & ask.tokens):
        draft = against(ask)
        if draft is None:
            return None
        for strike in strikes_of(ask):
            state = ask.view.state(strike)
            ended = (
                strike.ended.citations if strike.ended and state.phase is Phase.ENDED else strike.citations
            )
            draft.lead(standing(state), draft.cite(ended))
        return draft
    if asked[:1] in (("who",), ("whos",)) and not ask.slots.parties:
        return struck(ask)
    return None


def struck(ask: Query) -> Draft | None:
    """At which employers the strike is on, and at which it is not."""
    draft = Draft(ask.view)
    for strike in strikes_of(ask):
        states, state = employers(strike) if several(strike) else [], ask.view.state(strike)
        if not states:
            continue
        draft.use(strike.id, strike)
        out = [each for each in states if state.open and each.out(state.today) and not each.ended]
        dealt, on = [each for each in out if each.deal], [each for each in out if not each.deal]
        names, others = _named(draft, on), _named(draft, [each for each in states if each not in out])
        told = say.STRUCK_NOW_SOME if names and others else say.STRUCK_NOW if names else say.STRUCK_NOWHERE
        sources = tuple(number for each in states for number in cites_of(draft, strike, each))
        if names or others:
            draft.lead(told(names=names, others=others), sources)
        for each in dealt:
            draft.lead(say.STRUCK_BUT_DEAL(party=draft.view.the(each.party)), _deal_cites(draft, each))
        for each in states:
            draft.say_all(strike.id, strike, [each.ended], lead=draft.view.name_of(each.party))
    draft.support.append("who which companies employers still out strike struck striking")
    draft.support += _what_they_are(ask)
    return draft if draft.headline else None
