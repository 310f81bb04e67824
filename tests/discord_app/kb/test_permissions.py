"""Who may use the moderators' commands: in the home servers, by a role or by managing them; checked at each press."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.discord_app.lifecycle.command_sync import FILE
from tests.discord_app.conftest import text
from tests.discord_app.kb.test_adding import MEETING, added

if TYPE_CHECKING:
    from tests.discord_app.kb.conftest import House

COMMANDS: dict[str, dict[str, Any]] = {
    "add meeting": {},
    "teach": {"question": "who blinked"},
    "try": {"question": "what day is it"},
    "check": {"file": ("checks.yaml", b"[]\n")},
    "export": {},
    "withdraw": {"entry": "lamp-2025/quote/lind-ovens", "reason": "It was wrong."},
    "history": {},
    "undo": {},
    "unanswered": {},
    "status": {},
    "reload": {},
    "digest": {},
}


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_member_without_the_role_is_refused(house: House, command: str) -> None:
    refused = await house.kb(command, house.town.alice, **COMMANDS[command])
    assert "Only the moderators" in text(refused)
    assert refused.ephemeral


async def test_whoever_may_manage_the_server_needs_no_role(house: House) -> None:
    town = house.town
    admins = town.guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    carol = town.guild.add_member(town.env.create_user("carol"), roles=[admins])
    assert "knowledge base" in text(await house.kb("status", carol))


async def test_elsewhere_the_commands_do_not_appear(house: House) -> None:
    town = house.town
    other = town.env.create_guild("Elsewhere")
    channel = other.create_text_channel("general")
    dave = other.add_member(town.env.create_user("dave"))
    assert not [name for name in dave.available_commands(channel) if name.startswith("kb")]
    assert "kb status" in town.mod.available_commands(town.channel)


async def test_without_roles_only_those_who_manage_the_server_see_the_commands(house: House) -> None:
    town = house.town
    assert "kb status" in town.alice.available_commands(town.channel), (
        "with roles Discord cannot tell them apart"
    )
    house.roles = ()
    await house.open()
    admins = town.guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    carol = town.guild.add_member(town.env.create_user("carol"), roles=[admins])
    assert "kb status" in carol.available_commands(town.channel)
    assert "kb status" not in town.alice.available_commands(town.channel)


async def test_a_moderator_who_was_demoted_can_press_no_button_of_before(house: House) -> None:
    shown = await added(house)
    await _demote(house)
    refused = await house.press(shown, "Save")
    assert "Only the moderators" in "".join(
        text({"components": one.components}) for one in refused.followups
    ) or ("Only the moderators" in text(refused))
    assert "- id: 2025-12-30" not in house.read("strikes/lamp-2025/meetings.yaml")


async def test_a_moderator_who_was_demoted_can_submit_no_form_of_before(house: House) -> None:
    form = await house.kb("add meeting")
    await _demote(house)
    refused = await house.fill(form, **MEETING)
    assert "Only the moderators" in text(refused)


async def test_suggestions_are_for_moderators_too(house: House) -> None:
    town = house.town
    assert await town.mod.autocomplete(town.channel, "kb withdraw", "entry", "robots", reason="It was wrong.")
    assert not await town.alice.autocomplete(town.channel, "kb withdraw", "entry", "robots", reason="wrong")


async def _demote(house: House) -> None:
    town = house.town
    stored = town.env.backend.get_guild(town.guild.id).members[town.mod.id]
    stored.role_ids.clear()


async def test_a_home_server_that_the_bot_is_not_in_keeps_the_commands_from_no_other(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    town = house.town
    missing = town.env.create_guild("Not yet joined")
    first = replace(town.moderators, home_guilds=(missing.id, town.guild.id))
    monkeypatch.setattr(type(town), "moderators", first)
    town.env.inject_error("PUT", f"/applications/*/guilds/{missing.id}/commands", status=403)
    await house.open()
    assert f"server {missing.id} did not take the moderators' commands" in caplog.text
    assert "knowledge base" in text(await house.kb("status"))
    told = json.loads((house.state / FILE).read_text("utf-8"))
    assert (told["digest"], told["homes"]) == ("", [missing.id, town.guild.id]), (
        "it is told again at the next start"
    )
