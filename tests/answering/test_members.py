"""A part is not the whole: one member's offer is told neither as another's nor as that of all."""

from __future__ import annotations

import pytest

from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from tests.answering import pottery
from tests.answering.bases import TINY_DAY, at

MEMBERS = """\
- id: kilnco
  name: Kilnco
  short_name: Kilnco
  kind: company
  part_of: owners
  about: [Kilnco fires bricks.]
  citations: [weavers-02-20]
  reviewed: 2024-05-01
- id: ovenworks
  name: Ovenworks
  short_name: Ovenworks
  kind: company
  part_of: owners
  about: [Ovenworks fires tiles.]
  citations: [weavers-02-20]
  reviewed: 2024-05-01
- id: stoker
  name: Stoker
  short_name: Stoker
  kind: company
  part_of: owners
  about: [Stoker fires cups.]
  citations: [weavers-02-20]
  reviewed: 2024-05-01
- id: owners-committee
  name: owners' committee
  short_name: owners' committee
  kind: committee
  part_of: owners
  about: [The owners' committee bargains for the KOA.]
  citations: [weavers-02-20]
  reviewed: 2024-05-01
"""
PEOPLE = """\
- id: ina-feld
  name: Ina Feld
  roles: [{title: head of Kilnco, party: kilnco}]
  citations: [paper-03-01]
  reviewed: 2024-05-01
"""


def position(party: str, issue: str, said: str, day: str = "2024-04-05") -> str:
    return f"""\
- id: {party}-{issue}
  party: {party}
  issue: {issue}
  stance: offers
  since: {day}
  stage: the April talks
  text: {said}
  citations: [paper-04-05]
  reviewed: 2024-05-01
"""


OFFERS = (
    position("kilnco", "night-firing", "Kilnco offers a fifth more for night firing.")
    + position("ovenworks", "night-firing", "Ovenworks offers a tenth more for night firing.", "2024-04-06")
    + position("kilnco", "glaze-safety", "Kilnco offers new masks.")
)
WHOLE = position(
    "owners-committee", "night-firing", "The owners' committee offers a fourth more.", "2024-04-06"
)
QUOTE = """\
- id: ovenworks-04-06
  text: Tiles do not fire themselves.
  speaker: ovenworks
  said: 2024-04-06
  setting: statement by Ovenworks
  citations: [paper-04-05, owners-04-06]
  reviewed: 2024-05-01
"""


def made(positions: str = OFFERS) -> Engine:
    files = dict(pottery.FILES)
    files["parties.yaml"] += MEMBERS
    files["people.yaml"] += PEOPLE
    files["strikes/potters-2024/positions.yaml"] = positions
    files["strikes/potters-2024/quotes.yaml"] += QUOTE
    return Engine(pottery.make(files))


@pytest.mark.parametrize(
    "question",
    ["what is kilnco offering", "what's kilnco's offer", "what does kilnco say about night firing", "what does ina feld want",
     "what did kilnco offer on night shifts"],
)  # fmt: skip
def test_a_members_offer_is_its_own(question: str) -> None:
    reply = made(OFFERS + WHOLE).ask(question, at(TINY_DAY))
    assert "Ovenworks" not in text(reply)
    assert "a fourth more" not in text(reply)
    if reply.kind == "answer":
        assert reply.headline.startswith("Kilnco offers")


def test_a_member_without_an_offer_gets_the_wholes_as_the_wholes() -> None:
    reply = made(OFFERS + WHOLE).ask("what is stoker offering", at(TINY_DAY))
    assert reply.headline == "The sources give no position of Stoker's own; this is the KOA's."
    assert "The owners' committee offers a fourth more." in text(reply)
    assert "Kilnco" not in text(reply)
    assert "Ovenworks" not in text(reply)


def test_a_member_without_an_offer_never_gets_anothers() -> None:
    reply = made().ask("what is stoker offering", at(TINY_DAY))
    assert "Kilnco" not in text(reply)
    assert "Ovenworks" not in text(reply)


@pytest.mark.parametrize(
    "question", ["what are the owners offering", "what does the KOA offer on night firing"]
)
def test_the_whole_is_told_only_for_what_the_whole_said(question: str) -> None:
    reply = made(OFFERS + WHOLE).ask(question, at(TINY_DAY))
    assert reply.headline.removeprefix("On night firing: ").startswith("The owners' committee offers")
    assert "Kilnco" not in text(reply)


@pytest.mark.parametrize(
    "question", ["what are the owners offering", "what does the KOA offer on night firing"]
)
def test_without_a_word_of_the_whole_each_member_is_told_by_name(question: str) -> None:
    reply = made().ask(question, at(TINY_DAY))
    assert (
        reply.headline == "The sources give no position of the KOA as a whole, only of Ovenworks and Kilnco."
    )
    assert "Kilnco offers a fifth more" in text(reply)
    assert "Ovenworks offers a tenth more" in text(reply)


def test_a_members_words_are_not_anothers() -> None:
    engine = made()
    own = engine.ask("what did ovenworks say", at(TINY_DAY))
    assert "Tiles do not fire themselves" in text(own)
    for question in ("what did stoker say", "what did the owners say"):
        assert "Tiles do not fire" not in text(engine.ask(question, at(TINY_DAY)))
