"""Messages of several parts: several questions, or one question among other talk."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.kinds import REFUSED

if TYPE_CHECKING:
    from bot.answering.ask import Ask
    from bot.answering.finding import Finding, Found, Weighed
    from bot.matching.slots import Question

MOST_QUESTIONS = 3
"""How many questions in one message are answered together."""
PART_CONFIDENCE = 0.85
"""Least confidence to answer a part of a message for the whole of it."""
PART_LEFT = 0.2
"""Most of the whole message that may then be left unexplained."""
_PARTS = re.compile(r"[.?!;:,\n]+|\s(?:but|because|cuz|cause|while|although|since)\s", re.IGNORECASE)
REFUSED_SCORE = 0.6
"""Least score of a kind that is not answered, in a part of a message, to decline the whole of it."""


def find_each(finding: Finding, ask: Ask) -> tuple[Found, list[Weighed]] | None:
    """Several questions in one message, answered one after the other when each of them is clear."""
    parts = [part for part in ask.question.text.split("?") if len(part.split()) > 1]
    if not 2 <= len(parts) <= MOST_QUESTIONS or ask.question.text.count("?") < len(parts):
        return None
    slots, all_found, all_weighed = None, [], []
    for part in parts:
        read = finding.catalogue.finder.read(part, ask.view.local_day(), ask.view.busy_years)
        named = ask.view.known_slots(read.slots)
        slots = named.inherit(slots) if slots else named
        found, weighed = finding.find(replace(ask, question=replace(read, slots=slots), slots=slots))
        if found is None or found.confidence < finding.thresholds.answer:
            return None
        all_found.append(found)
        all_weighed += weighed
    if len({found.key for found in all_found}) < len(all_found):
        return None
    first = all_found[0]
    for found in all_found[1:]:
        first.draft.absorb(found.draft)
    return replace(first, confidence=min(found.confidence for found in all_found)), all_weighed


def find_in_part(finding: Finding, ask: Ask) -> tuple[Found, list[Weighed]] | None:
    """The answer to one part of a long message, when that part is clear and the rest asks nothing else."""
    parts = [part for part in _PARTS.split(ask.question.text) if len(part.split()) > 1][:8]
    best: tuple[Found, list[Weighed]] | None = None
    for part in parts if len(parts) > 1 else ():
        read = finding.catalogue.finder.read(part, ask.view.local_day(), ask.view.busy_years)
        own = ask.view.known_slots(read.slots).inherit(ask.question.slots)
        slots = own.inherit(ask.slots)
        read = replace(read, slots=own, unknown=ask.question.unknown)
        found, weighed = finding.find(replace(ask, question=read, slots=slots))
        if weighed and weighed[0].match.key in REFUSED and weighed[0].match.score > REFUSED_SCORE:
            return None
        if (
            found
            and _stands_for(finding, ask.question, found)
            and (best is None or found.confidence > best[0].confidence)
        ):
            best = found, weighed
    return best


def _stands_for(finding: Finding, whole: Question, found: Found) -> bool:
    if found.confidence < PART_CONFIDENCE:
        return False
    left = finding.unexplained(whole, found.draft, found.match)
    return finding.share(whole, left) <= PART_LEFT and not any(map(finding.catalogue.is_foreign, left))
