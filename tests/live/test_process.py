"""Building in a process of its own: the same engine, whatever becomes of the process."""

from __future__ import annotations

import asyncio
import os
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.folder import gather
from bot.live import process
from bot.live.building import make
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


@pytest.mark.parametrize("boot", ["", "import os; os.abort()", "print('what is this')"])
async def test_a_process_that_ends_early_is_no_loss(
    boot: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(process, "_BOOT", boot)
    built = await soon(build(sample(), (), NOW))

    assert built.engine is not None
    assert "building it here" in caplog.text


async def test_where_no_process_can_be_started_it_is_built_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))

    assert (await soon(build(sample(), (), NOW))).engine is not None


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
