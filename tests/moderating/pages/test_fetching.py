"""How a page is fetched: from public addresses only, bounded in time and size, and why it was not."""

from __future__ import annotations

import datetime as dt
import gzip
import socket
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.clock import FixedClock
from bot.moderating.links.reach import Network, OneServer, is_public
from bot.moderating.pages import marked as marking
from bot.moderating.pages.fetch_page import MOST, REDIRECTS, UnreadPageError, fetch
from bot.moderating.pages.page_reader import PageReader
from tests.moderating.pages.serving import Answer, serving
from tests.moderating.pages.shelf import article, page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiohttp.abc import ResolveResult

PAGE = "https://gazette.example/a"
HERE = "gazette.example/a"
BODY = page(data=article()).encode()


async def why_not(answers: Mapping[str, Answer], address: str = PAGE, patience: float = 5) -> str:
    async with serving(answers, patience) as server:
        with pytest.raises(UnreadPageError) as refused:
            await fetch(address, server.network)
    return str(refused.value)


def to(location: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": location})


async def test_a_page_is_fetched_as_by_any_program_that_says_who_it_is() -> None:
    async with serving({HERE: Answer(BODY, headers={"Set-Cookie": "a=b"})}) as server:
        first = await fetch(PAGE, server.network)
        await fetch(f"{PAGE}#part", server.network)
    assert (first.address, first.content, first.charset) == (PAGE, BODY, "utf-8")
    assert server.headers["User-Agent"].startswith("Strikebot/")
    assert not {"Cookie", "Referer", "Authorization"} & set(server.headers)


async def test_it_follows_some_redirects_and_says_where_it_read() -> None:
    chain = {f"gazette.example/{n}": to(f"/{n + 1}") for n in range(REDIRECTS)}
    async with serving({**chain, f"gazette.example/{REDIRECTS}": Answer(BODY)}) as server:
        found = await fetch("http://gazette.example/0", server.network)
    assert found.address == f"http://gazette.example/{REDIRECTS}"
    longer = {**chain, f"gazette.example/{REDIRECTS}": to("/end"), "gazette.example/end": Answer(BODY)}
    assert await why_not(longer, "https://gazette.example/0") == "leads on and on to other addresses"
    assert await why_not({HERE: to("/a", 301)}) == "leads on and on to other addresses"


PRIVATE = (
    "http://127.0.0.2/", "https://10.0.0.1/", "https://192.168.1.1/", "https://172.16.0.9/", "https://169.254.169.254/latest",
    "https://0.0.0.0/", "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::a00:1]/", "https://[fe80::1]/",
    "https://[fd00::1]/", "https://100.64.0.1/", "https://224.0.0.1/", "https://255.255.255.255/",
)  # fmt: skip
UNFIT = (
    "https://gazette.example:8443/", "http://gazette.example:22/", "https://ann:secret@gazette.example/", "https://ann@gazette.example/",
    "file:///etc/passwd", "ftp://gazette.example/", "gopher://gazette.example/", "data:text/html,x",
)  # fmt: skip


@pytest.mark.parametrize("address", [*PRIVATE, *UNFIT])
async def test_an_address_that_is_not_public_is_never_asked(address: str) -> None:
    async with serving({HERE: to(address)}) as server:
        network = replace(server.network, may_reach=lambda one: one == "127.0.0.1" or is_public(one))
        for begun in (address, PAGE):
            with pytest.raises(UnreadPageError):
                await fetch(begun, network)
        assert server.asked == [HERE]


class Rebinding(OneServer):
    """A name server that says another address each time."""

    def __init__(self, port: int, *hosts: str) -> None:
        super().__init__(hosts[0], port)
        self.port = port
        self.hosts = list(hosts)
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked += 1
        here = self.hosts[min(self.asked, len(self.hosts)) - 1]
        return await OneServer(here, self.port).resolve(host)


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.1.2.3", "::1", "::ffff:127.0.0.1", "fe80::1%eth0"])
async def test_a_name_that_leads_inside_is_never_connected_to(inside: str) -> None:
    async with serving({HERE: Answer(BODY)}) as server:
        network = Network(resolver=lambda: Rebinding(443, inside), patience=5)
        with pytest.raises(UnreadPageError, match="leads into a private network, and was not opened"):
            await fetch(PAGE, network)
        assert server.asked == []


async def test_what_is_connected_to_is_what_was_looked_at() -> None:
    """The name leads elsewhere when it is looked up once more, which nothing does."""
    async with serving({HERE: Answer(BODY)}) as server:
        names = server.network.resolver()
        assert isinstance(names, OneServer)
        port = (await names.resolve("gazette.example"))[0]["port"]
        changing = Rebinding(port, "127.0.0.1", "10.0.0.1")
        found = await fetch(PAGE, replace(server.network, resolver=lambda: changing))
        assert (found.content, changing.asked) == (BODY, 1)
        with pytest.raises(UnreadPageError, match="leads into a private network"):
            await fetch(PAGE, replace(server.network, resolver=lambda: changing))
    assert server.asked == [HERE]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(status=404), "there is no such page (404)"),
        (Answer(status=410), "there is no such page (410)"),
        (Answer(status=403), "it turns programs away (403); in a browser it may well open"),
        (Answer(status=402), "it turns programs away (402); in a browser it may well open"),
        (Answer(status=429), "it turns programs away (429); in a browser it may well open"),
        (Answer(status=503), "its server has a fault (503)"),
        (Answer(status=204), "its answer could not be understood (204)"),
        (Answer(b"%PDF", type="application/pdf"), "it is a PDF, and only web pages can be read"),
        (Answer(b"\x89PNG", type="image/png"), "it is a file, and only web pages can be read"),
        (Answer(b"{}", type="application/json"), "it is a file, and only web pages can be read"),
        (Answer(BODY, headers={"Content-Encoding": "br"}), "it is packed in a way that was not asked for"),
        (to("/"), "it leads to a front page: the page itself may be gone"),
        (to("https://[oops/"), "its answer could not be understood"),
    ],
)
async def test_why_a_page_is_not_read_is_told(answer: Answer, said: str) -> None:
    assert await why_not({HERE: answer, "gazette.example/": Answer(BODY)}) == said


@pytest.mark.parametrize("answer", [Answer(silent=True), Answer(b"<p>", headers={"X": "y"}, silent=True)])
async def test_a_server_that_is_slow_is_not_waited_for(answer: Answer) -> None:
    assert await why_not({HERE: answer}, patience=0.2) == "no answer within 0.2 seconds"


async def test_a_page_is_read_no_further_than_its_beginning() -> None:
    async with serving({HERE: Answer(BODY, endless=True)}) as server:
        found = await fetch(PAGE, server.network)
    assert len(found.content) == MOST
    assert found.content.startswith(BODY)
    assert server.sent < 16 * MOST, "and the rest is not waited for"


async def test_a_packed_page_is_unpacked_and_a_bomb_no_further_than_a_page() -> None:
    packed = {"Content-Encoding": "gzip"}
    bomb = gzip.compress(BODY + b" " * (64 << 20))
    answers = {
        HERE: Answer(gzip.compress(BODY), headers=packed),
        "gazette.example/bomb": Answer(bomb, headers=packed),
        "gazette.example/broken": Answer(b"no gzip at all", headers=packed),
    }
    async with serving(answers) as server:
        assert (await fetch(PAGE, server.network)).content == BODY
        assert len((await fetch("https://gazette.example/bomb", server.network)).content) == MOST
        with pytest.raises(UnreadPageError, match="could not be understood"):
            await fetch("https://gazette.example/broken", server.network)
    assert len(bomb) < MOST < len(zlib.decompress(bomb, 47))


async def read(answer: Answer) -> Mapping[str, str]:
    clock = FixedClock(dt.datetime(2031, 8, 10, 12, tzinfo=dt.UTC))
    async with serving({HERE: answer}) as server:
        return (await PageReader(server.network, clock).read(PAGE)).values


async def test_a_page_is_read_in_a_process_of_its_own() -> None:
    values = await read(Answer(BODY))
    assert values["title"] == "Millers vote to strike"
    assert values["published"] == "2031-08-04 21:30 UTC-04:00"


async def test_a_page_that_only_a_browser_fills_says_nothing() -> None:
    with pytest.raises(UnreadPageError, match="it says nothing of itself that a program can read"):
        await read(Answer(b"<div id=app></div><script src=app.js></script>"))


async def test_a_page_that_is_made_to_take_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marking, "LONGEST", 0.5)
    with pytest.raises(UnreadPageError, match="it takes too long to be read"):
        await read(Answer(b"<!--" * (MOST // 4)))


async def test_the_process_gets_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    monkeypatch.setattr(
        marking,
        "_BOOT",
        "import os, json; print(json.dumps({'metas': [], 'data': sorted(os.environ), 'title': '', 'canonical': ''}))",
    )
    assert "DISCORD_TOKEN" not in (await marking.marked_apart(b"", "")).data
