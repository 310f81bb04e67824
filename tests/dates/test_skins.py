"""A day is the same moment in every skin: on the command line, in a batch, in the chat, in Discord, in the checks."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bot.answering.checks import failing_checks
from bot.answering.composition.plain_text import as_json
from bot.answering.engine import Engine
from bot.cli.batch import answer_all
from bot.cli.loading import moment
from bot.clock import FixedClock
from bot.dates.partial import PartialDate
from bot.discord_app.options.dates import parse_as_of
from bot.knowledge.model.models import Check
from bot.terminal.conversation import Conversation
from tests.answering.bases import LATER, at, engine, shipped

if TYPE_CHECKING:
    import datetime as dt

    from bot.answering.reply import Reply


@cache
def days() -> tuple[dt.date, ...]:
    """Every day of the shipped base at whose end a source counts of which only the date is known."""
    dated = (source.published for source in shipped().sources.values())
    return tuple(sorted({one.last() for one in dated if isinstance(one, PartialDate)}))


def question(day: dt.date) -> str:
    return f"what happened on {day.isoformat()}"


@cache
def expected(day: dt.date) -> Reply:
    return engine().ask(question(day), moment(day.isoformat(), shipped()), live=False)


def in_chat(day: dt.date) -> dt.datetime:
    chat = Conversation(engine(), FixedClock(at(LATER)))
    chat.take(f"/as-of {day.isoformat()}")
    assert chat.as_of is not None
    return chat.as_of


def in_discord(text: str) -> dt.datetime:
    return parse_as_of(text, engine().view(at(LATER)))


def test_there_are_many_days_that_could_differ() -> None:
    assert len(days()) > 100


def test_a_day_is_the_same_moment_in_every_skin_and_its_own_sources_are_known_then() -> None:
    for day in days():
        moments = {moment(day.isoformat(), shipped()), in_chat(day), in_discord(day.isoformat())}
        moments.add(in_discord(f"{day:%B} {day.day}, {day.year}"))
        assert len(moments) == 1, day
        view = engine().view(moments.pop())
        assert view.base.moments[view.sources()[0].id] == view.as_of


def test_what_happened_on_a_day_is_answered_alike_in_every_skin() -> None:
    for day in days():
        told = expected(day)
        for when in (in_chat(day), in_discord(day.isoformat())):
            assert engine().ask(question(day), when, live=False) == told


def test_a_batch_answers_as_the_terminal_does() -> None:
    lines = [
        json.dumps({"id": n, "q": question(day), "as_of": day.isoformat()}) for n, day in enumerate(days())
    ]
    put: list[str] = []
    answer_all(engine(), [line.encode() for line in lines], put.append)
    for day, line in zip(days(), put, strict=True):
        told = as_json(expected(day), engine().view(expected(day).as_of))
        assert {name: value for name, value in json.loads(line).items() if name != "id"} == told


def test_the_checks_are_asked_as_of_the_same_moment() -> None:
    checks = tuple(
        Check(
            question=question(day),
            kind=expected(day).kind,
            entry=expected(day).entries[0] if expected(day).entries else None,
            as_of=day,
        )
        for day in days()
    )
    answered = Engine(replace(shipped(), checks=checks))
    assert failing_checks(answered, {}, at(LATER)) == []


def test_the_board_that_voted_on_a_day_is_known_at_its_end_everywhere() -> None:
    asked = "what happened on 2023-07-13"
    for when in (moment("2023-07-13", shipped()), in_discord("2023-07-13"), in_discord("july 13 2023")):
        assert "national board voted" in engine().ask(asked, when, live=False).headline
