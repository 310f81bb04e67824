"""Restores a backup into copies of a folder, dying one step later each time: `python dying.py BACKUP KNOWLEDGE COPIES`.

Prints the exit code of each try, until one came to its end.
"""

from __future__ import annotations

import os
import shutil
import sys
from itertools import count
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.backup.records import RecordsPlace
from bot.backup.restore import restore

BACKUP, KNOWLEDGE, COPIES = (Path(name) for name in sys.argv[1:])
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "open"}
DEAD = 9


def restore_until(last: int, folder: Path) -> None:
    """In a process of its own. Each change of the folder is a step; opening a file to write it is one too."""
    steps = count()

    def die(event: str, arguments: tuple[Any, ...]) -> None:
        if event in CHANGES and str(arguments[0]).startswith(str(folder)) and next(steps) == last:
            os._exit(DEAD)

    sys.addaudithook(die)
    restore(BACKUP, folder, RecordsPlace("sqlite", path=folder / "none"), force=True)
    os._exit(0)


for number in count():
    place = COPIES / str(number)
    shutil.copytree(KNOWLEDGE, place)
    child = os.fork()
    if not child:
        restore_until(number, place)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    sys.stdout.write(f"{code}\n")
    if code != DEAD:
        break
