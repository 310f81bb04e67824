"""Answers in pairs that a single fuzzy score takes for one: negation, the other side, the next digit; and false premises."""

from __future__ import annotations

import pytest

from bot.answering.composition import sentences as say
from bot.answering.composition.plain_text import lead, text
from bot.answering.kinds.registry import REFUSED
from bot.answering.reply import QuoteBlock
from bot.evaluation import forbidden, holds
from tests.answering.bases import LATER, ask, claims, shipped, sources
from tests.answering.soundness import faults


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("is the strike over", "is the strike not over yet"),
        ("is the strike over", "isn't the strike over"),
        ("did they reach an agreement on august 4", "did they not reach an agreement on august 4"),
        ("is the AMPTP willing to talk about AI", "isn't the AMPTP willing to talk about AI"),
    ],
)
def test_a_negated_question_gets_the_same_truth(one: str, two: str) -> None:
    first, second = ask(one), ask(two)
    assert first.kind == second.kind == "answer"
    assert first.headline == second.headline
    assert not forbidden(first.headline, "ended on")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("what is the union position on AI", "what is the company position on AI"),
        ("what does the WGA say about residuals", "what does the AMPTP say about residuals"),
        ("what do the writers want on the writers room", "what do the studios want on the writers room"),
        ("what did stutzman say", "what did lombardini say"),
        ("when did the writers strike begin", "when did the actors strike begin"),
        ("what day is the writers strike on", "what day is the actors strike on"),
        ("what happened on june 3", "what happened on june 13"),
        ("what happened on august 4", "what happened on august 1"),
        ("which day was august 3", "which day was august 4"),
    ],
)
def test_a_swapped_name_or_digit_changes_the_answer(one: str, two: str) -> None:
    first, second = ask(one), ask(two)
    assert first.headline != second.headline
    assert "answer" in (first.kind, second.kind)


@pytest.mark.parametrize(
    ("question", "speaks_first"),
    [
        ("what does the WGA say about AI", "The WGA"),
        ("what does the AMPTP say about AI", "The AMPTP"),
        ("what is the union position on AI", "The WGA"),
        ("what is the studios' position on AI", "The AMPTP"),
    ],
)
def test_a_sides_position_comes_before_the_other_sides(question: str, speaks_first: str) -> None:
    reply = ask(question)
    assert reply.headline.removeprefix("On artificial intelligence: ").startswith(speaks_first)


@pytest.mark.parametrize(
    ("question", "truth", "never"),
    [
        ("why did the WGA accept on August 4", "agreement on the items", ["accepted"]),
        ("is it true that they reached a deal on august 4", "agreement on the items", ["reached a deal"]),
        (
            "why did the AMPTP agree to residuals on august 4",
            "not willing to engage on success-based residuals",
            ["agreed to"],
        ),
        ("is it day 94", "day 95, not day 94", []),
        ("it's day 100 right", "day 95, not day 100", []),
        ("did the strike begin on may 1", "May 2, 2023", []),
        ("are the directors on strike", "not on strike", []),
        ("how many days has the directors strike lasted", "No strike by the DGA is known", []),
        ("was fran drescher at the meeting on august 4", "Fran Drescher is not named among those", []),
    ],
)
def test_a_false_premise_is_met_with_what_the_sources_say(
    question: str, truth: str, never: list[str]
) -> None:
    reply = ask(question)
    assert reply.kind == "answer"
    assert holds(text(reply), truth)
    assert not [words for words in never if forbidden(reply.headline, words)]
    assert not faults(claims(), reply)


@pytest.mark.parametrize("who", ["Fran Drescher", "Bob Iger", "Ted Sarandos"])
def test_one_who_was_not_there_is_not_said_to_have_been(who: str) -> None:
    reply = ask(f"was {who} in the room on August 4")
    assert f"{who} is not named among those" in reply.headline
    assert "Lombardini" in text(reply)


@pytest.mark.parametrize("who", ["Lombardini", "Ellen Stutzman", "tony segall"])
def test_one_who_was_there_is_named(who: str) -> None:
    reply = ask(f"was {who} in the room on August 4")
    assert "not named" not in text(reply)
    assert holds(text(reply), who.split()[-1])


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("compare the WGA and the AMPTP on AI", ("The WGA wanted", "The AMPTP was willing")),
        ("how far apart are they on residuals", ("The WGA", "The AMPTP was not willing")),
        (
            "what is the difference between the WGA and AMPTP on the writers room",
            ("The WGA wanted", "The AMPTP was not willing"),
        ),
    ],
)
def test_a_comparison_tells_both_sides_each_with_its_sources(question: str, sides: tuple[str, str]) -> None:
    reply = ask(question)
    shown = text(reply)
    assert all(side in shown for side in sides)
    assert not faults(claims(), reply)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how long until day 100", "August 9, 2023"),
        ("when is day 100", "August 9, 2023"),
        ("what date was day 50", "June 20, 2023"),
        ("which day of the strike was june 1", "day 31"),
        ("what strike day is it today", "day 95"),
        ("what strike day was it yesterday", "day 94"),
        ("when did the WGA strike start", "May 2, 2023"),
        ("when did they last meet", "August 4, 2023"),
        ("when will the next meeting be", "week"),
        ("what happened on may 2", "began"),
    ],
)
def test_dates_and_days_are_answered(question: str, told: str) -> None:
    reply = ask(question)
    assert reply.kind == "answer"
    assert holds(text(reply), told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("is the writers strike over", "ended on September 27, 2023, after 148 days"),
        ("how long did the WGA strike last", "148 days"),
        ("how long did the actors strike last", "118 days"),
        ("what day of the strike is it", "148 days"),
        ("how did the ratification vote of 2023 go", "99 percent"),
        ("when did the actors strike end", "November 9, 2023"),
    ],
)
def test_years_later_the_end_is_known(question: str, told: str) -> None:
    reply = ask(question, LATER)
    assert reply.kind == "answer"
    assert holds(text(reply), told)
    assert not forbidden(text(reply), "is ongoing")


@pytest.mark.parametrize(
    ("moment", "question", "told"),
    [
        ("2023-05-02T23:59:59-07:00", "what day of the strike is it", "day 1"),
        ("2023-07-13T20:00:00-07:00", "are the actors on strike", "not on strike"),
        ("2023-08-23T12:00:00-07:00", "what happened last night", "August 22, 2023"),
        ("2023-08-23T12:00:00-07:00", "did they meet yesterday", "August 22, 2023"),
        ("2023-08-28T12:00:00-07:00", "who was at the august 22 meeting", "Iger"),
        ("2023-09-26T12:00:00-07:00", "is the writers strike over", "day 148"),
        (
            "2023-09-27T12:00:00-07:00",
            "is the writers strike over",
            "ended on September 27, 2023, after 148 days",
        ),
        ("2023-11-08T23:30:00-08:00", "what day is the sag strike", "day 118"),
        (
            "2023-11-09T00:30:00-08:00",
            "is the actors strike over",
            "ended on November 9, 2023, after 118 days",
        ),
    ],
)
def test_the_answer_changes_with_the_moment_of_asking(moment: str, question: str, told: str) -> None:
    reply = ask(question, moment)
    assert reply.kind == "answer"
    assert holds(text(reply), told)
    assert not faults(claims(), reply)


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("a single and very preliminary step", "Howard"),
        ("willing bargaining partner", "AMPTP"),
        ("no segment of the membership would be left behind", "Stutzman"),
    ],
)
def test_quoted_words_find_their_speaker_and_stand_verbatim_in_a_quotation(words: str, speaker: str) -> None:
    reply = ask(f"who said “{words}”")
    assert reply.kind == "answer"
    assert speaker in text(reply)
    assert "thr-2023-08-04" in sources(reply)


def test_every_quotation_shown_is_a_quote_of_the_base_word_for_word() -> None:
    known = {quote.text.rstrip(","): quote for quote in shipped().quotes.values()}
    shown = 0
    for who in (
        "stutzman",
        "lombardini",
        "the AMPTP",
        "the WGA",
        "howard rodman",
        "karen bass",
        "fran drescher",
    ):
        for block in ask(f"what did {who} say", LATER).blocks:
            if isinstance(block, QuoteBlock):
                shown += 1
                assert block.text in known
                assert block.cites
    assert shown >= 5


@pytest.mark.parametrize(
    "question",
    [
        "what is the best pizza in town",
        "write me a poem about the strike",
        "who is right, the writers or the studios",
        "what is carol lombardini's home address",
        "what's the weather in burbank",
        "who won the world series",
        "what will the stock price of netflix be",
        "translate hello to french",
        "is the london bus drivers strike over",
    ],
)
def test_what_is_no_matter_for_the_base_is_declined_with_where_to_go_next(question: str) -> None:
    reply = ask(question)
    assert reply.kind == "decline"
    assert reply.entries == ()
    assert lead(reply) == reply.headline, "one line"
    assert 1 <= len(reply.options) <= 4
    assert all(ask(option.question).kind == "answer" for option in reply.options)


@pytest.mark.parametrize("question", ["will the strike end before october", "should i cross the picket line"])
def test_what_is_refused_is_said_so_and_what_the_base_holds_on_it_is_listed(question: str) -> None:
    reply = ask(question)
    assert reply.kind in ("shortlist", "decline")
    assert reply.headline in {*REFUSED.values(), say.LIKELY()}
    assert reply.kind == "shortlist" or reply.headline in REFUSED.values()


def test_a_greeting_asks_what_one_would_like_to_know() -> None:
    for hello in ("hi", "hello there", "thanks!", "what can you do"):
        reply = ask(hello)
        assert reply.kind == "clarify"
        assert 1 <= len(reply.options) <= 4


def test_a_question_that_could_mean_several_things_offers_choices_that_work() -> None:
    reply = ask("what do they want")
    if reply.kind == "clarify":
        assert 2 <= len(reply.options) <= 4
        assert all(ask(option.question).kind == "answer" for option in reply.options)
    else:
        assert reply.kind == "answer"


def test_the_same_question_always_gets_the_same_reply() -> None:
    for question in ("what happened on august 4", "what does the WGA want", "asdf qwer", "is it over"):
        assert ask(question) == ask(question)


def test_case_punctuation_and_politeness_change_nothing() -> None:
    plain = ask("what day of the strike is it")
    for typed in (
        "WHAT DAY OF THE STRIKE IS IT???",
        "what day of the strike is it, please",
        "  what day of the strike is it  ",
    ):
        assert ask(typed).headline == plain.headline
