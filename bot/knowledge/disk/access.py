"""Why this process may not read or write in the knowledge folder, and the command with which whoever runs it lets it."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING

from bot.knowledge.problems import brief

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MOUNTED = "it is mounted read-only, as where it is pulled from git"
ROOT = 0
READ, WRITE = 0o400, 0o200


def may_write(folder: Path) -> bool:
    """Whether this process may change what is in a folder: not where it is mounted to be read only."""
    return os.access(folder, os.W_OK | os.X_OK)


def may_look(folder: Path) -> bool:
    """Whether this process may list a folder, and see what the files in it are."""
    return os.access(folder, os.R_OK | os.X_OK)


def unwritable(folders: Iterable[Path]) -> str:
    """Why not, of the first folder that cannot be written to; empty where all can."""
    for folder in folders:
        if folder.is_dir() and not may_write(folder):
            return (
                MOUNTED
                if _read_only(folder)
                else why_not(folder) or f"the system does not allow it in {folder}"
            )
    return ""


def why_not(path: Path, bit: int = WRITE) -> str:
    """Whose a file or folder is that this process may not use, and what to do; empty where that is not the reason."""
    try:
        found = path.stat()
        me, group = os.geteuid(), os.getegid()
    except (OSError, AttributeError):  # not there, or on a system that has no owners
        return ""
    where = brief(shlex.quote(str(path.absolute())), 300)
    if found.st_uid != me:
        command = f"chown -R {me}:{group} {where}"
        other = f"{found.st_uid}:{found.st_gid}"
        instead = (
            f", or run me as {other} (STRIKEBOT_USER={other} with compose.yaml)"
            if found.st_uid != ROOT
            else ""
        )
        return (
            f"{where} belongs to {_named(found.st_uid)}, and I run as {_named(me)}; `{command}` gives it to me"
            f" (as root; of a container, on the machine that runs it, with the path that the folder has there){instead}"
        )
    if not found.st_mode & bit:
        return f"{where} is closed even to {_named(me)}, as whom I run; `chmod -R u+rwX {where}` opens it"
    return ""


def _read_only(folder: Path) -> bool:
    try:
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    except (OSError, AttributeError):
        return False


def _named(uid: int) -> str:
    """`uid 1000 (anna)`, without the name where the system has none."""
    try:
        import pwd

        return f"uid {uid} ({pwd.getpwuid(uid).pw_name})"
    except (ImportError, KeyError):
        return f"uid {uid}"
