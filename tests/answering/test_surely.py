"""What is told as the answer, and not as the nearest: the thing asked for, all of it, and nothing that is over as to come."""

from __future__ import annotations

import pytest

from bot.answering.composition.plain_text import text
from tests.answering.bases import ask, at, example_engine


def told(question: str, as_of: str) -> str:
    return " ".join(text(ask(question, as_of)).split())


@pytest.mark.parametrize(
    "question", ["what happens next", "when do they meet next", "For the writers, what comes next?"]
)
def test_a_next_meeting_that_is_past_is_not_told_as_next(question: str) -> None:
    before, after = (told(question, f"2023-09-{day}T12:00:00-07:00") for day in (24, 25))

    assert "were to meet again on Sunday, September 24" in before
    assert "tentative agreement" in after
    assert "were to meet again on Sunday, September 24" not in after


@pytest.mark.parametrize("question", ["who is the president", "who's the chief negotiator?"])
def test_a_role_on_several_sides_is_asked_back(question: str) -> None:
    reply = ask(question, "2023-08-04T22:00:00-07:00")

    assert reply.kind == "clarify"
    assert {"WGA", "AMPTP", "SAG-AFTRA"} <= {option.label for option in reply.options}


def test_a_role_of_one_side_is_told() -> None:
    assert "Fran Drescher" in told("who is the president of SAG-AFTRA", "2023-08-04T22:00:00-07:00")


@pytest.mark.parametrize(
    "question", ["how many members does wga east have", "how many people are in the writers guild east"]
)
def test_how_many_is_not_answered_with_who_somebody_is(question: str) -> None:
    reply = ask(question, "2023-08-04T22:00:00-07:00")

    assert reply.kind != "answer" or any(letter.isdigit() for letter in reply.headline)


@pytest.mark.parametrize(
    "question",
    [
        "how long can the studios hold out",
        "My DVD collection can outlast them. Can the studios? How long could they hold out",
    ],
)
def test_what_will_be_is_not_answered_with_how_long_it_has_been(question: str) -> None:
    assert ask(question, "2023-08-04T22:00:00-07:00").kind != "answer"


def test_both_first_days_are_told_before_the_fold() -> None:
    for question in (
        "when did the wga strike start and when did the sag one",
        "when did the wga and sag strikes start",
    ):
        shown = told(question, "2023-08-04T22:00:00-07:00").split("Sources [1]")[0]
        assert "May 2, 2023" in shown
        assert "July 14, 2023" in shown


def test_questions_that_commas_part_are_answered_one_by_one() -> None:
    shown = told("who met friday, and where, what day of the strike was it", "2023-08-04T22:00:00-07:00")
    assert "day 95" in shown

    shown = told(
        "who met friday, what was decided, and what day of the strike was it", "2023-08-04T22:00:00-07:00"
    )
    assert "Lombardini" in shown
    assert "day 95" in shown


@pytest.mark.parametrize(
    "question", ["when does the meeting with the actors happen", "when will the actors meet the studios"]
)
def test_a_meeting_that_is_over_is_not_told_as_one_to_come(question: str) -> None:
    reply = ask(question, "2023-08-04T22:00:00-07:00")

    assert "June 7, 2023 to July 12" not in reply.headline
    assert reply.kind != "answer" or "no date" in reply.headline


@pytest.mark.parametrize("question", ["and you, how are you affected by this strike?", "does it affect you"])
def test_what_a_strike_does_to_somebody_is_not_what_it_does_to_the_trade(question: str) -> None:
    assert ask(question, "2023-08-04T22:00:00-07:00").kind != "answer"


@pytest.mark.parametrize(
    ("question", "as_of", "told"),
    [
        ("are they meeting next week", "2023-08-04T12:00:00-07:00", "no talks from Monday, August 7"),
        ("are there talks tomorrow", "2023-09-22T12:00:00-07:00", "no talks for Saturday, September 23"),
    ],
)
def test_talks_on_days_for_which_none_are_set_are_said_to_be_none(
    question: str, as_of: str, told: str
) -> None:
    assert told in ask(question, as_of).headline


def test_talks_that_are_set_for_the_day_asked_about_are_told() -> None:
    assert "no talks" not in ask("are they meeting on friday", "2023-08-03T12:00:00-07:00").headline


@pytest.mark.parametrize("company", ["Stellantis", "GM", "Ford"])
def test_what_a_company_agreed_to_is_its_deal_and_no_meeting(company: str) -> None:
    reply = example_engine("uaw-2023").ask(f"what did {company} agree to", at("2023-11-06T12:00-05:00"))

    assert reply.kind == "answer"
    assert "25%" in text(reply)


def test_a_ballot_to_come_goes_before_one_that_is_over() -> None:
    reply = example_engine("bma-resident-doctors").ask("when is the vote", at("2024-08-01T12:00+01:00"))

    assert "offer of July 29" in reply.headline


@pytest.mark.parametrize(
    "question", ["does the strike affect toyota", "how does this affect the zorblatt plant"]
)
def test_what_the_base_knows_nothing_of_is_not_told_to_be_affected(question: str) -> None:
    assert ask(question, "2023-08-04T22:00:00-07:00").kind != "answer"


def test_initials_of_another_union_are_no_typing_error() -> None:
    assert "MBA" not in ask("what do the bma want now", "2023-08-04T22:00:00-07:00").headline


@pytest.mark.parametrize(
    ("question", "as_of", "told"),
    [
        ("when was the last walkout", "2025-12-20T12:00+00:00", "fourteenth walk-out"),
        ("when was the last strike", "2025-11-25T12:00+00:00", "November 14, 2025"),
        ("when was the last strike", "2024-09-20T12:00+01:00", "June 27, 2024"),
    ],
)
def test_the_last_strike_of_those_who_walk_out_again_and_again_is_the_latest_walk_out(
    question: str, as_of: str, told: str
) -> None:
    assert told in example_engine("bma-resident-doctors").ask(question, at(as_of)).headline


@pytest.mark.parametrize(
    "question",
    ["when was the july walkout", "how many appointments were cancelled in the november walkout"],
)
def test_a_month_is_not_answered_with_another_month(question: str) -> None:
    reply = example_engine("bma-resident-doctors").ask(question, at("2025-12-20T12:00+00:00"))
    other = {"july": "November", "november": "July"}[
        next(word for word in ("july", "november") if word in question)
    ]

    assert reply.kind != "answer" or other not in reply.headline


@pytest.mark.parametrize(
    ("question", "as_of", "told"),
    [
        ("were the writers on strike on april 1 2023", "2023-08-04T12:00:00-07:00", "had not begun"),
        ("were the actors on strike on july 1", "2023-08-04T12:00:00-07:00", "had not begun"),
        ("were the writers on strike on august 1 2023", "2026-05-01T12:00:00-07:00", "was day 92"),
        ("were the actors on strike in december 2023", "2026-05-01T12:00:00-07:00", "ended on November 9"),
        ("are the writers on strike", "2023-08-04T12:00:00-07:00", "ongoing"),
    ],
)
def test_how_it_stood_on_a_day_is_not_how_it_stands_now(question: str, as_of: str, told: str) -> None:
    assert told in ask(question, as_of).headline


def test_how_big_a_raise_is_is_no_number_of_people() -> None:
    engine = example_engine("uaw-2023")

    assert "members" not in engine.ask("how big is the raise", at("2023-10-10T12:00-04:00")).headline
    assert "383,000" in engine.ask("how big is the uaw", at("2023-10-10T12:00-04:00")).headline


@pytest.mark.parametrize(
    ("question", "during", "after", "told"),
    [
        ("is jeopardy still on", "2023-08-04", "2026-11-30", "from the time of the SAG-AFTRA strike"),
        ("how many writers are in the wga", "2023-08-04", "2026-11-30", "from the time of the WGA strike"),
        ("can writers pitch", "2023-08-04", "2023-10-10", "held until September 26, 2023"),
    ],
)
def test_what_was_so_during_a_strike_is_told_as_of_its_time_once_it_is_over(
    question: str, during: str, after: str, told: str
) -> None:
    assert told not in text(ask(question, f"{during}T12:00:00-07:00"))
    assert told in text(ask(question, f"{after}T12:00:00-07:00"))


def test_what_a_word_means_and_what_was_long_ago_hold_for_ever() -> None:
    for question in ("what is the mba", "what was the longest wga strike"):
        shown = text(ask(question, "2026-11-30T12:00:00-08:00"))
        assert "from the time" not in shown
        assert "That held" not in shown


@pytest.mark.parametrize(
    ("question", "as_of", "told"),
    [
        ("were writers on strike in december 2007", "2026-05-01", "2007–08 WGA strike"),
        ("was hollywood on strike on december 5 2007", "2026-05-01", "2007–08 WGA strike"),
        ("were they on strike on may 15 1988", "2026-05-01", "1988 WGA strike"),
        ("were actors on strike on november 1 2024", "2026-05-01", "video game strike"),
        ("were they still on strike on labor day", "2023-10-04", "day 126 of the WGA strike"),
        (
            "were the actors and the writers on strike on june 1",
            "2023-08-04",
            "SAG-AFTRA strike had not begun",
        ),
        ("were the actors or the writers on strike in june 2023", "2026-05-01", "day 31 of the WGA strike"),
    ],
)
def test_the_strikes_that_were_on_then_are_told(question: str, as_of: str, told: str) -> None:
    reply = ask(question, f"{as_of}T12:00:00-07:00")

    assert reply.kind == "answer"
    assert told in text(reply).split("Sources")[0]


@pytest.mark.parametrize(
    "question", ["when was the deal reached", "when did the writers reach a deal", "did they agree on a deal"]
)
def test_no_deal_before_the_newest_is_told_as_the_deal(question: str) -> None:
    reply = ask(question, "2026-05-20T12:00:00-07:00")

    assert reply.kind != "answer" or "2023" not in reply.headline


def test_a_step_without_a_date_is_of_the_week_after_its_meeting() -> None:
    soon, late = (ask("when do talks resume", f"2023-08-{day}T12:00:00-07:00") for day in (13, 24))

    assert "following week" in soon.headline
    assert "following week" not in late.headline


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When did junior doctors first strike?", "March 13, 2023"),
        ("Who leads the BMA?", "Melissa Ryan"),
        ("How many days did doctors strike in 2025", "10 days in all"),
        ("How many days have resident doctors been on strike this year?", "10 days in all"),
        ("What was the turnout in the strike ballot?", "55.3 percent"),
    ],
)
def test_of_several_the_one_that_is_asked_for_is_told(question: str, told: str) -> None:
    reply = example_engine("bma-resident-doctors").ask(question, at("2025-11-20T12:00+00:00"))

    assert reply.kind == "answer"
    assert told in reply.headline


def test_who_leads_is_not_who_led() -> None:
    assert "Drescher" not in ask("Who leads the actors union?", "2026-11-30T12:00:00-08:00").headline
    assert "Drescher" in ask("Who leads SAG-AFTRA?", "2023-08-04T12:00:00-07:00").headline


def test_the_first_day_of_a_strike_is_its_own() -> None:
    for question in ("when did the strike first start", "when was the first day of the strike"):
        assert "May 2, 2023" in text(ask(question, "2023-08-04T12:00:00-07:00"))
