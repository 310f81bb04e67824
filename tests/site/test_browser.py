"""The site in a real browser, on a phone and a desk, in the light and the dark: usable by everybody, and a search that finds."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from bot.publishing.folder import write
from tests.site.papers import built

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Scheme = Literal["light", "dark"]
CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
LOOKED_AT = (
    "index.html", "timeline.html", "talks.html", "answers.html", "people.html", "quotes.html", "sources.html",
    "corrections.html", "search.html?q=robots", "entries/lamp-2025.html", "entries/answer/hostile.html",
    "entries/lamp-2025/quote/lind-ovens.html", "entries/lamp-2025/event/rumour.html",
)  # fmt: skip


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "public"
    write(out, built())
    return out


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if shutil.which(CHROMIUM) is None:
        pytest.skip(f"there is no Chromium at {CHROMIUM}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_everybody_can_use_every_page(browser: Browser, address: str, size: str, scheme: Scheme) -> None:
    width, height = SIZES[size]
    # axe is put into the page, which the page's own policy would forbid
    with browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
    ) as context:
        page = context.new_page()
        for path in LOOKED_AT:
            page.goto(f"{address}/{path}")
            if "?q=" in path:
                expect(page.locator("#results")).to_be_visible()
            found = Axe().run(
                page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
            )
            assert len(found.response["passes"]) > 10
            assert found.violations_count == 0, f"{path}: {found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may not say anything to the console, and where whatever is not the site's own fails."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        opened, said = context.new_page(), []

        def note(message: ConsoleMessage) -> None:
            said.append(message.text)

        opened.on("console", note)
        yield opened
        assert not [text for text in said if "favicon" not in text and "404" not in text], said


def test_the_search_finds_while_one_types_and_is_bounded_by_what_there_is(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    page.get_by_label("Search").fill("Róbots glass")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("#found")).to_contain_text("for “Róbots glass”")
    page.get_by_role("link", name="The Glassworks Alliance on robots").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The Glassworks Alliance on robots")
    page.go_back()
    page.get_by_label("Search").fill("zzzz")
    expect(page.locator("#found")).to_contain_text("Nothing was found")
    page.get_by_label("Search").fill("")
    expect(page.locator("#all")).to_be_visible()


def test_what_was_typed_stays_words(page: Page, address: str) -> None:
    page.goto(f"{address}/search.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.locator("#found")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("img").count() == 0


def test_a_site_opened_from_the_disk_can_be_read_and_searched(browser: Browser, folder: Path) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((folder / "search.html").as_uri())
        page.get_by_label("Search").fill("robots")
        expect(page.get_by_role("link", name="The Glassworks Alliance on robots")).to_be_visible()


def test_everything_can_be_read_without_scripts(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/search.html")
        page.get_by_role("link", name="The Glassworks Alliance on robots").click()
        expect(page.get_by_text("The Glassworks Alliance refused to rule out robots.")).to_be_visible()


def test_the_keyboard_leads_past_the_navigation(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
