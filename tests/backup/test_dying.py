"""A restore that is killed at any step: what is left can always be brought back to the old state or the new one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.backup.folder import recover
from bot.backup.save import save
from tests.backup.conftest import NOW, contents
from tests.knowledge.samples import put

if TYPE_CHECKING:
    from bot.backup.records import RecordsPlace

DYING = Path(__file__).with_name("dying.py")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_a_killed_restore_leaves_the_old_files_or_the_new_ones(
    knowledge: Path, place: RecordsPlace, tmp_path: Path
) -> None:
    backup, copies = tmp_path / "backup.zip", tmp_path / "copies"
    save(backup, knowledge, place, NOW)
    new = {**contents(knowledge), ".git/config": b"mine"}
    extra = {"strikes/extra/strike.yaml": "id: extra\n", ".git/config": "mine"}
    put(knowledge, {"README.md": "Changed\n", "answers.yaml": "[]\n", **extra})
    old = contents(knowledge)

    ended = subprocess.run([sys.executable, DYING, backup, knowledge, copies], capture_output=True, text=True)
    codes = [int(line) for line in ended.stdout.split()]
    found = []
    for number in range(len(codes)):
        recover(copies / str(number))
        found.append(contents(copies / str(number)))

    assert (codes, ended.stderr) == ([9] * (len(codes) - 1) + [0], "")
    changed = found.index(new)
    assert changed > 20
    assert found == [old] * changed + [new] * (len(found) - changed), "once the new files count, they stay"
    assert changed < len(found) - 1
