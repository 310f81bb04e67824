"""What the process tells its caller when it ends."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """78 is EX_CONFIG of sysexits.h: nothing to restart for, a person has to change a setting first."""

    OK = 0
    FAILED = 1
    CONFIG = 78
