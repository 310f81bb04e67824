"""What a question names: parties, people, issues, strikes, dates, numbers, quoted words; and what is left."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.slots import Gazetteer, Question, Ref, Slots
from tests.answering.bases import engine, tiny_engine

TODAY = date(2023, 8, 4)


def read(text: str) -> Question:
    return engine().finder.read(text, TODAY)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("what does the AMPTP say", ("amptp",)),
        ("what do the studios say", ("amptp",)),
        ("what does the alliance of motion picture and television producers say", ("amptp",)),
        ("what does the WGA want", ("wga",)),
        ("what does the writers guild want", ("wga",)),
        ("what does the writers guild of america want", ("wga",)),
        ("what do the writers want", ("wga",)),
        ("what do the actors want", ("sag-aftra",)),
        ("what does sag want", ("sag-aftra",)),
        ("what does SAG-AFTRA want", ("sag-aftra",)),
        ("what does the DGA want", ("dga",)),
        ("the WGA and the AMPTP", ("wga", "amptp")),
        ("the AMPTP and the WGA", ("amptp", "wga")),
        ("what does netflix say", ("netflix",)),
        ("what does disney say", ("disney",)),
        ("what do people say", ()),
    ],
)
def test_parties_are_found_by_any_of_their_names(text: str, parties: tuple[str, ...]) -> None:
    assert read(text).slots.parties == parties


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("what did carol lombardini say", ("carol-lombardini",)),
        ("what did lombardini say", ("carol-lombardini",)),
        ("what did Lombardini's team say", ("carol-lombardini",)),
        ("who is stutzman", ("ellen-stutzman",)),
        ("who is tony segall", ("tony-segall",)),
        ("segall or stutzman", ("tony-segall", "ellen-stutzman")),
        ("what did bass offer", ("karen-bass",)),
        ("what did howard rodman call it", ("howard-rodman",)),
        ("who is lombardinni", ("carol-lombardini",)),
        ("who is joe nobody", ()),
    ],
)
def test_people_are_found_by_name_last_name_and_with_a_typo(text: str, people: tuple[str, ...]) -> None:
    assert read(text).slots.people == people


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("where do they stand on AI", "artificial-intelligence"),
        ("where do they stand on artificial intelligence", "artificial-intelligence"),
        ("where do they stand on chatgpt", "artificial-intelligence"),
        ("where do they stand on streaming residuals", "success-based-residuals"),
        ("where do they stand on success-based residuals", "success-based-residuals"),
        ("where do they stand on mini rooms", "writers-room-minimum-staffing"),
        ("where do they stand on the writers' room", "writers-room-minimum-staffing"),
        ("where do they stand on appendix a", "appendix-a-comedy-variety"),
        ("where do they stand on health care", "pension-and-health"),
    ],
)
def test_issues_are_found_by_their_aliases(text: str, issue: str) -> None:
    assert issue in read(text).slots.issues


@pytest.mark.parametrize(
    ("text", "unions"),
    [
        ("is the wga strike over", ("wga",)),
        ("is the writers strike over", ("wga",)),
        ("is the writers' strike over", ("wga",)),
        ("is the actors strike over", ("sag-aftra",)),
        ("is the sag-aftra strike over", ("sag-aftra",)),
        ("are the wga strike and the sag strike over", ("wga", "sag-aftra")),
        ("is the strike over", ()),
    ],
)
def test_a_unions_name_before_the_word_strike_names_its_strikes(text: str, unions: tuple[str, ...]) -> None:
    slots = read(text).slots
    assert slots.unions == unions
    assert slots.parties == ()


def test_a_strike_is_found_by_its_own_name() -> None:
    finder = tiny_engine().finder
    assert finder.read("when did the 2024 potters guild strike begin", TODAY).slots.unions == ("potters",)
    assert read("the 2007-08 writers strike").slots.strikes or read("the 2007-08 writers strike").slots.unions


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("when is day 100", 100),
        ("when is the 100th day", 100),
        ("is it day 95 or not", 95),
        ("day #95", 95),
        ("day number 95", 95),
        ("how long until day 100", 100),
        ("when does it hit 100", 100),
        ("when will it reach day 150", 150),
        ("day one", 1),
        ("day hundred", 100),
        ("the hundredth day", 100),
        ("after 95 days", 95),
        ("what day is it", None),
        ("3 days ago", None),
        ("three days ago", None),
        ("the day 2 days ago", None),
        ("on 8/4", None),
        ("1988 strike", None),
    ],
)
def test_a_day_number_is_told_from_dates_and_spans(text: str, number: int | None) -> None:
    assert read(text).slots.number == number


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('who said "fundamental issues"', "fundamental issues"),
        ("who said “a single and very preliminary step”", "a single and very preliminary step"),
        ("who said 'a meeting about a meeting'", "a meeting about a meeting"),
        ("it's the writers' strike, isn't it", None),
        ('who said "AI"', None),
        ('who said ""', None),
    ],
)
def test_quoted_words_are_lifted_out(text: str, quoted: str | None) -> None:
    assert read(text).slots.quoted == quoted


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("is the strike over", False),
        ("is the strike not over yet", True),
        ("isn't the strike over", True),
        ("isnt it over", True),
        ("did nobody agree", True),
        ("they never met, right", True),
        ("is it a knot", False),
        ("any notes", False),
    ],
)
def test_negation_is_noted(text: str, negated: bool) -> None:
    assert read(text).slots.negated is negated


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("what does the WGA say about AI", "what do the studios say about mini rooms"),
        ("what happened on june 3", "what happened on august 4"),
        ("who is carol lombardini", "who is segall"),
    ],
)
def test_questions_that_differ_only_in_names_have_one_frame(one: str, two: str) -> None:
    assert [w for w in read(one).frame if w not in ("does", "do")] == [
        w for w in read(two).frame if w not in ("does", "do")
    ]
    assert read(one).slots != read(two).slots


def test_dates_are_taken_out_before_names_and_numbers() -> None:
    slots = read("what did lombardini say about AI on august 4").slots
    assert slots.people == ("carol-lombardini",)
    assert slots.issues == ("artificial-intelligence",)
    assert [slot.first for slot in slots.dates] == [date(2023, 8, 4)]
    assert slots.number is None


def test_an_empty_question_names_nothing() -> None:
    assert read("").slots.empty
    assert read("not").slots.empty
    assert not read("wga").slots.empty


def test_missing_slots_are_inherited_and_given_ones_kept() -> None:
    older = Slots(parties=("wga",), issues=("pay",), strikes=("wga-2023",))
    newer = Slots(parties=("amptp",))
    assert newer.inherit(older) == Slots(parties=("amptp",), issues=("pay",), strikes=("wga-2023",))
    assert Slots(unions=("sag-aftra",)).inherit(older).strikes == ()


def test_the_longest_name_wins_and_one_name_may_mean_several_things() -> None:
    names = Gazetteer(
        [
            ("Guild", Ref("party", "guild")),
            ("Guild hall", Ref("issue", "hall")),
            ("hall", Ref("person", "hall")),
        ]
    )
    assert names.longest(("guild", "hall"), 0) == (2, [Ref("issue", "hall")])
    assert names.longest(("guild",), 0) == (1, [Ref("party", "guild")])
    assert names.longest(("tower",), 0) == (0, [])
    assert names.vocabulary() == {"guild", "hall"}


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_names_only_what_the_base_holds(text: str) -> None:
    base, slots = engine().base, read(text).slots
    assert set(slots.parties) <= set(base.parties)
    assert set(slots.people) <= set(base.people)
    assert set(slots.issues) <= set(base.issues)
    assert set(slots.strikes) <= set(base.strikes)


@pytest.mark.parametrize(
    ("question", "verb"),
    [
        ("when do the WGA strike again", True),
        ("why did the WGA strike", True),
        ("when did the WGA strike end", False),
        ("is the WGA strike over", False),
    ],
)
def test_strike_may_be_what_a_union_does(question: str, verb: bool) -> None:
    found = read(question)
    assert ("strike" in found.frame) is verb
    assert bool(found.slots.parties) is verb
