"""What the records of edits know of corrections: what stood in an entry, what stands there now, why, and since when.

An addition corrects nothing, nor does what only the bot reads. Who made an edit is not told.
"""

from __future__ import annotations

import asyncio
import re
import textwrap
from typing import TYPE_CHECKING

from bot.knowledge.editing.address import kind_of
from bot.knowledge.editing.errors import CannotEditError
from bot.knowledge.editing.patches import UnreadablePatchError, from_json
from bot.knowledge.model.items import ENTRIES, SOURCES, FileKind
from bot.knowledge.yaml.parse import parse
from bot.knowledge.yaml.tree import Mapping, Scalar, Sequence
from bot.site.entries import HEADINGS
from bot.site.model import Correction, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Sequence as SequenceOf

    from bot.knowledge.editing.patches import Hunk
    from bot.knowledge.yaml.tree import Node
    from bot.records.rows import Edit
    from bot.records.store import Records

UNREAD = frozenset(
    "id aliases asked citations es reviewed review_by review_every keeper withdrawn also_in main topics topic kind note article"
    " passage source strike_days counts".split()
)
"""Fields that hold no words for a reader."""
NAMES = frozenset(
    "attendees against asked_for_by describes employer employers issue issues meeting part_of parties party people places"
    " speaker strike union unions".split()
)
"""Fields that hold ids of other entries: told by their names where the base is at hand."""
AT_ONCE = 200
"""Edits that are read from the records at a time."""
KINDS = (*ENTRIES, SOURCES)


async def recorded(records: Records) -> list[Correction]:
    """Those of all edits that are in the files. RecordsAwayError."""
    found: list[Edit] = []
    while True:
        page = await records.history(AT_ONCE, found[-1].id if found else None)
        found += page
        if len(page) < AT_ONCE:
            return await asyncio.to_thread(corrections, found)


def corrections(edits: Iterable[Edit]) -> list[Correction]:
    """One for each entry that an edit in the files has corrected, in the order of the edits."""
    return [each for edit in edits if edit.state == "done" for each in _of(edit)]


def _of(edit: Edit) -> Iterator[Correction]:
    try:
        patches = from_json(edit.patches)
    except UnreadablePatchError:  # made by another version: what it changed cannot be told
        return
    for patch in patches:
        try:
            kind, _ = kind_of(patch.file)
        except CannotEditError:  # a file that there was at the time
            continue
        for hunk in patch.hunks if kind in KINDS else ():
            if parts := tuple(_parts(hunk, kind)):
                yield Correction(
                    f"edit/{edit.id}/{hunk.entry}", edit.at, hunk.entry, edit.reason.strip(), parts
                )


def _parts(hunk: Hunk, kind: FileKind) -> Iterator[Part]:
    """The fields whose words were changed or taken out; of an entry that was taken out, its first words."""
    before = _fields(hunk.before, kind)
    after = _fields(hunk.after, kind)
    if before is None or hunk.part != "entry":
        return
    for name, was in before.items():
        now = after.get(name, []) if after else []
        lost = [text for text in was if text not in now]
        new = [text for text in now if text not in was]
        if lost:
            between = ", " if name in NAMES else " "
            yield Part(label_of(name), between.join(lost), between.join(new))
            if after is None:
                return


def label_of(name: str) -> str:
    """A field as a reader would call it: `First day`."""
    return HEADINGS.get(name) or name.replace("_", " ").capitalize()


def _fields(lines: SequenceOf[str] | None, kind: FileKind) -> dict[str, list[str]] | None:
    """The words of an entry by its fields; None where there is no entry, or none that can be read."""
    if lines is None:
        return None
    root, _ = parse(textwrap.dedent("".join(lines)).encode("utf-8", "replace"), kind.file)
    node = root.items[0] if isinstance(root, Sequence) and root.items else root
    if not isinstance(node, Mapping):
        return None
    found = {name: list(_texts(value)) for name, value in node.fields.items() if name not in UNREAD}
    return {name: texts for name, texts in found.items() if texts}


def _texts(node: Node) -> Iterator[str]:
    """The texts within a node, each item of a list by itself; of several fields the date before the words."""
    if isinstance(node, Scalar):
        if text := re.sub(r"\s+", " ", node.text or "").strip():
            yield text
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item)
    else:
        told = [" ".join(_texts(value)) for name, value in node.fields.items() if name not in UNREAD | NAMES]
        if words := ": ".join(filter(None, told)):
            yield words
