"""What is known at a moment is worked out once, kept for some moments, and the same from every thread."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from bot.answering.known import view
from bot.answering.known.view import Timeline
from tests.answering.bases import TINY_DAY, at, tiny_engine

if TYPE_CHECKING:
    import pytest


def days(count: int) -> list[dt.datetime]:
    return [at(TINY_DAY) + dt.timedelta(days=number) for number in range(count)]


def test_moments_that_know_the_same_share_it_until_there_are_too_many_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(view, "REMEMBERED", 3)
    timeline = Timeline(tiny_engine().base)
    first, *others = days(4)
    known = timeline.at(first).base

    for other in others[:2]:
        timeline.at(other)
    assert timeline.at(first + dt.timedelta(minutes=1)).base is known

    timeline.at(others[2])
    assert timeline.at(first).base is not known
    assert timeline.at(first).base == known


def test_threads_that_ask_of_different_moments_do_not_disturb_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(view, "REMEMBERED", 2)
    timeline = Timeline(tiny_engine().base)
    asked = days(8) * 40
    expected = {moment: Timeline(tiny_engine().base).at(moment).size for moment in days(8)}

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda moment: timeline.at(moment).size, asked))

    assert found == [expected[moment] for moment in asked]
