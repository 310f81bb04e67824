"""What is suggested while someone types, and what a typed text means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.discord_app.conftest import Town


async def offered(town: Town, command: str, option: str, typed: str, **filled: str) -> list[str]:
    choices = await town.alice.autocomplete(town.channel, command, option, typed, **filled)
    return [choice["name"] for choice in choices]


@pytest.mark.parametrize(
    ("command", "option", "typed", "first"),
    [
        ("ask", "question", "", "What day of the strike is it?"),
        ("ask", "question", "picket", "Where can I read the picket rules?"),
        ("ask", "strike", "", "2025 lampmakers strike"),
        ("ask", "strike", "1950", "1950 lampmakers strike"),
        ("day", "strike", "lamp", "2025 lampmakers strike"),
        ("status", "strike", "", "2025 lampmakers strike"),
        ("timeline", "strike", "1950", "1950 lampmakers strike"),
        ("meeting", "meeting", "", "Second round, December 29, 2025"),
        ("meeting", "meeting", "first", "First round, December 11, 2025"),
        ("position", "party", "glasworks", "Glassworks Alliance"),
        ("position", "party", "LMU", "Lampmakers Union"),
        ("position", "issue", "automation", "robots"),
        ("compare", "issue", "nigt", "night pay"),
        ("quote", "person", "lind", "Mara Lind"),
        ("quote", "issue", "rob", "robots"),
        ("who", "person", "otto", "Otto Berg"),
        ("who", "person", "lampmakers", "Lampmakers Union"),
        ("day", "date", "december 5 2025", "Friday, December 5, 2025"),
        ("ask", "as_of", "2025-12-05", "Friday, December 5, 2025"),
        ("ask", "as_of", "", "Second round, December 29, 2025"),
    ],
)
async def test_the_best_suggestion_comes_first(
    town: Town, command: str, option: str, typed: str, first: str
) -> None:
    assert (await offered(town, command, option, typed))[0] == first


@pytest.mark.parametrize(
    "typed", ["", "x" * 2000, "@everyone", "🎬🎬🎬", "((((", "\u202e", "….", "%s{}", "'; drop table"]
)
async def test_whatever_is_typed_there_is_no_error(town: Town, typed: str) -> None:
    for command, option in (
        ("ask", "question"),
        ("ask", "strike"),
        ("ask", "as_of"),
        ("day", "date"),
        ("meeting", "meeting"),
        ("position", "party"),
        ("quote", "person"),
        ("who", "person"),
    ):
        assert len(await offered(town, command, option, typed)) <= 25


async def test_questions_are_suggested_for_the_date_already_typed(town: Town) -> None:
    now = await offered(town, "ask", "question", "second round december 29")
    then = await offered(town, "ask", "question", "second round december 29", as_of="2025-12-15")
    assert "What happened at the meeting on December 29, 2025?" in now
    assert "What happened at the meeting on December 29, 2025?" not in then
    assert await offered(town, "ask", "question", "lamp", as_of="whe") != []


async def test_only_people_who_are_quoted_are_suggested_for_quotes(town: Town) -> None:
    assert set(await offered(town, "quote", "person", "")) == {"Mara Lind", "Otto Berg"}


async def test_suggestions_work_in_direct_messages(town: Town) -> None:
    choices = await town.alice.user.autocomplete("position", "party", "glass")
    assert choices[0] == {"name": "Glassworks Alliance", "value": "glass-alliance"}
