"""Small text files that people write for the bot, in whatever encoding their editor or shell has chosen."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from bot.errors import StrikebotError

if TYPE_CHECKING:
    from pathlib import Path

ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as that of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),  # what `>` of Windows PowerShell writes
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The marks at the beginning of a file that leave no doubt about its encoding; without one it is UTF-8."""
MOST = 64 * 1024
"""Bytes that a file of settings has at most."""


class TextFileError(StrikebotError):
    """A file whose text cannot be had: its name, what was found and what was expected."""

    def __init__(self, path: Path, found: str, expected: str) -> None:
        super().__init__(f"{path}: found {found}, expected {expected}")


def text_of(path: Path) -> str:
    """The text of a file; TextFileError where it cannot be read, or its encoding would have to be guessed."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except IsADirectoryError:
        raise TextFileError(
            path, "a folder (Docker makes one where a file to mount is missing)", "a file"
        ) from None
    except PermissionError:
        raise TextFileError(path, "a file that may not be read", "one that the bot's user may read") from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise TextFileError(path, f"a file that cannot be read ({reason})", "one that can") from None
    if len(data) > MOST:
        raise TextFileError(path, f"more than {MOST >> 10} KiB", "less")
    return _decoded(path, data)


def _decoded(path: Path, data: bytes) -> str:
    encoding = next((name for mark, name in ENCODINGS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise TextFileError(path, "bytes that are not UTF-8", "a file saved as UTF-8") from None
    if "\0" in text:
        raise TextFileError(path, "NUL characters, as UTF-16 has them", "a file saved as UTF-8")
    return text
