"""Which shards a process runs, by what it is told and by its name."""

from __future__ import annotations

import pytest

from bot.shards import share


@pytest.mark.parametrize(
    ("count", "ids", "per_process", "host", "shards"),
    [
        (None, (), None, "strikebot-1", None),
        (4, (), None, "strikebot-1", None),
        (4, (3, 1), None, "machine", (3, 1)),
        (4, (), 1, "strikebot-3", (3,)),
        (16, (), 4, "strikebot-0.strikebot.default.svc", (0, 1, 2, 3)),
        (10, (), 4, "strikebot-2", (8, 9)),
    ],
)
def test_the_share_of_a_process(
    count: int | None,
    ids: tuple[int, ...],
    per_process: int | None,
    host: str,
    shards: tuple[int, ...] | None,
) -> None:
    assert share(count, ids, per_process, host) == shards


@pytest.mark.parametrize("count", [1, 7, 16])
@pytest.mark.parametrize("per_process", [1, 3, 16])
def test_the_processes_together_run_each_shard_once(count: int, per_process: int) -> None:
    processes = -(-count // per_process)
    shares = [share(count, (), per_process, f"strikebot-{number}") for number in range(processes)]

    assert sorted(shard for each in shares if each for shard in each) == list(range(count))
    with pytest.raises(ValueError, match=f"expected at most {processes} processes"):
        share(count, (), per_process, f"strikebot-{processes}")


@pytest.mark.parametrize("host", ["machine", "3f2a91cc0d17", "", "strikebot-x", "strikebot-12345"])
def test_a_name_without_a_number_has_no_share(host: str) -> None:
    with pytest.raises(ValueError, match="expected one that ends in a number"):
        share(4, (), 1, host)
