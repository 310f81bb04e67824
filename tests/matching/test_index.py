"""The index against a slow, obvious reference, and what must hold for any entries and any question."""

from __future__ import annotations

import itertools
import math
import os
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from bot.matching import index as scoring
from bot.matching import postings
from bot.matching.index import HybridIndex, Match
from bot.matching.likeness import LEAST, grams
from bot.matching.text import stem

Entries = list[tuple[str, list[list[str]]]]

WORDS = "when did the strike start strikes end talks meeting meetings writers studios what is over day days pay".split()
TOKENS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7)
ODD = st.lists(
    st.text(min_size=1, max_size=12).filter(lambda token: bool(token.split())), min_size=1, max_size=6
)


def entries_of(phrasings: st.SearchStrategy[list[str]], most: int = 6) -> st.SearchStrategy[Entries]:
    lists = st.lists(st.lists(phrasings, min_size=0, max_size=13), min_size=1, max_size=most)
    return lists.map(lambda found: [(f"e{number}", texts) for number, texts in enumerate(found)])


class Reference:
    """The scoring as it is meant, with dictionaries and loops."""

    def __init__(self, entries: Entries) -> None:
        self.entries = entries
        self.rows = [(number, tokens) for number, (_, texts) in enumerate(entries) for tokens in texts]
        self.frequency: dict[str, Counter[str]] = {}
        for kind in ("stems", "pairs", "grams"):
            held = {
                (number, feature) for number, tokens in self.rows for feature in self.features(tokens, kind)
            }
            self.frequency[kind] = Counter(feature for _, feature in held)

    @staticmethod
    def features(tokens: list[str], kind: str) -> list[str]:
        stems = [stem(token) for token in tokens]
        if kind == "stems":
            return stems
        if kind == "pairs":
            return [f"{one} {two}" for one, two in itertools.pairwise(stems)]
        return [gram for token in tokens for gram in grams(token)]

    def rarity(self, feature: str, kind: str) -> float:
        """An unknown feature is as rare as the rarest."""
        frequencies = self.frequency[kind]
        if not frequencies:
            return 1.0
        frequency = frequencies[feature] or min(frequencies.values())
        return math.log((1 + len(self.entries)) / (1 + frequency)) + 1

    def weighed(self, tokens: list[str], kind: str) -> dict[str, float]:
        counts = Counter(self.features(tokens, kind))
        return {
            feature: (1 + math.log(count)) * self.rarity(feature, kind) for feature, count in counts.items()
        }

    def cosine(self, question: list[str], tokens: list[str], kind: str) -> float:
        one, two = self.weighed(question, kind), self.weighed(tokens, kind)
        norm = math.hypot(*one.values()) * math.hypot(*two.values())
        return sum(weight * two.get(feature, 0.0) for feature, weight in one.items()) / norm if norm else 0.0

    def product(self, one: str, two: str) -> float:
        counts = Counter(grams(two))
        return sum(
            count * counts[gram] * self.rarity(gram, "grams") ** 2
            for gram, count in Counter(grams(one)).items()
        )

    def chars(self, question: list[str], tokens: list[str]) -> float:
        asked, held = Counter(question), Counter(tokens)
        own = {word: self.product(word, word) for word in {*asked, *held}}
        norm = math.sqrt(math.fsum(own[word] * count**2 for word, count in asked.items()))
        norm *= math.sqrt(math.fsum(own[word] * count**2 for word, count in held.items()))
        total = 0.0
        for one, times in asked.items():
            for two, others in held.items():
                product = self.product(one, two)
                if product > LEAST * math.sqrt(own[one] * own[two]):
                    total += product * times * others
        return total / norm

    def bag(self, question: list[str], number: int) -> float:
        known = [each for each in dict.fromkeys(map(stem, question)) if self.frequency["stems"][each]]
        size = len(self.entries)
        counts = Counter(stem(token) for row, tokens in self.rows if row == number for token in tokens)
        mean = sum(len(tokens) for _, tokens in self.rows) / size
        length = 0.5 + 0.5 * counts.total() / mean
        score = total = 0.0
        for each in known:
            frequency = self.frequency["stems"][each]
            weight = math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))
            total += weight
            score += weight * counts[each] * 2.2 / (counts[each] + 1.2 * length)
        return score / total if known else 0.0

    def rank(self, question: list[str]) -> list[tuple[str, float]]:
        sparse = [
            2 * self.cosine(question, tokens, "stems")
            + self.cosine(question, tokens, "pairs")
            + 2 * self.chars(question, tokens)
            for _, tokens in self.rows
        ]
        best = [
            place
            for place in sorted(range(len(sparse)), key=lambda each: -sparse[each])[: scoring.CANDIDATES]
            if sparse[place] > 0
        ]
        if not best:
            return []
        text = " ".join(question)
        fuzzy = {}
        for place in best:
            other = " ".join(self.rows[place][1])
            fuzzy[place] = (fuzz.token_set_ratio(text, other) + fuzz.token_sort_ratio(text, other)) / 200
        floor = sorted(fuzzy.values())[(len(fuzzy) - 1) // 4]
        found = []
        for number, (key, texts) in enumerate(self.entries):
            places = [place for place, (row, _) in enumerate(self.rows) if row == number]
            if set(places) & set(best):
                alike = sorted(
                    ((sparse[place] + fuzzy.get(place, floor)) / 6 for place in places), reverse=True
                )[:10]
                score = math.log(sum(math.exp(5 * each) for each in alike) / len(alike)) / 5
                found.append(
                    (key, score + 0.15 * self.bag(question, number) + (2 if question in texts else 0))
                )
        return found


@pytest.mark.parametrize("few", [0, postings.FEW])
@pytest.mark.parametrize("joined", [0, scoring.JOINED])
@settings(max_examples=30, deadline=None)
@given(entries=entries_of(TOKENS, most=4), question=TOKENS)
def test_every_score_is_that_of_the_slow_reference(
    few: int, joined: int, entries: Entries, question: list[str]
) -> None:
    if sum(len(texts) for _, texts in entries) > scoring.CANDIDATES:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "FEW", few)
        patch.setattr(scoring, "JOINED", joined)
        ranking = HybridIndex(entries).rank(question, top=100)
    assert {match.key: match.score for match in ranking.matches} == pytest.approx(
        dict(Reference(entries).rank(question)), abs=1e-6
    )
    scores = [match.score for match in ranking.matches]
    assert scores == sorted(scores, reverse=True)


@settings(max_examples=100, deadline=None)
@given(entries_of(TOKENS), st.data())
def test_an_exact_phrasing_always_wins(entries: Entries, data: st.DataObject) -> None:
    known = [tokens for _, texts in entries for tokens in texts]
    if not known:
        return
    question = data.draw(st.sampled_from(known))
    index = HybridIndex(entries)
    ranking = index.rank(question)
    assert ranking.confidence == 1.0
    assert question in dict(entries)[ranking.matches[0].key]
    assert index.texts[ranking.matches[0].phrasing] == " ".join(question)
    assert ranking.matches[0].likeness == 1.0


@settings(max_examples=60, deadline=None)
@given(entries_of(TOKENS), st.lists(TOKENS, min_size=1, max_size=5), st.data())
def test_an_entry_added_never_changes_an_exact_answer(
    entries: Entries, added: list[list[str]], data: st.DataObject
) -> None:
    known = Counter(" ".join(tokens) for _, texts in entries for tokens in texts)
    sole = [
        tokens
        for _, texts in entries
        for tokens in texts
        if known[" ".join(tokens)] == 1 and tokens not in added
    ]
    if not sole:
        return
    question = data.draw(st.sampled_from(sole))
    before = HybridIndex(entries).rank(question).matches[0].key
    assert HybridIndex([*entries, ("new", added)]).rank(question).matches[0].key == before
    assert HybridIndex([("new", added), *entries]).rank(question).matches[0].key == before


@settings(max_examples=60, deadline=None)
@given(entries_of(ODD, most=4), ODD)
def test_odd_text_is_ranked_like_any_other(entries: Entries, question: list[str]) -> None:
    ranking = HybridIndex(entries).rank(question)
    assert 0 <= ranking.confidence <= 1
    for match in ranking.matches:
        assert math.isfinite(match.score)
        assert 0 <= match.likeness <= 1.0 + 1e-9 or match.score < 2


@settings(max_examples=60, deadline=None)
@given(entries_of(TOKENS), TOKENS, st.data())
def test_what_is_not_allowed_is_never_matched(
    entries: Entries, question: list[str], data: st.DataObject
) -> None:
    allowed = np.array(data.draw(st.lists(st.booleans(), min_size=len(entries), max_size=len(entries))))
    matches = HybridIndex(entries).rank(question, allowed).matches
    assert all(allowed[int(match.key[1:])] for match in matches)


def test_an_exact_phrasing_wins_among_a_hundred_that_are_as_alike() -> None:
    entries: Entries = [(f"e{number}", [["the", "strike", "strike"]]) for number in range(100)] + [
        ("exact", [["strike", "the"]])
    ]
    assert HybridIndex(entries).rank(["strike", "the"]).matches[0].key == "exact"


def test_the_best_one_is_found_behind_hundreds_of_equals() -> None:
    entries: Entries = [(f"e{number}", [["strike", "day"]]) for number in range(300)]
    entries.append(("best", [["strike", "day", "one", "hundred"]]))
    assert HybridIndex(entries).rank(["strike", "day", "hundred"]).matches[0].key == "best"


def test_many_phrasings_are_no_handicap() -> None:
    other = [["unrelated", f"word{number}"] for number in range(200)]
    entries: Entries = [
        ("many", [["when", "did", "it", "start"], *other]),
        ("few", [["who", "was", "at", "it"]]),
    ]
    assert HybridIndex(entries).rank(["when", "did", "that", "start"]).matches[0].key == "many"


@pytest.mark.parametrize("entries", [[], [("alone", [])], [("a", []), ("b", [])]])
def test_nothing_to_match_gives_nothing(entries: Entries) -> None:
    ranking = HybridIndex(entries).rank(["strike"])
    assert (ranking.matches, ranking.confidence) == ((), 0.0)


def test_no_words_or_no_shared_word_gives_nothing() -> None:
    index = HybridIndex([("a", [["strike", "day"]])])
    assert index.rank([]).matches == ()
    assert index.rank(["zzz"]).matches == ()
    assert index.rank(["strike"], np.array([False])).matches == ()


def test_an_entry_without_phrasings_leaves_the_others_in_their_places() -> None:
    index = HybridIndex([("none", []), ("a", [["strike"]]), ("none too", []), ("b", [["talks"]])])
    assert index.rank(["talks"]).matches[0] == Match("b", index.rank(["talks"]).matches[0].score, 1.0, 1)


def test_a_very_long_question_and_a_very_long_word_are_ranked() -> None:
    index = HybridIndex([("a", [["strike", "day"]]), ("b", [["talks"], ["x" * 5000]])])
    assert index.rank(["strike"] * 3000 + ["day"]).matches[0].key == "a"
    assert index.rank(["x" * 4999]).matches[0].key == "b"


def test_the_cache_of_words_changes_no_ranking(monkeypatch: pytest.MonkeyPatch) -> None:
    entries: Entries = [("a", [["strike", "started"]]), ("b", [["talks", "start"]])]
    questions = [["striking", "starts"], ["talk"], ["strikes"], ["striking", "starts"]]
    expected = [HybridIndex(entries).rank(question) for question in questions]
    monkeypatch.setattr("bot.matching.index.REMEMBERED", 1)
    index = HybridIndex(entries)
    assert [index.rank(question) for question in questions] == expected


_SCRIPT = """
from bot.matching.index import HybridIndex
words = "when did the strike start strikes end talks meeting meetings writers studios".split()
entries = [(f"e{a}", [[words[(a + b * c) % 12] for c in range(1, 6)] for b in range(9)]) for a in range(40)]
index = HybridIndex(entries)
print([index.rank([words[n % 12], words[n * 5 % 12], words[n * 7 % 12]]) for n in range(60)])
"""


def test_the_ranking_is_the_same_in_every_process() -> None:
    said = set()
    for seed in ("0", "1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", _SCRIPT]
        said.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(said) == 1
