"""The papers speak of what there is."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAPERS = [
    "README.md", "CONTRIBUTING.md", "PRIVACY.md", "SECURITY.md", "docs/answers.md", "docs/guarantees.md",
    "docs/measured.md", "docs/operating.md", "docs/settings.md", "docs/threats.md",
]  # fmt: skip


def rows(paper: str) -> list[str]:
    """The rows of its tables, without their heads."""
    lines = (ROOT / paper).read_text("utf-8").splitlines()
    pairs = zip(lines, [*lines[1:], ""], strict=True)
    return [line for line, below in pairs if line.startswith("| ") and not below.startswith("|---")]


@cache
def found_in(path: str) -> frozenset[str]:
    """The names of the tests in a file."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("paper", ["docs/threats.md", "docs/guarantees.md"])
def test_each_row_names_tests_that_exist(paper: str) -> None:
    assert len(rows(paper)) > 20
    for row in rows(paper):
        named = re.findall(r"`(tests/[^`]+)`", row)
        assert named, row
        for test in named:
            path, _, name = test.partition("::")
            assert name in found_in(path), test


def test_the_readme_is_short_enough_to_be_read() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 120


def anchors(text: str) -> set[str]:
    """Where a link may lead within a page, by GitHub's rule."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("paper", PAPERS)
def test_links_into_a_page_lead_to_a_heading(paper: str) -> None:
    text = (ROOT / paper).read_text("utf-8")
    for page, anchor in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", text):
        where = (ROOT / paper).parent / page if page else ROOT / paper
        assert anchor in anchors(where.read_text("utf-8")), f"{page}#{anchor}"


@pytest.mark.parametrize("paper", PAPERS)
def test_links_and_files_lead_somewhere(paper: str) -> None:
    text = (ROOT / paper).read_text("utf-8")
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", text)
    files = re.findall(r"`((?:deploy|tests|docs)/[\w./-]+\.\w+)`", text)

    assert all(((ROOT / paper).parent / link).exists() for link in links if "://" not in link)
    assert all((ROOT / name).exists() for name in files)


def test_how_long_questions_are_kept_is_what_the_settings_say() -> None:
    days = Settings.model_fields["unanswered_days"].default

    assert f"`UNANSWERED_DAYS` ({days} unless set otherwise)" in (ROOT / "PRIVACY.md").read_text("utf-8")
