"""How a problem is shown: as a line, as an annotation, with a value in it that means harm."""

from __future__ import annotations

import pytest

from bot.knowledge.problems import Problem, character_name, closest, one_of, show

PROBLEM = Problem("a.yaml", 3, 5, "x.date", '"soon"', "a day", "2023-08-04")


def test_line_has_the_place_what_was_found_what_was_expected_and_what_was_meant() -> None:
    assert str(PROBLEM) == 'a.yaml:3: x.date: found "soon", expected a day, did you mean 2023-08-04?'
    assert str(Problem("a.yaml", 0, 0, "", "it", "")) == "a.yaml: found it"
    assert str(Problem("", 0, 0, "", "it", "that")) == "found it, expected that"


def test_annotation_escapes_what_would_end_it() -> None:
    problem = Problem("a,b:c%.yaml", 3, 0, "", "50%\r\nmore", "", level="notice")
    assert problem.github() == "::notice file=a%2Cb%3Ac%25.yaml,line=3,col=1::found 50%25\\u000d\\u000amore"
    assert PROBLEM.github().startswith("::error file=a.yaml,line=3,col=5::x.date: found ")
    assert Problem("a.yaml", 0, 0, "", "it", "").github() == "::error file=a.yaml::found it"
    assert Problem("", 0, 0, "", "it", "").github() == "::error::found it"


def test_problem_can_be_put_under_a_folder() -> None:
    assert PROBLEM.under("knowledge/").file == "knowledge/a.yaml"
    assert Problem("", 0, 0, "", "it", "").under("knowledge").file == ""


def test_problems_sort_by_file_and_line() -> None:
    later = Problem("a.yaml", 10, 1, "", "x", "")
    assert sorted([later, PROBLEM]) == [PROBLEM, later]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "nothing"),
        ("a\nb  c", '"a b c"'),
        ("x" * 61, '"' + "x" * 59 + '…"'),
        ("\x1b[31m\u202e", '"\\u001b[31m\\u202e"'),
        ({"a": 1}, "named fields"),
        ([1], "a list"),
        ([], "an empty list"),
        (2023, '"2023"'),
    ],
)
def test_value_is_shown_short_and_harmless(value: object, shown: str) -> None:
    assert show(value) == shown


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "a\u200db", "a\nb", "\x1b[31m", "\u202e" * 1_000_000, "\xa0"]
)
def test_a_problem_is_one_short_line_whatever_it_is_made_of(text: str) -> None:
    problem = Problem(f"{text[:200]}.yaml", 1, 1, text, text, text, text)
    for line in (str(problem), problem.github(), problem.under("knowledge").message):
        assert line.isprintable()
        assert len(line) < 4000


def test_closest_offers_only_what_is_alike() -> None:
    assert closest("amptpp", ["wga", "amptp"]) == "amptp"
    assert closest("zzz", ["wga", "amptp"]) == ""
    assert closest("zzz", []) == ""


def test_choices_are_joined_as_in_a_sentence() -> None:
    assert [one_of(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a or b",
        "a, b or c",
    ]


def test_characters_have_names() -> None:
    assert character_name("\u202e") == "U+202E (right-to-left override)"
    assert character_name("\x07") == "U+0007 (bell)"
    assert character_name("\x02") == "U+0002 (a control character)"
