"""A process that writes knowledge files is killed, really, and nothing that it had saved is lost."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.knowledge.samples import put

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_kill_at_every_step_and_at_random_loses_nothing(tmp_path: Path, project_root: Path) -> None:
    put(tmp_path)
    command = [sys.executable, "-m", "benchmarks.kills", "--knowledge", str(tmp_path), "--kills", "20"]
    done = subprocess.run(command, cwd=project_root, capture_output=True, text=True, check=False, timeout=240)
    first, second = done.stdout.splitlines()
    assert "system calls of 5 edits: 0 lost or torn, 0 bases that do not load" in first
    assert int(first.split("each of ")[1].split()[0]) > 50
    assert second.startswith("killed 20 times at random, after ")
    assert ": 0 lost or torn, 0 bases that do not load" in second
    assert done.returncode == 0
