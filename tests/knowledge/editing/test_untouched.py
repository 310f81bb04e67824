"""Whatever an edit does not speak of stays as it was, byte for byte; what it speaks of means what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.canonical.printer import meaning
from bot.knowledge.editing import add_entry, add_to_list, apply, changed_entries, patches, revert, set_field
from bot.knowledge.model.items import EVENTS as KIND
from bot.knowledge.yaml.parse import parse
from bot.knowledge.yaml.tree import Sequence
from tests.knowledge.editing.pages import FIELDS, LISTS, TEXTS, Page, pages
from tests.knowledge.samples import EVENTS

if TYPE_CHECKING:
    from collections.abc import Sequence as SequenceOf

CASES = settings(max_examples=150, deadline=None)


def _meanings(data: bytes) -> list[object]:
    root, problems = parse(data, EVENTS)
    assert not problems
    assert isinstance(root, Sequence)
    return [meaning(item) for item in root.items]


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True) if b"\x85" not in data else data.split(b"\n")


def _stays(page: Page, made: bytes, start: int, end: int) -> bool:
    """Whether all lines but those from `start` to `end` are the same; a last line may get the end that it lacked."""
    before, after = list(page.lines), _lines(made)
    if start == len(before) and not before[-1].endswith(b"\n"):
        before[-1] += b"\r\n" if len(before) > 1 and before[-2].endswith(b"\r\n") else b"\n"
    rest = before[end:]
    return after[:start] == before[:start] and (not rest or after[-len(rest) :] == rest)


def _inserted(page: Page, made: bytes, places: SequenceOf[int]) -> bool:
    return any(_stays(page, made, place, place) for place in places)


@given(pages(), TEXTS)
@CASES
def test_new_entry_leaves_every_line_alone(page: Page, text: str) -> None:
    made = add_entry(page.files, KIND, "wga-2023", {"id": "new", "text": text, "asked": ["a", text]})
    assert _meanings(made[EVENTS]) == [
        *page.meanings,
        {"id": "new", "text": text.strip(), "asked": ["a", text.strip()]},
    ]
    assert _inserted(page, made[EVENTS], range(page.ends[-1], len(page.lines) + 1))
    assert changed_entries(page.files, made) == ("wga-2023/event/new",)


@given(pages(), st.data())
@CASES
def test_field_that_is_set_leaves_the_other_lines_alone(page: Page, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(page.entries) - 1))
    field = data.draw(st.sampled_from(FIELDS))
    value = data.draw(TEXTS | st.lists(TEXTS, min_size=1, max_size=3))
    entry = page.entries[number]
    made = set_field(page.files, f"wga-2023/event/e{number}", field, value)
    expected = page.meanings
    expected[number][field] = value.strip() if isinstance(value, str) else [text.strip() for text in value]
    assert _meanings(made[EVENTS]) == expected
    if field in entry:
        # Comments after the last line of a field that are further to the right than its name belong to it.
        ends = [spot.start for spot in entry.values() if spot.start >= entry[field].end]
        assert _stays(page, made[EVENTS], entry[field].start, min(ends, default=_next(page, number)))
    else:
        start = min(spot.start for spot in entry.values())
        assert _inserted(page, made[EVENTS], range(start, _next(page, number) + 1))


@given(pages(), st.data(), TEXTS)
@CASES
def test_longer_list_leaves_the_other_lines_alone(page: Page, data: st.DataObject, text: str) -> None:
    number = data.draw(st.integers(0, len(page.entries) - 1))
    field = data.draw(st.sampled_from(LISTS))
    entry = page.entries[number]
    present = entry[field].value if field in entry else []
    assert isinstance(present, list)
    item = f"a new one {text}".strip()
    made = add_to_list(page.files, f"wga-2023/event/e{number}", field, item)
    expected = page.meanings
    expected[number][field] = [*present, item]
    assert _meanings(made[EVENTS]) == expected
    start = entry[field].start if field in entry else min(spot.start for spot in entry.values())
    if field in entry and b"[" in page.lines[start].split(b":")[1]:
        assert _stays(page, made[EVENTS], start, entry[field].end)
    else:
        assert _inserted(page, made[EVENTS], range(start, _next(page, number) + 1))


@given(pages(), st.data())
@CASES
def test_patch_is_undone_and_made_again_to_the_byte(page: Page, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(page.entries) - 1))
    field, value = data.draw(st.sampled_from(FIELDS)), data.draw(TEXTS)
    made = set_field(page.files, f"wga-2023/event/e{number}", field, value)
    made = add_entry(made, KIND, "wga-2023", {"id": "new", "text": value})
    found = patches(page.files, made)
    assert revert(found, made) == page.files
    assert apply(found, page.files) == made


def _next(page: Page, number: int) -> int:
    """Where the next entry begins, or the file ends."""
    if number + 1 < len(page.entries):
        return min(spot.start for spot in page.entries[number + 1].values())
    return len(page.lines)
