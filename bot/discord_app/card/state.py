"""What a button or menu carries in its custom id: enough to act after a restart, and to tell old cards from new."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from bot.dates.partial import FIRST_YEAR, LAST_YEAR

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_REST = (
    r"(?P<key>[0-9a-f]{12}):(?P<as_of>-?[0-9a-z]{1,9})(?P<live>[+=]):(?P<revision>\w{0,12})"
    r":(?P<asker>[0-9a-z]{1,13}):(?P<arg>[0-9a-z]{0,16})"
)


def base36(number: int) -> str:
    if number < 0:
        return "-" + base36(-number)
    text = ""
    while True:
        number, rest = divmod(number, 36)
        text = _DIGITS[rest] + text
        if not number:
            return text


@dataclass(frozen=True, slots=True)
class CardState:
    """One action of one card. `key` is that of its request; `asker` the id of the one who asked."""

    key: str
    as_of: dt.datetime
    live: bool
    revision: str
    asker: int
    action: str = "p"
    arg: str = ""

    def custom_id(self, action: str, arg: str = "") -> str:
        moment = base36(int(self.as_of.timestamp())) + ("+" if self.live else "=")
        return f"sb:{action}:{self.key}:{moment}:{self.revision[:12]}:{base36(self.asker)}:{arg}"

    def asked_by(self, user_id: int) -> CardState:
        return replace(self, asker=user_id)


def page_arg(number: int, *, original: bool = False) -> str:
    """What a button carries of a page: its number, and whether it is of the reply as it was written."""
    return f"{number}e" if original else str(number)


def read_page(arg: str) -> tuple[int, bool]:
    """The same read back; the first page where it is none."""
    match = re.fullmatch(r"(\d{1,6})(e?)", arg, re.ASCII)
    return (int(match[1]), bool(match[2])) if match else (0, False)


def pattern(actions: str) -> str:
    """The template of the custom ids of these actions, given as a character class."""
    return rf"sb:(?P<action>{actions}):{_REST}"


def parse(custom_id: str) -> CardState | None:
    """The state in a custom id of ours; None for any other."""
    match = re.fullmatch(pattern("[a-z]"), custom_id, re.ASCII)
    if match is None:
        return None
    try:
        moment = dt.datetime.fromtimestamp(int(match["as_of"], 36), dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    live = match["live"] == "+"
    return CardState(
        match["key"], moment, live, match["revision"], int(match["asker"], 36), match["action"], match["arg"]
    )
