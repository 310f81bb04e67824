"""What strangers get is counted apart: found, sure, served, wrong; with the interval of so few questions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.evaluation import Labelled, read_questions
from bot.measures import Share, failed, grouped, lines, measure
from tests.answering.bases import engine

NOW = dt.datetime(2023, 8, 4, 22, tzinfo=dt.UTC)
FOLDER = Path(__file__).parent / "questions"


def asked(question: str, held: str, *gold: str, must: tuple[tuple[str, ...], ...] = ()) -> Labelled:
    return Labelled.model_validate(
        {"id": question, "q": question, "kind": "x", "expect": "answer", "as_of": NOW, "held": held, "gold": gold,
         "must": must}
    )  # fmt: skip


def test_an_answer_from_a_gold_is_found_sure_right_and_served() -> None:
    measures = measure(engine(), [asked("what day of the strike is it", "y", "day", must=(("95",),))])
    assert [str(share)[:7] for share in (measures.found, measures.sure, measures.right, measures.served)] == [
        "100.0 %"
    ] * 4
    assert measures.wrong.part == 0


def test_an_answer_to_what_is_not_held_is_wrong_with_confidence() -> None:
    measures = measure(engine(), [asked("what day of the strike is it", "n")])
    assert (measures.wrong.part, measures.claimed_nothing.part, measures.served.whole) == (1, 0, 0)
    assert any(line.startswith("wrong") for line in failed(measures))


def test_an_answer_that_lacks_what_it_must_hold_is_not_right() -> None:
    measures = measure(engine(), [asked("what day of the strike is it", "y", "day", must=(("day 7",),))])
    assert (measures.right.part, measures.served.part, measures.wrong.part) == (0, 0, 1)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"), [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0)]
)
def test_the_interval_is_wilsons(part: int, whole: int, low: float, high: float) -> None:
    found = Share(part, whole).interval
    assert found[0] == pytest.approx(low, abs=0.001)
    assert found[1] == pytest.approx(high, abs=0.001)


def test_the_figures_come_apart_by_what_is_named() -> None:
    measures = measure(
        engine(), [asked("is the strike over", "y", "status"), asked("who won the world cup", "n")]
    )
    groups = dict(grouped(measures, lambda one: str(one.labelled.held)))
    assert {name: len(group.outcomes) for name, group in groups.items()} == {"y": 1, "n": 1}
    assert len(list(lines(measures))) == 10


def test_strangers_questions_are_many_of_many_sites_and_split_by_site() -> None:
    found = [one for path in sorted(FOLDER.glob("*.jsonl")) for one in read_questions(path)]
    assert len(found) >= 1200
    assert len({one.id for one in found}) == len(found)
    parts: dict[str, set[str | None]] = {}
    for one in found:
        assert one.site, one.id
        parts.setdefault(one.site, set()).add(one.part)
    assert len(parts) >= 250
    assert all(len(own - {"left-out"}) <= 1 for own in parts.values())
    blind = [one for one in found if one.part == "blind" and one.base in ("hollywood", "uaw-2023")]
    assert len(blind) >= 200
