"""What is new since a member last asked: exact, per member, in memory alone, and said so where it is not known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from bot.answering.engine import Engine
from bot.discord_app.questions.desk import FixedEngine
from bot.discord_app.questions.last_asked import MEMBERS, LastAsked
from bot.knowledge.model.models import Event
from bot.matching.last_time import asks_since_last
from tests.discord_app.conftest import Town, labels, message, text

if TYPE_CHECKING:
    from tests.discord_app import world

ASKED = "what's new since I last asked?"
DAY = dt.datetime(2025, 12, 29, 12, tzinfo=dt.UTC)
"""Before the second round became known."""


@pytest.mark.parametrize(
    "question",
    [
        ASKED,
        "what changed since I last asked",
        "has anything happened since i last checked?",
        "Anything new since my last question?",
        "what did I miss since the last time I looked",
        "what's new with the lampmakers since I last asked",
        "news since last time?",
        "any updates since we last spoke",
        "what has changed since I asked you last",
        "what else happened since I was last here",
        "since I last asked?",
        "¿Qué hay de nuevo desde la última vez que pregunté?",
        "novedades desde mi última pregunta",
    ],
)
def test_the_question_is_understood(question: str) -> None:
    assert asks_since_last(question)


@pytest.mark.parametrize(
    "question",
    [
        "what changed since the last time they met",
        "what's new since last week",
        "what happened since the last meeting",
        "how many days is it since I last asked about my pay",
        "has anything changed since last time the actors struck",
        "what changed since August 4",
        "when did they last ask for a raise",
        "since when do they strike",
        "what happened last",
    ],
)
def test_what_asks_since_something_else_is_not_taken_for_it(question: str) -> None:
    assert not asks_since_last(question)


async def ask(town: Town, question: str = ASKED) -> str:
    return text(await town.alice.slash(town.channel, "ask", question=question))


async def test_it_tells_what_became_known_since_the_last_reply(town: Town, clock: world.TestClock) -> None:
    clock.moment = DAY
    await ask(town, "what day is it")
    clock.moment = DAY + dt.timedelta(days=2, hours=3)
    shown = await ask(town)

    assert "new since you last asked, 2 days ago" in shown
    assert "second round" in shown
    assert "first round" not in shown


async def test_what_was_told_once_is_not_new_again(town: Town, clock: world.TestClock) -> None:
    clock.moment = DAY
    await ask(town, "what day is it")
    clock.moment = DAY + dt.timedelta(days=2)
    await ask(town)
    clock.moment += dt.timedelta(hours=3)

    assert "Nothing new since you last asked, 3 hours ago" in await ask(town)


async def test_who_has_not_asked_is_told_so_and_gets_the_last_week(town: Town) -> None:
    shown = await ask(town)

    assert "I do not know when you last asked; here is the last week." in shown
    assert "in the last 7 days" in shown


async def test_members_do_not_share_it(town: Town) -> None:
    await ask(town, "what day is it")
    shown = text(await town.bob.slash(town.channel, "ask", question=ASKED))

    assert "I do not know when you last asked" in shown


async def test_a_restart_forgets_it(town: Town) -> None:
    await ask(town, "what day is it")
    await town.restart()

    assert "I do not know when you last asked" in await ask(town)


async def test_the_command_offers_it(town: Town, clock: world.TestClock) -> None:
    clock.moment = DAY
    await ask(town, "what day is it")
    clock.moment = DAY + dt.timedelta(days=2)
    shown = await town.alice.slash(town.channel, "changed", since="last")

    assert "new since you last asked, 2 days ago" in text(shown)


async def test_its_card_shows_the_same_when_pages_are_turned(town: Town, clock: world.TestClock) -> None:
    clock.moment = DAY
    await ask(town, "what day is it")
    clock.moment = DAY + dt.timedelta(days=2)
    shown = await town.alice.slash(town.channel, "ask", question=ASKED)
    assert "More ›" in labels(shown), labels(shown)
    clock.moment += dt.timedelta(hours=1)
    more = text(await town.alice.click(message(shown), label="More ›"))

    assert "new since you last asked, 2 days ago" in more
    assert "marched to the harbor" in more


async def test_what_a_moderator_adds_is_new_however_old_its_source(
    town: Town, clock: world.TestClock
) -> None:
    await ask(town, "what day is it")
    base = town.bot.desk.base
    march = base.events["lamp-2025/event/2025-12-20-march"]
    added = Event.model_validate(
        {
            **march.model_dump(exclude={"id", "text"}),
            "id": "2025-12-21-song",
            "text": "They sang at the harbor.",
        }
    )
    events = MappingProxyType({**base.events, "lamp-2025/event/2025-12-21-song": added})
    town.bot.desk.holder = FixedEngine(Engine(replace(base, events=events, revision="feedfacecafe")))
    clock.moment += dt.timedelta(minutes=5)
    shown = await ask(town)

    assert "One thing is new since you last asked, 5 minutes ago" in shown
    assert "They sang at the harbor." in shown


def test_the_members_who_asked_longest_ago_are_forgotten_first() -> None:
    kept = LastAsked()
    for user in range(MEMBERS + 1):
        kept.note(user, DAY, "x")

    assert kept.since(0, DAY) is None
    assert kept.since(MEMBERS, DAY) is not None


def test_a_moment_to_come_is_not_known() -> None:
    kept = LastAsked()
    kept.note(1, DAY, "x")

    assert kept.since(1, DAY - dt.timedelta(days=1)) is None
