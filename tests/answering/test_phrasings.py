"""The phrasings of the kinds of question: that each is of one kind, and in the words a question comes out as."""

from __future__ import annotations

from importlib.resources import files

import pytest

from bot.answering.kinds.registry import KINDS, REFUSED, phrasing_tokens, phrasings
from bot.matching.common_words import lists_of
from bot.matching.text import fold, unopened

_PEOPLE = "phrasings_people.yaml"


def _texts(name: str) -> dict[str, list[str]]:
    return lists_of(files("bot.answering.kinds").joinpath(name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name",
    ["phrasings.yaml", "phrasings_talks.yaml", "phrasings_action.yaml", "phrasings_need.yaml", _PEOPLE],
)
def test_a_kind_that_stands_in_several_files_keeps_the_phrasings_of_each(name: str) -> None:
    known = phrasings()
    for kind, texts in _texts(name).items():
        assert all(phrasing_tokens(text) in known[kind] for text in texts), kind


def test_what_strangers_ask_is_of_one_kind_only() -> None:
    kinds: dict[str, list[str]] = {}
    for kind, texts in phrasings().items():
        for tokens in texts:
            kinds.setdefault(" ".join(tokens), []).append(kind)
    asked = (" ".join(phrasing_tokens(text)) for texts in _texts(_PEOPLE).values() for text in texts)
    assert {text: kinds[text] for text in asked if len(kinds[text]) > 1} == {}


def test_what_strangers_ask_names_only_what_its_kind_can_use() -> None:
    slots = ("party", "person", "issue", "place", "strike", "date", "number", "quote")
    wrong = [
        text
        for kind, texts in _texts(_PEOPLE).items()
        if kind not in REFUSED
        for text in texts
        if {slot for slot in slots if f"{{{slot}}}" in text} - KINDS[kind].uses
    ]
    assert wrong == []


def test_what_strangers_ask_has_no_greeting_or_filler_that_a_question_loses() -> None:
    texts = [text for texts in _texts(_PEOPLE).values() for text in texts]
    plain = [text.replace("{", "").replace("}", "") for text in texts]
    assert [text for text in plain if unopened(fold(text)) != text] == []
