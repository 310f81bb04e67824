"""A process of its own that opens the records and does what its second argument says; the tests start several at once."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.records import migrate
from bot.records.rows import Moderator, NewEdit
from bot.records.store import Records

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sqlalchemy import Connection

ASKED = 20
EDIT = NewEdit(
    moderator_id=1, moderator="Anna", what="", reason="", entries=("a",), patches="[]", revision="r"
)  # fmt: skip


async def work(records: Records) -> None:
    """What every process of a bot does, at the same time as the others."""
    for number in range(ASKED):
        await records.note_question(f"k{number % 3}", "t", "not_asked", expected=str(os.getpid()))
        await records.note_asked(["a", "b"])
    claimed = await records.claim("digest", timedelta(days=7))
    decided = await records.decide(1, Moderator(os.getpid(), "Anna"), True)
    sys.stdout.write(f"claimed={claimed:d} decided={decided:d} lost={records.lost['questions']}\n")


async def die_with_an_edit(records: Records) -> None:
    await records.begin_edit(replace(EDIT, what="begun before the kill"))
    os.kill(os.getpid(), signal.SIGKILL)


async def imports(records: Records) -> None:
    await records.note_question("k", "t", "unanswered")
    drivers = {"alembic", "asyncpg", "aiosqlite"} & sys.modules.keys()
    sys.stdout.write(" ".join(sorted(drivers)) + "\n")


def die_in_a_migration(connection: Connection, to: str = migrate.NEWEST) -> None:
    UPGRADE(connection, to)
    os.kill(os.getpid(), signal.SIGKILL)


UPGRADE = migrate.upgrade
WORK: dict[str, Callable[[Records], Awaitable[None]]] = {
    "work": work,
    "die_with_an_edit": die_with_an_edit,
    "imports": imports,
    "die_in_a_migration": work,
}


async def main(url: str, what: str) -> None:
    if what == "die_in_a_migration":
        migrate.upgrade = die_in_a_migration
    records = Records(url, SystemClock())
    await records.start()
    await WORK[what](records)
    await records.close()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stdout)
    asyncio.run(main(*sys.argv[1:]))
