"""An engine with which a test decides what a reply looks like."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.engine import Engine
from bot.answering.reply import Candidate, Context, Explanation, Option, Paragraph, Reply

if TYPE_CHECKING:
    import datetime as dt

    from bot.answering.handlers.whats_new import Since


class LongWinded(Engine):
    """An engine whose answers fill several pages, and that can be made to ask back."""

    options: tuple[Option, ...] = ()
    weighed = (
        "position",
        "lamp-2025/quote/berg-robots",
        "answer/picket-rules",
        "lamp-2025/event/2025-12-20-march",
    )

    def ask(
        self,
        question: str,
        as_of: dt.datetime,
        *,
        previous: Context | None = None,
        strike: str | None = None,
        preferred: str | None = None,
        live: bool = True,
        since: Since | None = None,
    ) -> Reply:
        reply = super().ask(
            question, as_of, previous=previous, strike=strike, preferred=preferred, live=live, since=since
        )
        if question == "long":
            blocks = tuple(Paragraph(f"Part {number}. " + "glass and fire " * 60) for number in range(1, 6))
            story = replace(reply, kind="answer", headline="A long story.", blocks=blocks, options=())
            return replace(story, shown=None, best=None)
        if question == "weighed":
            weighed = tuple(Candidate(entry, f"Title of {entry}", 0.5) for entry in self.weighed)
            return replace(reply, explanation=Explanation(candidates=weighed))
        if question == "which":
            return replace(
                reply, kind="clarify", headline="Which one?", blocks=(), shown=None, options=self.options
            )
        return reply
