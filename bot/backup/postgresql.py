"""Records in PostgreSQL, as lines of JSON: whatever tables there are, so that each version can save its own."""

from __future__ import annotations

import base64
import datetime as dt
import decimal
import json
import uuid
from itertools import groupby, islice
from typing import IO, TYPE_CHECKING, Any

from sqlalchemy import MetaData, Table, delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.backup.errors import BackupError
from bot.records.urls import address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

VERSION = "alembic_version"
PASSING = frozenset({VERSION, "identifies"})
"""Tables that a backup leaves alone: when this bot connected to Discord does not come back with old records."""
BATCH = 500
SECONDS = 15
"""How long a server that does not answer is waited for."""

_WRITTEN: dict[type, tuple[str, Any]] = {  # the first that fits: a datetime is a date too
    dt.datetime: ("datetime", dt.datetime.isoformat),
    dt.date: ("date", dt.date.isoformat),
    dt.time: ("time", dt.time.isoformat),
    decimal.Decimal: ("decimal", str),
    uuid.UUID: ("uuid", str),
    bytes: ("bytes", lambda value: base64.b64encode(value).decode()),
    dict: ("json", lambda value: value),
    list: ("json", lambda value: value),
}
_READ: dict[str, Any] = {
    "datetime": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "decimal": decimal.Decimal,
    "uuid": uuid.UUID,
    "bytes": base64.b64decode,
    "json": lambda value: value,
}


async def save(url: str, target: IO[bytes]) -> str | None:
    """Write every row as it is at one moment; the version of the tables."""
    engine = _engine(url)
    try:
        async with engine.connect() as connection:
            await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            tables = await _tables(connection)
            for table in tables.sorted_tables:
                if table.name not in PASSING:
                    await _save_table(connection, table, target)
            return await _version(connection, tables)
    except (SQLAlchemyError, OSError) as error:
        raise _failed("saved", error) from None
    finally:
        await engine.dispose()


async def restore(url: str, schema: str | None, lines: Iterable[bytes], *, force: bool) -> None:
    """Replace every row in one transaction; BackupError where the tables are of another version, or hold rows."""
    engine = _engine(url)
    try:
        async with engine.begin() as connection:
            tables = await _tables(connection)
            found = await _version(connection, tables)
            if found is None or found != schema:
                raise BackupError(_other_version(found, schema))
            await _clear(connection, tables, force=force)
            await _insert(connection, tables, lines)
            await _continue_numbers(connection, tables)
    except (SQLAlchemyError, OSError) as error:
        raise _failed("restored", error) from None
    finally:
        await engine.dispose()


def _engine(url: str) -> AsyncEngine:
    found = address(url)
    return create_async_engine(found.url, connect_args={"timeout": SECONDS, **found.arguments})


async def _tables(connection: AsyncConnection) -> MetaData:
    tables = MetaData()
    await connection.run_sync(tables.reflect)
    return tables


async def _version(connection: AsyncConnection, tables: MetaData) -> str | None:
    if VERSION not in tables.tables:
        return None
    found = (await connection.execute(select(tables.tables[VERSION].c.version_num))).scalar()
    return None if found is None else str(found)


async def _save_table(connection: AsyncConnection, table: Table, target: IO[bytes]) -> None:
    rows = await connection.stream(select(table).order_by(*table.primary_key.columns))
    async for row in rows.mappings():
        line = {"table": table.name, "row": {name: _written(value) for name, value in row.items()}}
        target.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


async def _clear(connection: AsyncConnection, tables: MetaData, *, force: bool) -> None:
    for table in reversed(tables.sorted_tables):
        if table.name in PASSING:
            continue
        if not force and (await connection.execute(select(func.count()).select_from(table))).scalar():
            raise BackupError("The database already holds records. --force replaces them.")
        await connection.execute(delete(table))


async def _insert(connection: AsyncConnection, tables: MetaData, lines: Iterable[bytes]) -> None:
    for name, rows in groupby((_line(line) for line in lines), key=lambda pair: pair[0]):
        table = tables.tables.get(name)
        if table is None or name in PASSING:
            raise BackupError(f"The backup holds rows of a table that the database lacks ({name[:60]}).")
        while batch := [row for _, row in islice(rows, BATCH)]:
            if any(set(row) != set(table.columns.keys()) for row in batch):
                raise BackupError(f"The backup holds rows with other columns than the database ({name}).")
            await connection.execute(insert(table), batch)


async def _continue_numbers(connection: AsyncConnection, tables: MetaData) -> None:
    """The next row that counts itself must not get the number of one that came back."""
    for table in tables.sorted_tables:
        for column in table.primary_key.columns:
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            if (await connection.execute(select(sequence))).scalar():
                following = select(func.coalesce(func.max(column), 0) + 1).scalar_subquery()
                await connection.execute(select(func.setval(sequence, following, False)))


def _written(value: object) -> object:
    """Plain JSON values as they are; the others as a pair of their kind and a text."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    kind = next((kind for cls, kind in _WRITTEN.items() if isinstance(value, cls)), None)
    if kind is None:
        raise BackupError(f"The records hold a {type(value).__name__}, which a backup cannot hold.")
    return [kind[0], kind[1](value)]


def _line(line: bytes) -> tuple[str, dict[str, Any]]:
    try:
        found = json.loads(line)
        row = {name: _read(value) for name, value in found["row"].items()}
        return str(found["table"]), row
    except (ValueError, KeyError, TypeError, AttributeError, decimal.InvalidOperation):
        raise BackupError("The records in the backup are damaged: a line cannot be read.") from None


def _read(value: Any) -> Any:  # noqa: ANN401  (any value that a database holds)
    return _READ[value[0]](value[1]) if isinstance(value, list) else value


def _other_version(found: str | None, schema: str | None) -> str:
    if found is None:
        return "The database has no tables yet: start the bot once, so that it makes them, and try again."
    return (
        f"The database has the records of version {found}, the backup those of {schema or 'no version'}. "
        "Restore with the version of Strikebot that made the backup, and upgrade then."
    )


def _failed(what: str, error: Exception) -> BackupError:
    """Without the error's own text, which may repeat what is in the rows, or the address with its password."""
    cause = getattr(error, "orig", None) or error
    return BackupError(f"The records in PostgreSQL could not be {what}: {type(cause).__name__}.")
