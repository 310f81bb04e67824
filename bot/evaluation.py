"""Measures the engine on labelled questions: what was right, what was wrong with confidence, and why."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.answering.composition.plain_text import text as plain_text
from bot.answering.kinds.registry import REFUSED
from bot.conversation.dialogue import Dialogue, context_after
from bot.errors import StrikebotError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bot.answering.candidates.thresholds import Thresholds
    from bot.answering.engine import Engine
    from bot.answering.reply import Reply


FIRST = 4
"""Entries of a reply that it is about; what comes after them is told besides."""


class Labelled(BaseModel):
    """A question with what a right reply must hold. `must`: each inner list needs one of its strings."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    kind: str
    expect: str
    as_of: dt.datetime
    q: str | None = None
    turns: tuple[str, ...] = ()
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    cite: bool = False
    split: str | None = None
    held: Literal["y", "p", "n"] | None = None
    """Whether the base holds the answer then: wholly, in part, or not."""
    gold: tuple[str, ...] = ()
    """The entries and kinds of question that answer it, by hand."""
    base: str | None = None
    asks: str | None = None
    site: str | None = None
    by: str | None = None
    part: Literal["fit", "choose", "blind", "left-out"] | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        return self.turns or (self.q or "",)

    @property
    def answers(self) -> frozenset[str]:
        """The gold entries and kinds, refusals left out."""
        return frozenset(self.gold) - REFUSED.keys()

    @property
    def is_held(self) -> bool:
        """Whether the base holds an answer then."""
        if self.held is None:
            return self.expect == "answer"
        return self.held in ("y", "p") and bool(self.answers or self.must)


def is_right(labelled: Labelled, reply: Reply, key: str = "") -> bool:
    """Whether an answer is right: from a gold entry or as a gold kind (where there are golds), and with all it must hold."""
    shown = plain_text(reply)
    if any(forbidden(shown, text) for text in labelled.must_not):
        return False
    if labelled.answers and not ({key} | set(reply.entries[:FIRST])) & labelled.answers:
        return False
    if not labelled.answers and not labelled.must:
        return labelled.expect == "answer" and labelled.held != "n"
    return all(any(holds(shown, option) for option in options) for options in labelled.must)


class QuestionFileError(StrikebotError):
    """A file of labelled questions that cannot be read: where, and what was expected."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one reply fared. `outcome`: right, missed, declined, clarified, wrong."""

    labelled: Labelled
    reply: Reply
    outcome: str
    reason: str = ""

    @property
    def good(self) -> bool:
        return self.outcome in ("right", "declined", "clarified")


@dataclass(slots=True)
class Figures:
    """The counts of a run, in all and by kind."""

    total: int = 0
    answerable: int = 0
    answered: int = 0
    to_decline: int = 0
    declined: int = 0
    to_clarify: int = 0
    clarified: int = 0
    wrong: int = 0
    either: int = 0
    either_answered: int = 0
    kinds: dict[str, Counter[str]] = field(default_factory=dict)


def read_questions(path: Path) -> list[Labelled]:
    """The questions of a JSON-lines file; QuestionFileError names the line at fault."""
    found = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(
            f"{path}: cannot be read ({error.__class__.__name__}); expected a UTF-8 file of JSON lines"
        ) from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(Labelled.model_validate_json(line))
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(map(str, first["loc"]))
                raise QuestionFileError(f"{path}:{number}: {where or 'line'}: {first['msg']}") from None
    return found


def normal(text: str) -> str:
    """As the labels are compared: no case, markup, curly quotes or odd spaces; percent as a sign."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    text = re.sub(r"\s*(?:%|\bper ?cent\b)", "%", text)
    return re.sub(r"\s+", " ", re.sub(r"[*_`>]+", "", text)).strip()


def holds(text: str, wanted: str) -> bool:
    """Whether a wanted string stands in a text, from the start of a word; a number must be whole."""
    return any(True for _ in _finds(text, wanted))


def _finds(text: str, wanted: str) -> Iterable[re.Match[str]]:
    wanted = normal(wanted)
    start = r"(?<![^\W_])" if wanted[:1].isalnum() else ""
    end = r"(?!\d)" if wanted[-1:].isdigit() else ""
    return re.finditer(start + re.escape(wanted) + end, normal(text))


_NEGATION = re.compile(r"(\bnot|n't|\bnever|\bno|\bwithout|\bisn't|\bwasn't)\s+(\w+\s+){0,3}$")


def forbidden(text: str, unwanted: str) -> bool:
    """Whether an unwanted string stands in a text without a negation before it; a mention never may."""
    plain = normal(text)
    return any(
        unwanted.startswith("@") or not _NEGATION.search(plain[: match.start()])
        for match in _finds(text, unwanted)
    )


def judge(labelled: Labelled, reply: Reply) -> Verdict:
    """Compare a reply with its label."""
    shown = plain_text(reply)
    lacks = [options for options in labelled.must if not any(holds(shown, option) for option in options)]
    bad = [text for text in labelled.must_not if forbidden(shown, text)]
    uncited = labelled.cite and not reply.references
    if bad and (reply.kind == "answer" or any(text.startswith("@") for text in bad)):
        return Verdict(labelled, reply, "wrong", f"says {bad[0]!r}")
    if reply.kind != "answer":
        if labelled.expect == "answer":
            return Verdict(labelled, reply, "missed", f"gave {reply.kind}")
        right = reply.kind == labelled.expect or labelled.expect == "answer_or_decline"
        return Verdict(
            labelled,
            reply,
            "declined" if right and reply.kind == "decline" else "clarified" if right else "other",
            reply.kind,
        )
    if labelled.expect in ("decline", "clarify") and (not labelled.must or lacks):
        return Verdict(labelled, reply, "wrong", f"answered, had to {labelled.expect}")
    if lacks or uncited:
        return Verdict(labelled, reply, "wrong", f"lacks {lacks[0][:4]}" if lacks else "no source")
    return Verdict(labelled, reply, "right")


def run(engine: Engine, questions: Sequence[Labelled]) -> list[Verdict]:
    return [judge(labelled, converse(engine, labelled)) for labelled in questions]


def converse(engine: Engine, labelled: Labelled) -> Reply:
    """The reply to the last turn, in the context of the ones before."""
    *before, last = labelled.asked
    dialogue = Dialogue(engine, context_after(engine, before, labelled.as_of))
    return dialogue.ask(last, labelled.as_of, live=False)


def figures(verdicts: Sequence[Verdict]) -> Figures:
    found = Figures()
    for verdict in verdicts:
        expect, outcome = verdict.labelled.expect, verdict.outcome
        found.total += 1
        found.kinds.setdefault(verdict.labelled.kind, Counter())[outcome] += 1
        found.wrong += outcome == "wrong"
        found.answerable += expect == "answer"
        found.answered += expect == "answer" and outcome == "right"
        found.to_decline += expect == "decline"
        found.declined += expect == "decline" and outcome in ("declined", "right", "other")
        found.to_clarify += expect == "clarify"
        found.clarified += expect == "clarify" and outcome in ("clarified", "right")
        found.either += expect == "answer_or_decline"
        found.either_answered += expect == "answer_or_decline" and outcome == "right"
    return found


def search_thresholds(engine: Engine, questions: Sequence[Labelled]) -> list[tuple[Thresholds, Figures]]:
    """Figures at each value of the answering threshold, to choose it by."""
    tried = []
    kept = engine.thresholds
    for step in range(30, 86, 5):
        engine.thresholds = replace(kept, answer=step / 100)
        tried.append((engine.thresholds, figures(run(engine, questions))))
    engine.thresholds = kept
    return tried


def report_line(verdict: Verdict) -> str:
    """What failed, and why, in one line."""
    reply = verdict.reply
    asked = " >> ".join(verdict.labelled.asked)[:120]
    top = reply.explanation.candidates[:3]
    weighed = "; ".join(f"{c.entry} {c.score}{' out: ' + c.vetoed if c.vetoed else ''}" for c in top)
    parts = (
        f"{verdict.outcome:9} {verdict.labelled.id} [{verdict.labelled.kind}/{verdict.labelled.expect}]",
        f"{json.dumps(asked, ensure_ascii=False)} {verdict.reason}",
        reply.headline[:90],
        ", ".join(reply.explanation.understood),
        weighed,
        reply.explanation.decision,
    )
    return " | ".join(parts)
