"""Which of Discord's shards a process runs: all, those that it is told, or its share by its number in a StatefulSet."""

from __future__ import annotations

import re

MOST = 10_000


def share(
    count: int | None, ids: tuple[int, ...], per_process: int | None, host: str
) -> tuple[int, ...] | None:
    """The shards of this process, None for all of them; ValueError with every reason why that cannot be."""
    wrong = [*_without_count(count, ids, per_process), *_ids(count, ids)]
    if ids and per_process is not None:
        wrong.append("SHARD_IDS and SHARDS_PER_PROCESS: found both, expected one of them")
    number = _ordinal(host)
    if per_process is not None and not ids and number is None:
        wrong.append(
            f"SHARDS_PER_PROCESS: found the host name “{host}”, expected one that ends in a number, such as strikebot-0"
        )
    if wrong:
        raise ValueError("\n".join(wrong))
    if count is None or per_process is None or number is None:
        return ids or None
    first = number * per_process
    if first >= count:
        raise ValueError(
            f"SHARDS_PER_PROCESS: found process {number} with {per_process} of {count} shards, expected at most"
            f" {-(-count // per_process)} processes"
        )
    return tuple(range(first, min(first + per_process, count)))


def _without_count(count: int | None, ids: tuple[int, ...], per_process: int | None) -> list[str]:
    names = [name for name, value in (("SHARD_IDS", ids), ("SHARDS_PER_PROCESS", per_process)) if value]
    return (
        [f"{' and '.join(names)}: found no SHARD_COUNT, expected it too"] if names and count is None else []
    )


def _ids(count: int | None, ids: tuple[int, ...]) -> list[str]:
    wrong = []
    if len(set(ids)) < len(ids):
        wrong.append("SHARD_IDS: found a number twice, expected each once")
    if count is not None and (beyond := sorted({one for one in ids if one >= count})):
        shown = ", ".join(map(str, beyond[:5]))
        wrong.append(
            f"SHARD_IDS: found {shown}, expected numbers from 0 to {count - 1}, since SHARD_COUNT is {count}"
        )
    return wrong


def _ordinal(host: str) -> int | None:
    """The number at the end of the name of a StatefulSet's pod."""
    match = re.search(r"-(\d{1,4})$", host.split(".")[0], re.ASCII)
    return int(match[1]) if match else None
