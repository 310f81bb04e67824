"""The bases under examples/: each is in order and in its one form, and answers its own checks."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from bot.cli.check_findings import find_problems
from bot.knowledge.canonical.printer import canonical
from bot.knowledge.loader import load
from bot.knowledge.model.models import Topic

NOW = dt.datetime(2027, 1, 2, 12, tzinfo=dt.UTC)
"""When the checks without a moment of their own are asked."""
ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())
LEAST_CHECKS = 20
"""How many questions an example that has checks must keep its answers to."""
LEAST_ASKED = 4
"""In how many ways each answer of an example must be asked for."""


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def example(request: pytest.FixtureRequest) -> Path:
    folder = request.param
    assert isinstance(folder, Path)
    return folder


def test_there_are_examples() -> None:
    assert FOLDERS


def test_example_is_in_order_and_answers_its_checks(example: Path) -> None:
    found = find_problems(example, NOW)
    assert [str(problem) for problem in found.problems if problem.level == "error"] == []
    assert found.asked == 0 or found.asked >= LEAST_CHECKS


def test_example_is_in_its_canonical_form(example: Path) -> None:
    for path in sorted(example.rglob("*.yaml")):
        text = path.read_text("utf-8")
        assert canonical(text, path.stem) == text, path


def test_editors_find_the_schema_of_each_file(example: Path) -> None:
    for path in sorted(example.rglob("*.yaml")):
        named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", path.read_text("utf-8"))
        assert named, path
        schema = (path.parent / named[1]).resolve()
        assert schema == ROOT / "knowledge/schema" / f"{path.stem}.json"
        assert schema.is_file()


def test_example_holds_what_everybody_asks(example: Path) -> None:
    answers = load(example).answers
    assert set(Topic) - {answer.topic for answer in answers.values()} <= {Topic.OTHER}
    assert [full_id for full_id, answer in answers.items() if len(answer.asked) < LEAST_ASKED] == []
