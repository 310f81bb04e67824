"""The article among the JSON-LD of a page (https://schema.org/Article), its links to other parts of it followed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST = 2000
"""Values that are looked at on one page."""
DEEPEST = 20
"""Lists and graphs within one another that are gone into; pages have three or four."""
Thing = dict[str, Any]
NEWS = frozenset(
    "NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle ReviewNewsArticle"
    " AskPublicNewsArticle".split()
)
_ARTICLES = NEWS | frozenset(
    "Article BlogPosting LiveBlogPosting Report ScholarlyArticle TechArticle SocialMediaPosting".split()
)
_PAGES = frozenset({"WebPage", "ItemPage", "AboutPage"})
_HOLDS = ("@graph", "mainEntity")


@dataclass
class LinkedData:
    """What the blocks of a page hold at their top, and what can be referred to by its `@id`."""

    things: list[Thing] = field(default_factory=list)
    by_id: dict[str, Thing] = field(default_factory=dict)

    def article(self, addresses: frozenset[str]) -> Thing:
        """The article that the page is: one that says it stands at one of these addresses (as `bare` has them), else the
        only one. Empty where there is none, or where it cannot be told which."""
        for kinds in (_ARTICLES, _PAGES):
            found = [one for one in self.things if kinds & types(one)]
            here = [one for one in found if addresses & set(map(bare, self._addresses(one)))]
            if len(here or found) == 1:
                return (here or found)[0]
            if here and all(one == here[0] for one in here[1:]):
                return here[0]
            if here or found:
                return {}
        return {}

    def _addresses(self, thing: Thing) -> Iterator[str]:
        for name in ("url", "@id", "mainEntityOfPage"):
            for value in listed(thing.get(name)):
                yield from (
                    one
                    for one in ((value.get("@id"), value.get("url")) if isinstance(value, dict) else (value,))
                    if isinstance(one, str)
                )

    def names(self, value: object) -> Iterator[str]:
        """The names of the people or organizations that a value is about."""
        for one in listed(value):
            thing = self.followed(one)
            if isinstance(thing, dict):
                yield from (name for name in listed(thing.get("name")) if isinstance(name, str))
            elif isinstance(thing, str):
                yield thing

    def followed(self, value: object) -> object:
        """What a reference refers to; anything else as it is."""
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return value


def read(blocks: Iterable[str]) -> LinkedData:
    """Blocks that are no JSON are passed over; so is what stands too deep, or comes after very much else."""
    found, left = LinkedData(), MOST
    for block in blocks:
        try:
            value = json.loads(block.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            continue
        for one in islice(_within(value), left):
            left -= 1
            if isinstance(one, dict):
                found.things.append(one)
                if isinstance(one.get("@id"), str) and len(one) > 1:
                    found.by_id.setdefault(one["@id"], one)
    return found


def _within(value: object, depth: int = 0) -> Iterator[object]:
    """A value, then what its lists and graphs hold, in the order of the page."""
    yield value
    if depth < DEEPEST:
        held = [value[name] for name in _HOLDS if name in value] if isinstance(value, dict) else value
        for one in held if isinstance(held, list) else ():
            yield from _within(one, depth + 1)


def types(thing: Thing) -> set[str]:
    """`NewsArticle`, also where it is written as `https://schema.org/NewsArticle` or `schema:NewsArticle`."""
    said = (one for one in listed(thing.get("@type")) if isinstance(one, str))
    return {one.rpartition("/")[2].rpartition(":")[2] for one in said}


def listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def bare(address: str) -> str:
    """What the addresses of one page have in common."""
    return address.partition("//")[2].removeprefix("www.").partition("#")[0].partition("?")[0].rstrip("/")
