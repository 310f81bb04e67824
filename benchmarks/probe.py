"""What one thing costs in a process of its own: seconds to build it, and the memory it adds. Prints one line of JSON."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds, and resident MiB before and after; `import_seconds` for the libraries alone."""

    import_seconds: float
    seconds: float
    before: float
    after: float

    @property
    def added(self) -> float:
        return self.after - self.before


def cost(folder: Path, what: str, phrasings: int = 0) -> Cost:
    """Measured in a new process: `start` (load and index the base), `connected` (and import discord), or a builder."""
    command = [sys.executable, "-m", "benchmarks.probe", str(folder), what, str(phrasings)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=240)
    return Cost(**json.loads(done.stdout))


def resident() -> float:
    """Resident MiB of this process; 0 where the system does not tell."""
    try:
        fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0.0
    import resource

    return int(fields[1]) * resource.getpagesize() / 2**20


def _measure(folder: Path, what: str, phrasings: int) -> Cost:
    begin = time.perf_counter()
    build = _builder(folder, what, phrasings)
    imported = time.perf_counter() - begin
    gc.collect()
    before = resident()
    start = time.perf_counter()
    kept = build()
    seconds = time.perf_counter() - start
    gc.collect()
    after = resident()
    del kept
    return Cost(imported, seconds, before, after)


def _builder(folder: Path, what: str, phrasings: int) -> Callable[[], object]:
    from bot.answering.engine import Engine
    from bot.knowledge.loader import load

    if what in ("start", "connected"):
        if what == "connected":
            import discord  # noqa: F401
        return lambda: Engine(load(folder))
    from benchmarks.peers import builders
    from benchmarks.synthetic import texts

    build, made = builders(peers=True)[what], texts(load(folder), phrasings)
    build(made[:20])
    return lambda: build(made)


if __name__ == "__main__":
    print(json.dumps(asdict(_measure(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))))
