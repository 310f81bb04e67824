"""A follow-up written out as the complete question that it may stand for, where reading it by its names alone gave no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.followups.dependence import Form
from bot.answering.followups.restatement import spoken_words, with_another_verb
from bot.answering.followups.retelling import asked_anew, says_more, whose_name
from bot.answering.followups.tenure import of_whom
from bot.answering.followups.turn import LASTING
from bot.dates.partial import day_words
from bot.knowledge.model.actions import Ballot, Figure
from bot.knowledge.model.models import Issue, Meeting, Position, Stance
from bot.matching.fragments import FILLERS
from bot.matching.pronouns import AUXILIARIES, IT, PERSONS, PREPOSITIONS, SIDES, THAT
from bot.matching.text import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.followups.turn import FollowUp
    from bot.answering.reply import Reply

_AGREED = frozenset("agreed agree reached made signed done".split())
_THEIRS = frozenset("his hers her their its".split())
_NOUN_BEHIND = frozenset("that this those these".split())


def completed(turn: FollowUp) -> Reply | None:
    """The answer to the first of the complete questions that has one; None where none has."""
    if turn.lean.form is Form.FRAGMENT:
        return None
    if (turned := _turned(turn)) is not None:
        return turned
    for text in dict.fromkeys(_questions(turn)):
        reply = asked_anew(turn, text)
        if reply is not None and says_more(turn, reply) and not _of_another_side(turn, reply):
            return reply
    return None


def _of_another_side(turn: FollowUp, reply: Reply) -> bool:
    """Whether the words of one side are told where the message names another."""
    told = turn.view.base.entry(reply.entries[0]) if reply.entries else None
    named = {turn.view.whole(party) for party in turn.read.slots.parties}
    return bool(named) and isinstance(told, Position) and named.isdisjoint(map(turn.view.whole, told.parties))


_ENDING = frozenset("end ends ended finish finished stop stopped close closed".split())


def _turned(turn: FollowUp) -> Reply | None:
    """`and end` after when a strike begins, and the other way round."""
    if with_another_verb(spoken_words(turn.read), spoken_words(turn.before())) is None:
        return None
    ends = not _ENDING.isdisjoint(turn.read.tokens)
    other = {"start": "end", "end": "start"}.get(turn.previous.kind)
    return turn.kind(other, turn.previous.slots) if other and ends == (other == "end") else None


def _questions(turn: FollowUp) -> Iterator[str]:
    """The complete questions, the likeliest first."""
    own, before = spoken_words(turn.read), spoken_words(turn.before())
    if (text := with_another_verb(own, before)) is not None:
        yield text
    agreed = isinstance(turn.topic.entry, Position) and turn.topic.entry.stance is Stance.AGREED
    if agreed and "when" in own and not _AGREED.isdisjoint(own):
        yield f"when was the {whose_name(turn)} deal reached"
    if (most := _superlative(own)) and (thing := _sort_told(turn)):
        yield f"what was the {most} {thing}"
    people = turn.topic.slots.people
    if (
        len(people) == 1
        and of_whom(turn) is None
        and (text := _named(own, PERSONS, turn.view.name_of(people[0])))
    ):
        yield text
    if (workers := _named(own, SIDES - {"their", "theirs"}, f"{whose_name(turn)} workers")) and whose_name(
        turn
    ):
        yield workers
    for name in _names_told(turn):
        if (text := _named(own, IT | THAT, name)) is not None:
            yield text


_MOST = frozenset("longest biggest largest shortest record".split())


def _superlative(tokens: tuple[str, ...]) -> str:
    """`longest` of `is that the longest`, `no the longest one`, `is that a record`; empty for any other message."""
    around = (
        FILLERS
        | AUXILIARIES
        | IT
        | THAT
        | {"the", "and", "one", "ever", "yet", "no", "not", "which", "mean", "i"}
    )
    said = [token for token in tokens if token not in around]
    if len(said) != 1 or said[0] not in _MOST:
        return ""
    return "longest" if said[0] == "record" else said[0]


def of_the_most(turn: FollowUp) -> Reply | None:
    """The longest of the sort of thing that was told of, where a message asks for nothing else."""
    most, sort = _superlative(spoken_words(turn.read)), _sort_told(turn)
    return asked_anew(turn, f"what was the {most} {sort}") if most and sort == "walkout" else None


def _sort_told(turn: FollowUp) -> str:
    """What sort of thing was told of, that can be the longest of its sort."""
    one = turn.one_told() or ""
    if one in turn.view.base.walkouts:
        return "walkout"
    return "strike" if turn.previous.kind in LASTING and one in turn.view.base.strikes else ""


def _named(tokens: tuple[str, ...], pointing: frozenset[str], name: str) -> str | None:
    """A message with a name in the place of the first word that points at it; None without such a word."""
    at = next((n for n, token in enumerate(tokens) if token in pointing), None)
    if at is None or not name:
        return None
    behind = tokens[at + 1] if at + 1 < len(tokens) else ""
    if tokens[at] in _NOUN_BEHIND and behind and behind not in PREPOSITIONS:
        return None
    of_it = tokens[at] in _THEIRS and at + 1 < len(tokens)
    said = (*tokens_of(name), "s") if of_it else tuple(tokens_of(name))
    return " ".join((*tokens[:at], *said, *tokens[at + 1 :]))


def _names_told(turn: FollowUp) -> Iterator[str]:
    """What to call the thing that was told of: the place, the issue, the meeting, the ballot, the offer."""
    view, slots, entry = turn.view, turn.topic.slots, turn.topic.entry
    for place in slots.places[:1]:
        yield view.base.places[place].name
    match entry:
        case Meeting():
            yield f"the meeting of {day_words(entry.date)}"
        case Ballot():
            yield f"the ballot on {entry.asks}"
        case Figure() | Issue():
            yield entry.name
        case Position():
            side = view.the(entry.parties[0]) if entry.parties else ""
            issue = view.base.issues[entry.issue].name
            noun = {Stance.OFFERS: "offer", Stance.AGREED: "deal"}.get(entry.stance, "demand")
            yield f"{side} {noun} on {issue}"
            yield issue
