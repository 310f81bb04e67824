"""What was corrected: what the base itself knows of it, and what the records of edits add."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.site.model import Correction, Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.site.model import Page

TAKEN_OUT = "The whole entry"


def corrections(
    withdrawn: Iterable[Page], recorded: Iterable[Correction], as_of: dt.datetime
) -> list[Correction]:
    """All that had been corrected by then, the newest first."""
    found = [each for each in recorded if each.at <= as_of]
    found += [_withdrawal(page, as_of) for page in withdrawn]
    return sorted(found, key=lambda each: (each.at, each.number), reverse=True)


def _withdrawal(page: Page, as_of: dt.datetime) -> Correction:
    """An entry that was taken out of use, from the day that it names."""
    if page.withdrawn is None:
        raise ValueError(f"{page.full_id} is in use")
    at = dt.datetime.combine(page.withdrawn.on, dt.time(), as_of.tzinfo)
    was = page.lead.text if page.lead else page.title
    part = Part(TAKEN_OUT, was, "")
    return Correction(f"withdrawn/{page.full_id}", at, page.full_id, page.withdrawn.reason, (part,))
