"""One field of an entry, in the lines that it takes up: replaced, added, or its list made longer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import yaml

from bot.knowledge.canonical.printer import entry_lines, field_lines
from bot.knowledge.canonical.scalars import in_flow
from bot.knowledge.editing.errors import CannotEditError
from bot.knowledge.editing.nodes import NOWHERE, Taking
from bot.knowledge.editing.sheet import Block, Sheet, last
from bot.knowledge.model.validation import field_names
from bot.knowledge.yaml import comments as remarks
from bot.knowledge.yaml.parse import LOADER, parse
from bot.knowledge.yaml.tree import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Sequence as SequenceOf

    from bot.knowledge.model.models import Model


class LineChange(NamedTuple):
    """The lines `start` to `end` of the file (from 0, the end not included) become `texts`."""

    start: int
    end: int
    texts: list[str]


def is_plain(sheet: Sheet, block: Block) -> bool:
    """Whether each field begins a line of its own, in the same column; the first one may stand after the dash."""
    column = block.node.mark.column
    for position, mark in enumerate(block.node.names.values()):
        before = sheet.lines[mark.line - 1].text[: column - 1]
        if mark.column != column or before.strip(" " if position else " -"):
            return False
    return bool(block.node.fields)


def whole(sheet: Sheet, block: Block) -> LineChange:
    """The entry written anew in its canonical form, with its comments."""
    text = sheet.text(block.start, block.end)
    root, _ = parse(text.encode(), sheet.name)
    if not isinstance(root, Sequence):
        raise CannotEditError(block.key, "the entry is written in an unusual way", "edit it by hand")
    lines = entry_lines(root, 0, root.mark.column - 1, sheet.kind.model, remarks.attach(text, root))
    return LineChange(block.start, block.end, lines)


def put(sheet: Sheet, block: Block, name: str, value: Node) -> LineChange:
    """The field with this value, where it stands or where it belongs."""
    field = FieldLines(sheet, block, name)
    return field.replaced(value) if name in block.node.fields else field.added(value)


def extended(sheet: Sheet, block: Block, name: str, old: Sequence, item: Scalar) -> LineChange:
    """The list `old`, which this field holds, with one more item."""
    field = FieldLines(sheet, block, name)
    longer = Sequence(old.mark, [*old.items, item], flow=old.flow)
    if not old.flow:
        lines = entry_lines(longer, len(old.items), old.mark.column - 1, None)
        return LineChange(field.end, field.end, lines)
    return field.replaced(longer) if field.canonical() == field.texts() else field.lengthened(item)


@dataclass(frozen=True, slots=True)
class FieldLines:
    """A field in its lines. Of one that is not there yet, `start` and `end` are where it belongs."""

    sheet: Sheet
    block: Block
    name: str

    @property
    def column(self) -> int:
        return self.block.node.mark.column - 1

    @property
    def model(self) -> type[Model]:
        return self.sheet.kind.model

    @property
    def start(self) -> int:
        return self.block.node.names[self.name].line - 1

    @property
    def end(self) -> int:
        return self._end(self.name)

    def texts(self) -> list[str]:
        """Its lines, without what stands before its name: a dash, perhaps."""
        first, *rest = (line.text for line in self.sheet.lines[self.start : self.end])
        return [" " * self.column + first[self.column :], *rest]

    def canonical(self) -> list[str]:
        root = self._alone()
        return field_lines(root, self.name, self.column, self.model, self._comments(root))

    def replaced(self, value: Node) -> LineChange:
        root = self._alone()
        taking = Taking(self._comments(root))
        new = Mapping(root.mark, {}, {self.name: NOWHERE})
        taking.move((id(root), self.name), (id(new), self.name))
        new.fields[self.name] = taking.value(root.fields[self.name], value)
        taking.kept.before[id(new), self.name] += taking.orphans()
        lines = field_lines(new, self.name, self.column, self.model, taking.kept)
        return LineChange(self.start, self.end, self._behind_dash(lines))

    def removed(self) -> LineChange:
        """Without its lines, but with the comments that stood in them."""
        margin = " " * self.column
        told = [margin + comment.text for comment in remarks.find("\n".join(self.texts()))]
        return LineChange(self.start, self.end, told)

    def added(self, value: Node) -> LineChange:
        at = self._end(self._predecessor())
        node = Mapping(NOWHERE, {self.name: value}, {self.name: NOWHERE})
        return LineChange(at, at, field_lines(node, self.name, self.column, self.model))

    def lengthened(self, item: Scalar) -> LineChange:
        """One more item in brackets, right after the last one; everything else stays where it is."""
        line, column, is_first = _after_last_item("\n".join(self.texts()))
        texts = [one.text for one in self.sheet.lines[self.start : self.end]]
        new = in_flow(item) if is_first else f", {in_flow(item)}"
        texts[line] = texts[line][:column] + new + texts[line][column:]
        return LineChange(self.start, self.end, texts)

    def _alone(self) -> Mapping:
        """The field parsed from its own lines."""
        root, problems = parse("\n".join(self.texts()).encode(), self.sheet.name)
        if not isinstance(root, Mapping) or problems or list(root.fields) != [self.name]:
            found = f"`{self.name}` is written in an unusual way"
            raise CannotEditError(self.block.key, found, "edit it by hand")
        return root

    def _comments(self, root: Mapping) -> remarks.Comments:
        return remarks.attach("\n".join(self.texts()), root)

    def _behind_dash(self, lines: list[str]) -> list[str]:
        """The lines with what stands before the name; comments before them go above it."""
        start = self.sheet.lines[self.start].text[: self.column]
        at = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
        margin = " " * (len(start) - len(start.lstrip(" ")))
        above = [margin + line.lstrip() for line in lines[:at]]
        return [*above, start + lines[at][self.column :], *lines[at + 1 :]]

    def _predecessor(self) -> str:
        """The present field after which this one belongs."""
        order = {name: place for place, name in enumerate(field_names(self.model))}
        own = order.get(self.name, len(order))
        present: SequenceOf[str] = list(self.block.node.fields)
        before = [name for name in present if order.get(name, len(order)) <= own]
        best = max((order.get(name, len(order)) for name in before), default=-1)
        return next((name for name in reversed(before) if order.get(name, len(order)) == best), present[0])

    def _end(self, name: str) -> int:
        names = self.block.node.names
        start = names[name].line - 1
        following = min((mark.line - 1 for mark in names.values() if mark.line - 1 > start), default=None)
        end = self.block.end if following is None else following
        return last(self.sheet.lines, start, end, self.column)


def _after_last_item(text: str) -> tuple[int, int, bool]:
    """Line and column (from 0) behind the last item of the list in brackets that is the value; whether there is none."""
    before: yaml.Event | None = None
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            if depth == 1 and before is not None and before.end_mark:
                mark = before.end_mark
                return mark.line, mark.column, isinstance(before, yaml.SequenceStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        before = event
    raise AssertionError("the field holds a list in brackets")
