"""BM25 against a slow, obvious reference, and what must hold for any documents."""

from __future__ import annotations

import math
import threading
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching import postings
from bot.matching.bm25 import BM25, BY_LENGTH, SATURATION
from bot.matching.postings import largest

WORDS = st.sampled_from("the strike day talk writer studio deal vote pay room".split())
DOCUMENTS = st.lists(st.lists(WORDS, max_size=8), max_size=30)


def reference(documents: list[list[str]], words: list[str]) -> dict[int, float]:
    """The formula, with dictionaries and loops; only documents that have one of the words."""
    mean = sum(map(len, documents)) / max(len(documents), 1) or 1.0
    held = Counter(word for document in documents for word in set(document))
    found: dict[int, float] = {}
    for row, document in enumerate(documents):
        counts = Counter(document)
        for word in set(words) & set(document):
            rarity = math.log(1 + (len(documents) - held[word] + 0.5) / (held[word] + 0.5))
            length = 1 - BY_LENGTH + BY_LENGTH * len(document) / mean
            rate = counts[word] * (SATURATION + 1) / (counts[word] + SATURATION * length)
            found[row] = found.get(row, 0.0) + rarity * rate
    return found


@pytest.mark.parametrize("few", [0, postings.FEW])
@settings(max_examples=60, deadline=None)
@given(documents=DOCUMENTS, words=st.lists(WORDS, max_size=6))
def test_every_score_is_that_of_the_slow_reference(
    few: int, documents: list[list[str]], words: list[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "FEW", few)
        found = BM25(documents).search(words, top=len(documents) + 1)

    assert dict(found) == pytest.approx(reference(documents, words))
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS, st.lists(WORDS, max_size=6), st.integers(1, 10), st.data())
def test_the_best_of_those_that_are_allowed_are_found(
    documents: list[list[str]], words: list[str], top: int, data: st.DataObject
) -> None:
    flags = data.draw(st.lists(st.booleans(), min_size=len(documents), max_size=len(documents)))
    index = BM25(documents)

    found = index.search(words, top, np.array(flags, np.bool_))

    all_of_them = [pair for pair in index.search(words, len(documents) + 1) if flags[pair[0]]]
    assert found == all_of_them[:top]


def test_what_is_as_good_keeps_its_order() -> None:
    index = BM25([["day", "strike"]] * 50)

    assert [row for row, _ in index.search(["strike"], top=3)] == [0, 1, 2]


def test_a_word_asked_for_twice_counts_once_and_an_unknown_one_not_at_all() -> None:
    index = BM25([["strike"], ["strike", "day"]])

    assert index.search(["day", "day", "unheard"]) == index.search(["day"])
    assert index.search(["unheard"]) == []
    assert "day" in index
    assert "unheard" not in index


@pytest.mark.parametrize("documents", [[], [[]], [[], []]])
def test_nothing_is_found_in_nothing(documents: list[list[str]]) -> None:
    assert BM25(documents).search(["strike"]) == []


def test_threads_do_not_disturb_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "FEW", 0)
    index = BM25([[f"w{number % 7}", f"w{number % 11}"] for number in range(2000)])
    asked = [[f"w{number}"] for number in range(11)]
    expected = [index.search(words) for words in asked]
    wrong: list[int] = []

    def ask(number: int) -> None:
        wrong.extend(number for _ in range(200) if index.search(asked[number]) != expected[number])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(11)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


@given(st.lists(st.integers(0, 12), max_size=60), st.integers(1, 20))
def test_the_largest_are_those_that_sorting_would_find(numbers: list[int], count: int) -> None:
    values = np.array(numbers, np.float64)
    kept = values % 3 > 0

    for flags, found in (
        (np.ones(len(numbers), np.bool_), largest(values, count)),
        (kept, largest(values, count, kept.__getitem__)),
    ):
        rows = [row for row in range(len(numbers)) if values[row] > 0 and flags[row]]
        best = sorted(sorted(rows, key=lambda row: -values[row])[:count])
        assert found.tolist() == best
