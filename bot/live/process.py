"""Builds a base in a process of its own, so that questions neither share a core with it nor wait for the interpreter.

What comes back is read a piece at a time, with pauses. Where no process can be had, a thread builds as well, only that
questions are slower meanwhile. But a process that was begun and ended before it was done has had its reason, most likely
the memory: what it was to build is not built here, where that would end the bot too.
"""

from __future__ import annotations

import asyncio
import contextlib
import copyreg
import errno
import gc
import io
import logging
import os
import pickle
import subprocess
import sys
import time
from dataclasses import replace
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, cast

from bot.knowledge.problems import Problem
from bot.live.builder import make
from bot.live.changes import Built
from bot.live.memory import PAUSE, kept
from bot.live.room import stand_back

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    Work = tuple[Mapping[str, bytes], Sequence[Problem], dt.datetime]

log = logging.getLogger(__name__)

LONGEST = 120.0
"""Seconds after which a build is given up."""
NICE = 5
"""How far the process stands back behind the one that answers."""
SMALL = 4096
"""Bytes below which a read is not worth a pause."""
REAPED = 5.0
"""Seconds in which a process that has closed its output has ended."""
NO_MEMORY = Problem(
    "",
    0,
    0,
    "",
    "more than fits into the memory",
    "fewer and smaller entries, or a higher limit of the memory",
)
INHERITED = frozenset(
    {"PATH", "LANG", "LC_ALL", "TZ", "HOME", "TMPDIR", "SYSTEMROOT", "PYTHONPATH", "VIRTUAL_ENV"}
)
"""What the process gets of the environment: no token, no address of a database."""
_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from bot.live.process import serve; serve()"


async def build(files: Mapping[str, bytes], found: Sequence[Problem], now: dt.datetime) -> Built:
    """What the files make. Cancelled, or after LONGEST seconds, the process is ended first."""
    job = _Job((files, found, now))
    running = asyncio.create_task(asyncio.to_thread(job.run), name="build")
    try:
        return await asyncio.wait_for(asyncio.shield(running), LONGEST)
    finally:
        if not running.done():
            job.end()
            with contextlib.suppress(Exception):
                await running


class _Job:
    """One build, in a process that can be ended from another thread."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.ended = False
        self._process: subprocess.Popen[bytes] | None = None

    def run(self) -> Built:
        try:
            process = self._start()
        except OSError as error:
            if error.errno == errno.ENOMEM:
                return Built(None, (NO_MEMORY,))
            log.warning("no process to build the knowledge base in (%s); building it here", error)
            with kept():
                return make(*self.work)
        with process:
            try:
                return self._built(process)
            except (OSError, EOFError, pickle.UnpicklingError):
                if self.ended:
                    raise
                return Built(None, (_ended(process),))
            except MemoryError:
                return Built(None, (NO_MEMORY,))
            finally:
                process.kill()
                if process.stdin:
                    with contextlib.suppress(OSError):  # what was not read by then is lost with it
                        process.stdin.close()

    def end(self) -> None:
        self.ended = True
        if self._process:
            self._process.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", _BOOT, *sys.path]
        environment = {name: value for name, value in os.environ.items() if name in INHERITED}
        self._process = subprocess.Popen(  # noqa: S603  (this Python, with words of ours)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True
        )
        return self._process

    def _built(self, process: subprocess.Popen[bytes]) -> Built:
        if process.stdin is None or process.stdout is None or self.ended:
            raise EOFError
        pickle.dump(self.work, process.stdin)
        process.stdin.close()
        cast("io.BufferedReader", process.stdout).peek(1)  # until there is something to keep
        with kept():
            built: Built = pickle.Unpickler(_Paced(process.stdout)).load()  # noqa: S301  (from our own process)
        return built


def _ended(process: subprocess.Popen[bytes]) -> Problem:
    """What became of a process that did not come back with anything."""
    try:
        code = process.wait(REAPED)
    except subprocess.TimeoutExpired:
        found = "a build that came back with something else than a base"
    else:
        how = f"killed by signal {-code}" if code < 0 else f"with exit code {code}"
        found = f"a build that ended before it was done ({how}), as where the memory is short"
    log.error("the knowledge files cannot be used: %s", found)
    return replace(NO_MEMORY, found=found)


class _Paced:
    """A stream that lets others run after each piece. The unpickler asks for one of at most 64 KiB at a time."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        if len(data) >= SMALL:
            time.sleep(PAUSE)
        return data

    def readline(self) -> bytes:
        return self._stream.readline()


def serve() -> None:
    """The process: work on standard input, what it makes on standard output."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICE)
    gc.disable()  # it does not live long enough for garbage to matter
    out = sys.stdout.buffer
    sys.stdout = io.TextIOWrapper(sys.stderr.buffer)  # nothing that is printed may come between
    stand_back()
    try:
        built = make(*pickle.load(sys.stdin.buffer))  # noqa: S301  (from the process that started this one)
    except MemoryError:
        built = Built(None, (NO_MEMORY,))
    _Pickler(out, 5).dump(built)
    out.flush()
    os._exit(0)  # without taking everything apart


def _read_only(mapping: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(mapping)


class _Pickler(pickle.Pickler):
    """Takes read-only mappings along, which pickle alone refuses."""

    dispatch_table = copyreg.dispatch_table.copy()
    dispatch_table[MappingProxyType] = lambda mapping: (_read_only, (dict(mapping),))
