"""BM25 over lines of keys, held against the formula written out."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.lines import BY_LENGTH, SATURATION, Lines

TERMS = st.sampled_from("pay day vote deal room plant fund line".split())
KEYED = st.lists(st.tuples(st.integers(0, 4), st.lists(TERMS, max_size=6)), min_size=1, max_size=12)


def slowly(lines: list[tuple[int, list[str]]], asked: dict[str, float]) -> list[float]:
    """Robertson and Zaragoza's BM25 with the idf that is never negative, term by term."""
    mean = sum(len(terms) for _, terms in lines) / len(lines) or 1.0
    found = []
    for _, terms in lines:
        score = 0.0
        for term, factor in asked.items():
            count = Counter(terms)[term]
            held = sum(term in others for _, others in lines)
            if count:
                idf = math.log(1 + (len(lines) - held + 0.5) / (held + 0.5))
                slowed = count + SATURATION * (1 - BY_LENGTH + BY_LENGTH * len(terms) / mean)
                score += factor * idf * count * (SATURATION + 1) / slowed
        found.append(score)
    return found


@given(KEYED, st.dictionaries(TERMS, st.floats(0.1, 2.0), max_size=4))
def test_each_line_scores_as_the_formula_says(
    lines: list[tuple[int, list[str]]], asked: dict[str, float]
) -> None:
    ordered = sorted(lines, key=lambda line: line[0])
    index = Lines(ordered, 5)
    scores = index.scores(asked)
    assert np.allclose(scores, slowly(ordered, asked))
    best = index.best(scores)
    for key in range(5):
        own = [score for score, (owner, _) in zip(scores, ordered, strict=True) if owner == key]
        assert best[key] == max(own, default=0.0)


def test_a_term_that_no_line_has_tells_most() -> None:
    index = Lines([(0, ["pay"]), (1, ["vote"])], 2)
    assert not index.holds("fund")
    assert index.idf("fund") > index.idf("pay") > 0
