"""Data that is made to be too much: it is looked at no further than a page has a reason for, in little memory."""

from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from bot.moderating.pages.linked_data import DEEPEST, MOST, LinkedData, bare, read
from tests.moderating.pages.shelf import ADDRESS, article

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = frozenset({bare(ADDRESS)})
ENOUGH = 20 * 2**20
"""Bytes for half a mebibyte of data."""


def nested(levels: int, *, holder: Callable[[Any], Any], **more: Any) -> Any:  # noqa: ANN401  (any JSON)
    inner: Any = article(url=ADDRESS)
    for _ in range(levels):
        inner = article(url=ADDRESS, **more, **{"@graph": holder(inner)})
    return inner


def in_list(inner: object) -> list[object]:
    return [inner]


def as_it_is(inner: object) -> object:
    return inner


@pytest.mark.parametrize("holder", [in_list, as_it_is])
def test_data_within_data_takes_little_memory(holder: Callable[[Any], Any]) -> None:
    block = json.dumps(nested(300, holder=holder, note="x" * 1700))
    tracemalloc.start()
    try:
        assert read([block]).article(HERE) == {}
        assert tracemalloc.get_traced_memory()[1] < ENOUGH
    finally:
        tracemalloc.stop()


def test_what_stands_too_deep_is_passed_over() -> None:
    assert 1 < len(read([json.dumps(nested(300, holder=as_it_is))]).things) <= DEEPEST + 1


@pytest.mark.parametrize("one", [{}, [], [[]], {"@graph": []}, {"@id": "#a", "name": "A"}])
def test_of_very_many_values_only_the_first_are_looked_at(one: object) -> None:
    found = read(
        [json.dumps([article(url=ADDRESS), *[one] * 3 * MOST]), json.dumps(article(headline="Late"))]
    )
    assert len(found.things) <= MOST
    assert found.article(HERE) == article(url=ADDRESS)


def test_a_thing_that_is_said_twice_is_one_and_that_with_another_order_of_its_names_too() -> None:
    said = article(url=ADDRESS)
    turned = dict(reversed(said.items()))
    assert LinkedData([said, turned]).article(HERE) == said
