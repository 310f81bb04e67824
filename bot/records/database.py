"""One database: opened when it is first needed, given up for a while when it is away, used again when it is back."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, TypeVarTuple

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from bot.records import sqlite
from bot.records.errors import RecordsAwayError
from bot.records.migrate import LOCK_SECONDS, migrate, written_version
from bot.records.urls import Address, address

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from sqlalchemy.ext.asyncio import AsyncConnection

log = logging.getLogger(__name__)

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

PATIENCE = 3.0
"""Seconds that somebody waits for the database before it counts as away."""
CONNECT_SECONDS = 2.5
OPENING_SECONDS = LOCK_SECONDS + 2 * PATIENCE
GOODBYE_SECONDS = 2.0
SHOWN = 200


class Database:
    """Runs work in transactions. Whatever the network does, nobody waits longer than the patience that was asked for."""

    def __init__(self, url: str) -> None:
        """DatabaseUrlError where the address cannot be used; nothing is opened yet."""
        found = address(url)
        if found.left_out:
            log.info("DATABASE_URL: %s changes nothing here, and is left out", ", ".join(found.left_out))
        self._url = found.url
        self._engine = _engine(found)
        self._opened = False
        self._opening = asyncio.Lock()
        self._let_go: set[asyncio.Task[Any]] = set()
        self.reachable = False
        self._told = False

    @property
    def is_file(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    async def open(self) -> None:
        """Connect and migrate, waiting while another process migrates."""
        await self._bounded(self._open(), OPENING_SECONDS)

    async def read(self, work: Callable[[AsyncConnection, *Ts], Awaitable[T]], *args: *Ts) -> T:
        return await self._bounded(self._transaction(self._engine, work, *args), PATIENCE)

    async def write(
        self,
        work: Callable[[AsyncConnection, *Ts], Awaitable[T]],
        *args: *Ts,
        patience: float = PATIENCE,
    ) -> T:
        """After RecordsAwayError it is usually not written; a database that fell silent may yet have done it."""
        writing = self._engine.execution_options(writes=True)
        return await self._bounded(self._transaction(writing, work, *args), patience)

    async def ping(self) -> None:
        """Ask for the version of the tables: that needs the database, and tables in it. A newer one is no reason to
        stop in the middle of an upgrade, while other processes run the newer program already."""
        await self.read(written_version)

    async def close(self) -> None:
        """Close every connection; a server that does not answer is not waited for."""
        if self.is_file and self._let_go:
            await asyncio.wait(self._let_go, timeout=GOODBYE_SECONDS)
        goodbye = asyncio.ensure_future(self._engine.dispose())
        for task in self._let_go:
            task.cancel()
        _, silent = await asyncio.wait({goodbye, *self._let_go}, timeout=GOODBYE_SECONDS)
        for task in silent:
            task.cancel()

    async def _transaction(
        self, engine: AsyncEngine, work: Callable[[AsyncConnection, *Ts], Awaitable[T]], *args: *Ts
    ) -> T:
        await self._open()
        async with engine.begin() as connection:
            return await work(connection, *args)

    async def _open(self) -> None:
        async with self._opening:
            if self._opened:
                return
            if self.is_file:
                await asyncio.to_thread(sqlite.prepare, Path(self._url.database or ""))
            await migrate(self._engine)
            self._opened = True

    async def _bounded(self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        """Run it in a task of its own: cancelling a query may itself wait for a server that does not answer."""
        task = asyncio.ensure_future(work)
        try:
            await asyncio.wait({task}, timeout=seconds)
        finally:
            if not task.done():
                self._leave(task)
        if not task.done():
            self._away(RecordsAwayError(f"no answer within {seconds:g} seconds"))
        return self._result(task)

    def _leave(self, task: asyncio.Task[Any]) -> None:
        """Nobody waits for it any more. A file answers by itself, within its busy timeout; a server may never do.

        A transaction on a file must not be cancelled: its connection then waits for ever to be closed.
        """
        self._let_go.add(task)
        task.add_done_callback(self._let_go.discard)
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        if not self.is_file:
            task.cancel()

    def _result(self, task: asyncio.Task[T]) -> T:
        try:
            result = task.result()
        except RecordsAwayError as error:
            self._away(error)
        except (IntegrityError, DataError):
            raise
        except (DBAPIError, PoolTimeoutError, sqlite3.Error, OSError, TimeoutError) as error:
            self._away(RecordsAwayError(_reason(error)), error)
        self._back()
        return result

    def _away(self, error: RecordsAwayError, cause: BaseException | None = None) -> NoReturn:
        """From now on it must be opened anew: when it is back, it may be another file, or a restored backup."""
        self._opened = self.reachable = False
        if not self._told:
            self._told = True
            log.warning(
                "The database is out of reach: %s. What cannot be recorded meanwhile is counted", error.reason
            )
        raise error from cause

    def _back(self) -> None:
        if self._told:
            log.info("The records are back")
        self.reachable, self._told = True, False


def _engine(address: Address) -> AsyncEngine:
    """Errors do not quote parameters: they hold what people typed."""
    if address.url.get_backend_name() == "sqlite":
        # A new connection each time. One that is kept goes on writing into a file that was deleted, and its log of
        # writes (-wal) would be taken for that of the backup which somebody puts in the place of the file.
        arguments = {"isolation_level": None, "timeout": sqlite.BUSY_SECONDS}
        engine = create_async_engine(
            address.url, poolclass=NullPool, hide_parameters=True, connect_args=arguments
        )
        sqlite.attend(engine)
        return engine
    return create_async_engine(
        address.url,
        pool_size=2,
        max_overflow=3,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"timeout": CONNECT_SECONDS, **address.arguments},
    )


def _reason(error: BaseException) -> str:
    """In one short line, without the statement."""
    inner = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return " ".join(f"{type(inner).__name__} {inner}".split())[:SHOWN]
