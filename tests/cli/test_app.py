"""The group: help, version, exit codes, and errors in a sentence."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

import bot.cli.ask
import bot.cli.failures
from bot import __version__
from bot.cli.app import COMMANDS, cli
from bot.exits import MEANING, ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_help_lists_every_command_with_examples_and_exit_codes(run: Run) -> None:
    shown = run("--help")

    assert shown.exit_code == 0
    assert all(f"\n  {name} " in shown.stdout for name in COMMANDS)
    assert "strikebot chat" in shown.stdout
    assert all(str(code.value) in shown.stdout for code in ExitCode)
    assert set(MEANING) == set(ExitCode)


WITHOUT_BASE = {"health", "init", "invite"}
"""Commands that need no base: one asks a bot that has its own, one makes a new one."""


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_with_an_example_and_a_knowledge_option(run: Run, name: str) -> None:
    shown = run(name, "--help")

    assert shown.exit_code == 0
    assert f"strikebot {name}" in shown.stdout.split("Examples:")[1]
    assert ("--knowledge DIR" in shown.stdout) == (name not in WITHOUT_BASE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_is_for(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)

    assert command is not None
    assert command.help
    assert command.short_help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"strikebot {__version__}\n"


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    assert "Usage: strikebot" in run().output


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["aks"], "No such command 'aks'. Did you mean ask?"),
        (["zzz"], "No such command 'zzz'."),
        (["ask", "--jsn", "x"], "No such option '--jsn'"),
    ],
)
def test_what_is_not_understood_is_said_with_what_was_meant(run: Run, args: list[str], said: str) -> None:
    ended = run(*args)

    assert ended.exit_code == ExitCode.USAGE
    assert said in ended.stderr


def _failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(folder: Path) -> None:
        raise error

    monkeypatch.setattr(bot.cli.ask, "load_engine", fail)


def test_a_mistake_of_ours_is_a_sentence_and_the_traceback_is_in_the_log(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _failing(monkeypatch, ZeroDivisionError("deep inside"))
    ended = run("ask", "x")
    log = (place / "state" / "errors.log").read_text("utf-8")
    number = ended.stderr.split("error ")[1].split(")")[0]

    assert ended.exit_code == ExitCode.UNEXPECTED
    assert ended.stderr.startswith("strikebot: Something went wrong in Strikebot itself (error ")
    assert "Traceback" not in ended.stderr
    assert f"error {number}" in log
    assert "ZeroDivisionError: deep inside" in log


def test_a_full_log_is_put_aside(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(monkeypatch, ZeroDivisionError())
    monkeypatch.setattr(bot.cli.failures, "MAX_LOG", 10)
    run("ask", "x")
    run("ask", "x")

    assert (place / "state" / "errors.old").exists()


def test_where_no_log_can_be_written_debug_is_offered(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "state").write_text("a file in the way")
    _failing(monkeypatch, ZeroDivisionError())

    assert "`strikebot --debug …` shows the details." in run("ask", "x").stderr


def test_debug_shows_the_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(monkeypatch, ZeroDivisionError("deep inside"))
    ended = run("--debug", "ask", "x")

    assert ended.exit_code == ExitCode.UNEXPECTED
    assert "ZeroDivisionError: deep inside" in ended.stderr


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            OSError(errno.ENOSPC, "No space left on device"),
            "the output cannot be read or written: no space left",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "a/b"),
            "a/b cannot be read or written: permission",
        ),
        (OSError(), "the output cannot be read or written: oserror."),
    ],
)
def test_a_disk_that_fails_is_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    _failing(monkeypatch, error)
    ended = run("ask", "x")

    assert ended.exit_code == ExitCode.NO_OUTPUT
    assert said in ended.stderr


def test_ctrl_c_is_clean(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(monkeypatch, KeyboardInterrupt())
    ended = run("ask", "x")

    assert ended.exit_code == ExitCode.INTERRUPTED
    assert ended.output.strip() == ""


def test_a_pipe_that_closes_is_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(monkeypatch, BrokenPipeError(errno.EPIPE, "Broken pipe"))
    ended = run("ask", "x")

    assert ended.exit_code == ExitCode.PIPE_CLOSED
    assert ended.output == ""


def test_no_folder_is_a_sentence(run: Run, place: Path) -> None:
    for name in ("ask", "check", "fmt", "chat"):
        ended = run(name, *(["x"] if name == "ask" else []), "--knowledge", "nowhere")

        assert ended.exit_code == ExitCode.NO_INPUT, name
        assert ended.stderr == (
            "strikebot: There is no folder nowhere. Name the folder of the knowledge base with --knowledge DIR"
            " or KNOWLEDGE_DIR.\n"
        )


def test_a_file_in_place_of_the_folder_is_a_sentence(run: Run, place: Path) -> None:
    (place / "notes").write_text("x")

    assert "notes is a file, not a folder." in run("ask", "x", "--knowledge", "notes").stderr


def test_without_settings_the_folder_knowledge_is_used(place: Path, sample: Path) -> None:
    (place / "knowledge").symlink_to(sample)

    assert CliRunner().invoke(cli, ["ask", "is the strike over", "--as-of", "2023-08-05"]).exit_code == 0


def test_a_file_env_names_the_folder_and_the_moment(place: Path, sample: Path) -> None:
    (place / ".env").write_text(f"KNOWLEDGE_DIR={sample}\nAS_OF=2023-08-05\n")
    ended = CliRunner().invoke(cli, ["ask", "--json", "is the strike over"])

    assert ended.exit_code == 0
    assert '"as_of": "2023-08-05T23:59:59-07:00"' in ended.stdout


def test_a_wrong_setting_in_a_file_env_is_a_sentence(place: Path) -> None:
    (place / ".env").write_text("PORT=many\n")
    ended = CliRunner().invoke(cli, ["ask", "x"])

    assert ended.exit_code == ExitCode.CONFIGURATION
    assert ended.stderr == (
        "strikebot: PORT: found “many”, expected a number from 0 to 65535 (0: any that is free)\n"
    )
