"""`service`: it does not end where a restart would change nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.cli.service import WAITING
from bot.exits import ExitCode
from tests.discord_app.fake_discord import FakeDiscord, running

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to wait for")
LAUNCHER = (
    "import sys, discord.http, bot.__main__; discord.http.Route.BASE = sys.argv.pop(1); bot.__main__.main()"
)


def start(root: Path, knowledge: Path, *before: str, **settings: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "SECRETS_DIR": str(knowledge), "STATE_DIR": str(knowledge.parent / "state")}
    return subprocess.Popen(
        [sys.executable, *(before or ("-m", "bot")), "service", "--knowledge", str(knowledge)],
        cwd=root,
        env={**environment, **settings},
        stderr=subprocess.PIPE,
        text=True,
    )


def until_it_waits(service: subprocess.Popen[str]) -> list[str]:
    """What it said before it began to wait. Ends, too, when the process does."""
    assert service.stderr is not None
    said: list[str] = []
    for line in service.stderr:
        if line == f"{WAITING}\n":
            assert service.poll() is None
            return said
        said.append(line)
    raise AssertionError(f"it ended with {service.wait()}: {said}")


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(
    ("settings", "sentence", "code"),
    [
        ({"DISCORD_TOKEN": ""}, "Strikebot has no token", ExitCode.CONFIGURATION),
        ({"DISCORD_TOKEN": "x", "LOG_LEVEL": "loud"}, "LOG_LEVEL: found", ExitCode.CONFIGURATION),
    ],
)
def test_it_says_once_what_a_person_has_to_mend_and_waits_to_be_stopped(
    project_root: Path, sample: Path, settings: dict[str, str], sentence: str, code: int, stop: signal.Signals
) -> None:
    with start(project_root, sample, **settings) as service:
        said = until_it_waits(service)
        service.send_signal(stop)
        assert service.wait(10) == code

    assert len([line for line in said if sentence in line]) == 1


def test_it_waits_without_knowledge(project_root: Path, tmp_path: Path) -> None:
    with start(project_root, tmp_path / "none", DISCORD_TOKEN="x") as service:
        said = until_it_waits(service)
        service.terminate()
        assert service.wait(10) == ExitCode.CONFIGURATION

    assert "no folder" in "".join(said)


def test_a_refused_token_is_tried_once(project_root: Path, sample: Path) -> None:
    with running(FakeDiscord(statuses={"/users/@me": 401})) as discord:
        with start(
            project_root, sample, "-c", LAUNCHER, discord.api, DISCORD_TOKEN="made.up.token"
        ) as service:
            until_it_waits(service)
            service.terminate()
            assert service.wait(10) == ExitCode.CONFIGURATION

        assert len(discord.requests) == 1


def test_it_ends_when_it_is_stopped_while_it_works(project_root: Path, sample: Path) -> None:
    with (
        running(FakeDiscord()) as discord,
        start(project_root, sample, "-c", LAUNCHER, discord.api, DISCORD_TOKEN="made.up.token") as service,
    ):
        assert discord.ready.wait(60)
        service.terminate()
        assert service.wait(15) == ExitCode.OK
