"""The forms as Discord shows them: nothing that was typed is cut, and what was made on the way can be mended."""

from __future__ import annotations

from tests.discord_app.conftest import text
from tests.discord_app.kb.conftest import House, fields, prefilled
from tests.discord_app.kb.test_adding import added

PHRASINGS = "\n".join(f"who lit lamp number {number} " + "so very brightly " * 6 for number in range(4))


async def test_several_lines_are_kept_however_long_they_are_together(house: House) -> None:
    form = await house.kb("add answer")
    shown = await house.fill(
        form,
        question="Who lit the lamps?",
        answer="The union did.",
        asked=PHRASINGS,
        source=["post-talks"],
    )
    again = prefilled(await house.press(shown, "Question and answer"))
    assert again["asked"] == PHRASINGS
    await house.press(shown, "Save")
    assert house.read("answers.yaml").count("who lit lamp number") == 4


async def test_a_quote_that_is_too_long_is_told_and_not_cut(house: House) -> None:
    words = ("No lamp will burn tonight, and none tomorrow. " * 14).strip()
    shown = await house.fill(await house.kb("add quote"), text=words, source=["post-talks"])
    assert f"This has {len(words)} characters; at most 500 fit." in text(shown)
    assert prefilled(await house.press(shown, "The quote"))["text"] == words


async def test_a_waiting_question_longer_than_an_entry_takes_is_shown_whole(house: House) -> None:
    question = "who " + "really " * 35 + "pays for the lunch"
    await house.records.note_question("lunch", question, "unanswered")
    form = await house.press(await house.kb("unanswered"), "Write an answer")
    assert prefilled(form)["question"] == question
    assert fields(form)["question"]["max_length"] >= len(question)


async def test_a_source_made_on_the_way_can_be_mended(house: House) -> None:
    shown = await added(house, source=[])
    await house.fill(
        await house.press(shown, "New source"),
        publisher="Harbor Post",
        published="the 40th of may",
        title="Third",
    )
    again = await house.press(shown, "Change new source")
    assert prefilled(again)["published"] == "the 40th of may"
    await house.fill(again, published="2025-12-30 21:00")
    assert "Saved as edit" in text(await house.press(shown, "Save"))
    assert house.read("sources.yaml").count("title: Third") == 1


async def test_of_several_made_on_the_way_each_can_be_changed(house: House) -> None:
    shown = await added(house, source=[])
    for title in ("Third", "Fourth", "Fifth", "Sixth"):
        form = await house.press(shown, "New source")
        await house.fill(form, publisher="Harbor Post", published="2025-12-30 21:00", title=title)
    await house.press(shown, "New person")
    again = await house.press(shown, "Change new source 3")
    assert prefilled(again)["title"] == "Fifth"
    await house.fill(again, title="The fifth")
    await house.press(shown, "Save")
    assert "title: The fifth" in house.read("sources.yaml")
    assert "title: Third" in house.read("sources.yaml")


async def test_what_is_worth_a_look_is_said_once_and_of_nothing_else(house: House) -> None:
    path = house.folder / "sources.yaml"
    uncited = (
        path.read_text("utf-8").replace("- id: post-open", "- id: post-spare", 1).split("- id: ledger")[0]
    )
    path.write_text(f"{path.read_text('utf-8')}{uncited.replace('walk-out', 'spare')}", "utf-8")
    await house.kb("reload")
    shown = await house.fill(
        await house.kb("add source"),
        publisher="Harbor Post",
        title="Late",
        published="2025-12-31",
        kind="press",
    )
    assert text(shown).count("Without its time it counts only from the end of") == 1
    assert text(shown).count("Nothing cites it yet") == 1
    assert "post-spare" not in text(shown)
    assert "sources.yaml:" not in text(shown)
