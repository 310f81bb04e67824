"""Where the bot keeps what it remembers between runs, by the habits of the system."""

from __future__ import annotations

import os
from pathlib import Path


def state_dir() -> Path:
    """STATE_DIR, else the folder for such files that the system or XDG names. It may not exist yet."""
    chosen = os.environ.get("STATE_DIR")
    if chosen:
        return Path(chosen)
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        folder = os.environ.get(name, "")
        if folder and Path(folder).is_absolute():  # a relative one must be ignored, says the XDG standard
            return Path(folder) / "strikebot"
    try:
        home = Path.home()
    except RuntimeError:  # an account without a home, as in some containers
        return Path(".strikebot")
    return home / ".local" / "state" / "strikebot"
