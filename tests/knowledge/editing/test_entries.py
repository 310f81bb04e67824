"""Edits as moderators make them, each in a file that shows what happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.knowledge.canonical.printer import canonical
from bot.knowledge.editing import (
    CannotEditError,
    add_check,
    add_entry,
    add_to_list,
    changed_entries,
    replace_file,
    set_field,
)
from bot.knowledge.loader import assemble
from bot.knowledge.model import items as kinds
from tests.knowledge.samples import EVENTS, FILES, MEETINGS, STRIKE

if TYPE_CHECKING:
    from collections.abc import Mapping

NEW = {"id": "new", "date": "2023-08-05", "text": "It rained: hard.", "kind": "talks"}
ENTRY = """\
- id: new
  date: 2023-08-05
  text: 'It rained: hard.'
  kind: talks
"""
SCHEMA = "# yaml-language-server: $schema=../../schema/events.json\n"


def files(**changed: str) -> dict[str, bytes]:
    """The sample files, some of them changed, named by their kind."""
    names = {name.rpartition("/")[2].removesuffix(".yaml"): name for name in FILES}
    texts = {**FILES, **{names[kind]: text for kind, text in changed.items()}}
    return {name: text.encode() for name, text in texts.items()}


def event_file(text: str, data: Mapping[str, object] = NEW) -> str:
    """The events after one more was added to this file."""
    return add_entry(files(events=text), kinds.EVENTS, "wga-2023", data)[EVENTS].decode()


def event(text: str, field: str, value: object) -> str:
    """The events after a field of the entry `a` was set."""
    return set_field(files(events=text), "wga-2023/event/a", field, value)[EVENTS].decode()


def teach(text: str, item: str, field: str = "asked") -> str:
    """The events after a list of the entry `a` was made longer."""
    return add_to_list(files(events=text), "wga-2023/event/a", field, item)[EVENTS].decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[]\n", f"{SCHEMA}\n{ENTRY}"),
        ("", f"{SCHEMA}\n{ENTRY}"),
        ("# Only words.", f"{SCHEMA}# Only words.\n\n{ENTRY}"),
        (f"{SCHEMA}# Events.\n\n[]\n", f"{SCHEMA}# Events.\n\n{ENTRY}"),
        (f"{SCHEMA}[]  # none yet\n# foot\n", f"{SCHEMA}# none yet\n\n{ENTRY}\n# foot\n"),
        ("- id: a\n", f"- id: a\n\n{ENTRY}"),
        ("- id: a", f"- id: a\n\n{ENTRY}"),
        ("- id: a\n- id: b\n", f"- id: a\n- id: b\n{ENTRY}"),
        ("- id: a\n\n- id: b\n\n# foot\n", f"- id: a\n\n- id: b\n\n{ENTRY}\n# foot\n"),
        ("- id: a\n  # date: later\n# foot\n", f"- id: a\n  # date: later\n\n{ENTRY}# foot\n"),
        ("---\n- id: a\n...\n", f"---\n- id: a\n\n{ENTRY}...\n"),
        ("- id: a\r\n", f"- id: a\n\n{ENTRY}".replace("\n", "\r\n")),
        ("[{id: a}]\n", f"- id: a\n\n{ENTRY}"),
        ("- id: a\n  text: |+\n    x\n\n", f"- id: a\n  text: |+\n    x\n\n{ENTRY}\n"),
    ],
)
def test_new_entry_is_the_last_of_its_file(before: str, after: str) -> None:
    assert event_file(before) == after


def test_new_entry_in_a_file_that_is_not_there_begins_it() -> None:
    before = files()
    del before[EVENTS], before["answers.yaml"]
    made = add_entry(before, kinds.EVENTS, "wga-2023", NEW)
    assert made[EVENTS].decode() == f"{SCHEMA}\n{ENTRY}"
    answer = {"id": "x", "question": "Why?", "answer": "So.", "citations": ["letter-2023-05-02"]}
    made = add_entry(before, kinds.ANSWERS, None, {"reviewed": "2026-11-23", **answer})
    assert made["answers.yaml"].decode() == (
        "# yaml-language-server: $schema=schema/answers.json\n\n- id: x\n  question: Why?\n  answer: So.\n"
        "  citations:\n    - letter-2023-05-02\n  reviewed: 2026-11-23\n"
    )
    assert assemble(made)[0] is not None


def test_new_strike_begins_its_file() -> None:
    data = {"id": "wga-2031", "kind": "strike", "name": "2031 strike", "short_name": "strike", "union": "wga"}
    data |= {"first_day": "2031-05-02", "citations": "letter-2023-05-02", "reviewed": "2026-11-23"}
    made = add_entry(files(), kinds.STRIKE, "wga-2031", data)
    assert (
        made["strikes/wga-2031/strike.yaml"]
        .decode()
        .startswith(
            "# yaml-language-server: $schema=../../schema/strike.json\n\nid: wga-2031\nkind: strike\n"
        )
    )
    assert assemble(made)[0] is not None
    assert changed_entries(files(), made) == ("wga-2031",)


def test_new_entry_writes_lists_as_its_file_does() -> None:
    base = files(events="- id: a\n  parties: [wga]\n  citations:\n    - x\n")
    data = {"id": "b", "parties": ["wga", "amptp"], "citations": ["x", "y"]}
    made = add_entry(base, kinds.EVENTS, "wga-2023", data)[EVENTS].decode()
    assert made.endswith("- id: b\n  parties: [wga, amptp]\n  citations:\n    - x\n    - y\n")


def test_new_entry_keeps_the_margin_of_its_file() -> None:
    assert event_file("  - id: a\n", {"id": "b", "more": ["x"]}) == (
        "  - id: a\n\n  - id: b\n    more:\n      - x\n"
    )


@pytest.mark.parametrize(
    "value",
    [
        "two\nlines",
        "a\tb",
        "it's: so",
        'say "hi": so',
        "- dash",
        "x" * 300,
        "true",
        "#1",
        "a  b",
        "é’😀",
        "0",
    ],
)
def test_text_means_the_same_when_it_is_written(value: str) -> None:
    made = event("- id: a\n  kind: vote\n", "text", value)
    assert canonical(made, "events") == made
    assert set_field(files(events=made), "wga-2023/event/a", "text", value)[EVENTS].decode() == made


def test_number_and_truth_value_are_written_plainly() -> None:
    made = set_field(files(), "wga-2023", "main", value=True)
    made = set_field(made, "wga-2023", "year", value=2023)
    assert b"first_day" in made[STRIKE]
    assert b"main: true\nyear: 2023\nfirst_day" in made[STRIKE]


@pytest.mark.parametrize(
    ("before", "field", "value", "after"),
    [
        ("- id: a\n  kind: vote\n", "date", "2023", "- id: a\n  date: 2023\n  kind: vote\n"),
        ("- id: a\n  date: '1'  # sure\n", "date", "2", "- id: a\n  date: 2  # sure\n"),
        ("- date: 1 # x\n  id: a\n", "date", "2", "- date: 2  # x\n  id: a\n"),
        ("- id: a\n  # About it.\n  date: 1\n", "date", "2", "- id: a\n  # About it.\n  date: 2\n"),
        ("- id: a\n  date: 1\n  # kind: vote\n", "text", "t", "- id: a\n  date: 1\n  text: t\n  # kind: vote\n"),
        ("- id: a\n  text: >\n    long\n\n    text\n  kind: vote\n", "text", "t", "- id: a\n  text: t\n  kind: vote\n"),
        ("- id: a\n  more:\n  - x  # why\n  - y\n", "more", ["y", "x"], "- id: a\n  more:\n    - y\n    - x  # why\n"),
        ("- id: a\n  more:\n    - x  # why\n", "more", ["y"], "- id: a\n  # why\n  more:\n    - y\n"),
        ("- more:\n    - x  # why\n  id: a\n", "more", ["y"], "# why\n- more:\n    - y\n  id: a\n"),
        ("- {id: a, date: 1}\n- {id: b}\n", "date", "2", "- id: a\n  date: 2\n- {id: b}\n"),
        ("- ? id\n  : a\n", "date", "2", "- id: a\n  date: 2\n"),
        ("-\n  id: a\n", "date", "2", "-\n  id: a\n  date: 2\n"),
        ("- 'id': a\n  'date':   1\n", "date", "2", "- 'id': a\n  date: 2\n"),
        ("- id: a\r\n  date: 1\r\n  kind: vote\r\n", "date", "2", "- id: a\r\n  date: 2\r\n  kind: vote\r\n"),
        ("- id: a\n  date: 1", "date", "2", "- id: a\n  date: 2"),
        ("- id: a\n  date: 1", "kind", "vote", "- id: a\n  date: 1\n  kind: vote\n"),
        ("- id: a\n  date: 1\n", "withdrawn", {"reason": "r", "on": "2023-01-01"},
         "- id: a\n  date: 1\n  withdrawn:\n    on: 2023-01-01\n    reason: r\n"),
    ],
)  # fmt: skip
def test_field_is_set_where_it_stands_or_belongs(before: str, field: str, value: object, after: str) -> None:
    assert event(before, field, value) == after


def test_comments_inside_a_field_stay_with_what_stays() -> None:
    before = (
        "- id: a\n  more:\n    # first\n    - text: x  # why\n      citations:  # from\n        - y  # there\n"
        "    - text: z\n      citations: [y]\n    # last\n  kind: vote\n"
    )
    more = [{"text": "x", "citations": ["y", "w"]}, {"text": "z", "citations": ["y"]}]
    assert event(before, "more", [*more, {"text": "new"}]) == (
        "- id: a\n  more:\n    # first\n    - text: x  # why\n      citations:  # from\n        - y  # there\n        - w\n"
        "    - text: z\n      citations: [y]\n      # last\n    - text: new\n  kind: vote\n"
    )
    outcome = {"text": "v", "citations": ["y", "w"]}
    assert event(
        "- id: a\n  more:\n    text: x  # why\n    citations:\n      - y  # there\n", "more", outcome
    ) == ("- id: a\n  more:\n    text: v  # why\n    citations:\n      - y  # there\n      - w\n")
    kept = event(
        "- id: a\n  more:\n    - text: x  # why\n      citations:\n        - y  # there\n", "more", more[1:]
    )
    assert kept.count("# why") == kept.count("# there") == 1


def test_field_that_says_so_already_changes_nothing() -> None:
    odd = "- {id: a, date: '1'}\n"
    assert event(odd, "date", "1") == odd


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- id: a\n  date: 1\n", "- id: a\n  date: 1\n  asked:\n    - new\n"),
        ("- id: a\n  asked:\n    - 'x'  # y\n", "- id: a\n  asked:\n    - 'x'  # y\n    - new\n"),
        ("- id: a\n  asked:\n  - x\n  # c\n", "- id: a\n  asked:\n  - x\n  - new\n  # c\n"),
        ("- id: a\n  asked: [x, y]  # z\n", "- id: a\n  asked: [x, y, new]  # z\n"),
        ("- id: a\n  asked: ['x',y ]\n", "- id: a\n  asked: ['x',y, new ]\n"),
        ("- id: a\n  asked: ['x', # one\n    ]\n", "- id: a\n  asked: ['x', new, # one\n    ]\n"),
        ("- id: a\n  asked: []\n", "- id: a\n  asked: [new]\n"),
        ("- id: a\n  asked: [ ] # z\n", "- id: a\n  asked: [new ] # z\n"),
        ("- id: a\n  asked:\n", "- id: a\n  asked:\n    - new\n"),
        ("- id: a\n  asked: x # z\n", "- id: a\n  asked:  # z\n    - x\n    - new\n"),
        ("- id: a\n  asked:\n    - x", "- id: a\n  asked:\n    - x\n    - new\n"),
        ("- id: a\n  asked: [x, [y]]\n", "- id: a\n  asked: [x, [y], new]\n"),
    ],
)
def test_list_gets_one_more_item(before: str, after: str) -> None:
    assert teach(before, " new ") == after


def test_long_list_in_brackets_goes_on_in_the_next_line() -> None:
    made = teach(f"- id: a\n  asked: [{', '.join(['word'] * 16)}]\n", "a word that is too long")
    assert made.split("\n")[2] == "    a word that is too long]"
    assert canonical(made, "events") == made


@pytest.mark.parametrize(
    ("full_id", "file"),
    [
        ("source/letter-2023-05-02", "sources.yaml"),
        ("party/wga", "parties.yaml"),
        ("person/ann-lee", "people.yaml"),
        ("issue/residuals", "issues.yaml"),
        ("answer/what-is-a-strike", "answers.yaml"),
        ("wga-2023", STRIKE),
        ("wga-2023/meeting/2023-08-04", MEETINGS),
    ],
)
def test_every_kind_of_entry_is_found_by_its_full_id(full_id: str, file: str) -> None:
    made = set_field(files(), full_id, "reviewed", "2031-01-01")
    assert [name for name in made if made[name] != files()[name]] == [file]
    assert changed_entries(files(), made) == (full_id,)
    assert assemble(made)[0] is not None


def test_check_is_added() -> None:
    made = add_check(files(), {"question": "who met: when?", "entry": "wga-2023/meeting/2023-08-04"})
    assert (
        made["checks.yaml"]
        .decode()
        .endswith("\n\n- question: 'who met: when?'\n  entry: wga-2023/meeting/2023-08-04\n")
    )
    assert changed_entries(files(), made) == ("checks",)


def test_file_is_replaced_or_new() -> None:
    assert replace_file(files(), "answers.yaml", b"[]")["answers.yaml"] == b"[]"
    assert (
        replace_file(files(), "strikes/new-1/strike.yaml", b"id: x")["strikes/new-1/strike.yaml"] == b"id: x"
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("meeting.yaml", "meeting.yaml: is not the name of a knowledge file; use"),
        ("meetings.yaml", "meetings.yaml: is not the name of a knowledge file; use"),
        ("../sources.yaml", "../sources.yaml: is not the name"),
        ("strikes/../sources.yaml", "strikes/../sources.yaml: is not the name"),
        ("strikes/../strike.yaml", "strikes/../strike.yaml: strike.yaml: found"),
        ("/sources.yaml", "/sources.yaml: is not the name"),
        ("strikes//strike.yaml", "strikes//strike.yaml: is not the name"),
    ],
)
def test_other_names_of_files_are_refused(name: str, message: str) -> None:
    with pytest.raises(CannotEditError) as caught:
        replace_file(files(), name, b"")
    assert message.split(": ")[-1] in str(caught.value)


def refusal(call: str, *args: object, **changed: str) -> str:
    """What an edit that is refused says."""
    edits = {"set": set_field, "teach": add_to_list, "add": add_entry, "check": add_check}
    with pytest.raises(CannotEditError) as caught:
        edits[call](files(**changed), *args)  # type: ignore[operator]  # each with arguments of its own
    return str(caught.value)


def test_unknown_entry_is_refused_with_what_was_probably_meant() -> None:
    assert refusal("set", "wga-2023/meeting/2023-08-05", "title", "x") == (
        "wga-2023/meeting/2023-08-05: there is no such entry; did you mean wga-2023/meeting/2023-08-04?"
    )
    assert refusal("set", "wga-2032/meeting/2023-08-04", "title", "x") == (
        "wga-2032/meeting/2023-08-04: there is no such entry; did you mean wga-2023/meeting/2023-08-04?"
    )
    assert refusal("set", "party/q", "name", "x") == (
        "party/q: there is no such entry; look its id up in the file"
    )
    assert refusal("set", "A meeting", "name", "x") == (
        "A meeting: is not the full id of an entry; such as bakers-2024/meeting/2024-03-04"
    )
    assert refusal("add", kinds.EVENTS, "wga-2032", NEW) == (
        "strikes/wga-2032/events.yaml: there is no strike wga-2032; add its strike.yaml first"
    )


def test_id_that_is_taken_or_missing_is_refused() -> None:
    assert refusal("add", kinds.EVENTS, "wga-2023", {**NEW, "id": "2023-05-02-strike-begins"}) == (
        "wga-2023/event/2023-05-02-strike-begins: is there already, in strikes/wga-2023/events.yaml;"
        " choose another id, or change that entry"
    )
    assert refusal("add", kinds.STRIKE, "wga-2023", {"id": "wga-2023"}).startswith(
        "wga-2023: is there already"
    )
    assert refusal("add", kinds.EVENTS, "wga-2023", {"text": "x"}) == (
        "strikes/wga-2023/events.yaml: an event without an id; give it one"
    )
    assert refusal("set", "party/wga", "id", "wgb") == (
        "party/wga: an id is never changed; withdraw the entry, and add a new one"
    )


def test_item_that_is_there_already_is_refused() -> None:
    text = "- id: a\n  asked: [Who met]\n  citations:\n    - source: x\n      passage: y\n"
    assert refusal("teach", "wga-2023/event/a", "asked", " who  met ", events=text) == (
        "wga-2023/event/a: `asked` has “who  met” already; nothing needs to be done"
    )
    assert "`citations` has “x” already" in refusal(
        "teach", "wga-2023/event/a", "citations", "x", events=text
    )
    check = {
        "question": "what happened on august 4",
        "entry": "wga-2023/meeting/2023-08-04",
        "as_of": "2023-08-05",
    }
    assert refusal("check", check) == (
        "the check “what happened on august 4”: is there already, in checks.yaml; nothing needs to be done"
    )


def test_field_that_is_no_list_is_refused() -> None:
    assert refusal("teach", "wga-2023/event/a", "more", "x", events="- id: a\n  more: {b: c}\n") == (
        "wga-2023/event/a: `more` is named fields, not a list; edit it by hand"
    )


def test_file_that_cannot_be_read_is_refused() -> None:
    assert refusal("set", "wga-2023/event/a", "text", "x", events="- id: [") == (
        "strikes/wga-2023/events.yaml: the file cannot be read (strikes/wga-2023/events.yaml:1: found a [ or {"
        " that is never closed, expected its ] or }); fix that first"
    )
    assert refusal("set", "wga-2023/event/a", "text", "x", events="- id: a\n- word\n") == (
        'strikes/wga-2023/events.yaml: line 2 is "word", not an event; fix that first'
    )
    assert refusal("add", kinds.EVENTS, "wga-2023", NEW, events="id: a\n") == (
        "strikes/wga-2023/events.yaml: line 1 is named fields, not an event; fix that first"
    )


def test_text_that_no_file_may_hold_is_refused() -> None:
    assert refusal("set", "party/wga", "name", "a\u200bb") == (
        "party/wga: this cannot be written (found the character U+200B (zero width space),"
        " expected text without it); change the text"
    )
    assert "U+0007" in refusal("add", kinds.EVENTS, "wga-2023", {**NEW, "text": "a\x07b"})
    assert refusal("set", "party/wga", "name", ["a\ud800b"]) == (
        "`name`: half of a character (U+D800), which no file can hold; leave it out"
    )


def test_file_that_would_be_too_large_is_refused() -> None:
    large = "".join(f"- id: a{number}\n  text: {'x' * 1000}\n" for number in range(1020))
    assert "found 1.0 MiB, expected at most 1 MiB" in refusal(
        "set", "wga-2023/event/a1", "more", ["x" * 1000] * 40, events=large
    )


def test_values_that_no_file_can_hold_are_mistakes_of_the_program() -> None:
    with pytest.raises(TypeError, match="found float, expected a text"):
        set_field(files(), "party/wga", "name", 1.5)
    with pytest.raises(TypeError, match="an entry is made of fields"):
        add_entry(files(), kinds.EVENTS, "wga-2023", {})


def test_what_cannot_be_edited_is_said_in_a_short_line_whatever_it_is_called() -> None:
    for full_id in ("wga-2023/event/" + "x" * 1_000_000, "wga-2023/event/a\nb\u202e"):
        with pytest.raises(CannotEditError) as caught:
            set_field(files(), full_id, "text", "x")
        assert len(str(caught.value)) < 2000
        assert str(caught.value).isprintable()
