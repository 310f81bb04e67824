"""The tables: of every earlier version they become those of this one, once, whole or not at all."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from bot.errors import StrikebotError
from bot.records import tables
from bot.records.errors import NewerRecordsError
from bot.records.migrate import MIGRATIONS, VERSIONS
from bot.records.store import Records
from tests.records.earlier import HELD, make, run
from tests.records.looking import execute

if TYPE_CHECKING:
    from bot.clock import FixedClock


def names(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


async def test_the_migrations_make_exactly_the_tables_that_the_code_knows(records: Records, url: str) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, tables.metadata))

    assert records.reachable
    assert await run(url, differences) == []


def test_every_migration_is_named_in_its_order_and_shipped() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]

    assert tuple(reversed(found)) == VERSIONS == tuple(HELD)
    assert (MIGRATIONS / "__init__.py").is_file()
    assert (MIGRATIONS / "versions" / "__init__.py").is_file()


@pytest.mark.parametrize("version", VERSIONS)
async def test_the_records_of_every_earlier_version_are_kept(
    url: str, clock: FixedClock, version: str
) -> None:
    await make(url, version)
    records = Records(url, clock)
    await records.start()

    (question,) = await records.waiting()
    assert (question.key, question.times, question.expected) == ("old key", 3, ("an answer",))
    assert await records.most_asked(question.first.date(), 10) == [("wga-2023/strike", 4)]
    history = [(edit.moderator, edit.entries, edit.at.day) for edit in await records.history(10)]
    assert history == ([] if version == "0001" else [("Anna", ("wga-2023/strike",), 2)])
    await records.set_mark("a", "b")
    await records.close()


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(url: str, clock: FixedClock) -> None:
    await make(url, VERSIONS[-1])
    await execute(url, "UPDATE alembic_version SET version_num = '9999'", "DROP TABLE claims")
    records = Records(url, clock)

    with pytest.raises(NewerRecordsError) as caught:
        await records.start()

    assert str(caught.value) == (
        "The records were made by a newer version of Strikebot: found version 9999 of the tables, expected at most "
        f"{VERSIONS[-1]}. Start that newer version, or restore a backup from before the upgrade."
    )
    assert isinstance(caught.value, StrikebotError)
    assert not records.reachable
    assert "claims" not in await run(url, names)


async def test_a_migration_that_fails_changes_nothing_and_is_tried_again(
    url: str, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    await make(url, "0002")
    await execute(
        url, "CREATE TABLE claims (something INTEGER)"
    )  # in the way of 0003, after it has made two others
    before = await run(url, names)
    records = Records(url, clock)
    await records.start()

    assert not records.reachable
    assert "already exists" in caplog.text
    assert await run(url, names) == before

    await execute(url, "DROP TABLE claims")
    assert await records.ping()
    assert [edit.what for edit in await records.history(10)] == ["Added"]
    await records.close()


async def test_what_was_migrated_is_logged_in_one_line(
    url: str, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    for _ in range(2):
        records = Records(url, clock)
        await records.start()
        await records.close()

    assert [record.getMessage() for record in caplog.records if record.name != "asyncio"] == [
        f"The records went from version none to {VERSIONS[-1]}"
    ]
