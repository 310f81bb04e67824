"""The pages: what they say, how they are made, and that nothing in the base can break out of its place."""

from __future__ import annotations

import datetime as dt
import json
import posixpath
import time
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from bot.knowledge.loader import load
from bot.knowledge.model.models import LinkState
from bot.site.model import page_of
from bot.site.pages import build
from bot.site.rendering import weblink
from tests.site import papers
from tests.site.markup import Page
from tests.site.papers import built, page

if TYPE_CHECKING:
    from pathlib import Path

PAGES = sorted(path for path in built() if path.endswith(".html"))
PACIFIC = dt.timezone(dt.timedelta(hours=-8))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_made_and_has_its_landmarks(path: str) -> None:
    text = page(path)
    found = Page(text)

    assert text.startswith("<!doctype html>")
    assert found.of("html")[0]["lang"] == "en"
    assert [len(found.of(tag)) for tag in ("h1", "main", "footer")] == [1, 1, 1]
    assert text.count("<title>") == 1
    assert found.of("nav")[0]["aria-label"]
    assert found.of("a")[0] == {"class": "skip", "href": "#content"}
    levels = [int(tag[1]) for tag, _ in found.tags if tag in ("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_and_loads_nothing_but_its_own(path: str) -> None:
    found = Page(page(path))
    policy = next(
        one["content"] for one in found.of("meta") if one.get("http-equiv") == "Content-Security-Policy"
    )

    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert [one["src"] for one in found.of("script")] == [f"{'../' * path.count('/')}site.js"]
    assert not [
        attrs for _, attrs in found.tags if "style" in attrs or any(name.startswith("on") for name in attrs)
    ]
    for tag in ("script", "link", "img", "iframe"):
        for attrs in found.of(tag):
            assert urlsplit(attrs.get("src") or attrs.get("href") or "").scheme == ""


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_somewhere(path: str) -> None:
    for address in Page(page(path)).addresses:
        parts = urlsplit(address)
        if parts.scheme:
            assert parts.scheme == "https"
            continue
        target = (
            posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path)) if parts.path else path
        )
        assert target in built(), address
        if parts.fragment:
            assert parts.fragment in Page(page(target)).ids, address


def test_every_entry_has_a_page_and_data_at_the_address_of_its_id() -> None:
    base = papers.base()
    for full_id, _, entry in base.entries():
        assert page_of(full_id) == f"entries/{full_id}.html"
        read = json.loads(built()[f"entries/{full_id}.json"])
        assert read["id"] == full_id
        assert page_of(full_id) in built()
        assert ("withdrawn" in read) == (entry.withdrawn is not None)


def test_an_entry_tells_its_words_whose_account_it_is_and_what_it_rests_on() -> None:
    found = Page(page("entries/lamp-2025/position/robots-glass.html"))

    assert "The Glassworks Alliance refused to rule out robots." in found.text
    assert "According to the Lampmakers Union, in the Glass Ledger." in found.text
    assert "Talks stall, Glass Ledger, by Ida Moss, December 12, 2025" in found.text.replace(" ,", ",")
    assert "Compared with its sources on December 31, 2025" in found.text


def test_a_source_opens_at_the_words_that_it_is_cited_for() -> None:
    found = Page(page("entries/lamp-2025/quote/lind-ovens.html"))

    assert (
        "https://harborpost.example.org/walk-out#:~:text=No%20machine%20will%20ever%20breathe%20into%20this%20glass."
        in (found.addresses)
    )


def test_words_of_the_base_stay_words() -> None:
    texts = [built()[path].decode() for path in built() if path.endswith((".html", ".xml", ".svg"))]

    assert not [
        text
        for text in texts
        if "<script>alert" in text or "<img" in text or "<b>the" in text or "49 and" in text
    ]
    found = Page(page("entries/answer/hostile.html"))
    assert papers.SCRIPT in found.text
    assert '"><img src=x onerror=alert(1)> & ]]> {{ 7 * 7 }} and more.' in found.text
    assert "</main></body></html> javascript:alert(1)" in found.text
    assert not found.of("img")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "//other.example", "https:evil", "file:///x", "", None,
     "http://[", "vbscript:x", "ftp://files.example.org/x"],
)  # fmt: skip
def test_only_web_addresses_are_links(address: str | None) -> None:
    assert weblink(address) == ""


def test_a_source_with_an_address_that_runs_is_no_link() -> None:
    base = papers.base()
    bad = base.sources["post-open"].model_copy(update={"url": "javascript:alert(1)"})
    files = build(papers.site(replace(base, sources=MappingProxyType({**base.sources, "post-open": bad}))))

    for path in PAGES:
        assert not [one for one in Page(files[path].decode()).addresses if "javascript" in one], path


COPY = "https://web.archive.example.org/1/https://harborpost.example.org/"


@pytest.mark.parametrize(
    ("changed", "opens", "words"),
    [
        ({"archived": COPY}, True, "Archived copy of"),
        ({"archived": COPY, "link": LinkState.DEAD}, False, "Archived copy"),
        ({"link": LinkState.DEAD}, False, "No longer online"),
    ],
)
def test_a_source_opens_where_it_still_does(changed: dict[str, Any], opens: bool, words: str) -> None:
    base = papers.base()
    was = base.sources["post-open"]
    source = was.model_copy(update=changed)
    files = build(papers.site(replace(base, sources=MappingProxyType({**base.sources, "post-open": source}))))
    found = Page(files["sources.html"].decode())

    assert words in found.text
    assert (str(was.url) in found.addresses) is opens
    assert (COPY in found.addresses) is ("archived" in changed)


def test_the_day_is_the_headline_while_the_strike_is_on() -> None:
    found = Page(page("index.html"))

    assert "<title>Day 31 of the lampmakers strike</title>" in page("index.html")
    assert "and no deal has been reported." in found.text
    assert "new year's wave begins" in found.text.casefold()
    assert "third wave begins" not in found.text.casefold()
    assert "The Glassworks Alliance offered a tenth more at night." in found.text
    assert 'aria-label="lampmakers strike: day 31"' in built()["badge.svg"].decode()


def test_the_end_is_the_headline_once_it_is_over() -> None:
    files = papers.files()
    files["sources.yaml"] += (
        "- {id: end, publisher: Harbor Post, published: 2026-02-01, kind: press, reviewed: 2026-02-02}\n"
    )
    files["strikes/lamp-2025/strike.yaml"] += (
        "last_day: 2026-01-31\n"
        'ended: {date: 2026-01-31, text: "The strike ended on January 31, 2026.", citations: [end]}\n'
    )
    as_of = dt.datetime(2026, 3, 1, 12, tzinfo=PACIFIC)
    files_of_site = build(papers.site(papers.base_of(files), as_of))

    assert b"<title>The lampmakers strike ended after 62 days</title>" in files_of_site["index.html"]
    assert b"ended after 62 days" in files_of_site["badge.svg"]


def test_a_strike_that_nobody_has_confirmed_has_no_day_in_the_headline() -> None:
    made = build(papers.site(as_of=dt.datetime(2026, 1, 20, 12, tzinfo=PACIFIC)))

    assert b"<title>Day" not in made["index.html"]
    assert b"if it is still on" in made["index.html"]
    assert b"not confirmed" in made["badge.svg"]


def test_what_was_not_known_then_is_nowhere() -> None:
    made = build(papers.site(as_of=dt.datetime(2025, 12, 15, 12, tzinfo=PACIFIC)))

    assert "entries/lamp-2025/meeting/2025-12-11.html" in made
    assert "entries/lamp-2025/meeting/2025-12-29.html" not in made
    assert not [path for path, data in made.items() if b"Second round" in data or b"tenth more" in data]


def test_an_empty_base_is_a_site_too() -> None:
    made = build(papers.site(as_of=dt.datetime(1990, 1, 1, tzinfo=dt.UTC)))

    assert "No strike is known yet" in made["index.html"].decode()
    for path, data in made.items():
        if path.endswith(".html"):
            Page(data.decode())


def test_a_withdrawn_entry_keeps_its_address_and_says_why() -> None:
    found = Page(page("entries/lamp-2025/event/rumour.html"))

    assert "Withdrawn on December 28, 2025 . The" in found.text
    assert "2025</time>.</strong>" in page("entries/lamp-2025/event/rumour.html")
    assert "The Glass Ledger took it back." in found.text
    for path in ("index.html", "timeline.html", "search.html", "feed.xml", "search.json"):
        assert "rumour" not in page(path)


def test_the_timeline_is_drawn_and_told_in_words() -> None:
    found = Page(page("timeline.html"))
    (svg,) = [one for one in found.of("svg") if one.get("role") == "img"]

    assert set((svg["aria-labelledby"] or "").split()) <= set(found.ids)
    assert len(found.of("circle")) > 1
    for words in ("Two hundred lampmakers marched to the harbor", "Second round", "Lampmakers strike begins"):
        assert words in found.text


def test_the_talks_tell_the_latest_stance_of_each_side() -> None:
    found = Page(page("talks.html"))

    assert "Refused" in found.text
    assert "Offered" in found.text
    assert found.text.count("The Lampmakers Union wanted double pay at night.") == 1


def test_the_same_base_gives_the_same_bytes() -> None:
    assert build(papers.site()) == built()


def test_the_shipped_base_is_built_in_seconds(project_root: Path) -> None:
    base = load(project_root / "knowledge")
    started = time.process_time()
    made = build(papers.site(base, dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)))

    assert time.process_time() - started < 5
    assert len(made) > 900


@pytest.mark.parametrize("folder", ["knowledge", "examples/uaw-2023", "examples/bma-resident-doctors"])
def test_every_page_of_the_bases_is_well_made(project_root: Path, folder: str) -> None:
    made = build(papers.site(load(project_root / folder), dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)))

    for path, data in made.items():
        if path.endswith(".html"):
            assert Page(data.decode()).of("h1"), path


def test_a_headline_is_short_where_no_walkout_is_on(project_root: Path) -> None:
    base = load(project_root / "examples" / "bma-resident-doctors")
    made = build(papers.site(base, dt.datetime(2026, 4, 1, 12, tzinfo=dt.UTC)))
    title = made["index.html"].decode().split("<title>")[1].split("</title>")[0]

    assert title == "Resident doctors&#39; strike: no walk-out today"
    assert "the next one known is planned for April 7 to April 12, 2026." in made["index.html"].decode()
