"""The day since which a side has held what was told of it, where `when` or `since when` asks for no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft
from bot.answering.composition.finish import finished
from bot.answering.composition.plain_text import text as told_by
from bot.answering.decision.decide import context_of
from bot.answering.question.query import Query
from bot.answering.reply import Explanation
from bot.knowledge.model.models import Position, Stance

if TYPE_CHECKING:
    from bot.answering.followups.turn import FollowUp
    from bot.answering.reply import Reply

_OTHERWISE = frozenset(
    """
    until run runs expire expires expired end ends over out sign signed agree agreed start starts begin begins vote voted change
    changed accept accepted reject rejected refuse refused answer answered respond responded react reacted
    """.split()
)
"""With one of these `when` asks of something else than since when it is held."""
_OF_POSITIONS = frozenset("position issue terms wants quote compare".split())


def dated(turn: FollowUp, reply: Reply | None) -> Reply | None:
    """The day of a position told of, where it is asked for and `reply` does not give it; None for anything else.

    What was agreed was agreed on another day than the one since which its terms are known.
    """
    first = next(iter(turn.previous.entries), None) if turn.previous.kind == "wants" else None
    full_id = turn.topic.full_id or first
    held = turn.view.base.entry(full_id) if full_id and turn.view.knows(full_id) else None
    asks = "when" in turn.read.tokens and _OTHERWISE.isdisjoint(turn.read.tokens) and turn.read.slots.empty
    if not asks or full_id is None or not isinstance(held, Position) or held.stance is Stance.AGREED:
        return None
    if reply is not None and reply.kind == "answer":
        elsewhere = reply.context is None or reply.context.kind not in _OF_POSITIONS
        if elsewhere or held.since.words() in told_by(reply):
            return None
    draft = Draft(turn.view)
    draft.use(full_id, held)
    draft.lead(say.DATED_TO(date=held.since.words()), draft.cite(held.citations))
    draft.tell(full_id, held, held.text)
    context = context_of(Query(turn.read, turn.topic.slots, turn.view, ""), turn.previous.kind, (full_id,))
    why = Explanation(decision="answered as the day since which a side holds what was told")
    return finished(turn.view, turn.read, draft, 1.0, context, why)
