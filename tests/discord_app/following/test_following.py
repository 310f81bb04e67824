"""Channels are told: set up with a form, told at once, mended, in one message where there is much, by whoever may."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import discord
import pytest
import simcord

from bot.discord_app.lifecycle.command_sync import payload
from tests.discord_app import world
from tests.discord_app.conftest import text
from tests.discord_app.kb.test_adding import MEETING, added

if TYPE_CHECKING:
    from simcord import ChannelHandle, InteractionResult, MemberActor

    from tests.discord_app.kb.conftest import House

KINDS = ["start", "walkout", "meeting", "offer", "deal", "vote", "quote", "news", "correction", "day"]


@pytest.fixture
def news(house: House) -> ChannelHandle:
    return house.town.guild.create_text_channel("news")


@pytest.fixture
def boss(house: House) -> MemberActor:
    """Somebody who manages the server."""
    role = house.town.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    return house.town.guild.add_member(house.town.env.create_user("boss"), roles=[role])


async def follow(house: House, boss: MemberActor, channel: ChannelHandle, **chosen: Any) -> InteractionResult:  # noqa: ANN401  (what a menu takes)
    form = await boss.slash(house.town.channel, "follow")
    values = {"channel": [channel], "strikes": ["*"], "kinds": KINDS, "when": ["now"], "role": [], **chosen}
    return await boss.submit_modal(form, values)


async def test_help_tells_managers_and_moderators_of_their_commands_and_members_of_none(
    house: House, boss: MemberActor
) -> None:
    asked = [house.town.alice, boss]
    member, manager = [text(await one.slash(house.town.channel, "help")) for one in asked]
    for name in ("follow", "following", "unfollow"):
        assert f"</{name}:{house.town.bot.command_ids[name]}>" in manager
        assert f"</{name}:" not in member
    for name in ("talks", "changed", "timeline", "corrections"):
        assert f"</{name}:" in member
    assert "`/kb`" in manager
    assert "`/kb`" not in member


def told(house: House, channel: ChannelHandle) -> list[str]:
    """What stands in a channel, the oldest first."""
    return [stored(house, channel, message.id).content for message in channel.history()]


def stored(house: House, channel: ChannelHandle, id: int) -> Any:  # noqa: ANN401  (SimCord's own)
    return house.town.env.backend.get_message(channel.id, id)


async def saved(house: House, **values: Any) -> None:  # noqa: ANN401  (what is typed)
    await house.press(await added(house, **values), "Save")
    await house.town.env.settle()


async def changed(house: House, name: str, content: str) -> None:
    """Somebody changes a file of the strike, and it is read."""
    (house.folder / "strikes" / "lamp-2025" / name).write_text(content.lstrip("\n"), "utf-8")
    await house.keeper.reload()
    assert house.bot.teller is not None
    await house.bot.teller.round()


def events(*texts: str) -> str:
    """The file of events with more of them."""
    more = [
        f"- {{id: new-{n}, date: 2025-12-31, kind: statement, text: {t!r}, citations: [post-talks], reviewed: 2025-12-31}}"
        for n, t in enumerate(texts)
    ]
    return "\n".join([world.EVENTS.strip("\n"), *more, ""])


async def test_a_channel_is_told_at_once_of_what_a_moderator_saves(
    house: House, news: ChannelHandle, boss: MemberActor
) -> None:
    done = await follow(house, boss, news)
    assert "from now on" in text(done)
    assert told(house, news) == []

    await saved(house)

    (one,) = told(house, news)
    assert one.startswith("**Bargaining session")
    assert MEETING["outcome"] in one
    assert "-# " not in one.splitlines()[0], "the first words are those that a telephone shows"


async def test_what_was_told_is_mended_where_it_stands_and_marked_when_it_is_withdrawn(
    house: House, news: ChannelHandle, boss: MemberActor
) -> None:
    await follow(house, boss, news, kinds=["news", "meeting"])
    await changed(house, "events.yaml", events("The gates were shut."))
    await changed(house, "events.yaml", events("The gates were open."))
    (one,) = told(house, news)
    assert "The gates were open." in one
    assert "Changed <t:" in one
    await changed(house, "events.yaml", world.EVENTS)
    (one,) = told(house, news)
    assert one.startswith("**Withdrawn**")
    assert "~~The gates were open.~~" in one


async def test_a_correction_is_a_message_of_its_own_for_those_who_want_it(
    house: House, news: ChannelHandle, boss: MemberActor
) -> None:
    await follow(house, boss, news)
    await changed(house, "events.yaml", events("The gates were shut."))
    await changed(house, "events.yaml", events("The gates were open."))
    first, second = told(house, news)
    assert "Changed <t:" in first
    assert second.startswith("**Corrected**")
    assert "Before, it said: The gates were shut." in second


async def test_much_at_once_is_told_in_one_message(
    house: House, news: ChannelHandle, boss: MemberActor
) -> None:
    await follow(house, boss, news)
    await changed(house, "events.yaml", events(*(f"Gate {number} was shut." for number in range(7))))
    (one,) = told(house, news)
    assert one.startswith("**7 things are new.**")
    (embed,) = stored(house, news, news.history()[0].id).embeds
    assert embed["description"].count("\n- ") == 6
    assert "https://harborpost.example.org/second-round" in embed["description"]


async def test_only_the_role_that_was_chosen_is_rung_and_nobody_when_it_is_mended(
    house: House, news: ChannelHandle, boss: MemberActor
) -> None:
    role = house.town.guild.create_role("Strikers", mentionable=True)
    await follow(house, boss, news, role=[role])
    await changed(house, "events.yaml", events("Hear, @everyone and <@1>: the gates are shut."))
    await changed(house, "events.yaml", events("The gates are open."))
    sent = [r for r in house.town.env.http_requests if f"/channels/{news.id}/messages" in r.path]
    posted = next(r.json for r in sent if r.method == "POST")
    mended = next(r.json for r in sent if r.method == "PATCH")
    assert isinstance(posted, dict)
    assert isinstance(mended, dict)
    assert posted["allowed_mentions"] == {"parse": [], "roles": [role.id]}
    assert mended["allowed_mentions"]["parse"] == []
    assert not mended["allowed_mentions"].get("roles")
    assert "@everyone" not in posted["content"]


async def test_an_announcement_is_published(house: House, boss: MemberActor) -> None:
    channel = house.town.guild.create_news_channel("announcements")
    done = await follow(house, boss, channel)
    assert "published" in text(done)
    await changed(house, "events.yaml", events("The gates were shut."))
    assert any(request.path.endswith("/crosspost") for request in house.town.env.http_requests)


async def test_which_permission_is_missing_is_said_and_nothing_is_set(
    house: House, boss: MemberActor
) -> None:
    bot = simcord.UserHandle(house.town.env, house.town.env.backend.bot_user)
    quiet = house.town.guild.create_text_channel(
        "quiet", overwrites={bot: discord.PermissionOverwrite(send_messages=False, embed_links=False)}
    )
    refused = await follow(house, boss, quiet)
    assert "Send Messages, Embed Links" in text(refused)
    assert await house.records.telling.follows() == []


async def test_only_who_manages_the_server_may_set_it(house: House, news: ChannelHandle) -> None:
    alice = house.town.alice
    command = discord.Object(house.bot.command_ids["follow"])
    house.town.guild.set_command_permissions(command, {alice: True})
    refused = await alice.slash(house.town.channel, "follow")
    assert refused.modal is None
    assert "manage this server" in text(refused)


async def test_it_is_listed_changed_and_ended(house: House, news: ChannelHandle, boss: MemberActor) -> None:
    assert "No channel of this server gets updates" in text(await boss.slash(house.town.channel, "following"))
    await follow(house, boss, news, kinds=["deal"], when=["9"])
    listed = text(await boss.slash(house.town.channel, "following"))
    assert f"<#{news.id}>" in listed
    assert "Deals" in listed
    assert "Once a day, at 9:00 (America/Los\\_Angeles)" in listed
    assert "I no longer post" in text(await boss.slash(house.town.channel, "unfollow", channel=news))
    await changed(house, "events.yaml", events("The gates were shut."))
    assert told(house, news) == []


async def test_a_channel_that_was_deleted_is_forgotten(
    house: House, news: ChannelHandle, boss: MemberActor
) -> None:
    await follow(house, boss, news)
    house.town.env.backend.delete_channel(news.id)
    await changed(house, "events.yaml", events("The gates were shut."))
    assert await house.records.telling.follows() == []


async def test_it_stops_by_itself_when_the_strike_is_over(
    house: House, news: ChannelHandle, boss: MemberActor
) -> None:
    await follow(house, boss, news, strikes=["lamp-2025"])
    over = """
last_day: 2025-12-30
ended: {date: 2025-12-30, text: "The strike ended on December 30, 2025.", citations: [post-talks]}
ratification: {date: 2025-12-30, text: "Members ratified the contract on December 30, 2025.", citations: [post-talks]}
"""
    await changed(house, "strike.yaml", world.STRIKE + over.lstrip())
    said = told(house, news)
    assert any("The strike ended on December 30, 2025." in one for one in said)
    assert said[-1].startswith("What this channel follows is over")
    assert await house.records.telling.follows() == []


async def test_every_text_of_the_commands_is_in_every_language(house: House) -> None:
    told = [
        one for one in await payload(house.bot.tree) if one["name"] in ("follow", "unfollow", "following")
    ]
    assert len(told) == 3
    for command in told:
        assert command["contexts"] == [0]
        assert command["integration_types"] == [0]
        assert command["default_member_permissions"] == 32
        for item in (command, *command.get("options", [])):
            for locale in ("en-US", "en-GB", "es-ES", "es-419"):
                assert item["name_localizations"][locale]
                assert item["description_localizations"][locale]


async def test_once_a_day_means_one_message_at_that_hour(
    house: House, news: ChannelHandle, boss: MemberActor
) -> None:
    await follow(house, boss, news, when=["18"])
    await changed(house, "events.yaml", events("The gates were shut.", "The gates were open."))
    assert told(house, news) == [], "it is four in the afternoon"
    clock = house.bot.desk.clock
    assert isinstance(clock, world.TestClock)
    clock.moment += dt.timedelta(hours=3)
    assert house.bot.teller is not None
    await house.bot.teller.round()
    (one,) = told(house, news)
    assert one.startswith("**2 things are new.**")
    await house.bot.teller.round()
    assert len(told(house, news)) == 1
