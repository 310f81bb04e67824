"""What a page states, as values of the form for a source."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.dates.partial import PartialDate
from bot.moderating.forms.engine.page_values import from_page
from bot.moderating.pages.form_values import filling
from bot.moderating.pages.statements import Stated
from tests.moderating.pages.shelf import ADDRESS

if TYPE_CHECKING:
    from bot.moderating.pages.page_dates import Published

NOW = dt.datetime(2031, 8, 10, 12, tzinfo=dt.UTC)
ELSEWHERE = "https://post.example/first"


def values(stated: Stated, address: str = ADDRESS) -> dict[str, str]:
    return {name: value for name, value in filling(stated, address, NOW).values.items() if "." not in name}


def test_what_is_not_stated_is_not_there() -> None:
    assert values(Stated("Mill news")) == {"title": "Mill news", "url": ADDRESS}


def test_a_news_article_is_press_and_nothing_else_is_assumed_of_it() -> None:
    assert values(Stated("Mill news", is_news=True))["kind"] == "press"


@pytest.mark.parametrize(
    "own",
    [
        "https://gazette.example.org/mill-vote",
        "https://www.gazette.example.org/mill-vote?utm_source=x",
        "https://m.gazette.example.org/mill-vote",
        "https://example.org/mill-vote",
    ],
)
def test_the_address_of_the_same_site_is_taken_without_what_tracks(own: str) -> None:
    assert values(Stated("Mill news", own_address=own))["url"] == own.partition("?")[0]


def test_a_page_whose_own_address_is_on_another_site_is_a_copy_and_says_of_what() -> None:
    found = filling(Stated("Mill news", is_news=True, own_address=ELSEWHERE), ADDRESS, NOW)
    assert (found.values["url"], found.values["kind"], found.original) == (ADDRESS, "repost", ELSEWHERE)


def test_an_address_that_the_form_does_not_take_is_left_to_whoever_typed_it() -> None:
    assert "url" not in values(Stated("Mill news"), "http://gazette.example.org/mill-vote")


@pytest.mark.parametrize(
    ("published", "is_kept"),
    [
        (PartialDate(2031, 8, 10), True),
        (PartialDate(2031, 8, 11), True),
        (PartialDate(2031, 8, 12), False),
        (PartialDate(2032), False),
        (dt.datetime(2031, 8, 10, 12, 5, tzinfo=dt.UTC), True),
        (dt.datetime(2031, 8, 10, 13, tzinfo=dt.UTC), False),
        (dt.datetime(9999, 12, 31, 23, 59, tzinfo=dt.timezone(dt.timedelta(hours=-12))), False),
    ],
)
def test_a_date_that_lies_ahead_is_left_out_and_told(published: Published, is_kept: bool) -> None:
    found = filling(Stated("Mill news", published=published), ADDRESS, NOW)
    assert ("published" in found.values) == is_kept
    assert bool(found.ahead) != is_kept


def test_a_field_that_was_changed_is_no_longer_from_the_page() -> None:
    found = dict(filling(Stated("Mill news", "The Gazette", ("Ann Lee", "Bob Ray")), ADDRESS, NOW).values)
    assert from_page(found) == {"url", "title", "publisher", "authors"}
    assert from_page({**found, "title": "Mills", "authors": "Ann Lee\r\nBob Ray "}) == {
        "url",
        "publisher",
        "authors",
    }
    assert from_page({**found, "url": ""}) == {"title", "publisher", "authors"}
