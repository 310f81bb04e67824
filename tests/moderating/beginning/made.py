"""A base as `init` makes it, with the marked places written out."""

from __future__ import annotations

import datetime as dt
import re

from bot.moderating.beginning.new_files import files
from bot.moderating.beginning.statements import Saying

NOW = dt.datetime(2031, 5, 20, 17, tzinfo=dt.UTC)
STRIKE = "ewu-2031"


def plain(now: dt.datetime = NOW) -> dict[str, bytes]:
    """The files of a base begun at a moment: the Example Workers' Union against Acme and Globex, since May 2, 2031."""
    saying = Saying(now)
    saying.union("Example Workers' Union (EWU)")
    saying.employer("Acme")
    saying.employer("Globex")
    saying.issue("pay: wages that keep up with prices")
    saying.in_zone("Detroit")
    saying.first("2031-05-02")
    made = files(saying.plan(), saying.names.free)
    return {name: data for name, data in made.items() if name.endswith(".yaml")}


def blocks(data: bytes) -> list[str]:
    """The parts of a file that blank lines keep apart."""
    return data.decode().strip().split("\n\n")


def is_entry(block: str) -> bool:
    """Whether a part is an entry, or a field, behind `# `; else it says what belongs there."""
    return re.match(r"# (?:- [a-z_]+: |[a-z_]+:(?: |\n))", block) is not None


def uncommented(block: str) -> str:
    """The entry, or the field, as it is without the `# ` before its lines."""
    return "\n".join(line.removeprefix("# ") for line in block.split("\n"))
