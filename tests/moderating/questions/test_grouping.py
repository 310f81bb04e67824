"""Questions that wait, in groups: what belongs together does, what must not never does, whatever their order."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import random
from collections import Counter
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.moderating.questions import Group, grouped
from bot.moderating.questions.scrubbing import KEPT_LENGTH
from tests.answering.bases import engine, tune
from tests.moderating.questions.groups import GROUPS
from tests.moderating.questions.kept import NOW, Kept, kept


def groups_of(*texts: str) -> list[set[str]]:
    return [
        {question.text for question in group.questions}
        for group in grouped([kept(text) for text in texts], engine(), NOW)
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("whats the strike fund", "is there a strike fund?", "how much is in the strike fund"),
        ("is the wga strike over", "writers strike, is it over yet?"),
        ("are the emmys postponed", "did the emmys get postponed?", "EMMYS POSTPONED"),
        ("who paid for the meeting on aug 4", "who paid for the august 4th meeting"),
        ("what does fran drescher think about ai", "what does drescher think of artificial intelligence"),
        ("is a federal mediator involved", "did a federal mediater get involved"),
    ],
)
def test_what_asks_the_same_is_one_group(texts: tuple[str, ...]) -> None:
    assert groups_of(*texts) == [set(texts)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("is there a strike fund", "is there not a strike fund"),
        ("who paid for the wga party", "who paid for the amptp party"),
        ("did the wga sue the amptp", "did the amptp sue the wga"),
        ("who drove fran drescher", "who drove carol lombardini"),
        ("what was leaked about residuals", "what was leaked about ai"),
        ("who cried at the august 4 meeting", "who cried at the august 11 meeting"),
        ("what was for lunch on day 95", "what was for lunch on day 96"),
        ("was the 2007 strike fund bigger", "was the 2023 strike fund bigger"),
        ("is season 2 of andor delayed", "is season 3 of andor delayed"),
        ("when is the picnic", "where is the picnic"),
        ("why was the picnic moved", "when was the picnic moved"),
        ("how many picnics are there", "how long are the picnics"),
        ("is there a party before the vote", "is there a party after the vote"),
        ('who sang "we shall overcome" there', 'who sang "which side are you on" there'),
        ("is the last of us delayed", "is stranger things delayed"),
        ("who was the first picketer", "who was the last picketer"),
    ],
)
def test_what_asks_something_else_is_not(one: str, other: str) -> None:
    assert groups_of(one, other) in ([{one}, {other}], [{other}, {one}])


def test_the_most_asked_question_stands_for_its_group_and_the_most_asked_group_comes_first() -> None:
    later = NOW + dt.timedelta(hours=1)
    waiting = [
        kept("are the emmys postponed", 2),
        kept("whats the strike fund", 1, last=later),
        kept("is there a strike fund", 3),
    ]
    fund, emmys = grouped(waiting, engine(), NOW)
    assert (fund.name, fund.times, fund.last) == ("is there a strike fund", 4, later)
    assert [question.times for question in fund.questions] == [3, 1]
    assert fund.keys == (waiting[2].key, waiting[1].key)
    assert (emmys.name, emmys.times) == ("are the emmys postponed", 2)


def test_days_in_words_count_from_when_they_were_last_asked() -> None:
    monday, tuesday = NOW, NOW + dt.timedelta(days=1)
    asked = [
        kept("who fainted yesterday", last=monday),
        kept("who was it that fainted yesterday", last=tuesday),
    ]
    assert len(grouped(asked, engine(), tuesday)) == 2
    asked[1] = kept("who was it that fainted on november 22", last=tuesday)
    assert len(grouped(asked, engine(), tuesday)) == 1


def test_nothing_is_in_no_group() -> None:
    assert grouped([], engine(), NOW) == []


shelf = [kept(text, times) for times, group in enumerate(GROUPS) for text in group[:3]]


@given(st.permutations(shelf[::3]))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_order_of_the_questions_does_not_matter(order: list[Kept]) -> None:
    assert grouped(order, engine(), NOW) == grouped(shelf[::3], engine(), NOW)


def test_the_order_does_not_matter_where_all_were_asked_as_often() -> None:
    waiting = [kept(text) for group in GROUPS for text in group]
    first = grouped(waiting, engine(), NOW)
    for seed in range(5):
        random.Random(seed).shuffle(waiting)
        assert grouped(waiting, engine(), NOW) == first


def test_every_question_is_in_one_group() -> None:
    waiting = [kept(text) for group in GROUPS for text in group]
    found = Counter(key for group in grouped(waiting, engine(), NOW) for key in group.keys)
    assert found == Counter(question.key for question in waiting)


@given(st.lists(st.text(max_size=60), max_size=12))
@settings(max_examples=40, deadline=None)
def test_any_texts_can_be_grouped(texts: list[str]) -> None:
    waiting = [Kept(str(number), text) for number, text in enumerate(texts)]
    assert sum(len(group.questions) for group in grouped(waiting, engine(), NOW)) == len(texts)


def shares(groups: list[Group], label: dict[str, object]) -> tuple[float, float]:
    """Of the pairs put together, how many rightly; of those that belong together, how many were."""
    together = [(label[a], label[b]) for group in groups for a, b in itertools.combinations(group.keys, 2)]
    right = sum(one == two for one, two in together)
    wanted = sum(count * (count - 1) // 2 for count in Counter(label.values()).values())
    return right / max(1, len(together)), right / wanted


def test_pairs_of_questions_sorted_by_hand_are_nearly_always_rightly_together() -> None:
    label: dict[str, object] = {
        kept(text).key: number for number, group in enumerate(GROUPS) for text in group
    }
    groups = grouped([kept(text) for group in GROUPS for text in group], engine(), NOW)
    precision, recall = shares(groups, label)
    assert precision >= 0.91
    assert recall >= 0.55


def test_labelled_questions_of_one_kind_are_mostly_what_is_put_together() -> None:
    """The kinds of the labels are not what one answer answers, so this only says how often a group mixes kinds."""
    asked = {
        kept(one.q).key: one for one in tune() if one.q and one.kind not in ("oos", "hostile", "ambiguous")
    }
    groups = grouped([kept(one.q or "") for one in asked.values()], engine(), NOW)
    precision, _ = shares(groups, {key: one.kind for key, one in asked.items()})
    assert precision >= 0.7


@pytest.mark.skipif("CLINC150" not in os.environ, reason="CLINC150 names no data_full.json")
def test_questions_of_other_subjects_are_put_together_only_by_what_they_ask() -> None:
    """CLINC150's test questions, put together without regard to its 150 intents, which are wider than one answer."""
    data = json.loads(Path(os.environ["CLINC150"]).read_text(encoding="utf-8"))
    label: dict[str, object] = {}
    waiting: list[Kept] = []
    for text, intent in data["test"]:
        question = kept(text)
        if label.setdefault(question.key, intent) == intent and question.text:
            waiting.append(question)
    precision, recall = shares(grouped(waiting, engine(), NOW), label)
    assert precision >= 0.9
    assert recall >= 0.05


@pytest.mark.parametrize("size", [500, 5000])
def test_many_questions_about_one_thing_take_bounded_time(size: int) -> None:
    chance = random.Random(size)
    vocabulary = [
        f"{one}{two}"
        for one in ("ba", "ko", "mu", "ri", "te", "so")
        for two in ("lan", "dor", "pek", "min", "rus")
    ]
    asked = {" ".join(["is the strike fund", *chance.choices(vocabulary, k=5)]) for _ in range(size)}
    waiting = [Kept(text, text) for text in sorted(asked)]
    began = process_time()
    grouped(waiting, engine(), NOW)
    assert process_time() - began < size / 250, "several times what it takes, in time of the processor"


def test_long_questions_take_bounded_time() -> None:
    words = " ".join(tune_question.q or "" for tune_question in tune()).split()
    waiting = [Kept(str(n), " ".join(words[n : n + 80])[:KEPT_LENGTH]) for n in range(200)]
    began = process_time()
    grouped(waiting, engine(), NOW)
    assert process_time() - began < 4
