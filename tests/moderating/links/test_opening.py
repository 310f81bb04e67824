"""What becomes of an address when it is opened: by a server on this machine, and never by the internet."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.moderating.links.fetch import Opened, Outcome, open_all
from bot.moderating.links.reach import Network, OneServer, is_public, through
from tests.moderating.links.pages import ENDLESS, HOST, Page, free_port, serving

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from aiohttp.abc import ResolveResult

PAGES = {
    "gazette.example/here": Page(),
    "gazette.example/gone": Page(410),
    "gazette.example/for-browsers": Page(200, head=403),
    "gazette.example/no-heads": Page(200, head=405),
    "gazette.example/head-lost": Page(200, head=404),
    "gazette.example/paywall": Page(403),
    "gazette.example/too-many": Page(429),
    "gazette.example/members": Page(401),
    "gazette.example/broken": Page(503),
    "gazette.example/cut": Page(cut=True),
    "gazette.example/slow": Page(silent=True),
    "gazette.example/moved": Page(301, "/new"),
    "gazette.example/new": Page(),
    "gazette.example/moved-308": Page(308, "https://other.example/new"),
    "other.example/new": Page(),
    "gazette.example/twice": Page(301, "/moved"),
    "gazette.example/for-now": Page(302, "/new"),
    "gazette.example/for-now-then-moved": Page(307, "/moved"),
    "gazette.example/moved-then-for-now": Page(301, "/for-now"),
    "gazette.example/slash": Page(301, "/slash/"),
    "gazette.example/slash/": Page(),
    "gazette.example/www": Page(301, "https://www.gazette.example/www"),
    "www.gazette.example/www": Page(),
    "gazette.example/moved-and-gone": Page(301, "/nothing-there"),
    "gazette.example/moved-and-closed": Page(301, "/paywall"),
    "gazette.example/to-front": Page(301, "/"),
    "gazette.example/": Page(),
    "gazette.example/circle": Page(302, "/circle"),
    "gazette.example/nowhere-to": Page(302),
    "gazette.example/inside": Page(302, "https://10.0.0.1/secret"),
    "gazette.example/inside-6": Page(302, "https://[::1]/secret"),
    "gazette.example/this-machine": Page(301, "http://127.0.0.2:80/"),
    "gazette.example/port": Page(302, "https://gazette.example:8443/"),
    "gazette.example/file": Page(302, "file:///etc/passwd"),
    "gazette.example/user": Page(302, "https://ann@gazette.example/here"),
    "gazette.example/bad": Page(302, "https://[oops/"),
    "gazette.example/endless": Page(200, head=405, size=ENDLESS),
}


async def opened(
    addresses: Iterable[str], network: Network | None = None, pages: Mapping[str, Page] = PAGES
) -> dict[str, Opened]:
    with serving(pages) as told:
        network = network or replace(through(HOST, told.port), patience=2)
        return await open_all([f"https://{each}" for each in addresses], network, lambda _one: None)


@pytest.mark.parametrize(
    ("page", "outcome", "moved_to"),
    [
        ("here", "opens", None),
        ("gone", "dead", None),
        ("never-there", "dead", None),
        ("for-browsers", "opens", None),
        ("no-heads", "opens", None),
        ("head-lost", "opens", None),
        ("paywall", "blocked", None),
        ("too-many", "blocked", None),
        ("members", "blocked", None),
        ("broken", "silent", None),
        ("cut", "silent", None),
        ("moved", "moved", "https://gazette.example/new"),
        ("moved-308", "moved", "https://other.example/new"),
        ("twice", "moved", "https://gazette.example/new"),
        ("for-now", "opens", None),
        ("for-now-then-moved", "opens", None),
        ("moved-then-for-now", "moved", "https://gazette.example/for-now"),
        ("slash", "opens", None),
        ("www", "opens", None),
        ("moved-and-gone", "dead", None),
        ("moved-and-closed", "blocked", None),
        ("to-front", "moved", "https://gazette.example/"),
        ("circle", "silent", None),
        ("nowhere-to", "opens", None),
        ("inside", "silent", None),
        ("inside-6", "silent", None),
        ("this-machine", "silent", None),
        ("port", "silent", None),
        ("file", "silent", None),
        ("user", "silent", None),
        ("bad", "silent", None),
        ("endless", "opens", None),
    ],
)
async def test_an_address_is(page: str, outcome: str, moved_to: str | None) -> None:
    (one,) = (await opened([f"gazette.example/{page}"])).values()

    assert (one.outcome, one.moved_to) == (outcome, moved_to)
    assert bool(one.why) == (outcome != "opens")


async def test_a_page_that_does_not_answer_in_time_is_not_taken_for_gone() -> None:
    with serving(PAGES) as told:
        network = replace(through(HOST, told.port), patience=0.2)
        found = await open_all(["https://gazette.example/slow"], network, lambda _one: None)

    assert found["https://gazette.example/slow"].outcome is Outcome.SILENT
    assert found["https://gazette.example/slow"].why == "no answer within 0.2 seconds"


async def test_a_server_that_takes_no_connection_is_not_taken_for_gone() -> None:
    (one,) = (await opened(["gazette.example/here"], through(HOST, free_port()))).values()

    assert (one.outcome, one.answered) == (Outcome.SILENT, False)


async def test_a_long_page_is_not_read() -> None:
    with serving(PAGES) as told:
        await open_all(["https://gazette.example/endless"], through(HOST, told.port), lambda _one: None)

    assert told.sent < 64 * 1024 * 1024


async def test_a_server_is_told_who_asks_and_hears_each_address_once() -> None:
    with serving(PAGES) as told:
        twice = ["https://gazette.example/here"] * 2
        await open_all(twice, through(HOST, told.port), lambda _one: None)

    assert told.asked == [("HEAD", "gazette.example/here")]
    assert all(agent.startswith("Strikebot/") for agent in told.agents)


async def test_a_host_is_asked_for_one_page_at_a_time_and_each_is_told() -> None:
    pages = {f"{host}.example/{number}": Page() for host in "abc" for number in range(8)}
    heard: list[Opened] = []
    with serving(pages) as told:
        await open_all([f"https://{page}" for page in pages], through(HOST, told.port), heard.append)

    assert set(told.most_at_once.values()) == {1}
    assert {one.address for one in heard} == {f"https://{page}" for page in pages}


class _Names(OneServer):
    """Knows some hosts, and of one that it is inside a private network."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if host.startswith("closed"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if host.startswith("later"):
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        (found,) = await super().resolve(host, port, family)
        return [{**found, "host": "192.168.0.7"}] if host.startswith("inside") else [found]


async def _named(*hosts: str) -> dict[str, Opened]:
    pages = {"gazette.example/": Page(), "sly.example/": Page(302, "https://inside.example/")}
    with serving(pages) as told:
        network = replace(through(HOST, told.port), resolver=lambda: _Names(HOST, told.port), patience=5)
        found = await open_all([f"https://{host}/" for host in hosts], network, lambda _one: None)
        assert not [page for _, page in told.asked if page.startswith("inside")]
    return {host: found[f"https://{host}/"] for host in hosts}


async def test_a_host_that_nobody_knows_any_more_is_gone_while_others_answer() -> None:
    found = await _named("closed.example", "gazette.example")

    assert found["closed.example"].outcome is Outcome.DEAD
    assert found["closed.example"].why == "its host does not exist any more"


async def test_without_the_internet_nothing_is_gone() -> None:
    found = await _named("closed.example", "closed-too.example", "later.example")

    assert {one.outcome for one in found.values()} == {Outcome.SILENT}
    assert not any(one.answered for one in found.values())


async def test_a_host_that_cannot_be_looked_up_now_is_not_gone() -> None:
    found = await _named("later.example", "gazette.example")

    assert found["later.example"].outcome is Outcome.SILENT


async def test_a_name_that_leads_into_a_private_network_is_never_asked() -> None:
    found = await _named("inside.example", "sly.example", "gazette.example")

    assert found["inside.example"].outcome is found["sly.example"].outcome is Outcome.SILENT
    assert found["inside.example"].why == "leads into a private network, and was not opened"


async def test_this_machine_is_not_asked_unless_it_is_let() -> None:
    with serving(PAGES) as told:
        network = replace(through(HOST, told.port), may_reach=is_public)
        found = await open_all(["https://gazette.example/here"], network, lambda _one: None)

    assert found["https://gazette.example/here"].outcome is Outcome.SILENT
    assert told.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.1.2.3", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1",
        "64:ff9b:1::", "64:ff9b:1::a9fe:a9fe", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "fec0::1", "feff::1",
        "::127.0.0.1", "::a00:1", "::1.1.1.1", "::ffff:0:7f00:1", "::ffff:0:101:101", "192.88.99.0", "192.88.99.255",
        "168.63.129.16", "::ffff:168.63.129.16", "64:ff9b::a83f:8110", "2002:a83f:8110::1", "2002:c058:6301::",
    ],
)  # fmt: skip
def test_private_addresses_are_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "192.88.98.255",
        "192.88.100.0", "168.63.129.15", "168.63.129.17",
    ],
)  # fmt: skip
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)


async def test_a_host_that_is_away_is_not_asked_for_page_after_page() -> None:
    pages = {f"away.example/{number}": Page(silent=True) for number in range(6)}
    heard: list[Opened] = []
    with serving({**pages, **PAGES}) as told:
        network = replace(through(HOST, told.port), patience=0.2)
        await open_all(
            [f"https://{page}" for page in (*pages, "gazette.example/here")], network, heard.append
        )

    assert len([page for _, page in told.asked if page.startswith("away")]) == 2
    assert [one.outcome for one in heard if "away" in one.address] == [Outcome.SILENT] * 6
    assert len({one.address for one in heard}) == 7
