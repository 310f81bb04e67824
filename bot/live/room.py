"""How much memory a build may take, so that it is the build that ends where there is too little, and not the bot."""

from __future__ import annotations

import contextlib
import re
import sys
from pathlib import Path

CGROUPS = Path("/sys/fs/cgroup")
PROCESS = Path("/proc/self")


def stand_back(process: Path = PROCESS, cgroups: Path = CGROUPS) -> None:
    """For the process that builds: it goes first where memory is short, and takes half of what its container has left.

    The other half is for the same base once more, in the bot, where it goes next. Without a container's limit there is
    only the first; outside Linux neither.
    """
    with contextlib.suppress(OSError):
        # https://man7.org/linux/man-pages/man5/proc_pid_oom_score_adj.5.html
        (process / "oom_score_adj").write_text("1000", "ascii")
    free = left(process, cgroups)
    if free is not None and sys.platform == "linux":
        import resource

        most = _data(process) + free // 2
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


def left(process: Path = PROCESS, cgroups: Path = CGROUPS) -> int | None:
    """Bytes that the container (cgroup v2) has left, besides what it could drop; None where it has no limit."""
    try:
        path = _found(r"(?m)^0::(/.*)$", (process / "cgroup").read_text("utf-8"))
        group = cgroups / path.lstrip("/")
        most = (group / "memory.max").read_text("ascii").strip()
        used = _found(r"(?m)^anon (\d+)$", (group / "memory.stat").read_text("ascii"))
    except (OSError, ValueError):
        return None
    return max(int(most) - int(used), 0) if most.isdecimal() else None


def _data(process: Path) -> int:
    """Bytes of the process's own that count towards RLIMIT_DATA."""
    try:
        return int(_found(r"(?m)^VmData:\s+(\d+) kB$", (process / "status").read_text("utf-8"))) * 1024
    except (OSError, ValueError):
        return 0


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(pattern)
    return match[1]
