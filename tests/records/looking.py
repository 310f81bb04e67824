"""Looking into a database from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from bot.records.urls import address

if TYPE_CHECKING:
    from sqlalchemy import Table


def engine(url: str) -> AsyncEngine:
    found = address(url)
    return create_async_engine(found.url, poolclass=NullPool, connect_args=found.arguments)


async def rows(url: str, table: Table) -> list[tuple[Any, ...]]:
    used = engine(url)
    async with used.connect() as connection:
        found = [tuple(row) for row in await connection.execute(select(table))]
    await used.dispose()
    return found


async def execute(url: str, *statements: str) -> None:
    used = engine(url)
    async with used.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await used.dispose()
