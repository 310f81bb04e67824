"""The bot as a process of its own: started against a stand-in, told to stop, read."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.discord_app import world
from tests.standin.standin import TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from tests.standin.standin import StandIn

LAUNCH = Path(__file__).with_name("launch.py")
ROOT = LAUNCH.parents[2]
WAITS = {"guild_ready_timeout": 0.1}


def knowledge(folder: Path) -> Path:
    """The made-up strike as files, unless there are some already."""
    if folder.exists():
        return folder
    for name, text in world.files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.lstrip("\n"), "utf-8")
    return folder


@dataclass
class Bot:
    """A running process, and all that it has written."""

    process: asyncio.subprocess.Process
    lines: list[str] = field(default_factory=list)
    _reading: asyncio.Task[None] | None = None
    _more: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def read(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            async with self._more:
                self.lines.append(line.decode().rstrip("\n"))
                self._more.notify_all()

    async def says(self, text: str, seconds: float = 20.0, *, times: int = 1) -> str:
        """The first line with a text in it, once there are so many."""
        async with asyncio.timeout(seconds), self._more:
            await self._more.wait_for(lambda: sum(text in line for line in self.lines) >= times)
        return next(line for line in self.lines if text in line)

    @property
    def log(self) -> str:
        return "\n".join(self.lines)

    async def ended(self, seconds: float = 15.0) -> int:
        async with asyncio.timeout(seconds):
            code = await self.process.wait()
            if self._reading is not None:
                await self._reading
        return code

    async def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Tell it to stop: its exit code, and the seconds that it took."""
        begun = time.perf_counter()
        self.process.send_signal(number)
        return await self.ended(), time.perf_counter() - begun

    def cpu(self) -> float:
        """Seconds of a core that it has used, without those of processes that it has started."""
        times = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Resident bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        return int(status.split("VmRSS:")[1].split()[0]) * 1024


@asynccontextmanager
async def running(
    standin: StandIn,
    folder: Path,
    settings: Mapping[str, str] | None = None,
    *,
    waits: Mapping[str, float] | None = None,
    hooks: Mapping[str, str] | None = None,
    within: Sequence[str] = (),
) -> AsyncIterator[Bot]:
    """The bot in a folder of its own; it is killed where the block leaves it running.

    `hooks` are those of hooks.py; `within` is a command that becomes the one that follows it.
    """
    base = knowledge(folder / "knowledge")
    environment = {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "SYSTEMROOT")
    }
    environment |= {
        "DISCORD_TOKEN": TOKEN,
        "STATE_DIR": str(folder / "state"),
        "KNOWLEDGE_DIR": str(base),
        **(settings or {}),
    }
    options = [f"--{name}={value}" for name, value in {**WAITS, **(waits or {})}.items()]
    options += [f"--hook:{name}={value}" for name, value in (hooks or {}).items()]
    process = await asyncio.create_subprocess_exec(
        *within, sys.executable, str(LAUNCH), standin.api, standin.gateway_url, *options, "--", "run",
        cwd=folder, env=environment, stderr=asyncio.subprocess.PIPE, limit=1 << 22,
    )  # fmt: skip
    bot = Bot(process)
    bot._reading = asyncio.create_task(bot.read())
    try:
        yield bot
    finally:
        if process.returncode is None:
            process.kill()
        await bot.ended()
