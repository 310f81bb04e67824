"""What a moderator is offered to teach a question to: the entries it may be meant for, best first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.moderating.questions import near, nearest_entries
from tests.answering.bases import LATER, TINY_DAY, at, engine, shipped, tiny_engine

NOW = at(LATER)


@pytest.mark.parametrize(
    ("question", "entry", "among"),
    [
        ("how much is in the strike fund", "answer/strike-fund", 1),
        ("did the emmys get moved", "answer/emmys", 2),
        ("wga health insurance in the strike?", "answer/health-coverage", 5),
        ("aug 11 counteroffer", "wga-2023/meeting/2023-08-11", 3),
        ("who paid for the meeting on aug 4", "wga-2023/meeting/2023-08-04", 2),
        ("drescher victims", "sag-aftra-2023/quote/drescher-greedy", 3),
        ("what is the AMPTP", "party/amptp", 2),
        ("where was fran drescher born", "person/fran-drescher", 3),
        ("what does pattern bargaining do to us", "answer/pattern-bargaining", 1),
    ],
)
def test_the_entry_meant_is_among_the_first(question: str, entry: str, among: int) -> None:
    assert entry in [key for key, _ in nearest_entries(engine(), question, NOW, among)]


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("how much is in the strike fund", "answer/strike-fund"),
        ("did the emmys get moved", "answer/emmys"),
        ("what is pattern bargaining good for", "answer/pattern-bargaining"),
        ("where was fran drescher born", "person/fran-drescher"),
    ],
)
def test_the_entry_that_is_likely_meant_is_proposed(question: str, entry: str) -> None:
    assert near(engine(), question, NOW).likely == entry


@pytest.mark.parametrize(
    "question",
    [
        "are the writers still out",
        "what's the weather",
        "who is the best writer",
        "hello there",
        "zebra crossings",
        "why are movies bad now",
        "",
    ],
)
def test_where_none_is_likely_meant_none_is_proposed(question: str) -> None:
    assert near(engine(), question, NOW).likely == ""


def test_entries_are_offered_with_the_title_that_people_know() -> None:
    assert nearest_entries(engine(), "strike fund", NOW, 1) == [
        ("answer/strike-fund", "Is there a strike fund?")
    ]


def test_entries_about_others_than_the_question_names_come_last() -> None:
    offered = [
        key for key, _ in nearest_entries(tiny_engine(), "what did ada brandt say about glaze", at(TINY_DAY))
    ]
    assert offered[0] == "potters-2024/quote/brandt-04-05"
    assert "potters-2024/quote/krug-04-06" not in offered[:2]


def test_withdrawn_entries_are_never_offered() -> None:
    for question in (
        "what is slip",
        "who said potters should be glad",
        "did they meet in secret at the lake",
    ):
        offered = nearest_entries(tiny_engine(), question, at(TINY_DAY))
        withdrawn = {key for key, _, entry in tiny_engine().base.entries() if entry.withdrawn}
        assert len(withdrawn) == 3
        assert not withdrawn & {key for key, _ in offered}


def test_an_entry_whose_source_counts_only_from_tonight_is_offered_already() -> None:
    before = nearest_entries(tiny_engine(), "who carried the giant cup", at("2024-04-19T12:00:00+02:00"))
    assert before[0][0] == "potters-2024/event/2024-04-18-cup"


@pytest.mark.parametrize("limit", [0, 1, 5, 25, 1000])
def test_no_more_are_offered_than_a_menu_holds(limit: int) -> None:
    offered = nearest_entries(engine(), "what did the wga say about the strike and the meeting", NOW, limit)
    assert len(offered) == min(limit, 25)
    assert len({key for key, _ in offered}) == len(offered)


@given(st.text(max_size=200))
@settings(max_examples=30, deadline=None)
def test_any_text_gives_entries_of_the_base_always_the_same_ones(text: str) -> None:
    offered = nearest_entries(engine(), text, NOW)
    assert offered == nearest_entries(engine(), text, NOW)
    assert all(shipped().entry(key).withdrawn is None and title for key, title in offered)
