"""What a card answers, small enough to be found again from the card itself after a restart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import chain, product
from typing import TYPE_CHECKING, Literal

from bot.discord_app.text.limits import length
from bot.discord_app.text.markup import clean, escape, escaped, small, unescape
from bot.matching.slots import Slots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.handlers.whats_new import Since
    from bot.answering.reply import Pick
    from bot.knowledge.model.base import KnowledgeBase

QUESTION_LIMIT = 300
"""Characters of a question that a command takes."""
SHOWN_LIMIT = 450
"""Characters of a question as a card shows it, escapes included; a longer message is read back from itself."""
SOURCES, TIMELINE = "sources", "timeline"
"""What is browsed as a whole, page by page, where the engine would tell the latest alone."""
UNKNOWN = "…"
"""Stands in `after` for what cannot be asked again from the card alone."""
MOST_BEFORE = 2
"""Questions before a follow-up that can be asked again from a card."""
_MENTION = re.compile(r"<(?:@[!&]?|#)\d+>")
_EMOJI = re.compile(r"<a?(:\w+:)\d+>")
_MARKS = re.compile(r"[\\`*_~|\[\]<>@]+|//")
_SHOWN = re.compile(r"“(.*)”$")
_BY_STRIKE = ("day", "status", TIMELINE, "latest", "meeting", "talks", "compare", "changed")
PICKED = ("talks", "compare")
"""Kinds of question that a menu of issues, employers or strikes asks."""


@dataclass(frozen=True, slots=True)
class Request:
    """A question in words, one entry (`text` is its id), or a kind of question (`text`) with what was chosen.

    `after` are the questions that a follow-up leans on, oldest first; `earlier` is the key of the request before
    it, where it leans on more than can be shown; `label` is how to name it on the card; `preferred` is the strike that is
    meant first; `since` is when its asker last got a reply, where it asks what is new since then.
    """

    kind: Literal["ask", "show", "browse"]
    text: str
    slots: Slots = field(default_factory=Slots)
    after: tuple[str, ...] = ()
    strike: str | None = None
    earlier: str = ""
    preferred: str | None = None
    since: Since | None = None
    label: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        """Twelve hex digits that tell it from every other request."""
        told = (self.kind, self.text, repr(self.slots), *self.after, self.strike or "")
        more = (self.earlier, f"~{self.preferred}") if self.preferred else (self.earlier,)
        told += (self.since.moment.isoformat(),) if self.since else ()
        return digest(*told, *filter(None, more), size=6)

    @property
    def named(self) -> str:
        """How to name it to a person."""
        return self.text if self.kind == "ask" else self.label or self.text

    def lines(self) -> list[str]:
        """How the card shows it, so that `read_back` can read it."""
        if self.kind != "ask":
            return [small(escaped(self.label, SHOWN_LIMIT))] if self.label else []
        return [small(f"“{escaped(question, SHOWN_LIMIT)}”") for question in (*self.after[-2:], self.text)]


def digest(*parts: str, size: int) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


def question(
    text: str, *, before: Request | None = None, strike: str | None = None, preferred: str | None = None
) -> Request:
    """A question as typed, cleaned as the card will show it, as a follow-up to the request before it."""
    alone = Request("ask", spoken(text), strike=strike, preferred=None if strike else preferred)
    if before is None:
        return alone
    if before.kind == "ask" and len(before.after) < MOST_BEFORE and UNKNOWN not in before.after:
        return replace(alone, after=(*before.after, before.text))
    return replace(alone, after=(UNKNOWN, spoken(before.named)), earlier=before.key)


def preferring(request: Request, strike: str | None) -> Request:
    """The request where a strike is meant first: only where that may make a difference."""
    named = request.kind == "show" or request.strike or request.slots.strikes or request.text == SOURCES
    return request if named or not strike else replace(request, preferred=strike)


def spoken(text: str) -> str:
    """The words of a question: one visible line, as `without_ids` leaves them.

    One that its card could not show whole only because of characters that have to be escaped, or that count twice, goes
    without those that say nothing: so every question that a command takes can be read back from its card.
    """
    told = without_ids(text)
    return next(filter(_is_shown_whole, (told, _unmarked(told), _on_one_plane(_unmarked(told)))), told)


def without_ids(text: str) -> str:
    """One visible line without the ids of people, channels and emoji."""
    return clean(_EMOJI.sub(r"\1", _MENTION.sub(" ", text)))


def _is_shown_whole(text: str) -> bool:
    return length(escape(text)) < SHOWN_LIMIT


def _unmarked(text: str) -> str:
    """Without the characters of markdown and links."""
    return clean(_MARKS.sub(" ", text))


def _on_one_plane(text: str) -> str:
    """Letters as plain ones, and without emoji."""
    return clean("".join(one for one in unicodedata.normalize("NFKC", text) if one <= "\uffff"))


def read_back(shown: str, key: str, base: KnowledgeBase) -> Request | None:
    """The request of a card, from its lines and its key; None where the two do not agree."""
    questions = [unescape(match[1]) for line in shown.splitlines() if (match := _SHOWN.search(line))]
    if UNKNOWN in questions:
        return None
    asked = Request("ask", questions[-1], after=tuple(questions[:-1])) if questions else None
    alone = [replace(asked, strike=strike) for strike in (None, *base.strikes)] if asked else _browsed(base)
    candidates = chain(alone, _preferring(asked, base))
    found = next((request for request in candidates if request.key == key), None)
    if found is None or questions:
        return found
    return Request(found.kind, found.text, found.slots, label=unescape(shown.removeprefix("-# ")))


def _preferring(asked: Request | None, base: KnowledgeBase) -> Iterator[Request]:
    """The question, else all that can be browsed, where one of the strikes is meant first."""
    for strike in base.strikes:
        for request in [asked] if asked else _browsed(base):
            if (here := preferring(request, strike)).preferred:
                yield here


def _browsed(base: KnowledgeBase) -> Iterator[Request]:
    """Every request that the browse commands can make."""
    yield from (Request("show", full_id) for full_id, _, _ in base.entries())
    for kind in (*_BY_STRIKE, "quote", SOURCES):
        yield Request("browse", kind)
    for kind, strike in product(_BY_STRIKE, base.strikes):
        yield Request("browse", kind, Slots(strikes=(strike,)))
    yield from (Request("browse", kind, slots) for kind in PICKED for slots in _of_talks(base))
    for issue in base.issues:
        yield from (Request("browse", "position", Slots(parties=(p,), issues=(issue,))) for p in base.parties)
    for issues in ((), *((issue,) for issue in base.issues)):
        yield Request("browse", "quote", Slots(issues=issues))
        yield from (
            Request("browse", "quote", Slots(people=(person,), issues=issues)) for person in base.people
        )
        yield from (
            Request("browse", "quote", Slots(parties=(party,), issues=issues)) for party in base.parties
        )


def _of_talks(base: KnowledgeBase) -> Iterator[Slots]:
    """What talks can be chosen by: a strike, one of its employers, an issue, each alone or with the others."""
    everyone = dict.fromkeys(side for strike in base.strikes.values() for side in strike.against)
    for strikes in ((), *((id,) for id in base.strikes)):
        against = base.strikes[strikes[0]].against if strikes else everyone
        for parties in ((), *((id,) for id in against)):
            for issues in ((), *((id,) for id in base.issues)):
                yield Slots(strikes=strikes, parties=parties, issues=issues)


def picked(pick: Pick) -> str:
    """What a menu's option carries of a choice: the kind of question, the strike, the employer and the issue."""
    slots = pick.slots
    chosen = ((*ids, "")[0] for ids in (slots.strikes, slots.parties, slots.issues))
    return "/".join((pick.kind, *chosen))


def pick(value: str, base: KnowledgeBase) -> Request | None:
    """The request that an option stands for; None where it names what the base no longer holds."""
    kind, _, rest = value.partition("/")
    ids = rest.split("/")
    shelves = (base.strikes, base.parties, base.issues)
    if kind not in PICKED or len(ids) != len(shelves):
        return None
    if any(id and id not in shelf for id, shelf in zip(ids, shelves, strict=True)):
        return None
    strikes, parties, issues = ((id,) if id else () for id in ids)
    return Request("browse", kind, Slots(strikes=strikes, parties=parties, issues=issues))
