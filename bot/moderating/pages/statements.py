"""What a page states of itself: each fact from the first of the places that pages have for it. What none of them says stays
empty, and so does what cannot be told for sure."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from bot.matching.text import visible
from bot.moderating.forms.engine.fields import SHORT
from bot.moderating.pages import linked_data
from bot.moderating.pages.page_dates import Published, published

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.moderating.pages.linked_data import LinkedData, Thing
    from bot.moderating.pages.marked import Marked

AUTHORS = 12
"""Names of authors that are taken over."""
_TITLES = ("citation_title", "og:title", "twitter:title", "dc.title", "dcterms.title")
_PUBLISHERS = (
    "og:site_name", "citation_journal_title", "citation_publisher", "dc.publisher", "dcterms.publisher",
    "application-name",
)  # fmt: skip
_AUTHORS = (
    ("citation_author", "citation_authors"), ("author",), ("article:author",), ("parsely-author",),
    ("dc.creator", "dcterms.creator"),
)  # fmt: skip
_DATES = (
    "article:published_time", "og:article:published_time", "citation_publication_date", "citation_online_date",
    "citation_date", "parsely-pub-date", "dcterms.issued", "dc.date.issued", "dc.date", "dcterms.date",
    "datepublished", "pubdate", "publish-date", "publish_date", "date",
)  # fmt: skip
_PARTS = re.compile(r"\s+[|–—·:»-]\s+")
_CUT = ("…", "...")


@dataclass(frozen=True, slots=True)
class Stated:
    """Plain text of one line each, never cut. `own_address` is the one that the page names as its own, in full."""

    title: str = ""
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: Published | None = None
    is_news: bool = False
    """Whether it says that it is an article of the news."""
    own_address: str = ""

    @property
    def says_nothing(self) -> bool:
        return not (self.title or self.publisher or self.authors or self.published)


def stated(marked: Marked, address: str) -> Stated:
    """`address` is the one at which the page was read."""
    own = _own_address(marked, address)
    data, article = _article(marked, frozenset(map(linked_data.bare, filter(None, (address, own)))))
    publisher = next(_publishers(marked, data, article), "")
    return Stated(
        title=_title(marked, article, publisher),
        publisher=publisher,
        authors=_authors(marked, data, article, publisher),
        published=_published(marked, article),
        is_news=bool(linked_data.NEWS & linked_data.types(article)),
        own_address=own,
    )


def _article(marked: Marked, addresses: frozenset[str]) -> tuple[LinkedData, Thing]:
    data = linked_data.read(marked.data)
    try:
        return data, data.article(addresses)
    except RecursionError:  # of data within data, without end
        return data, {}


def _own_address(marked: Marked, address: str) -> str:
    """The canonical address, in full; not the front page, which many pages name by mistake."""
    for said in (marked.canonical, *marked.all("og:url")):
        try:
            own = urljoin(address, said.strip()) if said.strip() else ""
            parts = urlsplit(own)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and parts.path not in ("", "/"):
            return own
    return ""


def _lines(texts: Iterable[object]) -> Iterator[str]:
    """Texts as a person sees them, those that a field has room for."""
    for text in texts:
        if isinstance(text, str):
            line = " ".join(visible(html.unescape(text[: 10 * SHORT])).split())
            if line and len(line) <= SHORT and len(text) <= 10 * SHORT:
                yield line


def _names(texts: Iterable[object]) -> Iterator[str]:
    """Without the addresses and accounts that stand where a name should."""
    yield from (line for line in _lines(texts) if not re.match(r"https?:|www\.|@", line, re.IGNORECASE))


def _publishers(marked: Marked, data: LinkedData, article: Thing) -> Iterator[str]:
    yield from _names(data.names(article.get("publisher")))
    yield from _names(marked.all(*_PUBLISHERS))


def _title(marked: Marked, article: Thing, publisher: str) -> str:
    """The headline, whole and without the name of the paper behind it."""
    said = [*linked_data.listed(article.get("headline")), *linked_data.listed(article.get("name"))]
    found = list(_lines([*said, *marked.all(*_TITLES), marked.title]))
    whole = [line for line in found if not line.endswith(_CUT)]
    return _without_publisher((whole or found or [""])[0], {publisher, *_names(marked.all("og:site_name"))})


def _without_publisher(title: str, names: set[str]) -> str:
    parts = [*_PARTS.finditer(title)]
    if parts and title[parts[-1].end() :].casefold() in {name.casefold() for name in names}:
        return title[: parts[-1].start()]
    return title


def _authors(marked: Marked, data: LinkedData, article: Thing, publisher: str) -> tuple[str, ...]:
    said = [data.names(article.get("author")), *(marked.all(*names) for names in _AUTHORS)]
    for place, texts in enumerate(said):
        found = [line.removeprefix("By ").removeprefix("by ") for line in _names(texts)]
        if place == 1:
            found = [_first_name_first(one) for line in found for one in line.split(";")]
        people = [name.strip() for name in dict.fromkeys(found) if name.casefold() != publisher.casefold()]
        if people:
            return tuple(people[:AUTHORS])
    return ()


def _first_name_first(name: str) -> str:
    """`Lee, Ann` of a library's catalogue as `Ann Lee`."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and "," not in first else name


def _published(marked: Marked, article: Thing) -> Published | None:
    said = [*linked_data.listed(article.get("datePublished")), *marked.all(*_DATES)]
    return next((found for text in _lines(said) if (found := published(text))), None)
