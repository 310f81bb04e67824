"""`invite`: the link that adds the bot to a server, with what it needs and nothing more."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from bot.discord_app.invite import PERMISSIONS, id_in
from bot.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

ID = "123456789012345678"
TOKEN = f"{base64.b64encode(ID.encode()).decode().rstrip('=')}.abcdef.{'x' * 27}"


def test_the_link_asks_for_what_the_bot_needs(run: Run) -> None:
    ended = run("invite", ID)
    url = urlsplit(ended.stdout.strip())
    asked = parse_qs(url.query)

    assert ended.exit_code == ExitCode.OK
    assert (url.scheme, url.netloc, url.path) == ("https", "discord.com", "/oauth2/authorize")
    assert asked["client_id"] == [ID]
    assert asked["scope"] == ["bot applications.commands"]
    needed = discord.Permissions(**dict.fromkeys(PERMISSIONS, True))
    assert discord.Permissions(int(asked["permissions"][0])) == needed


def test_nothing_that_could_do_harm_is_asked_for() -> None:
    dangerous = discord.Permissions(
        administrator=True, manage_guild=True, manage_messages=True, mention_everyone=True, ban_members=True
    )
    assert not {name for name, on in dangerous if on} & set(PERMISSIONS)


def test_the_id_is_taken_from_the_token(run: Run) -> None:
    ended = run("invite", env={"DISCORD_TOKEN": TOKEN})

    assert f"client_id={ID}&" in ended.stdout
    assert TOKEN not in ended.output


@pytest.mark.parametrize("id", ["", "12", "abc", f"{ID}&scope=admin", "1" * 21, "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨"])
def test_what_is_no_id_is_told(run: Run, id: str) -> None:
    ended = run("invite", id)

    assert ended.exit_code == ExitCode.USAGE
    assert "17 to 20 digits" in ended.output


def test_without_an_id_and_a_token_it_says_where_to_find_one(run: Run) -> None:
    ended = run("invite")

    assert ended.exit_code == ExitCode.USAGE
    assert "General Information, Application ID" in ended.output


@pytest.mark.parametrize("token", ["", "nothing", "bm90IGFuIGlk.a.b", "a" * 80, "é.a.b"])
def test_a_token_without_an_id_has_none(token: str) -> None:
    assert id_in(token) is None


def test_the_operators_page_names_each_permission(project_root: Path) -> None:
    page = (project_root / "docs/operating.md").read_text("utf-8")
    assert [name for name in PERMISSIONS if f"| {name.replace('_', ' ').capitalize()} |" not in page] == []
