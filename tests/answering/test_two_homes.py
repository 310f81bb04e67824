"""A deal or an end has one home, the strike; where another entry tells it first, no reply denies it."""

from __future__ import annotations

import re

import pytest

from bot.answering.composition.plain_text import text
from tests.answering.bases import TINY_DAY, at, tiny_engine
from tests.answering.test_known import changed

DEAL_EVENT = """\
- id: 2024-04-19-deal
  date: 2024-04-19
  kind: deal
  text: The Potters Guild and the KOA reached a tentative agreement.
  parties: [potters, owners]
  citations: [blog-04-20]
  reviewed: 2024-05-01
"""
AGREEMENT = """\
- id: 2024-04-19
  title: last round
  date: 2024-04-19
  kind: agreement
  parties: [potters, owners]
  summary: The sides shook hands on a contract.
  citations: [blog-04-20]
  reviewed: 2024-05-01
"""
AGREED = """\
- id: night-agreed
  party: [potters, owners]
  issue: night-firing
  stance: agreed
  since: 2024-04-19
  stage: the April talks
  text: The Potters Guild and the KOA agreed on double pay at night.
  citations: [blog-04-20]
  reviewed: 2024-05-01
"""
END = """\
- id: 2024-04-19-over
  date: 2024-04-19
  kind: strike
  text: The potters ended their strike at noon.
  parties: [potters]
  citations: [blog-04-20]
  reviewed: 2024-05-01
"""
HOMES = {
    "an event": ({"events": DEAL_EVENT}, "reached a tentative agreement"),
    "a meeting": ({"meetings": AGREEMENT}, "shook hands on a contract"),
    "a position": ({"positions": AGREED}, "agreed on double pay at night"),
}
QUESTIONS = (
    "is there a deal",
    "have they reached an agreement yet",
    "is the potters strike over",
    "did they settle",
    "no deal yet?",
)
_DENIAL = re.compile(r"no (deal|agreement|end)|not (agreed|settled)", re.IGNORECASE)


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_what_another_entry_tells_of_a_deal_is_not_denied(home: str, question: str) -> None:
    files, told = HOMES[home]
    reply = changed(**files).ask(question, at(TINY_DAY))
    if reply.kind == "answer":
        assert not _DENIAL.search(reply.headline)
        assert told in text(reply)


@pytest.mark.parametrize("home", HOMES)
def test_asked_for_a_deal_it_tells_what_the_base_holds_first(home: str) -> None:
    files, told = HOMES[home]
    reply = changed(**files).ask("is there a deal", at(TINY_DAY))
    assert reply.kind == "answer"
    assert told in reply.headline


@pytest.mark.parametrize("kind", ["statement", "talks", "vote", "strike", "milestone"])
@pytest.mark.parametrize(
    "said",
    [
        "The Potters Guild and the KOA reached a tentative agreement.",
        "The Potters Guild signed a three-year contract with the KOA.",
        "The members of the Potters Guild ratified the contract.",
        "A deal on pay and on the night shift was struck at dawn.",
        "The Potters Guild and the KOA settled.",
    ],
)
def test_the_words_of_an_event_tell_a_deal_whatever_its_kind(kind: str, said: str) -> None:
    event = DEAL_EVENT.replace("kind: deal", f"kind: {kind}").replace(
        "The Potters Guild and the KOA reached a tentative agreement.", said
    )
    reply = changed(events=event).ask("is there a deal", at(TINY_DAY))
    assert said in reply.headline
    assert not _DENIAL.search(reply.headline)


def test_the_words_of_a_meeting_tell_a_deal_whatever_its_kind() -> None:
    for said in ("The sides reached a tentative agreement.", "The sides met and settled the strike."):
        meeting = AGREEMENT.replace("kind: agreement", "kind: bargaining")
        meeting = meeting.replace("The sides shook hands on a contract.", said)
        assert said in changed(meetings=meeting).ask("is there a deal", at(TINY_DAY)).headline


@pytest.mark.parametrize(
    "said",
    [
        "No deal was reached.",
        "The talks ended without a deal.",
        "The KOA said that a deal was near.",
        "The Potters Guild hopes that an agreement will be reached.",
        "The Potters Guild asked for a fair contract.",
        "The two sides agreed to a contract extension of ten days.",
        "The members approved the contract demands.",
        "The sides met on the day on which the weavers ratified their own contract.",
        "The KOA made an offer on the contract.",
        "The Potters Guild rejected the deal that was reached in secret.",
    ],
)
def test_words_around_a_deal_are_none(said: str) -> None:
    event = DEAL_EVENT.replace("kind: deal", "kind: talks").replace(
        "The Potters Guild and the KOA reached a tentative agreement.", said
    )
    assert "no deal has been reported" in changed(events=event).ask("is there a deal", at(TINY_DAY)).headline


def test_a_deal_of_others_is_none_of_this_strike() -> None:
    event = DEAL_EVENT.replace("kind: deal", "kind: talks").replace("[potters, owners]", "[weavers, owners]")
    assert "no deal has been reported" in changed(events=event).ask("is there a deal", at(TINY_DAY)).headline


@pytest.mark.parametrize("kind", ["statement", "milestone", "talks"])
def test_the_words_of_an_event_tell_an_end_whatever_its_kind(kind: str) -> None:
    reply = changed(
        events=END.replace("kind: strike", f"kind: {kind}").replace("[potters]", "[potters, owners]")
    ).ask("is the potters strike over", at(TINY_DAY))
    assert "The potters ended their strike at noon." in reply.headline
    assert "ongoing" not in text(reply)


def test_without_such_an_entry_no_deal_is_reported() -> None:
    reply = tiny_engine().ask("is there a deal", at(TINY_DAY))
    assert "no deal has been reported" in reply.headline


def test_a_deal_that_is_not_known_yet_is_not_told() -> None:
    reply = changed(events=DEAL_EVENT).ask("is there a deal", at("2024-04-10T12:00:00+02:00"))
    assert "tentative agreement" not in text(reply)
    assert "no deal has been reported" in reply.headline


@pytest.mark.parametrize("question", ["is the potters strike over", "when did the potters strike end"])
def test_an_end_that_an_event_tells_comes_first_and_the_count_is_doubted(question: str) -> None:
    reply = changed(events=END).ask(question, at(TINY_DAY))
    assert "The potters ended their strike at noon." in reply.headline
    assert "ongoing" not in text(reply)
    assert "No end date is known" not in text(reply)
    line = next(line for line in reply.strikes if line.id == "potters-2024")
    assert line.day is None
    assert line.text == "The potters' strike would be on day 47 if it is still on."


def test_terms_that_were_agreed_are_told_though_the_strike_knows_of_no_deal() -> None:
    reply = changed(positions=AGREED).ask("what was agreed on night firing", at(TINY_DAY))
    assert reply.kind == "answer"
    assert "agreed on double pay at night" in reply.headline
