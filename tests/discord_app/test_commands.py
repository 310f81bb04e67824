"""Each command as a member uses it."""

from __future__ import annotations

import pytest

from tests.discord_app.conftest import Town, labels, menu, parts, text


async def test_ask_answers_with_source_day_and_question(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question="what did the glassworks say about robots?")
    shown = text(result)
    assert shown.splitlines()[1] == (
        "### The Glassworks Alliance refused to rule out robots, according to the Lampmakers Union, in the Glass Ledger. \\[1\\]"
    )
    assert "\\[1\\] Glass Ledger, Ida Moss, “Talks stall”, December 12, 2025" in shown
    assert "-# lampmakers strike: ongoing, day 31" in shown
    assert "“what did the glassworks say about robots?”" in shown
    assert not result.ephemeral


async def test_a_source_with_an_address_is_a_button(town: Town) -> None:
    result = await town.alice.slash(town.channel, "quote", person="Mara Lind", issue="robots")
    links = [part for part in parts(result) if part.get("url")]
    assert links[0]["label"] == "[1] Harbor Post, December 1, 2025"
    assert links[0]["url"].startswith("https://harborpost.example.org/walk-out")


async def test_day_says_when_the_next_one_begins(town: Town) -> None:
    shown = text(await town.alice.slash(town.channel, "day"))
    assert "now on day 31" in shown
    assert "<t:1767254400:t>" in shown, "midnight in Los Angeles, eight in the morning UTC"


@pytest.mark.parametrize("meeting", ["latest", "Last"])
async def test_the_latest_meeting_can_be_named_so(town: Town, meeting: str) -> None:
    shown = text(await town.alice.slash(town.channel, "meeting", meeting=meeting))
    assert "second round" in shown


async def test_day_takes_a_strike_and_a_date(town: Town) -> None:
    result = await town.alice.slash(town.channel, "day", strike="lamp-2025", date="december 5 2025")
    assert "day 5 of the lampmakers strike" in text(result)


@pytest.mark.parametrize(
    ("command", "options", "expected"),
    [
        ("status", {}, "now on day 31"),
        ("status", {"strike": "lamp-1950"}, "1950"),
        ("timeline", {}, "December 29, 2025"),
        ("meeting", {}, "second round"),
        ("meeting", {"meeting": "lamp-2025/meeting/2025-12-11"}, "first round"),
        ("meeting", {"meeting": "december 11, 2025"}, "first round"),
        ("position", {"party": "lamp-union", "issue": "robots"}, "no robots at the ovens"),
        ("position", {"party": "the glassworks", "issue": "automation"}, "refused to rule out robots"),
        ("compare", {"issue": "night pay"}, "a tenth more at night"),
        ("compare", {}, "a tenth more at night"),
        ("talks", {}, "a tenth more at night"),
        ("talks", {"strike": "lamp-2025", "as_of": "2025-12-20"}, "no agreement on robots"),
        ("changed", {"since": "2025-12-29"}, "new since December 29, 2025"),
        ("changed", {}, "in the last 7 days"),
        ("quote", {}, "We will not tie our hands"),
        ("quote", {"issue": "robots"}, "We will not tie our hands"),
        ("quote", {"person": "mara lind"}, "No machine will ever breathe"),
        ("who", {"person": "person/otto-berg"}, "Otto Berg"),
        ("who", {"person": "glassworks"}, "Glassworks Alliance"),
        ("sources", {}, "4 sources by 3 publishers"),
    ],
)
async def test_each_browsing_command_shows_what_was_chosen(
    town: Town, command: str, options: dict[str, str], expected: str
) -> None:
    result = await town.alice.slash(town.channel, command, **options)
    assert expected in text(result)
    assert "Not what I asked" in labels(result)


@pytest.mark.parametrize(
    "command", ["ask", "day", "status", "timeline", "talks", "changed", "meeting", "quote", "sources"]
)
async def test_a_private_reply_is_for_the_asker_alone(town: Town, command: str) -> None:
    options = {"question": "is the strike over?"} if command == "ask" else {}
    result = await town.alice.slash(town.channel, command, private=True, **options)
    assert result.ephemeral


async def test_help_lists_every_command_as_a_link(town: Town) -> None:
    result = await town.alice.slash(town.channel, "help")
    assert result.ephemeral
    for name in ("ask", "day", "position", "about"):
        assert f"</{name}:{town.bot.command_ids[name]}>" in text(result)


async def test_about_tells_freshness_privacy_and_how_to_report_a_mistake(town: Town) -> None:
    shown = text(await town.alice.slash(town.channel, "about"))
    assert "The newest source is dated December 30, 2025" in shown
    assert "No question is stored together with who asked it" in shown
    assert "Not what I asked" in shown
    assert town.bot.desk.base.revision in shown


async def test_as_of_answers_from_what_was_known_then(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question="what day is it?", as_of="2025-12-10")
    shown = text(result)
    assert "is on day 10 if it is still on" in shown, "the latest source then was nine days old"
    assert "As of the end of December 10, 2025" in shown
    assert "next strike day" not in shown


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        ("two fridays ago", "December 19, 2025"),
        ("twenty two days ago", "December 9, 2025"),
        ("a week before dec 20", "December 13, 2025"),
        ("12/10", "December 10, 2025"),
        ("the last friday of november", "November 28, 2025"),
    ],
)
async def test_as_of_is_the_very_day_that_its_words_mean(town: Town, as_of: str, day: str) -> None:
    result = await town.alice.slash(town.channel, "ask", question="what day is it?", as_of=as_of)
    assert f"As of the end of {day}" in text(result)


@pytest.mark.parametrize(
    ("command", "options", "expected"),
    [
        ("ask", {"question": "day?", "as_of": "whenever"}, "I cannot read “whenever” as one day"),
        ("ask", {"question": "day?", "as_of": "2027-01-01"}, "still to come"),
        ("ask", {"question": "day?", "as_of": "not dec 20"}, "I can read “dec 20”, but not “not”."),
        ("ask", {"question": "day?", "as_of": "aug 4/5"}, "may be any of several days"),
        ("ask", {"question": "day?", "as_of": "dec 20 or so"}, "but not “or so”"),
        ("ask", {"question": "day?", "as_of": "31 june 2025"}, "June has 30 days"),
        ("day", {"date": "monday dec 30"}, "December 30, 2025, was a Tuesday, not a Monday."),
        ("day", {"date": "a week before the deal"}, "I cannot tell which day"),
        ("ask", {"question": "day?", "strike": "bakers"}, "I know no strike called “bakers”"),
        ("position", {"party": "@everyone", "issue": "robots"}, "I know no union"),
        ("position", {"party": "lamp-union", "issue": "[x](https://evil.example)"}, "I know no issue"),
        ("who", {"person": "Nobody Atall"}, "I know nobody called “Nobody Atall”"),
        ("meeting", {"meeting": "the moon landing"}, "I know no meeting"),
    ],
)
async def test_free_text_that_means_nothing_gets_a_kind_sentence(
    town: Town, command: str, options: dict[str, str], expected: str
) -> None:
    result = await town.alice.slash(town.channel, command, **options)
    assert expected in text(result)
    assert result.ephemeral
    assert "](https" not in text(result).replace("\\]", "")
    assert len(town.env.errors) == 1, "a sentence for the person, nothing else"


async def test_related_questions_are_in_the_menu(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question="what did the glassworks say about robots?")
    assert "What did the Lampmakers Union say about robots?" in menu(result)


async def test_a_decline_is_honest_and_offers_what_comes_near(town: Town) -> None:
    result = await town.alice.slash(town.channel, "ask", question="what is the best pizza?")
    assert any(part.get("accent_color") == 0x94A3B8 for part in parts(result))
    assert text(result).splitlines()[1:] == ["### I have no sourced answer to that."]
    assert "Is the strike over?" in labels(result)


async def test_nobody_is_pinged_and_nothing_is_echoed_raw(town: Town) -> None:
    question = "@everyone <@123> [click](https://evil.example) `x` **bold** discord.gg/abc what day is it?"
    shown = text(await town.alice.slash(town.channel, "ask", question=question))
    assert "@everyone" not in shown
    assert "[click](" not in shown
    assert "https://evil" not in shown
    assert "discord.gg" not in shown
    assert "\\*\\*bold" in shown


async def test_commands_work_in_a_direct_message(town: Town) -> None:
    user = town.alice.user
    assert "day 31" in text(await user.slash("day"))
    assert "ask" in user.available_commands()


async def test_answer_this_answers_someones_message(town: Town) -> None:
    message = await town.bob.send(town.channel, "anyone know what day of the strike it is?")
    result = await town.alice.context_menu(town.channel, "Answer this", message)
    assert "day 31" in text(result)
    assert not result.ephemeral


async def test_answer_this_on_a_message_without_text(town: Town) -> None:
    message = await town.bob.send(town.channel, attachments=[("cat.png", b"png")])
    result = await town.alice.context_menu(town.channel, "Answer this", message)
    assert "no text in that message" in text(result)
    assert town.env.errors


async def test_a_short_timeline_tells_everything_oldest_first(town: Town) -> None:
    shown = text(await town.alice.slash(town.channel, "timeline"))
    steps = ["1950", "December 1, 2025", "December 11, 2025", "December 20, 2025", "December 29, 2025"]
    places = [shown.index(f"**{step}** ·") for step in steps]
    assert places == sorted(places)


async def test_the_timeline_of_an_old_strike_and_of_an_old_day(town: Town) -> None:
    old = text(await town.alice.slash(town.channel, "timeline", strike="lamp-1950"))
    assert "**March 10, 1950** · The strike of 1950 ended on March 10." in old
