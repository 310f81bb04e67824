"""Dates and numbers in questions: the day that is meant, or a sentence about what was not understood; never another day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from bot.answering.reply import Note
from tests.answering.bases import ask, claims, engine, shipped, tiny_engine
from tests.answering.soundness import faults

WEDNESDAY = "2023-08-09T12:00:00-07:00"


def told(question: str, as_of: str = WEDNESDAY) -> str:
    reply = ask(question, as_of)
    assert not faults(claims(), reply)
    return text(reply)


@pytest.mark.parametrize(
    ("when", "day", "number"),
    [
        ("1 jun 23", "June 1, 2023", 31),
        ("4 july 23", "July 4, 2023", 64),
        ("june 4 '23", "June 4, 2023", 34),
        ("sunday night 4th june 2023", "June 4, 2023", 34),
        ("last friday of july", "July 28, 2023", 88),
        ("first monday of september", "September 4, 2023", 126),
        ("the day before july 14", "July 13, 2023", 73),
        ("friday after july 14", "July 21, 2023", 81),
        ("a week ago yesterday", "August 1, 2023", 92),
        ("two weeks ago", "July 26, 2023", 86),
        ("a week ago", "August 2, 2023", 93),
        ("a month ago", "July 9, 2023", 69),
        ("the 2nd of this month", "August 2, 2023", 93),
        ("the last day of july", "July 31, 2023", 91),
        ("the fourth of july", "July 4, 2023", 64),
        ("labor day", "September 4, 2023", 126),
        ("memorial day", "May 29, 2023", 28),
        ("tmrw", "August 10, 2023", 101),
        ("in 3 days", "August 12, 2023", 103),
        ("twenty-two days ago", "July 18, 2023", 78),
        ("three days after july 4th", "July 7, 2023", 67),
    ],
)
def test_the_day_of_a_date_in_words_is_told(when: str, day: str, number: int) -> None:
    for question in (f"what day of the strike was {when}", f"what strike day is it {when}"):
        headline = ask(question, WEDNESDAY).headline
        assert day in headline
        assert f"day {number} of the WGA strike" in headline


def test_a_date_alone_is_told_as_its_day() -> None:
    assert ask("in 3 days", WEDNESDAY).headline.startswith("Saturday, August 12, 2023 would be day 103")
    assert ask("july 28?", WEDNESDAY).headline.startswith("Friday, July 28, 2023 was day 88")


def test_a_span_is_told_by_its_first_and_last_day_and_never_by_today() -> None:
    reply = text(ask("what day of the strike is it next week", WEDNESDAY))
    assert "August 14, 2023 would be day 105" in reply
    assert "August 20, 2023 would be day 111" in reply


@pytest.mark.parametrize(
    "when",
    [
        "04.08.2023",
        "2023/08/04",
        "4-aug-2023",
        "8/4/23",
        "20230804",
        "friday, 4 august 2023",
        "aug. 4th",
        "8/4",
    ],
)
def test_what_happened_is_told_in_whatever_form_the_day_is_written(when: str) -> None:
    assert "met for the first time since the strike began" in told(f"what happened on {when}")


@pytest.mark.parametrize(
    "when", ["mid july", "mid-July", "in the middle of july", "july 10-15", "between july 10 and 15"]
)
def test_a_part_of_a_month_and_a_range_are_those_days(when: str) -> None:
    reply = told(f"what happened {'in ' if when.startswith('mid') else ''}{when}?")
    assert "July 13, 2023: SAG-AFTRA's national board voted unanimously to strike" in reply
    assert "1960" not in reply


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("31 june 2023", "There is no June 31, 2023: June has 30 days."),
        ("june 31", "There is no June 31: June has 30 days."),
        ("february 29 2023", "There is no February 29, 2023: February 2023 has 28 days."),
        ("13/13/2023", "There is no month 13."),
        ("saturday august 4 2023", "August 4, 2023, was a Friday, not a Saturday."),
        ("the fifth friday of july", "July 2023 has four Fridays."),
        ("two days after the deal", "I cannot tell which day “two days after the deal” is."),
        ("the friday before the vote", "I cannot tell which day “the friday before the vote” is."),
        ("three business days ago", "I cannot tell which day “three business days ago” is."),
        ("not dec 20", "I cannot tell which day “not dec 20” is."),
    ],
)
def test_a_day_that_is_none_or_is_not_understood_is_never_answered_with_another(when: str, said: str) -> None:
    for question in (f"what day of the strike was {when}", f"what happened {when}"):
        reply = ask(question, WEDNESDAY)
        assert reply.kind == "clarify"
        assert said in reply.headline
        assert "day 100" not in text(reply)
        assert not faults(claims(), reply)


def test_what_is_new_since_a_day_is_everything_since() -> None:
    reply = told("what's new since the 9th", "2023-08-12T22:00:00-07:00")
    assert "August 9, 2023" in reply
    assert "August 10, 2023" in reply
    assert "August 11, 2023" in reply


def test_what_happened_before_a_day_is_of_the_days_before() -> None:
    reply = told("what happened before july 13", "2023-08-12T22:00:00-07:00")
    assert "July 12, 2023" in reply
    assert "July 13, 2023: SAG-AFTRA's national board" not in reply


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what was day 0", "There is no day 0: day 1 was May 2, 2023."),
        ("what date was day zero", "There is no day 0: day 1 was May 2, 2023."),
        ("day 0.1", "There is no day 0.1: day 1 was May 2, 2023."),
        ("day ٠٠٠", "There is no day 0: day 1 was May 2, 2023."),
        ("what was day -1", "There is no day -1: day 1 was May 2, 2023."),
        ("what was day −1", "There is no day -1: day 1 was May 2, 2023."),
        ("what date was day minus five", "There is no day minus five: day 1 was May 2, 2023."),
        ("what date was day ½", "There is no day 1/2: day 1 was May 2, 2023."),
        ("what date was day 3.5", "There is no day 3.5: day 1 was May 2, 2023."),
        ("what date was day 1,5", "There is no day 1,5: day 1 was May 2, 2023."),
        ("what date was day 10^100", "Day 10^100 is further off than I can count: day 1 was May 2, 2023."),
        ("what date was day 99999999999999", "Day 99999999999999 is further off than I can count: day 1 was May 2, 2023."),
        ("what date was day one and a half", "There is no day one and a half: day 1 was May 2, 2023."),
        ("what date was day 3 and a half", "There is no day 3 and a half: day 1 was May 2, 2023."),
        ("what date was day two point five", "There is no day two point five: day 1 was May 2, 2023."),
        ("what date was day 0x10", "I cannot tell which day “0x10” is: day 1 was May 2, 2023."),
        ("what date was day 12a", "I cannot tell which day “12a” is: day 1 was May 2, 2023."),
        ("what date was day 1,00", "I cannot tell which day “1,00” is: day 1 was May 2, 2023."),
        ("what date was day 1.000", "I cannot tell which day “1.000” is: day 1 was May 2, 2023."),
    ],
)  # fmt: skip
def test_what_is_no_whole_day_is_said_to_be_none(question: str, said: str) -> None:
    reply = ask(question, "2023-08-04T22:00:00-07:00")
    assert reply.headline == said
    assert "ended" not in text(reply)
    assert not faults(claims(), reply)
    assert ask(question, "2023-06-04T22:00:00-07:00").headline == said


@pytest.mark.parametrize(
    ("number", "date"),
    [
        ("1,000", "January 25, 2026"),
        ("1_000", "January 25, 2026"),
        ("1 000", "January 25, 2026"),
        ("1e3", "January 25, 2026"),
        ("3.14e2", "March 10, 2024"),
        ("٩٥", "August 4, 2023"),
        ("95th", "August 4, 2023"),
        ("ninety-five", "August 4, 2023"),
        ("one hundred", "August 9, 2023"),
        ("one hundred and one", "August 10, 2023"),
        ("#95", "August 4, 2023"),
        ("95.0", "August 4, 2023"),
    ],
)
def test_a_number_is_read_whole_in_whatever_form(number: str, date: str) -> None:
    assert date in ask(f"what date was day {number}", "2023-08-04T22:00:00-07:00").headline


def test_a_day_without_a_first_one_known_is_told_without_any() -> None:
    reply = ask("what was day 0", "1940-01-01T12:00:00-08:00")
    assert reply.kind != "answer"
    assert "There is no day 0" in reply.headline


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("what happened on 7/8/2023", "I read 7/8/2023 as July 8, 2023."),
        ("what happened on 7/8", "I read 7/8 as July 8."),
        ("what happened on 08.07.2023", "I read 08.07.2023 as July 8, 2023."),
        ("what day of the strike was 7/8", "I read 7/8 as July 8."),
    ],
)
def test_a_date_that_could_be_read_the_other_way_round_says_how_it_was_read(question: str, note: str) -> None:
    assert Note(note, first=True) in ask(question, WEDNESDAY).before


@pytest.mark.parametrize(
    "question", ["what happened on 7/7/2023", "what happened on 7/13", "what happened on july 8"]
)
def test_a_date_that_can_be_read_in_one_way_says_nothing_of_it(question: str) -> None:
    assert "I read" not in text(ask(question, WEDNESDAY))


def test_a_base_with_the_day_first_reads_figures_so() -> None:
    conventions = replace(shipped().conventions, order="day-first")
    other = Engine(replace(shipped(), conventions=conventions))
    moment = dt.datetime.fromisoformat(WEDNESDAY)
    assert "July 8, 2023" in other.ask("what day of the strike was 8/7/2023", moment).headline


def test_days_in_words_count_from_the_day_that_it_is_where_the_strike_is() -> None:
    late = dt.datetime.fromisoformat("2024-04-06T23:30:00+02:00")
    early = dt.datetime.fromisoformat("2024-04-06T23:30:00+00:00")
    ask_of = tiny_engine().ask
    assert "April 5, 2024" in ask_of("what day of the potters strike was yesterday", late).headline
    assert "April 6, 2024" in ask_of("what day of the potters strike was yesterday", early).headline


@pytest.mark.parametrize(
    "question",
    ["3 days left", "within 3 days", "is it 3 days until they meet", "they talked for 3 days", "will it be over within 3 days"],
)  # fmt: skip
def test_a_time_in_days_is_no_day_of_the_strike(question: str) -> None:
    assert "Day 3" not in ask(question, WEDNESDAY).headline


@given(st.integers(2, 3000))
def test_every_number_of_a_day_is_told_with_its_date(number: int) -> None:
    day = dt.date(2023, 5, 1) + dt.timedelta(days=number)
    reply = ask(f"what date is day {number:,} of the wga strike", WEDNESDAY)
    assert f"{day:%B} {day.day}, {day.year}" in reply.headline


@given(st.text(max_size=60).filter(lambda typed: "\n" not in typed))
def test_any_text_behind_a_day_is_no_crash_and_no_other_day(typed: str) -> None:
    reply = engine().ask(f"what date was day {typed}", dt.datetime.fromisoformat(WEDNESDAY), live=False)
    assert reply.headline
