"""What a page says of itself, as it is marked in its HTML: read in a process of its own, which is ended where it takes too long.

Of the parsers that were tried, Python's own, Lexbor and libxml2, each takes minutes for some two mebibytes that are made to
this end. So it is the one that comes with Python, where neither the time nor the memory of the bot is at stake. The blocks of
JSON come back as text: the bot reads those itself, as long as the page is at most, and looks no further than linked_data.py says.
"""

from __future__ import annotations

import asyncio
import codecs
import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 5.0
"""Seconds for one page."""
TAGS, BLOCKS = 500, 50
"""So many tags and blocks of data are read of one page."""
_INHERITED = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "PYTHONPATH", "VIRTUAL_ENV")
"""What the process gets of the environment: no token, no address of a database."""
_BOOT = "import sys; sys.path[:] = sys.argv[2:]; from bot.moderating.pages.marked import serve; serve()"
_META_CHARSET = re.compile(rb"<meta\s[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_LATIN = frozenset({"latin-1", "latin1", "iso-8859-1", "iso8859-1", "ascii", "us-ascii"})


@dataclass
class Marked:
    """`metas`: name and content of its <meta> tags, in their order, the names in small letters; `data`: its blocks of JSON-LD."""

    metas: list[tuple[str, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    title: str = ""
    canonical: str = ""

    def all(self, *names: str) -> Iterator[str]:
        """What the page says by these names, those named first before the others."""
        for name in names:
            yield from (content for found, content in self.metas if found == name)


class CannotReadError(Exception):
    """The page takes too long, or its process ended; the message says which, in words for a person."""


async def marked_apart(content: bytes, charset: str) -> Marked:
    """What is marked in a page. CannotReadError."""
    return await asyncio.to_thread(_apart, content, charset)


def _apart(content: bytes, charset: str) -> Marked:
    environment = {name: value for name in _INHERITED if (value := os.environ.get(name))}
    command = [sys.executable, "-c", _BOOT, charset[:40], *sys.path]
    try:
        ended = subprocess.run(  # noqa: S603  (this Python, with words of ours)
            command, input=content, capture_output=True, env=environment, timeout=LONGEST, check=True
        )
    except subprocess.TimeoutExpired:
        raise CannotReadError("it takes too long to be read") from None
    except (OSError, subprocess.SubprocessError):
        raise CannotReadError("it could not be read as a web page") from None
    found = json.loads(ended.stdout)
    return Marked(**{**found, "metas": [(name, said) for name, said in found["metas"]]})


def serve() -> None:
    """In that process: the page comes in, what is marked in it goes out."""
    found = asdict(marked(sys.stdin.buffer.read(), sys.argv[1]))
    sys.stdout.write(json.dumps(found))


def marked(content: bytes, charset: str = "") -> Marked:
    """What is marked, up to where the parser gives up: some sections that no page has are too much for it."""
    parser = _Parser()
    with suppress(AssertionError):
        parser.feed(decoded(content, charset))
        parser.close()
    return parser.found


def decoded(content: bytes, charset: str) -> str:
    """The text of a page. What is UTF-8 all through is UTF-8, whatever it says of itself: nothing else looks like it."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(name, "replace")
    inside = _META_CHARSET.search(content[:4096])
    said = [charset, inside[1].decode() if inside else ""]
    for name in (*said, "utf-8") if content.isascii() else ("utf-8", *said):
        with suppress(LookupError, ValueError):  # of a name that is none, or of something else
            return _decoded(content, "cp1252" if name.casefold() in _LATIN else name)
    return content.decode("cp1252", "replace")


def _decoded(content: bytes, charset: str) -> str:
    """A letter that is cut at the end is left out. LookupError for what is no charset."""
    b" ".decode(charset)
    return codecs.getincrementaldecoder(charset)().decode(content)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Marked()
        self._text: list[str] | None = None
        self._in_drawing = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in reversed(attrs)}
        if tag == "svg":
            self._in_drawing += 1
        elif tag == "meta" and len(self.found.metas) < TAGS:
            self._meta(said)
        elif tag == "link" and "canonical" in said.get("rel", "").casefold().split():
            self.found.canonical = self.found.canonical or said.get("href", "").strip()
        elif self._is_told(tag, said):
            self._text = []

    def _is_told(self, tag: str, said: dict[str, str]) -> bool:
        """Whether the text in a tag is wanted: that of the page's own title, not of a drawing's; and data."""
        if tag == "title":
            return not (self._in_drawing or self.found.title)
        return tag == "script" and said.get("type", "").strip().casefold() == "application/ld+json"

    def _meta(self, said: dict[str, str]) -> None:
        for name in ("property", "name"):
            if said.get(name) and said.get("content", "").strip():
                self.found.metas.append((said[name].strip().casefold(), said["content"]))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "svg":
            self._in_drawing = max(self._in_drawing - 1, 0)
        elif self._text is not None and tag in ("title", "script"):
            text, self._text = "".join(self._text), None
            if tag == "title":
                self.found.title = text
            elif len(self.found.data) < BLOCKS:
                self.found.data.append(text)
