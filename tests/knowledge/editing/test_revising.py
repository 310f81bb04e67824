"""Changes deep inside an entry, and fields taken out: nothing beside them moves."""

from __future__ import annotations

import pytest

from bot.knowledge.editing import CannotEditError, Item, ValueChange, remove_field, revise
from tests.knowledge.samples import EVENTS, FILES

BEFORE = """\
# All that happened.
- id: a
  date: 2023-08-05   # a Saturday
  text: "It rained: hard."
  kind: talks
  # why so
  reported_by: the gate
  more:
    - One, as it was.
    # the second
    - text: Two.
      citations: [one]
  citations: [one]
"""
ENTRY = "wga-2023/event/a"


def revised(*changes: ValueChange) -> str:
    files = {**{name: text.encode() for name, text in FILES.items()}, EVENTS: BEFORE.encode()}
    return revise(files, changes)[EVENTS].decode()


def test_a_value_deep_inside_is_changed_alone() -> None:
    made = revised(ValueChange(ENTRY, ("more", Item.of(text="Two."), "text"), "Two, and more."))
    assert made == BEFORE.replace("text: Two.", "text: Two, and more.")


def test_what_stands_alone_gets_fields_where_it_needs_them() -> None:
    made = revised(ValueChange(ENTRY, ("more", Item.of(text="One, as it was."), "reported_by"), "the gate"))
    assert made == BEFORE.replace(
        "- One, as it was.\n", "- text: One, as it was.\n      reported_by: the gate\n"
    )


def test_an_item_that_is_not_there_is_added_and_one_that_is_is_not_added_twice() -> None:
    added = ValueChange(ENTRY, ("citations", Item.of(source="two")), "two")
    assert revised(added) == BEFORE.replace("  citations: [one]\n", "  citations: [one, two]\n").replace(
        "      citations: [one, two]", "      citations: [one]"
    )
    assert revised(added, added) == revised(added)


def test_a_field_that_is_taken_out_leaves_its_comments() -> None:
    made = revised(ValueChange(ENTRY, ("reported_by",), None))
    assert made == BEFORE.replace("  reported_by: the gate\n", "")


def test_a_comment_beside_a_field_that_is_taken_out_stays() -> None:
    made = revised(ValueChange(ENTRY, ("date",), None))
    assert made == BEFORE.replace("  date: 2023-08-05   # a Saturday\n", "  # a Saturday\n")


def test_what_is_not_there_is_taken_out_without_a_trace() -> None:
    assert revised(ValueChange(ENTRY, ("due",), None)) == BEFORE


def test_the_first_field_of_an_entry_stays() -> None:
    files = {**{name: text.encode() for name, text in FILES.items()}, EVENTS: BEFORE.encode()}
    with pytest.raises(CannotEditError, match="first field"):
        remove_field(files, ENTRY, "id")
