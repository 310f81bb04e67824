"""The canonical form: what it changes, what it never changes, and that a second time changes nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.knowledge import canonical as module
from bot.knowledge.canonical import FormatRefused, canonical, format_folder
from bot.knowledge.problems import KnowledgeError
from bot.knowledge.storage import write_atomic
from bot.knowledge.yaml_text import parse
from tests.knowledge.samples import FILES, MEETINGS, put, reading

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
    assert str(caught.value) == (
        "events.yaml: found something that cannot be put in canonical form safely; it is left as it is"
    )


def test_folder_is_shown_first_and_then_written(tmp_path: Path) -> None:
    put(tmp_path)
    changes = format_folder(tmp_path, write=False)
    assert (tmp_path / MEETINGS).read_text("utf-8") == FILES[MEETINGS]
    assert [change.file for change in changes] == ["sources.yaml", "parties.yaml"]
    assert "--- sources.yaml" in changes[0].diff
    assert format_folder(tmp_path, write=True) == changes
    assert format_folder(tmp_path, write=False) == []
    assert reading(tmp_path) == []


def test_folder_with_a_broken_file_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, {"answers.yaml": "- id: ["})
    with pytest.raises(KnowledgeError):
        format_folder(tmp_path, write=True)
    assert (tmp_path / "sources.yaml").read_text("utf-8") == FILES["sources.yaml"]


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
