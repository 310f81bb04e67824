"""Keeps the token out of the log, whatever is logged."""

from __future__ import annotations

import logging
import traceback

MASK = "[token]"


class Redact(logging.Filter):
    """Masks a secret in messages and tracebacks alike."""

    def __init__(self, secret: str) -> None:
        super().__init__()
        self._secret = secret

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        if self._secret in text:
            record.msg, record.args = text.replace(self._secret, MASK), ()
        if record.exc_info and record.exc_info[0] is not None:
            trace = "".join(traceback.format_exception(*record.exc_info)).rstrip()
            if self._secret in trace:
                record.exc_text = trace.replace(self._secret, MASK)
                record.exc_info = None
        return True


def keep_out(secret: str) -> None:
    """Mask a secret in everything that the root logger's handlers write."""
    for handler in logging.getLogger().handlers:
        handler.addFilter(Redact(secret))
