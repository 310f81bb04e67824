"""The reply to a follow-up that is read anew, in full words: with the things of the question before it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.ask import Ask
from bot.answering.deciding import decide
from bot.answering.inheritance import only
from bot.answering.leaning import Form
from bot.answering.plain import text as told_by
from bot.answering.restating import (
    in_full,
    things,
    together,
    with_addition,
    with_the_thing,
    with_the_verb,
)
from bot.matching.lexicon import content, has_quantity, quantity_asked
from bot.matching.pointing import WHO
from bot.matching.slots import PLACEHOLDERS
from bot.matching.text import stem, stems_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering.finding import Finding
    from bot.answering.leaning import Lean
    from bot.answering.reply import Context, Reply
    from bot.answering.topic import Topic
    from bot.answering.view import View
    from bot.matching.pointing import Group
    from bot.matching.slots import Question

_DATE = re.compile(rf"\b(?:{'|'.join(calendar.month_name[1:])}) \d|\bin (?:19|20)\d\d\b")
_STRIKE: frozenset[Group] = frozenset(("strike",))


@dataclass(frozen=True, slots=True)
class Retelling:
    """One message read anew. `reader` reads other words as of the same moment."""

    finding: Finding
    view: View
    reader: Callable[[str], Question]
    read: Question
    previous: Context
    topic: Topic

    def in_full(self) -> Reply | None:
        """The answer where the message points at a thing that has no name; None where it does not, or there is none."""
        before = self._before()
        named = before.slots
        sides = not (named.parties or named.people or named.strikes or named.unions)
        spoken = [thing for thing in things(_words(before)) if not before.named.issuperset(thing)]
        if not spoken and self.topic.met:
            spoken = [("meeting",)]
        text = in_full(_words(self.read), _words(before), spoken, sides=sides)
        return self._answer(text, sided=not sides) if text else None

    def together(self, lean: Lean) -> Reply | None:
        """The answer with what the question before spoke of, where its names alone gave none."""
        if lean.form is Form.FRAGMENT:
            return None
        before, own = _words(self._before()), _words(self.read)
        texts = [with_addition(own, before)]
        if lean.form is Form.POINTING:
            texts = [with_the_verb(own, before), with_the_thing(own, before), together(own, before)]
        for text in texts:
            reply = self._answer(text) if text else None
            if reply is not None and self._is_of_the_same(reply) and self._says_more(reply):
                return reply
        return None

    def _before(self) -> Question:
        return self.previous.read or self.reader(self.previous.question)

    def _answer(self, text: str, *, sided: bool = False) -> Reply | None:
        meant = self.reader(text)
        slots = meant.slots.inherit(only(self.topic.slots, WHO if sided else _STRIKE))
        read = replace(meant, text=self.read.text)
        reply = decide(self.finding, Ask(read, slots, self.view, "", self.previous))
        return reply if reply.kind == "answer" and self._of_a_strike_in(slots.strikes, reply) else None

    def _of_a_strike_in(self, strikes: tuple[str, ...], reply: Reply) -> bool:
        """Whether what a reply begins with is of the strike spoken of, or of none."""
        own = self.view.base.strikes_of(reply.entries[0]) if reply.entries else frozenset()
        return not strikes or not own or bool(own & set(strikes))

    def _is_of_the_same(self, reply: Reply) -> bool:
        """Whether a reply is about what the question before spoke of: it was asked for with its words."""
        if reply.entries[:1] == self.previous.entries[:1]:
            return True
        before, told = self._before(), stems_of(told_by(reply)) | self._asked_for(reply)
        tokens = _words(before)
        numbers = {token for token in tokens if token.isdecimal()}
        spoken = numbers | {word for thing in things(tokens) for word in thing}
        named = {stem(word) for word in spoken & before.named} | numbers
        return named <= told and 2 * len({stem(word) for word in spoken} & told) >= len(spoken)

    def _asked_for(self, reply: Reply) -> frozenset[str]:
        """The words of the questions that the base keeps under the entry told."""
        entry = self.view.base.entry(reply.entries[0]) if reply.entries else None
        return stems_of(" ".join(getattr(entry, "asked", ())))

    def _says_more(self, reply: Reply) -> bool:
        """Whether a reply tells what was asked, and does not only say again what was said."""
        if reply.entries[:1] != self.previous.entries[:1]:
            return True
        tokens = self.read.tokens
        if "why" in tokens:
            return self._asked_why(reply)
        told = told_by(reply)
        if "when" in tokens and _DATE.search(told):
            return True
        if quantity_asked(tokens):
            return has_quantity(told, tokens)
        asked = {stem(word) for word in content(tokens)}
        return not asked or bool(asked & stems_of(told)) or "who" in tokens

    def _asked_why(self, reply: Reply) -> bool:
        """Whether the entry told is one that the base has asked why in the message's words: `why was the gm vote so close`."""
        entry = self.view.base.entry(reply.entries[0]) if reply.entries else None
        said = {stem(word) for word in content(self.read.tokens)} - {"why"}
        asked = [stems_of(text) for text in getattr(entry, "asked", ()) if text.startswith("why")]
        return bool(said) and any(said <= stems for stems in asked)


def _words(question: Question) -> tuple[str, ...]:
    """The words of a question, with its dates as they were said, so that it can be read anew."""
    said = iter([date.words for date in question.slots.dates])
    told = [
        tokens_of(next(said, "")) if token == PLACEHOLDERS["date"] else [token] for token in question.tokens
    ]
    return tuple(word for words in told for word in words)
