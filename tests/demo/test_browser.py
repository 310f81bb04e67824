"""The demo's page in a real browser: what a newcomer sees and does."""

from __future__ import annotations

import contextlib
import re
import signal
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.demo.conftest import Demo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


DESKTOP, PHONE = (1280, 900), (390, 844)
UNTIL_READY = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    do { await frame(); await frame(); } while (!simcordPreview.ready || simcordPreview.pendingAction);
}"""
ROBIN = "Robin (moderator)"


@pytest.fixture
def page(chromium: BrowserContext, demo: Demo) -> Iterator[Page]:
    opened = visit(chromium, demo, DESKTOP)
    yield opened
    opened.close()


def visit(chromium: BrowserContext, demo: Demo, size: tuple[int, int]) -> Page:
    page = chromium.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(demo.url)
    arrived(page)
    return page


def arrived(page: Page) -> None:
    """The sample cards are there."""
    expect(cards(page).nth(2)).to_be_attached()
    settled(page)


def settled(page: Page) -> None:
    """Nothing is under way, and the frame in which the page puts the focus back has passed."""
    expect(page.locator("#preview-app")).to_have_attribute("aria-busy", "false")
    page.evaluate(UNTIL_READY)


def become(page: Page, name: str) -> None:
    seen_before = cards(page).first.element_handle()
    page.get_by_label("Viewing as").select_option(label=name)
    seen_before.wait_for_element_state("hidden")
    arrived(page)


def cards(page: Page) -> Locator:
    return page.locator("article.channel-message")


def one_more(page: Page, before: int, within: int = 5_000) -> Locator:
    """The message that has come since, in so many milliseconds."""
    expect(cards(page)).to_have_count(before + 1, timeout=within)
    settled(page)
    return cards(page).last


def write(page: Page, text: str) -> None:
    box = page.get_by_placeholder(re.compile("^Message"))
    box.fill(text)
    box.press("Enter")


def ask(page: Page, question: str) -> Locator:
    """Choose /ask from the commands, type a question; the card that comes."""
    before = cards(page).count()
    page.get_by_placeholder(re.compile("^Message")).press_sequentially("/as")
    page.locator(".command-entry").first.click()
    page.get_by_label("question, required").fill(question)
    expect(page.locator(".command-suggestion").first).to_be_visible()
    page.get_by_role("button", name="Send").click()
    return one_more(page, before)


def choose_first(card: Locator) -> str:
    """Choose the first option of the card's menu; it is opened again where the page drew itself anew meanwhile."""
    menu, option = card.get_by_role("combobox"), card.get_by_role("option").first
    for _ in range(4):
        menu.click()
        with contextlib.suppress(PlaywrightTimeoutError):
            text = option.inner_text(timeout=3_000)
            option.click(timeout=3_000)
            return text
    raise AssertionError("the menu does not stay open")


def test_cards_are_there_already(page: Page) -> None:
    expect(cards(page)).to_have_count(3)
    expect(cards(page).first).to_contain_text("now on day 95")
    expect(cards(page).last).to_contain_text("I am not sure I have that. This comes closest:")


def test_typing_a_command_in_one_go_asks(page: Page) -> None:
    before = cards(page).count()
    write(page, "/ask what day is it")
    card = one_more(page, before)
    expect(card).to_contain_text("Sam (member) used /ask")
    expect(card.get_by_role("heading")).to_have_text(re.compile("WGA strike is ongoing, now on day 95"))
    link = card.get_by_role("link").first
    expect(link).to_have_attribute("href", re.compile("^https://"))


def test_a_related_question_is_answered(page: Page) -> None:
    card = ask(page, "What day is it?")
    before = cards(page).count()
    question = choose_first(card)
    expect(one_more(page, before)).to_contain_text(question)


def test_a_member_may_not_remove_the_card_of_another(page: Page) -> None:
    before = cards(page).count()
    cards(page).first.get_by_role("button", name="Remove").click()
    told = one_more(page, before)
    expect(told).to_contain_text("Only the person who asked and moderators can remove this card.")


def test_a_moderator_may(page: Page) -> None:
    asked = ask(page, "When did the WGA strike start?")
    expect(asked).to_contain_text("May 2, 2023")
    become(page, ROBIN)
    before = cards(page).count()
    cards(page).last.get_by_role("button", name="Remove").click()
    expect(cards(page)).to_have_count(before - 1)


def test_a_moderator_fills_in_a_form(page: Page) -> None:
    become(page, ROBIN)
    before = cards(page).count()
    cards(page).first.get_by_role("button", name="Not what I asked").click()
    offered = one_more(page, before)
    offered.get_by_role("button", name="Tell the moderators more").click()
    form = page.get_by_role("dialog", name="What did you expect?")
    form.get_by_label("What should the answer have said?").fill("The day in New York")
    form.get_by_label("Which entry should have answered?").fill("the strike itself")
    form.get_by_role("button", name="Submit").click()
    expect(form).to_be_hidden()
    expect(one_more(page, before + 1)).to_contain_text("without your name")


def test_a_mention_and_a_reply_are_answered(page: Page) -> None:
    become(page, ROBIN)
    before = cards(page).count()
    write(page, "@Strikebot who is Carol Lombardini?")
    expect(cards(page)).to_have_count(before + 2)
    settled(page)
    card = cards(page).last
    expect(card).to_contain_text("AMPTP")
    card.hover()
    card.get_by_role("button", name="Reply").click()
    write(page, "and Ellen Stutzman?")
    expect(cards(page)).to_have_count(before + 4)
    expect(cards(page).last).to_contain_text("WGA chief negotiator")


def test_ctrl_c_ends_it_while_its_page_is_open(chromium: BrowserContext, project_root: Path) -> None:
    running = Demo(project_root, "--port", "0")
    page = visit(chromium, running, DESKTOP)
    try:
        assert running.end(signal.SIGINT) == 0
    finally:
        page.close()
        running.close()


def test_the_page_can_end_it(chromium: BrowserContext, project_root: Path) -> None:
    running = Demo(project_root, "--port", "0")
    page = visit(chromium, running, DESKTOP)
    try:
        page.get_by_text("More", exact=True).click()
        page.get_by_role("button", name="End preview session").click()
        assert running.ended() == 0
    finally:
        page.close()
        running.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_card_fits_the_window(chromium: BrowserContext, demo: Demo, size: tuple[int, int]) -> None:
    page = visit(chromium, demo, size)
    for card in page.locator(".component-container").all():
        box = card.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
    page.close()
