"""`site`: the knowledge base as a website."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_the_site_is_written_and_then_only_what_differs(run: Run, place: Path) -> None:
    first = run("site", "public", "--as-of", "2023-08-05")
    second = run("site", "public", "--as-of", "2023-08-05")

    assert first.exit_code == second.exit_code == ExitCode.OK
    assert "public: " in first.stdout
    assert "public: 0 files written, 0 removed" in second.stdout
    assert "2023" in (place / "public/index.html").read_text("utf-8")


def test_addresses_are_whole_where_the_site_knows_its_own(run: Run, place: Path) -> None:
    run("site", "public", "--as-of", "2023-08-05", env={"SITE_URL": "https://strike.example.org"})

    assert 'href="https://strike.example.org/entries/' in (place / "public/feed.xml").read_text("utf-8")
    assert '<link rel="canonical" href="https://strike.example.org/">' in (
        place / "public/index.html"
    ).read_text("utf-8")


def test_a_folder_with_something_else_in_it_is_refused(run: Run, place: Path) -> None:
    (place / "public").mkdir()
    (place / "public/thesis.txt").write_text("years of work")
    ended = run("site", "public")

    assert ended.exit_code == ExitCode.NO_OUTPUT
    assert "public holds files that are no site of Strikebot" in ended.stderr
    assert [path.name for path in (place / "public").iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "strike.example.org", "https://x.example/?a", "https://x y/", "https://"]
)
def test_an_address_that_is_none_is_refused(run: Run, place: Path, url: str) -> None:
    ended = run("site", "public", "--base-url", url)

    assert ended.exit_code == ExitCode.USAGE
    assert "expected the address of a website, such as https://strike.example.org/" in " ".join(
        ended.stderr.split()
    )
    assert not (place / "public").exists()


def test_a_base_that_cannot_be_used_is_told(run: Run, place: Path) -> None:
    ended = run("site", "public", "--knowledge", "nowhere")

    assert ended.exit_code == ExitCode.NO_INPUT
    assert "There is no folder nowhere" in ended.stderr
