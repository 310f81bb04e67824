"""`strikebot links`, over a server on this machine that stands for every host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.exits import ExitCode
from bot.knowledge.loader import load
from tests.knowledge.samples import FILES, put
from tests.moderating.links.pages import HOST, Page, free_port, serving

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

SOURCES = "sources.yaml"
GONE = """\
- id: gone
  publisher: The Gazette
  published: 2023-05-02
  url: https://gazette.example/gone
  kind: press
  reviewed: 2023-09-01
"""
COPY = "https://web.archive.example/web/2024/https://gazette.example/gone"


def mine(place: Path, *more: str) -> Path:
    put(place / "mine", {SOURCES: "\n".join([FILES[SOURCES], *more])})
    return place / "mine"


def everything(folder: Path) -> dict[str, Page]:
    """Every page of a base but one, as it was."""
    found = (url for source in load(folder).sources.values() for url in (source.url, source.archived) if url)
    return {url.removeprefix("https://"): Page() for url in found if url != "https://gazette.example/gone"}


def test_where_every_page_opens_nothing_is_told_but_the_count(run: Run, place: Path) -> None:
    folder = mine(place)
    with serving(everything(folder)) as told:
        ended = run("links", "--knowledge", "mine", "--server", f"{HOST}:{told.port}")

    assert ended.exit_code == ExitCode.OK
    assert len(ended.stdout.splitlines()) == 1
    assert " open" in ended.stdout
    assert ended.stderr == ""


def test_a_page_that_is_gone_is_told_and_noted_once(run: Run, place: Path) -> None:
    folder = mine(place, GONE)
    before = (folder / SOURCES).read_text("utf-8")
    with serving(everything(folder)) as told:
        through = ("links", "--knowledge", "mine", "--server", f"{HOST}:{told.port}")
        looked, unchanged = run(*through), (folder / SOURCES).read_text("utf-8")
        noted, again = run(*through, "--write"), run(*through)

    assert looked.exit_code == ExitCode.PROBLEMS
    assert "gone: no longer online: https://gazette.example/gone (" in looked.stdout
    assert "`strikebot links --write` notes it there." in looked.stdout
    assert unchanged == before
    assert (noted.exit_code, again.exit_code) == (ExitCode.OK, ExitCode.OK)
    assert noted.stdout.splitlines()[-1] == "Noted in sources.yaml: 1 source."
    assert "noted already" in again.stdout
    assert str(load(folder).sources["gone"].link) == "dead"
    assert run("fmt", "--check", "--knowledge", "mine").exit_code == run("fmt", "--check").exit_code


def test_a_copy_that_is_gone_is_a_problem_that_nothing_notes(run: Run, place: Path) -> None:
    folder = mine(place, GONE.replace("  kind", f"  archived: {COPY}\n  link: dead\n  kind"))
    pages = {page: one for page, one in everything(folder).items() if "archive" not in page}
    with serving(pages) as told:
        ended = run("links", "--write", "--knowledge", "mine", "--server", f"{HOST}:{told.port}")

    assert ended.exit_code == ExitCode.PROBLEMS
    assert "its archived copy is gone too" in ended.stdout


def test_where_nothing_answers_nothing_is_judged(run: Run, place: Path) -> None:
    folder = mine(place, GONE)
    before = (folder / SOURCES).read_bytes()
    ended = run("links", "--write", "--knowledge", "mine", "--server", f"{HOST}:{free_port()}")

    assert ended.exit_code == ExitCode.PROBLEMS
    assert "Is this machine connected to the internet?" in ended.stderr
    assert (folder / SOURCES).read_bytes() == before


def test_without_a_base_it_says_so(run: Run) -> None:
    ended = run("links", "--knowledge", "nowhere")

    assert ended.exit_code == ExitCode.NO_INPUT
    assert "There is no folder nowhere" in ended.stderr
