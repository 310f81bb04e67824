"""Spanish questions as English ones, word by word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.matching.spanish import in_english

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


@pytest.mark.parametrize(
    ("asked", "english"),
    [
        ("¿Quién es Carol Lombardini?", "who is Carol Lombardini ?"),
        ("¿Cuántos días lleva la huelga de guionistas?", "how many days has the writers strike been going on ?"),
        ("cuantos dias lleva", "how many days has it been going on"),
        ("¿Cuándo empezó la huelga de los actores?", "when did the actors strike start ?"),
        ("¿Qué pasó el 4 de agosto de 2023?", "what happened august 4 2023 ?"),
        ("¿Qué pasó el primero de mayo?", "what happened may 1 ?"),
        ("¿Se reunieron el 1 de mayo?", "did it meet may 1 ?"),
        ("¿Sigue la huelga?", "is the strike still on ?"),
        ("¿Qué dijo la AMPTP sobre la inteligencia artificial?", "what did the AMPTP say about the artificial intelligence ?"),
        ("¿Qué quieren los médicos residentes?", "what do the resident doctors want ?"),
        ("QUE QUIEREN LOS ACTORES", "what do the actors want"),
    ],
)  # fmt: skip
def test_a_spanish_question_is_put_into_english(asked: str, english: str) -> None:
    assert in_english(asked) == english


@pytest.mark.parametrize(
    "text",
    [
        "", "¿", "¿?", "¿¿¿ ???", "what happened in Los Angeles", "did El Paso go out", "que", "no", "hay fever and strikes",
        "is Juan de la Cruz on the committee", "¿Dónde puedo comprar zapatos baratos online ahora mismo?",
    ],
)  # fmt: skip
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert in_english(text) == text


def test_no_english_question_is_touched(project_root: Path) -> None:
    files = [
        project_root / "tests" / "questions.jsonl",
        *(project_root / "tests" / "questions").glob("*.jsonl"),
    ]
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    asked = [text for row in rows for text in _strings([row.get("q"), row.get("asked")])]

    assert len(asked) > 2_000
    assert [text for text in asked if "¿" not in text and in_english(text) != text] == []
