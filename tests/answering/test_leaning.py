"""Whether a message leans on what went before it: by its own words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.candidates.findings import Finding, Findings
from bot.answering.engine import Engine
from bot.answering.followups.dependence import Form, Lean, leaning
from bot.matching.slots import Question, Slots
from tests.answering.bases import ask, at, engine, shipped, talk

if TYPE_CHECKING:
    from bot.answering.question.query import Query

AS_OF = at("2023-10-20T12:00:00-07:00")


def lean(message: str) -> Lean | None:
    return leaning(engine().read(engine().view(AS_OF), message))


@pytest.mark.parametrize(
    "message",
    [
        "what's the AMPTP?",
        "who is carol lombardini",
        "what day is it",
        "is it true that the studios walked away",
        "is it legal to cross a picket line",
        "is there a strike fund",
        "how many strikes have there been",
        "is the strike still on",
        "when did the strike start and how long did it last",
        "what happened at the last meeting",
        "who said the studios want to break the union",
        "what is the latest",
        "any news?",
        "what does the wga say about ai",
        "did the studios and the writers agree on ai",
        "what happened this week",
        "was it the actors who struck first",
        "if i go on strike will i lose my pay",
        "netflix, should i boycott it",
        "who called it just a preliminary step",
        "when was the first writers strike",
        "how long did the last strike last",
        "who owns the studios that they strike against",
    ],
)
def test_what_names_its_subject_does_not_lean(message: str) -> None:
    assert lean(message) is None


@pytest.mark.parametrize(
    ("message", "form"),
    [
        ("and the wga?", Form.NAMES),
        ("what about ai", Form.NAMES),
        ("same for actors?", Form.NAMES),
        ("no i meant for actors", Form.NAMES),
        ("and on friday?", Form.NAMES),
        ("the other side?", Form.NAMES),
        ("and the union", Form.NAMES),
        ("does that apply to the actors too", Form.NAMES),
        ("the day before?", Form.NAMES),
        ("anything a week later", Form.POINTING),
        ("what did he say", Form.POINTING),
        ("who's she", Form.POINTING),
        ("are they still talking", Form.POINTING),
        ("did they agree", Form.POINTING),
        ("how long did that go on", Form.POINTING),
        ("how many people voted", Form.POINTING),
        ("who was in that meeting", Form.POINTING),
        ("what did the wga say about it", Form.POINTING),
        ("how did the studios respond", Form.POINTING),
        ("what was the turnout", Form.POINTING),
        ("of which city", Form.POINTING),
        ("and the second", Form.POINTING),
        ("when was the first one", Form.POINTING),
        ("turnout?", Form.POINTING),
        ("why so close", Form.POINTING),
        ("how many jobs", Form.POINTING),
        ("why do writers hate them", Form.POINTING),
        ("do the actors get that too", Form.POINTING),
        ("what else happened that day", Form.POINTING),
        ("since when is it that much", Form.POINTING),
        ("what was it about", Form.FRAGMENT),
        ("until when", Form.FRAGMENT),
        ("name them", Form.FRAGMENT),
        ("and when does the strike end", Form.POINTING),
        ("why tho", Form.FRAGMENT),
        ("source?", Form.FRAGMENT),
        ("who did", Form.FRAGMENT),
        ("when will they", Form.FRAGMENT),
        ("why the actors", Form.FRAGMENT),
        ("you're wrong, it's day 94", Form.FRAGMENT),
        ("are u sure its not 96", Form.FRAGMENT),
    ],
)
def test_what_lacks_its_subject_leans(message: str, form: Form) -> None:
    found = lean(message)
    assert found is not None
    assert found.form is form


@given(
    st.lists(
        st.sampled_from(
            "and the they that it who of since until there she wga partyslot dateslot not did".split()
        ),
        max_size=12,
    )
)
def test_any_words_can_be_judged(words: list[str]) -> None:
    text = " ".join(words)
    read = Question(text, tuple(words), tuple(words), Slots())
    found = leaning(read)
    assert found is None or found.form in Form


@given(st.text(max_size=60))
def test_any_message_can_follow_any_answer(message: str) -> None:
    before = talk("what did the amptp say about ai")[0]
    reply = engine().ask(message, before.as_of, previous=before.context, live=False)
    assert reply.question == message
    assert reply.leaned_on in (None, before.question)


@pytest.mark.parametrize("aside", ["thanks", "great news", "lol", "what is the best pizza in town", "?"])
def test_an_aside_leaves_the_conversation_where_it_was(aside: str) -> None:
    reply = talk("what does the AMPTP say about AI", aside, "and the WGA?")[-1]
    assert "The WGA wanted AI regulated" in reply.headline


def test_what_a_question_without_an_answer_named_is_kept() -> None:
    first, second = talk("did the sag strike hit hotel prices in atlanta", "when did it start")
    assert first.kind != "answer"
    assert second.headline == "The SAG-AFTRA strike began on Friday, July 14, 2023."


def test_a_name_answers_the_question_back() -> None:
    first, second = talk("who is the leader?", "the actors")
    assert first.kind == "clarify"
    assert "Fran Drescher" in second.headline


def test_a_name_that_is_not_known_yet_is_not_answered_with_the_one_before() -> None:
    reply = talk("who is carol lombardini", "and donna langley?")[-1]
    assert reply.kind == "decline"


def test_another_name_gets_no_answer_to_another_question() -> None:
    reply = talk("when did the wga members ratify", "and sag?", as_of="2023-10-20T12:00:00-07:00")[-1]
    assert reply.kind != "answer"


def test_why_is_not_answered_with_the_same_again() -> None:
    reply = talk("what does the amptp say about ai", "why?")[-1]
    assert reply.headline == "My sources do not say why."


def test_nothing_is_told_after_the_last_that_is_known() -> None:
    reply = talk("what happened on august 4", "and then?")[-1]
    assert reply.headline == "My sources report nothing after that."


class Counting(Finding):
    """Counts how often candidates are looked for."""

    found = 0

    def find(self, ask: Query) -> Findings:
        self.found += 1
        return super().find(ask)


def test_a_question_in_a_conversation_is_decided_no_more_often_than_alone() -> None:
    counting = Engine(shipped())
    counting.finding = finding = Counting(counting.catalogue, counting.thresholds)
    before = ask("what did the amptp say about ai")
    for question in ("what's the amptp", "who is fran drescher", "what day is it", "is the strike over"):
        counting.ask(
            question, before.as_of, live=False
        )  # whether it answers what it offers is found out once
        finding.found = 0
        counting.ask(question, before.as_of, live=False)
        alone, finding.found = finding.found, 0
        counting.ask(question, before.as_of, previous=before.context, live=False)
        assert finding.found == alone == 1
    for fragment in ("source?", "who said that", "why"):
        counting.ask(fragment, before.as_of, previous=before.context, live=False)
        finding.found = 0
        counting.ask(fragment, before.as_of, previous=before.context, live=False)
        assert finding.found <= 1
