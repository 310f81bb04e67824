"""`check` finds questions under an answer to which its Yes or No would say the opposite."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.answering.linting import turned_around, unknown_kinds
from bot.cli.checking import find_problems
from bot.live.building import make
from tests.answering import pottery
from tests.answering.bases import ROOT, shipped

if TYPE_CHECKING:
    from pathlib import Path

TURNED = """\
- id: kiln-critics
  question: Do critics of pottery have to stop reviewing?
  asked:
    - must critics stop
    - can critics go on reviewing
    - what do critics do
    - may critics review
  answer: No. Critics are not on strike, and may go on reviewing pots.
  citations: [paper-03-01]
  reviewed: 2024-05-01
- id: kiln-critics-in-order
  question: May critics of cups review?
  asked: [are critics of cups allowed to review]
  answer: Yes. Critics of cups may go on reviewing.
  citations: [paper-03-01]
  reviewed: 2024-05-01
"""
FILES = {**pottery.FILES, "answers.yaml": pottery.ANSWERS + TURNED}
BYTES = {name: text.encode() for name, text in FILES.items()}
NOW = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)


def test_each_question_that_is_turned_around_is_named_at_its_line() -> None:
    first = pottery.ANSWERS.count("\n")
    told = [str(problem) for problem in turned_around(pottery.make(FILES), BYTES)]
    assert told == [
        f'answers.yaml:{first + line}: kiln-critics.asked.{place}: found "{asked}", to which “No” says the opposite, expected'
        ' a question of the same sense as "Do critics of pottery have to stop reviewing?", or an answer without the word'
        for line, place, asked in ((5, 2, "can critics go on reviewing"), (7, 4, "may critics review"))
    ]
    assert all(problem.level == "notice" for problem in turned_around(pottery.make(FILES), BYTES))


def test_check_and_a_reload_tell_it(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    for problems in (find_problems(tmp_path, NOW).problems, make(BYTES, (), NOW).problems):
        assert sum("says the opposite" in problem.found for problem in problems) == 2


def test_the_shipped_answers_are_in_order() -> None:
    files = {"answers.yaml": (ROOT / "knowledge" / "answers.yaml").read_bytes()}
    assert turned_around(shipped(), files) == []


def test_phrasing_of_a_kind_that_is_none_is_named_at_its_line() -> None:
    vocabulary = "phrasings:\n- kind: effect\n  asked: [will there be plates]\n"
    base = pottery.make({**FILES, "vocabulary.yaml": vocabulary})
    told = [str(problem) for problem in unknown_kinds(base, {"vocabulary.yaml": vocabulary.encode()})]
    assert told == [
        'vocabulary.yaml:2: phrasings.1.kind: found "effect", expected a kind of question, did you mean effects?'
    ]
    assert unknown_kinds(pottery.make(FILES), BYTES) == []
