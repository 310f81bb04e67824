"""`evaluate`: the figures, what failed, the thresholds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

MEETING = "what happened at the latest meeting"
QUESTIONS: list[dict[str, object]] = [
    {"id": "a", "kind": "meeting", "expect": "answer", "q": MEETING, "must": [["No date"]], "split": "tune"},
    {"id": "b", "kind": "meeting", "expect": "answer", "q": MEETING, "must": [["a deal"]], "split": "tune"},
    {"id": "c", "kind": "oos", "expect": "decline", "q": "how do I cook rice", "split": "held-out"},
    {"id": "d", "kind": "oos", "expect": "answer", "q": "how do I cook rice", "split": "held-out"},
]


@pytest.fixture
def questions(place: Path) -> str:
    lines = [json.dumps({"as_of": "2023-08-05T22:00:00-07:00", **one}) for one in QUESTIONS]
    (place / "questions.jsonl").write_text("\n".join(lines), "utf-8")
    return "questions.jsonl"


def test_the_figures_and_what_failed(run: Run, questions: str) -> None:
    ended = run("evaluate", questions)
    shown = ended.stdout

    assert ended.exit_code == 0
    assert shown.startswith("wrong     b ")
    assert "answerable, answered right          33.3 %  (1 of 3)" in shown
    assert "wrong with confidence, of all       25.0 %  (1 of 4)" in shown
    assert "to decline, declined               100.0 %  (1 of 1)" in shown
    assert "to ask back, asked back                  –  (0 of 0)" in shown
    assert "meeting                  1         ·         ·         ·         ·         1" in shown


@pytest.mark.parametrize(("most", "left"), [("0", "… and 2 more."), ("1", "… and 1 more."), ("2", "")])
def test_fewer_failures_can_be_listed(run: Run, questions: str, most: str, left: str) -> None:
    shown = run("evaluate", questions, "--failures", most).stdout

    assert left in shown
    assert ("… and" in shown) == bool(left)


def test_one_split_alone(run: Run, questions: str) -> None:
    assert "2 questions" in run("evaluate", questions, "--split", "tune").stdout


def test_the_table_of_thresholds_marks_the_one_in_use(run: Run, questions: str) -> None:
    shown = run("evaluate", questions, "--thresholds").stdout

    assert "threshold " in shown
    assert shown.count("← in use") <= 1
    assert "0.30" in shown


def test_json(run: Run, questions: str) -> None:
    made = json.loads(run("evaluate", questions, "--json", "--thresholds").stdout)

    assert made["figures"]["total"] == 4
    assert made["figures"]["kinds"]["meeting"] == {"right": 1, "wrong": 1}
    assert {one["id"] for one in made["failures"]} == {"b", "d"}
    assert made["thresholds"][0]["answer"] == 0.3


def test_no_thresholds_without_the_option(run: Run, questions: str) -> None:
    assert json.loads(run("evaluate", questions, "--json").stdout)["thresholds"] == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere.jsonl"], "nowhere.jsonl: cannot be read"),
        (
            ["questions.jsonl", "--split", "x"],
            "holds no question of the split x. It has the splits held-out, tune.",
        ),
        (["empty.jsonl"], "empty.jsonl holds no question."),
        (["bad.jsonl"], "bad.jsonl:1: "),
    ],
)
def test_a_file_without_questions_is_a_sentence(
    run: Run, place: Path, questions: str, args: list[str], said: str
) -> None:
    (place / "empty.jsonl").write_text("\n")
    (place / "bad.jsonl").write_text("{}\n")
    ended = run("evaluate", *args)

    assert ended.exit_code == ExitCode.NO_INPUT
    assert said in ended.stderr
