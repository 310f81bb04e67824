"""Says, as JSON, what a process in a container is, sees and may write."""

import json
import os
import sys
from pathlib import Path

PLACES = ("/", "/app", "/app/knowledge", "/opt/strikebot", "/usr/local", "/etc", "/data", "/tmp")


def writable(folder: str) -> bool:
    try:
        Path(folder, "written").touch()
    except OSError:
        return False
    return True


def owned() -> list[str]:
    """What belongs to this user, without what lies in it."""
    found: list[str] = []
    for folder, inner, files in os.walk("/"):
        inner[:] = [name for name in inner if folder != "/" or name not in ("proc", "sys", "dev", "given")]
        mine = [
            path
            for name in (*inner, *files)
            if os.lstat(path := str(Path(folder, name))).st_uid == os.getuid()
        ]
        found += mine
        inner[:] = [name for name in inner if str(Path(folder, name)) not in mine]
    return sorted(found)


status = dict(
    line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":\t" in line
)
installed = next(Path("/opt/strikebot/lib").glob("python*/site-packages"))
json.dump(
    {
        "user": os.getuid(),
        "group": os.getgid(),
        "groups": os.getgroups(),
        "capabilities": [status[f"Cap{name}"] for name in ("Inh", "Prm", "Eff", "Bnd", "Amb")],
        "no_new_privileges": status["NoNewPrivs"],
        "owned": owned(),
        "app": sorted(os.listdir("/app")),
        "packages": sorted({path.name for path in installed.iterdir()}),
        "writable": [folder for folder in PLACES if writable(folder)],
    },
    sys.stdout,
)
