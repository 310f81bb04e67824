"""Which of the questions that are offered a base answers: nothing is offered that it has no answer to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from bot.answering.suggestions.examples import OPENERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.answering.known.view import View
    from bot.answering.reply import Option, Reply

Alone: TypeAlias = "Callable[[View, str], Reply]"
OFFERED = 4
"""So many questions a reply offers at most."""
REMEMBERED = 4096
"""So many questions are remembered, each at what was known: the same few are offered all the time."""


class Promises:
    """What was found so far of one base. `alone` answers a question as if nothing went before it, as a press on it does."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], bool] = {}

    def keeps(self, view: View, question: str, alone: Alone) -> bool:
        """Whether the base answers a question with what is known in a view."""
        key = (question, view.size)
        if key not in self._kept:
            if len(self._kept) >= REMEMBERED:
                self._kept.clear()
            self._kept[key] = alone(view, question).kind == "answer"
        return self._kept[key]

    def fulfilled(self, view: View, reply: Reply, alone: Alone) -> Reply:
        """The reply without the questions that it offers in vain; of the choices of a question back, only those to begin with,
        unless none is left."""
        related = tuple(self._first(view, reply.related, alone))
        if reply.kind == "decline":
            kept = set(self._first(view, (option.question for option in reply.options), alone))
            options = tuple(option for option in reply.options if option.question in kept)
        else:
            options = tuple(self._options(view, reply.options, alone)) or reply.options
        if related == reply.related and options == reply.options:
            return reply
        return replace(reply, related=related, options=options)

    def _first(self, view: View, questions: Iterable[str], alone: Alone) -> Iterator[str]:
        found = 0
        for question in questions:
            if found < OFFERED and self.keeps(view, question, alone):
                found += 1
                yield question

    def _options(self, view: View, options: Iterable[Option], alone: Alone) -> Iterator[Option]:
        return (
            each for each in options if each.question not in OPENERS or self.keeps(view, each.question, alone)
        )
