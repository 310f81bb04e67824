"""The image's steps replayed on this machine, and the bot started from what they make."""

from __future__ import annotations

import filecmp
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli.service import WAITING
from deploy import replay
from tests.discord_app.fake_discord import FakeDiscord, running

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
REPLAY = [sys.executable, "-m", "deploy.replay"]

pytestmark = pytest.mark.skipif(bool(replay.why_not()), reason=replay.why_not() or "")


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("image") / "replayed"
    ended = subprocess.run([*REPLAY, "build", str(folder)], cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr[-4000:]
    return folder


def start(image: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*REPLAY, "run", str(image), *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(image: Path, *options: str) -> tuple[int, str, str]:
    process = start(image, *options)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.fixture(scope="module")
def seen(image: Path) -> dict[str, Any]:
    """What a process inside finds."""
    code, out, err = run(image, "--bind", f"{HERE}:/given", "--entrypoint", "python", "--", "/given/look.py")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_it_is_the_user_of_the_image_without_any_capability(seen: dict[str, Any]) -> None:
    assert (seen["user"], seen["group"], seen["groups"]) == (10001, 10001, [])
    assert {int(value, 16) for value in seen["capabilities"]} == {0}
    assert seen["no_new_privileges"] == "1"


def test_it_can_write_to_its_records_and_to_the_temporary_folder_only(seen: dict[str, Any]) -> None:
    assert seen["writable"] == ["/data", "/tmp"]


def test_its_environment_is_that_of_the_image(seen: dict[str, Any], image: Path) -> None:
    expected = json.loads((image / "image.json").read_text("utf-8"))["env"]

    assert seen["environment"] == sorted(expected)


def test_the_image_holds_the_bot_and_its_knowledge_and_no_test(seen: dict[str, Any]) -> None:
    assert seen["app"] == ["knowledge"]
    assert {"bot", "discord"} <= set(seen["packages"])
    assert not {"tests", "pip", "setuptools", "pytest", "simcord"} & set(seen["packages"])
    assert not {"work", "root", "home"} & set(seen["top"])


def test_the_knowledge_in_the_image_is_in_order(image: Path) -> None:
    code, out, err = run(image, "--", "check")

    assert (code, err) == (0, "")
    assert "No problems" in out


def test_a_question_is_answered_from_the_image(image: Path) -> None:
    asked = ["ask", "--json", "what day of the WGA strike is it", "--as-of", "2023-08-04"]
    code, out, err = run(image, "--", *asked)

    assert (code, err) == (0, "")
    assert json.loads(out)["strike"] == {"id": "wga-2023", "status": "ongoing", "day": 95}


def test_without_a_token_the_default_command_says_so_and_ends_with_78(image: Path) -> None:
    code, _, err = run(image)

    assert code == 78
    assert "DISCORD_TOKEN" in err


def test_a_backup_made_and_restored_inside_brings_the_mounted_knowledge_back(
    image: Path, tmp_path: Path
) -> None:
    mounted = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", mounted)
    for path in (tmp_path, mounted, *mounted.rglob("*")):
        os.chown(path, 10001, 10001)
    bind = ["--bind", f"{mounted}:/app/knowledge:rw", "--"]

    assert run(image, *bind, "backup", "/data/backup.zip", "--force")[0] == 0
    (mounted / "answers.yaml").unlink()
    (mounted / "README.md").write_text("Changed\n", "utf-8")
    code, out, err = run(image, *bind, "restore", "/data/backup.zip", "--force")

    assert (code, err) == (0, "")
    assert out.startswith("Restored ")
    compared = filecmp.dircmp(ROOT / "knowledge", mounted)
    assert (compared.left_only, compared.right_only, compared.diff_files) == ([], [], [])


def test_as_a_service_without_a_token_it_waits_and_stops_at_sigterm(image: Path) -> None:
    with start(image, "--", "service") as service:
        assert service.stderr is not None
        said = [service.stderr.readline(), service.stderr.readline()]
        service.send_signal(signal.SIGTERM)
        assert service.wait(10) == 78

    assert "DISCORD_TOKEN" in said[0]
    assert said[1] == f"{WAITING}\n"


@pytest.fixture
def discord() -> Iterator[FakeDiscord]:
    with running(FakeDiscord()) as server:
        yield server


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """A folder with the token that only the user of the image may read."""
    token = tmp_path / "discord_token"
    token.write_text("made.up.token\n", "utf-8")
    for path, mode in ((token, 0o400), (tmp_path, 0o500)):
        path.chmod(mode)
        os.chown(path, 10001, 10001)
    return tmp_path


@pytest.fixture
def mounted(tmp_path: Path) -> Path:
    """Knowledge of the bot's own user, as it is mounted."""
    folder = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 10001, 10001)
    return folder


def read_until(bot: subprocess.Popen[str], text: str) -> str:
    """What the bot says until a line has a text in it."""
    assert bot.stderr is not None
    lines: list[str] = []
    for line in bot.stderr:
        lines.append(line)
        if text in line:
            return "".join(lines)
    raise AssertionError("".join(lines))


def against(discord: FakeDiscord, *options: str) -> list[str]:
    """Options that start the bot with a Discord of this machine."""
    inside = [
        "--env",
        f"DISCORD_API={discord.api}",
        "--entrypoint",
        "python",
        "--",
        "/given/against.py",
        "run",
    ]
    return ["--bind", f"{HERE}:/given", *options, *inside]


def test_the_images_own_health_check_finds_it_well_and_it_takes_a_changed_file(
    image: Path, discord: FakeDiscord, secrets: Path, mounted: Path
) -> None:
    check = json.loads((image / "image.json").read_text("utf-8"))["healthcheck"]
    binds = ["--bind", f"{secrets}:/run/secrets", "--bind", f"{mounted}:/app/knowledge:rw"]
    with start(image, *against(discord, *binds, "--env", "HTTP_PORT=0")) as bot:
        try:
            served = re.search(r"served on 127.0.0.1 port (\d+)", read_until(bot, "metrics are served"))
            assert served
            assert discord.ready.wait(60)
            asking = ["--env", f"HTTP_PORT={served[1]}", "--entrypoint", check[0], "--", *check[1:]]
            well = run(image, *asking)
            with (mounted / "issues.yaml").open("a", encoding="utf-8") as file:
                file.write("# Seen by a moderator\n")
            said = read_until(bot, " entries, ")
            bot.send_signal(signal.SIGTERM)
            said += bot.communicate(timeout=60)[1]
        finally:
            bot.kill()
    gone = run(image, *asking)

    assert well == (0, "gateway: ok\n", "")
    assert bot.returncode == 0
    assert "building it here" not in said, "the process that builds the base can be had in the image"
    assert (gone[0], gone[1]) == (1, "")


def test_the_bot_runs_from_the_image_and_stops_at_sigterm(
    image: Path, discord: FakeDiscord, secrets: Path
) -> None:
    bot = start(image, *against(discord, "--bind", f"{secrets}:/run/secrets"))
    try:
        assert discord.ready.wait(60), (
            bot.communicate(timeout=1) if bot.poll() is not None else "not connected"
        )
        bot.send_signal(signal.SIGTERM)
        out, err = bot.communicate(timeout=60)
    finally:
        if bot.poll() is None:
            bot.kill()

    assert bot.returncode == 0, err
    assert discord.identifies[0]["token"] == "made.up.token"
    assert "made.up.token" not in out + err
