"""`/kb add source` with an address: what the page says of itself is filled in, or it is said why not."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from tests.discord_app.conftest import labels, text
from tests.discord_app.kb.conftest import House, button, fields, prefilled
from tests.moderating.pages.serving import Answer, Server, serving
from tests.moderating.pages.shelf import article, page

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HERE = "harborpost.example.org/third-round"
ADDRESS = f"https://{HERE}"
PAGE = page(
    '<link rel="canonical" href="/third-round">',
    data=article(
        headline="Third round ends",
        datePublished="2025-12-30T21:00:00-08:00",
        publisher={"name": "Harbor Post"},
        author=[{"name": "Ida Moss"}, {"name": "Cy Ray"}],
    ),
)


@asynccontextmanager
async def with_page(house: House, said: str = PAGE, status: int = 200) -> AsyncIterator[Server]:
    async with serving({HERE: Answer(said.encode(), status)}) as server:
        house.fetching = server.network
        await house.open()
        yield server


async def test_a_source_is_filled_in_by_its_page_and_saved(house: House) -> None:
    async with with_page(house):
        shown = await house.kb("add source", address=f"{ADDRESS}?utm_source=x")
    said = text(shown)
    assert shown.ephemeral
    assert "From the page itself: Address, Publisher, Headline, Published, What kind and Authors" in said
    assert "Third round ends" in said
    await house.press(shown, "Save")
    kept = house.read("sources.yaml")
    assert f"url: {ADDRESS}\n" in kept
    assert "published: 2025-12-30T21:00-08:00" in kept
    assert "authors: [Ida Moss, Cy Ray]" in kept
    assert "reviewed: 2025-12-31" in kept


async def test_what_the_page_does_not_say_is_asked_for_and_the_rest_is_marked(house: House) -> None:
    async with with_page(house, page("<title>Third round ends</title>")):
        shown = await house.kb("add source", address=ADDRESS)
    said = text(shown)
    assert "**Published**: Please fill this in." in said
    assert "**Headline, word for word** Third round ends (from the page)" in said
    assert "**Publisher** Harbor Post (assumed)" in said
    assert button(shown, "Save")["disabled"]
    form = await house.press(shown, "The source")
    assert prefilled(form)["title"] == "Third round ends"
    mended = await house.fill(form, published="dec 30 9pm", title="The third round")
    assert "From the page itself: Address. Compare" in text(mended if mended.response else shown)


async def test_a_page_that_cannot_be_read_is_told_in_a_sentence_and_its_address_kept(house: House) -> None:
    async with with_page(house, status=403):
        shown = await house.kb("add source", address=HERE)
    said = text(shown)
    assert "**The page was not read** (it turns programs away (403)" in said
    assert "(from the page)" not in said
    assert prefilled(await house.press(shown, "The source"))["url"] == HERE
    assert "Authors, a copy, a note" in labels(shown)


async def test_without_the_setting_the_form_says_so_and_has_the_address(house: House) -> None:
    form = await house.kb("add source", address=ADDRESS)
    assert prefilled(form)["url"] == ADDRESS
    assert form.modal is not None
    assert "FETCH_SOURCES" in str(form.modal)
    assert "FETCH_SOURCES" not in str((await house.kb("add source")).modal)
    assert "publisher" in fields(form)


async def test_a_page_that_the_base_has_is_not_asked_for(house: House) -> None:
    async with with_page(house) as server:
        shown = await house.kb("add source", address="https://harborpost.example.org/walk-out")
    assert "This page is in the base already" in text(shown)
    assert server.asked == []


async def test_an_address_that_leads_inside_is_not_asked_for(house: House) -> None:
    async with with_page(house) as server:
        for address in (
            "http://10.0.0.1/a",
            "https://ann:secret@harborpost.example.org/third-round",
            "file:///etc/passwd",
        ):
            assert "**The page was not read**" in text(await house.kb("add source", address=address))
    assert server.asked == []


async def test_a_copy_says_of_what_and_a_date_that_lies_ahead_is_left_out(house: House) -> None:
    said = page(
        '<link rel="canonical" href="https://ledger.example.org/first">',
        data=article(datePublished="2026-03-01"),
    )
    async with with_page(house, said):
        shown = await house.kb("add source", address=ADDRESS)
    assert "it may be a copy of that: " in text(shown)
    assert "ledger.example.org/first" in text(shown)
    assert "a date that lies ahead (2026-03-01)" in text(shown)
    assert "A copy on another site (from the page)" in text(shown)


async def test_what_a_page_says_pings_nobody_and_stays_text(house: House) -> None:
    nasty = "@everyone <@1> **x** [a](https://evil.example) \u202e ``` discord.gg/abc"
    async with with_page(
        house, page(data=article(headline=nasty, author=nasty, publisher=nasty, datePublished=nasty))
    ):
        shown = await house.kb("add source", address=ADDRESS)
    said = text(shown)
    assert "@everyone" not in said
    assert "<@1>" not in said
    assert "**x**" not in said
    assert "https://evil" not in said
    assert "\u202e" not in said


async def test_only_moderators_have_pages_opened(house: House) -> None:
    async with with_page(house) as server:
        await house.kb("add source", house.town.alice, address=ADDRESS)
    assert server.asked == []
