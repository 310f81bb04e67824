"""Fetches one page as any program may: from a public address, without cookies, bounded in time and size."""

from __future__ import annotations

import asyncio
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
from yarl import URL

from bot import __version__
from bot.errors import StrikebotError
from bot.moderating.links.failures import FAILURES, why
from bot.moderating.links.fetch import ELSEWHERE
from bot.moderating.links.reach import Network, PublicResolver, need_public

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 2 << 20
"""Bytes of a page that are read, unpacked; what a page says of itself stands at its beginning."""
REDIRECTS = 5
PATIENT = Network(patience=10)
"""Seconds for all of it: whoever waits is a moderator before a card."""
HEADERS = {
    "User-Agent": f"Strikebot/{__version__} (reads once what a page says of itself, for a moderator who adds it as a source)",
    "Accept": "text/html,application/xhtml+xml",
    "Accept-Encoding": "gzip",
    "Accept-Language": "en,*;q=0.5",
}
_READ = frozenset({"text/html", "application/xhtml+xml"})
_PACKED = frozenset({"gzip", "x-gzip"})
_GZIP = 16 + zlib.MAX_WBITS


class UnreadPageError(StrikebotError):
    """A page that cannot be read; the message is a few words that say why, and may hold what a server sent."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """`address` is where it was read, at the end of all redirects; `charset` what the server said of it, if anything."""

    address: str
    content: bytes
    charset: str


async def fetch(address: str, network: Network) -> Fetched:
    """The beginning of a page. UnreadPageError."""
    try:
        async with asyncio.timeout(network.patience), _session(network) as session:
            return await _follow(session, URL(address), network)
    except (*FAILURES, zlib.error) as error:
        raise UnreadPageError(why(error, network.patience)) from None


def _session(network: Network) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(resolver=PublicResolver(network), force_close=True),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers=HEADERS,
        auto_decompress=False,
    )


async def _follow(session: aiohttp.ClientSession, here: URL, network: Network) -> Fetched:
    first = here
    for _ in range(REDIRECTS + 1):
        need_public(here, network)
        asked = here.with_fragment(None)
        async with session.get(
            asked.with_scheme("http") if network.plain else asked, allow_redirects=False
        ) as response:
            location = response.headers.get("Location", "")
            if response.status not in ELSEWHERE or not location:
                _need_page(response.status, response.content_type)
                _need_inner(first, here)
                return Fetched(str(here), await _content(response), response.charset or "")
        here = here.join(URL(location))
    raise UnreadPageError("leads on and on to other addresses")


def _need_page(status: int, type: str) -> None:
    """UnreadPageError for what is no page at all, or none for us."""
    if status in (404, 410):
        raise UnreadPageError(f"there is no such page ({status})")
    if status >= 500:
        raise UnreadPageError(f"its server has a fault ({status})")
    if status >= 400:
        raise UnreadPageError(f"it turns programs away ({status}); in a browser it may well open")
    if status != 200:
        raise UnreadPageError(f"its answer could not be understood ({status})")
    if type == "application/pdf":
        raise UnreadPageError("it is a PDF, and only web pages can be read")
    if type not in _READ:
        raise UnreadPageError("it is a file, and only web pages can be read")


def _need_inner(first: URL, last: URL) -> None:
    if last.path in ("", "/") and first.path not in ("", "/"):
        raise UnreadPageError("it leads to a front page: the page itself may be gone")


async def _content(response: aiohttp.ClientResponse) -> bytes:
    """As much of it as is read; what is packed is unpacked no further than that."""
    unpack = _unpacker(response.headers)
    content = bytearray()
    async for chunk in response.content.iter_chunked(1 << 16):
        content += unpack.decompress(chunk, MOST - len(content)) if unpack else chunk
        if len(content) >= MOST:
            break
    return bytes(content[:MOST])


def _unpacker(headers: Mapping[str, str]) -> zlib._Decompress | None:
    packing = headers.get("Content-Encoding", "identity").strip().casefold()
    if packing in _PACKED:
        return zlib.decompressobj(_GZIP)
    if packing == "identity":
        return None
    raise UnreadPageError("it is packed in a way that was not asked for")
