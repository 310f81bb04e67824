"""Adding an entry in Discord: the form, what is to mend, the card that members will see, and Save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.knowledge.loader import load
from tests.discord_app.conftest import labels, message, text
from tests.discord_app.kb.conftest import House, button, fields, prefilled

if TYPE_CHECKING:
    from simcord import InteractionResult

MEETING: dict[str, Any] = {
    "date": "dec 30",
    "kind": "bargaining",
    "summary": "The two sides met for a third time, in the lighthouse.",
    "outcome": "The third round ended without a deal.",
    "source": ["post-talks"],
}
QUESTION = "what happened at the meeting on december 30"


async def added(house: House, **values: Any) -> InteractionResult:  # noqa: ANN401  (a text, or several)
    """A meeting, as far as its card before it is saved."""
    return await house.fill(await house.kb("add meeting"), **{**MEETING, **values})


@pytest.mark.parametrize(
    "kind",
    [
        "meeting", "position", "quote", "event", "source", "answer", "person", "party", "issue", "strike",
    ],
)  # fmt: skip
async def test_each_kind_has_a_form_of_at_most_five_fields(house: House, kind: str) -> None:
    assert 1 <= len(fields(await house.kb(f"add {kind}"))) <= 5


async def test_a_meeting_is_typed_previewed_saved_and_answered(house: House) -> None:
    shown = await added(house)
    assert shown.ephemeral
    assert "The third round ended without a deal" in text(shown), "the very card that members will see"
    assert "Not saved yet" in text(shown)
    assert "- id: 2025-12-30" not in house.read("strikes/lamp-2025/meetings.yaml")
    saved = await house.press(shown, "Save")
    assert "Saved as edit 1" in text(saved)
    assert "- id: 2025-12-30" in house.read("strikes/lamp-2025/meetings.yaml")
    answer = await house.town.alice.slash(house.town.channel, "ask", question=QUESTION)
    assert "The third round ended without a deal" in text(answer)
    assert load(house.folder).revision == house.bot.desk.base.revision, (
        "what is answered from is what is on the disk"
    )


async def test_what_is_wrong_is_named_by_its_field_and_what_was_typed_is_kept(house: House) -> None:
    shown = await added(house, date="the day after the moon", source=[])
    assert "**Day**" in text(shown)
    assert "the day after the moon" in text(shown)
    assert button(shown, "Save")["disabled"]
    again = await house.press(shown, "The meeting")
    assert prefilled(again)["summary"] == MEETING["summary"]
    assert prefilled(again)["date"] == "the day after the moon"
    mended = await house.fill(again, date="december 30 2025", source=["post-talks"])
    assert not button(shown, "Save").get("disabled")
    assert "The third round ended" in text(mended if mended.response else shown)


async def test_a_new_source_and_a_new_person_are_made_on_the_way(house: House) -> None:
    shown = await added(house, source=[])
    form = await house.press(shown, "New source")
    await house.fill(
        form,
        publisher="Harbor Post",
        title="Third round",
        published="2025-12-30 21:00",
        url="https://harborpost.example.org/third?utm_source=x",
        kind="press",
    )
    form = await house.press(shown, "New person")
    await house.fill(form, name="Ada Flint", **{k: v for k, v in PERSON.items() if k in fields(form)})
    who = await house.press(shown, "Who was there")
    await house.fill(who, more_attendees="Ada Flint")
    saved = await house.press(shown, "Save")
    assert "Saved as edit" in text(saved)
    assert "https://harborpost.example.org/third\n" in house.read("sources.yaml"), (
        "without what tracks people"
    )
    assert "Ada Flint" in house.read("people.yaml")
    answer = await house.town.alice.slash(house.town.channel, "ask", question=QUESTION)
    assert "Ada Flint" in text(answer)


PERSON: dict[str, Any] = {"role": "glass delegate", "party": "glass-alliance", "source": ["post-talks"]}


async def test_discarding_changes_nothing(house: House) -> None:
    before = house.keeper.engine.base.revision
    shown = await added(house)
    gone = await house.press(shown, "Discard")
    assert "Nothing was changed" in text(gone)
    assert load(house.folder).revision == before
    assert (await house.records.history(5)) == []


async def test_the_lines_that_will_change_can_be_seen_first(house: House) -> None:
    lines = await house.press(await added(house), "Show the lines")
    assert "+- id: 2025-12-30" in text(lines)
    assert lines.ephemeral


async def test_a_draft_outlives_a_restart(house: House) -> None:
    shown = await added(house)
    await house.open()
    saved = await house.press(shown, "Save")
    assert "Saved as edit" in text(saved)


async def test_a_form_that_was_open_at_a_restart_is_not_lost(house: House) -> None:
    form = await house.kb("add meeting")
    await house.open()
    shown = await house.fill(form, **MEETING)
    assert "The third round ended" in text(shown)


async def test_a_draft_is_only_for_whoever_made_it(house: House) -> None:
    shown = await added(house)
    other = house.town.guild.add_member(house.town.env.create_user("other"), roles=[house.town.role])
    custom_id = button(shown, "Save")["custom_id"]
    draft = await house.bot.kb.workbench.drafts.find(custom_id.split(":")[2])  # type: ignore[union-attr]  # there is one
    assert draft is not None
    assert draft.moderator != other.id


async def test_a_question_that_waited_and_is_answered_now_is_told_and_settled(house: House) -> None:
    question = "what did they decide in the lighthouse"
    await house.records.note_question("lighthouse", question, "unanswered")
    saved = await house.press(await added(house), "Save")
    waiting = [one.text for one in await house.records.waiting()]
    assert (question in text(saved)) == (question not in waiting)


async def test_text_that_came_from_a_moderator_pings_nobody_and_stays_text(house: House) -> None:
    shown = await added(house, summary="@everyone **bold** [x](https://evil.example) met in the lighthouse.")
    assert "@everyone" not in text(shown)
    assert "[x](https" not in text(shown)


async def test_hidden_characters_are_refused_by_name(house: House) -> None:
    shown = await added(house, summary="They met\u202e in the lighthouse.")
    assert "right-to-left override" in text(shown)
    assert button(shown, "Save")["disabled"]


async def test_a_source_address_that_is_not_a_public_page_is_refused(house: House) -> None:
    form = await house.kb("add source")
    shown = await house.fill(
        form, publisher="Harbor Post", published="2025-12-31", url="javascript:alert(1)", kind="press"
    )
    assert "public page" in text(shown)
    assert button(shown, "Save")["disabled"]


async def test_the_message_stays_one_that_discord_takes_when_everything_is_long(house: House) -> None:
    long = ("glass " * 250).strip()
    shown = await added(house, summary=long, outcome=long)
    assert "Save" in labels(shown)
    assert message(shown).ephemeral


async def test_a_deal_asks_whether_the_strike_changes_with_it(house: House) -> None:
    shown = await added(house, kind="agreement", summary="The two sides agreed on a contract.")
    asked = "The strike itself has nothing on a deal of December 30, 2025: does this change where it stands?"
    assert asked in text(shown)
    assert text(shown).count(asked) == 1
    assert not button(shown, "Save")["disabled"]
