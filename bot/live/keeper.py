"""The engine in use, and every way to another one: from the files as they are on the disk, or from an edit."""

from __future__ import annotations

import asyncio
import inspect
import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.knowledge.disk.folder import gather
from bot.knowledge.loader import revision
from bot.knowledge.problems import Problem
from bot.live import process
from bot.live.builder import broken_checks
from bot.live.changes import Built, Mended, Outcome, Refused, State, Swapped
from bot.live.memory import dismantle, set_allocator
from bot.live.watcher import PACE, Watch

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    from bot.answering.engine import Engine
    from bot.clock import Clock
    from bot.live.changes import Change
    from bot.live.watcher import Pace

    Listener = Callable[[Change], Awaitable[None] | None]
    Builder = Callable[[Mapping[str, bytes], Sequence[Problem], dt.datetime], Awaitable[Built]]

log = logging.getLogger(__name__)

TRIES = 5
"""How often files that change while they are read are read again, in one reload."""
LISTENING = 10.0
"""Seconds that a listener may take."""
LOGGED = 20
"""Problems in the log; all of them are in `problems`."""


@dataclass(frozen=True, slots=True)
class FolderReading:
    """The knowledge folder as it was at a moment; with `problems` of its own, some files may be missing here."""

    files: dict[str, bytes]
    problems: tuple[Problem, ...]
    revision: str
    strays: tuple[Problem, ...] = field(default=(), compare=False)
    """What lies in the folder and is nothing of the knowledge base: it keeps nobody from anything."""

    @classmethod
    def of(cls, folder: Path) -> FolderReading:
        """Blocking: for a thread."""
        files, problems = gather(folder)
        errors = tuple(problem for problem in problems if problem.level == "error")
        strays = tuple(problem for problem in problems if problem.level == "notice")
        return cls(files, errors, revision(files), strays)


class Keeper:
    """Holds the engine in use, and swaps it whole; who asks keeps the engine that they took."""

    def __init__(
        self,
        folder: Path,
        engine: Engine,
        clock: Clock,
        *,
        pace: Pace = PACE,
        builder: Builder = process.build,
    ) -> None:
        set_allocator()  # before there are threads
        self.folder = folder
        self.lock = asyncio.Lock()
        """Held by a reload, and by an edit from reading the disk until the swap. No listener may take it."""
        self.problems: tuple[Problem, ...] = ()
        """Of the files as they are now: errors where they are refused, notices for checks that the base in use breaks."""
        self.since = clock.now()
        self.reloads = 0
        self.failures = 0
        self.last: Outcome | None = None
        self._engine = engine
        self._notices: tuple[Problem, ...] = ()
        self._clock = clock
        self._pace = pace
        self._builder = builder
        self._building = asyncio.Lock()
        self._listeners: list[Listener] = []
        self._told: set[frozenset[tuple[str, ...]]] = set()
        self._strays: tuple[Problem, ...] = ()
        self._leaving: set[asyncio.Task[None]] = set()

    @property
    def engine(self) -> Engine:
        return self._engine

    @property
    def revision(self) -> str:
        return self._engine.base.revision

    @property
    def refused(self) -> bool:
        """Whether the files as they are now cannot be used."""
        return any(problem.level == "error" for problem in self.problems)

    def state(self) -> State:
        """How things stand."""
        base = self._engine.base
        entries = sum(1 for _ in base.entries())
        return State(
            base.revision,
            self.since,
            entries,
            len(base.sources),
            self.problems,
            self.reloads,
            self.failures,
            self.last,
        )

    def listen(self, listener: Listener) -> None:
        """Call `listener` after each change; it is waited for, ten seconds at most."""
        self._listeners.append(listener)

    async def build(self, files: Mapping[str, bytes]) -> Built:
        """What these files would make, one build at a time; the files need not be on the disk."""
        return await self._build(FolderReading(dict(files), (), await asyncio.to_thread(revision, files)))

    async def take(self, engine: Engine, checks_broken: Sequence[Problem] = ()) -> None:
        """Use an engine from now on whose files have just been written; the caller holds the lock."""
        old = self.revision
        change = self._swap(engine, tuple(checks_broken))
        log.info("knowledge base %s -> %s, by an edit", old, self.revision)
        await self._tell(change)

    def discard(self, engine: Engine) -> None:
        """Free an engine that is not used any more, a little at a time; whoever else holds it keeps it."""
        leaving = asyncio.create_task(asyncio.to_thread(dismantle, [engine]), name="free a base")
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)

    async def freed(self) -> None:
        """Wait until nothing is left of the engines that were discarded."""
        await asyncio.gather(*self._leaving)

    async def reload(self) -> Outcome:
        """Use the files as they are on the disk now; nothing happens where they are those in use."""
        started = time.perf_counter()
        async with self.lock:
            built, settled = await self._settled()
            kind, change = self._decide(built)
            seconds = time.perf_counter() - started
            self.last = Outcome(kind, self._clock.now(), seconds, self.revision, self.problems)
        if isinstance(change, Refused) and not (settled and self._is_news(change)):
            change = None
        if change is not None:
            _log(change, self.revision, seconds)
            await self._tell(change)
        return self.last

    async def watch(self, stop: asyncio.Event) -> None:
        """Reload whenever the files have changed, until told to stop; a reload that is under way then is given up."""
        reloading = asyncio.create_task(
            self.follow(Watch(self.folder, self._pace)), name="watch the knowledge"
        )
        stopped = asyncio.create_task(stop.wait(), name="stop watching")
        try:
            await asyncio.wait({reloading, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (reloading, stopped):
                task.cancel()
            await asyncio.gather(reloading, stopped, *self._leaving, return_exceptions=True)
        if not reloading.cancelled():
            reloading.result()

    async def follow(self, watch: Watch) -> None:
        """Reload after each burst of changes that `watch` notices, for ever."""
        async with watch:
            await self.ask_checks()
            while True:
                try:
                    await self.reload()
                except Exception:
                    log.exception("a reload failed; the next change is tried again")
                await watch.quiet()

    async def ask_checks(self) -> None:
        """Find out which checks the base in use breaks, where that is not known: the one the bot was started with."""
        engine, now = self._engine, self._clock.now()
        reading = await self._read()
        broken = await asyncio.to_thread(broken_checks, engine, reading.files, now)
        if engine is self._engine and not self.problems:
            self.problems = self._notices = broken
            for problem in broken[:LOGGED]:
                log.warning("a check fails: %s", problem)

    async def _settled(self) -> tuple[Built | None, bool]:
        """What the files make, None where they are those in use; and whether they kept still meanwhile."""
        built: Built | None = None
        for _ in range(TRIES):
            if built and built.engine:
                self.discard(built.engine)
            reading = await self._read()
            if not reading.problems and reading.revision == self.revision:
                return None, True
            built = await self._build(reading)
            if built.engine is None:
                await self._pace.pause(self._pace.settle)  # whoever writes may be half way
            if await self._read() == reading:
                return built, True
        return built, False

    async def _read(self) -> FolderReading:
        try:
            reading = await asyncio.to_thread(FolderReading.of, self.folder)
        except OSError as error:
            found = f"a folder that cannot be read ({(error.strerror or type(error).__name__).lower()})"
            return FolderReading({}, (Problem("", 0, 0, "", found, "one that can"),), "")
        for stray in reading.strays:
            if stray not in self._strays:
                log.warning("in the knowledge folder: %s", stray)
        self._strays = reading.strays
        return reading

    async def _build(self, reading: FolderReading) -> Built:
        async with self._building:
            try:
                return await self._builder(reading.files, reading.problems, self._clock.now())
            except TimeoutError:
                found = "files that take longer to read than a base may"
                return Built(None, (Problem("", 0, 0, "", found, "fewer and smaller entries"),))
            except Exception:
                log.exception(
                    "error %s: the knowledge base of this revision could not be built", reading.revision
                )
                found = f"a mistake in Strikebot itself (error {reading.revision} in the log)"
                return Built(None, (Problem("", 0, 0, "", found, "none"),))

    def _decide(
        self, built: Built | None
    ) -> tuple[Literal["swapped", "unchanged", "refused"], Change | None]:
        if built is None:
            return "unchanged", self._mend()
        if built.engine is None:
            self.failures += 1
            self.problems = built.problems
            return "refused", Refused(built.problems)
        return "swapped", self._swap(built.engine, built.checks_broken)

    def _mend(self) -> Mended | None:
        if not self.refused:
            return None
        self.problems = self._notices
        self._told.clear()
        return Mended(self.revision)

    def _swap(self, engine: Engine, checks_broken: tuple[Problem, ...]) -> Swapped:
        old, self._engine = self._engine, engine
        news = newly_failing(checks_broken, self._notices)
        self.since = self._clock.now()
        self.problems = self._notices = checks_broken
        self.reloads += 1
        self._told.clear()
        if old is not engine:
            self.discard(old)
        return Swapped(old.base.revision, engine, news)

    def _is_news(self, change: Refused) -> bool:
        """Whether these problems have not been told since the files were last in order, wherever their lines are now."""
        key = frozenset((one.file, one.path, one.found, one.expected) for one in change.problems)
        if key in self._told:
            return False
        self._told.add(key)
        return True

    async def _tell(self, change: Change) -> None:
        for listener in self._listeners:
            try:
                result = listener(change)
                if inspect.isawaitable(result):
                    await asyncio.wait_for(result, LISTENING)
            except Exception:
                log.exception("telling of a change in the knowledge base failed")


def newly_failing(checks: Sequence[Problem], before: Sequence[Problem]) -> tuple[Problem, ...]:
    """The checks that fail now and did not before, wherever their lines are."""
    known = {(problem.path, problem.found, problem.expected) for problem in before}
    return tuple(one for one in checks if (one.path, one.found, one.expected) not in known)


def _log(change: Change, in_use: str, seconds: float) -> None:
    if isinstance(change, Mended):
        log.info("the knowledge files are in order again, as in use (%s)", change.revision)
    elif isinstance(change, Swapped):
        base = change.new.base
        entries = sum(1 for _ in base.entries())
        log.info("knowledge base %s -> %s: %d entries, %.1f s", change.old_revision, in_use, entries, seconds)
    else:
        log.warning("the knowledge files cannot be used, %s goes on; %s", in_use, _count(change.problems))
    for problem in () if isinstance(change, Mended) else change.problems[:LOGGED]:
        log.warning("%s: %s", "a check fails" if problem.level == "notice" else "to mend", problem)


def _count(problems: Sequence[Problem]) -> str:
    shown = f", the first {LOGGED}" if len(problems) > LOGGED else ""
    return f"{len(problems)} problem{'s' if len(problems) > 1 else ''}{shown}:"
