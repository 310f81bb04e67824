"""Names that are typed instead of chosen: one match is taken, of several one is chosen with a button."""

from __future__ import annotations

import pytest

from bot.answering.offered_names import meant, people_and_parties, strikes
from tests.discord_app import world
from tests.discord_app.conftest import Town, labels, message, text

STRIKES = ["2025 lampmakers strike", "1950 lampmakers strike"]


@pytest.mark.parametrize(
    ("command", "options", "expected"),
    [
        ("quote", {"person": "lind"}, "No machine will ever breathe"),
        ("quote", {"person": "mar"}, "No machine will ever breathe"),
        ("who", {"person": "Berg"}, "president"),
        ("who", {"person": "Маrа Lind"}, "chief negotiator"),
        ("quote", {"person": "ʟɪɴᴅ"}, "No machine will ever breathe"),
        ("who", {"person": "the glass"}, "Glassworks Alliance"),
        ("compare", {"issue": "pay"}, "a tenth more at night"),
        ("compare", {"issue": "night shift"}, "a tenth more at night"),
        ("position", {"party": "union", "issue": "machine"}, "no robots at the ovens"),
        ("status", {"strike": "1950"}, "1950"),
        ("timeline", {"strike": "2025"}, "December 29, 2025"),
        ("ask", {"question": "what day is it?", "strike": "2025"}, "day 31"),
        ("meeting", {"meeting": "first"}, "first round"),
    ],
)
async def test_a_part_of_a_name_that_only_one_has_is_taken(
    town: Town, command: str, options: dict[str, str], expected: str
) -> None:
    assert expected in text(await town.alice.slash(town.channel, command, **options))


@pytest.mark.parametrize(
    ("command", "options", "choices", "expected"),
    [
        ("status", {"strike": "lampmaker"}, STRIKES, "now on day 31"),
        ("day", {"strike": "lamp"}, STRIKES, "now on day 31"),
        (
            "day",
            {"strike": "lamp", "date": "december 5 2025"},
            STRIKES,
            "December 5, 2025 was day 5 of the lampmakers strike",
        ),
        ("ask", {"question": "what day is it?", "strike": "strike"}, STRIKES, "now on day 31"),
        (
            "meeting",
            {"meeting": "round"},
            ["First round, December 11, 2025", "Second round, December 29, 2025"],
            "ended without a deal",
        ),
        ("who", {"person": "Mara Link"}, ["Mara Lind"], "Mara Lind leads the talks"),
    ],
)
async def test_of_several_one_is_chosen_with_a_button_also_after_a_restart(
    town: Town, command: str, options: dict[str, str], choices: list[str], expected: str
) -> None:
    result = await town.alice.slash(town.channel, command, **options)
    assert ("Did you mean one of these?" in text(result)) == (choices == ["Mara Lind"])
    assert ("Which one do you mean?" in text(result)) == (choices != ["Mara Lind"])
    assert labels(result)[: len(choices)] == choices
    assert not result.ephemeral
    await town.restart()
    chosen = await town.alice.click(message(result), label=choices[0])
    assert expected in text(chosen)
    assert "Not what I asked" in labels(chosen)


async def test_what_was_chosen_is_named_on_its_card(town: Town) -> None:
    result = await town.alice.slash(town.channel, "status", strike="lamp")
    chosen = await town.alice.click(message(result), label=STRIKES[1])
    assert "-# /status 1950 lampmakers strike" in text(chosen)


async def test_a_choice_stays_at_the_date_that_was_asked_for(town: Town) -> None:
    result = await town.alice.slash(
        town.channel, "ask", question="what day is it?", strike="lamp", as_of="2025-12-10"
    )
    chosen = await town.alice.click(message(result), label=STRIKES[0])
    assert "day 10" in text(chosen)


async def test_a_choice_by_somebody_else_is_shown_to_them_alone(town: Town) -> None:
    result = await town.alice.slash(town.channel, "status", strike="lamp")
    chosen = await town.bob.click(message(result), label=STRIKES[0])
    assert chosen.ephemeral
    assert "Which one" in text(town.last())


async def test_only_whoever_asked_removes_the_choice(town: Town) -> None:
    result = await town.alice.slash(town.channel, "status", strike="lamp")
    assert "Only the person who asked" in text(await town.bob.click(message(result), label="Remove"))
    await town.alice.click(message(result), label="Remove")
    assert town.channel.history() == []


async def test_where_nothing_comes_near_no_names_are_made_up(town: Town) -> None:
    result = await town.alice.slash(town.channel, "who", person="zzzzzz")
    assert (
        text(result) == "I know nobody called “zzzzzz”. Choose one from the list that opens while you type."
    )
    assert town.env.errors


def test_a_whole_name_wins_over_a_part_of_others() -> None:
    view = world.engine().view(world.EPOCH)
    assert meant("glassworks", people_and_parties(view)).id == "party/glass-alliance"
    assert meant("lampmakers strike", strikes(view)).id == "lamp-2025"
    assert meant("lampmaker", strikes(view)).several
    assert not meant("of the", strikes(view)).several
