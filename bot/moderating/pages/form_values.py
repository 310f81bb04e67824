"""What a page states, put into the form for a source; and in the form, which of its fields came from the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.moderating.forms.engine import addresses
from bot.moderating.forms.engine.page_values import kept
from bot.moderating.forms.engine.typed import UnreadableError
from bot.moderating.pages import page_dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from bot.moderating.pages.statements import Stated


@dataclass(frozen=True, slots=True)
class Filling:
    """Values for the form; `original` is the address of another site that the page names as its own, if it does."""

    values: Mapping[str, str]
    original: str = ""
    ahead: str = ""
    """A date that lies ahead, and was left out."""


def filling(stated: Stated, address: str, now: dt.datetime) -> Filling:
    """`address` is where the page was read; what it does not state is not in the values at all."""
    own = stated.own_address if _is_of_one_site(stated.own_address, address) else ""
    original = _usable(stated.own_address) if stated.own_address and not own else ""
    ahead = stated.published is not None and page_dates.lies_ahead(stated.published, now)
    date = page_dates.typed(stated.published) if stated.published else ""
    found = {
        "url": _usable(own) or _usable(address),
        "publisher": stated.publisher,
        "title": stated.title,
        "published": "" if ahead else date,
        "kind": "repost" if original else "press" if stated.is_news else "",
        "authors": "\n".join(stated.authors),
    }
    return Filling(
        kept({name: value for name, value in found.items() if value}), original, date if ahead else ""
    )


def _is_of_one_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: the same host, or one a part of the other."""
    if not one:
        return False
    hosts = sorted((addresses.host(one), addresses.host(other)), key=len)
    return hosts[0] == hosts[1] or hosts[1].endswith(f".{hosts[0]}")


def _usable(address: str) -> str:
    """As the form takes it; empty where it does not."""
    try:
        return addresses.cleaned(address) if address else ""
    except UnreadableError:
        return ""
