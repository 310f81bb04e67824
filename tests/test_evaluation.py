"""How the engine is measured: what counts as right, missed and wrong, and how a file of questions is read."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.answering.reply import Paragraph, Reference, Reply
from bot.evaluation import (
    Labelled,
    QuestionFileError,
    converse,
    figures,
    forbidden,
    holds,
    judge,
    normal,
    read_questions,
    report_line,
    run,
)
from tests.answering.bases import TINY_DAY, at, shipped, tiny_engine

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2023, 8, 4, 22, tzinfo=dt.UTC)


def labelled(expect: str = "answer", **more: object) -> Labelled:
    return Labelled.model_validate(
        {"id": "q1", "kind": "day", "expect": expect, "as_of": NOW, "q": "which day", **more}
    )


def reply(headline: str = "It is day 95.", kind: str = "answer", cited: bool = True) -> Reply:
    source = shipped().sources["thr-2023-08-04"]
    reference = Reference(1, source, day=shipped().published(source))
    made = Reply("answer", "which day", headline, NOW, references=(reference,) if cited else ())
    return replace(made, kind=kind)  # type: ignore[arg-type]  # one of the three kinds


@pytest.mark.parametrize(
    ("text", "wanted", "held"),
    [
        ("It is day 95.", "day 95", True),
        ("It is **day** 95.", "DAY 95", True),
        ("In 1995.", "95", False),
        ("It is day 951.", "day 95", False),
        ("the writers’ room", "writers' room", True),
        ("“quoted”", '"quoted"', True),
        ("negotiations", "negotiat", True),
        ("renegotiate", "negotiat", False),
        ("two\n  lines", "two lines", True),
        ("", "x", False),
    ],
)
def test_a_wanted_string_stands_from_the_start_of_a_word_and_a_number_whole(
    text: str, wanted: str, held: bool
) -> None:
    assert holds(text, wanted) is held


@pytest.mark.parametrize(
    ("text", "unwanted", "bad"),
    [
        ("It is day 94.", "day 94", True),
        ("It is day 95, not day 94.", "day 94", False),
        ("It isn't over.", "over", False),
        ("It was never really agreed.", "agreed", False),
        ("It is over.", "over", True),
        ("not @everyone", "@everyone", True),
        ("nothing", "over", False),
    ],
)
def test_an_unwanted_string_may_stand_negated_but_a_mention_never(
    text: str, unwanted: str, bad: bool
) -> None:
    assert forbidden(text, unwanted) is bad


def test_texts_are_compared_without_case_markup_curly_quotes_and_odd_spaces() -> None:
    assert normal("**The**  “Writers’ `Room`”\n> Now") == 'the "writers\' room" now'


@pytest.mark.parametrize(
    ("label", "given", "outcome"),
    [
        (labelled(must=[["95"]]), reply(), "right"),
        (labelled(must=[["94", "95"], ["day"]], cite=True), reply(), "right"),
        (labelled(must=[["96"]]), reply(), "wrong"),
        (labelled(must=[["95"]], cite=True), reply(cited=False), "wrong"),
        (labelled(must_not=["day 95"]), reply(), "wrong"),
        (labelled(), reply(kind="decline"), "missed"),
        (labelled(), reply(kind="clarify"), "missed"),
        (labelled("decline"), reply(kind="decline"), "declined"),
        (labelled("decline"), reply(), "wrong"),
        (labelled("decline", must=[["95"]]), reply(), "right"),
        (labelled("decline", must=[["96"]]), reply(), "wrong"),
        (labelled("decline"), reply(kind="clarify"), "other"),
        (labelled("clarify"), reply(kind="clarify"), "clarified"),
        (labelled("clarify"), reply(kind="decline"), "other"),
        (labelled("clarify"), reply(), "wrong"),
        (labelled("answer_or_decline", must=[["95"]]), reply(), "right"),
        (labelled("answer_or_decline", must=[["96"]]), reply(), "wrong"),
        (labelled("answer_or_decline"), reply(kind="decline"), "declined"),
        (labelled("decline", must_not=["@everyone"]), reply("hi @everyone", kind="decline"), "wrong"),
    ],
)
def test_a_reply_is_judged_by_its_label(label: Labelled, given: Reply, outcome: str) -> None:
    verdict = judge(label, given)
    assert verdict.outcome == outcome
    assert verdict.good == (outcome in ("right", "declined", "clarified"))


def test_an_answer_is_judged_by_all_that_a_person_reads() -> None:
    shown = replace(reply("See below."), blocks=(Paragraph("It is day 95.", (1,)),))
    assert judge(labelled(must=[["day 95"]]), shown).outcome == "right"


def test_the_figures_count_each_sort() -> None:
    verdicts = [
        judge(labelled(must=[["95"]]), reply()),
        judge(labelled(must=[["96"]]), reply()),
        judge(labelled(), reply(kind="decline")),
        judge(labelled("decline"), reply(kind="decline")),
        judge(labelled("decline"), reply()),
        judge(labelled("clarify"), reply(kind="clarify")),
        judge(labelled("answer_or_decline", must=[["95"]]), reply()),
    ]
    found = figures(verdicts)
    assert (found.total, found.answerable, found.answered, found.wrong) == (7, 3, 1, 2)
    assert (found.to_decline, found.declined, found.to_clarify, found.clarified) == (2, 1, 1, 1)
    assert (found.either, found.either_answered) == (1, 1)
    assert sum(found.kinds["day"].values()) == 7


def test_questions_are_read_from_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    row = {
        "id": "a",
        "kind": "day",
        "expect": "answer",
        "as_of": "2023-08-04T22:00:00-07:00",
        "notes": "ignored",
    }
    path.write_text(
        json.dumps({**row, "q": "one"}) + "\n\n" + json.dumps({**row, "turns": ["one", "two"]}) + "\n"
    )
    first, second = read_questions(path)
    assert first.asked == ("one",)
    assert second.asked == ("one", "two")
    assert first.as_of.utcoffset() == dt.timedelta(hours=-7)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"id": "a"}\n', "questions.jsonl:1: kind"),
        (b"\n\n{nonsense\n", "questions.jsonl:3: line"),
        (b"\xff\xfe\n", "expected a UTF-8 file"),
    ],
)
def test_a_line_at_fault_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(content)
    with pytest.raises(QuestionFileError) as error:
        read_questions(path)
    assert said in str(error.value)


def test_a_missing_file_is_told_without_a_traceback(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match="cannot be read"):
        read_questions(tmp_path / "none.jsonl")


def test_the_last_turn_is_judged_in_the_context_of_the_ones_before() -> None:
    label = labelled(
        turns=["what day is the potters strike on", "and the weavers?"],
        must=[["ended on", "17"]],
        as_of=at(TINY_DAY),
    )
    assert "weavers' strike ended" in converse(tiny_engine(), label).headline
    assert [verdict.outcome for verdict in run(tiny_engine(), [label])] == ["right"]


def test_what_failed_and_why_is_one_line() -> None:
    label = labelled(q="what is\n“slip”?", as_of=at(TINY_DAY))
    verdict = run(tiny_engine(), [label])[0]
    line = report_line(verdict)
    assert line.startswith("missed")
    assert "\n" not in line
    assert "q1" in line
    assert "[day/answer]" in line
