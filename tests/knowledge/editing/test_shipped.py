"""Every operation on every entry of the shipped knowledge base: nothing else changes, and its form stays canonical."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.knowledge.canonical.printer import canonical
from bot.knowledge.disk.folder import gather
from bot.knowledge.editing import (
    add_check,
    add_entry,
    add_to_list,
    apply,
    changed_entries,
    patches,
    replace_file,
    revert,
    set_field,
)
from bot.knowledge.editing.address import kind_of
from bot.knowledge.editing.sheet import read
from bot.knowledge.model.items import CHECKS, SOURCES, WITHOUT_ID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SLICE = 12
"""So many entries of a file at a time: the same text, read in a fraction of the time."""
WITHDRAWN = {"on": "2031-01-02", "reason": "The source took it back: it was never so."}
QUESTION = "is it true: did they meet"


def _slices(files: dict[str, bytes]) -> Iterator[dict[str, bytes]]:
    """The files, each with some of its entries only, so that each entry is in one of them."""
    sheets = {name: read(name, data) for name, data in files.items()}
    for number in range(max(len(sheet.blocks) for sheet in sheets.values()) // SLICE + 1):
        part = {}
        for name, sheet in sheets.items():
            blocks = sheet.blocks[number * SLICE : (number + 1) * SLICE]
            if blocks:
                lines = sheet.lines[: sheet.blocks[0].start] + sheet.lines[blocks[0].start : blocks[-1].end]
                part[name] = "".join(line.text + line.ending for line in lines).encode()
        yield part


@pytest.fixture(scope="module")
def shipped(project_root: Path) -> dict[str, bytes]:
    files, problems = gather(project_root / "knowledge")
    assert problems == []
    return files


def test_every_entry_can_be_taught_withdrawn_and_looked_at_again(shipped: dict[str, bytes]) -> None:
    done = []
    for base in _slices(shipped):
        files = base
        for name, data in base.items():
            kind, _ = kind_of(name)
            for block in read(name, data).blocks if kind not in {CHECKS, *WITHOUT_ID} else ():
                before = files
                files = set_field(files, block.key, "reviewed", "2031-01-02")
                if kind is not SOURCES:
                    files = add_to_list(files, block.key, "asked", QUESTION)
                    files = set_field(files, block.key, "withdrawn", WITHDRAWN)
                assert changed_entries(before, files) == (block.key,)
                done.append(block.key)
            assert canonical(files[name].decode(), kind.name, name) == files[name].decode()
        assert revert(patches(base, files), files) == base
    assert len(done) == len(set(done)) > 700


def test_every_edit_is_undone_among_all_the_others(shipped: dict[str, bytes]) -> None:
    base = {name: data for name, data in shipped.items() if name.startswith("strikes/wga-2026/")}
    files, made = base, []
    keys = [(block.key, name) for name, data in base.items() for block in read(name, data).blocks]
    for key, _ in keys:
        after = set_field(add_to_list(files, key, "asked", QUESTION), key, "withdrawn", WITHDRAWN)
        made.append(patches(files, after))
        files = after
    for number, edit in enumerate(made):
        files = revert(edit, files)
        left = [key for key, _ in keys[number + 1 :]]
        assert set(changed_entries(base, files)) == set(left)
    assert files == base
    for edit in reversed(made):
        files = apply(edit, files)
    assert set(changed_entries(base, files)) == {key for key, _ in keys}


def test_new_entry_in_every_file_keeps_the_form(shipped: dict[str, bytes]) -> None:
    for name, data in shipped.items():
        kind, strike = kind_of(name)
        if kind.is_list:
            entry = {
                "id": "new-one",
                "text": "It rained: hard.",
                "citations": ["x"],
                "reviewed": "2031-01-02",
            }
            made = add_check(shipped, {"question": QUESTION}) if kind is CHECKS else None
            made = made or add_entry(shipped, kind, strike, entry)
            text = made[name].decode()
            assert text.startswith(data.decode())
            assert canonical(text, kind.name, name) == text


def test_file_in_another_order_of_lines_ends_is_taken_as_it_is(shipped: dict[str, bytes]) -> None:
    name = "strikes/wga-2023/meetings.yaml"
    files = replace_file(shipped, name, shipped[name].replace(b"\n", b"\r\n"))
    made = add_to_list(files, "wga-2023/meeting/2023-08-04", "asked", QUESTION)
    assert made[name].replace(f"    - '{QUESTION}'\r\n".encode(), b"") == files[name]
