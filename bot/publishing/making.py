"""A site from a knowledge folder into its own: what the command and the bot's process do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.answering.view import Timeline
from bot.errors import StrikebotError
from bot.publishing.folder import write
from bot.site.pages import Site, build

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from bot.knowledge.base import KnowledgeBase
    from bot.publishing.folder import Outcome
    from bot.site.model import Correction


class SiteUrlError(StrikebotError):
    """An address at which no site can be."""


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


def site_url(text: str) -> str:
    """The address of a site as its pages need it, with a slash at the end. SiteUrlError."""
    try:
        parts = urlsplit(text.strip())
        usable = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
    except ValueError:
        usable = False
    if not usable or any(char in text.strip() for char in " \t\n\"'<>\\"):
        raise SiteUrlError(
            f"“{text[:80]}” is not the address of a site. Expected one such as https://strike.example.org/"
        )
    return text.strip().rstrip("/") + "/"
