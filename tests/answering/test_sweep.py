"""Every question of the repository at many moments: nothing that nobody wrote, nothing of later, no day miscounted.

A quarter of them is asked at each moment, each time another one; with `STRIKEBOT_SWEEP=all` in the environment all are.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from bot.answering.kinds.registry import TALK, phrasings
from bot.discord_app.card.layout import Showing, card
from bot.discord_app.card.request import Request
from bot.discord_app.card.state import CardState
from bot.discord_app.text.limits import walk
from bot.discord_app.text.markup import unescape
from bot.discord_app.text.words import EN
from bot.evaluation import read_questions
from bot.knowledge.model.models import Answer, Event, Meeting
from bot.matching.slots import PLACEHOLDERS
from bot.terminal.plain_card import plain_card
from tests.answering import ferries, porters, pottery
from tests.answering.bases import ROOT, at, claims, engine, shipped
from tests.answering.soundness import Claims, faults
from tests.answering.sweep import Sweep

if TYPE_CHECKING:
    from bot.answering.reply import Reply

if TYPE_CHECKING:
    from types import ModuleType

MOMENTS = (
    "2016-06-01T12:00:00-07:00",
    "2023-05-02T20:00:00-07:00",
    "2023-07-20T12:00:00-07:00",
    "2023-08-04T22:00:00-07:00",
    "2023-08-12T09:00:00-07:00",
    "2023-09-25T12:00:00-07:00",
    "2023-09-27T09:00:00-07:00",
    "2023-10-21T12:00:00-07:00",
    "2023-11-20T12:00:00-08:00",
    "2024-08-15T12:00:00-07:00",
    "2026-03-05T12:00:00-08:00",
    "2026-11-23T12:00:00-08:00",
    "2031-01-01T12:00:00-08:00",
)
ALL = os.environ.get("STRIKEBOT_SWEEP") == "all"
ONE_IN = 1 if ALL else 4
"""Of the questions, one in so many is asked at each moment, at each another one."""
_FILLED = {"party": "the wga", "person": "lombardini", "issue": "ai", "strike": "the writers strike", "date": "august 4",
           "number": "95", "quote": "“our resolve”"}  # fmt: skip


@cache
def questions() -> tuple[str, ...]:
    """Those with labels, those of the entries, and a phrasing of each sort of question."""
    asked = [turn for each in read_questions(ROOT / "tests" / "questions.jsonl") for turn in each.asked]
    for _, _, entry in shipped().entries():
        asked += [*entry.asked, *([entry.question] if isinstance(entry, Answer) else [])]
    for name, texts in sorted(phrasings().items()):
        for tokens in texts[:: max(1, len(texts) // 12)] if name not in TALK else texts[:2]:
            words = " ".join(tokens)
            for slot, token in PLACEHOLDERS.items():
                words = words.replace(token, _FILLED.get(slot, "new york"))
            asked.append(words)
    return tuple(dict.fromkeys(asked))


@cache
def sweep() -> Sweep:
    return Sweep(shipped())


@pytest.mark.no_cover  # it would take twice as long, and other tests see to these lines
@pytest.mark.parametrize("number", range(len(MOMENTS)), ids=MOMENTS)
def test_no_reply_is_false(number: int) -> None:
    asked = questions()[number % ONE_IN :: ONE_IN]
    assert len(asked) > 50
    found: list[str] = []
    for question in asked:
        reply = engine().ask(question, at(MOMENTS[number]), live=False)
        wrong = [*sweep().faults(reply), *faults(claims(), reply)]
        found += [f"{question!r}: {fault}" for fault in wrong if "party/amptp, which" not in fault]
    assert not found, "\n".join(found[:40])


@pytest.mark.no_cover
@pytest.mark.parametrize("base", [pottery, ferries, porters], ids=["pottery", "ferries", "porters"])
def test_no_reply_from_a_base_of_another_shape_is_false(base: ModuleType) -> None:
    made = Engine(base.make())
    judge, told = Sweep(made.base), Claims(made.base)
    names = [party.short_name for party in made.base.parties.values()]
    asked = [text for _, _, entry in made.base.entries() for text in entry.asked]
    asked += [text.replace("the wga", names[n % len(names)]) for n, text in enumerate(questions()[-400:])]
    published = sorted(set(made.base.moments.values()))
    found: list[str] = []
    for moment in [*published, published[-1] + dt.timedelta(days=5), published[-1] + dt.timedelta(days=500)]:
        for question in asked[:: 1 if ALL else 5]:
            reply = made.ask(question, moment, live=False)
            wrong = [*judge.faults(reply), *faults(told, reply)]
            found += [f"{question!r} on {moment:%Y-%m-%d}: {fault}" for fault in wrong]
    assert not found, "\n".join(found[:40])


def test_the_calendar_agrees_with_every_day_that_an_entry_counts() -> None:
    base, counted = shipped(), 0
    for full_id, strike, entry in base.entries():
        if not isinstance(entry, Event | Meeting) or strike is None:
            continue
        calendar = engine().view(at(MOMENTS[-2])).calendar(base.strikes[strike])
        told = entry.text if isinstance(entry, Event) else entry.summary.text
        day = entry.date.first() if isinstance(entry, Event) else entry.date
        for match in re.finditer(r"\bday (\d+) of the strike\b", told):
            counted += 1
            assert calendar is not None
            assert calendar.day_number(day) == int(match[1]), full_id
    assert counted > 2


def on_card(reply: Reply) -> str:
    """The text of a reply's first page in Discord, as it was before it was escaped."""
    state = CardState("0" * 12, reply.as_of, live=False, revision="", asker=1)
    shown = card(Showing(reply, Request("ask", reply.question), state, EN))
    parts = walk(shown.to_components())  # type: ignore[no-untyped-call]  # discord.py leaves it bare
    return "\n".join(unescape(part["content"]) for part in parts if part["type"] == 10)


@pytest.mark.parametrize("number", range(len(MOMENTS)), ids=MOMENTS)
def test_every_skin_says_the_same_first(number: int) -> None:
    for question in questions()[number::400]:
        reply = engine().ask(question, at(MOMENTS[number]), live=False)
        assert text(reply).startswith(reply.headline)
        assert plain_card(reply)[0].text.startswith(reply.headline)
        shown = " ".join(on_card(reply).replace("**", "").split())
        assert " ".join(reply.headline.split()) in shown, (question, shown)
