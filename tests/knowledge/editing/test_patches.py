"""Patches: shown, kept as JSON, made again elsewhere, and undone among other edits, or refused with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.canonical.printer import canonical
from bot.knowledge.editing import (
    CannotApplyError,
    CannotEditError,
    add_check,
    add_entry,
    add_to_list,
    apply,
    changed_entries,
    diff,
    diff_of,
    from_json,
    patches,
    replace_file,
    revert,
    set_field,
    to_json,
)
from bot.knowledge.editing.changes import meanings
from bot.knowledge.editing.merge import alike
from bot.knowledge.editing.patches import UnreadablePatchError
from bot.knowledge.model import items as kinds
from tests.knowledge.editing.test_entries import files
from tests.knowledge.samples import EVENTS, FILES

if TYPE_CHECKING:
    from bot.knowledge.editing import FilePatch

HEAD = "# Events.\n\n"
ONE = "- id: one\n  date: 2023-05-02\n  text: It began.\n  citations:\n    - x\n    - y\n"
TWO = "- id: two\n  date: 2023-05-02\n  text: It began.\n  citations:\n    - x\n    - y\n"
THREE = "- id: three\n  date: 2023-05-03\n  text: It went on.\n  asked: [why, when]\n"
ALL = f"{HEAD}{ONE}\n{TWO}\n{THREE}"
Edit: TypeAlias = Callable[[dict[str, bytes]], dict[str, bytes]]


def event(name: str) -> str:
    return f"wga-2023/event/{name}"


def added(name: str, **data: str) -> Edit:
    return lambda base: add_entry(base, kinds.EVENTS, "wga-2023", {"id": name, "text": "New.", **data})


def taught(name: str, item: str) -> Edit:
    return lambda base: add_to_list(base, event(name), "asked", item)


def put(name: str, field: str, value: object) -> Edit:
    return lambda base: set_field(base, event(name), field, value)


def replaced(old: str, new: str) -> Edit:
    def edit(base: dict[str, bytes]) -> dict[str, bytes]:
        text = base[EVENTS].decode()
        assert text.count(old) == 1
        return replace_file(base, EVENTS, text.replace(old, new).encode())

    return edit


def undone_under(
    first: Edit,
    *others: Edit,
    text: str = ALL,
) -> str:
    """The events after the first edit was undone while the others stay."""
    before = files(events=text)
    after = first(before)
    found = from_json(to_json(patches(before, after)))
    for other in others:
        after = other(after)
    return revert(found, after)[EVENTS].decode()


def without_first(*others: Edit, text: str = ALL) -> str:
    base = files(events=text)
    for other in others:
        base = other(base)
    return base[EVENTS].decode()


@pytest.mark.parametrize(
    ("first", "others"),
    [
        (added("new"), [added("newer")]),
        (added("new"), [added("newer"), put("one", "text", "x")]),
        (added("new"), [replaced("# Events.", "# All events.")]),
        (put("two", "text", "x"), [put("one", "text", "y"), added("new")]),
        (put("two", "text", "x"), [replaced(ONE, "")]),
        (put("two", "kind", "vote"), [put("two", "reported_by", "x")]),
        (put("two", "kind", "vote"), [replaced("# Events.\n", "")]),
        (put("two", "withdrawn", {"on": "2023-01-01", "reason": "x"}), [put("one", "withdrawn", {"reason": "y"})]),
        (taught("one", "q"), [taught("two", "q")]),
        (taught("one", "q"), [taught("one", "r")]),
        (taught("one", "q"), [taught("one", "r"), taught("one", "s"), added("new")]),
        (replaced(TWO + "\n", ""), [added("new")]),
        (replaced(ONE + "\n", ""), [added("new"), taught("three", "q")]),
        (replaced(THREE, ""), [added("new")]),
        (replaced("# Events.", "# All events."), [added("new"), taught("one", "q")]),
        (replaced("    - y\n\n- id: two", "\n- id: two"), [put("one", "text", "x")]),
    ],
)  # fmt: skip
def test_edit_is_undone_among_later_ones(
    first: Edit,
    others: list[Edit],
) -> None:
    made, wanted = undone_under(first, *others), without_first(*others)
    assert alike(meanings(EVENTS, made.encode()), meanings(EVENTS, wanted.encode()))
    assert canonical(made, "events") == made or canonical(wanted, "events") != wanted
    assert sorted(made.split()) == sorted(wanted.split())


def test_undone_edit_leaves_the_other_lines_as_they_are() -> None:
    text = ALL.replace("  date: 2023-05-03", "  'date':   2023-05-03  # sure\r").replace(
        "- id: one", "-   id: one"
    )
    text = text.replace("  date: 2023-05-02\n  text: It began.\n  citations:\n    - x\n    - y\n\n- id: two",
                        "    date: 1\n\n- id: two")  # fmt: skip
    assert undone_under(put("two", "text", "x"), added("new"), text=text) == without_first(
        added("new"), text=text
    )


@pytest.mark.parametrize(
    ("first", "other", "entry", "reason"),
    [
        (put("two", "text", "x"), put("two", "text", "y"), "two", "changed by somebody since then"),
        (added("new"), put("new", "text", "y"), "new", "changed by somebody since then"),
        (added("new"), taught("new", "q"), "new", "changed by somebody since then"),
        (taught("three", "q"), taught("three", "r"), "three", "changed by somebody since then"),
        (taught("one", "q"), replaced("    - q\n", "    - r\n"), "one", "changed by somebody since then"),
        (taught("one", "q"), replaced("  asked:\n    - q\n", ""), "one", "changed by somebody since then"),
        (put("two", "text", "x"), replaced(TWO.replace("It began.", "x") + "\n", ""), "two", "not there any more"),
        (replaced(TWO + "\n", ""), added("two"), "two", "there already"),
    ],
)  # fmt: skip
def test_edit_whose_lines_were_changed_is_not_undone(
    first: Edit,
    other: Edit,
    entry: str,
    reason: str,
) -> None:
    with pytest.raises(CannotApplyError) as caught:
        undone_under(first, other)
    assert caught.value.file == EVENTS
    assert caught.value.where == event(entry)
    assert str(caught.value) == (
        f"{EVENTS}: {event(entry)}: {reason}, so nothing was changed; look at it, and edit it as it is now"
    )


def test_similar_place_of_another_entry_is_never_taken() -> None:
    """`one` and `two` have the same lines; the one that is undone was removed, and the other stays as it is."""
    gone = replaced(TWO.replace("    - y\n", "    - y\n    - z\n") + "\n", "")
    with pytest.raises(CannotApplyError, match="wga-2023/event/two: not there any more"):
        undone_under(put("two", "citations", ["x", "y", "z"]), gone)


def test_comment_that_was_changed_is_not_undone() -> None:
    with pytest.raises(CannotApplyError, match=r"events\.yaml: line 1: changed by somebody since then"):
        undone_under(replaced("# Events.", "# All events."), replaced("# All events.", "# Some."))


def test_first_and_last_entry_come_and_go() -> None:
    first, second = added("new"), added("newer")
    made = undone_under(first, second, text="[]\n")
    assert made == "# yaml-language-server: $schema=../../schema/events.json\n\n- id: newer\n  text: New.\n"
    assert undone_under(first, text="# None.\n\n[]\n") == "# None.\n\n[]\n"
    before = files(events="[]\n")
    after = second(first(before))
    for edit in (patches(before, first(before)), patches(first(before), after)):
        after = revert(edit, after)
    assert after[EVENTS].decode() == "# yaml-language-server: $schema=../../schema/events.json\n\n[]\n"


def test_file_that_an_edit_made_goes_with_it() -> None:
    before = files()
    del before["answers.yaml"]
    answer = {"id": "x", "question": "Why?", "answer": "So."}
    after = add_entry(before, kinds.ANSWERS, None, answer)
    found = patches(before, after)
    assert (found[0].before, [hunk.before for hunk in found[0].hunks if hunk.entry]) == (None, [None])
    assert revert(found, after) == before
    assert apply(found, before) == after
    more = add_entry(after, kinds.ANSWERS, None, {**answer, "id": "y"})
    assert revert(found, more)["answers.yaml"].decode() == (
        "# yaml-language-server: $schema=schema/answers.json\n\n- id: y\n  question: Why?\n  answer: So.\n"
    )
    commented = replace_file(after, "answers.yaml", after["answers.yaml"] + b"\n# foot\n")
    assert revert(found, commented) == before


def test_file_that_an_edit_removed_comes_back() -> None:
    before = files()
    after = {name: data for name, data in before.items() if name != "answers.yaml"}
    found = patches(before, after)
    assert changed_entries(before, after) == ("answer/what-is-a-strike",)
    assert revert(found, after) == before
    assert apply(found, before) == after
    begun = add_entry(after, kinds.ANSWERS, None, {"id": "x", "question": "Why?", "answer": "So."})
    both = revert(found, begun)["answers.yaml"].decode()
    assert both.count("- id: ") == 2
    assert canonical(both, "answers") == both


def test_file_that_is_gone_is_told() -> None:
    before = files()
    after = set_field(before, "party/wga", "name", "x")
    with pytest.raises(CannotApplyError, match=r"parties\.yaml: party/wga: the file is gone"):
        revert(patches(before, after), {name: data for name, data in after.items() if name != "parties.yaml"})


def test_file_that_cannot_be_read_is_undone_only_as_a_whole() -> None:
    before = files()
    after = replace_file(before, EVENTS, b"- id: [\xff")
    found = from_json(to_json(patches(before, after)))
    assert changed_entries(before, after) == ("wga-2023/event/2023-05-02-strike-begins",)
    assert revert(found, after) == before
    assert apply(found, before) == after
    with pytest.raises(CannotApplyError, match="changed by somebody since then"):
        revert(found, replace_file(before, EVENTS, before[EVENTS] + b"\n"))
    with pytest.raises(CannotApplyError, match="the file cannot be read as it is now"):
        revert(patches(before, added("x")(before)), after)


def test_several_files_are_patched_together_or_not_at_all() -> None:
    before = files()
    one = set_field(before, "party/wga", "name", "x")
    both = add_entry(one, kinds.EVENTS, "wga-2023", {"id": "new", "text": "New."})
    both = add_check(both, {"question": "q", "kind": "decline"})
    found = patches(before, both)
    assert [patch.file for patch in found] == ["parties.yaml", EVENTS, "checks.yaml"]
    assert changed_entries(before, both) == ("party/wga", "wga-2023/event/new", "checks")
    later = add_check(both, {"question": "q2", "kind": "decline"})
    assert revert(found, later) == add_check(before, {"question": "q2", "kind": "decline"})
    with pytest.raises(CannotApplyError):
        revert(found, set_field(both, "party/wga", "name", "y"))


def test_proposals_on_the_same_base_are_made_one_after_the_other() -> None:
    before = files(events=ALL)
    edits = [added("new"), added("newer"), taught("one", "q"), taught("one", "r"), put("two", "text", "x")]
    now = before
    for edit in edits:
        now = apply(patches(before, edit(before)), now)
    wanted = without_first(*edits)
    assert alike(meanings(EVENTS, now[EVENTS]), meanings(EVENTS, wanted.encode()))
    assert now[EVENTS].decode().count("asked:\n    - q\n    - r\n") == 1
    with pytest.raises(CannotApplyError, match="wga-2023/event/one: changed by somebody since then"):
        apply(patches(before, taught("one", "q")(before)), now)


def test_comments_and_line_ends_alone_change_no_entry() -> None:
    before = files(events=ALL)
    for text in (ALL.replace("# Events.", "# x"), ALL.replace("\n", "\r\n"), ALL + "\n"):
        after = replace_file(before, EVENTS, text.encode())
        assert changed_entries(before, after) == ()
        assert revert(patches(before, after), after) == before


def test_diff_is_what_a_person_reads() -> None:
    before = files(events=ALL)
    after = put("two", "text", "It rained.")(added("new")(before))
    assert diff(before, after) == (
        f"--- {EVENTS}\n+++ {EVENTS}\n"
        "@@ -10,7 +10,7 @@ wga-2023/event/two\n \n - id: two\n   date: 2023-05-02\n"
        "-  text: It began.\n+  text: It rained.\n   citations:\n     - x\n     - y\n"
        "@@ -20,0 +21,3 @@ wga-2023/event/new\n+\n+- id: new\n+  text: New."
    ).replace("@@ -10,7 +10,7 @@", "@@ -9,7 +9,7 @@")
    assert diff_of(patches(before, after)) == diff(before, after)
    assert diff(before, before) == ""


def test_diff_of_new_files_and_of_line_ends() -> None:
    before = {name: text.encode() for name, text in FILES.items() if name != "checks.yaml"}
    after = add_check(before, {"question": "q", "kind": "decline"})
    assert diff(before, after).split("\n")[:3] == ["--- (no file)", "+++ checks.yaml", "@@ -0,0 +1,2 @@"]
    ends = replace_file(before, EVENTS, before[EVENTS].replace(b"\n", b"\r\n"))
    assert diff(before, ends) == f"--- {EVENTS}\n+++ {EVENTS}\n(only the ends of lines change)"


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2, "files": []}', '{"version": 1, "files": [{}]}']
)
def test_record_of_another_version_is_told(text: str) -> None:
    with pytest.raises(UnreadablePatchError, match="another version of Strikebot"):
        from_json(text)


def test_record_is_plain_json() -> None:
    before = files()
    read = json.loads(to_json(patches(before, set_field(before, "party/wga", "name", "é"))))
    assert read["version"] == 1
    assert [file["file"] for file in read["files"]] == ["parties.yaml"]


def _edit(number: int, what: tuple[str, str, str]) -> Edit:
    """One of the edits, with words that no other one has."""
    kind, entry, field = what
    if kind == "add":
        return added(f"new-{entry}-{number}")
    return taught(entry, f"q{number}") if kind == "teach" else put(entry, field, f"x{number}")


_EDITS = st.lists(
    st.tuples(
        st.sampled_from(["add", "teach", "put"]),
        st.sampled_from(["one", "two", "three"]),
        st.sampled_from(["text", "kind", "date"]),
    ),
    min_size=2,
    max_size=6,
).map(lambda whats: [_edit(number, what) for number, what in enumerate(whats)])


@given(
    _EDITS, st.integers(0, 4), st.sampled_from([ALL, ALL.replace("\n", "\r\n"), ALL.rstrip(), ONE, "[]\n"])
)
@settings(max_examples=200, deadline=None)
def test_any_edit_is_undone_to_what_the_others_alone_mean_or_refused(
    edits: list[Edit], which: int, text: str
) -> None:
    states = [files(events=text)]
    made = []
    for edit in edits:
        now = _tried(edit, states[-1])
        if now is not None and now != states[-1]:
            states.append(now)
            made.append(edit)
    if not made:
        return
    which %= len(made)
    found: tuple[FilePatch, ...] = patches(states[which], states[which + 1])
    try:
        undone = revert(found, states[-1])
    except CannotApplyError:
        return
    others = states[which]
    for edit in made[which + 1 :]:
        others = edit(others)
    assert alike(meanings(EVENTS, undone[EVENTS]), meanings(EVENTS, others[EVENTS]))
    assert set(changed_entries(states[-1], undone)) <= set(changed_entries(states[which], states[which + 1]))


def _tried(edit: Edit, base: dict[str, bytes]) -> dict[str, bytes] | None:
    try:
        return edit(base)
    except CannotEditError:
        return None
