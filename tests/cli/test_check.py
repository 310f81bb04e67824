"""`check`, `fmt` and `schema`: the commands of those who keep the knowledge."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.exits import ExitCode
from tests.knowledge.samples import FILES, MEETINGS, STRIKE, put

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

CHECKS = """\
# Questions that must keep their answers.
- question: what happened at the latest meeting
  entry: wga-2023/meeting/2023-08-04
  as_of: 2023-08-05
- question: how do I cook rice
  kind: decline
- question: what happened at the latest meeting
  kind: decline
  as_of: 2023-08-05T22:00:00-07:00
- question: how do I cook rice
  entry: answer/what-is-a-strike
"""


def broken(place: Path, name: str, content: str) -> Path:
    folder = place / "broken"
    put(folder, {name: content})
    return folder


NOTICE = (
    "strikes/wga-2023/strike.yaml:1: wga-2023: found no strike with `main: true`, so that “the strike” means none,"
    " expected `main: true` in the strike that this base is about (notice)"
)
"""What is to be said of the small base, which has one strike that it is not about."""


def test_a_base_in_order_is_counted(run: Run, sample: Path) -> None:
    ended = run("check")

    assert ended.exit_code == 0
    assert ended.stdout.splitlines() == [
        f"{sample}/{NOTICE}",
        "No problems, 1 notice: 10 entries and 1 check are in order.",
    ]


def test_what_is_missing_follows_as_advice(run: Run, place: Path) -> None:
    text = FILES[STRIKE].rstrip() + "\nmain: true\n"
    broken(place, STRIKE, text)
    ended = run("check", "--knowledge", "broken")
    for_github = run("check", "--knowledge", "broken", "--format", "github")

    assert ended.exit_code == 0, ended.stdout
    first, gap, heading, *lines = ended.stdout.splitlines()
    assert (first, gap) == ("No problems: 10 entries and 1 check are in order.", "")
    assert heading == "Still missing, what is asked most first:"
    assert "- `topic: service` in answers.yaml: what goes on, what stops" in "\n".join(lines)
    assert for_github.stdout == f"{first}\n"


def test_every_problem_has_its_place(run: Run, place: Path) -> None:
    broken(place, MEETINGS, FILES[MEETINGS].replace("[ann-lee, wga]", "[ann-le, wgaa]"))
    ended = run("check", "--knowledge", "broken")

    assert ended.exit_code == ExitCode.PROBLEMS
    first, second, last = ended.stdout.splitlines()
    assert first.startswith(f"broken/{MEETINGS}:6: 2023-08-04.attendees.1: found ")
    assert first.endswith("did you mean ann-lee?")
    assert second.startswith(f"broken/{MEETINGS}:6: 2023-08-04.attendees.2: found ")
    assert last == "2 problems."


def test_a_notice_is_shown_and_does_no_harm(run: Run, place: Path) -> None:
    broken(place, "sources.yaml", FILES["sources.yaml"] + FUTURE)
    ended = run("check", "--knowledge", "broken")

    assert ended.exit_code == 0, ended.stdout
    assert "(notice)" in ended.stdout
    assert ", 3 notices: " in ended.stdout


FUTURE = """\
- id: gazette-2190
  publisher: The Gazette
  published: 2190-01-01
  kind: press
  reviewed: 2026-11-23
"""


def test_checks_that_fail_are_problems_at_their_line(run: Run, place: Path) -> None:
    broken(place, "checks.yaml", CHECKS)
    ended = run("check", "--knowledge", "broken")

    assert ended.exit_code == ExitCode.PROBLEMS
    assert ended.stdout.splitlines() == [
        'broken/checks.yaml:7: #3: found an answer from wga-2023/meeting/2023-08-04 to "what happened at the latest'
        ' meeting", expected decline',
        'broken/checks.yaml:10: #4: found a decline to "how do I cook rice", expected answer from'
        " answer/what-is-a-strike",
        f"broken/{NOTICE}",
        "2 problems, 1 notice.",
    ]


def test_without_checks_only_the_files_are_read(run: Run, place: Path) -> None:
    put(place / "base", {"checks.yaml": None})

    shown = run("check", "--knowledge", "base").stdout
    assert "No problems, 1 notice: 10 entries and 0 checks are in order.\n" in shown


def test_annotations_for_github(run: Run, place: Path) -> None:
    broken(place, "checks.yaml", "- question: how do I cook rice\n")
    ended = run("check", "--format", "github", "--knowledge", "broken")

    assert ended.exit_code == ExitCode.PROBLEMS
    assert ended.stdout.startswith("::error file=broken/checks.yaml,line=1,col=1::#1: found ")


def test_fmt_changes_the_files_and_shows_how(run: Run, place: Path) -> None:
    put(place / "base")
    would = run("fmt", "--check", "--knowledge", "base")
    before = (place / "base" / "checks.yaml").read_text("utf-8")
    done = run("fmt", "--knowledge", "base")
    again = run("fmt", "--check", "--knowledge", "base")

    assert would.exit_code == ExitCode.PROBLEMS
    assert "would change: run `strikebot fmt`." in would.stdout
    assert (place / "base" / "checks.yaml").read_text("utf-8") != before or "changed." in done.stdout
    assert done.exit_code == again.exit_code == 0
    assert "+" in done.stdout
    assert again.stdout == "Every file is in the standard form.\n"


def test_fmt_names_a_broken_file_and_formats_the_others(run: Run, place: Path) -> None:
    broken(place, MEETINGS, "- id: [\n")
    ended = run("fmt", "--knowledge", "broken")

    assert ended.exit_code == ExitCode.PROBLEMS
    assert f"\n{MEETINGS}:1: found a [ or {{ that is never closed" in ended.stdout
    assert "--- sources.yaml" in ended.stdout
    assert ended.stdout.endswith(
        "2 files changed.\n1 problem: what is named above was left as it is. Fix it first.\n"
    )
    assert (place / "broken" / MEETINGS).read_text("utf-8") == "- id: [\n"


def test_fmt_keeps_a_comment_after_the_dash_of_an_entry(run: Run, place: Path) -> None:
    put(place / "base", {"checks.yaml": "- # note\n  question: what is a strike\n"})
    ended = run("fmt", "--knowledge", "base")

    assert ended.exit_code == ExitCode.OK
    assert "# note\n" in (place / "base" / "checks.yaml").read_text("utf-8")


def test_schema_prints_all_of_them(run: Run) -> None:
    assert "title" in json.loads(run("schema").stdout)["meetings.json"]


def test_schema_is_written_and_checked(run: Run, place: Path) -> None:
    put(place / "base")
    before = run("schema", "--check", "--knowledge", "base")
    written = run("schema", "--write", "--knowledge", "base")
    after = run("schema", "--check", "--knowledge", "base")
    (place / "base" / "schema" / "meetings.json").write_text("{}")
    stale = run("schema", "--check", "--knowledge", "base")

    assert before.exit_code == stale.exit_code == ExitCode.PROBLEMS
    assert "base/schema/meetings.json written." in written.stdout
    assert written.exit_code == after.exit_code == 0
    assert after.stdout == "The schemas are up to date.\n"
    assert stale.stdout == (
        "base/schema/meetings.json: found an old one or none, expected the one of this version\n"
        "Run `strikebot schema --write`.\n"
    )


def test_schema_writes_or_checks_not_both(run: Run) -> None:
    assert run("schema", "--write", "--check").exit_code == ExitCode.USAGE


@pytest.mark.parametrize("form", ["xml", ""])
def test_an_unknown_format_is_refused(run: Run, form: str) -> None:
    assert run("check", "--format", form).exit_code == ExitCode.USAGE
