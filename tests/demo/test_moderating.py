"""A moderator with a phone: a meeting is added on the demo's page, from a base without it, and answered."""

from __future__ import annotations

import re
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from bot.knowledge.disk.folder import gather
from bot.knowledge.editing import remove_field, replace_file
from bot.knowledge.loader import assemble
from tests.demo.conftest import Demo
from tests.demo.test_browser import PHONE, ROBIN, become, cards, one_more, settled, visit, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AFTER = "2023-08-12"
SUMMARY = "The studios handed the WGA a counterproposal, their first since the strike began."
OUTCOME = "The WGA said that it would study the offer."
QUESTION = "what happened at the meeting on august 11?"
KEY = 100
"""Milliseconds for each key: ten a second, a quick thumb."""
SLOW = 30_000
"""Milliseconds for the first base that is built: a process has to start for it."""
BUDGET = 60.0
"""Seconds that a moderator has: from the first key of the command to the card that members get."""


def without_the_meeting(source: Path, folder: Path) -> None:
    """A copy of the shipped base that has never heard of the meeting of August 11."""
    shutil.copytree(source, folder)
    files, _ = gather(folder)
    names = [f"strikes/wga-2023/{kind}.yaml" for kind in ("meetings", "positions", "quotes")]
    for name in (*names, "checks.yaml"):
        head, *entries = re.split(r"(?m)^(?=- )", files[name].decode())
        told = re.compile(r"(?m)^- id: 2023-08-11$|^  meeting: 2023-08-11$|meeting/2023-08-11")
        kept = "".join([head, *(entry for entry in entries if not told.search(entry))])
        files = replace_file(files, name, kept.encode())
        (folder / name).write_bytes(files[name])
    base, problems = assemble(files)
    assert base is not None, "\n".join(map(str, problems))
    assert "wga-2023/meeting/2023-08-11" not in base.meetings


@pytest.fixture(scope="module")
def demo(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("base") / "knowledge"
    without_the_meeting(project_root / "knowledge", folder)
    running = Demo(project_root, "--port", "0", "--knowledge", str(folder), as_of=AFTER)
    yield running
    running.close()


@pytest.fixture
def phone(chromium: BrowserContext, demo: Demo) -> Iterator[Page]:
    opened = visit(chromium, demo, PHONE)
    become(opened, ROBIN)
    yield opened
    opened.close()


def choose(page: Page, command: str) -> None:
    """Choose a command from the list, as far as it has to be typed."""
    page.get_by_placeholder(re.compile("^Message")).press_sequentially(command, delay=KEY)
    page.locator(".command-entry").first.click()
    page.get_by_role("button", name="Send").click()


def fits(card: Locator) -> bool:
    """Whether nothing of a card lies outside of the window."""
    box = card.bounding_box()
    return box is not None and box["x"] >= 0 and box["x"] + box["width"] <= PHONE[0]


def test_a_meeting_is_added_from_a_phone_within_a_minute_of_typing_and_answered(phone: Page) -> None:
    before = cards(phone).count()
    began = time.perf_counter()
    choose(phone, "/kb add m")
    form = phone.get_by_role("dialog")
    form.get_by_label("Day").press_sequentially("aug 11", delay=KEY)
    form.get_by_label("What it was").press_sequentially(SUMMARY, delay=KEY)
    form.get_by_label("How it ended").press_sequentially(OUTCOME, delay=KEY)
    form.get_by_text("Select one or more options").click()
    form.get_by_role("option").filter(has_text="August 11, 2023").first.click()
    form.get_by_role("button", name="Submit").click()
    draft = one_more(phone, before, within=SLOW)
    expect(draft).to_contain_text("Not saved yet")
    expect(draft).to_contain_text(OUTCOME)
    assert all(fits(box) for box in draft.locator(".component-container").all())
    draft.get_by_role("button", name="Save", exact=True).click()
    expect(draft).to_contain_text("Saved as edit 1")
    settled(phone)
    write(phone, f"/ask {QUESTION}")
    answer = one_more(phone, before + 1)
    took = time.perf_counter() - began
    expect(answer).to_contain_text(OUTCOME)
    expect(answer).to_contain_text("August 11, 2023")
    assert took < BUDGET, f"{took:.1f} seconds, at {KEY} milliseconds a key"
    print(f"\nadded and answered in {took:.1f} s at {KEY} ms a key")  # noqa: T201  (the figure, with pytest -s)


def test_what_is_to_mend_is_named_and_what_was_typed_is_kept(phone: Page) -> None:
    before = cards(phone).count()
    choose(phone, "/kb add m")
    form = phone.get_by_role("dialog")
    form.get_by_label("Day").fill("the day after the moon")
    form.get_by_label("What it was").fill(SUMMARY)
    form.get_by_role("button", name="Submit").click()
    draft = one_more(phone, before)
    expect(draft).to_contain_text("Needs fixing")
    expect(draft.get_by_role("button", name="Save", exact=True)).to_be_disabled()
    draft.get_by_role("button", name="The meeting", exact=True).click()
    expect(phone.get_by_role("dialog").get_by_label("What it was")).to_have_value(SUMMARY)
    phone.get_by_role("dialog").get_by_role("button", name="Cancel").click()


def test_a_member_is_refused(chromium: BrowserContext, demo: Demo) -> None:
    page = visit(chromium, demo, PHONE)
    before = cards(page).count()
    choose(page, "/kb stat")
    expect(one_more(page, before)).to_contain_text("Only the moderators")
    page.close()


EVENING = "2023-09-26"
STILL_ON = "are the writers still on strike?"
HEADLINE = "The strike is over"


def without_the_end(source: Path, folder: Path) -> None:
    """A copy of the shipped base that has not heard of the end of the writers' strike."""
    files, _ = gather(source)
    for field in ("last_day", "ended", "tentative_agreement", "ratification", "term"):
        files = remove_field(files, "wga-2023", field)
    meetings = "strikes/wga-2023/meetings.yaml"
    files[meetings] = files[meetings].replace(b"  phase: after\n", b"")
    files["checks.yaml"] = b"[]\n"
    base, problems = assemble(files)
    assert base is not None, "\n".join(map(str, problems))
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@pytest.fixture(scope="module")
def evening(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("evening") / "knowledge"
    without_the_end(project_root / "knowledge", folder)
    running = Demo(project_root, "--port", "0", "--knowledge", str(folder), as_of=EVENING)
    yield running
    running.close()


def test_a_strike_is_told_to_have_ended_from_a_phone_within_a_minute(
    chromium: BrowserContext, evening: Demo
) -> None:
    phone = visit(chromium, evening, PHONE)
    become(phone, ROBIN)
    before = cards(phone).count()
    began = time.perf_counter()
    phone.get_by_placeholder(re.compile("^Message")).press_sequentially("/kb str", delay=KEY)
    phone.locator(".command-entry").first.click()
    phone.get_by_role("option", name="It ended").click()
    phone.get_by_text("+1 more").click()
    phone.get_by_role("option", name="strike").click()
    phone.get_by_role("combobox", name="strike", exact=True).press_sequentially("2023 wri", delay=KEY)
    phone.locator(".command-suggestion").filter(has_text="2023 Writers Guild").first.click()
    phone.get_by_role("button", name="Send").click()
    phone.get_by_role("dialog").get_by_role("button", name="Submit").click()
    draft = one_more(phone, before)
    draft.get_by_role("button", name="New source").click()
    form = phone.get_by_role("dialog")
    form.get_by_label("Publisher").press_sequentially("Writers Guild of America", delay=KEY)
    form.get_by_label("Headline, word for word").press_sequentially(HEADLINE, delay=KEY)
    form.get_by_label("Published").press_sequentially("today 2pm", delay=KEY)
    form.get_by_role("button", name="Submit").click()
    expect(draft).to_contain_text("Above is the card that members will see", timeout=SLOW)
    expect(draft).to_contain_text("The WGA strike ended on September 26, 2023")
    assert all(fits(box) for box in draft.locator(".component-container").all())
    draft.get_by_role("button", name="Save", exact=True).click()
    expect(draft).to_contain_text("Saved as edit 1")
    settled(phone)
    write(phone, f"/ask {STILL_ON}")
    answer = one_more(phone, before + 1)
    took = time.perf_counter() - began
    expect(answer).to_contain_text("The WGA strike ended on September 26, 2023")
    expect(answer).to_contain_text(HEADLINE)
    assert took < BUDGET, f"{took:.1f} seconds, at {KEY} milliseconds a key"
    print(f"\nended and answered in {took:.1f} s at {KEY} ms a key")  # noqa: T201  (the figure, with pytest -s)
    phone.close()
