"""What must hold of every reply, whatever was asked: rules of truth that can be read off the reply and the base."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.answering.composition.plain_text import text
from bot.answering.handlers import single_entry
from bot.answering.known.view import Timeline
from bot.answering.reply import Note, Paragraph, QuoteBlock, Reply
from bot.knowledge.model.models import Entry, Issue, Model, Statement

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from bot.knowledge.model.base import KnowledgeBase


def statements_of(part: object) -> Iterator[Statement]:
    """Every statement within an entry, however deep."""
    if isinstance(part, Statement):
        yield part
    elif isinstance(part, Model):
        for name in type(part).model_fields:
            yield from statements_of(getattr(part, name))
    elif isinstance(part, tuple):
        for item in part:
            yield from statements_of(item)


class Claims:
    """All that a base can say, with the moment from which it may be said and whose account it is."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.timeline = Timeline(base)
        self.texts: dict[str, dt.datetime] = {}
        self.told_by: dict[str, set[str]] = {}
        self.withdrawn: set[str] = set()
        for full_id, _, entry in base.entries():
            for words, known, who in self._claims(full_id, entry):
                if entry.withdrawn is not None:
                    self.withdrawn.add(words)
                    continue
                self.texts[words] = min(known, self.texts.get(words, known))
                if who is not None:
                    self.told_by.setdefault(words, set()).add(who)
            if entry.withdrawn is not None:
                self.withdrawn.add(full_id)
        self.withdrawn -= set(self.texts)

    def _claims(self, full_id: str, entry: Entry) -> Iterator[tuple[str, dt.datetime, str | None]]:
        own, zone = getattr(entry, "text", None), self.base.zone_of(full_id)
        if isinstance(own, str):
            yield own, self.base.known_from(entry, zone), entry.reported_by
        for each in statements_of(entry):
            who = each.reported_by or (None if each.citations else entry.reported_by)
            yield each.text, self.base.statement_known_from(each, entry, zone), who

    @lru_cache(maxsize=256)  # noqa: B019  # one object a session
    def later(self, as_of: dt.datetime) -> frozenset[str]:
        """Words that nobody had published by then: claims, and questions that only later entries answer."""
        view = self.timeline.at(as_of)
        claims = {words for words, known in self.texts.items() if known > as_of and len(words) > 12}
        archive = self.timeline.whole(as_of)
        questions: dict[bool, set[str]] = {True: set(), False: set()}
        for full_id, _, entry in self.base.entries():
            if not isinstance(entry, Issue):  # what an issue is called is no news
                questions[view.knows(full_id)].add(single_entry.question_for(archive, full_id))
        return frozenset(claims | questions[False] - questions[True] | self.withdrawn)


def faults(claims: Claims, reply: Reply) -> list[str]:
    """Everything that is wrong with a reply by the rules of truth; empty when it is sound."""
    return [
        *_numbering(reply),
        *_cited(reply),
        *_timely(claims, reply),
        *_attributed(claims, reply),
        *_form(claims, reply),
    ]


def _cites(reply: Reply) -> list[tuple[int, ...]]:
    return [reply.headline_cites, *(block.cites for block in reply.blocks)]


def _numbering(reply: Reply) -> Iterator[str]:
    numbers = [reference.number for reference in reply.references]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"references are numbered {numbers}"
    used = {number for cites in _cites(reply) for number in cites}
    if used - set(numbers):
        yield f"cites {sorted(used - set(numbers))}, which are not there"
    if len({reference.source.id for reference in reply.references}) != len(numbers):
        yield "numbers a source twice"


def unused(reply: Reply) -> list[int]:
    """The numbers of references that nothing in the reply cites."""
    used = {number for cites in _cites(reply) for number in cites}
    return [reference.number for reference in reply.references if reference.number not in used]


def _cited(reply: Reply) -> Iterator[str]:
    if reply.kind != "answer":
        return
    if not reply.headline_cites:
        yield "its headline has no source"
    for block in reply.blocks:
        if not block.cites and isinstance(block, Paragraph | QuoteBlock):
            yield f"no source for: {block.text}"


def _timely(claims: Claims, reply: Reply) -> Iterator[str]:
    view = claims.timeline.at(reply.as_of)
    for reference in reply.references:
        if claims.base.moments[reference.source.id] > reply.as_of:
            yield f"cites {reference.source.id}, published later"
    weighed = [candidate.entry for candidate in reply.explanation.candidates if "/" in candidate.entry]
    named = [option.entry for option in reply.options if option.entry]
    for full_id in (*reply.entries, *weighed, *named):
        if not view.knows(full_id):
            yield f"uses {full_id}, which is not known then"
    offered = [*reply.related, *(o.question for o in reply.options), *(o.label for o in reply.options)]
    titles = [candidate.title for candidate in reply.explanation.candidates]
    shown = "\n".join([text(reply), *offered, *titles])
    for words in claims.later(reply.as_of):
        if words in shown:
            yield f"says what was not published yet, or is withdrawn: {words}"


_SAYS = re.compile(
    r"\b(account|according|alleged|claimed|said|says|stated|told|asked|wrote|writes|argued|warned|accused|announced|reported)\b"
)


def _says_itself(words: str, who: str) -> bool:
    """Whether a claim names its own teller: `by the WGA's account`, `…, the WGA alleged`."""
    names = {word for word in re.findall(r"[A-Z][\w-]+", who) if word != "The"}
    return _SAYS.search(words) is not None and any(name in words for name in names)


def _attributed(claims: Claims, reply: Reply) -> Iterator[str]:
    if reply.kind != "answer":
        return
    shown = text(reply)
    plain = shown.casefold()
    for words, tellers in claims.told_by.items():
        if (
            len(words) < 20
            or words.removesuffix(".") not in shown
            or any(f"according to {who}".casefold() in plain for who in tellers)
        ):
            continue
        if not any(_says_itself(words, who) for who in tellers):
            yield f"tells as fact what is the account of {' or '.join(sorted(tellers))}: {words}"


def _form(claims: Claims, reply: Reply) -> Iterator[str]:
    quotes = {quote.text.rstrip(",") for quote in claims.base.quotes.values() if quote.withdrawn is None}
    for block in reply.blocks:
        if isinstance(block, QuoteBlock) and block.text not in quotes:
            yield f"quotes what is no quote: {block.text}"
        if isinstance(block, Note | Paragraph) and not block.text.strip():
            yield "has an empty block"
    if not reply.headline.strip():
        yield "has no headline"
    if len(reply.options) > 4:
        yield "offers more than four choices"
    if reply.kind == "clarify" and not reply.options:
        yield "asks back without choices"
    if (
        not reply.strikes
        and "strike" not in reply.headline
        and claims.timeline.at(reply.as_of).main_strikes()
    ):
        yield "has no strike line"
    if not reply.live and "As of " not in text(reply).splitlines()[-1]:
        yield "does not say as of when"
