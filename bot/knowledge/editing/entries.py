"""The edits that moderators make, each on all files: what it does not speak of stays as it is, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.canonical.printer import meaning
from bot.knowledge.editing import address, fields
from bot.knowledge.editing.errors import CannotEditError
from bot.knowledge.editing.last_look import checked, keep_comments
from bot.knowledge.editing.new_entries import appended, begun
from bot.knowledge.editing.nodes import NOWHERE, brackets_in, node_of
from bot.knowledge.editing.sheet import Block, Sheet, editable, unknown
from bot.knowledge.model import items as kinds
from bot.knowledge.model.items import plain_text, read_id
from bot.knowledge.model.validation import shape
from bot.knowledge.yaml.tree import Mapping, Node, Scalar, Sequence, plain

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingOf

    from bot.knowledge.editing.address import Files
    from bot.knowledge.model.items import FileKind


def add_entry(
    files: Files, kind: FileKind, strike: str | None, data: MappingOf[str, object]
) -> dict[str, bytes]:
    """All files with one more entry, the last of its file. `data` holds what YAML would: texts, lists, mappings.

    Comments at the foot of a file stay at its foot. A file that is missing or empty is begun.
    """
    name = address.file_of(kind, strike)
    if kind.in_strike and kind is not kinds.STRIKE and address.file_of(kinds.STRIKE, strike) not in files:
        raise CannotEditError(name, f"there is no strike {strike}", "add its strike.yaml first")
    sheet = editable(name, files[name]) if name in files else None
    node = node_of(data, brackets_in(sheet.root if sheet else None))
    if not isinstance(node, Mapping) or not node.fields:
        raise TypeError("an entry is made of fields")
    where = _new_key(sheet, kind, strike, node, name)
    if sheet is None:
        made, before = begun(name, kind, node), []
    else:
        made, before = appended(sheet, node), [meaning(block.node) for block in sheet.blocks]
    checked(name, made, where, [*before, meaning(node)])
    return {**files, name: made}


def add_check(files: Files, data: MappingOf[str, object]) -> dict[str, bytes]:
    """All files with one more check."""
    return add_entry(files, kinds.CHECKS, None, data)


def set_field(files: Files, full_id: str, field: str, value: object) -> dict[str, bytes]:
    """All files with one field of an entry replaced, or added where it belongs."""
    if field == "id":
        raise CannotEditError(full_id, "an id is never changed", "withdraw the entry, and add a new one")
    sheet, block = _find(files, full_id)
    node = node_of(value, brackets_in(sheet.root), field)
    return _changed(files, sheet, block, field, node, fields.put(sheet, block, field, node))


def has_field(files: Files, full_id: str, field: str) -> bool:
    """Whether an entry says anything in a field."""
    return field in _find(files, full_id)[1].node.fields


def data_of(files: Files, full_id: str) -> dict[str, object]:
    """All that an entry says, as dicts, lists and texts. CannotEditError where there is none."""
    return {name: plain(node) for name, node in _find(files, full_id)[1].node.fields.items()}


def field_of(files: Files, full_id: str, field: str) -> object:
    """What an entry says in a field, as dicts, lists and texts; None where it says nothing."""
    node = _find(files, full_id)[1].node.fields.get(field)
    return plain(node) if node is not None else None


def remove_field(files: Files, full_id: str, field: str) -> dict[str, bytes]:
    """All files with one field of an entry taken out; its comments stay where it stood."""
    sheet, block = _find(files, full_id)
    if field not in block.node.fields:
        return dict(files)
    if next(iter(block.node.names)) == field:
        raise CannotEditError(full_id, f"`{field}` is the first field of the entry", "edit it by hand")
    left = {name: value for name, value in block.node.fields.items() if name != field}
    change = fields.FieldLines(sheet, block, field).removed()
    return _written(files, sheet, block, Mapping(block.node.mark, left), change)


def add_to_list(files: Files, full_id: str, field: str, item: str) -> dict[str, bytes]:
    """All files with one more text in a list of an entry; the list is made where there is none."""
    sheet, block = _find(files, full_id)
    new = node_of(item, {})
    if not isinstance(new, Scalar):
        raise TypeError("an item is one text")
    old = block.node.fields.get(field)
    present = _present(old, full_id, field)
    if _folded(item) in {_folded(_said(part)) for part in present}:
        raise CannotEditError(full_id, f"`{field}` has “{item.strip()}” already", "nothing needs to be done")
    longer = Sequence(NOWHERE, [*present, new])  # each on a line of its own, so that each can be undone alone
    if isinstance(old, Sequence):
        change = fields.extended(sheet, block, field, old, new)
    else:
        change = fields.put(sheet, block, field, longer)
    return _changed(files, sheet, block, field, longer, change)


def replace_file(files: Files, name: str, data: bytes) -> dict[str, bytes]:
    """All files with this one replaced, or new. What it holds is not judged here."""
    address.kind_of(name)
    return {**files, name: data}


def _new_key(sheet: Sheet | None, kind: FileKind, strike: str | None, node: Mapping, name: str) -> str:
    """The full id of a new entry; CannotEditError where it is taken."""
    if kind is kinds.CHECKS:
        where = f"the check “{plain_text(node.fields.get('question')) or ''}”"
        taken = sheet and any(meaning(block.node) == meaning(node) for block in sheet.blocks)
    else:
        where = kind.full_id(read_id(node), strike)
        taken = sheet and (not kind.is_list or any(block.key == where for block in sheet.blocks))
        if kind not in kinds.WITHOUT_ID and not read_id(node):
            raise CannotEditError(name, f"{kind.one} without an id", "give it one")
    if taken:
        todo = (
            "nothing needs to be done" if kind is kinds.CHECKS else "choose another id, or change that entry"
        )
        raise CannotEditError(where, f"is there already, in {name}", todo)
    return where


def _find(files: Files, full_id: str) -> tuple[Sheet, Block]:
    """The entry, in a file where each of its fields has lines of its own."""
    _, strike, name = address.find(full_id)
    if name not in files:
        rest = full_id.partition("/")[2]
        raise unknown(
            full_id, [f"{other}/{rest}".strip("/") for other in _strikes(files)] if strike else [], 0
        )
    sheet = editable(name, files[name])
    block = sheet.block(full_id)
    if fields.is_plain(sheet, block):
        return sheet, block
    made = sheet.spliced(*fields.whole(sheet, block))
    after = checked(name, made, full_id, [meaning(one.node) for one in sheet.blocks])
    keep_comments(sheet, block, after, sheet.blocks.index(block))
    return after, after.block(full_id)


def _changed(
    files: Files, sheet: Sheet, block: Block, field: str, value: Node, change: fields.LineChange
) -> dict[str, bytes]:
    """All files with the field changed, after a look at what it came to."""
    new = Mapping(block.node.mark, {**block.node.fields, field: value})
    return _written(files, sheet, block, new, change)


def _written(
    files: Files, sheet: Sheet, block: Block, new: Mapping, change: fields.LineChange
) -> dict[str, bytes]:
    """All files with the change made to an entry that then says what `new` does, and keeps its comments."""
    position = sheet.blocks.index(block)
    expected = [meaning(one.node) for one in sheet.blocks]
    if meaning(new) == expected[position]:
        return {**files, sheet.name: files[sheet.name]}
    expected[position] = meaning(new)
    made = sheet.spliced(*change)
    after = checked(sheet.name, made, block.key, expected)
    keep_comments(sheet, block, after, position)
    return {**files, sheet.name: made}


def _present(old: Node | None, full_id: str, field: str) -> list[Node]:
    """The items of a list; a single text counts as a list of one."""
    if isinstance(old, Sequence):
        return old.items
    if isinstance(old, Mapping):
        raise CannotEditError(full_id, f"`{field}` is {shape(old)}, not a list", "edit it by hand")
    return [old] if old is not None and old.text is not None else []


def _said(node: Node) -> str:
    """The text of an item, in its short form or its long one."""
    if isinstance(node, Mapping):
        return next((_said(node.fields[name]) for name in ("source", "text") if name in node.fields), "")
    return plain_text(node) or ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _strikes(files: Files) -> list[str]:
    return [name.split("/")[1] for name in files if name.endswith(f"/{kinds.STRIKE.file}")]
