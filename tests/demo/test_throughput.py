"""The throughput benchmark still measures what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.discord_throughput import COMMANDS, measure, told

if TYPE_CHECKING:
    from pathlib import Path


async def test_every_interaction_is_answered_and_timed(project_root: Path) -> None:
    found = await measure(project_root / "knowledge", ["What day is it?"], len(COMMANDS), 60)
    assert (found.count, found.unanswered, found.failed) == (len(COMMANDS), 0, [])
    assert found.ours.keys() == found.latency.keys() == {"/ask", "/day", "/status", "autocomplete"}
    for command, latencies in found.latency.items():
        assert all(0 < own < whole for own, whole in zip(found.ours[command], latencies, strict=True))
    assert "/ask" in told(found)


async def test_it_ends_when_its_time_is_up(project_root: Path) -> None:
    found = await measure(project_root / "knowledge", ["What day is it?"], 1000, 0)
    assert found.count == 0
