"""Makes the pictures of the README: real cards, asked through the real bot in the demo's simulated Discord.

`make screenshots` needs Chromium; CHROMIUM names it where it is not at /usr/bin/chromium.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.async_api import async_playwright, expect

from bot.answering.engine import Engine
from bot.clock import FixedClock
from bot.demo.town import Town, ask_samples, build, close_town, open_town, preview
from bot.knowledge.loader import load

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, FloatRect, Page
    from simcord import Preview

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NOW = dt.datetime.fromisoformat("2023-08-04T23:59:59-07:00")
DESKTOP, TALL, PHONE, TALL_PHONE = (1280, 800), (1280, 2400), (390, 844), (390, 1800)
MARGIN = 16
DRAFT = {
    "date": "aug 4",
    "kind": ["sidebar"],
    "summary": "The two sides met at the offices of the AMPTP to see whether talks could start again.",
    "outcome": "The meeting ended without a date for talks.",
    "source": ["thr-2023-08-04"],
}


@dataclass(frozen=True, slots=True)
class Picture:
    """One card: the file it goes to, and what was asked."""

    name: str
    question: str


CARDS = (
    Picture("day", "What day of the strike is it?"),
    Picture("meeting", "What happened at the meeting on August 4, 2023?"),
    Picture("position", "What did the AMPTP say about AI?"),
    Picture("quote", "What did Fran Drescher say?"),
    Picture("clarify", "quote about AI"),
    Picture("decline", "What does the WGA say about daylight saving time?"),
)


async def make() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "knowledge", folder / "knowledge")
        engine = Engine(load(folder / "knowledge"))
        town = build(NOW, engine.base.zone, live=False)
        await open_town(town, engine, FixedClock(NOW), live=False, folder=folder)
        try:
            with town.env.time_context():
                async with preview(town) as page:
                    await ask_samples(town, engine)
                    await page.refresh()
                    await _photograph(town, page)
        finally:
            await close_town(town)


async def _photograph(town: Town, shown: Preview) -> None:
    with tempfile.TemporaryDirectory() as profile:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch_persistent_context(
                profile, executable_path=CHROMIUM, args=FLAGS, device_scale_factor=2
            )
            await _whole_page(browser, shown, "demo", DESKTOP)
            await _whole_page(browser, shown, "phone", PHONE)
            await _suggestions(browser, shown)
            for picture in CARDS:
                await _card(browser, town, shown, picture)
            await _draft(browser, town, shown)
            await browser.close()


async def _draft(browser: BrowserContext, town: Town, shown: Preview) -> None:
    """What a moderator sees before an edit is saved, on a phone."""
    form = await town.moderator.slash(town.channel, "kb add meeting")
    await town.moderator.submit_modal(form, DRAFT)
    await shown.refresh()
    page = await _open(browser, shown, TALL_PHONE)
    await page.get_by_label("Viewing as").select_option(label="Robin (moderator)")
    message = page.locator("article.channel-message").filter(has_text="Not saved yet")
    await message.locator(".component-container").last.scroll_into_view_if_needed()
    await page.locator("#channel-composer").evaluate("box => { box.style.visibility = 'hidden'; }")
    _keep("draft", await message.screenshot())
    await page.close()


async def _open(browser: BrowserContext, shown: Preview, size: tuple[int, int]) -> Page:
    page = await browser.new_page()
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await page.goto(shown.url)
    await expect(page.locator("article.channel-message").last).to_be_visible()
    await expect(page.locator("#preview-app")).to_have_attribute("aria-busy", "false")
    return page


async def _whole_page(browser: BrowserContext, shown: Preview, name: str, size: tuple[int, int]) -> None:
    page = await _open(browser, shown, size)
    _keep(name, await page.screenshot())
    await page.close()


async def _suggestions(browser: BrowserContext, shown: Preview) -> None:
    """What /ask suggests while someone types."""
    page = await _open(browser, shown, DESKTOP)
    await page.get_by_placeholder("Message #").press_sequentially("/as")
    await page.locator(".command-entry").first.click()
    await page.get_by_label("question, required").press_sequentially("what did the")
    await expect(page.locator(".command-suggestion").nth(5)).to_be_visible()
    _keep("suggestions", await page.screenshot())
    await page.close()


async def _card(browser: BrowserContext, town: Town, shown: Preview, picture: Picture) -> None:
    """Ask, and take the card alone."""
    asker = town.guild.add_member(town.env.create_user("sam"))  # one who has not asked before
    await asker.slash(town.channel, "ask", question=picture.question)
    await shown.refresh()
    page = await _open(browser, shown, TALL)
    message = page.locator("article.channel-message").last
    await message.scroll_into_view_if_needed()
    await page.locator("#channel-composer").evaluate("box => { box.style.visibility = 'hidden'; }")
    whole, box = await message.bounding_box(), await message.locator(".component-container").bounding_box()
    if whole is None or box is None:
        raise RuntimeError(f"there is no card for “{picture.question}”")
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    clip: FloatRect = {
        "x": whole["x"],
        "y": whole["y"],
        "width": right - whole["x"] + MARGIN,
        "height": bottom - whole["y"] + MARGIN,
    }
    _keep(picture.name, await page.screenshot(clip=clip))
    await page.close()


def _keep(name: str, png: bytes) -> None:
    """Save a picture in a palette of 256 colours, a third of its size."""
    image = Image.open(io.BytesIO(png)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    path = IMAGES / f"{name}.png"
    image.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {image.width} × {image.height}, {path.stat().st_size // 1024} KiB")


def main() -> int:
    if shutil.which(CHROMIUM) is None:
        print(f"There is no Chromium at {CHROMIUM}: install it, or name it with CHROMIUM.", file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    asyncio.run(make())
    return 0


if __name__ == "__main__":
    sys.exit(main())
