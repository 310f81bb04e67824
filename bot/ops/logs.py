"""The log: text for a terminal, or one JSON object a line for machines; each line with the id of what it belongs to."""

from __future__ import annotations

import datetime as dt
import json
import logging
from contextvars import ContextVar
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from typing import TextIO

EVENT: ContextVar[str] = ContextVar("event", default="")
"""The id of the interaction or message being worked on; everything that is done for it carries it on."""
LONGEST = 8_000
"""Characters of a message, and of a trace: what went wrong may hold a whole file."""


class TextFormatter(logging.Formatter):
    """`2026-01-01 09:30:00,123 INFO bot.discord_app.lifecycle.command_sync: told Discord of 14 commands [5f3a9c1b]`"""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        text = bounded(super().formatMessage(record))
        event = EVENT.get()
        return f"{text} [{event}]" if event else text

    def format(self, record: logging.LogRecord) -> str:
        return bounded(super().format(record), 2 * LONGEST)


class JsonFormatter(logging.Formatter):
    """`{"time": …, "level": …, "logger": …, "message": …, "event": …, "error": …}`, the last two where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        told = {
            "time": moment,
            "level": record.levelname,
            "logger": record.name,
            "message": bounded(record.getMessage()),
        }
        if event := EVENT.get():
            told["event"] = event
        if error := record.exc_text or (self.formatException(record.exc_info) if record.exc_info else ""):
            told["error"] = bounded(error)
        return json.dumps(told, ensure_ascii=False)


def bounded(text: str, most: int = LONGEST) -> str:
    """The text, or its beginning and its end where it is too long for a log."""
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[:half]} … {len(text) - 2 * half:,} more characters … {text[-half:]}"


def configure(level: str, form: Literal["text", "json"], stream: TextIO | None = None) -> None:
    """Write the log to a stream, stderr by default; nothing where a handler is there already."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter() if form == "json" else TextFormatter())
    logging.basicConfig(level=level, handlers=[handler])
    logging.captureWarnings(True)
