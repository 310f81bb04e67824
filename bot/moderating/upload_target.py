"""Which file of the knowledge folder an uploaded one stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.errors import StrikebotError
from bot.knowledge.disk.folder import STRIKES
from bot.knowledge.model.items import PER_STRIKE, TOP, read_id
from bot.knowledge.yaml.parse import parse
from bot.knowledge.yaml.tree import Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.knowledge.problems import Problem

KNOWN = tuple(kind.file for kind in (*TOP, *PER_STRIKE))
_COPY = re.compile(r"(?:[ _-]?\(\d+\)|[ _-]copy(?:[ _-]\d+)?)?\.ya?ml$", re.IGNORECASE)


class UnplacedError(StrikebotError):
    """An upload that is no knowledge file (`known` is false), or one of a strike that cannot be told.

    `problems` are those for which the file could not even be read.
    """

    def __init__(self, name: str, *, known: bool, problems: Iterable[Problem] = ()) -> None:
        super().__init__(f"{name}: found no place for it in the knowledge folder")
        self.known = known
        self.problems = tuple(problems)


def place(name: str, data: bytes, files: Mapping[str, bytes], strike: str | None) -> str:
    """The name in the folder of an upload called `name`, of a strike where it is one of its files."""
    plain = _COPY.sub(".yaml", name.rpartition("/")[2].casefold())
    if plain in {kind.file for kind in TOP}:
        return plain
    if plain not in {kind.file for kind in PER_STRIKE}:
        raise UnplacedError(name, known=False)
    chosen = strike or _strike_of(plain, data, files)
    if chosen is None:
        raise UnplacedError(name, known=True, problems=parse(data, plain)[1])
    return f"{STRIKES}/{chosen}/{plain}"


def _strike_of(plain: str, data: bytes, files: Mapping[str, bytes]) -> str | None:
    """The strike whose file of this name shares the most ids with the upload; None where none does, or two do."""
    ids = _ids(data)
    shared = {}
    for name, content in files.items():
        parts = name.split("/")
        if len(parts) == 3 and parts[2] == plain:
            shared[parts[1]] = len(ids & _ids(content))
    best = sorted(shared.items(), key=lambda pair: -pair[1])[:2]
    if not best or not best[0][1] or (len(best) > 1 and best[1][1] == best[0][1]):
        return None
    return best[0][0]


def _ids(data: bytes) -> set[str]:
    node, _ = parse(data, "")
    nodes = node.items if isinstance(node, Sequence) else [node] if node else []
    return {found for one in nodes if (found := read_id(one))}
