"""The look through the entries' own words, and for words that a quote holds."""

from __future__ import annotations

import pytest

from bot.matching.search import EntrySearch, QuoteRuns

TEXTS = [
    ("kiln", "The kiln owners would not discuss a ban on lead glaze."),
    ("night", "The owners were willing to pay more for night firing."),
    ("guild", "The Potters Guild demands a ban on lead glaze in every kiln."),
    ("cup", "A giant cup was carried through the town."),
]


def found(*words: str, floor: float = 0.0) -> list[str]:
    return [hit.key for hit in EntrySearch(TEXTS).search(words, floor)]


def test_the_entry_that_holds_most_of_the_words_comes_first() -> None:
    assert found("giant", "cup") == ["cup"]
    assert found("ban", "lead", "potters")[0] == "guild"


def test_forms_of_a_word_find_each_other() -> None:
    assert found("carrying", "cups") == ["cup"]


def test_rare_words_count_more_than_common_ones() -> None:
    search = EntrySearch(TEXTS)
    assert search.weight("giant") > search.weight("glaze")
    assert search.weight("unheard") > search.weight("giant")


def test_words_that_no_entry_has_lower_the_share() -> None:
    search = EntrySearch(TEXTS)
    all_of_it = search.search(["giant", "cup"])[0]
    part = search.search(["giant", "cup", "submarine", "banana"])[0]
    assert all_of_it.coverage == pytest.approx(1.0)
    assert part.coverage < 0.6
    assert found("giant", "cup", "submarine", "banana", floor=0.6) == []


def test_equal_entries_keep_their_order() -> None:
    search = EntrySearch([("b", "same words"), ("a", "same words")])
    assert [hit.key for hit in search.search(["same", "words"])] == ["b", "a"]


def test_an_unrelated_entry_does_not_change_what_is_found() -> None:
    more = EntrySearch([*TEXTS, ("other", "Weavers went back to their looms.")])
    assert [hit.key for hit in more.search(["ban", "lead", "potters"])] == found("ban", "lead", "potters")


def test_nothing_is_found_for_nothing() -> None:
    assert found() == []
    assert found("submarine") == []
    assert EntrySearch([]).search(["cup"]) == []
    assert not EntrySearch(TEXTS).holds("submarine")
    assert EntrySearch(TEXTS).holds("kiln")


def test_at_most_as_many_hits_as_asked_for() -> None:
    assert len(EntrySearch(TEXTS).search(["the", "kiln", "owners", "cup"], top=2)) == 2


RUNS = QuoteRuns(
    [("lead", "We will not breathe lead for another year."), ("gone", "Nobody walked out of anything.")]
)


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ("who said we will not breathe lead for another year", ["lead"]),
        ("is it true that nobody walked out of anything", ["gone"]),
        ("who said breathe lead for another", ["lead"]),
        ("who said another year", []),
        ("will we breathe lead this year", []),
        ("", []),
    ],
)
def test_a_quote_is_found_by_a_run_of_its_words(asked: str, keys: list[str]) -> None:
    assert RUNS.find(asked.split()) == keys
