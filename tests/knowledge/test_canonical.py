"""The canonical form: what it changes, what it never changes, and that a second time changes nothing."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.knowledge.canonical import printer as module
from bot.knowledge.canonical.format import Formatted, format_folder
from bot.knowledge.canonical.printer import FormatRefused, canonical, meaning
from bot.knowledge.disk.durable import write_atomic
from bot.knowledge.problems import KnowledgeError
from bot.knowledge.yaml.parse import parse
from tests.knowledge.samples import EVENTS, FILES, MEETINGS, QUOTES, put, reading

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = """\
# yaml-language-server: $schema=../schema/meetings.json
# Meetings of the strike.
- reviewed:   2026-11-23   # looked at again
  # The day it took place.
  date: "2023-08-04"

  title: 'it''s the first meeting'
  id: 2023-08-04
  summary: {text: "They met: briefly.", citations: [a, b]}
  parties: [ wga,
    amptp ]   # both
  attendees:
  - ann-lee   # for the guild
  # - someone else
  also_present: []
  place:
  # time: noon
# --- later in August ---

# The second.
- title: >-
    a title that was written over
    two lines
  id: "2023"
  strange: 'no'
  time: "null"
  discussed:
    - "one\\ttab"
    - |
      two
        lines
    - 'say "it''s"'
    - text:   plain # but remarked
# The end.
"""
AFTER = """\
# yaml-language-server: $schema=../schema/meetings.json
# Meetings of the strike.

- id: 2023-08-04
  title: it's the first meeting
  # The day it took place.
  date: '2023-08-04'
  parties:
    - wga
    - amptp  # both
  attendees:
    - ann-lee  # for the guild
  # - someone else
  also_present: []
  summary:
    text: 'They met: briefly.'
    citations: [a, b]
  place:
  # time: noon
  reviewed: 2026-11-23  # looked at again

# --- later in August ---

# The second.
- id: '2023'
  title: a title that was written over two lines
  discussed:
    - "one\\ttab"
    - |-
      two
        lines
    - say "it's"
    - text: plain  # but remarked
  time: 'null'
  strange: 'no'

# The end.
"""


def test_canonical_form_of_a_file_of_every_peculiarity() -> None:
    assert canonical(BEFORE, "meetings") == AFTER.replace('"2023-08-04"', "'2023-08-04'").replace(
        '"2023"', "'2023'"
    )


def test_canonical_form_is_kept() -> None:
    made = canonical(BEFORE, "meetings")
    assert canonical(made, "meetings") == made


def test_fields_of_a_single_entry_keep_the_blank_lines_between_them() -> None:
    text = "# A strike.\nkind: strike\n\n# Who.\nunion: wga\n\n\nid: wga-2023\nname: it\n"
    assert (
        canonical(text, "strike")
        == "# A strike.\n\nid: wga-2023\nkind: strike\nname: it\n\n# Who.\nunion: wga\n"
    )


def test_long_texts_are_folded_and_long_lists_too() -> None:
    words = " ".join(["word"] * 50)
    made = canonical(
        f"- id: a\n  text: {words}\n  more: ['{words}: so']\n  issues: [{', '.join(['residuals'] * 20)}]\n",
        "events",
    )
    assert max(len(line) for line in made.split("\n")) <= 110
    assert made.split("\n")[1:4] == [
        f"  text: {' '.join(['word'] * 20)}",
        f"    {' '.join(['word'] * 21)}",
        f"    {' '.join(['word'] * 9)}",
    ]
    assert "  issues: [residuals, residuals," in made
    assert canonical(made, "events") == made


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain", "plain"),
        ("'plain'", "plain"),
        ("'with: colon'", "'with: colon'"),
        ("'with #hash'", "'with #hash'"),
        ("'- dash'", "'- dash'"),
        ("-dash", "'-dash'"),
        ("“a”", "“a”"),
        ("'“a”'", "'“a”'"),
        ("'a,'", "'a,'"),
        ('"one\\n# two"', '"one\\n# two"'),
        ('"one\\ndate: two"', '"one\\ndate: two"'),
        ("'@at'", "'@at'"),
        ("''", "''"),
        ("", ""),
        ("~", ""),
        ("null", ""),
        ("'null'", "'null'"),
        ("'true'", "'true'"),
        ("true", "true"),
        ("'12:30'", "12:30"),
        ("'2023'", "'2023'"),
        ("2023", "2023"),
        ("no", "no"),
        ("'no'", "'no'"),
        ("'ends:'", "'ends:'"),
        ("https://a.example.com/b#c", "https://a.example.com/b#c"),
        ('"it\'s"', "it's"),
        ('"it\'s: so"', '"it\'s: so"'),
        ("'say \"hi\": so'", "'say \"hi\": so'"),
        ("'  spaced  '", "spaced"),
        ("'a  b'", "a  b"),
        ("'\u00e9\u2019\U0001f600'", "\u00e9\u2019\U0001f600"),
        ("[a, 'b: c', ~]", "[a, 'b: c', ~]"),
        ("['a, b', \"it's\"]", "['a, b', \"it's\"]"),
        ("[[a]]", "\n    - [a]"),
        ("{}", "{}"),
        ("|\n    one\n    two", "|-\n    one\n    two"),
        ('"one \\n two"', '"one \\n two"'),
        (">\n    one\n    two", "one two"),
    ],
)
def test_value_has_the_fewest_quote_marks_that_are_safe(value: str, written: str) -> None:
    made = canonical(f"- id: a\n  text: {value}\n", "events")
    assert made == f"- id: a\n  text: {written}".replace(": \n", ":\n").rstrip(" ") + "\n"
    assert canonical(made, "events") == made


@pytest.mark.parametrize(
    ("text", "made"), [("[]\n", "[]\n"), ("# none\n[]", "# none\n\n[]\n"), ("- a\n- b", "- a\n\n- b\n")]
)
def test_lists_without_entries(text: str, made: str) -> None:
    assert canonical(text, "events") == made
    assert canonical(made, "events") == made


@pytest.mark.parametrize(
    ("text", "made"), [("{}", "{}\n"), ("word", "word\n"), ("# x\nword", "# x\n\nword\n")]
)
def test_files_of_another_shape(text: str, made: str) -> None:
    assert canonical(text, "vocabulary") == made


def test_comments_under_a_blank_line_at_the_top_speak_of_the_first_entry() -> None:
    text = "# Of the file.\n\n# Of the entry.\n- id: a\n"
    assert canonical(text, "events") == text
    assert (
        canonical("- text: x\n  # Of the id.\n  id: a\n", "events") == "# Of the id.\n\n- id: a\n  text: x\n"
    )


def test_comment_stays_at_the_depth_where_it_was_written() -> None:
    text = "- id: a\n  more:\n    -  # of the first\n      # - b\n      - c\n      # - d\n    -\n      - e\n"
    made = canonical(text, "events")
    assert "      - c\n      # - d\n    -\n" in made
    assert canonical(made, "events") == made


def test_file_that_cannot_be_read_is_told() -> None:
    with pytest.raises(KnowledgeError) as caught:
        canonical("- id: [", "events")
    assert str(caught.value) == "events.yaml:1: found a [ or { that is never closed, expected its ] or }"


def test_change_of_meaning_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "folded", lambda *args, **kwargs: ["x"])
    with pytest.raises(FormatRefused) as caught:
        canonical("- id: a\n", "events")
    assert str(caught.value) == "events.yaml: found something that cannot be put in canonical form safely"


def test_comment_that_would_be_lost_is_named_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module._Writer, "_after", lambda *_: [])
    with pytest.raises(FormatRefused) as caught:
        canonical("- id: a\n  text: x\n    # deep\n  date: 2023\n", "events")
    assert str(caught.value) == (
        'events.yaml:3: found the comment "# deep" in a place where it would be lost, expected it on a line of its own'
    )


ODD = {
    "after the dash of an entry": "- # note\n  id: x\n  text: y\n",
    "after a dash alone": "-\n  # note\n  id: x\n",
    "after the dash of an item": "- id: x\n  more: # all\n    - # note\n      text: y\n    - z\n",
    "after the dash of a list": "- id: x\n  more:\n    - # note\n      - a\n      - b\n",
    "between a name and its value": "- id: # note\n    x\n  text: # more\n    # still\n    y\n",
    "between a name and its fields": "- id: x\n  more: # note\n    # still\n    text: y\n",
    "after an opening bracket": "- id: x\n  parties: [ # note\n    a, b]\n",
    "between values in brackets": "- id: x\n  parties: [a, # note\n    # still\n    b\n    # end\n    ]\n",
    "after an opening brace": "- { # note\n    id: x, # of it\n    text: y # last\n    }\n",
    "in fields in brackets": "[{id: x, # note\n  more: [{ # deep\n    text: y}]}] # end\n",
    "beside a bar": "- id: x\n  text: | # note\n    y\n    z\n  # below\n",
    "below a bar, further to the left": "- id: x\n  text: |\n    y\n # left\n  date: 2023\n",
    "after quote marks over two lines": "- id: x\n  text: 'y\n    z' # note\n",
    "at the end of the file": "- id: x\n  more:\n    - a\n        # deep\n# end",
    "before the first line": "   # note\n\n\n# more\n- id: x\n",
    "beside the line of a document": "--- # note\n# more\n- id: x\n... # end\n",
    "beside a question mark": "- ? # note\n    id\n  : # of it\n    x\n",
    "beside nothing": "- id: x\n  text: # note\n  more: [] # none\n  date: # still\n",
    "with the ends of lines of Windows": "- # note\r\n  id: x\r\n  # end\r\n",
    "the same one several times": "# a\n- id: x # a\n  # a\n  text: y # a\n# a\n",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_comment_in_an_odd_place_is_kept(text: str) -> None:
    made = canonical(text, "events")
    assert sorted(re.findall(r"# \w+", made)) == sorted(re.findall(r"# \w+", text))
    assert canonical(made, "events") == made
    assert meaning_of(made) == meaning_of(text)


def meaning_of(text: str) -> object:
    root, problems = parse(text.encode(), "events.yaml")
    assert root is not None, problems
    return meaning(root)


def test_folder_is_shown_first_and_then_written(tmp_path: Path) -> None:
    put(tmp_path)
    done = format_folder(tmp_path, write=False)
    assert (tmp_path / MEETINGS).read_text("utf-8") == FILES[MEETINGS]
    assert [change.file for change in done.changes] == ["sources.yaml", "parties.yaml"]
    assert "--- sources.yaml" in done.changes[0].diff
    assert format_folder(tmp_path, write=True) == done
    assert format_folder(tmp_path, write=False) == Formatted((), ())
    assert reading(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("answers.yaml", "- id: [", "answers.yaml:1: found a [ or { that is never closed, expected its ] or }"),
        (
            QUOTES,
            FILES[QUOTES].replace("We are ready.", "We are the # 1 here"),
            f'{QUOTES}:2: lee-2023-08-04.text: found a text that is cut off at a #: "# 1 here" is a comment, which nobody'
            ' is shown, expected straight "quotes" around the whole text, or the comment on a line of its own',
        ),
        ("sauces.yaml", "", "sauces.yaml: found an unknown file, expected a known one, did you mean sources.yaml?"),
    ],
)  # fmt: skip
def test_file_with_a_mistake_is_named_and_the_others_are_formatted(
    tmp_path: Path, name: str, text: str, line: str
) -> None:
    put(tmp_path, {name: text})
    done = format_folder(tmp_path, write=True)
    assert [str(problem) for problem in done.problems] == [line]
    assert (tmp_path / name).read_text("utf-8") == text
    assert [change.file for change in done.changes] == ["sources.yaml", "parties.yaml"]
    assert (tmp_path / "sources.yaml").read_text("utf-8") != FILES["sources.yaml"]


def test_file_whose_comment_would_be_lost_is_named_and_the_others_are_formatted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {EVENTS: FILES[EVENTS] + "    # deep\n"})
    monkeypatch.setattr(module._Writer, "_after", lambda *_: [])
    done = format_folder(tmp_path, write=True)
    assert [problem.line for problem in done.problems] == [7]
    assert [change.file for change in done.changes] == ["sources.yaml", "parties.yaml"]


_PLAIN = """\
- id: a
  title: one two
  parties: [wga, amptp]
  attendees:
    - ann-lee
    - wga
  summary: They met.
  discussed:
    - text: a b c
      citations: [x, y]
    - plain text that
      goes on
  outcome:
    text: "quoted: text"
  why: |
    literal
    text
  citations:
    - source: x
      passage: some words
  also_present: []
- {id: b, more: [x, {text: y}]}
"""


@given(
    st.lists(
        st.tuples(st.sampled_from(["at the end", "alone", "inside"]), st.integers(0, 200), st.integers(0, 8)),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=200)
def test_comment_anywhere_is_kept(notes: list[tuple[str, int, int]]) -> None:
    text = _PLAIN
    for number, (where, at, indent) in enumerate(notes):
        note, lines = f"# note{number}", text.split("\n")
        if where == "inside":
            spots = [match.end() for match in re.finditer(r"[:,-](?=\s)|[\[{]", text)]
            spot = spots[at % len(spots)]
            text = f"{text[:spot]} {note}\n{' ' * (indent + 1)}{text[spot:].lstrip(' ')}"
            continue
        if where == "alone":
            lines.insert(at % len(lines), " " * indent + note)
        else:
            lines[at % len(lines)] += f" {note}"
        text = "\n".join(lines)
    root, problems = parse(text.encode(), "meetings.yaml")
    assume(root is not None and not problems)
    made = canonical(text, "meetings")
    for number in range(len(notes)):
        assert made.count(f"# note{number}") == 1, made
    assert canonical(made, "meetings") == made


_TEXTS = st.text(
    alphabet="ab -:#'\"[]{},&*!|>%@`~?.\\\n\u00e9\u2019\U0001f600019ntrue", max_size=25
) | st.text(alphabet="ab ", min_size=100, max_size=260)
_NAMES = st.sampled_from(["id", "text", "date", "citations", "reviewed", "more", "odd", "two words", "a: b"])
_VALUES = st.recursive(
    st.none() | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=6,
)
_FILES = st.lists(st.dictionaries(_NAMES, _VALUES, min_size=1, max_size=4), min_size=1, max_size=3)


@given(
    _FILES,
    st.sampled_from([None, "'", '"']),
    st.sampled_from([None, True, False]),
    st.sampled_from([20, 80, 1000]),
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from(["# note", "  # note", "    # deep", "", " # after"])),
        max_size=4,
    ),
)
@settings(max_examples=300, deadline=None)
def test_canonical_form_keeps_meaning_and_comments_and_is_stable(
    data: Any,  # noqa: ANN401  (any content)
    style: str | None,
    flow: bool | None,
    width: int,
    notes: list[tuple[int, str]],
) -> None:
    text = yaml.dump(
        data, default_style=style, default_flow_style=flow, width=width, allow_unicode=True, sort_keys=False
    )
    lines = text.split("\n")
    for at, note in notes:
        if note == " # after":
            lines[at % len(lines)] += note
        else:
            lines.insert(at % len(lines), note)
    text = "\n".join(lines)
    root, problems = parse(text.encode(), "events.yaml")
    assume(root is not None and not problems)
    made = canonical(text, "events")
    assert canonical(made, "events") == made
    assert made.endswith("\n")
    assert not made.endswith("\n\n")


def test_write_replaces_the_content_and_keeps_the_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["a.yaml"]


def test_write_makes_a_file_that_was_not_there(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.yaml", b"new")
    assert (tmp_path / "a.yaml").read_bytes() == b"new"
    assert (tmp_path / "a.yaml").stat().st_mode & 0o777 == 0o644


def test_write_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old", "utf-8")
    (tmp_path / "link").symlink_to("real")
    write_atomic(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_failure_at_any_step_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old", "utf-8")

    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if step == "fsync" else type(path), step, fail)
    with pytest.raises(OSError, match="No space left"):
        write_atomic(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.yaml"]


def test_folder_that_cannot_be_opened_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def refuse(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401  (as os.open has them)
        if path == tmp_path:
            raise PermissionError(13, "Permission denied")
        return real(path, flags, *args, **kwargs)

    monkeypatch.setattr(os, "open", refuse)
    write_atomic(tmp_path / "a.yaml", b"new")
    assert (tmp_path / "a.yaml").read_bytes() == b"new"


def test_comments_at_the_foot_keep_the_blank_lines_between_them() -> None:
    text = "# Events.\n\n- id: a\n  text: b\n\n# How to add one:\n# - id: c\n\n# And another:\n# - id: d\n"
    assert canonical(text, "events") == text


def test_comments_alone_stay_as_they_are() -> None:
    assert (
        canonical("# Events.\n\n# - id: c\n#   text: d\n\n\n", "events")
        == "# Events.\n\n# - id: c\n#   text: d\n"
    )
