"""Reads a page strictly: every tag closed where it was opened, no id twice, no block within a paragraph."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img"}
BLOCKS = {
    "p",
    "ul",
    "ol",
    "dl",
    "div",
    "section",
    "article",
    "aside",
    "figure",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "nav",
    "details",
}
OF_SVG = {"circle", "path", "rect", "line"}


class Page(HTMLParser):
    """What a test asks of a page. AssertionError for a page that is not well made."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == [], self._open
        self.ids = [value for _, attrs in self.tags if (value := attrs.get("id"))]
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not ("p" in self._open and tag in BLOCKS), f"<{tag}> within a paragraph"
        assert len(attrs) == len(dict(attrs)), attrs
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in OF_SVG, f"<{tag}/> closes itself only within a picture"
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def addresses(self) -> list[str]:
        return [
            value
            for _, attrs in self.tags
            for name in ("href", "src", "action")
            if (value := attrs.get(name))
        ]
