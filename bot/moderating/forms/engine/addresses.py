"""Addresses of pages as people paste them: without what only tracks the reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

from pydantic import ValidationError

from bot.dates.partial import PartialDate
from bot.knowledge.model.models import URL_LIMIT, Source, SourceKind
from bot.moderating.forms.engine.typed import UnreadableError, length, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from urllib.parse import SplitResult

_TRACKING = re.compile(
    r"utm_\w*|(?:fbc|gc|dc|twc|yc|ttc)lid|msclkid|gclsrc|[gw]braid|mc_[ce]id|igshid|igsh|mkt_tok|_hs(?:enc|mi)"
    r"|ref_(?:src|url)|vero_id|oly_(?:anon|enc)_id|s_cid|cmpid|guce_\w+|guccounter|smid|smtyp|taid",
    re.IGNORECASE,
)
_FORWARDERS = frozenset(
    "bit.ly t.co tinyurl.com goo.gl ow.ly buff.ly is.gd lnkd.in trib.al dlvr.it rb.gy cutt.ly fb.me t.ly"
    " shorturl.at amzn.to nyti.ms wapo.st on.wsj.com reut.rs apne.ws news.google.com l.facebook.com".split()
)
_BARE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE | re.ASCII)
_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=.+\.)")
_VARIANT = re.compile(r"/(?:amp|index\.(?:html?|php))?/*$")
_ANY_DAY = PartialDate(2024, 3, 4)
_DAY = re.compile(r"/(20\d\d)/(\d{1,2})/(\d{1,2})(?=/|$)", re.ASCII)


def cleaned(text: str, *, is_copy: bool = False) -> str:
    """An address as it is kept; that of a copy with all that it was archived with. UnreadableError with what is wrong with it."""
    typed = one_line(text).strip("<>")
    if _BARE.fullmatch(typed):
        typed = f"https://{typed}"
    parts = _split(typed)
    if parts.netloc.casefold().removeprefix("www.") in _FORWARDERS:
        raise UnreadableError(
            f"{parts.netloc} only forwards to another page. Open it, and copy the address of the page itself."
        )
    fragment = parts.fragment.partition(":~:")[0]
    asked = parts.query if is_copy else _untracked(parts.query)
    path, query = (quote(part, safe="/%:=&?~#+!$,;'@()*[]") for part in (parts.path, asked))
    made = urlunsplit((parts.scheme, parts.netloc, path, query, quote(fragment, safe="/%:=&?~+!$,;'@()*")))
    _judge(made)
    return made


def _split(typed: str) -> SplitResult:
    try:
        return urlsplit(typed)
    except ValueError:
        raise UnreadableError("This is no address of a page. Copy it from the browser.") from None


def _untracked(query: str) -> str:
    kept = [part for part in query.split("&") if not _TRACKING.fullmatch(part.partition("=")[0])]
    return "&".join(kept)


def _judge(url: str) -> None:
    """As the model of a source does, in a sentence."""
    if len(url) > URL_LIMIT:
        raise UnreadableError(length(len(url), URL_LIMIT))
    try:
        Source(
            id="page",
            publisher="page",
            published=_ANY_DAY,
            kind=SourceKind.PRESS,
            reviewed=_ANY_DAY.first(),
            url=url,
        )
    except ValidationError:
        raise UnreadableError(_reason(url)) from None


def _reason(url: str) -> str:
    scheme = url.partition(":")[0] if ":" in url else ""
    if scheme == "http":
        return (
            "Only addresses that begin with https:// can be linked. Try whether the page opens with https://."
        )
    if scheme != "https":
        return "Only the address of a public page that begins with https:// can be linked."
    return (
        "Only the address of a public page can be linked: a host name in plain letters,"
        " without user name, password or port, and without spaces or quote marks."
    )


def same(url: str) -> str:
    """What the addresses of one page have in common, however it was come by: as secure or not, for phones or not, with
    what tracks the reader or without, at whatever place on the page."""
    parts = _split(url)
    query = "&".join(sorted(f"{name}={value}" for name, value in parse_qsl(_untracked(parts.query))))
    path = _VARIANT.sub("", quote(unquote(parts.path), safe="/"))
    return f"{host(url)}{path.rstrip('/')}?{query}"


def host(url: str) -> str:
    return _PREFIX.sub("", _split(url).hostname or "")


def day_in(url: str) -> tuple[int, int, int] | None:
    """The day that many papers put into their addresses: /2024/03/11/."""
    match = _DAY.search(_split(url).path)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def already(text: str, sources: Iterable[Source]) -> Source | None:
    """The source that is at the address in a text, whether it could be kept as it is or not."""
    typed = one_line(text).strip("<>")
    try:
        wanted = same(f"https://{typed}" if _BARE.fullmatch(typed) else typed)
    except UnreadableError:
        return None
    found = (source for source in sources if source.url and same(source.url) == wanted)
    return next(found, None) if wanted.partition("?")[0] else None
