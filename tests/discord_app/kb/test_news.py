"""What happens to a strike, told by a moderator with a short form: its state changes, and members are told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.discord_app.conftest import text
from tests.discord_app.kb.conftest import House, button, fields, prefilled

if TYPE_CHECKING:
    from simcord import InteractionResult

STRIKE = "strikes/lamp-2025/strike.yaml"


async def ask(house: House, question: str) -> str:
    return text(await house.town.alice.slash(house.town.channel, "ask", question=question))


async def told(house: House, what: str, **values: Any) -> InteractionResult:  # noqa: ANN401  (a text, or several)
    """News of the strike that is on, as far as its card before it is saved."""
    return await house.fill(await house.kb("strike", what=what), **{"source": ["post-talks"], **values})


async def test_the_evening_a_strike_ends_takes_one_form_and_one_press(house: House) -> None:
    shown = await told(house, "ended", last_day="dec 30")
    assert "2025 lampmakers strike: it ended" in text(shown)
    assert "The lampmakers strike ended on December 30, 2025" in text(shown), "the card that members will see"
    assert "Not saved yet" in text(shown)
    before = house.read(STRIKE)
    assert "last_day" not in before
    saved = await house.press(shown, "Save")
    assert "Saved as edit 1" in text(saved)
    assert "The lampmakers strike ended on December 30, 2025" in await ask(house, "is the strike over?")
    await house.press(saved, "Undo this edit")
    undone = await house.press(await house.kb("undo"), "Save")
    assert "Saved as edit 2" in text(undone)
    assert house.read(STRIKE) == before


@pytest.mark.parametrize(
    ("what", "values", "question", "answer"),
    [
        (
            "deal",
            {"date": "dec 30"},
            "is there a deal?",
            "The Lampmakers Union and the Glassworks Alliance reached a tentative agreement on December 30, 2025",
        ),
        (
            "paused",
            {"date": "dec 30", "counted": ["false"]},
            "is the strike still on?",
            "The lampmakers strike is suspended, on day 29",
        ),
        (
            "still-on",
            {},
            "what day of the strike is it?",
            "The lampmakers strike is ongoing, now on day 31. \\[1\\]\\[2\\]",
        ),
        (
            "walkout",
            {"first_day": "jan 5", "text": "The union called the night shift out from January 5, 2026 on."},
            "when is the next walk-out?",
            "called the night shift out",
        ),
    ],
)
async def test_each_kind_of_news_is_answered_from_once_it_is_saved(
    house: House, what: str, values: dict[str, Any], question: str, answer: str
) -> None:
    saved = await house.press(await told(house, what, **values), "Save")
    assert "Saved as edit 1" in text(saved)
    assert answer in await ask(house, question)


@pytest.mark.parametrize(
    "what",
    [
        "began",
        "walkout",
        "paused",
        "resumed",
        "deal",
        "rejected",
        "ratified",
        "ended",
        "called-off",
        "still-on",
    ],
)
async def test_each_form_asks_only_what_it_needs(house: House, what: str) -> None:
    form = await house.kb("strike", what=what, strike="2025 lampmakers strike")
    assert 1 <= len(fields(form)) <= 5
    assert "employer" not in fields(form), "of one employer none is chosen"
    assert "union" not in fields(form)
    assert form.modal is not None
    assert form.modal["title"].startswith("Lampmakers strike: ")


async def test_a_strike_that_is_over_is_named_for_its_vote(house: House) -> None:
    form = await house.kb("strike", what="ratified", strike="1950 lampmakers strike")
    shown = await house.fill(form, date="march 20 1950", source=["old-book"])
    assert "1950 lampmakers strike: the deal was ratified" in text(shown)
    await house.press(shown, "Save")
    assert "ratification:\n  date: 1950-03-20" in house.read("strikes/lamp-1950/strike.yaml")


async def test_what_is_left_open_is_asked_and_what_was_typed_is_kept(house: House) -> None:
    shown = await told(house, "paused", source=[], date="yesterday or so", counted=["false"])
    assert "**Source**" in text(shown)
    assert "**First day of the pause**" in text(shown)
    assert button(shown, "Save")["disabled"]
    again = await house.press(shown, "The pause")
    assert prefilled(again)["date"] == "yesterday or so"


async def test_a_new_source_is_made_on_the_way(house: House) -> None:
    shown = await told(house, "ended", source=[], last_day="dec 30")
    form = await house.press(shown, "New source")
    await house.fill(
        form, publisher="Harbor Post", title="It is over", published="dec 30 2025 9pm", kind="press"
    )
    assert "Saved as edit" in text(await house.press(shown, "Save"))
    assert "The lampmakers strike ended on December 30, 2025" in await ask(house, "is the strike over?")


async def test_with_review_another_moderator_looks_at_it_first(house: House) -> None:
    house.review = True
    await house.open()
    shown = await told(house, "ended", last_day="dec 30")
    waiting = await house.press(shown, "Send for approval")
    assert "waiting for another moderator's approval" in text(waiting)
    assert "last_day" not in house.read(STRIKE)


async def test_news_of_no_strike_that_is_on_asks_which_is_meant(house: House) -> None:
    await house.press(await told(house, "ended", last_day="dec 30"), "Save")
    refused = await house.kb("strike", what="paused")
    assert "Name one with `strike`" in text(refused)
