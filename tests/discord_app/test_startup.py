"""Starting, telling Discord of the commands, the presence, shards, and the languages."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
import pytest
import simcord
from simcord import Env

from bot.discord_app.client import Strikebot, intents
from bot.discord_app.lifecycle import presence
from bot.discord_app.lifecycle.command_sync import FILE, payload
from bot.discord_app.text.words import LANGUAGES, Words
from tests.discord_app import world
from tests.discord_app.conftest import Town, message, text
from tests.discord_app.payloads import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.engine import Engine
    from bot.discord_app.config import BotConfig


def synced(env: Env) -> list[Any]:
    return [
        request.json
        for request in env.http_requests
        if request.method == "PUT" and "commands" in request.path
    ]


def test_no_privileged_intent_is_asked_for() -> None:
    chosen = intents()
    assert not (chosen.message_content)
    assert not (chosen.members)
    assert not (chosen.presences)


async def test_it_runs_where_no_privileged_intent_is_granted(engine: Engine, config: BotConfig) -> None:
    bot = Strikebot(engine, world.TestClock(), config)
    none = discord.Intents.all()
    none.message_content = none.members = none.presences = False
    async with simcord.run(bot, shard_count=1, approved_intents=none) as env:
        channel = env.create_guild().create_text_channel("general")
        alice = env.guild.add_member(env.create_user("alice"))
        await alice.send(channel, f"<@{env.backend.bot_user.id}> what day is it?")
        stored = env.backend.get_message(channel.id, channel.history()[-1].id)
        assert "day 31" in text({"components": stored.components})


async def test_commands_are_told_once_and_again_when_they_change(town: Town) -> None:
    assert len(synced(town.env)) == 1
    bot = await town.restart()
    assert len(synced(town.env)) == 1
    assert bot.command_ids["ask"]
    folder = bot.config.state_dir
    assert folder is not None
    told = json.loads((folder / FILE).read_text("utf-8"))
    (folder / FILE).write_text(json.dumps({**told, "digest": "of an older version"}), "utf-8")
    await town.restart()
    assert len(synced(town.env)) == 2


@pytest.mark.parametrize("content", ["", "not json", "[]", '{"strange": 1}'])
async def test_a_broken_state_file_only_means_telling_again(
    town: Town, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert town.bot.config.state_dir is not None
    (town.bot.config.state_dir / FILE).write_text(content, "utf-8")
    await town.restart()
    assert len(synced(town.env)) == 2
    assert "cannot read" in caplog.text


async def test_a_folder_that_cannot_be_written_is_survived(
    engine: Engine, config: BotConfig, caplog: pytest.LogCaptureFixture
) -> None:
    assert config.state_dir is not None
    blocked = config.state_dir / "file"
    blocked.write_text("in the way", "utf-8")
    bot = Strikebot(engine, world.TestClock(), replace(config, state_dir=blocked))
    async with simcord.run(bot, shard_count=1) as env:
        assert len(synced(env)) == 1
    assert "cannot write" in caplog.text


async def test_without_a_folder_discord_is_told_at_every_start(engine: Engine, config: BotConfig) -> None:
    bot = Strikebot(engine, world.TestClock(), replace(config, state_dir=None))
    async with simcord.run(bot, shard_count=1) as env:
        await env.restart_bot(Strikebot(engine, world.TestClock(), replace(config, state_dir=None)))
        assert len(synced(env)) == 2


async def test_discord_refusing_the_commands_is_survived(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    assert town.bot.config.state_dir is not None
    (town.bot.config.state_dir / FILE).unlink()
    town.env.inject_error("PUT", "/applications/*/commands", status=500)
    await town.restart()
    assert "those it knows stay" in caplog.text
    assert "day 31" in text(await town.alice.slash(town.channel, "day"))


async def test_every_command_can_be_used_wherever_discord_allows_it(town: Town) -> None:
    for command in synced(town.env)[0]:
        assert command["integration_types"] == [0, 1], command["name"]
        assert command["contexts"] == [0, 1, 2], command["name"]


async def test_every_text_of_the_commands_is_in_every_language(town: Town) -> None:
    for command in await payload(town.bot.tree):
        for item in (command, *command.get("options", [])):
            for locale in ("en-US", "en-GB", "es-ES", "es-419"):
                assert item["name_localizations"][locale], (command["name"], item["name"])
                if command["type"] == 1:
                    assert item["description_localizations"][locale], (command["name"], item["name"])
            assert item["name_localizations"]["en-US"] == item["name"]
        check("PUT", "", [command])


def test_every_language_says_all_that_english_says() -> None:
    english = LANGUAGES["en"]
    for name, words in LANGUAGES.items():
        assert words.known() == english.known(), name
        for key in sorted(words.known()):
            assert sorted(_fields(words, key)) == sorted(_fields(english, key)), (name, key)


def _fields(words: Words, key: str) -> Iterator[str]:
    from string import Formatter

    return (field for _, field, _, _ in Formatter().parse(words.find(key) or "") if field)


async def test_spanish_speakers_read_spanish_sentences(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    from simcord import interactions

    real = interactions.base_payload

    def spanish(*args: Any, **rest: Any) -> tuple[object, dict[str, Any]]:  # noqa: ANN401  (passed on as it is)
        record, made = real(*args, **rest)
        return record, {**made, "locale": "es-ES"}

    monkeypatch.setattr(interactions, "base_payload", spanish)
    result = await town.alice.slash(town.channel, "day")
    assert "El próximo día de huelga" in text(result)
    pressed = await town.bob.click(message(result), label="Quitar")
    assert "Solo quien preguntó" in text(pressed)


class Living:
    """SimCord's time as the bot's clock, from a moment on."""

    def __init__(self, start: dt.datetime) -> None:
        self.start = start
        self.env: Env | None = None

    def now(self) -> dt.datetime:
        passed = self.env.now() - world.EPOCH if self.env else dt.timedelta()
        return self.start + passed


async def shown_over_time(
    engine: Engine,
    config: BotConfig,
    start: dt.datetime,
    seconds: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> list[str]:
    """The presence lines in order, as time passes; SimCord takes presences and shows them to nobody."""
    lines: list[str] = []

    async def change(_: object, *, activity: discord.CustomActivity, **rest: object) -> None:
        lines.append(activity.name or "")

    monkeypatch.setattr("simcord.gateway.FakeWebSocket.change_presence", change)
    clock = Living(start)
    async with simcord.run(Strikebot(engine, clock, config), shard_count=1) as env:
        clock.env = env
        for step in seconds:
            await env.advance_time(step)
    return lines


async def test_the_presence_turns_over_at_midnight_in_the_strikes_zone(
    engine: Engine, config: BotConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = dt.datetime(2026, 1, 1, 7, 59, 50, tzinfo=dt.UTC)
    lines = await shown_over_time(engine, config, late, [9.0], monkeypatch)
    assert lines == ["Day 31 of the lampmakers strike"]
    lines = await shown_over_time(engine, config, late, [9.0, 2.0], monkeypatch)
    assert lines == ["Day 31 of the lampmakers strike", "Day 32 of the lampmakers strike"]


async def test_the_presence_follows_a_swapped_base_within_the_hour(
    engine: Engine, config: BotConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = await shown_over_time(engine, config, world.EPOCH, [3600.0, 3600.0], monkeypatch)
    assert lines == ["Day 31 of the lampmakers strike"]


def test_the_presence_names_every_strike_that_is_on_and_none_that_is_over(engine: Engine) -> None:
    before = engine.view(dt.datetime(2025, 11, 1, tzinfo=dt.UTC))
    assert presence.line(before) == "Strike questions: /ask"
    assert presence.line(engine.view(world.EPOCH)) == "Day 31 of the lampmakers strike"


def test_the_presence_counts_no_day_that_nobody_has_confirmed_lately(engine: Engine) -> None:
    later = engine.view(dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    assert presence.line(later) == "Strike questions: /ask"


async def test_a_presence_that_cannot_be_set_is_tried_again(
    engine: Engine, config: BotConfig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[str] = []

    async def change(_: object, *, activity: discord.CustomActivity, **rest: object) -> None:
        tries.append(activity.name or "")
        if len(tries) == 1:
            raise ConnectionResetError("gone")

    monkeypatch.setattr("simcord.gateway.FakeWebSocket.change_presence", change)
    clock = Living(world.EPOCH)
    async with simcord.run(Strikebot(engine, clock, config), shard_count=1) as env:
        clock.env = env
        await env.advance_time(3601)
    assert len(tries) == 2
    assert "cannot set the presence" in caplog.text


async def test_members_on_every_shard_are_answered(engine: Engine, config: BotConfig) -> None:
    bot = Strikebot(engine, world.TestClock(), replace(config, shard_count=2))
    async with simcord.run(bot) as env:
        for shard in (0, 1):
            guild = env.create_guild(f"shard {shard}", shard_id=shard)
            channel = guild.create_text_channel("general")
            alice = guild.add_member(env.create_user(f"alice{shard}"))
            assert "day 31" in text(await alice.slash(channel, "day"))
            await alice.send(channel, f"<@{env.backend.bot_user.id}> what day is it?")
            stored = env.backend.get_message(channel.id, channel.history()[-1].id)
            assert "day 31" in text({"components": stored.components})


async def test_a_process_can_hold_some_of_the_shards(engine: Engine, config: BotConfig) -> None:
    bot = Strikebot(engine, world.TestClock(), replace(config, shard_count=4, shard_ids=(2, 3)))
    async with simcord.run(bot) as env:
        guild = env.create_guild("mine", shard_id=3)
        channel = guild.create_text_channel("general")
        alice = guild.add_member(env.create_user("alice"))
        assert "day 31" in text(await alice.slash(channel, "day"))


async def test_a_presence_that_breaks_is_logged(
    engine: Engine, config: BotConfig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> str:
        raise RuntimeError("no line")

    monkeypatch.setattr(presence, "line", broken)
    async with simcord.run(Strikebot(engine, world.TestClock(), config), shard_count=1):
        pass
    assert "the presence failed" in caplog.text
