"""What careless hands do: files out of their place, an entry withdrawn twice, checks that fail for long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.knowledge.loader import load
from tests.discord_app.conftest import text
from tests.discord_app.kb.conftest import House, button, last_told
from tests.discord_app.kb.test_adding import added
from tests.discord_app.kb.test_together import second

if TYPE_CHECKING:
    from pathlib import Path

QUOTES = "strikes/lamp-2025/quotes.yaml"
MEETINGS = "strikes/lamp-2025/meetings.yaml"


async def test_no_edit_is_made_on_files_of_which_one_cannot_be_read(house: House, tmp_path: Path) -> None:
    quotes = house.folder / QUOTES
    (tmp_path / "elsewhere.yaml").write_bytes(quotes.read_bytes())
    quotes.unlink()
    quotes.symlink_to(tmp_path / "elsewhere.yaml")
    shown = await added(house)
    assert "has nothing to do with this" in text(shown)
    assert f"{QUOTES}: found a link out of the knowledge folder" in text(shown)
    assert button(shown, "Save")["disabled"], "saving would put a base without its quotes into use"


async def test_what_is_none_of_ours_in_the_folder_keeps_no_edit_from_being_saved(house: House) -> None:
    (house.folder / "Thumbs.db").write_bytes(b"")
    (house.folder / "lost+found").mkdir()
    (house.folder / f"{QUOTES}.orig").write_bytes(b"[")
    shown = await added(house)
    assert "Thumbs.db" not in text(shown)
    saved = await house.press(shown, "Save")
    assert "Saved as edit" in text(saved)


async def test_a_folder_that_is_gone_is_said_to_be(house: House) -> None:
    form = await house.kb("add meeting")
    house.folder.rename(house.folder.with_name("moved"))
    shown = await house.fill(form, date="dec 30", summary="They met.", source=["post-talks"])
    assert "found no folder" in text(shown)
    assert "add its strike.yaml first" not in text(shown)


async def test_a_check_that_fails_already_is_not_blamed_on_the_next_edits(house: House) -> None:
    tried = await house.kb("try", question="what did the glassworks say about robots?")
    await house.press(await house.press(tried, "Keep as a check"), "Save")
    gone = await house.kb("withdraw", entry="lamp-2025/position/robots-glass", reason="It was wrong.")
    await house.press(gone, "Save anyway")
    assert "no longer get their right reply" in last_told(house)
    told = len(house.town.desk_channel.history())
    await house.press(await added(house), "Save")
    assert "Checks that fail" in text(await house.kb("status"))
    assert len(house.town.desk_channel.history()) == told, "told once"
    taught = await house.kb("teach", question="who blinked first", entry="lamp-2025/quote/berg-robots")
    assert "breaks" not in text(taught)


LIND: dict[str, Any] = {"entry": "lamp-2025/quote/lind-ovens"}


async def test_an_entry_is_withdrawn_once_and_the_first_reason_stays(house: House) -> None:
    other = second(house.town)
    first = await house.kb("withdraw", **LIND, reason="The first reason.")
    late = await house.kb("withdraw", other, **LIND, reason="The second reason.")
    taught = await house.kb("teach", **LIND, question="whose breath is it")
    await house.press(first, "Save")
    refused = await house.press(late, "Save", other)
    assert "withdrawn already" in text(refused)
    assert button(refused, "Save")["disabled"]
    untaught = await house.press(taught, "Save")
    assert "This entry is withdrawn" in text(untaught)
    assert button(untaught, "Save")["disabled"]
    assert "The second reason" not in house.read(QUOTES)


async def test_a_withdrawn_entry_is_said_to_be_one_and_keeps_its_history(house: House) -> None:
    await house.press(await house.kb("withdraw", **LIND, reason="It was wrong."), "Save")
    assert "withdrawn already" in text(await house.kb("withdraw", **LIND, reason="Wrong again."))
    assert "is withdrawn" in text(await house.kb("teach", **LIND, question="whose breath is it"))
    assert "Withdraw Mara Lind" in text(await house.kb("history", **LIND))


@pytest.mark.parametrize("nothing", ["\u200b\u200b\u200b", "   "])
async def test_what_has_no_words_is_no_question_and_no_reason(house: House, nothing: str) -> None:
    taught = await house.kb("teach", **LIND, question=nothing)
    assert "no words in this question" in text(taught)
    withdrawn = await house.kb("withdraw", **LIND, reason=nothing)
    assert "no words in this reason" in text(withdrawn)
    assert button(taught, "Save")["disabled"]
    assert button(withdrawn, "Save")["disabled"]


async def test_an_upload_that_removes_what_is_cited_names_the_files_as_they_are_called(house: House) -> None:
    shown = await house.kb("check", file=("sources.yaml", without(house, "post-talks", "old-book")))
    assert "- strikes/lamp-2025/events.yaml:" in text(shown)
    assert button(shown, "Save")["disabled"]


async def test_an_upload_says_which_entries_it_removes(house: House) -> None:
    content = house.read(QUOTES)
    shown = await house.kb(
        "check", file=("quotes.yaml", content[: content.index("- id: berg-robots")].encode())
    )
    assert "This removes 1 entry: lamp-2025/quote/berg-robots." in text(shown)


@pytest.mark.parametrize(
    ("cut", "told"),
    [
        (" and the #1 of them", "cut off at a"),
        ("  # as she put it", "after a text, which nobody is shown"),
    ],
)
async def test_an_upload_says_where_a_text_would_be_cut_off(house: House, cut: str, told: str) -> None:
    lines = house.read(QUOTES).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("  text: "))
    lines[at] = f"  text: Ours are the lamps{cut}"
    shown = await house.kb("check", file=("quotes.yaml", "\n".join(lines).encode()))
    assert told in text(shown)
    assert button(shown, "Save").get("disabled", False) == ("#1" in cut)


async def test_an_upload_does_not_take_back_what_was_changed_since(house: House) -> None:
    content = house.read(MEETINGS).replace("for an hour", "for two hours").encode()
    uploaded = await house.kb("check", file=("meetings.yaml", content))
    await house.press(await added(house), "Save")
    shown = await house.press(uploaded, "Save")
    assert "Somebody changed the knowledge files meanwhile" in text(shown)
    await house.press(shown, "Save")
    assert "- id: 2025-12-30" in house.read(MEETINGS), "what somebody else added"
    assert "for two hours" in house.read(MEETINGS)


async def test_an_upload_of_lines_that_were_changed_since_is_refused(house: House) -> None:
    mine = house.read(MEETINGS).replace("for an hour", "for two hours").encode()
    theirs = house.read(MEETINGS).replace("for an hour", "for three hours").encode()
    uploaded = await house.kb("check", file=("meetings.yaml", mine))
    await house.press(await house.kb("check", file=("meetings.yaml", theirs)), "Save")
    shown = await house.press(uploaded, "Save")
    assert "changed by somebody since then" in text(shown)
    assert button(shown, "Save")["disabled"]
    assert "for three hours" in house.read(MEETINGS)


async def test_an_upload_with_carriage_returns_is_taken_and_undone_to_the_byte(house: House) -> None:
    before = load(house.folder).revision
    content = house.read(MEETINGS).replace("for an hour", "for two hours").replace("\n", "\r\n").encode()
    await house.press(await house.kb("check", file=("meetings (1).yaml", content)), "Save")
    assert (house.folder / MEETINGS).read_bytes() == content
    await house.press(await house.kb("undo"), "Save")
    assert load(house.folder).revision == before


def without(house: House, first: str, following: str) -> bytes:
    """The sources but for one."""
    content = house.read("sources.yaml")
    return (
        content[: content.index(f"- id: {first}")] + content[content.index(f"- id: {following}") :]
    ).encode()


async def test_an_export_from_which_files_are_missing_says_so(house: House) -> None:
    (house.folder / QUOTES).rename(house.folder / "quotes.yaml")
    exported = await house.kb("export")
    assert exported.response is not None
    assert "Not all knowledge files may be in this" in exported.response.content
    assert "quotes.yaml" in exported.response.content


async def test_a_check_as_of_a_day_shows_the_reply_of_that_day(house: House) -> None:
    question = "what happened at the meeting on december 11"
    tried = await house.kb("try", question=question, as_of="december 11")
    assert "first round" not in text(tried).split("Decision")[0]
    shown = await house.press(tried, "Keep as a check")
    assert "As of the end of December 11, 2025" in text(shown)
    assert "Above is the reply that this question must keep" in text(shown)
    assert "The first round ended without a deal" not in text(shown)


async def test_whoever_still_names_what_is_withdrawn_is_told_before_it_is_saved(house: House) -> None:
    shown = text(await house.kb("withdraw", entry="person/mara-lind", reason="She was somebody else."))
    assert "1 quote and 2 meetings still name Mara Lind." in shown
    assert ".yaml:" not in shown, "no lines of files"


async def test_a_long_question_is_taught_as_far_as_an_entry_has_room(house: House) -> None:
    question = "who breathes " + "very deeply " * 20 + "into the glass"
    shown = await house.kb("teach", question=question, entry="lamp-2025/quote/lind-ovens")
    assert not button(shown, "Save").get("disabled")
