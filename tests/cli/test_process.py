"""The real process over the shipped knowledge: few, since each takes a second."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

STRIKEBOT = [sys.executable, "-m", "bot"]


def start(root: Path, *args: str, **changes: str) -> subprocess.Popen[str]:
    environment = {
        name: value for name, value in os.environ.items() if name not in ("AS_OF", "KNOWLEDGE_DIR")
    }
    return subprocess.Popen(
        [*STRIKEBOT, *args],
        cwd=root,
        env={**environment, **changes},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def test_a_question_gets_its_answer_with_the_day_of_the_strike(project_root: Path) -> None:
    asked = start(project_root, "ask", "--json", "what day of the WGA strike is it", "--as-of", "2023-08-04")
    out, err = asked.communicate(timeout=60)
    reply = json.loads(out)

    assert (asked.returncode, err) == (0, "")
    assert reply["kind"] == "answer"
    assert reply["strike"] == {"id": "wga-2023", "status": "ongoing", "day": 95}
    assert reply["sources"]


def test_a_letter_that_the_terminal_lacks_is_no_traceback(project_root: Path) -> None:
    asked = start(project_root, "ask", "--help", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    out, err = asked.communicate(timeout=60)

    assert (asked.returncode, err) == (0, "")
    assert '{"id": ?, "error": ?}' in out


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGPIPE to imitate")
def test_a_reader_that_goes_away_is_no_traceback(project_root: Path) -> None:
    asked = start(project_root, "ask", "--batch", "-")
    assert asked.stdin is not None
    assert asked.stdout is not None
    assert asked.stderr is not None
    asked.stdout.close()
    record = json.dumps({"id": 1, "q": "is the strike over"}) + "\n"
    asked.stdin.write(record * 3)
    asked.stdin.close()
    err = asked.stderr.read()
    asked.stderr.close()

    assert asked.wait(timeout=60) == ExitCode.PIPE_CLOSED
    assert err == ""


def test_a_light_command_imports_nothing_heavy(project_root: Path) -> None:
    code = (
        "import sys, bot.__main__\n"
        "try: bot.__main__.main()\n"
        "except SystemExit: pass\n"
        "print(*sorted({'numpy', 'pydantic', 'rich', 'prompt_toolkit', 'discord'} & set(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, "--help"], cwd=project_root, capture_output=True, text=True, check=True
    )

    assert ended.stdout.splitlines()[-1] == ""


def test_ask_does_not_import_what_it_does_not_need(project_root: Path) -> None:
    code = (
        "import sys, bot.__main__\n"
        "try: bot.__main__.main()\n"
        "except SystemExit: pass\n"
        "print(*sorted({'pydantic_settings', 'rich', 'prompt_toolkit', 'discord', 'asyncio'} & set(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, "ask", "is it over"],
        cwd=project_root,
        capture_output=True,
        text=True,
        check=True,
    )

    assert ended.stdout.splitlines()[-1] == ""
