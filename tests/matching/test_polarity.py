"""What a question denies, and whether a Yes means the same to two of them."""

from __future__ import annotations

import pytest

from bot.matching.polarity import (
    asks_what_is_not,
    asks_who_was_absent,
    denied_by,
    denies_premise,
    is_polar,
    opposed,
    same_polarity,
    verdict,
    without_verdict,
)
from bot.matching.text import tokens_of


@pytest.mark.parametrize(
    "question",
    [
        "who was not at the meeting",
        "who wasn't there",
        "what did the studios not offer?",
        "what have they not agreed on",
        "which issues aren't settled",
        "what did they never discuss",
        "whom did the union not invite",
        "tell me what they didn't talk about",
        "what did the studios say they would not offer",
    ],
)
def test_a_question_for_what_is_left_out_is_seen(question: str) -> None:
    assert asks_what_is_not(tokens_of(question))


@pytest.mark.parametrize(
    "question",
    [
        "why did they not agree",
        "is the strike not over yet",
        "didn't they reach a deal",
        "how come they did not meet",
        "who said that they would not negotiate",
        "what happens if they do not agree",
        "what day is it when the strike is not over",
        "what did she not rule out",
        "which issues did they move on and which not",
        "what did the studios offer",
        "who refused to talk",
    ],
)
def test_other_negations_are_no_such_question(question: str) -> None:
    assert not asks_what_is_not(tokens_of(question))


@pytest.mark.parametrize(
    "question", ["who was absent", "who skipped the talks", "who missed it", "who didn't attend", "who was not there",
                 "who was a no show", "who was left out of the meeting"]
)  # fmt: skip
def test_who_was_absent(question: str) -> None:
    assert asks_who_was_absent(tokens_of(question))
    assert not asks_who_was_absent(tokens_of("who was at the meeting"))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("can critics review films", "must critics stop"),
        ("are residuals paid", "do residuals stop"),
        ("is pitching allowed", "is pitching against the rules because it breaks the strike"),
        ("were the awards postponed", "are the awards still happening"),
        ("is it legal to picket", "is it illegal to picket"),
        ("may writers pitch", "may writers not pitch"),
        ("did the union accept", "did the union reject it"),
    ],
)
def test_opposite_questions_are_seen(one: str, two: str) -> None:
    assert opposed(tokens_of(one), tokens_of(two))
    assert not same_polarity(tokens_of(one), tokens_of(two))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("are there strike funds", "is there a strike fund"),
        ("may a writer pitch", "can writers pitch"),
        ("were the awards delayed", "have the awards been postponed"),
    ],
)
def test_the_same_question_in_other_words_is_not_opposite(one: str, two: str) -> None:
    assert not opposed(tokens_of(one), tokens_of(two))


def test_only_what_is_near_keeps_a_yes_or_no() -> None:
    fund = tokens_of("is there a strike fund")
    assert same_polarity(tokens_of("is there a fund for the strike"), fund)
    assert not same_polarity(tokens_of("is there a strike in france"), fund)
    assert not same_polarity(tokens_of("who has a strike fund"), fund)


def test_what_wants_yes_or_no() -> None:
    assert is_polar(tokens_of("can i review movies"))
    assert is_polar(tokens_of("I'm a film critic. Can I review movies?"))
    assert not is_polar(tokens_of("what can i review"))


def test_a_verdict_is_a_word_of_its_own() -> None:
    assert [verdict(text) for text in ("No. It may.", "Yes: it may.", "No, not now.", "Yes — for now.")] == [
        "No", "Yes", "No", "",
    ]  # fmt: skip
    assert [verdict(text) for text in ("No deal came.", "Yesterday.", "Now.", "Both do.")] == [""] * 4
    assert without_verdict("No. They may go on.") == "They may go on."
    assert without_verdict("Yes, by the rules: they must.") == "By the rules: they must."
    assert without_verdict("No deal came.") == "No deal came."


def test_a_premise_is_read() -> None:
    crews = "Crew members may apply, since their unions are not on strike."
    assert denies_premise(tokens_of("can i apply if i am on strike"), crews)
    assert not denies_premise(tokens_of("can i apply if i am not on strike"), crews)
    assert not denies_premise(tokens_of("are crews on strike"), crews)


def test_an_answer_may_deny_its_own_word() -> None:
    answer = "No. Critics are not on strike, and may go on reviewing."
    assert denied_by(tokens_of("can critics review"), answer)
    assert not denied_by(tokens_of("are critics on strike"), answer)
    assert not denied_by(tokens_of("can writers pitch"), "No, writers may not pitch.")
