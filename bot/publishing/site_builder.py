"""A site from a knowledge folder into its own: what the command and the bot's process do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.known.view import Timeline
from bot.publishing.folder import write
from bot.site.pages import Site, build

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from bot.knowledge.model.base import KnowledgeBase
    from bot.publishing.folder import Outcome
    from bot.site.model import Correction


@dataclass(frozen=True, slots=True)
class Order:
    """Where the site goes, and at which address it will be: ending with a slash, or empty where it is not known."""

    out: Path
    base_url: str = ""


def make(
    base: KnowledgeBase, as_of: dt.datetime, order: Order, recorded: Sequence[Correction] = ()
) -> Outcome:
    """Build the site of a base as known then, and write what differs. Raises SiteFolderError."""
    view = Timeline(base).at(as_of)
    return write(order.out, build(Site(view, base, recorded, order.base_url)))
