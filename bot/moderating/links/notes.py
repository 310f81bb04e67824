"""What was found of the sources of a base, and how it is noted in sources.yaml; `reviewed` stays with people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import StrikebotError
from bot.knowledge.disk.folder import gather
from bot.knowledge.editing import ValueChange, edit_lock, revise, write_files
from bot.knowledge.loader import assemble
from bot.knowledge.model.models import LinkState, public_address
from bot.moderating.links.fetch import Opened, Outcome

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from bot.knowledge.model.models import Source

_STATES = {Outcome.OPENS: None, Outcome.MOVED: LinkState.MOVED, Outcome.DEAD: LinkState.DEAD}
"""What an outcome says for sure; the others leave what is known as it is."""


class BrokenMeanwhileError(StrikebotError):
    """The files were changed while the pages were opened, and cannot be used as they are now."""

    def __init__(self) -> None:
        super().__init__(
            "The knowledge files have mistakes in them now, so nothing was noted. `strikebot check` lists them."
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A source, and what came of opening its address and that of its copy, as far as it has them."""

    source: Source
    page: Opened | None
    copy: Opened | None

    @property
    def is_news(self) -> bool:
        """Whether the page has another state than the files say."""
        if self.page is None or self.page.outcome not in _STATES:
            return False
        return (self.source.link, self.source.moved_to) != (_STATES[self.page.outcome], self.moved_to)

    @property
    def moved_to(self) -> str | None:
        """Where it stands now, where a source may be there."""
        target = self.page.moved_to if self.page else None
        try:
            return public_address(target) if target else None
        except ValueError:
            return None

    @property
    def copy_is_gone(self) -> bool:
        return self.copy is not None and self.copy.outcome is Outcome.DEAD


def addresses(sources: Iterable[Source]) -> Iterator[str]:
    """Everything that is to be opened."""
    for source in sources:
        yield from (address for address in (source.url, source.archived) if address)


def found(sources: Iterable[Source], opened: Mapping[str, Opened]) -> list[Found]:
    return [
        Found(source, opened.get(source.url or ""), opened.get(source.archived or "")) for source in sources
    ]


def note(folder: Path, all_found: Iterable[Found], today: dt.date) -> int:
    """Write down what became of the addresses, as far as the files still have them; the number of sources changed.

    Nothing else in the files changes. CannotWriteError, EditLockedError, ChangedMeanwhileError, BrokenMeanwhileError.
    """
    with edit_lock(folder):
        before, problems = gather(folder)
        base, _ = assemble(before, problems)
        if base is None:
            raise BrokenMeanwhileError
        still = [
            one
            for one in all_found
            if one.source.id in base.sources and base.sources[one.source.id].url == one.source.url
        ]
        changed = {one.source.id: changes for one in still if (changes := list(_changes(one, today)))}
        after = revise(before, (change for changes in changed.values() for change in changes))
        write_files(folder, before, after)
    return len(changed)


def _changes(one: Found, today: dt.date) -> Iterator[ValueChange]:
    """A page that opens has nothing to be said of it; of the others, what and when."""
    if one.page is None or one.page.outcome not in _STATES:
        return
    state, source = _STATES[one.page.outcome], one.source
    wanted = {"link": state, "moved_to": one.moved_to, "tried": today if state else None}
    for name, value in wanted.items():
        if value != getattr(source, name):
            yield ValueChange(f"source/{source.id}", (name,), None if value is None else str(value))
