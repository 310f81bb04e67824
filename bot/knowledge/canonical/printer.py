"""The one form in which a file is written: fields in the models' order, comments kept, meaning unchanged."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.errors import StrikebotError
from bot.knowledge.canonical.scalars import flow_lines, folded
from bot.knowledge.model.items import KINDS
from bot.knowledge.model.validation import field_names, model_at
from bot.knowledge.problems import KnowledgeError, Problem, show
from bot.knowledge.yaml import comments as remarks
from bot.knowledge.yaml.parse import parse
from bot.knowledge.yaml.tree import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from bot.knowledge.model.models import Model
    from bot.knowledge.yaml.comments import Comment, Comments, Owner


SHORT = 60
"""The longest value that stays in a list in brackets."""
ROUNDS = 5
"""How often a file is formatted at most, until it does not change any more."""


class FormatRefused(StrikebotError):
    """The file would not have kept its meaning or its comments, so it is left as it is; `problem` says where."""

    def __init__(self, file: str, comment: Comment | None = None) -> None:
        self.problem = _refusal(file, comment)
        super().__init__(str(self.problem))


def _refusal(file: str, comment: Comment | None) -> Problem:
    if comment is None:
        return Problem(file, 0, 0, "", "something that cannot be put in canonical form safely", "")
    found = f"the comment {show(comment.text)} in a place where it would be lost"
    return Problem(file, comment.line + 1, comment.column + 1, "", found, "it on a line of its own")


def canonical(text: str, kind: str, file: str = "") -> str:
    """The canonical form of a file of this kind (`meetings`, `sources` …). Raises KnowledgeError, FormatRefused."""
    file = file or f"{kind}.yaml"
    model = next(one.model for one in KINDS if one.name == kind)
    text = text.replace("\r\n", "\n")
    for _ in range(ROUNDS):
        made = _formatted(text, model, file)
        if made == text:
            break
        text = made
    return text


def _formatted(text: str, model: type[Model], file: str) -> str:
    """One round of it, after which a comment may have come to stand where it belongs to something else."""
    root, problems = parse(text.encode(), file)
    if root is None and not problems:
        return text.strip() + "\n"  # comments alone
    if root is None or problems:
        raise KnowledgeError(problems)
    made = _Writer(remarks.attach(text, root)).file(root, model)
    again, wrong = parse(made.encode(), file)
    if again is None or wrong or meaning(again) != meaning(root):
        raise FormatRefused(file)
    lost = _remarks(text) - _remarks(made)
    if lost or _remarks(made) - _remarks(text):
        at = next((one for one in remarks.find(text) if one.text in lost), None)
        raise FormatRefused(file, at)
    return made


def entry_lines(
    node: Sequence, position: int, indent: int, model: type[Model] | None, comments: Comments | None = None
) -> list[str]:
    """The lines of one item of a list, its dash in the column `indent` (from 0), with the comments that belong to it."""
    writer = _Writer(comments or remarks.Comments())
    return writer.item(node, position, node.items[position], indent, model)


def field_lines(
    node: Mapping, name: str, indent: int, model: type[Model], comments: Comments | None = None
) -> list[str]:
    """The lines of one field, its name in the column `indent` (from 0), with the comments that belong to it."""
    return _Writer(comments or remarks.Comments()).field(node, name, indent, model)


def _remarks(text: str) -> Counter[str]:
    return Counter(comment.text for comment in remarks.find(text))


def meaning(node: Node) -> object:
    """The content as the models see it: space around a text does not count, nor does the order of fields."""
    if isinstance(node, Scalar):
        return node.text.strip() if node.text else node.text
    if isinstance(node, Sequence):
        return [meaning(item) for item in node.items]
    return {name: meaning(value) for name, value in node.fields.items()}


class _Writer:
    """Lines of a tree, with the comments in their places."""

    def __init__(self, comments: Comments) -> None:
        self.comments = comments

    def file(self, root: Node, model: type[Model]) -> str:
        lines = list(self.comments.head)
        if isinstance(root, Sequence) and root.items:
            for position, item in enumerate(root.items):
                lines += [""] if lines else []
                lines += self.item(root, position, item, 0, model)
        elif isinstance(root, Mapping) and root.fields:
            for name in field_order(root, model):
                spaced = (id(root), name) in self.comments.spaced or lines == self.comments.head
                lines += [""] if lines and spaced else []
                lines += self.field(root, name, 0, model)
        else:
            lines += ["", *self._value("", root, 0, model)] if lines else self._value("", root, 0, model)
            lines[-1] = lines[-1].strip()
        if not self.comments.head:
            lines = _below_comments(lines)
        lines += ["", *self.comments.foot] if self.comments.foot else []
        return "\n".join(lines) + "\n"

    def _fields(self, node: Mapping, indent: int, model: type[Model] | None) -> list[str]:
        return [line for name in field_order(node, model) for line in self.field(node, name, indent, model)]

    def field(self, node: Mapping, name: str, indent: int, model: type[Model] | None) -> list[str]:
        value, owner = node.fields[name], (id(node), name)
        key = folded(Scalar(name, node.mark), 0, 0, name=True)[0] + ":"
        inner = model_at(model, (name,)) if model else None
        return self._with_remarks(owner, " " * indent + key, value, indent, inner, spaced=False)

    def item(
        self, node: Sequence, position: int, item: Node, indent: int, model: type[Model] | None
    ) -> list[str]:
        owner = (id(node), position)
        if not (isinstance(item, Mapping) and item.fields):
            return self._with_remarks(owner, " " * indent + "-", item, indent, model, spaced=indent == 0)
        lines = self._fields(item, indent + 2, model)
        first = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
        remark = [*self.comments.beside.get(owner, []), *(line.lstrip() for line in lines[:first])]
        before = [" " * indent + line for line in remark]
        lines[first] = " " * indent + "- " + lines[first].lstrip()
        own = self._before(owner, indent, spaced=indent == 0)
        return [*own, *before, *lines[first:], *self._after(owner, indent + 2)]

    def _with_remarks(
        self, owner: Owner, start: str, value: Node, indent: int, model: type[Model] | None, *, spaced: bool
    ) -> list[str]:
        """A field or item: comments before it, its own lines, comments after it."""
        lines = self._value(start, value, indent, model)
        remark = self.comments.beside.get(owner, [])
        before = self._before(owner, indent, spaced=spaced)
        if len(remark) == 1 and (len(lines) == 1 or not isinstance(value, Scalar)):
            lines[0] += f"  {remark[0]}"
        else:
            before += [" " * indent + text for text in remark]
        return [*before, *lines, *self._after(owner, indent)]

    def _before(self, owner: Owner, indent: int, *, spaced: bool) -> list[str]:
        lines = self.comments.before.get(owner, [])
        return [" " * indent + line if line else "" for line in lines if line or spaced]

    def _after(self, owner: Owner, indent: int) -> list[str]:
        return [" " * indent + line for line in self.comments.after.get(owner, [])]

    def _value(self, start: str, value: Node, indent: int, model: type[Model] | None) -> list[str]:
        if isinstance(value, Scalar):
            first, *rest = folded(value, len(start) + 1, indent + 2)
            return [
                f"{start} {first}".rstrip(),
                *(" " * (indent + 2) + line if line else "" for line in rest),
            ]
        if isinstance(value, Mapping):
            return [start, *self._fields(value, indent + 2, model)] if value.fields else [f"{start} {{}}"]
        if not value.items:
            return [f"{start} []"]
        if self._stays_flow(value):
            first, *rest = flow_lines(value, len(start) + 1, indent + 2)
            return [f"{start} {first}", *(" " * (indent + 2) + line for line in rest)]
        lines = [start]
        for position, item in enumerate(value.items):
            lines += self.item(value, position, item, indent + 2, model)
        return lines

    def _stays_flow(self, node: Sequence) -> bool:
        """Whether it was written as [one, two], holds only single values and no comments."""
        shelves = (self.comments.before, self.comments.beside, self.comments.after)
        remarked = any(
            (id(node), position) in shelf for shelf in shelves for position in range(len(node.items))
        )
        short = all(isinstance(item, Scalar) and len(item.text or "") <= SHORT for item in node.items)
        told = any(isinstance(item, Scalar) and item.text for item in node.items)
        return node.flow and short and told and not remarked


def _below_comments(lines: list[str]) -> list[str]:
    """A blank line under comments that came to stand at the top, where they speak of the file."""
    first = next((number for number, line in enumerate(lines) if not line.startswith("#")), 0)
    return [*lines[:first], "", *lines[first:]] if first and lines[first] else lines


def field_order(node: Mapping, model: type[Model] | None) -> list[str]:
    """The names of the fields in the order of the model, unknown ones last."""
    known = field_names(model) if model else []
    return sorted(node.fields, key=lambda name: known.index(name) if name in known else len(known))
