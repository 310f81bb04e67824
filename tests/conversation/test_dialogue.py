"""A conversation remembers what a follow-up can lean on."""

from __future__ import annotations

from bot.conversation.dialogue import Dialogue, context_after
from tests.answering.bases import ARTICLE_NIGHT, at, engine

AS_OF = at(ARTICLE_NIGHT)
AI = "what does the WGA say about AI"


def test_a_follow_up_leans_on_the_question_before() -> None:
    dialogue = Dialogue(engine())
    dialogue.ask(AI, AS_OF)
    assert dialogue.ask("and the studios?", AS_OF).leaned_on == AI


def test_an_aside_is_no_turn() -> None:
    dialogue = Dialogue(engine())
    dialogue.ask(AI, AS_OF)
    before = dialogue.context
    dialogue.ask("thanks", AS_OF)
    assert dialogue.context == before


def test_what_was_forgotten_is_not_leaned_on() -> None:
    dialogue = Dialogue(engine())
    dialogue.ask(AI, AS_OF)
    dialogue.forget()
    assert not dialogue.ask("and the studios?", AS_OF).leaned


def test_the_context_after_some_questions_is_that_of_asking_them() -> None:
    dialogue = Dialogue(engine())
    for question in (AI, "and the studios?", "thanks"):
        dialogue.ask(question, AS_OF)
    assert context_after(engine(), (AI, "and the studios?", "thanks"), AS_OF) == dialogue.context
    assert context_after(engine(), (), AS_OF) is None
