"""Opens addresses as a browser would, without reading what is there: does the page answer, and where does it stand now?"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import aiohttp
from yarl import URL

from bot import __version__
from bot.moderating.forms.engine.addresses import same
from bot.moderating.forms.engine.typed import UnreadableError
from bot.moderating.links.failures import FAILURES, answered, no_such_host, why
from bot.moderating.links.reach import PublicResolver, need_public

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Sequence

    from bot.moderating.links.reach import Network

AWAY = 2
"""After so many pages for which a host was not there it is taken to be away for all."""
REDIRECTS = 6
"""So often an address may lead on to another one."""
HEADERS = {
    "User-Agent": f"Strikebot/{__version__} (checks whether cited pages still open; reads nothing)",
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
    "Accept-Language": "en,*;q=0.5",
}
_FOR_GOOD = frozenset({301, 308})
ELSEWHERE = frozenset({301, 302, 303, 307, 308})
"""What leads to another address."""
_GONE = frozenset({404, 410})


class Outcome(StrEnum):
    OPENS = "opens"
    MOVED = "moved"
    DEAD = "dead"
    BLOCKED = "blocked"
    """It answers, but not to a program: in a browser it may well open."""
    SILENT = "silent"
    """Nothing can be said today: no answer in time, or one that speaks of a fault."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening an address. `why` is a few words for a person; `moved_to` where it leads for good."""

    address: str
    outcome: Outcome
    why: str = ""
    moved_to: str | None = None
    answered: bool = True
    """Whether any server answered at all."""
    no_such_host: bool = False


async def open_all(
    addresses: Iterable[str], network: Network, told: Callable[[Opened], None]
) -> dict[str, Opened]:
    """Every address opened once; `told` hears of each as it is known.

    A host that no name server knows is gone for good, but only where others answer: without the internet none is known.
    """
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in dict.fromkeys(addresses):
        by_host[URL(address, encoded=True).host or ""].append(address)
    some = asyncio.Semaphore(network.hosts_at_once)
    found: list[Opened] = []

    async def open_host(session: aiohttp.ClientSession, of_host: list[str]) -> None:
        async with some:
            async for one in _of_host(session, of_host, network):
                found.append(one)
                told(one)

    async with _session(network) as session, asyncio.TaskGroup() as group:
        for of_host in by_host.values():
            group.create_task(open_host(session, of_host))
    online = any(one.answered for one in found)
    return {
        one.address: replace(one, outcome=Outcome.DEAD) if online and one.no_such_host else one
        for one in found
    }


async def _of_host(
    session: aiohttp.ClientSession, addresses: Sequence[str], network: Network
) -> AsyncIterator[Opened]:
    """The pages of one host, one after the other. A host that is not there twice running is not asked again."""
    away: list[Opened] = []
    for number, address in enumerate(addresses):
        if len(away) == AWAY:
            yield replace(away[-1], address=address)
            continue
        if number:
            await asyncio.sleep(network.pause)
        one = await _open(session, address, network)
        away = [] if one.answered else [*away, one]
        yield one


def _session(network: Network) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(resolver=PublicResolver(network), limit=network.hosts_at_once),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=network.patience),
        headers=HEADERS,
        auto_decompress=False,
    )


async def _open(session: aiohttp.ClientSession, address: str, network: Network) -> Opened:
    try:
        return await _follow(session, address, network)
    except FAILURES as error:
        told = why(error, network.patience)
        return Opened(
            address,
            Outcome.SILENT,
            told,
            answered=answered(error),
            no_such_host=no_such_host(error),
        )


async def _follow(session: aiohttp.ClientSession, address: str, network: Network) -> Opened:
    """Where an address leads, step by step; only steps that are for good, from the first one on, move it."""
    here = URL(address, encoded=True)
    stands, for_good = here, True
    for _ in range(REDIRECTS + 1):
        status, location = await _ask(session, here, network)
        if status not in ELSEWHERE or not location:
            return _judged(address, status, stands)
        here = here.join(URL(location))
        for_good = for_good and status in _FOR_GOOD
        stands = here if for_good else stands
    return Opened(address, Outcome.SILENT, "leads on and on to other addresses")


async def _ask(session: aiohttp.ClientSession, url: URL, network: Network) -> tuple[int, str]:
    """The status of a page and where it leads; the page itself is asked for only where asking about it does not do."""
    need_public(url, network)
    asked = url.with_fragment(None)
    asked = asked.with_scheme("http") if network.plain else asked
    with suppress(aiohttp.ServerDisconnectedError, aiohttp.ClientPayloadError):
        status, location = await _answer(session, "HEAD", asked)
        if status < 400:
            return status, location
    return await _answer(session, "GET", asked)


async def _answer(session: aiohttp.ClientSession, method: str, url: URL) -> tuple[int, str]:
    """The head of an answer. What follows it is not read: leaving closes the connection."""
    async with session.request(method, url, allow_redirects=False) as response:
        return response.status, response.headers.get("Location", "")


def _judged(address: str, status: int, stands: URL) -> Opened:
    if status in _GONE:
        return Opened(address, Outcome.DEAD, f"the server says that there is no such page ({status})")
    if status >= 500:
        return Opened(address, Outcome.SILENT, f"its server has a fault ({status})")
    if status >= 400:
        return Opened(address, Outcome.BLOCKED, f"programs are turned away ({status})")
    if _is_same(address, str(stands)):
        return Opened(address, Outcome.OPENS)
    where = (
        "leads to a front page: the page itself may be gone"
        if stands.path in ("", "/")
        else "leads elsewhere for good"
    )
    return Opened(address, Outcome.MOVED, where, str(stands))


def _is_same(one: str, other: str) -> bool:
    """Whether two addresses are of the same page, such as with `www.` and without."""
    try:
        return same(one) == same(other)
    except UnreadableError:
        return False
