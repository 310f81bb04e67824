"""What a server has set: the strike meant first, where it is answered, in which language, for whose eyes; by whoever may."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.discord_app.client import Strikebot
from bot.discord_app.lifecycle.command_sync import payload
from bot.discord_app.servers.form import filled_in
from bot.records.errors import RecordsAwayError
from bot.records.servers import Server, Servers
from tests.discord_app.conftest import labels, parts, text
from tests.discord_app.kb.conftest import House, house
from tests.discord_app.test_talk import me, sent

if TYPE_CHECKING:
    from simcord import InteractionResult, MemberActor

__all__ = ["house"]

OLD = "lamp-1950"


@pytest.fixture
def boss(house: House) -> MemberActor:
    """Somebody who manages the server."""
    role = house.town.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    return house.town.guild.add_member(house.town.env.create_user("boss"), roles=[role])


async def setup(house: House, boss: MemberActor, **chosen: Any) -> InteractionResult:  # noqa: ANN401  (what a menu takes)
    """Set this, and nothing else."""
    shown = await boss.slash(house.town.channel, "setup")
    form = await house.press(shown, "Change", boss)
    values = {"strike": ["*"], "channels": [], "language": ["*"], "answers": ["public"], **chosen}
    return await boss.submit_modal(form, values)


def flags(shown: InteractionResult) -> bool:
    """Whether only whoever asked sees it."""
    assert shown.response is not None
    return shown.response.ephemeral


async def test_what_is_set_is_shown_kept_and_reset(house: House, boss: MemberActor) -> None:
    town = house.town
    shown = await boss.slash(town.channel, "setup")
    assert flags(shown)
    assert "none. A question" in text(shown)
    assert "I answer in all of them" in text(shown)
    assert "Reset all" not in [part.get("label") for part in parts(shown)], "there is nothing to reset"

    done = await setup(
        house, boss, strike=[OLD], channels=[town.channel], language=["es"], answers=["private"]
    )
    assert "1950 lampmakers strike" in text(done)
    assert f"<#{town.channel.id}>" in text(done)
    assert "español" in text(done)
    assert await house.records.servers.every() == [
        Server(guild=town.guild.id, strike=OLD, channels=(town.channel.id,), language="es", private=True)
    ]

    await house.open()
    shown = await boss.slash(town.channel, "setup")
    form = await house.press(shown, "Cambiar", boss)
    assert form.modal is not None
    assert form.modal["title"] == "Ajustes de este servidor"
    gone = await house.press(await boss.slash(town.channel, "setup"), "Borrar todo", boss)
    assert await house.records.servers.every() == []
    assert "Borrado" in text(gone)
    assert "I answer in all of them" in text(await boss.slash(town.channel, "setup"))


async def test_a_question_that_names_no_strike_is_about_the_one_meant_first(
    house: House, boss: MemberActor
) -> None:
    town = house.town
    await setup(house, boss, strike=[OLD])
    asked = "how long did the strike last?"
    assert "10 days" in text(await town.alice.slash(town.channel, "ask", question=asked))
    assert "10 days" not in text(
        await town.bob.slash(town.channel, "ask", question=asked, strike="2025 lampmakers strike")
    )
    for command in ("day", "status", "timeline"):
        assert "1950" in text(await boss.slash(town.channel, command))
    written = await town.mod.send(town.channel, f"{me(town)} how long did the strike last?")
    assert written.id
    assert "10 days" in text(sent(town)[-1])
    assert (await town.bob.autocomplete(town.channel, "day", "strike", ""))[0]["value"] == OLD
    other = town.env.create_guild("Elsewhere")
    carol = other.add_member(town.env.create_user("carol"))
    answer = text(await carol.slash(other.create_text_channel("lamps"), "ask", question=asked))
    assert "10 days" not in answer


async def test_where_the_strike_meant_first_has_nothing_the_others_are_told(
    house: House, boss: MemberActor
) -> None:
    await setup(house, boss, strike=[OLD])
    told = text(await house.town.alice.slash(house.town.channel, "meeting"))
    assert "second round" in told


async def test_a_card_of_a_strike_meant_first_is_read_back_after_a_restart(
    house: House, boss: MemberActor
) -> None:
    town = house.town
    await setup(house, boss, strike=[OLD])
    asked = await town.alice.slash(town.channel, "ask", question="how long did the strike last?")
    listed = await town.alice.slash(town.channel, "timeline")
    await house.open()
    for card in (asked, listed):
        pressed = await house.press(card, "Not what I asked", town.alice)
        assert "forgotten" not in text(pressed)
        assert labels(pressed)


async def test_in_a_channel_that_is_not_chosen_it_says_to_whoever_asks_where_it_answers(
    house: House, boss: MemberActor
) -> None:
    town = house.town
    lamps = town.guild.create_text_channel("lamps")
    await setup(house, boss, channels=[lamps])
    for command, options in (("ask", {"question": "what day is it?"}), ("day", {}), ("corrections", {})):
        told = await town.alice.slash(town.channel, command, **options)
        assert flags(told)
        assert text(told) == f"In this server I answer in <#{lamps.id}>."
    assert "day 31" in text(await town.bob.slash(lamps, "ask", question="what day is it?"))
    for _ in range(2):
        await town.bob.send(town.channel, f"{me(town)} what day is it?")
    assert sent(town) == []
    (direct,) = sent(town, town.bob.user.dm_channel)
    assert f"<#{lamps.id}>" in text(direct)
    await town.bob.send_dm("what day is it?")
    assert "day 31" in text(sent(town, town.bob.user.dm_channel)[-1])
    assert "The knowledge base" in text(await house.kb("status")) or "revision" in text(
        await house.kb("status")
    )
    assert "Change" in labels(await boss.slash(town.channel, "setup"))


async def test_a_category_stands_for_its_channels(house: House, boss: MemberActor) -> None:
    town = house.town
    category = town.guild.create_category("Strike")
    inside = town.guild.create_text_channel("inside", category=category)
    await setup(house, boss, channels=[category])
    assert "day 31" in text(await town.alice.slash(inside, "day"))
    assert "I answer in" in text(await town.alice.slash(town.channel, "day"))


async def test_answers_are_private_by_default_unless_whoever_asks_says_otherwise(
    house: House, boss: MemberActor
) -> None:
    town = house.town
    await setup(house, boss, answers=["private"])
    written = await town.bob.send(town.channel, "what day is it?")
    assert flags(await town.alice.slash(town.channel, "day"))
    assert flags(await town.alice.slash(town.channel, "ask", question="what day is it?"))
    assert flags(await town.bob.context_menu(town.channel, "Answer this", written))
    assert not flags(await town.bob.slash(town.channel, "day", private=False))
    await setup(house, boss)
    assert not flags(await town.mod.slash(town.channel, "day"))
    assert flags(await town.mod.slash(town.channel, "day", private=True))


async def test_the_language_of_the_server_goes_before_the_members(house: House, boss: MemberActor) -> None:
    town = house.town
    await setup(house, boss, language=["es"])
    assert "Para quienes gestionan" in text(await boss.slash(town.channel, "help"))
    assert "No es lo que pregunté" in labels(await town.alice.slash(town.channel, "day"))
    await town.bob.send(town.channel, f"{me(town)} what day is it?")
    assert "No es lo que pregunté" in labels(sent(town)[-1])


async def test_a_strike_or_channel_that_is_gone_is_as_unset_and_is_said(
    house: House, boss: MemberActor
) -> None:
    town = house.town
    gone = Server(guild=town.guild.id, strike="lamp-1812", channels=(1, 2))
    await house.bot.settings.keep(gone)
    shown = text(await boss.slash(town.channel, "setup"))
    assert "`lamp-1812`) is no longer in the knowledge base" in shown
    assert "2 no longer exist" in shown
    assert "day 31" in text(await town.alice.slash(town.channel, "ask", question="what day is it?"))


async def test_only_those_who_manage_the_server_see_and_change_it(house: House, boss: MemberActor) -> None:
    town = house.town
    anyone = await town.alice.slash(town.channel, "help")
    assert "setup" not in text(anyone)
    assert "setup" in text(await boss.slash(town.channel, "help"))
    (command,) = [one for one in await payload(house.bot.tree) if one["name"] == "setup"]
    assert command["default_member_permissions"] == discord.Permissions(manage_guild=True).value
    assert command["contexts"] == [0]
    town.guild.set_command_permissions(house.bot.command_ids["setup"], {town.guild.default_role: True})
    told = await town.alice.slash(town.channel, "setup")
    assert "Only those who may manage this server" in text(told)
    assert labels(told) == []


@pytest.mark.parametrize("label", ["Change", "Reset all", "the form"])
async def test_who_may_not_manage_the_server_any_more_changes_nothing(
    house: House, boss: MemberActor, label: str
) -> None:
    town = house.town
    await setup(house, boss, strike=[OLD])
    shown = await boss.slash(town.channel, "setup")
    form = await house.press(shown, "Change", boss)
    town.env.backend.guilds[town.guild.id].members[boss.id].role_ids.clear()
    values = {"strike": ["*"], "channels": [], "language": ["*"], "answers": ["public"]}
    told = await (boss.submit_modal(form, values) if label == "the form" else house.press(shown, label, boss))
    assert "Only those who may manage this server" in text(told)
    assert [one.strike for one in await house.records.servers.every()] == [OLD]


async def test_while_the_records_are_away_what_was_set_holds_and_nothing_is_changed(
    house: House, boss: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise RecordsAwayError("gone fishing")

    town = house.town
    await setup(house, boss, answers=["private"])
    shown = await boss.slash(town.channel, "setup")
    form = await house.press(shown, "Change", boss)
    for name in ("keep", "drop", "every"):
        monkeypatch.setattr(Servers, name, away)
    values = {"strike": [OLD], "channels": [], "language": ["*"], "answers": ["public"]}
    for result in (await boss.submit_modal(form, values), await house.press(shown, "Reset all", boss)):
        assert "cannot be reached" in text(result.followups[0])
    assert "cannot be reached" in text(await boss.slash(town.channel, "setup"))
    await house.bot.settings.look()
    assert house.bot.settings.of(town.guild.id) == Server(guild=town.guild.id, private=True)
    assert flags(await town.alice.slash(town.channel, "day"))


async def test_a_form_with_what_no_menu_holds_changes_nothing(house: House) -> None:
    view = house.bot.desk.engine.view(house.bot.desk.now())
    for name, value in (("strike", "lamp-1812"), ("language", "tlh")):
        with pytest.raises(ValueError, match="no menu"):
            filled_in(1, view, {"components": [{"custom_id": name, "values": [value]}]})


async def test_a_server_that_the_bot_has_left_is_forgotten(house: House, boss: MemberActor) -> None:
    await setup(house, boss, language=["en"])
    assert house.bot.setup is not None
    guild = house.bot.get_guild(house.town.guild.id)
    assert guild is not None
    await house.bot.setup.on_guild_remove(guild)
    assert await house.records.servers.every() == []
    assert house.bot.settings.of(guild.id) == Server(guild=guild.id)


LEFT = 77 << 22
"""A server that the bot was in before."""


async def leave_behind(house: House, guild: int) -> None:
    """What is kept of a server, as it is when the bot was not running as it was removed."""
    await house.records.servers.keep(Server(guild=guild, language="en"))
    link = f"https://discord.com/channels/{guild}/1/2"
    assert await house.records.suggestions.add(guild, link, "The vote is today.") == "kept"


async def kept_of(house: House) -> tuple[set[int], set[int]]:
    return (
        {one.guild for one in await house.records.servers.every()},
        {one.guild for one in await house.records.suggestions.waiting()},
    )


async def test_a_server_that_was_left_while_the_bot_was_down_is_forgotten_at_the_next_look(
    house: House, boss: MemberActor
) -> None:
    await setup(house, boss, language=["en"])
    here = house.town.guild.id
    await leave_behind(house, LEFT)
    await leave_behind(house, here)
    await house.bot.settings.look()
    assert await kept_of(house) == ({here}, {here})
    assert house.bot.settings.of(LEFT) == Server(guild=LEFT)


async def test_a_server_that_has_suggested_and_set_nothing_is_forgotten_too(house: House) -> None:
    await house.records.suggestions.add(
        LEFT, f"https://discord.com/channels/{LEFT}/1/2", "The vote is today."
    )
    await house.bot.settings.look()
    assert await kept_of(house) == (set(), set())


async def test_of_servers_that_it_is_not_told_of_the_bot_forgets_none(house: House) -> None:
    engine, clock = house.bot.desk.engine, house.bot.desk.clock
    config = replace(house.bot.config, shard_count=2, shard_ids=(0,))
    unready = Strikebot(engine, clock, config)
    assert unready.may_be_in(LEFT)
    assert unready.may_be_in(LEFT + (1 << 22))
    assert not house.bot.may_be_in(LEFT)
    house.bot.config, house.bot.shard_count = config, 2
    assert house.bot.may_be_in(LEFT), "it is of shard 1"
    assert not house.bot.may_be_in(LEFT + (1 << 22))


async def test_what_cannot_be_forgotten_in_one_place_is_in_the_other(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await leave_behind(house, LEFT)

    async def away(self: Servers, guild: int) -> bool:
        raise RecordsAwayError("gone fishing")

    with monkeypatch.context() as broken:
        broken.setattr(Servers, "drop", away)
        await house.bot.settings.forget(LEFT)
        assert await kept_of(house) == ({LEFT}, set())
    await house.bot.settings.look()
    assert await kept_of(house) == (set(), set())
