"""Teaching, withdrawing, checking, undoing: each change is shown before it is saved, and can be taken back."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from bot.knowledge.loader import assemble, load
from tests.discord_app.conftest import labels, parts, text
from tests.discord_app.kb.conftest import House, button
from tests.discord_app.kb.test_adding import added

WITHDRAWN: dict[str, Any] = {"entry": "lamp-2025/quote/lind-ovens", "reason": "The paper corrected it."}
PHRASE = "who breathes into the glass"


async def ask(house: House, question: str) -> str:
    return text(await house.town.alice.slash(house.town.channel, "ask", question=question))


async def test_an_entry_is_taught_a_question(house: House) -> None:
    shown = await house.kb("teach", question=PHRASE, entry="lamp-2025/quote/lind-ovens")
    assert "No machine will ever breathe" in text(shown)
    await house.press(shown, "Save")
    assert PHRASE in house.read("strikes/lamp-2025/quotes.yaml")
    assert "No machine will ever breathe" in await ask(house, PHRASE)


async def test_teaching_offers_the_entries_that_come_near(house: House) -> None:
    shown = await house.kb("teach", question="what about machines at the ovens")
    menu = next(part for part in parts(shown) if part["type"] == 3)
    assert len(menu["options"]) > 1


async def test_teaching_what_is_taught_already_is_said(house: House) -> None:
    await house.press(await house.kb("teach", question=PHRASE, entry="lamp-2025/quote/lind-ovens"), "Save")
    again = await house.kb("teach", question=PHRASE, entry="lamp-2025/quote/lind-ovens")
    assert "already" in text(again)
    assert button(again, "Save")["disabled"]


async def test_an_entry_is_withdrawn_with_its_reason_and_no_longer_told(house: House) -> None:
    shown = await house.kb("withdraw", **WITHDRAWN)
    await house.press(shown, "Save")
    assert "The paper corrected it." in house.read("strikes/lamp-2025/quotes.yaml")
    assert "No machine will ever breathe" not in await ask(house, "what did Mara Lind say about robots?")


async def test_try_shows_the_reply_and_the_scores_of_what_was_weighed(house: House) -> None:
    shown = await house.kb("try", question="what did the glassworks say about robots?")
    assert "refused to rule out robots" in text(shown)
    assert text(shown).count("(confidence") == 1
    assert text(shown).count("- `0.") >= 3


async def test_a_tried_question_is_kept_as_a_check_and_then_guards_its_answer(house: House) -> None:
    tried = await house.kb("try", question="what did the glassworks say about robots?")
    await house.press(await house.press(tried, "Keep as a check"), "Save")
    assert "what did the glassworks say about robots?" in house.read("checks.yaml")
    shown = await house.kb("withdraw", entry="lamp-2025/position/robots-glass", reason="It was wrong.")
    assert "breaks 1 check" in text(shown), "before it is saved"
    assert "Save anyway" in labels(shown)


async def test_an_uploaded_file_shows_what_it_changes_and_is_applied(house: House) -> None:
    content = house.read("strikes/lamp-2025/meetings.yaml").replace("for an hour", "for two hours").encode()
    shown = await house.kb("check", file=("meetings.yaml", content))
    assert "+  summary: The two sides met again, for two hours." in text(shown)
    await house.press(shown, "Save")
    assert "for two hours" in house.read("strikes/lamp-2025/meetings.yaml")
    assert "for two hours" in await ask(house, "what happened at the meeting on december 29?")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("meetings.yaml", b"- id: 2025-12-11\n  titel: x\n", "did you mean title"),
        ("meetings.yaml", b"- id: &a x\n", "an anchor"),
        ("checks.yaml", b"[" * 3000, "12"),
        ("sources.yaml", b"- id: caf\xe9\n", "not UTF-8"),
        ("sources.yaml", b"x" * (1024 * 1024 + 1), "at most 1 MiB"),
        ("photo.png", b"\x89PNG", "not a knowledge file"),
        ("knowledge.zip", b"PK\x03\x04", "not a knowledge file"),
        ("events.yaml", b"[]\n", "belongs to one strike"),
    ],
)
async def test_an_upload_that_cannot_be_used_says_why(
    house: House, name: str, content: bytes, expected: str
) -> None:
    before = load(house.folder).revision
    shown = await house.kb("check", file=(name, content))
    assert expected in text(shown)
    assert load(house.folder).revision == before


async def test_the_export_loads_again_unchanged(house: House) -> None:
    exported = await house.kb("export")
    assert exported.response is not None
    (attachment,) = exported.response.attachments
    with zipfile.ZipFile(io.BytesIO(await attachment.read())) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    base, _ = assemble(files)
    assert base is not None
    assert base.revision == load(house.folder).revision
    assert exported.ephemeral


async def test_history_says_who_when_and_what_and_shows_the_lines(house: House) -> None:
    await house.press(await added(house), "Save")
    listed = await house.kb("history")
    assert "mod" in text(listed)
    assert "New meeting" in text(listed)
    menu = next(part for part in parts(listed) if part["type"] == 3)
    assert listed.response is not None
    shown = await house.town.mod.select(listed.response, ["1"], custom_id=menu["custom_id"])
    assert "+- id: 2025-12-30" in text(shown)


async def test_an_edit_is_undone_also_after_a_restart(house: House) -> None:
    before = load(house.folder).revision
    await house.press(await added(house), "Save")
    await house.open()
    await house.press(await house.kb("undo"), "Save")
    assert load(house.folder).revision == before, "to the byte"
    assert "undone by edit 2" in text(await house.kb("history"))
    assert "undone already" in text(await house.kb("undo", edit=1))


async def test_an_undo_that_later_edits_depend_on_is_refused_with_the_reason(house: House) -> None:
    await house.press(await added(house), "Save")
    quote = await house.fill(
        await house.kb("add quote"),
        text="The lighthouse was cold.",
        speaker=["mara-lind"],
        said="dec 30",
        setting="after the third round",
        source=["post-talks"],
    )
    about = await house.press(quote, "What it is about")
    await house.fill(about, meeting=["2025-12-30"])
    await house.press(quote, "Save")
    refused = await house.kb("undo", edit=1)
    assert "2025-12-30" in text(refused)
    assert button(refused, "Save")["disabled"]
    assert "- id: 2025-12-30" in house.read("strikes/lamp-2025/meetings.yaml")


async def test_there_is_nothing_to_undo_at_first(house: House) -> None:
    assert "no edit to undo" in text(await house.kb("undo"))
    assert "no edit number 7" in text(await house.kb("undo", edit=7))
