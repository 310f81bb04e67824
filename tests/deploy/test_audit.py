"""What an audit of the dependencies says, of reports as pip-audit writes them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from deploy.audit import exceptions, judge

ROOT = Path(__file__).resolve().parents[2]
TODAY = dt.date(2026, 11, 23)
FINE = {"name": "click", "version": "8.5.1", "vulns": []}
WEAK = {
    "name": "aiohttp",
    "version": "3.1",
    "vulns": [{"id": "PYSEC-1", "aliases": ["GHSA-1"], "fix_versions": ["3.2"], "description": "…"}],
}
EXEMPT = '[[exception]]\nid = "GHSA-1"\npackage = "aiohttp"\nreason = "Not used."\nuntil = '


def judged(*packages: dict[str, Any], exempt: str = "") -> list[str]:
    return judge({"dependencies": list(packages), "fixes": []}, exceptions(exempt), TODAY)


def test_nothing_known_is_fine() -> None:
    assert judged(FINE) == []


def test_what_could_not_be_looked_up_is_not_fine() -> None:
    assert judged(FINE, {"name": "rich", "skip_reason": "not found"}) == [
        "1 of 2 packages could not be looked up: rich"
    ]


def test_a_weakness_is_told_with_the_version_that_mends_it() -> None:
    assert judged(FINE, WEAK) == ["aiohttp 3.1: PYSEC-1, mended in 3.2"]


def test_an_exception_counts_until_its_last_day() -> None:
    assert judged(WEAK, exempt=f"{EXEMPT}2026-11-23") == []
    assert judged(WEAK, exempt=f"{EXEMPT}2026-11-22") == [
        "aiohttp 3.1: PYSEC-1, mended in 3.2 (its exception ended on 2026-11-22)"
    ]


def test_an_exception_that_nothing_needs_has_to_go() -> None:
    assert judged(FINE, exempt=f"{EXEMPT}2027-01-01") == [
        "aiohttp: the exception for GHSA-1 is no longer needed"
    ]


def test_an_exception_needs_its_reason_and_its_end() -> None:
    with pytest.raises(TypeError):
        exceptions('[[exception]]\nid = "GHSA-1"\npackage = "aiohttp"')


def test_the_exceptions_of_the_project_can_be_read() -> None:
    assert all(
        one.reason for one in exceptions((ROOT / "deploy" / "audit-exceptions.toml").read_text("utf-8"))
    )
