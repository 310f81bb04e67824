"""The files of a base of any number of entries: the shipped ones, and copies of them in other words."""

from __future__ import annotations

import random
from itertools import cycle
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import yaml

from benchmarks.synthetic import SEED, texts
from bot.knowledge.loader import assemble
from bot.knowledge.yaml.parse import MAX_BYTES, parse
from bot.knowledge.yaml.tree import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COPIED = frozenset({"positions.yaml", "quotes.yaml", "events.yaml"})
ROOM = MAX_BYTES * 9 // 10
"""Bytes up to which a file is filled."""
CHANGED = 0.3
"""The share of an entry's words that are other ones in a copy."""


def enlarged(files: Mapping[str, bytes], entries: int) -> dict[str, bytes]:
    """The files with so many entries in all; the same for the same files."""
    base, _ = assemble(files)
    if base is None:
        raise ValueError("only a base that is in order can be enlarged")
    missing = entries - sum(1 for _ in base.entries())
    made = _copies(files, texts(base, max(missing, 0)))
    larger = {name: [data] for name, data in files.items()}
    size = {name: len(data) for name, data in files.items()}
    while missing > 0:
        name, entry = next(made)
        data = b"\n" + yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=110).encode()
        if size[name] + len(data) < ROOM:
            larger[name].append(data)
            size[name] += len(data)
            missing -= 1
    return {name: b"".join(parts) for name, parts in larger.items()}


def _copies(files: Mapping[str, bytes], phrasings: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """File and entry, the entries of all files in turn, each time with other words and one more phrasing."""
    chance = random.Random(SEED)
    originals = [
        (name, entry)
        for name, data in files.items()
        if PurePosixPath(name).name in COPIED
        for entry in _entries(data, name)
    ]
    words = sorted({word for _, entry in originals for word in entry["text"].split() if word.isalpha()})
    for number, (name, entry) in enumerate(cycle(originals)):
        text = [word if chance.random() > CHANGED else chance.choice(words) for word in entry["text"].split()]
        copy = {**entry, "id": f"{entry['id']}-{number}", "text": " ".join(text)}
        copy["citations"] = [_source(citation) for citation in entry["citations"]]
        copy["asked"] = [phrasings[number % len(phrasings)]]
        yield name, copy


def _source(citation: Any) -> Any:  # noqa: ANN401  (as YAML holds it)
    return citation["source"] if isinstance(citation, dict) else citation


def _entries(data: bytes, name: str) -> list[dict[str, Any]]:
    node, _ = parse(data, name)
    found: Any = plain(node) if node else []
    return [entry for entry in found if isinstance(entry["citations"], list)]
