"""`check` finds questions under an answer to which its Yes or No would say the opposite."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.answering.kinds.lint import turned_around, unfit_translations, unknown_kinds
from bot.cli.check_findings import find_problems
from bot.knowledge.loader import assemble
from bot.live.builder import make
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


ANSWER = """\
- id: kiln-heat
  question: How hot is the kiln?
  answer: The kiln has 900 degrees. It cools at night.
  citations: [paper-03-01]
  reviewed: 2024-05-01
  es:
"""


def of_spanish(told: str, answer: str = ANSWER) -> list[str]:
    files = {**pottery.FILES, "answers.yaml": f"{pottery.ANSWERS}{answer}{told}"}
    base, problems = assemble({name: text.encode() for name, text in files.items()})
    if base is None:
        return [problem.message for problem in problems]
    return [one.message for one in unfit_translations(base, {n: t.encode() for n, t in files.items()})]


def test_a_translation_that_fits_is_in_order() -> None:
    assert of_spanish("    answer: El horno tiene 900 grados. Se enfría de noche.\n") == []


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (
            "    answer: El horno tiene 900 grados.\n",
            "a translation with 1 sentence, where the original has 2",
        ),
        (
            "    answer: El horno tiene 90 grados. Se enfría de noche.\n",
            "a translation with other figures than the original",
        ),
        ("    more: [Se enfría.]\n", "a translation of what the entry does not say"),
        ("    summary: Se reunieron.\n", "a translation of what the entry does not say"),
    ],
)
def test_a_translation_that_does_not_fit_is_named_and_not_shown(told: str, found: str) -> None:
    (message,) = of_spanish(told)

    assert message.startswith("kiln-heat.es.")
    assert f"found {found}, expected" in message


def test_a_list_with_too_few_translations_is_named() -> None:
    both = ANSWER.replace("  citations", "  more: [It is old., It is red.]\n  citations")

    assert [one.split(":")[0] for one in of_spanish("    more: [Es viejo.]\n", both)] == [
        "kiln-heat.es.more.2"
    ]


def test_an_unknown_field_of_a_translation_is_an_error_with_what_was_meant() -> None:
    (message,) = of_spanish("    anwser: El horno tiene 900 grados. Se enfría de noche.\n")

    assert 'found the unknown field "anwser"' in message
    assert "did you mean answer?" in message
