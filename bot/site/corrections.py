"""What was corrected: what the base itself knows of it, and what the records of edits add."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.site.entries import headline, plain_title, withdrawn_page
from bot.site.model import Correction, Link, Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.answering.known.view import View
    from bot.knowledge.model.base import KnowledgeBase
    from bot.site.model import EntryPage

TAKEN_OUT = "The whole entry"
WITHDRAWN = "withdrawn/"


def corrections(view: View, whole: KnowledgeBase, recorded: Iterable[Correction]) -> list[Correction]:
    """All that had been corrected by then, the newest first; `whole` is the base with what is not in the view any more."""
    as_of = view.as_of.astimezone(view.base.zone)
    known = (each for each in recorded if each.at <= as_of and _known(view, whole, each.full_id))
    found = [replace(each, parts=tuple(_spelt(view, part) for part in each.parts)) for each in known]
    found += [_withdrawal(page, as_of) for page in withdrawn(view, whole).values()]
    return sorted(found, key=lambda each: (each.at, each.number), reverse=True)


def is_withdrawal(correction: Correction) -> bool:
    """Whether it is that an entry was taken out of use, as the entry itself says."""
    return correction.number.startswith(WITHDRAWN)


def withdrawn(view: View, whole: KnowledgeBase) -> dict[str, EntryPage]:
    """The entries that were taken out of use, as far as they had been known."""
    out = (full_id for full_id, _, entry in whole.entries() if entry.withdrawn)
    found = ((full_id, withdrawn_page(view, whole, full_id)) for full_id in out)
    return {full_id: made for full_id, made in found if made}


def named(view: View, whole: KnowledgeBase, full_id: str) -> Link:
    """What was corrected, and its page where it has one; what is gone from the base has its id alone."""
    source = view.base.sources.get(full_id.removeprefix("source/"))
    if full_id.startswith("source/") and source:
        return Link(source.title or source.publisher, full_id)
    if view.knows(full_id):
        return Link(headline(view, full_id), full_id)
    if full_id in whole.where and whole.entry(full_id).withdrawn:
        return Link(plain_title(whole.entry(full_id), full_id), full_id)
    return Link(full_id)


def _spelt(view: View, part: Part) -> Part:
    """Ids of entries as their names, where a part holds nothing else."""

    def names(text: str) -> str:
        found = [_name(view, id) for id in text.split(", ")]
        return ", ".join(name for name in found if name) if all(found) else text

    return replace(part, was=names(part.was), now=names(part.now))


def _name(view: View, id: str) -> str:
    """What an id of a person, party, issue, place or strike stands for; empty for any other text."""
    if id in view.base.people or id in view.base.parties:
        return view.name_of(id)
    shelves = (view.base.issues, view.base.places, view.base.strikes)
    return next((shelf[id].name for shelf in shelves if id in shelf), "")


def _known(view: View, whole: KnowledgeBase, full_id: str) -> bool:
    """Whether an entry may be spoken of: it is known, or no longer in the base at all."""
    bare = full_id.removeprefix("source/")
    if bare != full_id:
        return bare in view.base.sources or bare not in whole.sources
    return view.knows(full_id) or full_id not in whole.where


def _withdrawal(page: EntryPage, as_of: dt.datetime) -> Correction:
    """An entry that was taken out of use, from the day that it names."""
    if page.withdrawn is None:
        raise ValueError(f"{page.full_id} is in use")
    at = dt.datetime.combine(page.withdrawn.on, dt.time(), as_of.tzinfo)
    was = page.lead.text if page.lead else page.title
    part = Part(TAKEN_OUT, was, "")
    return Correction(f"{WITHDRAWN}{page.full_id}", at, page.full_id, page.withdrawn.reason, (part,))
