"""The questions that wait: kept without who asked, grouped, taught or answered with a few presses; and the digest."""

from __future__ import annotations

import datetime as dt

from tests.discord_app.conftest import labels, message, text
from tests.discord_app.kb.conftest import House, fields, last_told, prefilled

QUESTION = "who pays for the lampmakers' lunch at the gate"


async def ask(house: House, question: str) -> None:
    await house.town.alice.slash(house.town.channel, "ask", question=question)


async def test_a_question_without_an_answer_waits_without_who_asked_it(house: House) -> None:
    await ask(house, f"{QUESTION}, alice@example.org or +1 (555) 010-9999?")
    (waiting,) = await house.records.waiting()
    assert "lunch" in waiting.text
    assert "alice" not in waiting.text
    assert "010" not in waiting.text
    shown = await house.kb("unanswered")
    assert "lunch" in text(shown)
    assert labels(shown)[:3] == ["Teach", "Write an answer", "Dismiss"]


async def test_a_mention_is_noted_as_a_command_is(house: House) -> None:
    me = house.bot.user
    assert me is not None
    await house.town.alice.send(house.town.channel, f"<@{me.id}> {QUESTION}")
    (waiting,) = await house.records.waiting()
    assert str(me.id) not in waiting.text


async def test_a_reply_that_was_not_what_was_asked_waits_with_what_was_expected(house: House) -> None:
    result = await house.town.alice.slash(
        house.town.channel, "ask", question="what did the glassworks say about robots?"
    )
    pressed = await house.town.alice.click(message(result), label="Not what I asked")
    form = await house.town.alice.click(message(pressed), label="Tell the moderators more")
    await house.fill(form, house.town.alice, expected="What they said on Friday")
    shown = text(await house.kb("unanswered"))
    assert "got the wrong reply" in shown
    assert "What they said on Friday" in shown


async def test_one_press_teaches_the_nearest_entry_and_the_question_waits_no_longer(house: House) -> None:
    await ask(house, "zzz picketing gate zzz handout whereabouts")
    if not await house.records.waiting():
        await house.records.note_question("k", "zzz picketing gate handout whereabouts", "unanswered")
    listed = await house.kb("unanswered")
    shown = await house.press(listed, "Teach")
    saved = await house.press(shown, "Save")
    assert "Saved as edit" in text(saved)
    assert await house.records.waiting() == []


async def test_an_answer_is_written_for_a_question_that_waits(house: House) -> None:
    await ask(house, QUESTION)
    form = await house.press(await house.kb("unanswered"), "Write an answer")
    assert "lunch" in prefilled(form)["question"]
    shown = await house.fill(form, answer="The harbor pays for the lunch at the gate.", source=["post-talks"])
    assert "source" in fields(form)
    await house.press(shown, "Save")
    answer = await house.town.alice.slash(house.town.channel, "ask", question=QUESTION)
    assert "The harbor pays" in text(answer)
    assert await house.records.waiting() == []


async def test_a_dismissed_question_is_not_listed_again(house: House) -> None:
    await ask(house, QUESTION)
    listed = await house.kb("unanswered")
    await house.press(listed, "Dismiss")
    await ask(house, QUESTION)
    assert "No question is waiting" in text(await house.kb("unanswered"))


async def test_the_same_question_in_other_words_is_one_line_with_its_count(house: House) -> None:
    for question in (QUESTION, f"{QUESTION}?", QUESTION.upper()):
        await ask(house, question)
    shown = text(await house.kb("unanswered"))
    assert "3 times" in shown


async def test_the_digest_is_posted_in_the_moderators_channel_on_demand(house: House) -> None:
    await ask(house, QUESTION)
    done = await house.kb("digest")
    assert "Posted" in text(done)
    assert "lunch" in last_told(house)


async def test_the_digest_is_posted_once_a_week_by_itself(house: House) -> None:
    clock = house.bot.desk.clock
    monday = dt.datetime(2026, 1, 5, 20, tzinfo=dt.UTC)
    clock.moment = monday  # type: ignore[attr-defined]  # the tests' clock
    assert house.bot.house is not None
    before = len(house.town.desk_channel.history())
    await house.bot.house.see_to_it()
    await house.bot.house.see_to_it()
    assert len(house.town.desk_channel.history()) == before + 1


async def test_about_says_what_is_kept(house: House) -> None:
    shown = text(await house.town.alice.slash(house.town.channel, "about"))
    assert "without who asked" in shown


async def test_a_question_about_what_was_known_on_a_day_does_not_wait(house: House) -> None:
    """It is answered today, or was only not known then."""
    await house.town.alice.slash(house.town.channel, "ask", question=QUESTION, as_of="december 2")
    assert await house.records.waiting() == []
    await ask(house, QUESTION)
    assert len(await house.records.waiting()) == 1
