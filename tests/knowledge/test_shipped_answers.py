"""What the shipped answers hold: each names what people ask about with it, and none of these things is without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.knowledge.loader import load
from bot.knowledge.model.models import Answer, Topic

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture(scope="module")
def answers(project_root: Path) -> Mapping[str, Answer]:
    return load(project_root / "knowledge").answers


def test_every_answer_names_its_topic(answers: Mapping[str, Answer]) -> None:
    assert [full_id for full_id, answer in answers.items() if answer.topic is None] == []


def test_every_topic_has_answers(answers: Mapping[str, Answer]) -> None:
    assert set(Topic) - {answer.topic for answer in answers.values()} <= {Topic.OTHER}
