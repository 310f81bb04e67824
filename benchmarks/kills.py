"""Kills a process that writes knowledge files, at each system call and at random moments, and counts what is lost.

`python -m benchmarks.kills --help`. It works on a copy of the folder, and needs a system that can fork.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.knowledge.disk.folder import gather
from bot.knowledge.editing import add_entry, add_to_list, patches, replace_file, revert, write_files
from bot.knowledge.loader import assemble, read
from bot.knowledge.model import items as kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import FrameType

Files = dict[str, bytes]
STRIKE = "wga-2023"
DONE = b"."
AHEAD = 20
"""Edits that are prepared, so that the writer does nothing but write."""
EDITS_A_KILL = 8
"""The longest time before a kill, in edits."""


TURNS = 5
"""So many kinds of edits take turns."""
CHANGING = frozenset({
    "open", "write", "flush", "fsync", "close", "chmod", "chown", "replace", "rename", "unlink", "remove", "mkdir", "rmdir",
})  # fmt: skip
"""The system calls after which the disk may look different; a kill at another one is a kill at the next of these."""


@dataclass
class Tally:
    """What was seen after each kill. `lost` and `unloadable` have to stay 0."""

    kills: int = 0
    reported: int = 0
    """Edits of which the writer had said that they are saved."""
    unfinished: int = 0
    """Kills after which only some files of the edit at hand were new."""
    lost: int = 0
    """Files that were neither as before the edit at hand nor as after it, so that a saved one was lost or one is torn."""
    unloadable: int = 0
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        words = f"{self.lost} lost or torn, {self.unloadable} bases that do not load"
        told = "".join(f"\n  {problem}" for problem in self.problems[:10])
        return f"{words} ({self.unfinished} edits cut off between two files){told}"


def edit(number: int, files: Files, earlier: Files) -> Files:
    """The edit with this number: two files, one, the undoing of the one before last, a strike that comes and goes.

    `earlier` is the state before the one before last.
    """
    turn = number % TURNS
    if turn == 0:
        return _fact(number, files)
    if turn == 1:
        return add_to_list(files, "party/wga", "asked", f"what was killed in {number}")
    if turn == 2:
        return revert(patches(earlier, _fact(number - 2, earlier)), files)
    name = "strikes/killed/strike.yaml"
    if turn == 3:
        return replace_file(files, name, _STRIKE.encode())
    return {other: data for other, data in files.items() if other != name}


_STRIKE = """\
id: killed
kind: strike
name: strike of the killed
short_name: strike of the killed
union: wga
first_day: 2023-05-02
citations: [killed]
reviewed: 2026-11-23
"""


def _fact(number: int, files: Files) -> Files:
    source = {"id": f"killed-{number}", "publisher": "The Kill", "published": "2023-09-30"}
    made = add_entry(files, kinds.SOURCES, None, {**source, "kind": "press", "reviewed": "2026-11-23"})
    fact = {
        "id": f"killed-{number}",
        "date": "2023-08-05",
        "text": f"Kill {number} was survived.",
        "kind": "statement",
    }
    cited = {**fact, "citations": [f"killed-{number}"], "reviewed": "2026-11-23"}
    return add_entry(made, kinds.EVENTS, STRIKE, cited)


def first_state(folder: Path) -> Files:
    """The files of the folder, with the source that the strike that comes and goes cites."""
    files, _ = gather(folder)
    source = {"id": "killed", "publisher": "The Kill", "published": "2023-05-03", "kind": "press"}
    made = add_entry(files, kinds.SOURCES, None, {**source, "reviewed": "2026-11-23"})
    write_files(folder, files, made)
    base, problems = assemble(made)
    if base is None:
        raise SystemExit(f"{folder}: not a base to begin with: {problems[0]}")
    return made


def states(first: Files) -> Iterator[Files]:
    """The files before the first edit, after it, after the second, and so on."""
    known = [first, first, first]
    for number in itertools.count():
        yield known[-1]
        known = [*known[-2:], edit(number, known[-1], known[-3])]


def at_each_call(folder: Path, edits: int = TURNS) -> Tally:
    """Kill at every system call of each of the first edits."""
    tally = Tally()
    for before, after in itertools.islice(itertools.pairwise(states(first_state(folder))), edits):
        for number in itertools.count():
            if _ends_before(number, folder, before, after):
                break
            tally.kills += 1
            _judge(folder, [before, after], tally)
            write_files(folder, gather(folder)[0], before)
        _judge(folder, [after], tally)
    return tally


def at_random(folder: Path, kills: int, seed: int) -> Tally:
    """Kill a process that makes one edit after the other, `kills` times, each at some moment."""
    tally, chance = Tally(), random.Random(seed)
    coming = states(first_state(folder))
    ahead = deque(itertools.islice(coming, 2))
    begin = time.perf_counter()
    write_files(folder, ahead.popleft(), ahead[0])
    room = max(0.02, EDITS_A_KILL * (time.perf_counter() - begin))
    for _ in range(kills):
        ahead.extend(itertools.islice(coming, AHEAD - len(ahead)))
        reported = _killed_after(chance.uniform(0, room), folder, ahead)
        for _ in range(reported):
            ahead.popleft()
        tally.kills += 1
        tally.reported += reported
        _judge(folder, list(itertools.islice(ahead, 2)), tally)
        if len(ahead) > 1:
            ahead.popleft()
        write_files(folder, gather(folder)[0], ahead[0])
    return tally


def _judge(folder: Path, possible: Sequence[Files], tally: Tally) -> None:
    """What the folder holds, against the states in which each of its files may be: old, or new."""
    found, _ = gather(folder)
    names = {name for state in (found, *possible) for name in state}
    wrong = [name for name in names if all(found.get(name) != state.get(name) for state in possible)]
    if wrong:
        tally.lost += 1
        tally.problems.append(f"neither old nor new: {', '.join(wrong)}")
    if found not in possible:
        tally.unfinished += 1
    base, problems = read(folder)
    if base is None:
        tally.unloadable += 1
        tally.problems += [str(problem) for problem in problems if problem.level == "error"][:1]


def _ends_before(number: int, folder: Path, before: Files, after: Files) -> bool:
    """Whether the writing was over before a process that does it was killed at its system call of this number (from 0)."""
    child = os.fork()
    if child == 0:
        calls = itertools.count()

        def trace(_frame: FrameType, event: str, called: object) -> None:
            if event == "c_call" and _is_system_call(called) and next(calls) == number:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(trace)
        try:
            write_files(folder, before, after)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return not os.WIFSIGNALED(status)


def _is_system_call(called: object) -> bool:
    """A function of the operating system, or one of a file, that may change what is on the disk."""
    if getattr(called, "__name__", "") not in CHANGING:
        return False
    return (
        getattr(called, "__module__", "") == "posix"
        or type(getattr(called, "__self__", None)).__module__ == "_io"
    )


def _killed_after(seconds: float, folder: Path, ahead: Iterable[Files]) -> int:
    """How many edits a process had reported as saved when it was killed after so long."""
    end, begin = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            for before, after in itertools.pairwise(ahead):
                write_files(folder, before, after)
                os.write(begin, DONE)
            signal.pause()
        finally:
            os._exit(1)
    os.close(begin)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(end, "rb") as pipe:
        said = pipe.read()
    if not os.WIFSIGNALED(status):
        raise SystemExit("the writer ended by itself: nothing was measured")
    return len(said)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"), metavar="DIR")
    parser.add_argument("--kills", type=int, default=200, help="kills at random moments (200)")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made:
        every = at_each_call(_copy(chosen.knowledge, Path(made) / "each"))
        some = at_random(_copy(chosen.knowledge, Path(made) / "random"), chosen.kills, chosen.seed)
    print(f"killed at each of {every.kills} system calls of {TURNS} edits: {every}")
    print(f"killed {some.kills} times at random, after {some.reported} edits reported as saved: {some}")
    return 1 if every.lost + every.unloadable + some.lost + some.unloadable else 0


def _copy(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to)
    return to


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
