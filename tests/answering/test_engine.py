"""The engine's other faces: a strike chosen by hand, one entry shown, a kind browsed, suggestions, and what it explains."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from bot.answering.kinds.registry import KINDS, REFUSED, SEARCHED, TALK, phrasings
from bot.answering.reply import QuoteBlock
from bot.matching.common_words import lists_of
from bot.matching.slots import Slots
from tests.answering import pottery
from tests.answering.bases import (
    ARTICLE_NIGHT,
    TINY_DAY,
    ask,
    at,
    claims,
    engine,
    shipped,
    tiny_claims,
    tiny_engine,
)
from tests.answering.soundness import faults

NIGHT = at(ARTICLE_NIGHT)


def test_a_strike_chosen_by_hand_is_the_one_answered_about() -> None:
    for strike, day in (("wga-2023", 95), ("sag-aftra-2023", 22)):
        reply = engine().ask("what day is it", NIGHT, strike=strike)
        assert [line.id for line in reply.strikes] == [strike]
        assert f"day {day}" in reply.headline


def test_a_strike_that_is_not_known_yet_cannot_be_chosen() -> None:
    early = at("2023-05-10T12:00:00-07:00")
    reply = engine().ask("what day is it", early, strike="sag-aftra-2023")
    assert "SAG-AFTRA" not in text(reply)


def test_a_reply_carries_the_revision_of_the_base_and_the_question_as_typed() -> None:
    reply = ask("  What DAY is it?? ")
    assert reply.revision == shipped().revision
    assert reply.question.strip() == "What DAY is it??"
    assert not reply.live
    assert engine().ask("what day is it", NIGHT).live


def test_a_meeting_is_shown_with_all_that_is_known_of_it() -> None:
    reply = engine().show("wga-2023/meeting/2023-08-04", NIGHT)
    assert reply.kind == "answer"
    assert reply.confidence == 1.0
    assert "agreement on the items" in text(reply)
    assert "negotiation protocol" in text(reply)


def test_a_quote_is_shown_in_a_block_of_its_own() -> None:
    reply = tiny_engine().show("potters-2024/quote/brandt-04-05", at(TINY_DAY))
    assert [block.speaker for block in reply.blocks if isinstance(block, QuoteBlock)] == ["Ada Brandt"]


@pytest.mark.parametrize(
    "full_id", [full_id for full_id, _, e in pottery.make().entries() if e.withdrawn is None]
)
def test_every_entry_can_be_shown_and_asked_for_by_its_own_question(full_id: str) -> None:
    reply = tiny_engine().show(full_id, at(TINY_DAY))
    assert reply.kind == "answer"
    assert full_id in reply.entries
    assert not faults(tiny_claims(), reply)


def test_what_is_browsed_needs_no_matching() -> None:
    slots = Slots(parties=("amptp",), issues=("artificial-intelligence",))
    reply = engine().browse("position", slots, NIGHT)
    assert reply.kind == "answer"
    assert reply.confidence == 1.0
    assert "willing to talk about AI" in reply.headline
    assert not faults(claims(), reply)


def test_what_is_browsed_and_not_there_is_declined() -> None:
    reply = tiny_engine().browse("vote_ratification", Slots(), at(TINY_DAY))
    assert reply.kind == "decline"
    assert 1 <= len(reply.options) <= 4


def test_suggestions_are_questions_that_are_answered() -> None:
    suggested = tiny_engine().suggest("", at(TINY_DAY))
    assert suggested
    for typed, wanted in (("kiln", "What is a kiln?"), ("who is ada", "Who is Ada Brandt?")):
        assert wanted in tiny_engine().suggest(typed, at(TINY_DAY))
    assert len(engine().suggest("what", NIGHT, limit=3)) <= 3
    assert tiny_engine().suggest("zzzz qqqq xxxx", at(TINY_DAY)) == []


@given(st.sampled_from(["what", "who is", "ai", "residuals", "lombardini", "strike", "deal", "when did"]))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_most_of_what_is_suggested_is_answered(typed: str) -> None:
    suggested = engine().suggest(typed, NIGHT)
    answered = [question for question in suggested if ask(question).kind == "answer"]
    assert len(answered) >= 0.8 * len(suggested)


def test_a_moderator_sees_what_was_understood_weighed_and_decided() -> None:
    why = ask("what did lombardinii say about AI on august 4").explanation
    understood = " ".join(why.understood)
    assert "Carol Lombardini" in understood
    assert "2023-08-04" in understood
    assert why.candidates
    assert "answered" in why.decision


def test_a_decline_says_why_it_was_not_answered() -> None:
    why = ask("what is the best pizza in town").explanation
    assert why.decision
    assert why.candidates


def test_a_stricter_threshold_answers_less_and_a_looser_one_more() -> None:
    strict = Engine(pottery.make(), replace(engine().thresholds, answer=1.01, phrased=1.01))
    assert strict.ask("tell me about night firing", at(TINY_DAY)).kind != "answer"
    assert tiny_engine().ask("tell me about night firing", at(TINY_DAY)).kind == "answer"


def test_an_unrelated_entry_never_changes_an_exact_answer() -> None:
    more = dict(pottery.FILES)
    more["answers.yaml"] += """\
- id: what-is-a-loom
  question: What is a loom?
  answer: A loom is a frame on which cloth is woven.
  citations: [weavers-02-20]
  reviewed: 2024-05-01
"""
    grown = Engine(pottery.make(more))
    for question in ("what is a kiln", "what does kiln mean", "what did the owners say about glaze"):
        before, after = tiny_engine().ask(question, at(TINY_DAY)), grown.ask(question, at(TINY_DAY))
        assert (after.kind, after.headline, after.entries) == (before.kind, before.headline, before.entries)
    assert grown.ask("what is a loom", at(TINY_DAY)).entries == ("answer/what-is-a-loom",)


def test_a_question_that_a_moderator_taught_gets_its_entry() -> None:
    taught = dict(pottery.FILES)
    taught["strikes/potters-2024/events.yaml"] = pottery.EVENTS.replace(
        "  kind: statement\n", "  kind: statement\n  asked: [what was that huge mug about]\n"
    )
    question = "what was that huge mug about"
    assert Engine(pottery.make(taught)).ask(question, at(TINY_DAY)).entries == (
        "potters-2024/event/2024-04-18-cup",
    )


def test_every_phrasing_is_of_a_kind_that_there_is() -> None:
    named = phrasings()
    assert set(named) <= set(KINDS) | set(REFUSED) | set(TALK) | SEARCHED
    assert set(REFUSED) | set(TALK) <= set(named)
    assert all(texts for texts in named.values())


def test_an_empty_base_of_only_sources_declines() -> None:
    bare = {name: body for name, body in pottery.FILES.items() if name in ("sources.yaml", "parties.yaml")}
    reply = Engine(pottery.make(bare)).ask("what day of the strike is it", at(TINY_DAY))
    assert reply.kind != "answer"
    assert reply.headline


def test_the_phrasings_are_read_as_a_yaml_parser_reads_them() -> None:
    text = files("bot.answering.kinds").joinpath("phrasings.yaml").read_text(encoding="utf-8")

    assert lists_of(text) == yaml.safe_load(text)
