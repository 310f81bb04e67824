"""Decides: answer when sure, else show the nearest entries under their own questions, else decline in one line."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.candidates.fit import OF_NEED
from bot.answering.candidates.veto import fitted, missing
from bot.answering.composition import sentences as say
from bot.answering.composition.agreement import agreeing
from bot.answering.composition.finish import clarified, declined, finished, listed
from bot.answering.composition.fold import ranked
from bot.answering.composition.prose import according_to, opening
from bot.answering.decision.alternatives import OF_THE_BOT, offered, openers, options_for
from bot.answering.handlers import single_entry
from bot.answering.kinds.registry import KINDS, REFUSED, TALK
from bot.answering.question.message import is_praise
from bot.answering.reply import Candidate as Shown
from bot.answering.reply import Context, Explanation, Item, Note, Option, QuoteBlock, Reference, Reply
from bot.answering.suggestions.examples import example
from bot.matching.index import EXACT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.candidates.findings import Finding, Findings, Found
    from bot.answering.candidates.ranking import Refused
    from bot.answering.composition.draft import Draft
    from bot.answering.known.view import View
    from bot.answering.question.query import Query
    from bot.matching.slots import Slots

LIKELY = 0.6
"""Share of the confidence of an answer from which the first entry of a short list is likely what was asked for."""
HELD, LEFT = 0.34, 0.5
"""How much of what was asked it must hold for that, by weight, and how much may be left."""
LISTED = 3
"""Entries of a short list."""
BEHIND = 0.05
"""How far behind the best phrasing (in score) another one is still as good."""
COMMON = 0.2
"""Least share of the asked words, by weight, that what is nearest holds."""
TOGETHER = 3
"""Questions of one message that are answered together."""
_OF_ADVICE = frozenset({"no_legal", "no_personal", "no_private_life_effects"})
"""Refusals of which a curated answer may still tell what a union or a law says."""
_ABOUT_WHOM = {
    "role_holder": "Who is the president of {}?",
    "party": "What is {}?",
    "quote": "What did {} say?",
}


def decide(finding: Finding, ask: Query) -> Reply:
    """Find what could answer, and answer, list, ask back or decline."""
    findings = finding.find(ask)
    sure = [] if is_praise(ask.question.text) else _sure(finding, findings)
    if sure:
        return _answered(finding, ask, findings, sure)
    reply = _without_answer(finding, ask, findings)
    keys = [item.key for item in reply.items] or [candidate.key for candidate in findings.considered]
    kind = next((key for key in keys if key in KINDS), "")
    named = replace(ask.question.slots, quoted=None, number=None)
    asked_back = reply.headline == say.WHOM_OR_WHAT()
    return (
        reply
        if named.empty and not asked_back and reply.kind != "shortlist"
        else replace(reply, context=context_of(ask, kind))
    )


def _without_answer(finding: Finding, ask: Query, findings: Findings) -> Reply:
    why = explain(ask, findings, "not sure enough to answer")
    talk = _talk(finding, findings)
    if talk:
        return clarified(ask.view, ask.question, TALK[talk], options_for(openers(ask.view)), why)
    options = _ask_back(finding, ask, findings)
    if options:
        return clarified(ask.view, ask.question, say.WHOM_OR_WHAT(), options, why)
    refused = _refusal(finding, findings)
    items = [] if refused and _refused_plainly(finding, findings) else _items(finding, ask, findings)
    if items:
        return listed(ask.view, ask.question, _above(finding, findings, refused), items, why)
    headline = REFUSED[refused] if refused else say.NO_ANSWER()
    return declined(ask.view, ask.question, headline, offered(ask.view, findings, refused), why)


def _above(finding: Finding, findings: Findings, refused: str | None) -> str:
    """What stands above a short list: no refusal where the first of it is likely what was asked for."""
    first = max(findings.replies, key=lambda found: found.rank)
    surely = first.confidence >= finding.thresholds.answer * LIKELY
    holds = first.composed.candidate.signals.word_share >= HELD and first.composed.share <= LEFT
    if surely and holds:
        return say.LIKELY()
    return REFUSED[refused] if refused else say.NEAREST()


def answer_kind(ask: Query) -> Reply | None:
    """The answer of the kind of question that `ask.kind` names, without any matching; None where the base holds none."""
    ask = fitted(ask, ask.kind)
    handler = KINDS[ask.kind].answer
    if handler is None or missing(ask.slots, ask.kind):
        return None
    draft = handler(ask)
    if draft is None or not draft.headline:
        return None
    why = Explanation(decision=f"answered as {title(ask.view, ask.kind)}")
    return finished(ask.view, ask.question, draft, 1.0, context_of(ask, ask.kind, tuple(draft.entries)), why)


def context_of(ask: Query, kind: str, entries: tuple[str, ...] = ()) -> Context:
    """What a follow-up to this question may take over."""
    read = replace(ask.question, slots=ask.slots)
    return Context(ask.view.as_of, kind, ask.slots, entries, ask.question.text, read)


def _sure(finding: Finding, findings: Findings) -> list[Found]:
    """The replies that are sure enough: one for each question of a message, else the surest to the whole of it."""
    sure = [found for found in findings.replies if _is_sure(finding, found)]
    refused = findings.refused
    if (
        refused is not None
        and sure
        and (refused.score >= EXACT or _is_for_a_lawyer(finding, refused, sure[0]))
    ):
        sure = [found for found in sure if _is_meant(finding, refused.key, found)]
    chosen: dict[int, Found] = {}
    for found in sure:
        told = {entry for other in chosen.values() for entry in other.composed.draft.entries[:1]}
        part = found.asked.part
        if part and part not in chosen and not told & set(found.composed.draft.entries[:1]):
            chosen[part] = found
    if wider := next(
        (found for found in sure if any(_tells_more(found, one) for one in chosen.values())), None
    ):
        return [wider]
    return [chosen[part] for part in sorted(chosen)][:TOGETHER] or sure[:1]


def _tells_more(found: Found, part: Found) -> bool:
    """Whether a reply to a whole message is that to one of its questions and more: both strikes' first days."""
    told, less = set(found.composed.draft.entries), set(part.composed.draft.entries)
    return not found.asked.part and found.key == part.key and less < told


def _is_for_a_lawyer(finding: Finding, refused: Refused, found: Found) -> bool:
    advice = refused.key in _OF_ADVICE and refused.score >= finding.thresholds.refuse
    return advice and not _COURT.isdisjoint(found.asked.ask.tokens)


_COURT = frozenset(
    "sue suing sued court lawsuit lawyer attorney illegal lawful liable damages claim rights law".split()
)
"""Words of a question that only a lawyer can answer."""


def _is_meant(finding: Finding, refused: str, found: Found) -> bool:
    """Whether something is told although a question is word for word one that is not answered: it is asked for so as well, or
    it is curated for those who seek advice, and holds what is asked about."""
    candidate = found.composed.candidate
    if candidate.asked or candidate.signals.exact:
        return True
    curated = refused in _OF_ADVICE and found.key in finding.catalogue.base.answers
    holds = candidate.signals.word_share >= finding.thresholds.shared_curated
    return curated and holds and _COURT.isdisjoint(found.asked.ask.tokens)


def _is_sure(finding: Finding, found: Found) -> bool:
    limits, seen = finding.thresholds, found.signals
    if _asks_rather_what_is_not_answered(finding, found):
        return False
    if seen.parts > 1:
        return found.confidence >= limits.of_several
    usual = 1 / (1 + math.exp(-seen.usual))
    phrased = usual >= limits.usual and seen.behind < BEHIND
    return found.confidence >= (min(limits.phrased, limits.answer) if phrased else limits.answer)


def _asks_rather_what_is_not_answered(finding: Finding, found: Found) -> bool:
    """Whether a kind of question is less like what is asked than one that is not answered; both are known by phrasings."""
    seen, whole = found.signals, found.asked.ask.previous is None
    rather = seen.refused >= finding.thresholds.refuse and seen.over_refused < 0
    return (
        whole and rather and found.key in KINDS.keys() - _TOLD_ANYWAY and not found.composed.candidate.asked
    )


_TOLD_ANYWAY = frozenset({OF_NEED, "end", "walkout_end", "walkout_next", "meeting_next", "deadline"})
"""Kinds that tell who seeks advice where help is, and who asks for a day to come what is known of that."""


def _answered(finding: Finding, ask: Query, findings: Findings, sure: Sequence[Found]) -> Reply:
    first, *others = sure
    draft = first.composed.draft
    for other in others:
        draft.absorb(other.composed.draft)
    refused = _refusal(finding, findings)
    if refused and first.asked.part and len(sure) < first.asked.parts:
        draft.note(REFUSED[refused])
    asked = replace(ask, slots=first.asked.ask.slots.inherit(ask.slots))
    context = context_of(asked, first.key, tuple(draft.entries))
    confidence = min(found.confidence for found in sure)
    told = " and ".join(title(ask.view, found.key) for found in sure)
    why = explain(ask, findings, f"answered as {told}")
    return finished(ask.view, ask.question, draft, confidence, context, why)


def _talk(finding: Finding, findings: Findings) -> str | None:
    """The kind of talk that a message is: a greeting, thanks or a question about the bot itself."""
    talk = findings.talk
    if talk is None or talk.score < finding.thresholds.talk:
        return None
    best = max((c.signals.index_score for c in findings.considered), default=0.0)
    refused = findings.refused.score if findings.refused else 0.0
    return talk.key if talk.score > best and talk.score >= refused else None


def _refusal(finding: Finding, findings: Findings) -> str | None:
    """The kind of question that is not answered, where it is one of those rather than anything else."""
    refused = findings.refused
    if refused is None or refused.score < finding.thresholds.refuse:
        return None
    best = max((c.signals.index_score for c in findings.considered), default=0.0)
    return refused.key if refused.score >= best - finding.thresholds.lead else None


def _refused_plainly(finding: Finding, findings: Findings) -> bool:
    """Whether the likeliest reply holds too little of what is asked about, names apart, to be told all the same."""
    best = max(findings.replies, key=lambda found: found.rank, default=None)
    score = findings.refused.score if findings.refused else 0.0
    if score >= EXACT and not (best and findings.refused and _is_meant(finding, findings.refused.key, best)):
        return True
    lead = score - max((c.signals.index_score for c in findings.considered), default=0.0)
    plain = score >= finding.thresholds.refuse_plainly or lead >= finding.thresholds.lead_plainly
    least = finding.thresholds.shared_plainly if plain else finding.thresholds.shared
    advice = findings.refused is not None and findings.refused.key in _OF_ADVICE
    if best is not None and advice and best.key in finding.catalogue.base.answers:
        least = finding.thresholds.shared_curated
    return best is None or best.composed.candidate.signals.word_share < least


def _ask_back(finding: Finding, ask: Query, findings: Findings) -> list[Option]:
    """Choices for a kind of question that lacks the party it is about, and plainly is that kind."""
    lacking = [c for c in findings.considered if c.key in KINDS and c.signals.index_rank == 1.0]
    found = next((c for c in lacking if c.signals.index_score >= finding.thresholds.ask_back), None)
    if found is None or ask.slots.names() or ask.question.unknown:
        return []
    need = missing(ask.slots, found.key)
    if found.key != "role_holder" and (need is None or "party" not in need):
        return []
    view, wording = ask.view, _ABOUT_WHOM.get(found.key, "What does {} want?")
    parties = dict.fromkeys(party for s in view.main_strikes() for party in (*s.unions, *s.against))
    known = [party for party in parties if view.knows(f"party/{party}")]
    asked = [(party, agreeing(view, party, wording.format(view.the(party)))) for party in known[:4]]
    return [Option(view.name_of(party), question, f"party/{party}") for party, question in asked]


def _items(finding: Finding, ask: Query, findings: Findings) -> list[Item]:
    """The nearest entries, each under a question that it answers; none where all are far."""
    fitting = (found for found in findings.replies if found.key not in OF_THE_BOT and not _of_others(found))
    near = sorted(fitting, key=lambda found: -found.rank)
    if not near or 1 / (1 + math.exp(-near[0].rank)) < finding.thresholds.near or _about_nothing_told(near):
        return []
    items: dict[str, Item] = {}
    asked: set[str] = set()
    for item in (_item(ask.view, found) for found in near):
        key = item.entry or item.key
        if item.question and item.question not in asked and key not in items:
            items[key] = item
            asked.add(item.question)
    return list(items.values())[:LISTED]


def _about_nothing_told(near: Sequence[Found]) -> bool:
    """Whether a question that names nobody has hardly a word in common with what comes nearest."""
    nameless = near[0].asked.ask.slots.empty
    return nameless and all(found.composed.candidate.signals.word_share < COMMON for found in near[:LISTED])


def _of_others(found: Found) -> bool:
    """Whether an entry is about others than those that the question names."""
    seen = found.composed.candidate.signals
    of_one = bool(seen.is_position or seen.is_quote)
    if seen.is_answer and not found.composed.unnamed:
        return False  # it stands under its own question, which says whom it is about
    return bool(
        seen.other_party or seen.other_person or seen.other_date or (of_one and found.composed.unnamed)
    )


def _item(view: View, found: Found) -> Item:
    """An entry by its first sentence, which says whose account it is, and the best of its sources."""
    draft = found.composed.draft
    entry = found.key if "/" in found.key or found.key in view.base.strikes else next(iter(draft.entries), "")
    told_of = entry if found.key == "need" else found.key
    question = question_of(view, told_of, found.asked.ask.slots)
    spoken = next((block for block in draft.blocks if isinstance(block, QuoteBlock)), None)
    text = opening(draft.headline)
    told = draft.blocks[0] if draft.blocks else None
    if spoken is not None:
        spoken = replace(spoken, role=None if (spoken.role or "") in text else spoken.role, led=True)
    if isinstance(told, Note) and told.account:
        text = according_to(text, told.account) or text
    if (answer := view.base.answers.get(found.key)) and (since := single_entry.from_which_time(view, answer)):
        text = f"{text} {since}"
    return Item(
        question, text, entry, found.key, _sources(draft), spoken if draft.headline.endswith(":") else None
    )


def _sources(draft: Draft) -> tuple[Reference, ...]:
    """The best source of what a draft begins with, and one that opens where that does not."""
    references = {reference.number: reference for reference in draft.references}
    best = [references[number] for number in ranked(draft.headline_cites or references, references)]
    opens = next((one for one in best[1:] if one.url), None)
    return tuple(best[:1]) if opens is None or best[0].url else (best[0], opens)


def question_of(view: View, key: str, slots: Slots) -> str:
    """A question that an entry or a kind of question answers, about the same names."""
    if "/" in key or key in view.base.strikes:
        return single_entry.question_for(view, key)
    return example(view, key, slots)


def title(view: View, key: str) -> str:
    """What to call a kind or an entry, for a moderator."""
    if "/" in key:
        return single_entry.title_of(view, key)
    return KINDS[key].asks if key in KINDS else key.replace("_", " ")


def explain(ask: Query, findings: Findings, decision: str) -> Explanation:
    """Why it was decided so, in a moderator's words."""
    view, slots, base = ask.view, ask.slots, ask.view.base
    names = [view.name_of(who) for who in (*slots.parties, *slots.people, *slots.unions)]
    names += [base.issues[issue].name for issue in slots.issues]
    names += [base.strikes[strike].name for strike in slots.strikes]
    understood = [f"names: {', '.join(names)}"] if names else []
    if slots.dates:
        understood.append(f"dates: {', '.join(f'{date.first} to {date.last}' for date in slots.dates)}")
    understood += [f"not understood as a date: {one.words}" for one in slots.unread]
    if slots.number is not None:
        understood.append(f"day number: {slots.number}")
    understood += [f"read “{typed}” as “{meant}”" for typed, meant in ask.question.corrected]
    top = findings.replies[0] if findings.replies else None
    if top and top.composed.left:
        understood.append(f"words left over: {', '.join(top.composed.left)}")
    shown: dict[str, Shown] = {}
    for candidate in findings.considered:
        score = round(candidate.signals.index_score, 3)
        shown.setdefault(
            candidate.key, Shown(candidate.key, title(view, candidate.key), score, candidate.veto)
        )
    sure = f"{decision} (confidence {top.confidence:.2f})" if top else decision
    return Explanation(tuple(understood), tuple(shown.values()), sure)
