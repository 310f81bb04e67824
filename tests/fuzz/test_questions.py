"""Whatever is typed: an answer in bounded time, in a card in which nothing of it works."""

from __future__ import annotations

import random
import statistics
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings

from tests.fuzz import targets
from tests.fuzz.material import typed, wild

if TYPE_CHECKING:
    from collections.abc import Callable

BUDGET = 0.050
"""Seconds of processor time for a question of 4,000 characters, on the shipped base."""
ALPHABETS = {
    "letters": "abcdefghijklmnopqrstuvwxyz    ",
    "syllables": "aeioustrnlm  ",
    "greek": "αβγδεζηθικλμνξοπρστυφχψω   ",
    "emoji": "🎬🎉👩👧‍ ",
    "marks": "e\u0301\u0300\u0308a ",
    "punctuation": ".,;:!?-'\"()[]/ ",
    "digits": "0123456789/-. ",
    "markdown": "*_~`|>#[]() ax",
}
REPEATED = (
    "\n", ". . . ", "…", "hi,", "please.", "lol ", "a.", "ﷺ", "[a](", "<@1>", "``` ", "'", "day 1 ", "1/1/1 ", "aug 4 ",
    "what did lombardini say about ai ", "residualz ", "\ud800", "wga ", "or not ", "\u200b",
)  # fmt: skip


@settings(wild, max_examples=150)
@given(typed, typed)
@example("", "\ud800")
@example("@everyone " * 400, "```" * 1300)
def test_any_question_has_a_harmless_card_and_so_has_what_follows(one: str, two: str) -> None:
    targets.conversation(one, two)


def heap(letters: str) -> Callable[[random.Random], str]:
    return lambda chance: "".join(chance.choice(letters) for _ in range(4000))


def anything(chance: random.Random) -> str:
    ranges = (range(32, 127), range(0x250), range(0xD800), range(0x10000, 0x20000))
    return "".join(chr(chance.choice(chance.choice(ranges))) for _ in range(4000))


def five_letters(chance: random.Random) -> str:
    """Words that nobody knows, each of which is looked up."""
    made = ("".join(chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(5)) for _ in range(700))
    return " ".join(made)[:4000]


def our_words(chance: random.Random) -> str:
    """Names and words of the base, many of them misspelt."""
    known = [
        word for key, _, _ in targets.shipped().base.entries() for word in key.replace("/", "-").split("-")
    ]
    made = []
    for word in chance.choices([word for word in known if word], k=900):
        cut = chance.randrange(len(word))
        made.append(word[:cut] + word[cut + 1 :] if len(word) > 3 and chance.random() < 0.5 else word)
    return " ".join(made)[:4000]


def again(unit: str) -> Callable[[random.Random], str]:
    return lambda _chance: (unit * (4000 // len(unit) + 1))[:4000]


LONG: dict[str, Callable[[random.Random], str]] = {
    "anything": anything,
    "five letters": five_letters,
    "our words": our_words,
    **{name: heap(letters) for name, letters in ALPHABETS.items()},
    **{repr(unit): again(unit) for unit in REPEATED},
}


@pytest.mark.parametrize("sort", LONG)
def test_a_question_of_4000_characters_takes_less_than_50_ms(sort: str) -> None:
    """Of processor time, on the shipped base; each text is new to the caches, and the median of five is taken."""
    engine, chance = targets.shipped(), random.Random(sort)
    engine.ask("what day is it", targets.NOW)
    took = []
    for _ in range(5):
        text = LONG[sort](chance)
        assert len(text) == 4000
        began = time.thread_time()
        engine.ask(text, targets.NOW)
        took.append(time.thread_time() - began)
    assert statistics.median(took) < BUDGET, [f"{seconds * 1000:.1f} ms" for seconds in took]
