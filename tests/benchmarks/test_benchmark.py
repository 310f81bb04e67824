"""The benchmark runs on a tiny setting and prints its tables; nothing here depends on how fast the machine is."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from benchmarks import reload, report
from benchmarks.__main__ import main
from benchmarks.answering import questions
from benchmarks.clinc import auroc, with_typos
from benchmarks.large import enlarged
from benchmarks.probe import cost
from benchmarks.synthetic import grown, texts
from benchmarks.timing import Times, interleave
from bot.knowledge.disk.folder import gather
from bot.knowledge.loader import assemble, load
from tests.knowledge.samples import put

if TYPE_CHECKING:
    from pathlib import Path

TINY = ["--sizes", "30", "--asked", "4", "--rounds", "1", "--no-peers", "--no-processes"]


@pytest.fixture(autouse=True)
def in_the_project(project_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project_root)


def test_a_tiny_run_prints_its_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(TINY) == 0
    printed = capsys.readouterr().out
    for title in (
        "The shipped base",
        "While someone types",
        "one key, 30 questions",
        "30 phrasings: the whole engine",
        "30 phrasings: finding the nearest",
        "Budgets",
    ):
        assert title in printed
    assert "the whole engine" in printed
    assert "strikebot index" in printed
    assert "rapidfuzz scan" not in printed


def test_accuracy_is_measured_on_a_file_of_the_clinc_shape(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    train = [
        [f"please {word} number {number}", word] for word in ("translate", "cancel") for number in range(10)
    ]
    data = {
        "train": train,
        "test": [["cancel it", "cancel"], ["translate it", "translate"]],
        "oos_test": [["zzz", "oos"]],
    }
    path = tmp_path / "data.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert main([*TINY, "--sizes", "", "--clinc", str(path)]) == 0
    printed = capsys.readouterr().out
    assert "10 phrasings, spelling corrected  100.0%" in printed


def test_a_file_that_is_not_clinc_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*TINY, "--sizes", "", "--clinc", str(tmp_path / "none.json")]) == 1
    assert "expected CLINC150's data_full.json" in capsys.readouterr().err


def test_made_up_phrasings_are_always_the_same_and_all_different(project_root: Path) -> None:
    base = load(project_root / "knowledge")
    made = texts(base, 300)
    assert made == texts(base, 300)
    assert len(set(made)) == 300
    assert made[:50] == texts(base, 50)
    assert len(grown(base, 95).answers) == len(base.answers) + 10


def test_a_probe_measures_in_a_process_of_its_own(project_root: Path) -> None:
    found = cost(project_root / "knowledge", "strikebot index", 20)
    assert found.seconds > 0
    assert found.added == found.after - found.before


def test_an_enlarged_base_has_so_many_entries_and_is_in_order(project_root: Path) -> None:
    files, _ = gather(project_root / "knowledge")
    larger = enlarged(files, 600)
    base, _ = assemble(larger)

    assert base is not None
    assert sum(1 for _ in base.entries()) == 600
    assert larger == enlarged(files, 600)


def test_a_reload_is_measured_under_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reload, "RESTING", 0.05)
    put(tmp_path)
    rows = reload.measured(tmp_path, 0, questions(reload.QUESTIONS, 5), 1, reload.in_thread)

    assert "The shipped base: 10 entries, reloads: 1" in capsys.readouterr().out
    assert [row[0] for row in rows] == [
        "the longest wait during a reload, 10 entries",
        "the longest wait during a reload, 10 entries, less waiting for a core",
    ]


def test_every_way_is_asked_every_question_in_every_round() -> None:
    asked: dict[str, list[int]] = {"one": [], "two": []}
    found = interleave({name: into.append for name, into in asked.items()}, [7, 8, 9], rounds=2)
    assert asked == {"one": [7, 8, 9] * 3, "two": [7, 8, 9] * 3}
    assert {name: len(times.each) for name, times in found.items()} == {"one": 3, "two": 3}


def test_percentiles_are_by_nearest_rank() -> None:
    times = Times(tuple(float(number) for number in range(1, 201)))
    assert (times.p50, times.p99) == (100.5, 198.0)
    assert Times((3.0, 1.0)).p99 == 3.0


def test_a_budget_is_kept_passed_or_unknown() -> None:
    assert report.budget("a", 1.0, 1.0, "ms")[-1] == "ok"
    assert report.budget("a", 1.01, 1.0, "ms")[-1] == "OVER"
    assert report.budget("a", None, 1.0, "ms")[-1] == "not measured"


def test_auroc_counts_pairs_in_the_right_order() -> None:
    assert auroc([0.9, 0.8], [0.1]) == 1.0
    assert auroc([0.5], [0.5]) == 0.5
    assert auroc([0.9, 0.1], [0.5]) == 0.5


def test_typos_are_made_alike_each_time() -> None:
    assert with_typos("what is my balance", random.Random(1)) == with_typos(
        "what is my balance", random.Random(1)
    )
    assert with_typos("12", random.Random(1)) == "12"
