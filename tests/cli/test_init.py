"""`init`: a base from a few answers, in one command; what cannot be used is asked for again, and nothing is written over."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.answering.engine import Engine
from bot.cli.check_findings import find_problems
from bot.dates.conventions import zone_named
from bot.exits import ExitCode
from bot.knowledge.loader import load
from tests.cli.clock import at_end_of

if TYPE_CHECKING:
    from tests.cli.conftest import Run

UNION, EMPLOYER, ISSUE = "Example Workers' Union (EWU)", "Acme Corporation (Acme)", "pay"
DAY = "2031-05-20"
GIVEN = ("--zone", "Detroit", "--first-day", "2031-05-02", "--today", DAY)
TYPING = 6.0
"""Letters a second that a person types."""
READING = 4.0
"""Seconds in which a person reads a question, and thinks."""
FIVE_MINUTES = 300.0


def begin(run: Run, *args: str, union: str = UNION, employer: str = EMPLOYER, issue: str = ISSUE) -> str:
    named = ("--union", union, "--employer", employer, "--issue", issue)
    ended = run("init", "mine", *named, *(args or GIVEN))
    assert ended.exit_code == ExitCode.OK, ended.output
    return ended.stdout


def answer(folder: Path, question: str, day: str = DAY) -> str:
    base = load(folder)
    return Engine(base).ask(question, at_end_of(day, base.zone), live=True).headline


def test_a_new_base_answers_what_is_asked_first(run: Run, place: Path) -> None:
    told = begin(run)

    for question, right in (
        ("what day is it", "day 19"),
        ("why are they striking", "over pay"),
        ("who is on strike", "members of the EWU, against Acme"),
        ("is it over", "ongoing"),
        ("when did the strike start", "May 2, 2031"),
        ("what is the EWU", "EWU (Example Workers' Union) is the union"),
    ):
        assert right in answer(place / "mine", question), question
    assert "now on day 19" in told


@pytest.mark.parametrize(
    ("union", "employer", "issue"),
    [
        ("Unite", "Department of Health and Social Care (DHSC)", "pay: wages that regain what they lost"),
        ('União: os "trabalhadores" (#1)', "Müller & Söhne, GmbH", "35%: four days' work, five days' pay"),
        ("Союз рабочих", "Завод", "зарплата"),
        ("123", "null", "yes"),
        ("- Local 12 -", "'Quoted'", "no"),
        ("The Alliance of Bakers", "The Mills Alliance (the mills)", "AI"),
        (
            "Amalgamated Workers of " * 5 + "All",
            "Mills and Bakeries of " * 5 + "All",
            "hours and " * 11 + "pay",
        ),
        ("Teamsters", "UPS", "part-time pay [all of it]"),
    ],
)
def test_any_name_makes_a_base_in_order(run: Run, place: Path, union: str, employer: str, issue: str) -> None:
    begin(run, union=union, employer=employer, issue=issue)
    found = find_problems(place / "mine", at_end_of(DAY, zone_named("America/Detroit")))
    formatted = run("fmt", "--check", "--knowledge", "mine")

    assert [str(problem) for problem in found.problems] == []
    assert formatted.exit_code == ExitCode.OK, formatted.output
    assert run("schema", "--check", "--knowledge", "mine").exit_code == ExitCode.OK


def test_several_of_each_are_in_the_base(run: Run, place: Path) -> None:
    more = ("--union", "Loaders", "--employer", "Globex", "--issue", "rest: a day off after six")
    begin(run, *GIVEN, *more)
    strike = load(place / "mine").strikes["ewu-loaders-2031"]

    assert strike.unions == ("ewu", "loaders")
    assert strike.against == ("acme", "globex")
    assert strike.issues == ("pay", "rest")
    assert "a day off after six." in answer(place / "mine", "what is rest about").casefold()


def test_it_is_known_by_what_people_call_it(run: Run, place: Path) -> None:
    begin(run, *GIVEN, "--workers", "bus drivers, depot staff", "--called", "bus strike")

    for question, right in (
        ("is the bus strike still on", "now on day 19"),
        ("what is the bus strike about", "over pay"),
        ("when did the bus drivers strike start", "May 2, 2031"),
        ("are the drivers on strike", "now on day 19"),
        ("who is on strike", "members of the EWU (bus drivers and depot staff), against Acme"),
    ):
        assert right in answer(place / "mine", question), question
    assert run("fmt", "--check", "--knowledge", "mine").exit_code == ExitCode.OK


def test_a_planned_strike_is_told_as_one(run: Run, place: Path) -> None:
    begin(run, "--zone", "London", "--first-day", "2 June 2031", "--today", DAY)

    assert "begins in 13 days: its first day is June 2, 2031" in answer(place / "mine", "what day is it")
    assert "went on strike" not in (place / "mine/strikes/ewu-2031/strike.yaml").read_text("utf-8")


def test_a_strike_that_is_over_has_its_end(run: Run, place: Path) -> None:
    begin(run, *GIVEN, "--last-day", "May 11")

    assert "ended on May 11, 2031, after 10 days" in answer(place / "mine", "is the strike over")


def test_without_a_page_the_moderators_are_the_source_and_it_is_weak(run: Run, place: Path) -> None:
    begin(run)
    (source,) = load(place / "mine").sources.values()

    assert (source.publisher, source.kind, source.url) == ("Moderators of this base", "weak", None)


PAGE = ("--source", "https://www.example.org/strike", "--source-title", "We strike")


def test_a_page_is_cited_as_it_was_given_and_nothing_is_added(run: Run, place: Path) -> None:
    begin(run, *GIVEN, *PAGE, "--source-published", "2031-05-16 9:30am")
    (source,) = load(place / "mine").sources.values()

    assert source.publisher == "Example Workers' Union"
    assert (source.kind, source.title, source.url) == (
        "primary",
        "We strike",
        "https://www.example.org/strike",
    )
    assert str(source.published) == "2031-05-16 09:30:00-04:00"


def test_a_page_may_have_a_copy(run: Run, place: Path) -> None:
    copy = "https://web.archive.org/web/2031/https://www.example.org/strike"
    begin(run, *GIVEN, *PAGE, "--source-published", "2031-05-16", "--source-archived", copy)
    page, *_ = load(place / "mine").sources.values()

    assert (page.url, page.archived) == ("https://www.example.org/strike", copy)


def test_a_page_from_before_the_first_day_tells_that_it_was_called(run: Run, place: Path) -> None:
    begin(run, *GIVEN, *PAGE, "--source-published", "2031-04-20", "--source-publisher", "The Gazette")
    base = load(place / "mine")
    strike = base.strikes["ewu-2031"]

    assert strike.started is None
    assert strike.called is not None
    assert strike.called.text == "The EWU called a strike against Acme from May 2, 2031."
    assert base.sources["the-gazette-2031-04-20"].kind == "press"


def test_what_is_older_than_a_week_rests_on_the_moderators_statement_that_it_goes_on(
    run: Run, place: Path
) -> None:
    begin(run, *GIVEN, *PAGE, "--source-published", "2031-05-02", "--still-on")

    assert "moderators-2031-05-20" in load(place / "mine").sources
    assert "ongoing, now on day 19" in answer(place / "mine", "what day is it")


def test_nobody_states_that_it_goes_on_but_who_says_so(run: Run, place: Path) -> None:
    begin(run, *GIVEN, *PAGE, "--source-published", "2031-05-02")

    assert list(load(place / "mine").sources) == ["example-workers-union-2031-05-02"]
    assert "if it is still on" in answer(place / "mine", "what day is it")


REFUSED = [
    (("--union", "Acme"), "is already the name of the union"),
    (("--employer", "ACME"), '"ACME" is already the name of the employer'),
    (("--issue", "the ewu"), "is already the name of the union"),
    (("--workers", "bakers, Acme"), "is already the name of the employer"),
    (("--called", "pay"), "is already the name of the issue"),
    (("--first-day", "31 feb"), "--first-day': There is no February 31"),
    (("--first-day", "someday"), "--first-day': I cannot read “someday” as a date"),
    (("--zone", "Mars"), "--zone': I know no time zone of that name"),
    (("--last-day", "2031-05-01"), "before the first day"),
    (("--last-day", "2031-05-21"), "still to come"),
    (("--source", "http://www.example.org/"), "needs its day: add --source-published"),
    (("--source", "http://www.example.org/", "--source-published", "2031-05-02"), "https:// address"),
    (("--source", "https://www.example.org/", "--source-published", "2031-06-02"), "still to come"),
    ((*PAGE, "--source-published", "2031-05-02", "--source-archived", "ftp://x"), "'--source-archived'"),
    (("--issue", "\u202eyap"), "U+202E"),
    (("--union", "x" * 121), "121 characters"),
    (("--union", "   "), "a name has letters"),
]


@pytest.mark.parametrize(("more", "said"), REFUSED)
def test_an_option_that_cannot_be_used_is_told_and_nothing_is_written(
    run: Run, place: Path, more: tuple[str, ...], said: str
) -> None:
    named = ("--union", UNION, "--employer", EMPLOYER, "--issue", ISSUE)
    ended = run("init", "mine", *named, *GIVEN, *more)

    assert ended.exit_code == ExitCode.USAGE
    assert said in " ".join(ended.output.split())
    assert not (place / "mine").exists()


@pytest.mark.parametrize("there", ["a file", "a folder with a file"])
def test_what_is_there_already_is_left_alone(run: Run, place: Path, there: str) -> None:
    path = place / "mine"
    if there == "a file":
        path.write_text("mine", "utf-8")
    else:
        path.mkdir()
        (path / "notes.txt").write_text("mine", "utf-8")
    ended = run("init", "mine", "--union", UNION, "--employer", EMPLOYER, "--issue", ISSUE, *GIVEN)

    assert ended.exit_code != ExitCode.OK
    assert "nothing was written" in ended.output
    assert (path if path.is_file() else path / "notes.txt").read_text("utf-8") == "mine"


def test_an_empty_folder_will_do(run: Run, place: Path) -> None:
    (place / "mine").mkdir()
    begin(run)
    assert (place / "mine" / "sources.yaml").is_file()


TYPED = [
    UNION,
    "",
    "EWU",
    EMPLOYER,
    "",
    "Acme",
    "bakers",
    "",
    ISSUE,
    "",
    "Detriot",
    "Detroit",
    "someday",
    "2 may 2031",
    "",
    "y",
]


def test_what_cannot_be_used_is_asked_again(run: Run, place: Path) -> None:
    ended = run("init", "mine", "--today", DAY, input="\n".join(TYPED) + "\n")

    assert ended.exit_code == ExitCode.OK, ended.output
    assert '"EWU" is already the name of the union "Example Workers\' Union"' in ended.stdout
    assert "Did you mean America/Detroit?" in ended.stdout
    assert "I cannot read “someday” as a date." in ended.stdout
    assert "The first day: Friday, May 2, 2031." in ended.stdout
    assert "now on day 19" in ended.stdout


def test_with_the_page_a_copy_of_it_is_asked_for(run: Run, place: Path) -> None:
    page, copy = (
        "https://www.example.org/strike",
        "https://web.archive.org/web/2031/https://www.example.org/strike",
    )
    typed = [*TYPED[:-2], page, "not an address", copy, "We strike", "", "2031-05-16", "y"]
    ended = run("init", "mine", "--today", DAY, input="\n".join(typed) + "\n")

    assert ended.exit_code == ExitCode.OK, ended.output
    assert "That cannot be used as an address" in ended.stdout
    source = load(place / "mine").sources["example-workers-union-2031-05-16"]
    assert (source.url, source.archived, source.title) == (page, copy, "We strike")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["n", "may 18"], "ended on May 18, 2031, after 17 days"),
        (["n", "", "may 18"], "suspended, on day 16"),
        (["n", "may 1", "", "june 1", "may 18"], "suspended, on day 16"),
    ],
)
def test_a_strike_that_is_not_on_is_over_or_paused(
    run: Run, place: Path, typed: list[str], said: str
) -> None:
    ended = run("init", "mine", "--today", DAY, input="\n".join([*TYPED[:-1], *typed]) + "\n")

    assert ended.exit_code == ExitCode.OK, ended.output
    assert said in answer(place / "mine", "is the strike over")


def test_a_day_given_without_its_zone_is_read_where_the_strike_is(run: Run, place: Path) -> None:
    typed = [UNION, "", EMPLOYER, "", "", "", ISSUE, "", "Detroit", "", "y"]
    ended = run("init", "mine", "--first-day", "5/2/2031", "--today", DAY, input="\n".join(typed) + "\n")

    assert ended.exit_code == ExitCode.OK, ended.output
    assert "The first day: Friday, May 2, 2031." in ended.stdout


def test_answers_that_end_too_early_write_nothing(run: Run, place: Path) -> None:
    ended = run("init", "mine", input="Unite\n")

    assert ended.exit_code == ExitCode.USAGE
    assert "nothing was written" in ended.output
    assert not (place / "mine").exists()


def test_from_init_to_the_first_right_answers_in_five_minutes_of_a_typing_person(place: Path) -> None:
    """A real process at a real terminal. What a person needs for reading and typing is added to what it takes."""
    typed = [
        UNION,
        "",
        EMPLOYER,
        "",
        "bus drivers, depot staff",
        "bus strike",
        "pay: wages that keep up with prices",
        "staffing",
        "",
        "Detroit",
        "yesterday",
        "",
        "y",
    ]
    began = time.perf_counter()
    shown = _at_a_terminal([sys.executable, "-m", "bot", "init", "mine"], typed, place)
    for question in ("what day is it", "why are they striking", "who is on strike", "is it over"):
        asked = subprocess.run(
            [sys.executable, "-m", "bot", "ask", question, "--knowledge", "mine"],
            cwd=place, capture_output=True, text=True, check=True, env=_environment(),
        )  # fmt: skip
        assert re.search("day 2|over pay and staffing|members of the EWU", asked.stdout), asked.stdout
    machine = time.perf_counter() - began
    person = sum(len(line) / TYPING + READING for line in [*typed, "x" * 200])
    assert "It answers already" in shown
    assert machine + person < FIVE_MINUTES, (machine, person)


def _at_a_terminal(command: list[str], typed: list[str], place: Path) -> str:
    """What a program shows at a terminal where each line is typed once it waits for one."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command, cwd=place, stdin=theirs, stdout=theirs, stderr=theirs, env=_environment()
    )
    os.close(theirs)
    shown, lines = "", list(typed)
    while True:
        ready, _, _ = select.select([ours], [], [], 60)
        assert ready, shown
        try:
            data = os.read(ours, 4096).decode()
        except OSError:  # the other side is closed
            break
        if not data:
            break
        shown += data
        if lines and shown.rstrip("\r\n").endswith(("> ", "[Y/n]: ")):
            os.write(ours, f"{lines.pop(0)}\n".encode())
            shown += "\n"
    os.close(ours)
    assert process.wait(60) == 0, shown
    return shown


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": root, "NO_COLOR": "1"}
