"""Channels are told: set up with a form, told at once, mended, in one message where there is much, by whoever may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.discord_app.conftest import text
from tests.discord_app.kb.conftest import House
from tests.discord_app.kb.test_adding import MEETING, added

if TYPE_CHECKING:
    from simcord import ChannelHandle, InteractionResult, MemberActor

KINDS = ["start", "walkout", "meeting", "offer", "deal", "vote", "quote", "news", "correction", "day"]


@pytest.fixture
def news(house: House) -> ChannelHandle:
    return house.town.guild.create_text_channel("news")


@pytest.fixture
def boss(house: House) -> MemberActor:
    """Somebody who manages the server."""
    import discord

    role = house.town.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    return house.town.guild.add_member(house.town.env.create_user("boss"), roles=[role])


async def follow(house: House, boss: MemberActor, channel: ChannelHandle, **chosen: Any) -> InteractionResult:
    form = await boss.slash(house.town.channel, "follow")
    values = {"channel": [channel], "strikes": ["*"], "kinds": KINDS, "when": ["now"], "role": [], **chosen}
    return await boss.submit_modal(form, values)


def told(house: House, channel: ChannelHandle) -> list[str]:
    """What stands in a channel, the oldest first."""
    return [
        house.town.env.backend.get_message(channel.id, message.id).content for message in channel.history()
    ]


async def test_a_channel_is_told_at_once_of_what_a_moderator_saves(
    house: House, news: ChannelHandle, boss: MemberActor
) -> None:
    done = await follow(house, boss, news)
    assert "from now on" in text(done)
    assert told(house, news) == []

    await house.press(await added(house), "Save")
    await house.town.env.settle()

    (one,) = told(house, news)
    assert one.startswith("**")
    assert MEETING["outcome"] in one
