"""Every command and its options are in the README; what commands share, and exit codes, in docs/settings.md."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from bot.cli.app import COMMANDS, cli
from bot.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_has_the_command_and_its_options(project_root: Path, name: str) -> None:
    readme = (project_root / "README.md").read_text("utf-8")
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    shared = (project_root / "docs/settings.md").read_text("utf-8")
    row = next(line for line in readme.splitlines() if line.startswith(f"| `strikebot {name}"))

    common = {"--knowledge", "--as-of"}
    for option in command.params:
        if isinstance(option, click.Option) and not option.hidden:
            assert f"`{option.opts[0]}" in (shared if option.opts[0] in common else row), option.opts[0]


def test_every_exit_code_is_documented(project_root: Path) -> None:
    page = (project_root / "docs/settings.md").read_text("utf-8")

    assert all(f"| `{code.value}` |" in page for code in ExitCode)


def test_every_option_of_the_group_is_documented(project_root: Path) -> None:
    page = (project_root / "docs/settings.md").read_text("utf-8")

    assert all(f"`{option.opts[-1]}`" in page for option in cli.params)


def test_the_example_in_the_readme_is_what_the_program_prints(
    project_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project_root)
    readme = (project_root / "README.md").read_text("utf-8")
    example = readme.split("$ strikebot ask ")[1].split("```")[0]
    command, _, shown = example.partition("\n")

    ended = CliRunner().invoke(cli, ["ask", *shlex.split(command)], env={"AS_OF": None, "COLUMNS": "100"})

    assert " ".join(ended.stdout.split()) == " ".join(shown.split())
