"""What is asked of what a reply told: how many, whether it was close, what became of it, what else."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.composition.plain_text import text as told_by
from bot.answering.followups.acceptance import asks_whether_accepted, what_became
from bot.answering.followups.dependence import names_no_thing
from bot.answering.followups.restatement import asks_for_more
from bot.answering.followups.topic import strike_of
from bot.answering.followups.turn import OVER_ISSUES
from bot.answering.kinds.registry import KINDS, counts_what_is_asked, same_sort
from bot.dates.found import DateSlot
from bot.dates.partial import day_words
from bot.knowledge.model.actions import Figure
from bot.knowledge.model.models import Position
from bot.matching.fragments import FILLERS
from bot.matching.lexicon import FUNCTION_WORDS, content, has_quantity, quantity_asked
from bot.matching.ordinals import IN_ORDER
from bot.matching.pronouns import AUXILIARIES, IT, NAMES
from bot.matching.slots import Slots
from bot.matching.text import stem, stems_of

if TYPE_CHECKING:
    from collections.abc import Set

    from bot.answering.followups.turn import FollowUp
    from bot.answering.reply import Reply

_VOTING = frozenset("against for in favor favour yes no voted vote said did were of".split())
"""After `how many` these say nothing of what is counted."""
_BACK = dt.timedelta(days=1)
"""A number of a walk-out is often of the day on which people are back."""
_VOTERS = ("many", "votes")
_ANOTHER_TIME = frozenset((word, "time") for word in ("this", "last", "next", "second"))
"""`how many this time`: of another time than was told."""
_OF_OTHERS = frozenset("voted vote votes cost costs paid pay".split())
"""What is counted by a vote or a price, and by no days and no people out."""
_OUT_IN = frozenset(
    "people workers members doctors staff strikers out strike striking struck walked joined part involved went".split()
)
"""What a question for how many were out holds, and no other."""
_ENDED = frozenset("end ended ends finish finished stop stopped over".split())
_LASTED = frozenset("long days last lasted go".split())
_MOST = frozenset("only longest biggest largest shortest highest lowest most".split())
_ITSELF = frozenset("is was are were that this it the one so and really actually ever of them all".split())
_TAKING_PART = frozenset("how many people members took take part participated voted cast turned out".split())
_VOTES = frozenset("ballot rejected vote_ratification vote_authorization deal settled".split())
_JUDGED = frozenset(
    """
    count tally score split breakdown close narrow unanimous landslide tight overwhelming clear majority pass passed won lost
    win lose big
    """.split()
)
"""What is asked of a vote whose figures were told."""
_CONTENTS = re.compile(r"^(?:so |and |ok )?what (?:is|was) in (?:it|that|there)\b")


def of_other_issues(turn: FollowUp) -> Reply | None:
    """`what else did they get`: of all issues what was asked about one of them."""
    kind = OVER_ISSUES.get(turn.previous.kind)
    own = set(content(turn.read.tokens)) - {"else"}
    if kind is None or not asks_for_more(turn.read.tokens) or not own <= set(turn.before().tokens):
        return None
    return turn.kind(kind, replace(turn.previous.slots, issues=()))


def of_the_deal(turn: FollowUp) -> Reply | None:
    """`when do they vote on it`, `do temps get anything`: of a deal told of, the vote on it, and what it holds on an issue."""
    tokens, issues = set(turn.read.tokens), turn.read.slots.issues
    if (
        turn.previous.kind in _DEALS
        and issues
        and not _GETTING.isdisjoint(tokens)
        and not turn.read.slots.parties
    ):
        return turn.kind("terms", turn.swapped(turn.previous.slots))
    if not (turn.previous.kind in _DEALS or _tells_a_deal(turn)) or not _voted_on(tokens) or issues:
        return None
    slots = turn.swapped(turn.topic.slots)
    told = turn.kind("vote_ratification", slots)
    if told is not None:
        return told
    reply = turn.decide(turn.reader("when is the ratification vote"), slots)
    to_strike = reply.kind == "answer" and reply.context and reply.context.kind in _ON_STRIKING
    return turn.not_held(None) if to_strike else reply


_ON_STRIKING = frozenset("vote_authorization ballot ballot_when".split())


def _tells_a_deal(turn: FollowUp) -> bool:
    """Whether a reply on how a strike stands told of a deal."""
    return turn.previous.kind in ("status", "end") and not _AGREED.isdisjoint(turn.before().tokens)


def _voted_on(tokens: Set[str]) -> bool:
    """Whether a message asks for nothing but a vote: `when will members vote`."""
    rest = tokens - FUNCTION_WORDS - FILLERS - AUXILIARIES - _ON_A_VOTE
    return (
        not rest
        and bool(tokens & {"vote", "voting", "ratify", "ratified"})
        and not tokens & {"many", "close"}
    )


_DEALS = frozenset("deal terms settled".split())
_AGREED = frozenset("deal agreement agreed contract settle settled".split())
_GETTING = frozenset("get gets got anything something".split())
_HOLDING = frozenset(
    "say says said hold holds include includes contain contains provide provides mean".split()
)
_ON_A_VOTE = frozenset(
    "vote votes voting voted ratify ratified ratification members workers union yet next when whens".split()
)
_LEADING = frozenset(
    "leads lead leading runs running heads heading charge leader boss president chair".split()
)
_LED = IT | frozenset("that them who whos in and the".split())


def who_leads(turn: FollowUp) -> Reply | None:
    """`who's leading it`: who leads the union that strikes, or the party spoken of."""
    tokens = {token for token in turn.read.tokens if token not in FILLERS | AUXILIARIES}
    if not tokens & _LEADING or not tokens <= _LEADING | _LED or not tokens & {"who", "whos"}:
        return None
    strike = strike_of(turn.view, turn.topic.slots)
    party = next(iter(turn.topic.slots.parties), strike.union if strike else None)
    return (
        turn.decide(turn.reader(f"who leads {turn.view.the(party)}"), Slots(parties=(party,)))
        if party
        else None
    )


def of_the_place(turn: FollowUp) -> Reply | None:
    """`what does it build`, `how long have they been out`: what is told of the one place spoken of."""
    tokens = set(turn.read.tokens)
    out = tokens - FUNCTION_WORDS - FILLERS - AUXILIARIES <= _OUT_IN | _LASTED and tokens & {"long", "since"}
    if len(turn.previous.slots.places) == 1 and out and turn.read.slots.empty:
        return turn.kind("place", turn.previous.slots, own=True)
    rest = tokens - FUNCTION_WORDS - FILLERS - AUXILIARIES - _OF_PLACES
    one = len(turn.topic.slots.places) == 1 and turn.read.slots.empty and tokens.isdisjoint(("why", "when"))
    return (
        turn.kind("place", turn.topic.slots, own=True) if one and not rest and tokens & _OF_PLACES else None
    )


_OF_PLACES = frozenset(
    "build builds built make makes made produce produces whose plant company owns own belong there".split()
)


def accepted(turn: FollowUp) -> Reply | None:
    """`did they accept`: what became of the offer told of."""
    if not asks_whether_accepted(turn.read.frame):
        return None
    if (of_theirs := _held_on_it(turn)) is not None and _is_of_another_side(turn):
        return of_theirs
    became = what_became(turn.view, turn.previous.entries, of_issue=bool(turn.previous.slots.issues))
    told = (turn.kind(kind, slots, own=True) for kind, slots in became)
    found = next((reply for reply in told if reply), None)
    return found or _held_on_it(turn)


def _is_of_another_side(turn: FollowUp) -> bool:
    """Whether a message names another party than the question before, and than the one whose words were told."""
    named, told = turn.read.slots.parties, turn.topic.entry
    whose = {*turn.previous.slots.parties, *(told.parties if isinstance(told, Position) else ())}
    return bool(named) and turn.view.whole(named[0]) not in {turn.view.whole(party) for party in whose}


def _held_on_it(turn: FollowUp) -> Reply | None:
    """`did they agree` after what is asked for on an issue: what that party holds on it."""
    named, issues = turn.with_roles(turn.read).parties, turn.topic.slots.issues
    asked = turn.previous.kind in ("issue", "position") or turn.previous.kind.startswith("issue/")
    if not named or not issues or not asked or not turn.read.slots.parties:
        return None
    return turn.kind("position", Slots(parties=named, issues=issues[:1]), own=True)


def says_so(turn: FollowUp) -> bool:
    """`was that the last one`: whether all that is asked of it was told."""
    tokens = turn.read.tokens
    said = set(tokens) & (IN_ORDER | _MOST)
    if not said or tokens[0] not in AUXILIARIES or not (set(tokens) - said) <= _ITSELF:
        return False
    return {stem(word) for word in said} <= stems_of(turn.again().headline)


def of_a_vote(turn: FollowUp, slots: Slots) -> Reply | None:
    """`was it close`, `whats in it`: of the vote told of, or of what was voted on."""
    if turn.previous.kind not in _VOTES:
        return None
    said = [token for token in turn.read.frame if token not in FUNCTION_WORDS and token not in FILLERS]
    if said and _JUDGED.issuperset(said):
        return turn.again()
    return turn.kind("terms", slots) if _CONTENTS.search(" ".join(turn.read.frame)) else None


def told_before(turn: FollowUp, reply: Reply) -> Reply | None:
    """`what was the turnout`: the reply before, where it told of that and nothing of its sort answers better."""
    kind = turn.previous.kind
    near = reply.kind == "answer" and reply.context is not None and same_sort(kind, reply.context.kind)
    if near or kind not in KINDS:
        return None
    before = turn.kind(kind, turn.previous.slots)
    words = [stem(word) for word in content(turn.read.frame)]
    told = (
        stems_of(" ".join((before.headline, *(block.text for block in before.blocks))))
        if before
        else frozenset()
    )
    return before if words and told.issuperset(words) else None


def out_then(turn: FollowUp, slots: Slots) -> Reply | None:
    """`how many were out`, `how long was that`: of the one walk-out that was told of."""
    tokens = turn.read.tokens
    out = turn.view.base.walkouts.get(turn.one_told() or "")
    said = {token for token in tokens if token not in FUNCTION_WORDS} - FILLERS
    asked = set(pairwise(tokens))
    long = ("how", "long") in asked and said <= _LASTED
    if turn.topic.met and long and NAMES.isdisjoint(turn.read.frame):
        return turn.kind("meeting_time", replace(slots, dates=turn.topic.slots.dates), own=True)
    if out is None or turn.previous.kind == "places_out":  # those are told as they are now
        return None
    first, last = out.first_day, (out.last_day or out.first_day) + _BACK
    if asked & {("how", "long"), ("many", "days")} and said <= _OUT_IN | _LASTED:
        return turn.kind(
            "length", replace(slots, dates=(DateSlot(first, first, day_words(first)),)), own=True
        )
    over = last - _BACK < turn.view.local_day()
    if over and "when" in tokens and said & _ENDED and said <= _ENDED | _OUT_IN:
        on_it = DateSlot(first, first, day_words(first))
        return turn.kind("length", replace(slots, dates=(on_it,)), own=True)
    if ("how", "many") not in asked or not said <= _OUT_IN:
        return None
    held = any(
        value.date.covers(first, last)
        for _, figure in turn.view.figures if figure.counts == "strikers"
        for value in figure.values
    )  # fmt: skip
    on = replace(slots, dates=(DateSlot(first, last, day_words(first)),))
    return turn.kind("strikers", on, own=True) if held else None


def figure_then(turn: FollowUp) -> Reply | None:
    """`how many appointments did it cost` after a walk-out: the value of that number for those days; None where none is kept."""
    out = turn.view.base.walkouts.get(turn.one_told() or "")
    if out is None or ("how", "many") not in set(pairwise(turn.read.tokens)) or turn.read.slots.dates:
        return None
    said = {stem(word) for word in content(turn.read.tokens)}
    first, last = out.first_day, (out.last_day or out.first_day) + _BACK
    strikes = turn.view.base.strikes_of(turn.one_told() or "")
    for full_id, figure in turn.view.figures:
        things = stems_of(" ".join((figure.name, *figure.aliases)))
        if (
            not strikes & turn.view.base.strikes_of(full_id)
            or not stems_of(figure.name) & said
            or not said <= things | _COSTING
        ):
            continue
        if any(value.date.covers(first, last) for value in figure.values):
            return turn.decide(
                turn.reader(f"how many {figure.name} {day_words(first)} to {day_words(last)}"),
                replace(turn.topic.slots, dates=(DateSlot(first, last, day_words(first)),)),
            )
    return None


_COSTING = stems_of("cost lost cancelled canceled put off postponed hit called many did cause")
_ORDER = tuple("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())
_AROUND = frozenset(
    "and in for the during on of what about how many it were was one walkout strike round".split()
)


def of_that_walkout(turn: FollowUp) -> Reply | None:
    """`and in the first one`: the number that was told, for another of the walk-outs; that none is held, where none is."""
    said = [token for token in turn.read.tokens if token not in _AROUND and token not in FILLERS]
    if not isinstance(turn.topic.entry, Figure) or len(said) != 1 or said[0] not in (*_ORDER, "last"):
        return None
    strikes = turn.view.base.strikes_of(turn.topic.full_id or "")
    outs = sorted(
        (out.first_day, out.last_day or out.first_day) for i, out in turn.view.walkouts
        if strikes & turn.view.base.strikes_of(i)
    )  # fmt: skip
    at = -1 if said[0] == "last" else _ORDER.index(said[0])
    if not outs or at >= len(outs):
        return turn.not_held(None)
    first, last = outs[at]
    on = DateSlot(first, last + _BACK, day_words(first))
    held = any(value.date.covers(on.first, on.last) for value in turn.topic.entry.values)
    before = replace(turn.before(), text=turn.read.text)
    return turn.decide(before, replace(turn.previous.slots, dates=(on,))) if held else turn.not_held(None)


def counted(turn: FollowUp, slots: Slots) -> Reply | None:
    """`how many people voted`: the reply before, where it is of a kind that tells how many; `how many` is nothing else."""
    tokens, kind = turn.read.tokens, turn.previous.kind
    if not quantity_asked(tokens) or (kind not in _VOTES | {"cost"} and not _OF_OTHERS.isdisjoint(tokens)):
        return None
    if kind in _VOTES and set(tokens) - FUNCTION_WORDS - FILLERS <= _TAKING_PART and turn.read.slots.empty:
        return turn.again()
    if counts_what_is_asked(kind, [token for token in tokens if token not in _VOTING]):
        again = turn.again() if turn.read.slots.empty else None
        return again if again and again.kind == "answer" else turn.kind(kind, slots)
    if not names_no_thing(turn.read.frame):
        return None
    again = turn.again() if kind not in KINDS and _ANOTHER_TIME.isdisjoint(pairwise(tokens)) else None
    counts = again and again.kind == "answer" and has_quantity(told_by(again), _VOTERS)
    return again if counts else turn.not_held(None)
