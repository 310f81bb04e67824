"""One conversation with an engine: what each reply leaves for a follow-up to lean on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from bot.answering.engine import Engine
    from bot.answering.handlers.whats_new import Since
    from bot.answering.reply import Context, Reply


@dataclass
class Dialogue:
    """`context` is that of the latest reply that a follow-up can lean on; an aside, such as thanks, leaves it as it was.
    `preferred` is the strike that is meant first."""

    engine: Engine
    context: Context | None = None
    preferred: str | None = None

    def ask(
        self,
        question: str,
        as_of: dt.datetime,
        *,
        strike: str | None = None,
        live: bool = True,
        since: Since | None = None,
    ) -> Reply:
        """The reply to the next question, in the context of the ones before."""
        reply = self.engine.ask(
            question,
            as_of,
            previous=self.context,
            strike=strike,
            preferred=self.preferred,
            live=live,
            since=since,
        )
        self.context = reply.context or self.context
        return reply

    def show(self, entry: str, as_of: dt.datetime, *, live: bool = True) -> Reply:
        """All of an entry of a short list, which a follow-up can lean on as well."""
        reply = replace(self.engine.show(entry, as_of), live=live)
        self.context = reply.context or self.context
        return reply

    def forget(self) -> None:
        """Begin anew, such as at another moment."""
        self.context = None


def context_after(
    engine: Engine,
    questions: Sequence[str],
    as_of: dt.datetime,
    strike: str | None = None,
    preferred: str | None = None,
) -> Context | None:
    """What a question asked at a moment can lean on after these."""
    dialogue = Dialogue(engine, preferred=preferred)
    for question in questions:
        dialogue.ask(question, as_of, strike=strike)
    return replace(dialogue.context, at=as_of) if dialogue.context else None
