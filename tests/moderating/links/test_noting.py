"""What was found goes into sources.yaml, and nothing else changes there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.editing import ChangedMeanwhileError
from bot.knowledge.loader import load
from bot.moderating.links.fetch import Opened, Outcome
from bot.moderating.links.notes import BrokenMeanwhileError, Found, found, note
from bot.moderating.links.report import lines, summary
from tests.knowledge.samples import FILES, put

if TYPE_CHECKING:
    from pathlib import Path

    from bot.knowledge.model.models import Source

SOURCES = "sources.yaml"
TODAY = dt.date(2026, 11, 30)
PAGE = "https://gazette.example.com/a"
COPY = "https://web.archive.org/web/2024/https://gazette.example.com/a"
NOTED = """\
# What was read.

- id: gazette   # the paper
  publisher: "The Gazette"
  published: 2023-05-02
  url: {page}
{more}  kind: press
  # Nobody has the print edition.
  reviewed: 2023-09-01
"""


def base(folder: Path, more: str = "") -> Path:
    """The small base with one more source that nothing cites."""
    written = NOTED.format(page=PAGE, more=more).partition("\n\n")[2]
    put(folder, {SOURCES: f"{FILES[SOURCES].rstrip()}\n\n{written}"})
    return folder


def gazette(folder: Path) -> Source:
    return load(folder).sources["gazette"]


def seen(folder: Path, outcome: str, to: str | None = None, copy: str | None = None) -> list[Found]:
    opened = {PAGE: Opened(PAGE, Outcome(outcome), "why", to)}
    if copy:
        opened[COPY] = Opened(COPY, Outcome(copy), "why")
    return found([gazette(folder)], opened)


@pytest.mark.parametrize(
    ("was", "outcome", "to", "becomes"),
    [
        ("", "opens", None, ""),
        ("", "blocked", None, ""),
        ("", "silent", None, ""),
        ("", "dead", None, "  link: dead\n  tried: 2026-11-30\n"),
        ("  link: dead\n", "dead", None, "  link: dead\n  tried: 2026-11-30\n"),
        ("  link: dead\n", "silent", None, "  link: dead\n"),
        ("  link: dead\n  tried: 2026-10-01\n", "blocked", None, "  link: dead\n  tried: 2026-10-01\n"),
        ("  link: dead\n  tried: 2026-10-01\n", "opens", None, ""),
        (
            "",
            "moved",
            "https://gazette.example.com/b",
            "  link: moved\n  moved_to: https://gazette.example.com/b\n  tried: 2026-11-30\n",
        ),
        ("", "moved", "http://gazette.example.com/b", "  link: moved\n  tried: 2026-11-30\n"),
        (
            "  link: moved\n  moved_to: https://gazette.example.com/b\n  tried: 2026-10-01\n",
            "dead",
            None,
            "  link: dead\n  tried: 2026-11-30\n",
        ),
    ],
)
def test_what_became_of_an_address_is_noted(
    tmp_path: Path, was: str, outcome: str, to: str | None, becomes: str
) -> None:
    folder = base(tmp_path / "base", was)
    before = (folder / SOURCES).read_text("utf-8")
    assert note(folder, seen(folder, outcome, to), TODAY) == (was != becomes)

    wanted = before.replace(f"{was}  kind: press\n  # Nobody", f"{becomes}  kind: press\n  # Nobody")
    assert (folder / SOURCES).read_text("utf-8") == wanted
    assert gazette(folder).reviewed == dt.date(2023, 9, 1)


def test_the_same_day_it_is_noted_once(tmp_path: Path) -> None:
    folder = base(tmp_path / "base")
    assert note(folder, seen(folder, "dead"), TODAY) == 1
    assert note(folder, seen(folder, "dead"), TODAY) == 0


def test_an_address_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    folder = base(tmp_path / "base")
    looked = seen(folder, "dead")
    path = folder / SOURCES
    path.write_text(path.read_text("utf-8").replace(PAGE, f"{PAGE}2"), "utf-8")

    assert note(folder, looked, TODAY) == 0
    assert gazette(folder).link is None


def test_into_files_that_were_broken_meanwhile_nothing_is_written(tmp_path: Path) -> None:
    folder = base(tmp_path / "base")
    looked = seen(folder, "dead")
    path = folder / SOURCES
    path.write_text(f"{path.read_text('utf-8')}- id: broken\n", "utf-8")
    before = path.read_bytes()

    with pytest.raises(BrokenMeanwhileError, match="check"):
        note(folder, looked, TODAY)
    assert path.read_bytes() == before
    assert not issubclass(BrokenMeanwhileError, ChangedMeanwhileError)


@pytest.mark.parametrize(
    ("was", "outcome", "copy", "told"),
    [
        ("", "opens", None, []),
        ("", "dead", None, [f"no longer online: {PAGE} (why; no archived copy is given)"]),
        ("  link: dead\n", "dead", None, [f"no longer online: {PAGE} (why; no archived copy is given; noted already)"]),
        ("", "dead", "opens", [f"no longer online: {PAGE} (why; its archived copy opens)"]),
        ("", "dead", "dead", [f"no longer online: {PAGE} (why; its archived copy is gone too)"]),
        ("", "opens", "dead", [f"its archived copy: {COPY} (why)"]),
        ("", "opens", "opens", []),
        ("", "moved", None, [f"moved: {PAGE} → https://gazette.example.com/b (why)"]),
        ("", "blocked", None, [f"not let in: {PAGE} (why; it may well open in a browser)"]),
        ("", "silent", None, [f"no answer: {PAGE} (why)"]),
        ("  link: dead\n", "opens", None, [f"online again: {PAGE}"]),
    ],
)  # fmt: skip
def test_a_finding_is_told_with_its_place(
    tmp_path: Path, was: str, outcome: str, copy: str | None, told: list[str]
) -> None:
    folder = base(tmp_path / "base", (f"  archived: {COPY}\n" if copy else "") + was)
    looked = seen(folder, outcome, "https://gazette.example.com/b" if outcome == "moved" else None, copy)
    where = load(folder).where
    line = where["source/gazette"][1]

    assert list(lines(looked, where, "mine/")) == [
        f"mine/sources.yaml:{line}: gazette: {one}" for one in told
    ]


def test_the_count_says_how_many_are_what(tmp_path: Path) -> None:
    folder = base(tmp_path / "base", f"  archived: {COPY}\n")
    looked = [
        *seen(folder, "opens"),
        *seen(folder, "opens"),
        *seen(folder, "moved"),
        *seen(folder, "dead", copy="opens"),
        *seen(folder, "dead"),
        *seen(folder, "blocked"),
        *seen(folder, "silent"),
        Found(gazette(folder), None, None),
    ]
    assert summary(looked) == (
        "7 pages: 2 open, 1 has moved, 2 are gone (1 with an archived copy), 1 turns programs away, 1 did not answer."
        " 1 source has no address."
    )
    assert summary([]) == "0 pages: nothing to open."
