"""The list of edits, page by page: all of them, those of one entry, and what waits for approval."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.records.rows import NewEdit
from tests.discord_app.conftest import parts, text

if TYPE_CHECKING:
    from simcord import InteractionResult

    from tests.discord_app.kb.conftest import House

LIND, BERG = "lamp-2025/quote/lind-ovens", "lamp-2025/quote/berg-robots"


async def record(house: House, entry: str, *, waits: bool = False) -> None:
    edit = NewEdit(
        moderator_id=1,
        moderator="mod",
        what=f"Teach {entry}",
        reason="",
        entries=(entry,),
        patches='{"version": 1, "files": []}',
        revision="0" * 12,
    )
    if waits:
        await house.records.propose(edit)
    else:
        await house.records.finish_edit(await house.records.begin_edit(edit), "1" * 12)


def numbers(shown: InteractionResult) -> list[int]:
    return [int(number) for number in re.findall(r"^\*\*(\d+)\*\*", text(shown), re.MULTILINE)]


async def test_older_edits_of_an_entry_are_of_that_entry(house: House) -> None:
    for number in range(26):
        await record(house, LIND if number % 2 else BERG)
    listed = await house.kb("history", entry=LIND)
    assert numbers(listed) == [*range(26, 6, -2)]
    older = await house.press(listed, "Older ›")
    assert numbers(older) == [6, 4, 2]


async def test_an_entry_without_edits_says_so(house: House) -> None:
    await record(house, BERG)
    assert "No edits of this entry" in text(await house.kb("history", entry=LIND))


async def test_no_edit_is_left_out_where_many_wait_for_approval(house: House) -> None:
    for number in range(24):
        await record(house, LIND, waits=number < 12)
    listed = await house.kb("history")
    assert numbers(listed) == [1, 2, 3, 4, 5, *range(24, 14, -1)]
    assert "7 more wait for approval" in text(listed)
    assert len(next(part for part in parts(listed) if part["type"] == 3)["options"]) == 15
    assert numbers(await house.press(listed, "Older ›")) == [14, 13]
