"""Building in a process of its own: the same engine, whatever becomes of the process."""

from __future__ import annotations

import asyncio
import errno
import os
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.disk.folder import gather
from bot.live import process
from bot.live.builder import make
from bot.live.changes import Built
from bot.live.process import build
from tests.answering.bases import ROOT, at, engine, tune
from tests.knowledge.samples import EVENTS, FILES
from tests.live.conftest import NOW, soon

if TYPE_CHECKING:
    from pathlib import Path


def sample() -> dict[str, bytes]:
    return {name: text.encode() for name, text in FILES.items()}


async def test_an_engine_from_the_process_answers_as_one_made_here() -> None:
    files, found = gather(ROOT / "knowledge")
    built = await soon(build(files, found, at("2026-11-23T12:00:00-08:00")))

    assert built.engine is not None
    assert built.checks_broken == ()
    assert built.engine.base == engine().base
    assert isinstance(built.engine.base.meetings, MappingProxyType)
    for labelled in tune()[::8]:
        asked = labelled.asked[-1]
        assert built.engine.ask(asked, labelled.as_of) == engine().ask(asked, labelled.as_of)


async def test_problems_come_back_as_they_are() -> None:
    files = {**sample(), EVENTS: b"["}

    assert await soon(build(files, (), NOW)) == make(files, (), NOW)


async def test_the_process_gets_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = tmp_path / "told"
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    monkeypatch.setattr(
        process, "_BOOT", f"import os; open({str(told)!r}, 'w').write(repr(dict(os.environ)))"
    )
    await soon(build(sample(), (), NOW))

    assert "PATH" in told.read_text()
    assert "secret" not in told.read_text()


@pytest.mark.parametrize(
    ("boot", "how"),
    [
        ("", "ended before it was done (with exit code 0)"),
        ("raise SystemExit(3)", "ended before it was done (with exit code 3)"),
        (
            "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
            "ended before it was done (killed by signal 9)",
        ),
        (
            "import os, sys; sys.stdin.buffer.read(1); os.abort()",
            "ended before it was done (killed by signal 6)",
        ),
        (
            "import sys; sys.stdin.buffer.read(); print('what is this')",
            "ended before it was done (with exit code 0)",
        ),
    ],
)
async def test_what_a_process_died_of_is_not_built_here(
    boot: str, how: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(process, "_BOOT", boot)
    monkeypatch.setattr(process, "make", None)
    built = await soon(build(sample(), (), NOW))

    assert built.engine is None
    assert [how in problem.found for problem in built.problems] == [True]
    assert how in caplog.text


async def test_a_process_without_enough_memory_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = "import resource; resource.setrlimit(resource.RLIMIT_DATA, (2**25, 2**25)); "
    monkeypatch.setattr(process, "_BOOT", process._BOOT.replace("serve()", f"{limits}serve()"))
    files = {**sample(), EVENTS: b"- {id: " + b"a" * 1_000_000 + b"}"}
    built = await soon(build(files, (), NOW))

    assert built.engine is None
    assert len(built.problems) == 1
    assert "memory" in built.problems[0].message


async def test_where_there_is_no_memory_for_a_process_nothing_is_built(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr("subprocess.Popen", refuse)
    assert await soon(build(sample(), (), NOW)) == Built(None, (process.NO_MEMORY,))


async def test_where_no_process_can_be_started_it_is_built_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))

    assert (await soon(build(sample(), (), NOW))).engine is not None
    assert "building it here" in caplog.text


async def test_a_build_that_is_given_up_ends_its_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pipe = tmp_path / "pid"
    os.mkfifo(pipe)
    boot = f"import os, time; open({str(pipe)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    monkeypatch.setattr(process, "_BOOT", boot)
    building = asyncio.create_task(build(sample(), (), NOW))
    number = int(await soon(asyncio.to_thread(pipe.read_text)))
    building.cancel()
    with pytest.raises(asyncio.CancelledError):
        await soon(building)

    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


async def test_a_build_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_BOOT", "import time; time.sleep(600)")
    monkeypatch.setattr(process, "LONGEST", 0.2)

    with pytest.raises(TimeoutError):
        await soon(build(sample(), (), NOW))
