"""What the bot remembers, and for how long."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answering.reply import Context
from bot.discord_app.card.request import UNKNOWN, Request, question, read_back
from bot.discord_app.questions.cooldown import Cooldowns
from bot.discord_app.questions.memory import Bounded, ConversationKey, Conversations, RememberedRequest, Turn
from bot.discord_app.text.words import EN, Words, words_for
from bot.matching.slots import Slots
from tests.discord_app import world

NOW = world.EPOCH


def test_what_was_used_longest_ago_is_forgotten_first() -> None:
    kept: Bounded[str, int] = Bounded(2)
    kept.put("a", 1)
    kept.put("b", 2)
    assert kept.get("a") == 1
    kept.put("c", 3)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (1, None, 3)


@pytest.mark.parametrize(("minutes", "remembered"), [(0, True), (10, True), (10.1, False), (-1, False)])
def test_a_conversation_lasts_ten_minutes(minutes: float, remembered: bool) -> None:
    conversations, place = Conversations(), ConversationKey(1, 2, private=False)
    turn = Turn(Context(NOW, "day", Slots(), (), "day?"), question("day?"), NOW)
    conversations.note(place, turn)
    later = NOW + dt.timedelta(minutes=minutes)
    assert (conversations.last(place, later) is turn) == remembered


def test_a_conversation_that_is_over_is_deleted() -> None:
    conversations = Conversations(size=2)
    turns = [Turn(Context(NOW, "day", Slots(), (), "day?"), question("day?"), NOW)] * 3
    for user, turn in enumerate(turns):
        conversations.note(ConversationKey(user, 2, private=False), turn)
    assert len(conversations) == 2
    assert conversations.last(ConversationKey(9, 2, private=False), NOW + dt.timedelta(minutes=11)) is None
    assert len(conversations) == 0


def test_conversations_that_differ_further_back_than_a_card_shows_have_their_own_cards() -> None:
    keys = set()
    for first in ("one?", "other?"):
        request = question(first)
        for text in ("second?", "third?", "fourth?", "fifth?"):
            request = question(text, before=request)
        assert request.after == (UNKNOWN, "fourth?")
        keys.add(request.key)
    assert len(keys) == 2


def test_the_cooldown_says_how_long_to_wait() -> None:
    cooldowns = Cooldowns(questions=2, seconds=10)
    assert cooldowns.wait(1, NOW) is None
    assert cooldowns.wait(1, NOW) is None
    assert cooldowns.wait(1, NOW + dt.timedelta(seconds=4)) == pytest.approx(6)
    assert cooldowns.wait(2, NOW) is None
    assert cooldowns.wait(1, NOW + dt.timedelta(seconds=10.1)) is None


def test_a_follow_up_that_leans_on_more_than_a_card_shows_cannot_be_read_back() -> None:
    request = Request("ask", "and then?", after=(UNKNOWN, "first?"))
    assert read_back("\n".join(request.lines()), request.key, world.base()) is None


def test_requests_differ_in_all_that_makes_their_replies_differ() -> None:
    requests = [
        question("a"),
        question("b"),
        question("a", strike="lamp-2025"),
        question("a", before=question("b")),
        Request("show", "a"),
        Request("browse", "a"),
        Request("browse", "a", Slots(issues=("robots",))),
    ]
    assert len({request.key for request in requests}) == len(requests)
    assert Request("show", "a", label="A").key == Request("show", "a").key


def test_an_entry_that_is_no_more_counts_as_withdrawn() -> None:
    from bot.discord_app.questions.desk import Desk, FixedEngine

    desk = Desk(FixedEngine(world.engine()), world.TestClock(), live=True)
    assert desk.withdrawn(RememberedRequest(Request("show", "lamp-2025/quote/gone"), None, ()))
    assert not desk.withdrawn(RememberedRequest(Request("show", "lamp-2025/quote/berg-robots"), None, ()))


def test_what_a_language_lacks_is_said_in_english() -> None:
    assert Words({}, EN)("card.remove") == "Remove"
    assert words_for("xx-YY")("card.remove") == "Remove"
    assert words_for("es-419")("card.remove") == "Quitar"
    with pytest.raises(KeyError):
        EN("no such key")
