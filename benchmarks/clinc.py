"""Accuracy of the lexical part on CLINC150: 150 intents, 4,500 questions to sort, 1,000 that belong to none."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.errors import StrikebotError
from bot.matching.index import HybridIndex
from bot.matching.spelling import Speller
from bot.matching.text import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Labelled = tuple[str, str]
SEED = 7
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class ClincFileError(StrikebotError):
    """A file that is not CLINC150's data_full.json."""


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Shares of questions sorted right (0 to 1), and how well the confidence tells those that belong nowhere."""

    phrasings: int
    spelling: bool
    clean: float
    typos: float
    auroc: float


def accuracies(path: Path, *, every: int = 1) -> Iterator[Accuracy]:
    """Figures for 5 and 10 phrasings an intent, with spelling correction and without; `every`: ask only every n-th question."""
    try:
        data: dict[str, list[list[str]]] = json.loads(path.read_text(encoding="utf-8"))
        train, test, nowhere = (
            [(text, intent) for text, intent in data[name]] for name in ("train", "test", "oos_test")
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise ClincFileError(
            f"{path}: expected CLINC150's data_full.json, with train, test and oos_test"
        ) from None
    test, nowhere = test[::every], nowhere[::every]
    chance = random.Random(SEED)
    misspelt = [(with_typos(text, chance), intent) for text, intent in test]
    for phrasings in (5, 10):
        entries = sample(train, phrasings)
        index = HybridIndex(entries)
        words = [token for _, found in entries for tokens in found for token in tokens]
        for speller in (Speller(words), None):
            clean, sure = _sort(index, speller, test)
            typos, _ = _sort(index, speller, misspelt)
            _, unsure = _sort(index, speller, nowhere)
            yield Accuracy(phrasings, speller is not None, clean, typos, auroc(sure, unsure))


def sample(labelled: Sequence[Labelled], each: int) -> list[tuple[str, list[list[str]]]]:
    """So many random phrasings of each intent, always the same ones."""
    by_intent: dict[str, list[str]] = {}
    for text, intent in labelled:
        by_intent.setdefault(intent, []).append(text)
    chance = random.Random(SEED)
    return [
        (intent, [tokens_of(text) for text in chance.sample(by_intent[intent], each)])
        for intent in sorted(by_intent)
    ]


def with_typos(text: str, chance: random.Random) -> str:
    """One or two letters replaced, dropped, doubled up with another, or swapped with the next."""
    letters = list(text)
    for _ in range(chance.randint(1, 2)):
        places = [place for place, letter in enumerate(letters) if letter.isalpha()]
        if not places:
            break
        place, other = chance.choice(places), chance.choice(_LETTERS)
        match chance.randrange(4):
            case 0:
                letters[place] = other
            case 1:
                del letters[place]
            case 2:
                letters.insert(place, other)
            case _:
                letters[place : place + 2] = reversed(letters[place : place + 2])
    return "".join(letters)


def auroc(higher: Sequence[float], lower: Sequence[float]) -> float:
    """How often one of `higher` is above one of `lower`; a tie counts half."""
    values: npt.NDArray[np.float64] = np.array([*higher, *lower])
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    above = ranks[: len(higher)].sum() - len(higher) * (len(higher) + 1) / 2
    return float(above / (len(higher) * len(lower)))


def _sort(
    index: HybridIndex, speller: Speller | None, labelled: Sequence[Labelled]
) -> tuple[float, list[float]]:
    right, sure = 0, []
    for text, intent in labelled:
        tokens = tokens_of(text)
        ranking = index.rank([speller.correct(token) for token in tokens] if speller else tokens, top=1)
        right += bool(ranking.matches) and ranking.matches[0].key == intent
        sure.append(ranking.confidence)
    return right / len(labelled), sure
