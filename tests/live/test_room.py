"""What a build may take of a container's memory, read from what Linux says of it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.live.room import left

if TYPE_CHECKING:
    from pathlib import Path

MIB = 1024 * 1024
LIMITED = """
import resource, sys
from pathlib import Path
from bot.live.room import stand_back
stand_back(Path(sys.argv[1]), Path(sys.argv[2]))
print(resource.getrlimit(resource.RLIMIT_DATA)[0])
"""


def linux(folder: Path, *, most: str, used: int, group: str = "/") -> tuple[Path, Path]:
    """Folders as a container finds them."""
    process, cgroups = folder / "proc", folder / "cgroups"
    place = cgroups / group.lstrip("/")
    process.mkdir()
    place.mkdir(parents=True)
    (process / "cgroup").write_text(f"1:name=x:/y\n0::{group}\n")
    (process / "status").write_text("Name:\tpython\nVmData:\t   30720 kB\nThreads:\t1\n")
    (place / "memory.max").write_text(f"{most}\n")
    (place / "memory.stat").write_text(f"anon {used}\nfile 999999999\nanon_thp 0\n")
    return process, cgroups


@pytest.mark.parametrize("group", ["/", "/system.slice/strikebot.service"])
def test_what_is_left_is_the_limit_without_what_cannot_be_dropped(tmp_path: Path, group: str) -> None:
    assert left(*linux(tmp_path, most=str(512 * MIB), used=200 * MIB, group=group)) == 312 * MIB


def test_nothing_is_left_where_more_is_used_than_allowed(tmp_path: Path) -> None:
    assert left(*linux(tmp_path, most=str(512 * MIB), used=600 * MIB)) == 0


@pytest.mark.parametrize("most", ["max", "", "soon"])
def test_no_limit_is_none(tmp_path: Path, most: str) -> None:
    assert left(*linux(tmp_path, most=most, used=0)) is None


def test_a_system_that_says_nothing_has_no_limit(tmp_path: Path) -> None:
    assert left(tmp_path, tmp_path) is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has this limit")
@pytest.mark.parametrize(("most", "limit"), [(str(512 * MIB), (30 + 156) * MIB), ("max", -1)])
def test_a_build_takes_half_of_what_is_left_and_goes_first(
    tmp_path: Path, project_root: Path, most: str, limit: int
) -> None:
    process, cgroups = linux(tmp_path, most=most, used=200 * MIB)
    told = subprocess.run(
        [sys.executable, "-c", LIMITED, str(process), str(cgroups)],
        cwd=project_root, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert int(told.stdout) == limit
    assert (process / "oom_score_adj").read_text() == "1000"
