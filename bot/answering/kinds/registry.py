"""The kinds of question: what each needs to be named, what it can use, and what answers it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from bot.answering.composition import sentences as say
from bot.answering.composition.agreement import plural
from bot.answering.handlers import (
    about_bot,
    ballots,
    bargaining,
    deals,
    employers,
    history,
    meetings,
    people,
    positions,
    quotes,
    settlements,
    status,
    strike_days,
    walkout_days,
    walkouts,
    whats_new,
)
from bot.answering.handlers import hardship as need
from bot.answering.kinds.action import ACTION_KINDS, first_of
from bot.answering.question.contracts import of_the_newest
from bot.matching.common_words import lists_of
from bot.matching.lexicon import ANY_PEOPLE, FUNCTION_WORDS, TRADES
from bot.matching.slots import PLACEHOLDERS
from bot.matching.text import opened, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.kinds.action import IsHeld
    from bot.answering.question.query import Handler
    from bot.knowledge.model.base import KnowledgeBase

Slot = Literal["party", "person", "issue", "place", "strike", "date", "number", "quote"]
ALL: frozenset[str] = frozenset(("party", "person", "issue", "place", "strike", "date", "number", "quote"))


@dataclass(frozen=True, slots=True)
class QuestionKind:
    """`needs`: sets of slots of which each needs one filled. `uses`: slots it can take; another one named rules it out."""

    name: str
    asks: str
    answer: Handler | None
    needs: tuple[frozenset[str], ...] = ()
    uses: frozenset[str] = ALL
    held: IsHeld | None = None
    """Whether a base holds what answers it; None for what every base may hold."""


def _kind(name: str, asks: str, answer: Handler | None, uses: str, *needs: str) -> QuestionKind:
    return QuestionKind(
        name, asks, answer, tuple(frozenset(need.split("|")) for need in needs), frozenset(uses.split())
    )


def _asked_of(name: str, asks: str, answer: Handler, uses: str, held: IsHeld, needs: str) -> QuestionKind:
    return replace(_kind(name, asks, answer, uses, *([needs] if needs else [])), held=held)


_CALENDAR = "party strike date number"
_MEETING = "party person strike date number"
_TALKED = "party person issue strike date"
_KINDS = (
    _kind("day", "which strike day it is", first_of(employers.day, walkout_days.how_many, strike_days.day), _CALENDAR),
    _kind("day_date", "the date of a strike day", strike_days.day_date, _CALENDAR, "number"),
    _kind("status", "where the strike stands",
          first_of(settlements.who, walkouts.dated, status.on_a_day, employers.status, status.status), "party strike date"),
    _kind("start", "when a strike began",
          first_of(walkout_days.opening, walkouts.when, employers.start, strike_days.start), _CALENDAR),
    _kind("end", "when a strike ended", first_of(employers.end, walkout_days.end, strike_days.end), "party strike date"),
    _kind("length", "how long a strike lasted", first_of(employers.length, walkout_days.length, strike_days.length),
          "party strike date"),
    _kind("order", "which strike came first", strike_days.order, "party strike"),
    _kind("overlap", "how long two strikes ran together", strike_days.overlap, "party strike"),
    _kind("longest", "the longest strike", strike_days.longest, "party strike date"),
    _kind("past_strikes", "earlier strikes", first_of(walkouts.past, history.past_strikes), "party strike date"),
    _kind("meeting", "what happened at a meeting", meetings.meeting, _MEETING),
    _kind("meeting_outcome", "how a meeting ended", first_of(of_the_newest(positions.agreed_to), meetings.outcome), _MEETING),
    _kind("meeting_why", "why there was no agreement", meetings.why, _MEETING),
    _kind("meeting_when", "when the sides met", meetings.when, _MEETING),
    _kind("meeting_next", "what comes next", status.talks, "party strike date"),
    _kind("meeting_where", "where the sides met", meetings.place, _MEETING),
    _kind("meeting_time", "at what time the sides met", meetings.time, _MEETING),
    _kind("meeting_asked", "who asked for a meeting", meetings.asked_for, _MEETING),
    _kind("meeting_topics", "what was discussed", meetings.topics, _MEETING),
    _kind("attendees", "who was at a meeting", meetings.attendees, _MEETING),
    _kind("position", "what a side holds on an issue", positions.position, _TALKED, "issue", "party|person"),
    _kind("wants", "what a side wants", positions.wants, "party person strike date", "party|person|strike"),
    _kind("issue", "where things stand on an issue", positions.issue, "party issue strike date", "issue"),
    _kind("compare", "how two sides compare", first_of(bargaining.compared, positions.compare),
          "party person issue strike date", "party|person|strike|issue"),
    _kind("talks", "where the talks stand, issue by issue", of_the_newest(bargaining.talks), "party issue strike date"),
    _kind("terms", "what was agreed", of_the_newest(positions.terms), "party issue strike date"),
    _kind("quote", "what someone said", quotes.said_or_held, "party person issue place strike date", "party|person"),
    _kind("who_said", "who said some words", quotes.who_said, "quote party person issue strike date number"),
    _kind("person", "who someone is", people.person, "person party", "person"),
    _kind("person_party", "whom someone speaks for", people.person_party, "person party", "person"),
    _kind("role_holder", "who holds a role", people.role_holder, "party"),
    _kind("party", "what a party is", people.party, "party", "party"),
    _kind("reasons", "why they struck", history.reasons, "party strike date"),
    _kind("effects", "what the strike affects", history.effects, "party strike"),
    _kind("latest", "what is new", first_of(whats_new.since, whats_new.missed, status.latest), "party strike date"),
    _kind("changed", "what is new since a day", whats_new.lately, "party strike date"),
    _kind("timeline", "what happened when", history.timeline, "party strike date"),
    _kind("vote_authorization", "the strike authorization vote",
          first_of(ballots.authorization, history.authorization), "party strike date"),
    _kind("vote_ratification", "the ratification vote",
          of_the_newest(first_of(deals.newest, ballots.ratification, employers.ratification, history.ratification,
                                 deals.rejected)),
          "party strike date"),
    _kind("source", "where an answer comes from", about_bot.source, "party person issue strike date number quote"),
    _kind("reliability", "how far to trust an answer", about_bot.reliability, "party person issue strike date"),
    _kind("freshness", "how new the base is", about_bot.freshness, "party strike date"),
    _asked_of("need", "what helps people in need", need.help_in_need, "party issue strike date", need.holds_help, ""),
    *(_asked_of(*kind) for kind in ACTION_KINDS),
)  # fmt: skip
KINDS = {kind.name: kind for kind in _KINDS}

_SORTS = tuple(
    frozenset(names.split())
    for names in (
        "position wants issue compare talks terms quote who_said",
        "meeting meeting_outcome meeting_why meeting_when meeting_next meeting_where meeting_time meeting_topics timeline latest"
        " talks changed",
        "day day_date status start end length",
        "person party person_party role_holder",
    )
)
"""Kinds of question of which one may be answered by another when a name changes."""


def same_sort(before: str, now: str) -> bool:
    """Whether a follow-up with another name is still answered for what was asked before; an entry answers for itself."""
    return (
        before == now
        or "/" in now
        or before not in KINDS
        or any(before in sort and now in sort for sort in _SORTS)
    )


_TIME = frozenset("day days week weeks month months hour hours year years minutes".split())
_HEADS = ANY_PEOPLE | TRADES | {"votes", "ballots"}
_COUNTED = {
    **dict.fromkeys("day day_date length overlap longest meeting_time".split(), _TIME),
    **dict.fromkeys("vote_authorization vote_ratification attendees ballot".split(), _HEADS),
    "walkout_count": frozenset("strikes walkouts outs stoppages waves rounds times".split()),
    "walkout_days": _TIME,
    "settled": frozenset("companies employers deals of ones".split()),
    "struck": frozenset("companies employers of".split()),
    "places_out": frozenset(
        "plants sites places locations hospitals depots factories warehouses facilities locals".split()
    ),
}
"""Kinds whose answers are numbers of their own, and of what."""


_COUNTS_ANYTHING = frozenset("strikers members cost place".split())
"""Kinds whose answers are numbers of whatever the question calls it, workers, doctors, crews, but of no days."""


def counts_what_is_asked(kind: str, tokens: Sequence[str]) -> bool:
    """Whether a kind answers with a number, of what `how many` asks for."""
    things = {two for one, two in pairwise(tokens) if one == "many"}
    if kind in _COUNTS_ANYTHING:
        return not things & _TIME
    if kind not in _COUNTED:
        return False
    return not things or bool(things & _COUNTED[kind])


SEARCHED = frozenset({"event_when", "article", "joint"})
"""Kinds answered by looking through the entries' own words."""

TALK = {"greeting": say.GREETING(), "thanks": say.WELCOME(), "help": say.HELP(), "identity": say.IDENTITY()}
"""Kinds that want no fact."""

REFUSED = {
    "no_prediction": say.NO_PREDICTION(),
    "no_personal": say.NO_PERSONAL(),
    "no_legal": say.NO_LEGAL(),
    "no_chore": say.NO_CHORE(),
    "no_elsewhere": say.NO_ELSEWHERE(),
    "no_opinion": say.NO_OPINION(),
    "no_private_life_effects": say.NO_PRIVATE_EFFECTS(),
}
"""Kinds that are not answered, and what is said instead."""


_PHRASINGS = (
    "phrasings.yaml",
    "phrasings_talks.yaml",
    "phrasings_action.yaml",
    "phrasings_need.yaml",
    "phrasings_people.yaml",
)
_OWN = frozenset({"i", "my", "me", "we", "our"})
_SLOT_TOKENS = {"{" + slot + "}": token for slot, token in PLACEHOLDERS.items()}


@lru_cache(maxsize=1)
def phrasings() -> dict[str, list[list[str]]]:
    """The phrasings of each kind as tokens, with placeholders for names; a kind may stand in several files."""
    folder = files("bot.answering.kinds")
    one: dict[str, str] = {}  # a hundred thousand tokens are a few thousand words
    found: dict[str, list[list[str]]] = {}
    for file in _PHRASINGS:
        for name, lines in lists_of(folder.joinpath(file).read_text(encoding="utf-8")).items():
            found.setdefault(name, []).extend(
                [one.setdefault(token, token) for token in phrasing_tokens(each)] for each in lines
            )
    return found


def asked_of(base: KnowledgeBase) -> dict[str, list[list[str]]]:
    """The phrasings of the kinds of which a base can hold anything; of places, with its own words for them too.

    Of a base that knows no help, whoever tells of their own need asks what nobody can say for one person.
    """
    asked = {name: texts for name, texts in phrasings().items() if is_held(name, base)}
    ours = _own_trades(base)
    asked["no_elsewhere"] = [text for text in asked["no_elsewhere"] if ours.isdisjoint(text)]
    for also in base.vocabulary.phrasings:
        if also.kind in asked:
            asked[also.kind] = [*asked[also.kind], *map(phrasing_tokens, also.asked)]
    if "places_out" in asked:
        words = sorted({plural(place.kind.casefold()) for place in base.places.values()})
        called = [[word if token == _PLACES else token for token in text]
                  for word in words for text in asked["places_out"] if _PLACES in text]  # fmt: skip
        asked["places_out"] = [*asked["places_out"], *(opened(" ".join(text).split()) for text in called)]
    if "need" not in asked:
        own = [text for text in phrasings()["need"] if not _OWN.isdisjoint(text)]
        asked["no_private_life_effects"] = [*asked["no_private_life_effects"], *own]
    return asked


_OF_ANY_UNION = (
    FUNCTION_WORDS
    | ANY_PEOPLE
    | frozenset(
        "strike strikes walkout dispute union unions guild association federation national united british american".split()
    )
)


def _own_trades(base: KnowledgeBase) -> frozenset[str]:
    """What the people of a base's strikes are called: they are never `outside of what it holds`."""
    sides = {union for strike in base.strikes.values() for union in strike.unions if strike.main}
    unions = [base.parties[union] for union in sides if union in base.parties]
    names = [name for one in unions for name in (one.name, one.short_name, *one.aliases)]
    names += [word for one in base.vocabulary.synonyms if one.means in sides for word in one.words]
    return frozenset(token for name in names for token in tokens_of(name)) - _OF_ANY_UNION


_PLACES = "plants"
"""The word of the phrasings that stands for what a base calls its places."""


def is_held(name: str, base: KnowledgeBase) -> bool:
    """Whether a base holds anything that a kind of question could be answered with."""
    kind = KINDS.get(name)
    return kind is None or kind.held is None or kind.held(base)


def phrasing_tokens(text: str) -> list[str]:
    """The tokens of a phrasing, `{party}` as its placeholder."""
    tokens = [_SLOT_TOKENS.get(token, token) for token in text.split()]
    if all(token.isalnum() and token.isascii() and token.islower() for token in tokens):
        return opened(tokens)  # nearly all of them: nothing to fold
    for slot, token in _SLOT_TOKENS.items():
        text = text.replace(slot, f" {token} ")
    return tokens_of(text)
