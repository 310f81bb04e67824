"""Answers from positions: what a party holds on an issue, what it wants, how two sides compare, what was agreed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, capital, listing
from bot.answering.handlers.status import side_by_side, talks
from bot.answering.question.query import MEETING_WORDS, Query, on_day, sides, strikes_of, unions_named
from bot.knowledge.checks.coherence import tells_deal
from bot.knowledge.model.models import Issue, Position, Stance
from bot.matching.polarity import is_polar
from bot.matching.question_forms import definition
from bot.matching.text import stems_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.knowledge.model.models import Strike

_EXPIRY = frozenset("expire expires expired expiration expiry term runs".split())
Found = tuple[str, Position]

_WANTED = (Stance.DEMANDS, Stance.OFFERS, Stance.WILLING)
_DENIED = (Stance.REFUSES, Stance.SILENT)
_OF_OFFERS = stems_of(
    "offer offers offered offering willing open give giving propose proposed proposal concede"
)
_OF_YIELDING = _OF_OFFERS | stems_of(
    "agree agreed accept accepted discuss talk talked engage move budge address negotiate"
)
"""What a side does not do when it refuses: of anything else, the sources do not say what it left out."""
_OF_REFUSALS = stems_of(
    "refuse refuses refused refusing refusal reject rejected decline declined resist oppose opposed"
)
_OF_AGREEING = stems_of("agree agreed accept accepted concede conceded settle settled")
_NO = frozenset(
    {("say", "no"), ("said", "no"), ("turn", "down"), ("turned", "down"), ("rule", "out"), ("ruled", "out")}
)
_OF_WANTS = stems_of(
    "want wants wanted ask asks asked demand demands seek request need needs goal goals fight push"
)
_OF_TALKS = stems_of("talk talks negotiate negotiations bargain resume")
_PAST = frozenset("did was were wanted demanded asked offered".split())


def _found(ask: Query, parties: Iterable[str], issues: Iterable[str]) -> list[Found]:
    """Positions of these parties on these issues (any, when none), in the strikes meant, latest first.

    A party's own are those of the committees that speak for it too; those of its members are not.
    """
    view = ask.view
    parties, issues = {view.principal(party) for party in parties}, set(issues)
    strikes = _strikes(ask)
    found = [
        (i, p) for i, p in view.positions
        if (not issues or p.issue in issues)
        and (not strikes or strikes & view.base.strikes_of(i))
        and (not parties or parties & {view.principal(party) for party in p.parties})
        and on_day(ask.slots, p.since.first(), p.since.last())
        and (not ask.of_what_is_not or p.stance in _DENIED)
    ]  # fmt: skip
    return sorted(found, key=lambda pair: pair[1].since.first(), reverse=True)


def _or_of_others(ask: Query, draft: Draft, holder: str, issues: Iterable[str]) -> list[Found]:
    """A party's positions; where it has none, those of the larger one it belongs to or of its members, said so."""
    view, issues = ask.view, tuple(issues)
    own = _found(ask, [holder], issues)
    if own:
        return own
    larger = view.whole(holder)
    if larger != view.principal(holder) and (of_whole := _found(ask, [larger], issues)):
        told = say.NONE_OF_ITS_OWN(party=view.the(holder), whole=view.the(larger))
        draft.lead(told, draft.cite(of_whole[0][1].citations))
        return of_whole
    members = view.belonging(holder)
    of_members = _found(ask, members, issues) if members else []
    if of_members:
        named = dict.fromkeys(
            view.the(party) for _, p in of_members for party in p.parties if party in members
        )
        told = say.ONLY_OF_MEMBERS(party=view.the(holder), members=listing(list(named)))
        draft.lead(told, draft.cite([c for _, p in of_members for c in p.citations]))
    return of_members


def _strikes(ask: Query) -> set[str]:
    """The strikes whose positions count: those named, else those of the unions named, else the main ones that are on."""
    named = ask.slots.strikes or ask.slots.unions
    unions = [p for p in sides(ask) if any(p in ask.view.unions_of(s) for s in ask.view.strikes)]
    found = {strike.id for strike in strikes_of(ask)}
    if not named and not unions:
        return found
    return found | {
        s.id
        for union in unions
        for s in ask.view.strikes_of(union)
        if s.kind == "contract" and _mentioned(ask, s.id)
    }


def _mentioned(ask: Query, strike: str) -> bool:
    year = strike.rpartition("-")[2]
    return any(str(slot.first.year) == year for slot in ask.slots.dates)


def _speakers(ask: Query) -> list[str]:
    return [who for who in ask.slots.people if ask.view.person(who)]


def _holders(ask: Query) -> list[str]:
    """The parties named, through their people too."""
    named = [ask.view.principal(party) for party in ask.slots.parties]
    named += [party for who in ask.slots.people if (party := ask.view.side_of(who))]
    return list(dict.fromkeys(named))


def position(ask: Query) -> Draft | None:
    """What a party (or its person) holds on an issue: the latest first, then what came before."""
    if not ask.slots.issues or not _holders(ask):
        return None
    if ask.of_what_is_not and not _OF_YIELDING & ask.stems:
        return None
    draft = Draft(ask.view)
    holders, speakers = _holders(ask), set(_speakers(ask))
    found = _found(ask, holders, ask.slots.issues)
    stated = [pair for pair in found if pair[1].speaker in speakers]
    found = stated if speakers and not ask.slots.parties else stated or found
    if not found and len(holders) == 1 and not speakers:
        found = _or_of_others(ask, draft, holders[0], ask.slots.issues)
    if not found:
        return None
    names = [ask.view.base.issues[issue].name for issue in ask.slots.issues]
    _tell(draft, found, first=True, on=ask.view.base.issues[found[0][1].issue])
    _against(ask, draft, found)
    draft.support.append(f"position stance say said offer want {' '.join(names)}")
    draft.relate(
        [f"What did {ask.view.the(party)} say about {names[0]}?" for party in _others(ask, found)][:2]
    )
    return draft


def _others(ask: Query, found: list[Found]) -> list[str]:
    strikes = {strike for i, _ in found for strike in ask.view.base.strikes_of(i)}
    holders = set(_holders(ask))
    told = {ask.view.principal(party) for _, p in found for party in p.parties}
    ours = {ask.view.whole(party) for party in (*holders, *told)}
    others = {
        ask.view.principal(party) for i, p in ask.view.positions for party in p.parties
        if p.issue in ask.slots.issues and strikes & ask.view.base.strikes_of(i)
    }  # fmt: skip
    return sorted(party for party in others - holders if ask.view.whole(party) not in ours)


def _tell(
    draft: Draft, found: list[Found], *, first: bool = False, most: int = 4, on: Issue | None = None
) -> None:
    for number, (full_id, entry) in enumerate(found[:most]):
        heads = first and number == 0 and not draft.headline
        draft.tell(
            full_id,
            entry,
            _on(entry.text, on) if heads else entry.text,
            lead=None if heads else _stage(draft, found, full_id, entry),
            first=heads,
        )
    if found:
        draft.disputes(found[0][1])


def _stage(draft: Draft, found: list[Found], full_id: str, entry: Position) -> str:
    """Where in the talks a position was held, with the strike's name when several strikes are told of."""
    base = draft.view.base
    told = {base.strike_of(each) for each, _ in found} | {base.strike_of(each) for each in draft.entries}
    strike = base.strikes.get(base.strike_of(full_id) or "")
    several = len(told - {None}) > 1 and strike is not None
    return f"{strike.short_name}, {entry.stage}" if several and strike else capital(entry.stage)


def _on(text: str, issue: Issue | None) -> str:
    """The text, with its issue named before it when it names it neither in full nor by a one-word alias."""
    if issue is None:
        return text
    short = {stem for alias in issue.aliases if len(alias.split()) == 1 for stem in stems_of(alias)}
    return (
        text if (stems_of(issue.name) | short) & stems_of(text) else say.ON_ISSUE(issue=issue.name, text=text)
    )


def _against(ask: Query, draft: Draft, found: list[Found]) -> None:
    """The other side's latest on the same issue, told as theirs."""
    for party in _others(ask, found):
        others = [pair for pair in _found(ask, [party], ask.slots.issues) if pair[0] not in draft.entries]
        _tell(draft, others, most=1)


def issue(ask: Query) -> Draft | None:
    """Where all sides stand on an issue."""
    if not ask.slots.issues:
        return None
    found = _found(ask, _holders(ask), ask.slots.issues)
    draft = Draft(ask.view)
    if definition(ask.question.tokens):
        _about(ask, draft, ask.slots.issues[0])
    latest: dict[tuple[str, ...], Found] = {}
    for pair in found:
        latest.setdefault(pair[1].parties, pair)
    newest = sorted(latest.values(), key=lambda pair: pair[1].since.first(), reverse=True)
    for full_id, entry in newest[:5]:
        draft.tell(
            full_id, entry, entry.text, lead=capital(entry.stage) if draft.headline else None, first=True
        )
    for name in ask.slots.issues:
        about = ask.view.issue(name)
        if about and (not newest or len(newest) < 3):
            draft.say_all(f"issue/{name}", about, about.about[:1]) if newest else _about(ask, draft, name)
    return draft if draft.headline else None


def _about(ask: Query, draft: Draft, name: str) -> None:
    about = ask.view.base.issues[name]
    for number, statement in enumerate(ask.view.said(about, *about.about)):
        draft.say(f"issue/{name}", about, statement, first=number == 0)


def wants(ask: Query) -> Draft | None:
    """What a party asks for or offers, issue by issue, each in the words of its entry; what it refuses, when asked so."""
    if ask.slots.issues:
        return position(ask)
    if is_polar(ask.question.tokens) and _OF_TALKS & ask.stems:
        return talks(ask)
    holders = _holders(ask) or [ask.view.whole(union) for union in ask.slots.unions]
    if len(holders) != 1:
        return compare(ask) if len(holders) > 1 else None
    draft = Draft(ask.view)
    found = _or_of_others(ask, draft, holders[0], ())
    speakers = set(_speakers(ask))
    if speakers:
        found = [pair for pair in found if pair[1].speaker in speakers]
    chosen = _asked_for(ask, found, of_each=bool(draft.headline))
    for full_id, entry in chosen[:10]:
        issue = ask.view.base.issues[entry.issue]
        if draft.headline:
            draft.tell(full_id, entry, entry.text, lead=_heading(draft, chosen, full_id, entry))
        else:
            draft.tell(full_id, entry, _on(entry.text, issue), first=True)
    draft.support.append("wants want demands asks offers position proposals")
    return draft if chosen else None


def _asked_for(ask: Query, found: list[Found], *, of_each: bool) -> list[Found]:
    """The latest position on each issue of the stances that the question is about, those first that it names."""
    stems = ask.stems
    if ask.of_what_is_not or _OF_REFUSALS & stems or _NO & set(pairwise(ask.question.tokens)):
        unknown = ask.of_what_is_not and not _OF_YIELDING & stems
        return (
            []
            if unknown
            else _latest_per_issue([p for p in found if p[1].stance in _DENIED], of_each=of_each)
        )
    if _OF_AGREEING & stems:
        return _latest_per_issue([p for p in found if p[1].stance is Stance.AGREED], of_each=of_each)
    first = (Stance.OFFERS, Stance.WILLING, Stance.DEMANDS) if _OF_OFFERS & stems else _WANTED
    latest = []
    if (_OF_OFFERS | _OF_WANTS) & stems:
        stances = first if _PAST & ask.tokens else (*first, Stance.AGREED)
        latest = _latest_per_issue([p for p in found if p[1].stance in stances], of_each=of_each)
    if not any(pair[1].stance in _WANTED for pair in latest):
        latest = _latest_per_issue(found, of_each=of_each)
    order = {stance: number for number, stance in enumerate(dict.fromkeys((*first, *Stance)))}
    return sorted(latest, key=lambda pair: order[pair[1].stance])


def _heading(draft: Draft, told: list[Found], full_id: str, entry: Position) -> str:
    """The issue, and when in the talks it was held."""
    return f"{capital(draft.view.base.issues[entry.issue].name)} · {_stage(draft, told, full_id, entry)}"


def _latest_per_issue(found: list[Found], *, of_each: bool = False) -> list[Found]:
    """The latest position on each issue; `of_each` of those who hold one."""
    latest: dict[object, Found] = {}
    for pair in found:
        latest.setdefault((pair[1].issue, pair[1].parties if of_each else ()), pair)
    return list(latest.values())


def compare(ask: Query) -> Draft | None:
    """Two sides beside each other, issue by issue; two unions' strikes as such."""
    strikes = bool(ask.slots.unions) or bool({"strike", "strikes"} & ask.tokens)
    if strikes and len(unions_named(ask)) > 1 and not ask.slots.issues:
        return side_by_side(ask)
    return _compared(ask)


def _compared(ask: Query) -> Draft | None:
    view = ask.view
    holders = _holders(ask) or [view.whole(union) for union in ask.slots.unions]
    unions = [p for p in holders if any(p in view.unions_of(s) for s in view.strikes)]
    if len(ask.slots.parties) > 1 and len(holders) == 1:
        return None
    if not holders:
        holders = [view.whole(s.union) for s in strikes_of(ask)[:1]]
    if len(holders) < 2:
        other = _counterpart(ask, holders, unions)
        holders = [*holders, *([other] if other else [])]
    named_after = [p for p in holders if p not in unions or not _found(ask, [p], ask.slots.issues)]
    issues = [
        i.id
        for i in view.base.issues.values()
        if any(view.name_of(p) in i.name for p in named_after) and view.issue(i.id)
    ]
    if issues and len(holders) > 2:
        return issue(
            replace(
                ask,
                slots=replace(
                    ask.slots,
                    issues=tuple(issues),
                    parties=tuple(p for p in ask.slots.parties if p not in named_after),
                ),
            )
        )
    draft = Draft(view)
    tables = [_latest_per_issue(_found(ask, [holder], ask.slots.issues)) for holder in holders[:3]]
    if sum(bool(table) for table in tables) < 2:
        return None
    shared = [
        i
        for i in dict.fromkeys(p.issue for t in tables for _, p in t)
        if sum(any(p.issue == i for _, p in t) for t in tables) > 1
    ]
    rest = [i for i in dict.fromkeys(p.issue for t in tables for _, p in t) if i not in shared]
    for name in (shared + rest)[:6]:
        for holder, table in zip(holders, tables, strict=False):
            for full_id, entry in table:
                if entry.issue == name:
                    title = capital(view.base.issues[name].name)
                    draft.tell(
                        full_id, entry, entry.text, lead=f"{title} · {view.name_of(holder)}", first=True
                    )
    return draft if draft.headline else None


def _counterpart(ask: Query, holders: list[str], unions: list[str]) -> str | None:
    strikes = strikes_of(ask)
    if not strikes:
        return None
    pair = [ask.view.whole(strikes[0].union), *(ask.view.whole(party) for party in strikes[0].against)]
    return next((party for party in pair if party not in holders), None)


def _since_rejected(ask: Query, draft: Draft, strikes: list[Strike], found: list[Found]) -> list[Found]:
    """What was agreed after members voted a deal down; before it, where nothing is, with that said first."""
    votes = [vote for strike in strikes for vote in ask.view.rejections(strike) if vote.of_whole(strike)]
    for vote in votes[-1:]:
        newer = [pair for pair in found if pair[1].since.last() > vote.told.date.last()]
        if not newer and any(ask.view.state(strike).open for strike in strikes):
            draft.say(vote.full_id, vote.entry, vote.told, first=True)
        return newer or found
    return found


_OF_THE_DEAL = frozenset("what which deal deals contract contracts agreement agreements".split())


def agreed_to(ask: Query) -> Draft | None:
    """What a deal holds, where it is asked what was agreed, once there is one; what came of a meeting is another question."""
    asked = _OF_THE_DEAL & ask.tokens and _OF_AGREEING & ask.stems and not MEETING_WORDS & ask.tokens
    strikes = strikes_of(ask)
    dealt = any(strike.tentative_agreement or any(each.deal for each in strike.settled) for strike in strikes)
    return terms(ask) if asked and dealt and not ask.slots.dates else None


def terms(ask: Query) -> Draft | None:
    """What was agreed: the contract's terms, on an issue or over all."""
    found = [pair for pair in _found(ask, (), ask.slots.issues) if pair[1].stance is Stance.AGREED]
    parties = set(_holders(ask))
    found = [p for p in found if not parties or parties & {ask.view.principal(x) for x in p[1].parties}]
    strikes = strikes_of(ask)
    dealt = [s for s in strikes if s.tentative_agreement or any(each.deal for each in s.settled)]
    if not ask.slots.issues and not dealt:
        found = [p for p in found if any(tells_deal(p[1], strike) for strike in strikes)]
    if not found:
        return None
    draft = Draft(ask.view)
    found = _since_rejected(ask, draft, strikes, found)
    if _EXPIRY & ask.tokens:
        for strike in strikes[:2]:
            for statement in ask.view.said(strike, strike.term):
                draft.say(strike.id, strike, statement, first=True)
    overall = [pair for pair in found if pair[1].issue in ("overall-terms",)]
    for full_id, entry in [*overall, *[p for p in found if p not in overall]][:8]:
        draft.tell(full_id, entry, entry.text, first=True)
    for strike in strikes[:2]:
        draft.say_all(strike.id, strike, [strike.ratification, strike.term])
        for each in strike.settled:
            if each.employer in parties:
                draft.say_all(strike.id, strike, [each.ratification, each.term])
    return draft
