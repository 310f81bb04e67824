"""`ask --batch`: one line out for each record, whatever is in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import bot.cli.batch
from bot.answering.engine import Engine
from bot.exits import ExitCode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from bot.answering.reply import Reply
    from tests.cli.conftest import Run


def answered(run: Run, text: str | bytes, *args: str) -> list[dict[str, Any]]:
    ended = run("ask", "--json", "--batch", "-", *args, input=text)
    assert ended.exit_code == 0, ended.output
    return [json.loads(line) for line in ended.stdout.splitlines()]


def test_the_last_turn_is_answered_in_the_context_of_those_before(run: Run) -> None:
    record = {
        "id": "c1",
        "turns": ["what happened at the latest meeting", "who was there?"],
        "as_of": "2023-08-05",
    }
    (reply,) = answered(run, json.dumps(record))

    assert reply["id"] == "c1"
    assert reply["kind"] == "answer"
    assert "Ann Lee" in reply["text"]
    assert reply["as_of"] == "2023-08-05T23:59:59-07:00"


def test_records_may_come_in_any_order_and_dates(run: Run) -> None:
    records = [
        {"id": "b", "q": "what happened at the latest meeting", "as_of": "2023-08-04"},
        {"id": "a", "turns": ["what happened at the latest meeting"], "as_of": "2023-08-20"},
        {"id": 7, "q": "what happened at the latest meeting", "as_of": "2023-08-04"},
        {"id": "b", "q": "what happened at the latest meeting", "as_of": "2023-08-05"},
    ]
    replies = answered(run, "\n".join(json.dumps(record) for record in records))

    assert [reply["id"] for reply in replies] == ["b", "a", 7, "b"]
    assert [reply["strike"]["day"] for reply in replies] == [95, 111, 95, 96]


def test_the_moment_of_a_record_wins_over_the_option(run: Run) -> None:
    first = {"id": 1, "q": "what happened at the latest meeting"}
    second = {**first, "id": 2, "as_of": "2023-08-05"}
    replies = answered(run, f"{json.dumps(first)}\n{json.dumps(second)}", "--as-of", "2023-08-04")

    assert [reply["strike"]["day"] for reply in replies] == [95, 96]


@pytest.mark.parametrize(
    ("line", "id", "said"),
    [
        ("not json", None, "found something that is not JSON"),
        ("[]", None, "found an empty list"),
        ("[1]", None, "found a list"),
        ('"text"', None, "found a text"),
        ("null", None, "found nothing"),
        ('{"id": "a"}', "a", "turns: found nothing"),
        ('{"id": "a", "turns": []}', "a", "turns: found an empty list"),
        ('{"id": "a", "turns": [1]}', "a", "turns: found a list"),
        ('{"id": "a", "turns": "x"}', "a", "turns: found a text"),
        ('{"id": "a", "q": 5}', "a", "q: found a number, expected a text"),
        ('{"id": {}, "q": "x"}', None, "id: found named values"),
        ('{"id": true, "q": "x"}', None, "id: found true or false"),
        ('{"id": NaN, "q": "x"}', None, "found something that is not JSON"),
        ('{"id": 1.5, "q": "x"}', None, "id: found a number"),
        ('{"id": "a", "q": "x", "as_of": "soon"}', "a", "as_of: found “soon”"),
        ('{"id": "a", "q": "x", "as_of": 2023}', "a", "as_of: found a number"),
        ("[" * 100_000, None, "found something that is not JSON"),
        ('{"id": ' + "1" * 5000 + "}", None, "found something that is not JSON"),
        ('{"q": "' + "x" * 1_100_000 + '"}', None, "found a line of more than 1 MiB"),
    ],
)
def test_a_bad_record_gets_its_line_and_the_batch_goes_on(
    run: Run, line: str, id: str | None, said: str
) -> None:
    bad, good = answered(run, f'{line}\n{{"id": "z", "q": "is it over", "as_of": ""}}\n')

    assert set(bad) == {"id", "error"}
    assert bad["id"] == id
    assert bad["error"].startswith(said)
    assert good["id"] == "z"
    assert good["kind"]


def test_bytes_that_are_not_utf_8_get_their_line(run: Run) -> None:
    bad, good = answered(run, b'{"id": "a", "q": "\xff"}\r\n\r\n\xef\xbb\xbf{"id": "b", "q": "is it over"}')

    assert bad == {"id": None, "error": "found bytes that are not UTF-8, expected a line of JSON in UTF-8"}
    assert good["id"] == "b"


def test_odd_characters_stay_on_one_line(run: Run) -> None:
    (reply,) = answered(run, '{"id": "\\u2028\\ud800\\n", "q": "\\u2028 is it over \\ud800"}')

    assert reply["id"] == "\u2028\ud800\n"


def test_a_mistake_of_ours_is_an_error_of_its_record(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Engine.ask

    def fail_on_boom(
        self: Engine, question: str, as_of: dt.datetime, *, previous: object, strike: object, live: bool
    ) -> Reply:
        assert previous is strike is None
        if question == "boom":
            raise ZeroDivisionError
        return ask(self, question, as_of, live=live)

    monkeypatch.setattr(Engine, "ask", fail_on_boom)
    bad, good = answered(run, '{"id": "a", "q": "boom"}\n{"id": "b", "q": "is it over"}')

    assert bad["id"] == "a"
    assert bad["error"].startswith("Something went wrong in Strikebot itself (error ")
    assert good["id"] == "b"


def test_a_batch_can_be_a_file(run: Run, place: Path) -> None:
    (place / "questions.jsonl").write_text('{"id": 1, "q": "is it over"}\n', "utf-8")
    ended = run("ask", "--batch", "questions.jsonl")

    assert json.loads(ended.stdout)["id"] == 1


def test_an_empty_batch_is_fine(run: Run) -> None:
    assert answered(run, "") == []


@pytest.mark.parametrize(
    ("name", "said"), [("nowhere.jsonl", "no such file or directory"), (".", "is a directory")]
)
def test_a_batch_that_cannot_be_read_is_a_sentence(run: Run, name: str, said: str) -> None:
    ended = run("ask", "--batch", name)

    assert ended.exit_code == ExitCode.NO_INPUT
    assert ended.stderr == f"strikebot: {name} cannot be read: {said}.\n"


@pytest.mark.parametrize("args", [["a question"], ["--explain"]])
def test_what_does_not_go_with_a_batch_is_said(run: Run, args: list[str]) -> None:
    ended = run("ask", "--batch", "-", *args)

    assert ended.exit_code == ExitCode.USAGE
    assert "--batch takes its questions from the file" in ended.stderr


def test_each_line_is_out_before_the_next_record_is_read(engine: Engine) -> None:
    put: list[str] = []
    read: list[int] = []

    def lines() -> Iterator[bytes]:
        for number in range(3):
            read.append(len(put))
            yield b'{"id": %d, "q": "is it over"}\n' % number

    bot.cli.batch.answer_all(engine, lines(), put.append)

    assert read == [0, 1, 2]
