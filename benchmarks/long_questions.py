"""What a question of 4,000 characters costs, of many sorts, each new to the caches: `python -m benchmarks.long_questions`.

The budget is 50 ms of processor time for each, on the shipped base.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answering.engine import Engine
from bot.knowledge.loader import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.knowledge.model.base import KnowledgeBase

NOW = dt.datetime(2023, 8, 5, 12, tzinfo=dt.UTC)
TIMES = 10
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


@cache
def _base() -> KnowledgeBase:
    return load(Path(__file__).resolve().parents[1] / "knowledge")


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
    known = [word for key, _, _ in _base().entries() for word in key.replace("/", "-").split("-")]
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


def seconds(engine: Engine, text: str) -> float:
    """The processor time of a question."""
    began = time.thread_time()
    engine.ask(text, NOW)
    return time.thread_time() - began


def main() -> int:
    engine, chance = Engine(_base()), random.Random(7)
    engine.ask("what day is it", NOW)
    took = {sort: [seconds(engine, make(chance)) for _ in range(TIMES)] for sort, make in LONG.items()}
    everything = [one for times in took.values() for one in times]
    worst = max(took, key=lambda sort: max(took[sort]))
    print(f"{len(everything)} questions of 4,000 characters, of {len(took)} sorts")
    print(
        f"median {statistics.median(everything) * 1000:.1f} ms, longest {max(took[worst]) * 1000:.1f} ms ({worst})"
    )
    return int(max(everything) > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
