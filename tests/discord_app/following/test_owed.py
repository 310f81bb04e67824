"""Who wants to be told when their question is answered is told once, in a direct message, and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.discord_app.conftest import labels, message, text

if TYPE_CHECKING:
    from simcord import InteractionResult

    from tests.discord_app.kb.conftest import House

QUESTION = "who pays for the lampmakers' lunch at the gate"
TELL, STOP = "Tell me when this is answered", "Do not tell me"


async def asked(house: House) -> InteractionResult:
    card = await house.town.alice.slash(house.town.channel, "ask", question=QUESTION)
    assert TELL in labels(card), text(card)
    return card


async def answered(house: House) -> None:
    """A moderator adds the answer; what follows is done."""
    form = await house.kb("add answer")
    values = {
        "question": QUESTION,
        "answer": "A lantern fund pays for the lunch of the lampmakers at the gate.",
        "source": ["post-talks"],
    }
    card = await house.fill(form, **values)
    assert "Saved as edit" in text(await house.press(card, "Save"))
    assert house.bot.teller is not None
    await house.bot.teller.round()


def direct(house: House) -> list[str]:
    """The direct messages that the bot has sent."""
    sent = [
        r.json for r in house.town.env.http_requests if r.method == "POST" and r.path.endswith("/messages")
    ]
    return [body["content"] for body in sent if isinstance(body, dict) and body.get("content")]


async def test_who_waits_is_told_once_and_forgotten(house: House) -> None:
    pressed = await house.town.alice.click(message(await asked(house)), label=TELL)
    assert pressed.ephemeral
    assert "30 days" in text(pressed)
    await answered(house)
    (one,) = direct(house)
    assert "lantern fund" in one
    assert QUESTION in one
    assert await house.records.waiters.questions(10) == []
    await answered_again(house)
    assert len(direct(house)) == 1


async def answered_again(house: House) -> None:
    await house.keeper.reload()
    assert house.bot.teller is not None
    await house.bot.teller.round()


async def test_one_press_ends_it(house: House) -> None:
    pressed = await house.town.alice.click(message(await asked(house)), label=TELL)
    stopped = await house.town.alice.click(message(pressed), label=STOP)
    assert "forgotten" in text(stopped)
    await answered(house)
    assert direct(house) == []


async def test_moderators_see_how_many_wait_and_not_who(house: House) -> None:
    card = await asked(house)
    for actor in (house.town.alice, house.town.bob):
        await actor.click(message(card), label=TELL)
    listed = text(await house.kb("unanswered"))
    assert "2 people wait to be told of an answer" in listed
    assert "alice" not in listed


async def test_an_answer_and_a_refusal_have_no_such_button(house: House) -> None:
    for question in ("what day is it?", "tell me a joke"):
        card = await house.town.alice.slash(house.town.channel, "ask", question=question)
        assert TELL not in labels(card), question
