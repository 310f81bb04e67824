"""Real files under a watched base: each way of changing them is one clean reload."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import watchfiles

from bot.clock import FixedClock
from bot.knowledge.disk.durable import write_atomic
from bot.knowledge.disk.folder import gather
from bot.knowledge.loader import revision
from bot.live.changes import Outcome, Refused, Swapped
from bot.live.keeper import Keeper
from bot.live.watcher import Pace, Watch, look
from tests.knowledge.samples import EVENTS, FILES, MEETINGS, put
from tests.live.conftest import NOW, QUICK, Told, build, engine_of, soon

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable
    from pathlib import Path

    from bot.answering.engine import Engine

SYSTEM_ONLY = replace(QUICK, quiet=0.2, look=3600.0)
LOOKS_ONLY = replace(QUICK, quiet=0.2)
LATER = FILES[MEETINGS].replace("They met.", "They met again.")


@contextlib.asynccontextmanager
async def watched(
    folder: Path, pace: Pace, engine: Engine | None = None
) -> AsyncIterator[tuple[Keeper, Told]]:
    """A keeper that follows the folder, from when the system tells of changes (where it does)."""
    keeper = Keeper(folder, engine or engine_of(folder), FixedClock(NOW), pace=pace, builder=build)
    told, watch = Told(keeper), Watch(folder, pace)
    following = asyncio.create_task(keeper.follow(watch))
    if pace is not LOOKS_ONLY:
        await soon(watch.listening.wait())
    await soon(watch.looked.wait())
    try:
        yield keeper, told
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


@pytest.fixture(params=["system", "looks"])
def pace(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Pace:
    """The system tells of changes and nobody looks, or the other way round."""
    if request.param == "system":
        return SYSTEM_ONLY

    def refuse(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(watchfiles, "awatch", refuse)
    return LOOKS_ONLY


def write_in_place(path: Path, data: bytes) -> None:
    """As an editor that empties the file first, and writes in pieces."""
    with path.open("wb", buffering=0) as file:
        for start in range(0, len(data), 50):
            file.write(data[start : start + 50])


def write_beside(path: Path, data: bytes) -> None:
    """As an editor that moves the old file away, writes a new one and moves that into place."""
    path.rename(path.with_name(f"{path.name}~"))
    fresh = path.with_name(".4913.tmp")
    fresh.write_bytes(data)
    fresh.rename(path)
    path.with_name(f"{path.name}~").unlink()


def move(path: Path, to: Path) -> None:
    path.rename(to)


@pytest.mark.parametrize("save", [write_in_place, write_beside, write_atomic])
async def test_a_save_is_one_reload(folder: Path, pace: Pace, save: Callable[[Path, bytes], None]) -> None:
    async with watched(folder, pace) as (keeper, told):
        save(folder / MEETINGS, LATER.encode())
        change = await told.next()
        assert (await keeper.reload()).kind == "unchanged"

    assert isinstance(change, Swapped)
    assert keeper.revision == revision(gather(folder)[0])
    assert told.changes == [change]


async def test_a_pull_that_touches_twenty_files_is_one_reload(folder: Path, pace: Pace) -> None:
    async with watched(folder, pace) as (keeper, told):
        for number in range(20):
            strike = folder / "strikes" / f"strike-{number}"
            strike.mkdir()
            text = FILES["strikes/wga-2023/strike.yaml"]
            for old in ("wga-2023", "2023 Writers strike", "WGA strike"):
                text = text.replace(old, f"strike-{number}")
            (strike / "strike.yaml").write_text(text, encoding="utf-8")
        change = await told.next()
        assert (await keeper.reload()).kind == "unchanged"

    assert isinstance(change, Swapped)
    assert len(change.new.base.strikes) == 21
    assert told.changes == [change]
    assert keeper.reloads == 1


async def test_a_file_that_is_half_written_for_a_while_is_not_complained_about(folder: Path) -> None:
    half = LATER[: LATER.index("kind:") + 3].encode()
    paused: list[float] = []

    async def finish(seconds: float) -> None:
        """Time passes, in which the rest is written."""
        paused.append(seconds)
        write_in_place(folder / MEETINGS, LATER.encode())

    async with watched(folder, replace(QUICK, settle=7.0, pause=finish)) as (_, told):
        (folder / MEETINGS).write_bytes(half)
        change = await told.next()

    assert paused == [7.0]
    assert isinstance(change, Swapped)
    assert told.changes == [change]


async def test_broken_files_are_told_once_over_several_saves(folder: Path, pace: Pace) -> None:
    async with watched(folder, pace) as (keeper, told):
        (folder / EVENTS).write_text("[", encoding="utf-8")
        assert isinstance(await told.next(), Refused)
        (folder / EVENTS).write_text("# Another try\n[", encoding="utf-8")
        assert (await keeper.reload()).kind == "refused"
        (folder / EVENTS).write_text(FILES[EVENTS] + "# Mended\n", encoding="utf-8")
        assert isinstance(await told.next(), Swapped)

    assert len(told.changes) == 2


async def test_a_folder_that_goes_and_comes_back_is_one_reload_and_watched_again(folder: Path) -> None:
    away = folder.with_name("away")
    put(away, {MEETINGS: LATER})
    back: list[float] = []

    async def bring_back(seconds: float) -> None:
        back.append(seconds)
        move(away, folder)

    async with watched(folder, replace(QUICK, pause=bring_back)) as (_, told):
        move(folder, folder.with_name("old"))
        change = await told.next()
        assert isinstance(change, Swapped)
        assert len(back) == 1
        (folder / EVENTS).write_text(FILES[EVENTS] + "# More\n", encoding="utf-8")
        assert isinstance(await told.next(), Swapped)

    assert len(told.changes) == 2


async def test_a_folder_that_stays_away_is_told_and_its_return_too(folder: Path) -> None:
    away = folder.with_name("away")
    async with watched(folder, QUICK) as (_, told):
        move(folder, away)
        gone = await told.next()
        assert isinstance(gone, Refused)
        assert str(gone.problems[0]).startswith("found no folder at ")
        put(away, {MEETINGS: LATER})
        move(away, folder)
        assert isinstance(await told.next(), Swapped)


async def test_the_system_tells_of_the_folder_that_was_put_in_the_place_of_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, begun = watchfiles.awatch, asyncio.Semaphore(0)

    def awatch(*args: Any, **named: Any) -> AsyncGenerator[set[watchfiles.main.FileChange], None]:  # noqa: ANN401  (as given)
        begun.release()
        return real(*args, **named)

    monkeypatch.setattr(watchfiles, "awatch", awatch)
    async with Watch(folder, QUICK):
        await soon(begun.acquire())
        move(folder, folder.with_name("old"))
        put(folder)
        await soon(begun.acquire())


@pytest.fixture
def mounted(tmp_path: Path) -> Path:
    """As Kubernetes mounts a ConfigMap: links to `..data`, itself a link that is put elsewhere in one step."""
    mount = tmp_path / "mount"
    put(mount / "..2023_01")
    (mount / "..data").symlink_to("..2023_01")
    for name in os.listdir(mount / "..2023_01"):
        (mount / name).symlink_to(f"..data/{name}")
    return mount


async def test_a_config_map_that_is_swapped_is_one_reload(mounted: Path, pace: Pace) -> None:
    async with watched(mounted, pace) as (keeper, told):
        put(mounted / "..2023_02", {MEETINGS: LATER})
        (mounted / "..data_tmp").symlink_to("..2023_02")
        (mounted / "..data_tmp").rename(mounted / "..data")
        shutil.rmtree(mounted / "..2023_01")
        change = await told.next()
        assert (await keeper.reload()).kind == "unchanged"

    assert isinstance(change, Swapped)
    assert told.changes == [change]


async def test_a_folder_behind_a_link_that_is_swapped_is_one_reload_and_watched_again(tmp_path: Path) -> None:
    """As git-sync does: `current` leads to another checkout."""
    put(tmp_path / "one" / "knowledge")
    put(tmp_path / "two" / "knowledge", {MEETINGS: LATER})
    current = tmp_path / "current"
    current.symlink_to("one")
    folder = current / "knowledge"
    async with watched(folder, QUICK) as (_, told):
        (tmp_path / "next").symlink_to("two")
        (tmp_path / "next").rename(current)
        assert isinstance(await told.next(), Swapped)
        (folder / EVENTS).write_text(FILES[EVENTS] + "# More\n", encoding="utf-8")
        assert isinstance(await told.next(), Swapped)

    assert len(told.changes) == 2


async def test_what_changed_before_the_watch_began_is_noticed(folder: Path) -> None:
    engine = engine_of(folder)
    (folder / MEETINGS).write_text(LATER, encoding="utf-8")
    async with watched(folder, SYSTEM_ONLY, engine) as (_, told):
        assert isinstance(await told.next(), Swapped)


async def test_a_reload_that_fails_is_logged_and_the_next_change_tried(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    keeper = Keeper(folder, engine_of(folder), FixedClock(NOW), pace=QUICK, builder=build)
    told, failed, reload = Told(keeper), asyncio.Event(), keeper.reload

    async def fail_once() -> Outcome:
        if not failed.is_set():
            failed.set()
            raise ZeroDivisionError
        return await reload()

    monkeypatch.setattr(keeper, "reload", fail_once)
    stop = asyncio.Event()
    watching = asyncio.create_task(keeper.watch(stop))
    await soon(failed.wait())
    (folder / MEETINGS).write_text(LATER, encoding="utf-8")
    assert isinstance(await told.next(), Swapped)
    stop.set()
    await soon(watching)

    assert "ZeroDivisionError" in caplog.text


async def test_a_burst_without_an_end_is_read_all_the_same(folder: Path) -> None:
    watch = Watch(folder, Pace(quiet=0.2, longest=0.3, look=3600.0))
    async with watch:
        running = asyncio.create_task(_ring(watch))
        await soon(watch.quiet())
        running.cancel()


async def _ring(watch: Watch) -> None:
    while True:
        watch.changed.set()
        await asyncio.sleep(0.01)


async def test_no_change_is_no_burst_and_one_change_is_one(folder: Path) -> None:
    watch = Watch(folder, Pace(quiet=0.01, look=3600.0))
    waiting = asyncio.create_task(watch.quiet())
    await asyncio.sleep(0)
    assert not waiting.done()
    watch.changed.set()
    await soon(waiting)
    assert not watch.changed.is_set()


async def test_to_stop_ends_the_watch_and_a_reload_under_way(folder: Path) -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def hang(*_: object) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    keeper = Keeper(folder, engine_of(folder), FixedClock(NOW), pace=QUICK, builder=hang)  # type: ignore[arg-type]  # never gives anything
    stop = asyncio.Event()
    (folder / MEETINGS).write_text(LATER, encoding="utf-8")
    watching = asyncio.create_task(keeper.watch(stop))
    await soon(begun.wait())
    stop.set()
    await soon(watching)

    assert ended.is_set()
    assert not keeper.lock.locked()


def test_a_look_sees_every_file_that_changes(mounted: Path) -> None:
    before = look(mounted)
    assert look(mounted) == before
    for name in FILES:
        path = mounted / "..2023_01" / name
        path.write_bytes(path.read_bytes() + b"\n")
        after = look(mounted)
        assert after != before, name
        before = after
