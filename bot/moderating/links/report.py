"""What was found of the links, in the words of the command: a line for each that does not simply open, and the count."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.moderating.links.fetch import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.moderating.links.fetch import Opened
    from bot.moderating.links.notes import Found

_ORDER = (Outcome.DEAD, Outcome.MOVED, Outcome.OPENS, Outcome.BLOCKED, Outcome.SILENT)
_COPY = {
    Outcome.OPENS: "its archived copy opens",
    Outcome.MOVED: "its archived copy opens",
    Outcome.DEAD: "its archived copy is gone too",
    Outcome.BLOCKED: "its archived copy could not be looked at",
    Outcome.SILENT: "its archived copy could not be looked at",
}


def lines(all_found: Iterable[Found], where: Mapping[str, tuple[str, int]], folder: str) -> Iterator[str]:
    """A line for each finding, with its file and line; what is gone first."""
    for one in sorted(all_found, key=_urgency):
        file, line = where[f"source/{one.source.id}"]
        for said in _said(one):
            yield f"{folder.rstrip('/')}/{file}:{line}: {one.source.id}: {said}"


def _urgency(one: Found) -> int:
    outcome = one.page.outcome if one.page else one.copy.outcome if one.copy else Outcome.OPENS
    return _ORDER.index(outcome)


def _said(one: Found) -> Iterator[str]:
    if one.page:
        yield from _of_page(one, one.page)
    if one.copy and one.copy.outcome not in (Outcome.OPENS, Outcome.MOVED) and not _is_dead(one.page):
        yield f"its archived copy: {one.copy.address} ({one.copy.why})"


def _of_page(one: Found, page: Opened) -> Iterator[str]:
    noted = "" if one.is_news else "; noted already"
    match page.outcome:
        case Outcome.DEAD:
            copy = _COPY[one.copy.outcome] if one.copy else "no archived copy is given"
            yield f"no longer online: {page.address} ({page.why}; {copy}{noted})"
        case Outcome.MOVED:
            yield f"moved: {page.address} → {page.moved_to} ({page.why}{noted})"
        case Outcome.BLOCKED:
            yield f"not let in: {page.address} ({page.why}; it may well open in a browser)"
        case Outcome.SILENT:
            yield f"no answer: {page.address} ({page.why})"
        case Outcome.OPENS if one.is_news:
            yield f"online again: {page.address}"


def _is_dead(page: Opened | None) -> bool:
    return page is not None and page.outcome is Outcome.DEAD


def summary(all_found: Sequence[Found]) -> str:
    """How many of the pages are what, in a sentence."""
    pages = Counter(one.page.outcome for one in all_found if one.page)
    copied = sum(_is_dead(one.page) and one.copy is not None and not one.copy_is_gone for one in all_found)
    parts = [
        (pages[Outcome.OPENS], "opens", "open", ""),
        (pages[Outcome.MOVED], "has moved", "have moved", ""),
        (
            pages[Outcome.DEAD],
            "is gone",
            "are gone",
            f" ({copied:,} with an archived copy)" if copied else "",
        ),
        (pages[Outcome.BLOCKED], "turns programs away", "turn programs away", ""),
        (pages[Outcome.SILENT], "did not answer", "did not answer", ""),
    ]
    told = [f"{count:,} {one if count == 1 else many}{more}" for count, one, many, more in parts if count]
    unlinked = sum(one.page is None for one in all_found)
    beside = f" {counted(unlinked, 'source has', 'sources have')} no address." if unlinked else ""
    return f"{counted(pages.total(), 'page')}: {', '.join(told) or 'nothing to open'}.{beside}"


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
