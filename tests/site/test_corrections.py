"""Corrections: what the records of edits say of what stood there and what stands now; and who made them is not told."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from bot.knowledge.editing.patches import patches, to_json
from bot.publishing.corrections import corrections
from bot.records.rows import Edit
from bot.site.model import Correction, Part
from bot.site.pages import build
from tests.site import papers
from tests.site.markup import Page

AT = dt.datetime(2025, 12, 30, 18, tzinfo=dt.UTC)
MEETINGS, SOURCES = "strikes/lamp-2025/meetings.yaml", "sources.yaml"
FIRST = "lamp-2025/meeting/2025-12-11"


def edit(
    name: str, old: str, new: str, *, number: int = 7, reason: str = "A slip.", at: dt.datetime = AT
) -> Edit:
    """An edit that puts one text in the place of another."""
    before = papers.files()[name].lstrip("\n")
    assert old in before
    after = before.replace(old, new, 1)
    made = to_json(patches({name: before.encode()}, {name: after.encode()}))
    return Edit(
        id=number, at=at, state="done", moderator_id=4711, moderator="mod-of-the-day", what="Change", reason=reason,
        entries=(), patches=made, revision="0" * 12,
    )  # fmt: skip


def test_words_that_were_changed_are_a_correction() -> None:
    (found,) = corrections([edit(MEETINGS, "ended without a deal", "ended at midnight")])

    assert found == Correction(
        "edit/7/" + FIRST,
        AT,
        FIRST,
        "A slip.",
        (
            Part(
                "How it ended", "The first round ended without a deal.", "The first round ended at midnight."
            ),
        ),
    )


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (MEETINGS, "  outcome: The first", "  why: They were tired.\n  outcome: The first"),
        (MEETINGS, "reviewed: 2025-12-31", "reviewed: 2026-01-01"),
        (MEETINGS, "  citations: [ledger]", "  asked: [what about round one]\n  citations: [ledger]"),
        (MEETINGS, "  citations: [ledger]", "  citations: [ledger, post-talks]"),
        (MEETINGS, "- id: 2025-12-11", "# a note of ours\n- id: 2025-12-11"),
        (MEETINGS, "title: first round", "title: 'first round'"),
        ("vocabulary.yaml", "synonyms: []", "background: [please]"),
        ("checks.yaml", "[]", "- {question: what about round one}"),
    ],
)
def test_additions_and_what_only_the_bot_reads_correct_nothing(name: str, old: str, new: str) -> None:
    assert corrections([edit(name, old, new)]) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "part"),
    [
        (MEETINGS, "  date: 2025-12-11", "  date: 2025-12-10", Part("Date", "2025-12-11", "2025-12-10")),
        (SOURCES, "title: Talks stall", "title: Talks go on", Part("Title", "Talks stall", "Talks go on")),
        ("strikes/lamp-2025/strike.yaml", "first_day: 2025-12-01", "first_day: 2025-12-02",
         Part("First day", "2025-12-01", "2025-12-02")),
        ("strikes/lamp-2025/strike.yaml", "reasons: [They struck over robots and night pay.]\n", "",
         Part("Why they struck", "They struck over robots and night pay.", "")),
        ("people.yaml", "  about: [Otto Berg leads the alliance.]", "  about: [Otto Berg speaks for it., He is new.]",
         Part("About", "Otto Berg leads the alliance.", "Otto Berg speaks for it. He is new.")),
        ("people.yaml", "title: chief negotiator", "title: negotiator",
         Part("Roles", "chief negotiator", "negotiator")),
    ],
)  # fmt: skip
def test_each_part_of_an_entry_is_told_by_its_name(name: str, old: str, new: str, part: Part) -> None:
    (found,) = corrections([edit(name, old, new)])

    assert found.parts == (part,)


def test_who_said_it_is_told_by_name() -> None:
    made = edit("strikes/lamp-2025/quotes.yaml", "speaker: mara-lind", "speaker: otto-berg")
    found = papers.site(recorded=corrections([made])).corrections

    assert Part("Speaker", "Mara Lind", "Otto Berg") in [part for each in found for part in each.parts]


def test_an_entry_that_was_taken_out_is_told_by_its_first_words() -> None:
    text = papers.files()["strikes/lamp-2025/events.yaml"].lstrip("\n")
    (found,) = corrections([edit("strikes/lamp-2025/events.yaml", text[: text.index("- id: rumour")], "")])

    assert (found.full_id, [part.now for part in found.parts]) == ("lamp-2025/event/2025-12-20-march", [""])


def test_edits_that_wait_or_cannot_be_read_are_left_out() -> None:
    made = edit(MEETINGS, "without a deal", "at midnight")
    waiting = Edit(**{**made.__dict__, "state": "waiting"})
    strange = Edit(**{**made.__dict__, "patches": json.dumps({"version": 99, "files": []})})

    assert corrections([waiting, strange]) == []


def test_the_page_the_entry_and_the_feed_tell_of_it_and_never_who_did_it() -> None:
    known = corrections(
        [edit(MEETINGS, "without a deal", "at <b>midnight</b>", reason="The Ledger <i>wrote</i> it.")]
    )
    made = build(papers.site(recorded=known))

    for path in ("corrections.html", f"entries/{FIRST}.html"):
        text = Page(made[path].decode()).text
        assert "The first round ended without a deal." in text
        assert "The first round ended at <b>midnight</b>." in text
        assert "The Ledger <i>wrote</i> it." in text
        assert "December 30, 2025" in text
    assert b"Corrected: First round" in made["corrections.xml"]
    assert not [path for path, data in made.items() if b"mod-of-the-day" in data]


def test_the_newest_is_first_and_nothing_of_later_is_told() -> None:
    first = edit(MEETINGS, "without a deal", "at midnight", number=1, at=AT - dt.timedelta(days=5))
    later = edit(MEETINGS, "without a deal", "at noon", number=2, at=AT + dt.timedelta(days=30))
    made = build(papers.site(recorded=corrections([first, later])))
    read = json.loads(made["corrections.json"])

    assert [one["changes"][0]["now"] for one in read] == ["", "The first round ended at midnight."]
    assert [one["entry"] for one in read] == ["lamp-2025/event/rumour", FIRST]


def test_a_source_is_corrected_under_its_headline() -> None:
    known = corrections([edit(SOURCES, "title: Talks stall", "title: Talks go on")])
    found = Page(build(papers.site(recorded=known))["corrections.html"].decode())

    assert "Talks stall" in found.text
    assert "sources.html#ledger" in found.addresses
