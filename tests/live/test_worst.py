"""The worst that 8 MiB of files can be, within the memory of a container: the bot lives, and the last good base answers."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.knowledge.samples import EVENTS, FILES, MEETINGS, QUOTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MIB = 1024 * 1024
LISTS = (
    "answers.yaml",
    "checks.yaml",
    EVENTS,
    MEETINGS,
    QUOTES,
    "strikes/wga-2023/positions.yaml",
    "sources.yaml",
)
RELOAD = """
import asyncio, resource, sys
from pathlib import Path

resource.setrlimit(resource.RLIMIT_DATA, (512 * 1024 * 1024,) * 2)

from bot.clock import FixedClock
from bot.live.keeper import Keeper
from bot.live.watcher import Pace
from tests.knowledge.samples import put
from tests.live.conftest import NOW, engine_of
from tests.live.test_worst import WORST

async def main(folder, kind):
    put(folder)
    keeper = Keeper(folder, engine_of(folder), FixedClock(NOW), pace=Pace(settle=0.0))
    before = keeper.revision
    for name, data in WORST[kind]().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    outcome = await keeper.reload()
    reply = keeper.engine.ask("what happened on august 4", NOW)
    said = max(len(str(one)) for one in keeper.problems)
    assert (outcome.kind, outcome.revision) == ("refused", before), outcome
    assert "They met." in reply.headline, reply
    assert len(keeper.problems) <= 500, len(keeper.problems)
    assert said < 2000, said
    print(keeper.problems[0])

asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
"""


def filled(unit: str, head: str = "", tail: str = "") -> bytes:
    """A file of a mebibyte, less than a unit short of it."""
    return f"{head}{unit * ((MIB - len(head) - len(tail)) // len(unit))}{tail}".encode()


def numbered(form: str, room: int = MIB) -> bytes:
    """As many lines as fit into a file, each with a number of its own."""
    lines: list[str] = []
    while room > 0:
        lines.append(form.format(len(lines)))
        room -= len(lines[-1])
    return "".join(lines[:-1]).encode()


def source(id: str) -> str:
    return f"- {{{{id: {id}, publisher: x, published: 2023, kind: weak, reviewed: 2023-01-01}}}}\n"


def event(id: str, cited: str = "letter-2023-05-02") -> str:
    dates = "date: 2023-05-02, reviewed: 2026-11-23"
    return f"- {{{{id: {id}, {dates}, text: x, kind: strike, citations: [{cited}]}}}}\n"


def strikes(count: int, events: bytes) -> dict[str, bytes]:
    """So many strikes, each with these events; a file for each mebibyte."""
    found = {}
    for number in range(count):
        strike = FILES["strikes/wga-2023/strike.yaml"].replace("id: wga-2023", f"id: s-{number}")
        strike = strike.replace("2023 Writers strike", f"strike {number}").replace(
            "WGA strike", f"walkout {number}"
        )
        found[f"strikes/s-{number}/strike.yaml"] = strike.encode()
        found[f"strikes/s-{number}/events.yaml"] = events
    return found


def sources() -> dict[str, bytes]:
    return {"sources.yaml": FILES["sources.yaml"].encode() + numbered(source("s{}"), MIB - 2000)}


def unknown() -> dict[str, bytes]:
    return strikes(6, numbered(event("e{0}", "letter-2023-05-0{0}"), MIB // 4))


WORST: dict[str, Callable[[], dict[str, bytes]]] = {
    "the same field": lambda: dict.fromkeys(LISTS, filled("a:\n")),
    "fields without end": lambda: dict.fromkeys([*LISTS, "vocabulary.yaml"], numbered("a{}:\n")),
    "items without end": lambda: dict.fromkeys(LISTS, filled("-\n")),
    "values in brackets": lambda: dict.fromkeys(LISTS, filled("a,", "[", "a]")),
    "brackets in brackets": lambda: dict.fromkeys(LISTS, filled("[" * 11 + "]" * 11 + ",", "[", "a]")),
    "an entry without end": lambda: dict.fromkeys(LISTS, filled("x y,", "- citations: [", "a]")),
    "ids of a mebibyte": lambda: dict.fromkeys(LISTS, filled("x", "- id: ")),
    "ids of a mebibyte twice": lambda: dict.fromkeys(LISTS, filled("x", "- id: ", "\n- id: x")),
    "the same id": lambda: strikes(6, numbered(event("e"))),
    "ids that nobody knows": lambda: {**sources(), **unknown()},
    "entries without end": lambda: {**sources(), **strikes(6, numbered(event("e{}")))},
    "checks without end": lambda: {"checks.yaml": numbered("- question: what is {}\n")},
    "folders without end": lambda: {f"strikes/s-{n}/events.yaml": b"- a\n" * 400 for n in range(4000)},
}
"""Files that replace those of the sample."""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has this limit")
@pytest.mark.parametrize("kind", WORST)
def test_worst_files_end_neither_the_bot_nor_its_answers(
    project_root: Path, tmp_path: Path, kind: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RELOAD, str(tmp_path / "knowledge"), kind],
        cwd=project_root, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.startswith("found ") or ": found " in done.stdout
    assert len(done.stderr) < 60_000
