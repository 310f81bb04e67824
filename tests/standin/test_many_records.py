"""Several processes with one PostgreSQL and one knowledge folder: moderators, chores, kills."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.clock import FixedClock, SystemClock
from bot.knowledge.loader import load
from bot.records.store import Records
from bot.records.tables import questions
from tests.records.looking import rows
from tests.standin.moderating import CHANGED, SAVED, save, saved, taught
from tests.standin.pods import Pods, pods
from tests.standin.standin import answered

if TYPE_CHECKING:
    from pathlib import Path

    from tests.records.servers import Postgres

ANNA, BERT = 7_000_000_000_000_000_001, 7_000_000_000_000_000_002
QUOTES = "strikes/lamp-2025/quotes.yaml"
CHORES = {"chores": "0.5"}
SERVED = 5.0
"""Seconds after which every process serves an edit."""


async def kept_for_a_year(url: str) -> None:
    """A question that nobody has asked again."""
    records = Records(url, FixedClock(datetime(2025, 1, 1, tzinfo=UTC)))
    await records.start()
    await records.note_question("old", "an old question", "unanswered")
    await records.close()


async def history(url: str) -> list[tuple[int, str]]:
    """The edits and their state, the oldest first."""
    records = Records(url, SystemClock())
    await records.start()
    found = [*await records.unfinished(), *await records.history(20)]
    await records.close()
    return sorted((edit.id, edit.state) for edit in found)


async def seconds_until_served(many: Pods, saver: int, question: str) -> float:
    """From the press on Save until the slowest process serves the edit."""
    card = await taught(many.standin, many.guilds[saver], ANNA, question)
    begun = time.perf_counter()
    pressed = await save(many.standin, card, ANNA)
    await answered([pressed])
    assert SAVED in pressed.shown, pressed.shown
    await many.say(f"-> {load(many.knowledge).revision}")
    seconds = time.perf_counter() - begun
    await many.know(question)
    return seconds


async def two_at_the_same_moment(many: Pods) -> None:
    """From two processes: one is saved, the other one is told, and saves on top of it."""
    texts = ("who gave in first", "who did not give in")
    cards = [
        await taught(many.standin, many.guilds[0], ANNA, texts[0]),
        await taught(many.standin, many.guilds[1], BERT, texts[1]),
    ]
    pressed = await asyncio.gather(save(many.standin, cards[0], ANNA), save(many.standin, cards[1], BERT))
    await answered(pressed)
    (first,) = [one for one in pressed if SAVED in one.shown]
    (second,) = [one for one in pressed if one is not first]
    assert CHANGED in second.shown, second.shown
    assert all(text in second.shown for text in texts), "what the other one changed, and one's own"
    again = await save(many.standin, second, ANNA if second is pressed[0] else BERT)
    await answered([again])
    assert SAVED in again.shown, again.shown
    await many.say(f"-> {load(many.knowledge).revision}")
    for text in texts:
        await many.know(text)


async def test_edits_chores_and_kills_among_four_processes(tmp_path: Path, server: Postgres) -> None:
    async with pods(tmp_path, server, 4) as many:
        standin, held = many.standin, many.guilds[3]
        await kept_for_a_year(many.url)
        await asyncio.gather(*(many.start(number, CHORES) for number in (0, 1, 2)))
        many.hold.touch()
        await many.start(3, {**CHORES, "held-after": str(many.hold)})
        await standin.gateway.connected(range(4))

        await answered(
            [await standin.ask("what day is it", guild) for guild in many.guilds for _ in range(5)]
        )
        await answered([await standin.ask("what day is it")])  # a direct message
        assert await seconds_until_served(many, 1, "who blinked") < SERVED
        await two_at_the_same_moment(many)
        await many.say("the chores are done")

        # It is killed while it saves: what it has written is put right by another one.
        cut = await save(standin, await taught(standin, held, ANNA, "who held out"), ANNA)
        await many.bots[3].says("the disk is slow")
        lost = [cut, *[await standin.ask("what day is it", held) for _ in range(10)]]
        await many.kill(3)
        await many.one_says("edit 4 was cut short, and is now recorded as done", (0, 1, 2))
        await many.replace(3, CHORES)
        await many.know("who held out")
        await saved(standin, held, ANNA, "who will hold out")

        assert await history(many.url) == [(number, "done") for number in (1, 2, 3, 4, 5)]
        quotes = (many.knowledge / QUOTES).read_text("utf-8")
        texts = (
            "who blinked",
            "who gave in first",
            "who did not give in",
            "who held out",
            "who will hold out",
        )
        assert [quotes.count(text) for text in texts] == [1] * len(texts)
        assert len(standin.rest.posted) == 1, "the digest, once"
        assert "an old question" not in str(await rows(many.url, questions)), "it has expired"
        assert all(one.answers <= 1 for one in lost)
        assert all(one.answers == 1 for one in standin.asked if one not in lost)
        assert not any(one.refused for one in standin.asked), "no second process tried"


async def test_an_edit_that_is_being_written_is_left_alone_and_seen_where_the_system_tells_of_no_change(
    tmp_path: Path, server: Postgres
) -> None:
    async with pods(tmp_path, server, 2) as many:
        many.hold.touch()
        await many.start(0, {"deaf": "", "held-before": str(many.hold)})
        await many.start(1, {**CHORES, "deaf": "", "impatient": "0.1"})
        await many.standin.gateway.connected((0, 1))
        first = await save(
            many.standin, await taught(many.standin, many.guilds[0], ANNA, "who blinked"), ANNA
        )
        await many.bots[0].says("the disk is slow")
        await many.bots[1].says("looked at again later: another process has been writing")
        assert await history(many.url) == [(1, "writing")]

        begun = time.perf_counter()
        many.hold.unlink()
        await answered([first])
        await many.say(f"-> {load(many.knowledge).revision}")
        seconds = time.perf_counter() - begun
        assert seconds < SERVED
        await many.know("who blinked")
        assert await history(many.url) == [(1, "done")]

        # This one is killed before anything is on the disk; the draft is there for the moderator to save again.
        many.hold.touch()
        card = await taught(many.standin, many.guilds[0], ANNA, "who held out")
        await save(many.standin, card, ANNA)
        await many.bots[0].says("the disk is slow", times=2)
        await many.kill(0)
        await many.bots[1].says("edit 2 was never written: forgotten")
        many.hold.unlink()
        await many.replace(0)
        again = await save(many.standin, card, ANNA)
        await answered([again])
        assert SAVED in again.shown or "Here it is again" in again.shown
        if SAVED not in again.shown:
            again = await save(many.standin, again, ANNA)
            await answered([again])
        assert SAVED in again.shown, again.shown
        assert await history(many.url) == [(1, "done"), (3, "done")]
