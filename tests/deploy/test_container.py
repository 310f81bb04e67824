"""The image, built from its Dockerfile and run behind the walls of compose.yaml, against a stand-in for Discord."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli.service import WAITING
from bot.records.urls import default_url
from tests.deploy.containers import (
    ANNA,
    HOME,
    USER,
    Host,
    answer,
    following,
    history,
    owned,
    running,
    waiting,
)
from tests.deploy.engine import Engine, Missing, base, engine
from tests.records.earlier import make
from tests.standin.moderating import WORDS, saved
from tests.standin.standin import TOKEN, StandIn, answered, standing_in

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

QUESTION = "what did mara lind say about robots"
BEFORE, AFTER = "will ever breathe into this glass", "will ever lay a hand on this glass"
LONGEST = 10.0
"""Seconds that Docker waits before it kills."""


@pytest.fixture(scope="module")
def podman(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    try:
        with engine(tmp_path_factory.mktemp("containers")) as made:
            yield made
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def image(podman: Engine) -> str:
    """The image of the Dockerfile as it is, built once."""
    name = "localhost/strikebot:tested"
    built = podman.build("--build-arg=REVISION=abc", f"--tag={name}")
    assert built.returncode == 0, built.stderr[-4000:]
    return name


def run(podman: Engine, image: str, *words: str, options: tuple[str, ...] = ()) -> tuple[int, str, str]:
    """A command in a container of its own: its exit code, what it printed and what it said."""
    ended = subprocess.run(
        [*podman.start(image, "--rm", *options), *words], capture_output=True, text=True, timeout=120
    )
    return ended.returncode, ended.stdout, ended.stderr


async def well(podman: Engine, *words: str, seconds: float = 30.0) -> subprocess.CompletedProcess[str]:
    """What a command says once it ends well, as a probe asks: again each second, for so long."""
    end = asyncio.get_running_loop().time() + seconds
    while True:
        asked = await asyncio.to_thread(podman.do, *words)
        if asked.returncode == 0 or asyncio.get_running_loop().time() > end:
            return asked
        await asyncio.sleep(1)


def test_where_there_is_no_engine_it_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Missing, match=r"needs Linux and root|there is no podman"), engine(tmp_path):
        pass


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return Host.made(tmp_path / "host")


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    async with standing_in() as made:
        yield made


@pytest.fixture(scope="module")
def seen(podman: Engine, image: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a process inside finds."""
    given = Host.made(tmp_path_factory.mktemp("looked-at") / "host").folder / "given"
    options = (f"--volume={given}:/given:ro", "--entrypoint=python")
    code, out, err = run(podman, image, "/given/look.py", options=options)
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_it_is_the_user_of_the_image_without_any_capability(seen: dict[str, Any]) -> None:
    assert (seen["user"], seen["group"]) == (USER, USER)
    assert set(seen["groups"]) <= {USER}
    assert {int(value, 16) for value in seen["capabilities"]} == {0}
    assert seen["no_new_privileges"] == "1"


def test_it_can_write_to_its_records_and_to_the_temporary_folder_only(seen: dict[str, Any]) -> None:
    assert seen["writable"] == ["/data", "/tmp"]


def test_only_the_knowledge_and_the_records_belong_to_it(seen: dict[str, Any]) -> None:
    assert seen["owned"] == ["/app/knowledge", "/data"]


def test_the_image_holds_the_bot_and_its_knowledge_and_no_test(seen: dict[str, Any]) -> None:
    assert seen["app"] == ["LICENSE", "knowledge"]
    assert {"bot", "discord"} <= set(seen["packages"])
    assert not {"tests", "pip", "setuptools", "pytest", "simcord", "rich", "prompt_toolkit"} & set(
        seen["packages"]
    )


def test_the_image_says_what_it_is_and_how_it_is_run(podman: Engine, image: str) -> None:
    told = json.loads(podman.do("image", "inspect", image).stdout)[0]
    config = told["Config"]

    assert (config["User"], config["Entrypoint"], config["Cmd"]) == ("10001:10001", ["strikebot"], ["run"])
    assert (config["StopSignal"], list(config["Volumes"])) == ("SIGTERM", ["/data"])
    assert config["Labels"]["org.opencontainers.image.revision"] == "abc"
    assert told["Healthcheck"]["Test"] == ["CMD", "strikebot", "health"]
    assert not [pair for pair in config["Env"] if re.search("TOKEN|PASSWORD|SECRET|DATABASE", pair)]


def test_a_build_sees_only_what_the_image_is_made_of(podman: Engine) -> None:
    seen = podman.build(
        "--no-cache", file=f"FROM {base()}\nCOPY . /seen/\nRUN cd /seen && find . -type f | sed s/^/seen:/\n"
    )
    names = [line.removeprefix("seen:./") for line in seen.stdout.splitlines() if line.startswith("seen:")]

    assert seen.returncode == 0, seen.stderr
    assert {name.split("/")[0] for name in names} == {
        "LICENSE", "bot", "knowledge", "pyproject.toml", "requirements",
    }  # fmt: skip
    assert not [
        name for name in names if re.search(r"__pycache__|\.py[cod]$|\.sqlite3|/\.|secret|token", name)
    ]


def test_a_question_is_answered_from_the_image(podman: Engine, image: str) -> None:
    asked = ["ask", "--json", "what day of the WGA strike is it", "--as-of", "2023-08-04"]
    code, out, err = run(podman, image, *asked)

    assert (code, err) == (0, "")
    assert json.loads(out)["strike"] == {"id": "wga-2023", "status": "ongoing", "day": 95}


async def test_as_a_service_without_a_token_it_waits_and_stops_at_sigterm(podman: Engine, image: str) -> None:
    async with following([*podman.start(image, "--rm"), "service"]) as service:
        await service.says(WAITING, 60)
        code, seconds = await service.stop()

    assert "DISCORD_TOKEN" in service.lines[0]
    assert code == 78
    assert seconds < LONGEST


async def test_it_answers_takes_a_changed_file_is_well_and_stops_at_sigterm(
    podman: Engine, image: str, host: Host, standin: StandIn
) -> None:
    quotes = host.folder / "knowledge/strikes/lamp-2025/quotes.yaml"
    async with running(podman, image, "answers", host, standin, AS_OF="2026-01-05") as bot:
        await standin.gateway.connected(seconds=60)
        first = await answer(standin, QUESTION)
        quotes.write_text(quotes.read_text("utf-8").replace(BEFORE, AFTER), "utf-8")
        await bot.says(" entries, ", 60)
        second = await answer(standin, QUESTION)
        served = re.search(r"served on 127.0.0.1 port (\d+)", await bot.says("metrics are served"))
        assert served
        port = f"--env=HTTP_PORT={served[1]}"
        asked = await well(podman, "exec", port, "answers", "strikebot", "health", "--ready")
        code, seconds = await bot.stop()
        told = json.loads(podman.do("inspect", "answers").stdout)[0]

    assert BEFORE in first
    assert AFTER in second
    assert (asked.returncode, asked.stderr) == (0, ""), asked.stdout
    assert (code, told["State"]["OOMKilled"]) == (0, False), bot.log
    assert (told["HostConfig"]["Memory"], told["HostConfig"]["ReadonlyRootfs"]) == (512 * 1024**2, True)
    assert seconds < LONGEST
    assert "building it here" not in bot.log, "the process that builds the base can be had in the container"
    assert TOKEN not in bot.log
    assert standin.gateway.closed == [1000], "Discord was told goodbye"


async def test_after_a_kill_it_comes_back_with_what_was_saved(
    podman: Engine, image: str, host: Host, standin: StandIn
) -> None:
    async with running(podman, image, "killed", host, standin, AS_OF="2026-01-05") as bot:
        await standin.gateway.connected(seconds=60)
        await saved(standin, HOME, ANNA, "who blinked")
        await asyncio.to_thread(podman.do, "kill", "--signal=KILL", "killed")
        code = await bot.ended()
        await standin.gateway.until(lambda: standin.gateway.connection() is None, 20)
        async with following(podman.words("start", "--attach", "killed")) as again:
            await standin.gateway.connected(seconds=60)
            told = await answer(standin, "who blinked")
            await asyncio.to_thread(podman.do, "stop", "--time=15", "killed")
            stopped = await again.ended()

    assert (code, stopped) == (137, 0), again.log
    assert WORDS in told
    assert [state for _, state in await history(host)] == ["done"]


async def test_a_backup_of_one_container_is_restored_into_another(
    podman: Engine, image: str, host: Host, standin: StandIn, tmp_path: Path
) -> None:
    async with running(podman, image, "saved", host, standin, AS_OF="2026-01-05") as bot:
        await standin.gateway.connected(seconds=60)
        await saved(standin, HOME, ANNA, "who blinked")
        made = await asyncio.to_thread(podman.do, "exec", "saved", "strikebot", "backup", "/data/saved.zip")
        await bot.stop()
    other = Host.made(tmp_path / "other")
    shutil.move(host.folder / "data/saved.zip", other.folder / "data/saved.zip")
    restored = run(podman, image, "restore", "/data/saved.zip", "--force", options=tuple(other.mounts()))
    async with running(podman, image, "restored", other, standin, AS_OF="2026-01-05") as bot:
        await standin.gateway.connected(seconds=60)
        told = await answer(standin, "who blinked")
        code, _ = await bot.stop()

    assert made.returncode == 0, made.stderr
    assert (restored[0], restored[2]) == (0, "")
    assert code == 0, bot.log
    assert WORDS in told
    assert await history(other) == await history(host)


async def test_records_of_the_first_version_are_brought_up_to_date_and_kept(
    podman: Engine, image: str, host: Host, standin: StandIn
) -> None:
    await make(default_url(host.folder / "data"), "0001")
    owned(host.folder / "data")
    async with running(podman, image, "upgraded", host, standin) as bot:
        await standin.gateway.connected(seconds=60)
        await answered([await standin.ask("what day is it", HOME)], 60)
        code, _ = await bot.stop()

    assert code == 0, bot.log
    assert "The records went from version 0001 to" in bot.log
    assert await waiting(host) == [("old key", 3)]
