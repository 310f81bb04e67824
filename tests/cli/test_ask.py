"""`ask`: one question."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.exits import ExitCode
from tests.knowledge.samples import MEETINGS, put

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

AS_OF = ("--as-of", "2023-08-05")
HOSTILE = [
    "",
    "   ",
    "@everyone who is on strike",
    "[bold red]is the strike over[/]",
    "\x1b[31mis the strike over\x1b]0;title\x07",
    "a" * 20_000,
    "💥" * 500,
    "\u202eis the strike over",
    "' OR 1=1; --",
    "\udcff\ud800",
    "is\x00the\nstrike\rover",
]


def test_the_answer_comes_first_with_its_source(run: Run) -> None:
    ended = run("ask", "what happened at the latest meeting", *AS_OF)
    first, *rest = ended.stdout.splitlines()

    assert ended.exit_code == 0
    assert first.endswith("[1]")
    assert "[1] The Gazette, Ann Lee, “Talks resume”, August 4, 2023" in rest
    assert any(line.startswith("    https://gazette.example.com/talks") for line in rest)
    assert any("As of August 5, 2023" in line for line in rest)
    assert "\x1b" not in ended.stdout


def test_words_without_quote_marks_are_one_question(run: Run) -> None:
    assert (
        run("ask", "is", "the", "strike", "over", *AS_OF).stdout
        == run("ask", "is the strike over", *AS_OF).stdout
    )


def test_json_has_the_documented_fields_in_their_order(run: Run) -> None:
    reply = json.loads(run("ask", "--json", "what happened at the latest meeting", *AS_OF).stdout)

    assert list(reply) == [
        "id", "kind", "lead", "text", "confidence", "sources", "entries", "strike", "as_of", "items", "options", "related",
    ]  # fmt: skip
    assert reply["id"] is None
    assert reply["kind"] == "answer"
    assert 0 <= reply["confidence"] <= 1
    assert {"id", "publisher", "title", "url", "passage_url"} <= set(reply["sources"][0])
    assert reply["entries"][0] == "wga-2023/meeting/2023-08-04"
    assert reply["strike"] == {"id": "wga-2023", "status": "ongoing", "day": 96}
    assert reply["as_of"] == "2023-08-05T23:59:59-07:00"
    assert reply["text"].startswith("")


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("2023-08-04T22:00:00-07:00", "2023-08-04T22:00:00-07:00"),
        ("2023-08-05T07:00:00+02:00", "2023-08-05T07:00:00+02:00"),
        ("2023-08-05T05:00Z", "2023-08-05T05:00:00+00:00"),
        ("2023-12-01", "2023-12-01T23:59:59-08:00"),
        ("2023-08-04 22:00", "2023-08-04T22:00:00-07:00"),
    ],
)
def test_the_moment_keeps_its_offset(run: Run, asked: str, kept: str) -> None:
    assert json.loads(run("ask", "--json", "is it over", "--as-of", asked).stdout)["as_of"] == kept


def test_the_moment_comes_from_the_environment_too(run: Run) -> None:
    ended = run("ask", "--json", "is it over", env={"AS_OF": "2023-08-05"})

    assert json.loads(ended.stdout)["as_of"] == "2023-08-05T23:59:59-07:00"


def test_without_a_moment_it_is_now_and_does_not_say_so(run: Run) -> None:
    assert "As of" not in run("ask", "is the strike over").stdout


@pytest.mark.parametrize(
    "wrong", ["whenever", "2023-02-30", "2023-02-29", "9999-01-01", "2023-08-04T25:00", "\x1b[2J"]
)
def test_a_wrong_moment_is_a_sentence_with_examples(run: Run, wrong: str) -> None:
    ended = run("ask", "x", "--as-of", wrong)

    assert ended.exit_code == ExitCode.USAGE
    assert "'--as-of' or AS_OF: found “" in ended.stderr
    assert "2024-03-04T22:00:00-07:00" in ended.stderr
    assert "\x1b" not in ended.stderr


def test_a_decline_is_no_failure(run: Run) -> None:
    ended = run("ask", "--json", "how do I cook rice", *AS_OF)

    assert ended.exit_code == 0
    assert json.loads(ended.stdout)["kind"] in ("decline", "clarify")


def test_explain_says_what_was_weighed_in_plain_words(run: Run) -> None:
    shown = run("ask", "--explain", "what did ann lee say", *AS_OF).stdout

    assert "What I understood\n- names: Ann Lee" in shown
    assert "What fits the question" in shown
    assert "What I decided\n- " in shown


def test_explain_says_what_was_ruled_out_and_why(run: Run) -> None:
    shown = run("ask", "--explain", "what day is it for ann lee", *AS_OF).stdout

    assert "What was ruled out, and why" in shown
    assert "the question names a person" in shown


def test_explain_of_a_question_without_words_says_so(run: Run) -> None:
    shown = run("ask", "--explain", "?", *AS_OF).stdout

    assert "- no name, date or number that the knowledge base has" in shown
    assert "asked back" in shown


def test_explain_is_a_part_of_the_json(run: Run) -> None:
    made = json.loads(run("ask", "--json", "--explain", "what did ann lee say", *AS_OF).stdout)["explanation"]

    assert made["understood"] == ["names: Ann Lee"]
    assert {"entry", "title", "score", "ruled_out"} == set(made["candidates"][0])
    assert made["decision"]


def test_a_strike_can_be_named(run: Run) -> None:
    reply = json.loads(run("ask", "--json", "is it over", "--strike", "wga-2023", *AS_OF).stdout)

    assert reply["strike"]["id"] == "wga-2023"


@pytest.mark.parametrize(
    ("id", "hint"), [("wga-2032", "Did you mean wga-2023?"), ("\x1b[2J", "Known then: wga-2023.")]
)
def test_an_unknown_strike_is_a_sentence(run: Run, id: str, hint: str) -> None:
    ended = run("ask", "is it over", "--strike", id, *AS_OF)

    assert ended.exit_code == ExitCode.USAGE
    assert hint in ended.stderr
    assert "\x1b" not in ended.stderr


def test_no_question_is_a_sentence(run: Run) -> None:
    ended = run("ask")

    assert ended.exit_code == ExitCode.USAGE
    assert "What is the question?" in ended.stderr


@pytest.mark.parametrize("question", HOSTILE)
def test_hostile_questions_harm_nothing(run: Run, question: str) -> None:
    plain, made = run("ask", *AS_OF, "--", question), run("ask", "--json", *AS_OF, "--", question)

    assert plain.exit_code == made.exit_code == 0
    assert not {"\x1b", "\x07", "\u202e", "\x00"} & set(plain.stdout)
    assert made.stdout.count("\n") == 1
    assert "@everyone" not in json.loads(made.stdout)["text"]


def test_a_base_that_cannot_be_used_says_what_is_wrong_with_it(run: Run, place: Path) -> None:
    put(place / "broken", {MEETINGS: "- id: 2023-08-04\n"})
    ended = run("ask", "x", "--knowledge", "broken")

    assert ended.exit_code == ExitCode.NO_INPUT
    assert "strikebot: The knowledge base in broken cannot be used: it has" in ended.stderr
    assert f"  {MEETINGS}:1: " in ended.stderr
    assert "`strikebot check` lists all of them." in ended.stderr
