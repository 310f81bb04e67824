"""A profile is how the questions for one thing are put: what many of its lines have, small words and their order too."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.profiles import Profiles, features_of

LINES = (
    (0, "how long is the strike"),
    (0, "how long has it lasted"),
    (0, "for how long are they out"),
    (1, "why is there a strike"),
    (1, "why are they out"),
    (2, "can i cross the picket line"),
)


def features(text: str) -> list[str]:
    return features_of([], text.split())


@pytest.fixture
def profiles() -> Profiles:
    return Profiles([(key, features(text)) for key, text in LINES], 4)


def likeness(profiles: Profiles, text: str) -> tuple[list[float], list[float]]:
    whole, nearest = profiles.likeness(dict.fromkeys(features(text), 1.0))
    return whole.tolist(), nearest.tolist()


def test_pairs_of_words_and_the_first_word_are_features() -> None:
    assert features_of(["long"], ["how", "long"]) == ["long", "=how", "=long", "^ how", "how long"]


def test_what_many_lines_of_a_key_have_tells_more_than_what_one_has(profiles: Profiles) -> None:
    whole, _ = likeness(profiles, "how long are they out")
    assert np.argmax(whole) == 0


def test_a_line_word_for_word_is_as_near_as_can_be(profiles: Profiles) -> None:
    _, nearest = likeness(profiles, "why are they out")
    assert nearest[1] == pytest.approx(1.0)
    assert max(nearest[0], nearest[2]) < 0.7


@pytest.mark.parametrize("text", ["", "zzz", "completely unheard of"])
def test_of_what_no_line_has_nothing_is_like_it(profiles: Profiles, text: str) -> None:
    assert likeness(profiles, text) == ([0.0] * 4, [0.0] * 4)


def test_a_key_without_lines_is_like_nothing(profiles: Profiles) -> None:
    whole, nearest = likeness(profiles, "how long is the strike")
    assert whole[3] == nearest[3] == 0.0


def test_a_feature_that_counts_less_says_less(profiles: Profiles) -> None:
    asked = dict.fromkeys(features("why are they out"), 1.0)
    full, _ = profiles.likeness(asked | dict.fromkeys(features("picket line"), 1.0))
    aside, _ = profiles.likeness(asked | dict.fromkeys(features("picket line"), 0.1))
    assert aside[1] > full[1]
    assert aside[2] < full[2]


def test_no_lines_at_all_are_no_error() -> None:
    whole, nearest = Profiles([], 0).likeness({"=why": 1.0})
    assert len(whole) == len(nearest) == 0
