"""Feeds, the calendar and the data: read back by others' programs."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from bot.site.pages import build
from tests.site import papers
from tests.site.papers import built

ATOM = "{http://www.w3.org/2005/Atom}"
WEB = "https://strike.example.org/"


def dates(files: dict[str, bytes] | None = None) -> dict[str, Any]:
    read = Calendar.from_ical((files or built())["calendar.ics"])
    return {str(event["uid"]): event for event in read.walk("VEVENT")}


@pytest.mark.parametrize("name", ["feed.xml", "corrections.xml"])
def test_an_atom_feed_has_what_a_reader_needs(name: str) -> None:
    feed = ElementTree.fromstring(built()[name])  # noqa: S314  (of our own making)
    entries = feed.findall(f"{ATOM}entry")
    names = [entry.findtext(f"{ATOM}id") for entry in (feed, *entries)]

    assert feed.tag == f"{ATOM}feed"
    assert entries
    assert len(set(names)) == len(names)
    for entry in (feed, *entries):
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry.findtext(f"{ATOM}id") or "")
        assert entry.findtext(f"{ATOM}title")
        assert dt.datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").tzinfo is not None


def test_a_feed_tells_the_newest_first_and_keeps_its_names_where_the_site_moves() -> None:
    moved = build(papers.site(base_url=WEB))
    here, there = (ElementTree.fromstring(one["feed.xml"]) for one in (built(), moved))  # noqa: S314
    known = [entry.findtext(f"{ATOM}updated") or "" for entry in here.findall(f"{ATOM}entry")]

    assert known == sorted(known, key=dt.datetime.fromisoformat, reverse=True)
    assert [one.text for one in here.iter(f"{ATOM}id")] == [one.text for one in there.iter(f"{ATOM}id")]
    assert all(one.get("href", "").startswith(WEB) for one in there.iter(f"{ATOM}link"))


def test_hostile_words_stay_words_in_a_feed() -> None:
    feed = ElementTree.fromstring(built()["feed.xml"])  # noqa: S314

    assert f"Is {papers.SCRIPT} a question?" in [one.text for one in feed.iter(f"{ATOM}title")]


def test_the_json_feed_is_one() -> None:
    feed = json.loads(build(papers.site(base_url=WEB))["feed.json"])

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "The lampmakers strike"
    assert all(item["id"] and item["content_text"] and item["url"].startswith(WEB) for item in feed["items"])


def test_the_search_index_has_every_entry_with_a_page() -> None:
    rows = json.loads(built()["search.json"])

    assert {row[0] for row in rows} <= built().keys()
    known = [full_id for full_id, _, entry in papers.base().entries() if entry.withdrawn is None]
    assert len(rows) == len(known)


def test_the_calendar_is_folded_as_it_must_be() -> None:
    lines = built()["calendar.ics"].split(b"\r\n")

    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if b"\n" in line]


def test_a_meeting_takes_its_whole_day() -> None:
    event = dates()["lamp-2025/meeting/2025-12-29@strikebot"]

    assert (event["dtstart"].dt, event["dtend"].dt) == (dt.date(2025, 12, 29), dt.date(2025, 12, 30))
    assert str(event["summary"]) == "Second round"
    assert str(event["status"]) == "CONFIRMED"


def test_a_walkout_takes_its_days_or_its_hours_where_it_is() -> None:
    found = dates()
    days, hours = (found[f"lamp-2025/walkout/{id}@strikebot"] for id in ("whole-days", "by-the-hour"))
    pacific = ZoneInfo("America/Los_Angeles")

    assert (days["dtstart"].dt, days["dtend"].dt) == (dt.date(2025, 12, 8), dt.date(2025, 12, 11))
    assert hours["dtstart"].dt == dt.datetime(2025, 12, 16, 22, tzinfo=pacific)
    assert hours["dtend"].dt == dt.datetime(2025, 12, 17, 6, tzinfo=pacific)
    assert b"TZID:America/Los_Angeles" in built()["calendar.ics"]


def test_what_was_called_off_is_cancelled_and_what_is_planned_is_not_certain() -> None:
    found = dates()
    off, planned = (found[f"lamp-2025/walkout/{id}@strikebot"] for id in ("off", "planned"))

    assert (str(off["status"]), str(off["summary"])) == ("CANCELLED", "Called off: Third wave")
    assert str(planned["status"]) == "TENTATIVE"
    assert str(found["lamp-2025/ballot/offer@strikebot"]["status"]) == "TENTATIVE"


def test_a_walkout_that_was_cut_short_ends_with_its_last_day() -> None:
    files = papers.files()
    walkouts = "strikes/lamp-2025/walkouts.yaml"
    cut = "  called_off: {date: 2025-12-09, last_day: 2025-12-09, text: It was cut short., citations: [ledger]}\n"
    files[walkouts] = files[walkouts].replace("  places: [north-works]\n", cut)
    event = dates(build(papers.site(papers.base_of(files))))["lamp-2025/walkout/whole-days@strikebot"]

    assert event["dtend"].dt == dt.date(2025, 12, 10)
    assert str(event["status"]) == "CONFIRMED"
    assert "cut short" in str(event["summary"])
