"""The papers for operators and for members speak of what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAPERS = ["docs/operating.md", "PRIVACY.md", "SECURITY.md"]


def test_each_threat_names_tests_that_exist() -> None:
    rows = [line for line in (ROOT / "SECURITY.md").read_text("utf-8").splitlines() if line.startswith("| ")][
        1:
    ]

    assert rows
    for row in rows:
        tests = re.findall(r"`(tests/[^`]+)`", row)
        assert tests, row
        assert all((ROOT / test).is_file() for test in tests), row


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
