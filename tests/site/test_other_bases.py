"""Sites of other disputes, at many moments: well made, every link leading somewhere, and never a day that is not sure."""

from __future__ import annotations

import datetime as dt
import posixpath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from bot.answering.known.bargaining_state import employers, table
from bot.answering.known.view import Timeline
from bot.site.front import badge, headline
from bot.site.pages import build
from bot.site.talks import at_a_glance
from tests.answering import ferries, porters, pottery
from tests.answering.test_bargaining import bakers
from tests.site import papers
from tests.site.markup import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.knowledge.model.base import KnowledgeBase

MAKERS = [ferries.make, porters.make, pottery.make]


def moments(base: KnowledgeBase) -> list[dt.datetime]:
    known = sorted(base.moments.values())
    return [known[0] - dt.timedelta(days=1), *known, known[-1] + dt.timedelta(days=30)]


@pytest.mark.parametrize("make", MAKERS)
def test_every_page_at_any_moment_is_whole(make: Callable[[], KnowledgeBase]) -> None:
    base = make()
    for at in moments(base):
        files = build(papers.site(base, at))
        pages = {path: Page(data.decode()) for path, data in files.items() if path.endswith(".html")}
        for path, found in pages.items():
            for address in (urlsplit(one) for one in found.addresses):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address.path))
                here = pages[path] if not address.path else pages.get(target)
                assert address.scheme or not address.path or target in files, (at, path, address)
                assert not address.fragment or address.scheme or (here and address.fragment in here.ids), (
                    path,
                    address,
                )
        for name in ("feed.xml", "corrections.xml", "badge.svg"):
            ElementTree.fromstring(files[name])  # noqa: S314  (of our own making)
        Calendar.from_ical(files["calendar.ics"])


@pytest.mark.parametrize("make", MAKERS)
def test_a_day_in_the_headline_is_the_day_of_a_strike_that_is_on(make: Callable[[], KnowledgeBase]) -> None:
    base = make()
    timeline = Timeline(base)
    for at in moments(base):
        view = timeline.at(at)
        states = [view.state(strike) for strike in view.main_strikes()[:1]]
        told = headline(view)
        if told.startswith("Day "):
            assert states[0].ongoing
            assert not states[0].stale
            assert f"Day {states[0].day} of" in told
        if not states or not states[0].ongoing:
            assert (
                "day" not in badge(view)[1] or "ended after" in badge(view)[1] or "today" in badge(view)[1]
            ), at


@pytest.mark.parametrize("make", [ferries.make, pottery.make])
def test_the_talks_hold_what_the_bot_tells_of_them_with_each_employer(
    make: Callable[[], KnowledgeBase],
) -> None:
    base = make()
    timeline, told = Timeline(base), 0
    for at in moments(base):
        view = timeline.at(at)
        page = Page(build(papers.site(base, at))["talks.html"].decode())
        for strike in view.main_strikes():
            tables = [table(view, strike, one) for one in employers(strike) or (None,)]
            cells = {cell.full_id: cell for rows in tables for row in rows for cell in row.cells}
            shown = [cell.full_id for one in at_a_glance(view, strike) for cell in one.cells]
            assert sorted(shown) == sorted(cells)
            assert all(" ".join(cell.entry.text.split()) in page.text for cell in cells.values())
            told += len(cells)
    assert told


def test_what_members_voted_down_is_not_told_as_agreed() -> None:
    base = bakers().base
    made = build(papers.site(base, dt.datetime(2031, 6, 25, 12, tzinfo=dt.UTC)))
    told = Page(made["talks.html"].decode()).text

    assert "Agreed before members voted a deal down Bakers Union, Crumb, June 1, 2031" in told
    assert "Agreed Bakers Union, Crumb, June 20, 2031" in told
