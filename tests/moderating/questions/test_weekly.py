"""The digest: what is asked, what waits, what is due, in words and without ids; and that all is well when it is."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answering.engine import Engine
from bot.knowledge.loader import assemble
from bot.knowledge.problems import Problem
from bot.moderating.questions import Digest, Section, digest, grouped, lines
from bot.moderating.questions.due import Due
from bot.moderating.questions.weekly import SHOWN, Counted, Unconfirmed
from tests.answering import pottery
from tests.answering.bases import TINY_DAY, at, engine, tiny_engine
from tests.moderating.questions.kept import kept

NOW = at(TINY_DAY)
KILN = "answer/what-is-a-kiln"


def due_base(day: str) -> Engine:
    """The tiny base with the kiln due to be looked at again on a day."""
    answers = pottery.ANSWERS.replace("reviewed: 2024-05-01", f"reviewed: 2024-01-15\n  review_by: {day}")
    return Engine(pottery.make({**pottery.FILES, "answers.yaml": answers}))


def test_an_empty_digest_says_that_all_is_well() -> None:
    told = digest(tiny_engine(), [], [], NOW)
    assert told.nothing_to_do
    assert lines(told) == [
        Section("All is well", ("No question waits, no entry is due, and every file is in order.",))
    ]


def test_a_week_with_nothing_to_do_still_tells_what_was_asked_and_edited() -> None:
    told = digest(tiny_engine(), [], [(KILN, 3)], NOW, edits={"added": 2, "changed": 0})
    assert [section.heading for section in lines(told)] == [
        "All is well",
        "Asked most this week",
        "Edits this week",
    ]
    assert lines(told)[1].items == ("What is a kiln? (3 times)",)
    assert lines(told)[2].items == ("added: 2",)


def test_most_asked_entries_are_told_by_title_most_asked_first() -> None:
    asked = [
        ("person/ada-brandt", 2),
        (KILN, 1200),
        ("answer/gone", 50),
        ("potters-2024", 2),
        ("person/otto-krug", 0),
    ]
    told = digest(tiny_engine(), [], asked, NOW)
    assert told.asked == (
        Counted("What is a kiln?", 1200),
        Counted("Ada Brandt", 2),
        Counted("2024 Potters Guild strike", 2),
    )
    assert lines(told)[1].items[0] == "What is a kiln? (1,200 times)"


def test_waiting_groups_are_told_with_their_totals_and_only_the_first_ones() -> None:
    waiting = [kept(f"who painted vase number {number}", times=number) for number in range(1, 15)]
    told = digest(tiny_engine(), grouped(waiting, tiny_engine(), NOW), [], NOW)
    (section,) = lines(told)
    assert section.heading == "Waiting for an answer: 14 questions, asked 105 times"
    assert section.items[0] == "who painted vase number 14 (14 times)"
    assert section.items[-1] == "and 4 more"
    assert len(section.items) == SHOWN + 1


def test_one_waiting_question_is_told_in_the_singular() -> None:
    (section,) = lines(
        digest(tiny_engine(), grouped([kept("who painted the vase")], tiny_engine(), NOW), [], NOW)
    )
    assert section == Section(
        "Waiting for an answer: 1 question, asked 1 time", ("who painted the vase (1 time)",)
    )


@pytest.mark.parametrize(
    ("day", "due"), [("2024-04-19", True), ("2024-04-20", True), ("2024-04-21", False), ("2024-05-01", False)]
)
def test_an_entry_is_due_when_its_day_has_passed(day: str, due: bool) -> None:
    told = digest(due_base(day), [], [], NOW)
    assert bool(told.due) is due


def test_a_due_entry_is_told_with_its_days() -> None:
    told = digest(due_base("2024-04-19"), [], [], NOW)
    assert told.due == (Due(KILN, "What is a kiln?", dt.date(2024, 4, 19), dt.date(2024, 1, 15)),)
    (section,) = lines(told)
    assert section.items == ("What is a kiln?: by April 19, 2024; last looked at on January 15, 2024",)


def test_withdrawn_entries_are_not_due() -> None:
    assert [one.id for one in digest(due_base("2024-04-01"), [], [], NOW).due] == [KILN]


@pytest.mark.parametrize(("days", "told"), [(6, False), (7, False), (8, True), (300, True)])
def test_a_strike_is_to_be_confirmed_from_a_week_after_its_last_source_on(days: int, told: bool) -> None:
    last = at("2024-04-20T12:00:00+02:00")
    found = digest(tiny_engine(), [], [], last + dt.timedelta(days=days)).unconfirmed
    assert [one.id for one in found] == (["potters-2024"] if told else [])


def test_a_strike_to_be_confirmed_is_told_with_its_day_and_a_doubt() -> None:
    (section,) = lines(digest(tiny_engine(), [], [], at("2024-04-30T12:00:00+02:00")))
    assert section.heading == "Strikes to confirm: is it still on?"
    assert section.items == (
        "2024 Potters Guild strike: day 56 if it is still on; last confirmed on April 20, 2024, 10 days ago",
    )


def test_a_strike_that_no_source_confirms_says_so() -> None:
    told = Digest(
        dt.date(2024, 5, 1), unconfirmed=(Unconfirmed("x", "2024 strike", 5, None, dt.date(2024, 5, 1)),)
    )
    assert lines(told)[0].items == ("2024 strike: day 5 if it is still on; no source confirms it",)


def test_files_with_mistakes_come_first_and_notices_are_left_out() -> None:
    error = Problem("answers.yaml", 3, 1, "what-is-a-kiln", "nothing", "a question")
    notice = Problem("sources.yaml", 9, 1, "x", "a day", "a time too", level="notice")
    told = digest(
        tiny_engine(),
        grouped([kept("who painted the vase")], tiny_engine(), NOW),
        [],
        NOW,
        problems=[notice, error],
    )
    first = lines(told)[0]
    assert first.heading == "Files with mistakes: the last good ones are in use"
    assert first.items == (str(error),)
    assert "answers.yaml:3" in first.items[0]


def test_the_same_week_gives_the_same_digest() -> None:
    waiting = [kept("who painted the vase", 2), kept("is there a strike fund for potters", 2)]
    one = digest(tiny_engine(), grouped(waiting, tiny_engine(), NOW), [(KILN, 1)], NOW, edits={"added": 1})
    two = digest(
        tiny_engine(), grouped(waiting[::-1], tiny_engine(), NOW), [(KILN, 1)], NOW, edits={"added": 1}
    )
    assert lines(one) == lines(two)


def test_no_id_is_told() -> None:
    asked = [(key, number) for number, (key, _, _) in enumerate(engine().base.entries(), 1)]
    told = digest(engine(), [], asked, at("2027-02-01T12:00:00-08:00"))
    assert {one.id for one in told.due} == {"wga-2026", "sag-aftra-2026", "dga-2026", "wgsu-2026"}
    text = "\n".join(item for section in lines(told) for item in section.items)
    assert not any(key in text for key, _ in asked if "/" in key)


def test_the_base_of_these_tests_is_in_order() -> None:
    files = {name: text.encode() for name, text in pottery.FILES.items()}
    assert [problem for problem in assemble(files)[1] if problem.level == "error"] == []
