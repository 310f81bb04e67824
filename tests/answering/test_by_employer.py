"""What is told once, and of whom: votes at one employer, deals with some, places that were spared, people at one place."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answering.candidates.veto import entry_veto
from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from tests.answering import ferries, pottery

WALKOUTS = "strikes/ferries-2031/walkouts.yaml"
STRIKE = "strikes/ferries-2031/strike.yaml"
SPARED = """\
- id: milltown-plan
  text: The UFD meant to call out the Milltown dock on May 8.
  employer: northline
  first_day: 2031-05-08
  places: [milltown]
  called_off: {date: 2031-05-08, text: The walk-out at the Milltown dock was called off on May 8., citations: [tide-05-08]}
  citations: [tide-05-08]
  reviewed: 2031-07-01
"""
ANSWERS = """\
- id: why-pier-nine
  question: Why was Pier Nine called out?
  answer: Pier Nine is where Harbor earns the most.
  places: [pier-nine]
  asked: [what made them pick pier nine, why did they hit pier 9 first]
  citations: [tide-05-01]
  reviewed: 2031-07-01
- id: why-some
  question: Why were some piers called out?
  answer: The UFD calls out piers that hurt.
  asked: [why did they pick the great gull landing]
  citations: [tide-05-01]
  reviewed: 2031-07-01
"""
VOTE = "ratification: {date: 2031-06-02, text: North Line's deckhands ratified., citations: [tide-06-02]}"
LOSSES = """\
- id: loss
  name: cost to the lines
  counts: cost
  values:
    - {date: 2031-05-08, value: $4 million, text: The first week cost the lines $4 million., citations: [tide-05-08]}
  citations: [tide-05-08]
  reviewed: 2031-07-01
"""
AGREED = """\
- {id: wages-agreed-harbor, party: [deckhands, harbor], issue: wages, stance: agreed, since: 2031-05-15, stage: the deal,
   text: The UFD and Harbor agreed on 20 percent., citations: [tide-05-15], reviewed: 2031-07-01}
"""


def told(files: dict[str, str], question: str, day: str) -> str:
    engine = Engine(pottery.make({**ferries.FILES, **files}))
    moment = dt.datetime.fromisoformat(f"2031-{day}T13:00-04:00")
    return " ".join(text(engine.ask(question, moment, live=False)).split())


def test_place_whose_walkout_was_called_off_is_not_among_those_that_are_out() -> None:
    files = {WALKOUTS: ferries.WALKOUTS + SPARED}
    assert "Milltown" not in told(files, "which places are out", "05-08")
    shown = told(files, "which places are out", "05-10")
    assert shown.count("Milltown dock has been out since May 9, 2031") == 1
    assert "May 8" not in shown


def test_place_that_was_spared_is_told_to_have_been() -> None:
    files = {WALKOUTS: ferries.WALKOUTS + SPARED}
    assert told(files, "is the milltown dock out", "05-08").startswith(
        "The walk-out at the Milltown dock was called off on May 8."
    )
    later = told(files, "is the milltown dock out", "05-10")
    assert later.startswith("Milltown dock has been out since May 9, 2031.")
    assert "was called off on May 8" in later


def test_vote_that_a_ballot_and_its_employer_tell_is_told_once() -> None:
    ended = "    ended: {date: 2031-05-20, text: The strike at North Line ended on May 20., citations: [tide-05-20]}\n"
    files = {STRIKE: ferries.STRIKE.replace(ended, f"{ended}    {VOTE}\n")}
    shown = told(files, "timeline of the strike", "06-10")
    assert "ratified the agreement with 55 percent" in shown
    assert "North Line's deckhands ratified." not in shown
    assert "ratified the agreement with 81 percent" in shown


def test_deal_with_one_employer_is_told_as_such_and_not_by_its_terms() -> None:
    positions = "strikes/ferries-2031/positions.yaml"
    shown = told({positions: ferries.POSITIONS + AGREED}, "is the strike over", "05-16")
    assert "is ongoing" in shown
    assert "The deckhands at Harbor went back to work after the agreement of May 15." in shown
    assert "agreed on 20 percent" not in shown


def test_people_at_a_place_without_a_number_are_not_those_of_the_whole_wave() -> None:
    walkouts = ferries.WALKOUTS.replace("{place: pier-nine, headcount: 400}", "pier-nine")
    files = {WALKOUTS: walkouts, "strikes/ferries-2031/figures.yaml": LOSSES}
    for question in ("number of strikers at pier nine", "how many strikers are at pier nine"):
        shown = told(files, question, "05-03")
        assert "Pier Nine has been out since May 1, 2031" in shown
        assert "700" not in shown
    losses = {"strikes/ferries-2031/figures.yaml": LOSSES}
    assert "Pier Nine: People: 400." in told(losses, "number of strikers at pier nine", "05-03")


def test_place_is_told_with_whose_it_is_and_where() -> None:
    assert "Pier Nine (Harbor, Southport, Maine)" in told({}, "when did pier nine walk out", "05-03")
    assert "Pier Nine (Harbor, Southport, Maine)" in told({}, "where is pier nine", "05-03")


def test_timeline_tells_the_steps_of_a_strike_oldest_first_before_talk_of_it() -> None:
    remarks = "".join(
        f"- {{id: 2031-06-{day:02}-remark, date: 2031-06-{day:02}, kind: statement, text: A remark was made on June {day}.,\n"
        f"   citations: [book-06-20], reviewed: 2031-07-01}}\n"
        for day in range(3, 18)
    )
    shown = told(
        {"strikes/ferries-2031/events.yaml": ferries.EVENTS + remarks}, "timeline of the strike", "06-25"
    )
    for step in ("called out Pier Nine", "97 percent for a strike", "agreement on May 15", "55 percent"):
        assert step in shown
    assert (
        shown.index("called out Pier Nine") < shown.index("agreement on May 15") < shown.index("55 percent")
    ), "oldest first"
    assert shown.index("55 percent") < shown.index("A remark was made on June 17.")
    assert shown.index("Ferry strike begins") < shown.index("A remark was made on June 3."), (
        "talk comes behind"
    )


def veto(question: str, asked: str | None, answer: str) -> str | None:
    """Why an answer is out for a question, found by a curated question of it or by its own words alone."""
    engine = Engine(pottery.make({**ferries.FILES, "answers.yaml": ANSWERS}))
    view = engine.view(dt.datetime.fromisoformat("2031-05-10T13:00-04:00"))
    read = engine.finder.read(question, view.local_day())
    phrased = engine.finder.read(asked, view.local_day()) if asked else None
    return entry_veto(view, read.slots, engine.base.entry(answer), phrased)


@pytest.mark.parametrize("asked", [None, "what made them pick pier nine"])
def test_answer_about_a_place_is_for_that_place_alone(asked: str | None) -> None:
    about = "answer/why-pier-nine"
    assert veto("why was pier nine called out", asked, about) is None
    assert veto("what made them pick milltown", asked, about) is not None


def test_curated_question_about_a_place_is_for_that_place() -> None:
    asked, about = "why did they pick the great gull landing", "answer/why-some"
    assert veto("why did they choose the great gull landing", asked, about) is None
    assert veto("why did they pick the cold point terminal", asked, about) is not None
    assert veto("why did they pick it", asked, about) is not None


@pytest.mark.parametrize(
    "question", ["who is still on strike", "who is on strike", "whos still out", "who is striking right now"]
)
def test_who_is_on_strike_tells_the_employers_struck(question: str) -> None:
    shown = told({}, question, "05-17")
    assert shown.startswith(
        "As far as the sources say, the strike is on at North Line and Islander, and not at Harbor."
    )


@pytest.mark.parametrize(
    "question",
    ["which union is it", "which union is on strike", "what union is striking", "which union is out"],
)
def test_which_union_it_is_is_told_with_where_it_stands(question: str) -> None:
    shown = told({}, question, "05-10")
    assert shown.startswith("The sides of the ferry strike are the UFD and Harbor, North Line and Islander.")
    assert "The ferry strike is ongoing" in shown
