"""What a page states of itself, and what it does not."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from bot.dates.partial import PartialDate
from bot.moderating.pages.page_dates import published, typed
from bot.moderating.pages.statements import Stated
from tests.moderating.pages.shelf import ADDRESS, article, meta, page, read

EVENING = dt.datetime(2031, 8, 4, 21, 30, tzinfo=dt.timezone(dt.timedelta(hours=-4)))
WHOLE = Stated("Millers vote to strike", "The Gazette", ("Ann Lee",), EVENING, is_news=True)


@pytest.mark.parametrize(
    "data",
    [
        article(),
        [article()],
        [{"@type": "BreadcrumbList", "itemListElement": []}, article()],
        {"@graph": [{"@type": "WebSite", "name": "The Gazette online"}, article()]},
        {"@type": "WebPage", "name": "Page", "mainEntity": article()},
        article(**{"@type": ["NewsArticle", "Article"]}),
        article(**{"@type": "https://schema.org/ReportageNewsArticle"}),
        article(author="Ann Lee", publisher="The Gazette"),
        article(author=[{"name": "Ann Lee"}], publisher=[{"name": "The Gazette"}]),
        article(author=["Ann Lee", "The Gazette"]),
        article(headline="Millers vote to strike | The Gazette"),
        article(headline="Millers vote to&nbsp;strike"),
        {
            "@graph": [
                article(author={"@id": "#ann"}, publisher={"@id": "#paper"}),
                {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
                {"@type": "Organization", "@id": "#paper", "name": "The Gazette"},
            ]
        },
        [article(headline="Another one", url="https://gazette.example.org/other"), article(url=ADDRESS)],
        [article(headline="Another one"), article(mainEntityOfPage={"@id": f"{ADDRESS}/?ref=home"})],
        [article(url=ADDRESS), article(url=ADDRESS)],
    ],
)  # fmt: skip
def test_an_article_in_linked_data_is_found_wherever_it_stands(data: object) -> None:
    assert read(page(data=data)) == WHOLE


@pytest.mark.parametrize(
    "data",
    [
        [article(headline="One"), article(headline="Two")],
        [article(url=ADDRESS), article(url=ADDRESS, headline="Two")],
        {"@type": "ItemList", "itemListElement": [article()]},
        {"@type": "Organization", "name": "The Gazette"},
        {"@type": 5},
        [[[]]],
        "text",
        7,
        None,
    ],
)
def test_which_of_several_articles_it_is_is_never_guessed(data: object) -> None:
    assert read(page(data=data)).says_nothing


@pytest.mark.parametrize(
    "block", ["{", "", "[" * 100_000, '{"a":' * 50_000, "9" * 5000, '{"@type": "NewsArticle"', "null"]
)
def test_data_that_cannot_be_read_is_passed_over(block: str) -> None:
    found = read(page(f'<script type="application/ld+json">{block}</script>', meta(og__title="Mill news")))
    assert found == Stated(title="Mill news")


def test_what_comes_before_a_section_that_no_page_has_is_read() -> None:
    assert read(page("<title>Mill news</title><![doctype [x]]>")).title == "Mill news"


def test_open_graph_alone_is_enough() -> None:
    head = (
        meta(
            og__title="Millers vote to strike - The Gazette",
            og__site_name="The Gazette",
            article__published_time="2031-08-05T01:30:00Z",
            article__author="https://social.example/ann",
        )
        + '<meta name="author" content="By Ann Lee">'
    )
    found = read(page(head))
    assert (found.title, found.publisher, found.authors) == (
        "Millers vote to strike",
        "The Gazette",
        ("Ann Lee",),
    )
    assert found.published == EVENING
    assert not found.is_news, "it does not say so"


def test_a_paper_of_scholars_names_its_journal_and_authors() -> None:
    head = (
        meta(
            citation_title="Mills and wages",
            citation_journal_title="Journal of Mills",
            citation_publication_date="2031/8/4",
        )
        + meta(citation_author="Lee, Ann")
        + meta(citation_author="Bob Ray")
        + meta(citation_author="Ray, Cy, Jr.")
    )
    assert read(page(head)) == Stated(
        "Mills and wages", "Journal of Mills", ("Ann Lee", "Bob Ray", "Ray, Cy, Jr."), PartialDate(2031, 8, 4)
    )


def test_a_page_that_says_nothing_states_nothing() -> None:
    assert read(page(body="<p>By Ann Lee, August 4, 2031</p>")).says_nothing
    assert read("").says_nothing
    assert read("just text").says_nothing


def test_the_title_alone_is_told_and_that_of_a_drawing_is_not() -> None:
    assert read(page("<title>\n Mill  news </title>", body="<svg><title>Logo</title></svg>")) == Stated(
        "Mill news"
    )
    assert read(page(body="<svg><title>Logo</title></svg>")).says_nothing
    assert read(page("<!-- <title>Old</title> -->")).says_nothing


def test_several_authors_are_named_once_each_in_their_order() -> None:
    people = [
        {"name": "Ann Lee"},
        {"name": "Bob Ray"},
        {"name": "Ann Lee"},
        {"name": "@cy"},
        {"name": ["Di Fox"]},
    ]
    assert read(page(data=article(author=people))).authors == ("Ann Lee", "Bob Ray", "Di Fox")


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("<title>Müller’s café</title>".encode(), ""),
        ("<title>Müller’s café</title>".encode(), "iso-8859-1"),
        ('<meta charset="latin-1"><title>Müller’s café</title>'.encode(), ""),
        ("<title>Müller’s café</title>".encode("cp1252"), "iso-8859-1"),
        ("<title>Müller’s café</title>".encode("cp1252"), "utf-8"),
        ("<title>Müller’s café</title>".encode("cp1252"), "no-such-charset"),
        ('<meta charset="windows-1252"><title>Müller’s café</title>'.encode("cp1252"), ""),
        ("<title>Müller’s café</title>".encode("utf-16"), ""),
        (b"<title>M&uuml;ller&#8217;s caf&eacute;</title>", "zlib"),
        ("\ufeff<title>Müller’s café</title>".encode(), "ascii"),
        ("<title>Müller’s café</title><p>é".encode()[:-1], ""),
    ],
)
def test_a_wrong_charset_breaks_no_letter(content: bytes, charset: str) -> None:
    assert read(content, charset=charset).title == "Müller’s café"


def test_a_japanese_page_is_read_by_the_charset_that_it_names() -> None:
    text = '<meta charset="shift_jis"><title>労働組合のスト</title>'
    assert read(text.encode("shift_jis")).title == "労働組合のスト"
    assert read("<title>労働組合</title>".encode("iso-2022-jp"), charset="iso-2022-jp").title == "労働組合"


def test_entities_are_opened() -> None:
    assert read(page(meta(og__title="Mills &amp; &quot;wages&quot;"))).title == 'Mills & "wages"'
    assert read(page(data=article(headline="Mills &#038; wages"))).title == "Mills & wages"


def test_hidden_characters_and_line_breaks_are_taken_out() -> None:
    nasty = "Mill\u202e\u200b news\x00\x1b[2J\r\n\n@everyone"
    found = read(page(data=article(headline=nasty)))
    assert found.title.isprintable()
    assert "\u202e" not in found.title


def test_what_is_longer_than_its_field_is_left_out_and_never_cut() -> None:
    found = read(page(meta(og__title="Short"), data=article(headline="x" * 201, author="y" * 300)))
    assert (found.title, found.authors) == ("Short", ())


def test_a_headline_that_was_cut_gives_way_to_the_whole_one() -> None:
    found = read(page(meta(og__title="Millers vote to strike"), data=article(headline="Millers vote …")))
    assert found.title == "Millers vote to strike"


@pytest.mark.parametrize(
    ("head", "own"),
    [
        ('<link rel="canonical" href="/mill-vote">', "https://gazette.example.org/mill-vote"),
        ('<link rel="canonical" href="https://post.example/a">', "https://post.example/a"),
        ('<link rel="canonical" href="/">', ""),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ('<link rel="canonical" href="https://[oops/">', ""),
        ('<link rel="shortlink" href="/short">', ""),
        (
            '<meta property="og:url" content="https://gazette.example.org/own">',
            "https://gazette.example.org/own",
        ),
    ],
)
def test_the_own_address_is_told_in_full(head: str, own: str) -> None:
    assert read(page(head)).own_address == own


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2031-08-04T21:30:00-04:00", "2031-08-04 21:30 UTC-04:00"),
        ("2031-08-04T21:30:17.123Z", "2031-08-04 21:30 UTC+00:00"),
        ("2031-08-04 21:30:00 -0400", "2031-08-04 21:30 UTC-04:00"),
        ("Mon, 04 Aug 2031 21:30:00 GMT", "2031-08-04 21:30 UTC+00:00"),
        ("2031-08-04T21:30+05:30", "2031-08-04 21:30 UTC+05:30"),
        ("2031-08-04T21:30:00", "2031-08-04"),
        ("2031-08-04 21:30", "2031-08-04"),
        ("2031-08-04T00:00:00Z", "2031-08-04"),
        ("2031-08-04T00:00:00-07:00", "2031-08-04"),
        ("2031-08-04T21:30:00+23:00", "2031-08-04"),
        ("2031-08-04", "2031-08-04"),
        ("2031/8/4", "2031-08-04"),
        ("2031-08", "2031-08"),
        ("2031", "2031"),
        ("August 4, 2031", "2031-08-04"),
        ("4 Aug 2031", "2031-08-04"),
        ("08/04/2031", None),
        ("1970-01-01T00:00:00Z", None),
        ("1970-01-01", None),
        ("2031-02-30", None),
        ("0001-01-01T00:00:01Z", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("yesterday", None),
        ("1848700000", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_date_is_as_exact_as_the_page_gives_it(text: str, said: str | None) -> None:
    found = published(text)
    assert (None if found is None else typed(found)) == said


def test_nested_values_of_any_kind_are_no_mistake() -> None:
    odd: list[Any] = [
        None,
        5,
        [],
        {},
        [[1]],
        {"name": {"name": 1}},
        {"@id": 3},
        {"@id": "x"},
        True,
        [None, {"a": []}],
    ]
    for value in odd:
        for name in (
            "headline",
            "author",
            "publisher",
            "datePublished",
            "@type",
            "@id",
            "url",
            "mainEntityOfPage",
            "@graph",
        ):
            found = read(page(data=[article(**{name: value})]))
            assert all(isinstance(one, str) for one in (found.title, found.publisher, *found.authors)), (
                json.dumps(value)
            )
