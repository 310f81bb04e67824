"""Running for real, against a small Discord on this machine: how it starts, stops, and refuses to start."""

from __future__ import annotations

import datetime as dt
import logging
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import discord.http
import pytest
from pydantic import SecretStr

from bot.clock import SystemClock
from bot.discord_app import run as running_part
from bot.discord_app.lifecycle.refusals import BARRED, FORBIDDEN, MISSING, REFUSED
from bot.discord_app.run import config_of, run
from bot.exits import ExitCode
from bot.moderating.links.reach import is_public
from bot.settings import Settings
from tests.discord_app import world
from tests.discord_app.fake_discord import FakeDiscord, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.engine import Engine

LAUNCH = Path(__file__).with_name("launch.py")
TOKEN = "made.up.token"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(discord_token=SecretStr(TOKEN), state_dir=tmp_path)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeDiscord]:
    with running(FakeDiscord()) as server:
        monkeypatch.setattr(discord.http.Route, "BASE", server.api)
        yield server


@pytest.mark.parametrize("token", [None, SecretStr("")])
def test_without_a_token_it_says_so_and_ends(
    engine: Engine, token: SecretStr | None, capsys: pytest.CaptureFixture[str]
) -> None:
    found = Settings.model_construct(discord_token=token)
    assert run(found, engine, SystemClock()) == ExitCode.CONFIGURATION
    assert capsys.readouterr().err == f"{MISSING}\n"


def test_a_wrong_token_is_said_once_and_not_tried_again(
    engine: Engine, settings: Settings, server: FakeDiscord, capsys: pytest.CaptureFixture[str]
) -> None:
    server.statuses = {"/users/@me": 401}
    assert run(settings, engine, SystemClock()) == 78
    assert len(server.requests) == 1
    assert capsys.readouterr().err == f"{REFUSED}\n"


@pytest.mark.parametrize("path", ["/users/@me", "/oauth2/applications/@me", "/gateway/bot"])
@pytest.mark.parametrize(("status", "sentence"), [(401, REFUSED), (403, BARRED)])
def test_a_refusal_at_any_step_of_the_start_is_said_once_and_not_tried_again(
    engine: Engine,
    settings: Settings,
    server: FakeDiscord,
    capsys: pytest.CaptureFixture[str],
    path: str,
    status: int,
    sentence: str,
) -> None:
    server.statuses = {path: status}
    assert run(settings, engine, SystemClock()) == ExitCode.CONFIGURATION
    assert [one for one in server.requests if one.endswith(path)] == [f"/api/v10{path}"]
    assert server.identifies == []
    assert capsys.readouterr().err == f"{sentence}\n"


@pytest.mark.parametrize("status", [400, 404, 418, 429, 503])
def test_what_may_be_better_the_next_time_is_a_failure_to_restart_after(
    engine: Engine, settings: Settings, server: FakeDiscord, capsys: pytest.CaptureFixture[str], status: int
) -> None:
    server.statuses = {"/users/@me": status}
    assert run(settings, engine, SystemClock()) == ExitCode.UNEXPECTED
    assert capsys.readouterr().err == (
        f"Discord cannot be used at the moment: it answered with the status {status}.\n"
    )


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (4014, FORBIDDEN),
        (4013, FORBIDDEN),
        (4004, REFUSED),
        (4011, "more shards"),
        (4010, "refused the shard"),
        (4012, "no longer speaks with this version"),
    ],
)
def test_a_refused_connection_is_said_once_and_not_tried_again(
    engine: Engine,
    settings: Settings,
    server: FakeDiscord,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    code: int,
    sentence: str,
) -> None:
    server.close = code
    with caplog.at_level(logging.DEBUG):
        assert run(settings, engine, SystemClock()) == 78
    assert len(server.identifies) == 1
    errors = capsys.readouterr().err
    assert sentence in errors
    assert errors.count("\n") == 1
    assert TOKEN not in caplog.text


def test_a_discord_that_cannot_be_reached_is_a_failure_to_restart_after(
    engine: Engine, settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:1/api/v10")
    assert run(settings, engine, SystemClock()) == ExitCode.UNEXPECTED
    assert "Is the network there?" in capsys.readouterr().err


def test_an_unforeseen_close_code_is_a_failure(
    engine: Engine, settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Socket:
        close_code = 4999

    async def closed(*_: object) -> None:
        raise discord.ConnectionClosed(Socket(), shard_id=0)  # type: ignore[arg-type]  # all it reads is the code

    monkeypatch.setattr(running_part, "_until_stopped", closed)
    assert run(settings, engine, SystemClock()) == ExitCode.UNEXPECTED
    assert "code 4999" in capsys.readouterr().err


def test_the_settings_reach_the_bot(tmp_path: Path) -> None:
    moment = dt.datetime(2023, 8, 4, tzinfo=dt.UTC)
    found = Settings(
        as_of=moment.isoformat(),
        home_guild_ids=(1,),
        moderator_role_ids=(2,),
        moderator_channel_id=3,
        state_dir=tmp_path,
        shard_count=4,
        shard_ids=(1, 3),
        knowledge_dir=tmp_path / "kept",
        review_edits=True,
        fetch_sources=True,
        unanswered_days=30,
        site_dir=tmp_path / "site",
        site_url="https://strike.example.org",
    )
    config = config_of(found, world.engine(), SystemClock())
    assert config.keeper is not None
    assert config.keeper.folder == tmp_path / "kept"
    assert config.records is not None
    assert (config.review_edits, config.unanswered_days) == (True, 30)
    assert config.fetching is not None
    assert config.fetching.may_reach is is_public, "of the internet, and nothing else"
    assert not config.live
    assert config.state_dir == tmp_path
    assert (config.site_dir, config.site_url) == (tmp_path / "site", "https://strike.example.org/")
    assert (config.shard_count, config.shard_ids) == (4, (1, 3))
    assert (config.moderators.home_guilds, config.moderators.roles, config.moderators.channel) == (
        (1,),
        (2,),
        3,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_closes_the_connection_and_ends_with_success(number: signal.Signals) -> None:
    with running(FakeDiscord()) as server:
        process = subprocess.Popen([sys.executable, LAUNCH, server.api], stderr=subprocess.PIPE, text=True)
        try:
            assert server.ready.wait(15), "connected"
            process.send_signal(number)
            _, errors = process.communicate(timeout=60)
        finally:
            process.kill()
            process.wait()
        assert process.returncode == 0, errors
        assert TOKEN not in errors
        assert "Traceback" not in errors
        assert [command["name"] for command in server.commands][:1] == ["ask"]
        assert server.identifies[0]["intents"] == 1 | 1 << 9 | 1 << 12, (
            "servers, their messages, direct messages"
        )


def test_an_interrupt_without_a_handler_ends_in_peace(
    engine: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(running_part, "_until_stopped", interrupted)
    assert run(settings, engine, SystemClock()) == ExitCode.OK


def test_beside_the_main_thread_it_runs_without_signals(
    engine: Engine, settings: Settings, server: FakeDiscord
) -> None:
    server.close = 4004
    with ThreadPoolExecutor(1) as other:
        assert other.submit(run, settings, engine, SystemClock()).result(20) == ExitCode.CONFIGURATION


def test_the_handlers_of_signals_are_given_back(
    engine: Engine, settings: Settings, server: FakeDiscord
) -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    server.close = 4004
    run(settings, engine, SystemClock())

    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before
