"""Replies as plain text and as the JSON that other programs read."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from bot.answering.composition.plain_text import as_json, block_text, lead, marks, reference_text, text
from bot.answering.reply import Note, Paragraph, QuoteBlock, Reference
from bot.dates.partial import PartialDate
from bot.knowledge.model.models import LinkState, Source, SourceKind
from tests.answering.bases import ARTICLE_NIGHT, LATER, TINY_DAY, ask, at, engine, shipped, tiny_engine

FIELDS = [
    "kind",
    "lead",
    "text",
    "confidence",
    "sources",
    "entries",
    "strike",
    "as_of",
    "items",
    "options",
    "related",
]


def test_the_json_has_the_fields_of_the_design_in_their_order() -> None:
    reply = ask("what happened on August 4")
    found = as_json(reply, engine().view(at(ARTICLE_NIGHT)), "q1")
    assert list(found) == ["id", *FIELDS]
    assert list(as_json(reply, engine().view(at(ARTICLE_NIGHT)))) == FIELDS
    assert found["id"] == "q1"
    assert found["kind"] == "answer"
    assert found["lead"] == lead(reply)
    assert found["text"] == text(reply)
    assert 0 < found["confidence"] <= 1
    assert found["entries"][0] == "wga-2023/meeting/2023-08-04"
    assert found["strike"] == {"id": "wga-2023", "status": "ongoing", "day": 95}
    assert found["as_of"] == ARTICLE_NIGHT
    assert found["options"] == []
    assert all(isinstance(question, str) for question in found["related"])


def test_a_source_in_the_json_carries_its_address_or_null_and_its_citation() -> None:
    found = as_json(ask("who was at the meeting on August 4"), engine().view(at(ARTICLE_NIGHT)))
    first = found["sources"][0]
    assert list(first) == [
        "id", "publisher", "title", "authors", "published", "kind", "citation", "url", "passage_url", "passage",
        "archived_url", "state",
    ]  # fmt: skip
    assert first["authors"] == ["Katie Kilkenny", "Lesley Goldberg"]
    assert first["published"].startswith("2023-08-04T")
    assert first["kind"] == "press"
    assert first["citation"] == "The Hollywood Reporter, Katie Kilkenny, Lesley Goldberg, August 4, 2023"
    assert first["id"] == "thr-2023-08-04"
    assert first["publisher"] == "The Hollywood Reporter"
    assert first["url"] is None
    assert first["passage_url"] is None


def test_a_passage_is_linked_to_itself() -> None:
    passages = [
        source["passage_url"]
        for question in (
            "what did the WGA say about AI",
            "why did the writers strike",
            "what did the AMPTP say on May 1",
        )
        for source in as_json(ask(question), engine().view(at(ARTICLE_NIGHT)))["sources"]
        if source["url"] and source["passage_url"] != source["url"]
    ]
    assert passages
    assert all(address.startswith("https://") and "#:~:text=" in address for address in passages)


@pytest.mark.parametrize(
    "question", ["what is the best pizza", "hi", "", "what happened on august 4", "why?"]
)
@pytest.mark.parametrize("moment", ["2000-01-01T00:00:00+00:00", ARTICLE_NIGHT, LATER])
def test_every_kind_of_reply_is_json(question: str, moment: str) -> None:
    found = as_json(ask(question, moment), engine().view(at(moment)), "x")
    assert json.loads(json.dumps(found)) == found
    assert found["strike"] is None or set(found["strike"]) == {"id", "status", "day"}
    if found["kind"] == "clarify":
        assert 1 <= len(found["options"]) <= 4


def test_an_ended_strike_has_no_day_in_the_json() -> None:
    found = as_json(ask("is the writers strike over", LATER), engine().view(at(LATER)))
    assert found["strike"] == {"id": "wga-2023", "status": "ended", "day": None}


def test_the_text_holds_everything_a_person_would_read() -> None:
    reply = tiny_engine().ask("what did the owners say about glaze", at(TINY_DAY), live=False)
    lines = text(reply).splitlines()
    assert lines[0] == (
        "The KOA would not discuss a ban on lead glaze, according to the Potters Guild, in The Daily Clay. [1]"
    )
    assert any(
        line.startswith("Sources: [1] The Daily Clay, Mo Lind, “No deal over glaze”, April 5, 2024")
        for line in lines
    )
    assert "potters' strike: ongoing, day 47" in lines
    assert lines[-1].startswith("As of April 21, 2024")


def test_choices_are_listed() -> None:
    reply = ask("hi")
    assert all(f"- {option.label}" in text(reply).splitlines() for option in reply.options)


def test_blocks_have_their_form() -> None:
    assert block_text(Paragraph("They met.", (1, 2), "On Friday")) == "On Friday: They met. [1][2]"
    assert block_text(Note("According to her.")) == "According to her."
    quote = QuoteBlock("No.", "Ann Lee", "negotiator", "May 2, 2023", "at the gate", (3,))
    assert block_text(quote) == "“No.” — Ann Lee, negotiator, at the gate, May 2, 2023 [3]"
    assert marks(()) == ""
    assert marks((2, 2, 1)) == " [2][1]"


def test_a_reference_is_written_as_a_library_would() -> None:
    source = shipped().sources["thr-2023-08-04"]
    shown = reference_text(Reference(1, source, day=shipped().published(source)))
    assert shown == "[1] The Hollywood Reporter, Katie Kilkenny, Lesley Goldberg, August 4, 2023"


GONE = Source(
    id="gone",
    publisher="The Gazette",
    title="Talks",
    published=PartialDate(2024, 3, 4),
    url="https://gazette.example.com/a",
    kind=SourceKind.PRESS,
    reviewed=dt.date(2024, 3, 5),
    link=LinkState.DEAD,
)
COPY = "https://web.archive.example/web/2024/https://gazette.example.com/a"
CITED = "The Gazette, “Talks”, March 4, 2024"


@pytest.mark.parametrize(
    ("changes", "state", "link", "citation"),
    [
        ({"link": None}, "open", GONE.url, f"{CITED}, {GONE.url}"),
        ({"link": LinkState.MOVED}, "moved", GONE.url, f"{CITED}, {GONE.url}"),
        ({"link": None, "archived": COPY}, "open", GONE.url, f"{CITED}, {GONE.url}"),
        ({"archived": COPY}, "archived", COPY, f"{CITED} (archived copy), {COPY}"),
        ({"url": None, "link": None, "archived": COPY}, "archived", COPY, f"{CITED} (archived copy), {COPY}"),
        ({}, "dead", None, f"{CITED} (no longer online)"),
        ({"url": None, "link": None}, "unknown", None, CITED),
    ],
)
def test_a_source_says_whether_it_can_still_be_read(
    changes: dict[str, object], state: str, link: str | None, citation: str
) -> None:
    source = GONE.model_copy(update=changes)
    cited = Reference(1, source, "words in it", day=PartialDate(2024, 3, 4))
    reply = replace(ask("what happened on August 4"), references=(cited,))
    (found,) = as_json(reply, engine().view(at(ARTICLE_NIGHT)))["sources"]
    assert (found["state"], found["citation"]) == (state, citation)
    assert found["passage_url"] == (f"{link}#:~:text=words%20in%20it" if link else None)
    assert (found["url"], found["archived_url"], found["passage"]) == (
        source.url,
        source.archived,
        "words in it",
    )
    assert ("no longer online" in reference_text(cited)) == (state == "dead")
