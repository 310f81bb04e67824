"""A word that two questions share is not a question that they share: what is denied, counted, defined, and who acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.composition.plain_text import text
from tests.answering.bases import TINY_DAY, ask, at
from tests.answering.test_known import changed

if TYPE_CHECKING:
    from bot.answering.engine import Engine
    from bot.answering.reply import Reply

AUGUST_9 = "2023-08-09T20:00:00-07:00"


def declined(reply: Reply) -> bool:
    return reply.kind != "answer"


# What is denied.


@pytest.mark.parametrize(
    "question",
    [
        "who was not at the meeting on august 4?",
        "who was absent from the aug 4 meeting",
        "who skipped the meeting on august 4",
        "who didn't attend on aug 4",
        "who missed the meeting august 4th",
    ],
)
def test_asked_who_was_absent_it_says_that_the_sources_do_not(question: str) -> None:
    reply = ask(question, AUGUST_9)
    assert reply.kind == "answer"
    assert reply.headline == "The sources do not say who was absent on Friday, August 4, 2023."
    assert "Present: Carol Lombardini" in text(reply)


@pytest.mark.parametrize(
    "question", ["who from the amptp was missing at the meeting", "was drescher absent on august 4"]
)
def test_those_present_are_never_told_as_absent(question: str) -> None:
    reply = ask(question, AUGUST_9)
    assert declined(reply) or "absent" in reply.headline or "not named" in reply.headline


@pytest.mark.parametrize(
    "question",
    [
        "what did the studios not offer?",
        "what wont the studios discuss",
        "which issues did the amptp refuse to talk about",
    ],
)
def test_asked_what_a_side_did_not_do_it_tells_what_the_side_refuses(question: str) -> None:
    reply = ask(question, AUGUST_9)
    assert reply.kind == "answer"
    assert "not willing" in reply.headline
    assert "was willing to" not in text(reply)


@pytest.mark.parametrize(
    "question",
    [
        "what was not discussed at the meeting",
        "what did they not talk about on aug 4",
        "what did lombardini not say",
        "what did the writers not want",
        "who is not on strike",
        "who did not vote",
        "when did they not meet",
        "what did stutzman not say about residuals",
    ],
)
def test_what_the_base_does_not_hold_is_not_answered_with_the_opposite(question: str) -> None:
    reply = ask(question, AUGUST_9)
    assert declined(reply) or "not" in reply.headline


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what did the amptp say no to", "not willing"),
        ("what did the amptp turn down", "not willing"),
        ("what has the wga rejected", "would not follow a pattern"),
    ],
)
def test_asked_what_a_side_refused_it_tells_no_offer(question: str, told: str) -> None:
    reply = ask(question, AUGUST_9)
    first = reply.items[0].text if reply.kind == "shortlist" else reply.headline
    assert told in first or (reply.kind == "shortlist" and "offered" not in first)
    assert "was willing to" not in text(reply)


def test_what_nobody_agreed_to_is_not_answered_with_what_was_asked_for() -> None:
    for question in ("has the wga agreed to anything", "what did the wga accept"):
        assert "wanted" not in ask(question, AUGUST_9).headline


def test_who_leads_a_member_does_not_lead_the_whole() -> None:
    assert "Iger" not in text(ask("who runs the amptp", AUGUST_9))
    assert "chief negotiator" not in ask("who is the head of the wga", AUGUST_9).headline


def test_the_same_question_of_another_year_is_another_question() -> None:
    moment = "2023-10-01T12:00:00-07:00"
    assert ask("did the dga strike in 1987", moment).confidence == 1.0
    assert not ask("did the dga strike in 2023", moment).headline.startswith("Yes")


# Yes and No.

CRITICS = """\
- id: kiln-critics
  question: Do critics of pottery have to stop reviewing?
  asked: [must critics stop]
  answer: No. Critics are not on strike, and may go on reviewing pots.
  citations: [paper-03-01]
  reviewed: 2024-05-01
- id: kiln-fund
  question: Is there a fund for potters?
  answer: Yes, the guild lends money to potters from a fund.
  citations: [paper-03-01]
  reviewed: 2024-05-01
"""


@pytest.fixture(scope="module")
def critics() -> Engine:
    return changed(answers=CRITICS)


@pytest.mark.parametrize(
    "question",
    [
        "can critics go on reviewing pottery",
        "I'm a critic of pottery. Can I go on reviewing?",
        "are critics allowed to review pots",
        "may a critic review pots now",
        "what do critics have to do about reviewing pottery",
        "do critics not have to stop reviewing pottery",
    ],
)
def test_a_no_is_not_told_to_a_question_of_the_other_polarity(critics: Engine, question: str) -> None:
    reply = critics.ask(question, at(TINY_DAY))
    assert not reply.headline.startswith("No")
    if reply.kind == "answer":
        assert reply.headline == "Critics are not on strike, and may go on reviewing pots."


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Do critics of pottery have to stop reviewing?", "No. "),
        ("must critics stop", "No. "),
        ("do the critics of pottery have to stop reviewing", "No. "),
        ("Is there a fund for potters?", "Yes, "),
        ("is there any fund for the potters", "Yes, "),
    ],
)
def test_a_verdict_stays_with_the_question_it_was_written_for(
    critics: Engine, question: str, opening: str
) -> None:
    assert critics.ask(question, at(TINY_DAY)).headline.startswith(opening)


def test_shown_under_its_own_question_an_entry_is_whole(critics: Engine) -> None:
    assert critics.show("answer/kiln-critics", at(TINY_DAY)).headline.startswith("No. Critics")


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("I'm a film critic. Can I review movies?", "No"),
        ("can i review movies during the strike", "No"),
        ("do residuals stop during a strike", "Yes"),
        ("are the emmys still happening", "Yes"),
        ("is iatse on strike", "Yes"),
        ("can i still watch netflix", "No"),
        ("am i crossing a picket line if i see a movie", "Yes"),
    ],
)
def test_no_shipped_answer_turns_a_question_around(question: str, never: str) -> None:
    reply = ask(question, "2023-10-01T12:00:00-07:00")
    assert not reply.headline.startswith((f"{never}.", f"{never},", f"{never}:"))


# The very words.

WORKERS = """\
- id: how-many
  question: How many workers are on strike?
  asked: [what day of the potters strike is it really]
  answer: Some three hundred workers are on strike.
  citations: [paper-03-01]
  reviewed: 2024-05-01
- id: when-begun
  question: What day of the potters strike is it?
  answer: The guild counts the days on its door.
  citations: [paper-04-05]
  reviewed: 2024-05-01
"""


def test_an_exact_curated_question_wins_over_every_kind() -> None:
    made = changed(answers=WORKERS)
    for question, told in (
        ("How many workers are on strike?", "Some three hundred workers are on strike."),
        ("how many workers are on strike", "Some three hundred workers are on strike."),
        ("What day of the potters strike is it?", "The guild counts the days on its door."),
        ("what day of the potters strike is it really", "Some three hundred workers are on strike."),
    ):
        reply = made.ask(question, at(TINY_DAY))
        assert (reply.headline, reply.confidence) == (told, 1.0)


def test_an_exact_question_of_what_is_not_known_yet_wins_nothing() -> None:
    made = changed(answers=WORKERS)
    reply = made.ask("What day of the potters strike is it?", at("2024-03-05T12:00:00+01:00"))
    assert "day 5" in reply.headline


# What is counted, defined, paid, and who acts.


@pytest.mark.parametrize(
    "question",
    [
        "how many people are on strike",
        "how many people work in hollywood",
        "how many writers were laid off",
        "what is a showrunner",
        "what is a teamster steward",
        "whats a stagehand",
        "what does gaffer mean",
        "what is the strike pay",
        "what is the hotline",
        "whom do I contact",
        "who do i call about my pension",
        "where do i sign up",
        "who can we email at the guild",
        "where should i picket tomorrow",
        "what is the meeting room called",
        "what is the cost of a guild card",
        "how many episodes does the show have",
        "what is a guild",
        "what is the ai clause",
        "what is the health plan deductible",
        "how long did the strike vote take",
        "when is the strike fund empty",
        "WHO CAME OUT ON STRIKE?",
        "what room was it in",
        "where are the pickets tomorrow",
        "not the wga, the other one, how many days",
        "So what's this AMPTP?",
        "how many times did they meet in september",
    ],
)
def test_what_only_shares_a_word_is_not_answered(question: str) -> None:
    reply = ask(question, AUGUST_9)
    told = text(reply)
    if reply.kind == "answer":
        helps = ("members", "strike fund", "lend", "Questions about the strike")  # whom to ask, and who pays
        assert any(words in told for words in helps), reply.headline
        assert "In the room" not in told
        assert "asked for the" not in told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how many people were at the meeting on august 4", "Carol Lombardini"),
        ("what is a residual", "residual"),
        ("what is a scab", "in spite of a strike"),
        ("what does signatory mean", "signatory"),
        ("what is the amptp", "AMPTP"),
        ("how can i know which day of the strike it is", "day 100"),
        ("what is the latest news", "August 4"),
        ("what is the status of the strike", "day 100"),
        ("define residual", "extra payments"),
        ("meaning of scab", "in spite of a strike"),
        ("where do things stand", "day 100"),
        ("who leads the amptp", "Carol Lombardini is AMPTP president."),
        ("who leads the talks for the writers", "Ellen Stutzman"),
    ],
)
def test_what_is_asked_for_is_still_answered(question: str, told: str) -> None:
    reply = ask(question, AUGUST_9)
    assert reply.kind == "answer"
    assert told in text(reply)
