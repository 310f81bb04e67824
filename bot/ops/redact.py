"""Keeps secrets out of the log, whatever is logged and by whom."""

from __future__ import annotations

import logging
import re
import traceback
from dataclasses import dataclass, field

MASK = "[token]"
TOKENS_IN_ADDRESSES = re.compile(r"(?<=/)((?:interactions|webhooks)/\d+/)[^/\s\"'?]+")
"""With the token in the address of an interaction anyone can answer in the bot's name for a quarter of an hour."""


@dataclass
class Redact(logging.Filter):
    """Masks secrets and matches of patterns in messages and tracebacks alike."""

    secrets: list[str] = field(default_factory=list)
    patterns: list[tuple[re.Pattern[str], str]] = field(
        default_factory=lambda: [(TOKENS_IN_ADDRESSES, rf"\1{MASK}")]
    )

    def __post_init__(self) -> None:
        super().__init__()

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        if (masked := self.masked(text)) != text:
            record.msg, record.args = masked, ()
        if record.exc_info and record.exc_info[0] is not None:
            trace = "".join(traceback.format_exception(*record.exc_info)).rstrip()
            if (masked := self.masked(trace)) != trace:
                record.exc_text = masked
                record.exc_info = None
        return True

    def masked(self, text: str) -> str:
        for secret in self.secrets:
            text = text.replace(secret, MASK)
        for pattern, instead in self.patterns:
            text = pattern.sub(instead, text)
        return text


def masked(text: str) -> str:
    """A text for a file beside the log, without what is kept out of the log."""
    for handler in logging.getLogger().handlers:
        for one in handler.filters:
            text = one.masked(text) if isinstance(one, Redact) else text
    return text


def keep_out(*secrets: str, patterns: tuple[tuple[re.Pattern[str], str], ...] = ()) -> None:
    """Mask these in everything that the root logger's handlers write."""
    for handler in logging.getLogger().handlers:
        found = next((one for one in handler.filters if isinstance(one, Redact)), None)
        if found is None:
            found = Redact()
            handler.addFilter(found)
        found.secrets += [secret for secret in secrets if secret and secret not in found.secrets]
        found.patterns += [one for one in patterns if one not in found.patterns]
