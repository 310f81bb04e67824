"""Follow-ups: what a question takes over from the reply before it, for how long, and what it does alone."""

from __future__ import annotations

import pytest

from bot.answering.composition.plain_text import text
from tests.answering.bases import claims, sources, talk
from tests.answering.soundness import faults

AI = "what does the AMPTP say about AI"
MEETING = "what happened on August 4"


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        ((AI, "and the WGA?"), "The WGA wanted AI regulated"),
        ((AI, "what about the writers"), "The WGA wanted AI regulated"),
        (("what does the WGA say about AI", "and the studios?"), "willing to talk about AI"),
        (("what does the WGA say about AI", "what about residuals?"), "residual"),
        (("what does the AMPTP say about AI", "and on mini rooms?"), "not willing to engage"),
        (("what day is the WGA strike on", "and the actors?"), "day 22"),
        (("when did the writers strike start", "and the actors?"), "July 14, 2023"),
        (("what day was it on august 1", "and august 3?"), "day 94"),
        (
            ("what day was it on august 1 for the writers", "what about yesterday"),
            "August 3, 2023 was day 94",
        ),
        ((MEETING, "who was there?"), "Lombardini"),
        ((MEETING, "why?"), "consult its member studios"),
        (("how did the meeting end", "why?"), "consult its member studios"),
        (("who is carol lombardini", "what did she say about AI"), "willing to talk about AI"),
        (("what day is the WGA strike on", "are you sure?"), "day 95"),
        (("is the strike over", "are you sure?"), "ongoing"),
        (("what does the WGA say about AI", "and the studios?", "and on residuals?"), "residuals"),
    ],
)
def test_a_short_question_takes_over_what_it_lacks(turns: tuple[str, ...], told: str) -> None:
    reply = talk(*turns)[-1]
    assert reply.kind == "answer"
    assert told in text(reply)
    assert not faults(claims(), reply)


@pytest.mark.parametrize("asked", ["source?", "sources", "where did you get that"])
def test_the_sources_asked_for_are_those_of_the_last_reply(asked: str) -> None:
    first, second = talk("why was there no agreement on August 4", asked)
    assert second.kind == "answer"
    assert sources(first)[0] == "thr-2023-08-04"
    assert second.headline == "That answer rests on The Hollywood Reporter (August 4, 2023)."
    assert "The Hollywood Reporter, Katie Kilkenny, Lesley Goldberg" in text(second)
    assert set(second.entries) & set(first.entries)


def test_standing_by_an_answer_gives_the_same_one() -> None:
    first, second = talk("what day is the WGA strike on", "are you sure?")
    assert second.headline == first.headline
    assert sources(second) == sources(first)


@pytest.mark.parametrize(("minutes", "kept"), [(0, True), (9, True), (10, True), (11, False), (600, False)])
def test_a_conversation_is_remembered_for_ten_minutes(minutes: int, kept: bool) -> None:
    reply = talk(AI, "and the WGA?", minutes=minutes)[-1]
    assert (any("/position/ai-wga" in entry for entry in reply.entries)) == kept


@pytest.mark.parametrize("alone", ["why?", "he said what?", "when was that?"])
def test_without_anything_before_it_a_pointing_question_is_not_guessed_at(alone: str) -> None:
    reply = talk(alone)[-1]
    assert reply.kind in ("clarify", "decline") or "2023-08-04" in " ".join(reply.entries)


def test_a_whole_new_question_takes_over_nothing() -> None:
    alone = talk("who is ellen stutzman")[-1]
    later = talk(AI, "who is ellen stutzman")[-1]
    assert (later.headline, later.entries) == (alone.headline, alone.entries)


def test_a_refusal_leaves_the_conversation_where_it_was() -> None:
    reply = talk(AI, "what is the best pizza in town", "and the WGA?")[-1]
    assert "The WGA wanted AI regulated" in text(reply)


def test_the_reply_before_says_what_a_follow_up_may_inherit() -> None:
    reply = talk(AI)[-1]
    assert reply.context is not None
    assert reply.context.slots.parties == ("amptp",)
    assert reply.context.slots.issues == ("artificial-intelligence",)
    assert reply.context.entries == reply.entries
    assert reply.context.at == reply.as_of


@pytest.mark.parametrize("asked", ["who says so?", "whose account is that"])
def test_asked_whose_account_it_is_the_bot_names_the_teller(asked: str) -> None:
    reply = talk("what did lombardini say about AI", asked)[-1]
    assert reply.kind == "answer"
    assert "the WGA negotiating committee" in reply.headline
