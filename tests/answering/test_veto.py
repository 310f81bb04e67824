"""What rules a candidate out: a name in the question that contradicts it, or one that it needs and is not there."""

from __future__ import annotations

import pytest

from bot.answering.candidates.veto import entry_veto, filled, kind_veto
from bot.matching.slots import Slots
from tests.answering.bases import TINY_DAY, ask, at, tiny_engine

MEETING = "potters-2024/meeting/2024-04-05"
OWNERS_ON_GLAZE = "potters-2024/position/glaze-owners"
BRANDT = "potters-2024/quote/brandt-04-05"
CUP = "potters-2024/event/2024-04-18-cup"
ENTRY_ROWS = [
    ("what did the owners say about glaze", OWNERS_ON_GLAZE, None),
    ("what did the potters say about glaze", OWNERS_ON_GLAZE, "party"),
    ("what did the owners say about night firing", OWNERS_ON_GLAZE, "issue"),
    ("what did brandt say about glaze", OWNERS_ON_GLAZE, "person|party"),
    ("what did krug say about glaze", OWNERS_ON_GLAZE, None),
    ("what did the owners say about glaze on april 5", OWNERS_ON_GLAZE, None),
    ("what did the owners say about glaze on april 6", OWNERS_ON_GLAZE, "date"),
    ("what happened on april 5", MEETING, None),
    ("what happened on april 15", MEETING, "date"),
    ("what happened in april", MEETING, None),
    ("what happened in march", MEETING, "date"),
    ("what happened in 2023", MEETING, "date"),
    ("when did the weavers meet", MEETING, "party"),
    ("when did the potters and the owners meet", MEETING, None),
    ("what did brandt say", BRANDT, None),
    ("what did krug say", BRANDT, "person"),
    ("what did brandt say about night firing", BRANDT, "issue"),
    ("what did the owners say", BRANDT, "party"),
    ("what did the potters do on april 18", CUP, None),
    ("what did the weavers do on april 18", CUP, "party"),
    ("what did the potters do on april 19", CUP, "date"),
    ("what is a kiln", "answer/what-is-a-kiln", None),
]


@pytest.mark.parametrize(("question", "entry", "reason"), ENTRY_ROWS)
def test_an_entry_that_contradicts_the_question_is_out_with_its_reason(
    question: str, entry: str, reason: str | None
) -> None:
    view = tiny_engine().view(at(TINY_DAY))
    read = tiny_engine().finder.read(question, view.local_day(), view.busy_years)
    found = entry_veto(view, read.slots, tiny_engine().base.entry(entry), None)
    if reason is None:
        assert found is None
    else:
        assert found is not None
        assert any(word in found for word in reason.split("|"))


@pytest.mark.parametrize(
    ("kind", "slots", "reason"),
    [
        ("day", Slots(), None),
        ("day", Slots(unions=("potters",)), None),
        ("day", Slots(issues=("glaze-safety",)), "an issue"),
        ("day", Slots(people=("ada-brandt",)), "a person"),
        ("day", Slots(parties=("owners",)), "union"),
        ("day", Slots(parties=("potters",)), None),
        ("day_date", Slots(number=10), None),
        ("day_date", Slots(), "names no number"),
        ("position", Slots(parties=("owners",), issues=("glaze-safety",)), None),
        ("position", Slots(people=("otto-krug",), issues=("glaze-safety",)), None),
        ("position", Slots(parties=("owners",)), "names no issue"),
        ("position", Slots(issues=("glaze-safety",)), "names no"),
        ("person", Slots(people=("otto-krug",)), None),
        ("person", Slots(), "names no person"),
        ("person", Slots(people=("otto-krug",), issues=("glaze-safety",)), "an issue"),
        ("party", Slots(parties=("owners",)), None),
        ("status", Slots(issues=("glaze-safety",), people=("otto-krug",)), "a person|an issue"),
        ("greeting", Slots(people=("otto-krug",)), None),
        ("no_chore", Slots(issues=("glaze-safety",)), None),
    ],
)
def test_a_kind_of_question_needs_its_names_and_takes_no_others(
    kind: str, slots: Slots, reason: str | None
) -> None:
    found = kind_veto(tiny_engine().view(at(TINY_DAY)), slots, kind)
    if reason is None:
        assert found is None
    else:
        assert found is not None
        assert any(word in found for word in reason.split("|"))


def test_the_slots_that_a_question_fills() -> None:
    assert filled(Slots()) == set()
    assert filled(Slots(negated=True)) == set()
    assert filled(Slots(unions=("potters",), number=0, quoted="x y")) == {"strike", "number", "quote"}


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("what did stutzman say about AI", "lombardini"),
        ("what does the DGA say about residuals", "carol"),
        ("what was discussed on july 4", "negotiation protocol"),
        ("what did the AMPTP say about self-taped auditions", "minimums"),
    ],
)
def test_a_vetoed_entry_does_not_come_back_as_the_headline(question: str, other: str) -> None:
    reply = ask(question)
    assert reply.kind != "answer" or other not in reply.headline.casefold()


def test_what_was_vetoed_is_told_to_moderators_with_its_reason() -> None:
    weighed = tiny_engine().ask("what did the owners say about glaze", at(TINY_DAY)).explanation.candidates
    assert weighed
    assert any(candidate.vetoed for candidate in weighed)
    assert all(candidate.vetoed is None or len(candidate.vetoed) > 10 for candidate in weighed)
