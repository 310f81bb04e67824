"""The timeline: a line a milestone on one page, oldest first, all years; the rest behind it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from bot.answering.composition.milestones import milestones
from bot.answering.composition.plain_text import lead
from bot.answering.engine import Engine
from bot.answering.handlers.timeline import MOST, chronicle
from bot.answering.reply import Paragraph, Reply
from bot.discord_app.card.pages import LIST_LINKS, LIST_TEXT, paginate
from tests.answering import ferries, porters
from tests.answering.bases import engine as shipped_engine
from tests.answering.bases import example_engine
from tests.discord_app.conftest import labels, message, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.knowledge.model.base import KnowledgeBase
    from tests.discord_app.conftest import Town

LATE = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
AUGUST = dt.datetime(2023, 8, 9, 12, tzinfo=dt.UTC)


def lines(reply: Reply) -> list[Paragraph]:
    return [block for block in reply.blocks if isinstance(block, Paragraph) and block.line]


def years(reply: Reply) -> list[int]:
    return [int(year) for line in lines(reply) for year in re.findall(r"\d{4}", line.lead or "")[:1]]


@pytest.mark.parametrize("strikes", [(), ("wga-2023",), ("sag-aftra-2023", "wga-2023")])
def test_the_milestones_are_one_page_oldest_first(strikes: tuple[str, ...]) -> None:
    reply = chronicle(shipped_engine().view(LATE), strikes)
    first, second = paginate(reply)[:2]
    assert all(f"**{line.lead}** · " in first.text for line in lines(reply))
    assert len(first.text) <= LIST_TEXT
    assert years(reply) == sorted(years(reply))
    assert "** · " in second.text


def test_all_years_are_told_of() -> None:
    reply = chronicle(shipped_engine().view(LATE), ())
    assert {1952, 2023, 2024, 2025, 2026} <= set(years(reply))
    told = [line.text for line in lines(reply)]
    assert "1988 WGA strike" in told[0], "what was over before is named in one line"
    assert "WGA strike begins" in told
    assert "2026 WGA contract ratified" in told
    assert len(told) == len(set(told)), "nothing twice"


def test_at_most_some_twenty_lines_tell_the_story_from_the_vote_to_the_contract() -> None:
    told = [line.text for line in lines(chronicle(shipped_engine().view(LATE), ("wga-2023",)))]
    assert len(told) <= MOST
    story = (
        "strike authorized",
        "strike begins",
        "First meeting",
        "tentative agreement",
        "strike ends",
        "contract ratified",
    )
    places = [next(place for place, line in enumerate(told) if step in line) for step in story]
    assert places == sorted(places)


def test_of_more_than_there_is_room_for_the_weightiest_stay() -> None:
    view = example_engine("uaw-2023").view(LATE)
    told = [line.text for line in lines(chronicle(view, ("uaw-2023",)))]
    assert len(told) == MOST
    for employer in ("Ford", "GM", "Stellantis"):
        assert f"UAW strike: tentative agreement with {employer}" in told
        assert f"UAW strike: contract with {employer} ratified" in told
    assert "UAW strike: second wave" in told
    assert not [line for line in told if line.startswith("Unifor")]


@pytest.mark.parametrize(
    "asked", ["timeline", "give me the whole timeline", "key dates of the strike", "what happened so far"]
)
def test_a_question_is_told_the_same_story_in_one_screen(asked: str) -> None:
    reply = shipped_engine().ask(asked, LATE)
    assert reply.kind == "answer"
    assert len(lead(reply)) <= 700
    told = [block for block in reply.before if isinstance(block, Paragraph) and block.line]
    assert len(told) >= 5
    assert any("WGA strike begins" in line.text for line in told)
    assert all(line.cites and line.lead for line in told)


def test_nothing_later_is_told() -> None:
    reply = chronicle(shipped_engine().view(AUGUST), ())
    assert max(years(reply)) == 2023
    assert "WGA strike ends" not in [line.text for line in lines(reply)]


def test_every_line_has_its_source_also_where_there_is_no_room_for_a_button() -> None:
    reply = chronicle(shipped_engine().view(LATE), ())
    pages = paginate(reply)
    assert all(line.cites for line in lines(reply))
    assert [link.number for link in pages[0].links] == list(range(1, LIST_LINKS + 1))
    told = {reference.number for page in pages for reference in page.links}
    told |= {int(number) for page in pages for line in page.listed for number in re.findall(r"\[(\d+)", line)}
    behind = "\n".join(page.text for page in pages[1:])
    assert all(
        number in told or f"\\[{number}\\]" in behind for line in lines(reply) for number in line.cites
    )


def test_what_lies_between_follows_oldest_first_and_once() -> None:
    reply = chronicle(shipped_engine().view(LATE), ("wga-2023",))
    rest = [block for block in reply.blocks if isinstance(block, Paragraph) and not block.line]
    assert rest[0].lead == "February 28, 2023"
    assert len(rest) == len({(block.lead, block.text) for block in rest})


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (ferries.make, "The UFD struck Islander as well from May 9."),
        (ferries.make, "The UFD and North Line reached a tentative agreement on May 20."),
        (porters.make, "The NUP"),
    ],
)
def test_employers_and_walk_outs_are_told_of(make: Callable[[], KnowledgeBase], told: str) -> None:
    view = Engine(make()).view(dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
    assert told in paginate(chronicle(view, ()))[0].text


@pytest.mark.parametrize("make", [ferries.make, porters.make])
def test_each_employer_and_each_walk_out_has_a_line(make: Callable[[], KnowledgeBase]) -> None:
    view = Engine(make()).view(dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
    told = "\n".join(line.text for strike in view.strikes for line in milestones(view, strike))
    assert any(word in told for word in ("tentative agreement with", "walk-out"))


def test_before_anything_was_known_there_is_nothing_to_tell() -> None:
    assert chronicle(shipped_engine().view(dt.datetime(1900, 1, 1, tzinfo=dt.UTC)), ()).kind == "decline"


@pytest.fixture
def engine() -> Engine:
    return shipped_engine()


async def test_the_whole_timeline_is_a_press_away(town: Town) -> None:
    result = await town.alice.slash(town.channel, "timeline", strike="wga-2023")
    assert "Whole timeline ›" in labels(result)
    onward = await town.alice.click(message(result), label="Whole timeline ›")
    assert text(onward).count("** · ") >= 2
    assert "Next ›" in labels(onward)
