"""The guide to a first base: its commands run as they stand there, and what it writes is answered as it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from bot.cli.app import COMMANDS
from bot.exits import ExitCode
from bot.knowledge.loader import assemble
from tests.cli.clock import at_end_of

if TYPE_CHECKING:
    from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/first-base.md").read_text("utf-8")
DAY = "2024-05-21"


def commands() -> list[list[str]]:
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", PAGE, re.MULTILINE | re.DOTALL)
    return [shlex.split(line, comments=True) for block in blocks for line in block.strip().splitlines()]


def of(name: str) -> list[str]:
    return next(words[1:] for words in commands() if words[:2] == ["strikebot", name])


def test_every_command_of_the_page_is_one() -> None:
    named = [words[1] for words in commands() if words[0] == "strikebot"]
    assert named == ["init", "ask", "check", "demo", "invite"]
    assert set(named) <= set(COMMANDS)


def test_what_is_no_command_of_ours_is_as_in_the_readme() -> None:
    readme = [line.strip() for line in (ROOT / "README.md").read_text("utf-8").splitlines()]
    others = re.findall(r"^ +((?:mkdir|cp|docker) .*)$", PAGE, re.MULTILINE)
    assert len(others) == 3
    assert [line for line in others if line not in readme] == []


def test_from_an_empty_folder_it_begins_asks_and_checks(run: Run) -> None:
    for name, said in (("init", "is a knowledge base now"), ("ask", "day 19"), ("check", "Still missing")):
        ended = run(*of(name))
        assert ended.exit_code == ExitCode.OK, ended.output
        assert said in ended.stdout


def test_the_link_to_the_server_is_printed(run: Run) -> None:
    ended = run(*of("invite"))
    assert ended.exit_code == ExitCode.OK, ended.output
    assert "https://discord.com/" in ended.stdout


def test_what_it_writes_is_in_order_and_answered(run: Run, place: Path) -> None:
    run(*of("init"))
    folder = place / "my-strike"
    for name, written in re.findall(r"^```yaml\n# (\S+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL):
        file = folder / name
        file.write_text(f"{file.read_text('utf-8').rstrip()}\n\n{written}", "utf-8")
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}
    base, problems = assemble(files)
    assert base is not None, problems
    engine = Engine(base)
    rows = re.findall(r"^\| (?!Ask |-)(.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
    assert len(rows) == 2
    for question, said in rows:
        reply = engine.ask(question, at_end_of(DAY, base.zone), live=True)
        assert reply.kind == "answer", (question, text(reply))
        assert said in text(reply)


@pytest.mark.parametrize("page", ["README.md", "docs/knowledge.md"])
def test_people_are_led_to_it(page: str) -> None:
    assert "first-base.md)" in (ROOT / page).read_text("utf-8")


def test_it_fits_on_a_page_and_its_links_lead_somewhere() -> None:
    assert len(PAGE.split()) < 950
    for link in re.findall(r"\]\((?!https)([^)#]+)", PAGE):
        assert (ROOT / "docs" / link).resolve().is_file(), link
