"""The last look at an edited file: it can be read, and means what it meant but for what was asked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.knowledge.canonical.printer import meaning
from bot.knowledge.editing.errors import CannotEditError
from bot.knowledge.editing.sheet import Block, Sheet, read
from bot.knowledge.yaml import comments as remarks
from bot.knowledge.yaml.parse import parse

if TYPE_CHECKING:
    from collections.abc import Sequence


def checked(name: str, data: bytes, where: str, expected: Sequence[object]) -> Sheet:
    """The file as it is now. CannotEditError where its entries do not mean just what is expected."""
    try:
        sheet = read(name, data)
    except CannotEditError:
        _, problems = parse(data, name)
        reason = f" ({problems[0].message})" if problems else ""
        raise CannotEditError(where, f"this cannot be written{reason}", "change the text") from None
    if [meaning(block.node) for block in sheet.blocks] != list(expected):
        raise CannotEditError(
            where, "this cannot be written without changing something else", "edit it by hand"
        )
    return sheet


def keep_comments(before: Sheet, block: Block, after: Sheet, position: int) -> None:
    """CannotEditError where the entry does not have the comments that it had."""
    end = after.blocks[position].end
    if _comments(before.text(block.start, block.end)) != _comments(after.text(block.start, end)):
        raise CannotEditError(block.key, "a comment in the entry would be lost", "edit it by hand")


def _comments(text: str) -> Counter[str]:
    return Counter(comment.text for comment in remarks.find(text)) if "#" in text else Counter()
