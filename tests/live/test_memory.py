"""A base leaves no trace once nobody uses it, and what somebody uses stays whole."""

from __future__ import annotations

import gc
import platform
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.live.builder import make
from bot.live.memory import dismantle, give_back, kept
from tests.knowledge.samples import FILES
from tests.live.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.engine import Engine


@pytest.fixture
def fresh() -> Engine:
    engine = make({name: text.encode() for name, text in FILES.items()}, (), NOW).engine
    assert engine is not None
    return engine


@pytest.fixture
def without_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("without_collector")
def test_an_engine_is_in_no_cycle_so_that_it_goes_without_the_collector() -> None:
    engine = make({name: text.encode() for name, text in FILES.items()}, (), NOW).engine
    assert engine is not None
    engine.ask("what happened at the meeting", NOW)
    whole: tuple[Any, ...] = (engine, engine.catalogue, engine.catalogue.index, engine.finding)
    parts: list[weakref.ref[Any]] = [weakref.ref(part) for part in whole]
    del engine, whole

    assert [part() for part in parts] == [None] * len(parts)


@pytest.mark.usefixtures("without_collector")
def test_what_is_taken_apart_is_freed_without_the_collector(fresh: Engine) -> None:
    parts: list[weakref.ref[Any]] = [weakref.ref(fresh.catalogue), weakref.ref(fresh.catalogue.index)]
    whole: list[object] = [[fresh.catalogue, fresh.timeline]]
    del fresh.catalogue, fresh.timeline, fresh.finding
    dismantle(whole)

    assert whole == []
    assert [part() for part in parts] == [None, None]


def test_what_somebody_still_uses_stays_whole(fresh: Engine) -> None:
    before = fresh.ask("what happened at the meeting", NOW)
    dismantle([fresh])

    assert fresh.ask("what happened at the meeting", NOW) == before


def test_circles_are_walked_once() -> None:
    one: list[object] = []
    other: list[object] = [one, one, one]
    one += [other, one, "text"]
    dismantle([one])

    assert one == [other, one, "text"]


def test_what_is_kept_is_out_of_the_collectors_way() -> None:
    before, thresholds = gc.get_freeze_count(), gc.get_threshold()
    with kept():
        made = [[number] for number in range(1000)]
    try:
        assert gc.get_freeze_count() - before >= len(made)
        assert gc.get_threshold() == thresholds
    finally:
        gc.unfreeze()


def test_what_fails_is_not_kept() -> None:
    before, thresholds = gc.get_freeze_count(), gc.get_threshold()
    with pytest.raises(ValueError, match="no"), kept():
        raise ValueError("no")

    assert gc.get_freeze_count() == before
    assert gc.get_threshold() == thresholds


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another library gives back in its own way")
def test_what_is_free_between_what_is_used_is_given_back_to_the_system() -> None:
    blocks = [
        b"x" * (100_000 + number) for number in range(1_000)
    ]  # below the size that is given back at once
    used = blocks[::10]
    del blocks
    before = resident()
    give_back()

    assert len(used) == 100
    assert resident() < before - 50_000


def resident() -> int:
    """Kilobytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0])
