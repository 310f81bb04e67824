"""The shipped base and the tiny one with their engines, each built once, for tests that draw from them as well."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answering.engine import Engine
from bot.conversation.dialogue import Dialogue
from bot.evaluation import Labelled, read_questions
from bot.knowledge.loader import load
from tests.answering import pottery
from tests.answering.soundness import Claims

if TYPE_CHECKING:
    from bot.answering.reply import Reply
    from bot.knowledge.model.base import KnowledgeBase

ROOT = Path(__file__).resolve().parents[2]
ARTICLE_NIGHT = "2023-08-04T22:00:00-07:00"
"""Just after the first article was published."""
LATER = "2026-11-23T12:00:00-08:00"
TINY_DAY = "2024-04-21T12:00:00+02:00"
"""When everything in the tiny base is known, and its open strike is still freshly confirmed."""


@cache
def shipped() -> KnowledgeBase:
    return load(ROOT / "knowledge")


@cache
def engine() -> Engine:
    return Engine(shipped())


@cache
def example_engine(name: str) -> Engine:
    """The engine of one of the bases under examples/."""
    return Engine(load(ROOT / "examples" / name))


@cache
def claims() -> Claims:
    return Claims(shipped())


@cache
def tiny_engine() -> Engine:
    return Engine(pottery.make())


@cache
def tiny_claims() -> Claims:
    return Claims(tiny_engine().base)


@cache
def tune() -> tuple[Labelled, ...]:
    """The questions of the set that may be looked at while tuning."""
    found = read_questions(ROOT / "tests" / "questions.jsonl")
    return tuple(question for question in found if question.split == "tune")


def at(moment: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment)


def ask(question: str, as_of: str = ARTICLE_NIGHT) -> Reply:
    return engine().ask(question, at(as_of), live=False)


def talk(
    *turns: str, as_of: str = ARTICLE_NIGHT, minutes: int = 0, asked: Engine | None = None
) -> list[Reply]:
    """The replies of a conversation, each turn `minutes` after the one before."""
    dialogue = Dialogue(asked or engine())
    return [
        dialogue.ask(turn, at(as_of) + dt.timedelta(minutes=minutes * number), live=False)
        for number, turn in enumerate(turns)
    ]


def sources(reply: Reply) -> list[str]:
    """The ids of the sources a reply cites, as numbered."""
    return [reference.source.id for reference in reply.references]
