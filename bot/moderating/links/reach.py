"""How the addresses of pages are reached, and which are never: only what the whole world can reach is asked for anything."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp.abc import AbstractResolver
from aiohttp.resolver import DefaultResolver

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp.abc import ResolveResult
    from yarl import URL

_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""What networks that know only newer addresses call older ones (RFC 6052)."""
_NEVER = tuple(
    map(
        ipaddress.ip_network,
        (
            "64:ff9b:1::/48",  # older addresses within a network's own (RFC 8215)
            "fec0::/10",  # of a site, before there was fc00::/7 (RFC 3879)
            "::/96", "::ffff:0:0:0/96",  # older addresses within newer ones, as was done once (RFC 4291, RFC 2765)
            "192.88.99.0/24",  # whoever passes on between older and newer ones nearby (RFC 7526)
            "168.63.129.16/32",  # the host of a machine in Azure
        ),
    )
)  # fmt: skip
"""Networks that count as public, and lead or can lead into one that is not."""
PORTS = frozenset({None, 80, 443})
"""Ports on which pages are; anything else is a service of somebody."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet; an older one that is carried within a newer is what counts."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast and not any(found in network for network in _NEVER)


@dataclass(frozen=True, slots=True)
class Network:
    """How much is asked for at once, and of whom. `resolver` and `plain` let a test's own server stand for every host."""

    hosts_at_once: int = 8
    """Pages of the same host are opened one after the other."""
    pause: float = 0.5
    """Seconds between two pages of the same host."""
    patience: float = 20.0
    """Seconds for one request."""
    may_reach: Callable[[str], bool] = is_public
    """Whether an IP address may be connected to."""
    resolver: Callable[[], AbstractResolver] = DefaultResolver
    plain: bool = False
    """Without encryption."""


class NotPublicError(OSError):
    """A name or an address that leads into a private network, or onto this machine."""


def need_public(url: URL, network: Network) -> None:
    """NotPublicError for an address that is no public page; those of names are looked at once they are resolved."""
    host = url.host or ""
    if url.scheme not in ("http", "https") or not host or url.user or url.explicit_port not in PORTS:
        raise NotPublicError(str(url))
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return
    if not network.may_reach(host):
        raise NotPublicError(host)


class PublicResolver(AbstractResolver):
    """Leaves of the addresses of a host those that may be reached; what is connected to is what was looked at here."""

    def __init__(self, network: Network) -> None:
        self._inner = network.resolver()
        self._may_reach = network.may_reach

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        public = [one for one in found if self._may_reach(one["host"])]
        if found and not public:
            raise NotPublicError(host)
        return public

    async def close(self) -> None:
        await self._inner.close()


class OneServer(AbstractResolver):
    """Every host is the same server."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        return [
            {
                "hostname": host,
                "host": self._host,
                "port": self._port,
                "family": socket.AF_INET,
                "proto": 0,
                "flags": socket.AI_NUMERICHOST,
            }
        ]

    async def close(self) -> None:
        return


def through(host: str, port: int) -> Network:
    """A network in which one server, such as that of a test on this machine, answers for every host."""
    return Network(
        pause=0, may_reach=lambda address: address == host, resolver=lambda: OneServer(host, port), plain=True
    )
