"""compose.yaml: each hardening rule, held by reading it; and Compose's own opinion where Compose is there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
BOT = SERVICES["strikebot"]
IMAGE = (ROOT / "Dockerfile").read_text("utf-8")


def compose() -> list[str] | None:
    """Docker Compose, as a program of its own or as Docker's; it needs no engine to check a file."""
    for program in (
        shutil.which("docker-compose", path=str(Path(sys.executable).parent)),
        shutil.which("docker-compose"),
    ):
        if program:
            return [program]
    if shutil.which("docker"):
        plugin = ["docker", "compose"]
        if subprocess.run([*plugin, "version"], capture_output=True).returncode == 0:
            return plugin
    return None


@pytest.mark.parametrize("profile", [[], ["--profile", "postgres"]])
def test_compose_takes_the_file(profile: list[str]) -> None:
    command = compose()
    if command is None:
        pytest.skip("Docker Compose is not here")
    ended = subprocess.run(
        [*command, *profile, "config", "--quiet"], cwd=ROOT, capture_output=True, text=True
    )

    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_walled_in(name: str) -> None:
    service = SERVICES[name]

    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["read_only"] is True
    assert any(place.split(":")[0] == "/tmp" for place in service["tmpfs"])
    assert {"mem_limit", "memswap_limit", "pids_limit", "cpus", "stop_grace_period"} <= set(service)
    assert not {"privileged", "ports", "network_mode", "pid", "ipc", "devices"} & set(service)
    assert "docker.sock" not in str(service)


def test_the_bot_gets_no_capability_back_and_is_not_root() -> None:
    assert "cap_add" not in BOT
    assert BOT["user"] == "${STRIKEBOT_USER:-10001:10001}"
    assert re.findall(r"^USER (.+)$", IMAGE, re.MULTILINE)[-1] in BOT["user"]
    assert BOT["init"] is True


def test_it_comes_back_after_a_reboot_and_does_not_spin_on_what_a_person_has_to_mend() -> None:
    assert BOT["restart"] == "unless-stopped"
    assert BOT["command"] == ["service"]


def test_it_has_longer_to_stop_than_the_bot_takes() -> None:
    assert int(BOT["stop_grace_period"].removesuffix("s")) > 10


def test_what_can_be_written_is_the_knowledge_and_the_records_and_is_where_the_image_expects_it() -> None:
    image = dict(re.findall(r"^ *(KNOWLEDGE_DIR|STATE_DIR)=(\S+)", IMAGE, re.MULTILINE))
    writable = {volume["target"] for volume in BOT["volumes"] if not volume.get("read_only")}

    assert writable == {image["KNOWLEDGE_DIR"], image["STATE_DIR"]}
    assert all(volume["bind"] == {"create_host_path": False} for volume in BOT["volumes"])


def test_secrets_come_from_files_only() -> None:
    secret = re.compile("TOKEN|PASSWORD|DATABASE_URL")

    (mounted,) = [volume for volume in BOT["volumes"] if volume["target"] == "/run/secrets"]
    assert mounted["read_only"] is True
    assert not [name for name in BOT["environment"] if secret.search(name)]
    assert [name for name in SERVICES["postgres"]["environment"] if secret.search(name)] == [
        "POSTGRES_PASSWORD_FILE"
    ]
    assert COMPOSE["secrets"] == {"postgres_password": {"file": "./secrets/postgres_password"}}
    assert {"secrets/", ".env", "data/"} <= set((ROOT / ".gitignore").read_text("utf-8").splitlines())


def test_the_database_starts_only_when_it_is_asked_for_and_is_reached_by_the_bot_alone() -> None:
    database = SERVICES["postgres"]

    assert database["profiles"] == ["postgres"]
    assert database["networks"] == ["database"]
    assert COMPOSE["networks"]["database"] == {"internal": True}
    assert BOT["depends_on"]["postgres"] == {"condition": "service_healthy", "required": False}
    assert database["healthcheck"]["test"][0] == "CMD"


def test_the_image_is_that_of_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    assert BOT["image"] == f"strikebot:{version}"


def test_every_variable_is_a_setting() -> None:
    known = {name.upper() for name in Settings.model_fields}

    assert set(BOT["environment"]) <= known


def test_every_service_profile_and_secret_that_the_guide_names_exists() -> None:
    guide = (ROOT / "docs" / "operating.md").read_text("utf-8")

    assert set(re.findall(r"COMPOSE_PROFILES=(\w+)", guide)) == {"postgres"}
    assert set(re.findall(r"secrets/(\w+)", guide)) == {"discord_token", "postgres_password", "database_url"}
    assert set(re.findall(r"strikebot:(\d+\.\d+\.\d+)", guide)) == {BOT["image"].split(":")[1]}
