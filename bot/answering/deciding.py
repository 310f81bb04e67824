"""Decides: answer when sure enough, else ask back with up to four choices, else decline and say what is near."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering import sentences as say
from bot.answering import single
from bot.answering.examples import EXAMPLES, OPENERS
from bot.answering.kinds import KINDS, REFUSED, SEARCHED, TALK
from bot.answering.parts import find_each, find_in_part
from bot.answering.present import clarified, declined, finished, talked
from bot.answering.reply import Candidate, Context, Explanation, Option, Reply
from bot.answering.veto import fitted, missing
from bot.matching.lexicon import content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.ask import Ask
    from bot.answering.finding import Finding, Found, Weighed
    from bot.answering.view import View

NEAREST = 4
ASK_BACK_SCORE = 0.62
"""Least score of a kind of question that lacks a name to ask back for it."""
_ABOUT_WHOM = {
    "role_holder": "Who is the president of {}?",
    "party": "What is {}?",
    "quote": "What did {} say?",
}
FOREIGN_SHARE = 1 / 3
"""From this share of foreign words on, a question is taken to be about something else."""


def decide(finding: Finding, ask: Ask) -> Reply:
    """Rank what the slots leave, compose the best, and answer, ask back or decline."""
    found, weighed = find_each(finding, ask) or finding.find(ask)
    if found is None or found.confidence < finding.thresholds.answer:
        found, weighed = find_in_part(finding, ask) or (found, weighed)
    if found is not None and found.confidence >= finding.thresholds.answer:
        context = context_of(ask, found.key, tuple(found.draft.entries))
        why = explain(ask, weighed, found, f"answered as {title(ask.view, found.key)}")
        return finished(ask.view, ask.question, found.draft, found.confidence, context, why)
    return _unanswered(finding, ask, found, weighed)


def _unanswered(finding: Finding, ask: Ask, found: Found | None, weighed: Sequence[Weighed]) -> Reply:
    """No answer, with what a follow-up may take over: the names, and the kind that it looked most like."""
    reply = _without_answer(finding, ask, found, weighed)
    kind = next((item.match.key for item in weighed if item.match.key in KINDS), "")
    named = replace(ask.question.slots, quoted=None, number=None)
    asked_back = reply.kind == "clarify" and bool(kind) and weighed[0].match.key == kind
    return reply if named.empty and not asked_back else replace(reply, context=context_of(ask, kind))


def answer_kind(ask: Ask) -> Reply | None:
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


def context_of(ask: Ask, kind: str, entries: tuple[str, ...] = ()) -> Context:
    """What a follow-up to this question may take over."""
    read = replace(ask.question, slots=ask.slots)
    return Context(ask.view.as_of, kind, ask.slots, entries, ask.question.text, read)


def _without_answer(finding: Finding, ask: Ask, found: Found | None, weighed: Sequence[Weighed]) -> Reply:
    view, read = ask.view, ask.question
    why = explain(ask, weighed, found, "not sure enough to answer")
    top = weighed[0] if weighed else None
    if top and not top.vetoed and top.match.key in TALK:
        return talked(view, read, TALK[top.match.key], options_for(OPENERS[:4]), why)
    if top and top.match.key in REFUSED:
        return declined(view, read, REFUSED[top.match.key], nearest(view, weighed), why)
    if not _about_something_else(finding, ask):
        options = _ask_back(ask, weighed)
        if options:
            return clarified(view, read, say.WHOM_OR_WHAT(), options, why)
        options = (
            _choices(view, weighed, found) if found and found.confidence >= finding.thresholds.clarify else []
        )
        if options:
            return clarified(view, read, say.ONE_OF_THESE(), options, why)
    return declined(view, read, say.NO_ANSWER(), nearest(view, weighed), why)


def _about_something_else(finding: Finding, ask: Ask) -> bool:
    """Whether much of a question is in words that neither phrasings nor entries ever use."""
    subject = finding.catalogue.subject(ask.question.frame)
    foreign = [word for word in subject if finding.catalogue.is_foreign(word)]
    words = content(ask.question.frame, finding.catalogue.background)
    return bool(foreign) and len(foreign) >= len(words) * FOREIGN_SHARE


def _ask_back(ask: Ask, weighed: Sequence[Weighed]) -> list[Option]:
    """Choices for a kind of question that lacks the party it is about; none where it names one that is not known, or no more."""
    top = weighed[0] if weighed else None
    if top is None or top.match.key not in KINDS or top.match.score < ASK_BACK_SCORE or ask.question.unknown:
        return []
    need = missing(ask.slots, top.match.key)
    if top.match.key != "role_holder" and (need is None or "party" not in need):
        return []
    view, wording = ask.view, _ABOUT_WHOM.get(top.match.key, "What does {} want?")
    sides = dict.fromkeys(party for s in view.main_strikes() for party in (*s.unions, *s.against))
    parties = [party for party in sides if view.knows(f"party/{party}")]
    return [Option(view.name_of(p), wording.format(view.the(p)), f"party/{p}") for p in parties[:4]]


def _choices(view: View, weighed: Sequence[Weighed], found: Found) -> list[Option]:
    keys = [found.key, *(item.match.key for item in weighed if not item.vetoed)]
    return options_for(_questions(view, keys)[:4])


def _questions(view: View, keys: Sequence[str]) -> list[str]:
    """A question for each entry or kind that has one, without doubles."""
    wanted = [key for key in dict.fromkeys(keys) if key not in {*REFUSED, *TALK, *SEARCHED}]
    asked = [single.question_for(view, key) if "/" in key else EXAMPLES.get(key, "") for key in wanted]
    return list(dict.fromkeys(question for question in asked if question))


def nearest(view: View, weighed: Sequence[Weighed] = ()) -> list[str]:
    """The questions nearest to one that is not answered."""
    keys = [item.match.key for item in weighed if not item.vetoed]
    entries_first = sorted(keys, key=lambda key: "/" not in key)
    return list(dict.fromkeys([*_questions(view, entries_first), *OPENERS]))[:NEAREST]


def options_for(questions: Sequence[str]) -> list[Option]:
    return [Option(question, question) for question in questions]


def title(view: View, key: str) -> str:
    """What to call a kind or an entry, for a moderator."""
    if "/" in key:
        return single.title_of(view, key)
    return KINDS[key].asks if key in KINDS else key.replace("_", " ")


def explain(ask: Ask, weighed: Sequence[Weighed], found: Found | None, decision: str) -> Explanation:
    """Why it was decided so, in a moderator's words."""
    view, slots, base = ask.view, ask.slots, ask.view.base
    names = [view.name_of(who) for who in (*slots.parties, *slots.people, *slots.unions)]
    names += [base.issues[issue].name for issue in slots.issues]
    names += [base.strikes[strike].name for strike in slots.strikes]
    understood = [f"names: {', '.join(names)}"] if names else []
    if slots.dates:
        understood.append(f"dates: {', '.join(f'{date.first} to {date.last}' for date in slots.dates)}")
    if slots.number is not None:
        understood.append(f"day number: {slots.number}")
    understood += [f"read “{typed}” as “{meant}”" for typed, meant in ask.question.corrected]
    if found and found.unexplained:
        understood.append(f"words left over: {', '.join(found.unexplained)}")
    candidates = tuple(
        Candidate(item.match.key, title(view, item.match.key), round(item.match.score, 3), item.vetoed)
        for item in weighed
    )
    sure = f"{decision} (confidence {found.confidence:.2f})" if found else decision
    return Explanation(tuple(understood), candidates, sure)
