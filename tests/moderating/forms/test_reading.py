"""What people type, and how it is understood: dates, times, names, texts, addresses."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.partial import PartialDate
from bot.knowledge import items
from bot.knowledge.models import Withdrawn
from bot.moderating.forms import addresses, days
from bot.moderating.forms.ids import Taken, gist, slug
from bot.moderating.forms.naming import parted
from bot.moderating.forms.typed import UnreadableError, lines, tidy, unquoted
from tests.dates.zones import PACIFIC
from tests.discord_app import world
from tests.moderating.forms.bench import AUGUST, NOW, entry, filled, shipped_engine

TODAY = dt.date(2023, 8, 12)  # a Saturday


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("aug 11", "2023-08-11"),
        ("Aug. 11th", "2023-08-11"),
        ("11 August 2023", "2023-08-11"),
        ("the 11th of august", "2023-08-11"),
        ("yesterday", "2023-08-11"),
        ("Today", "2023-08-12"),
        ("friday", "2023-08-11"),
        ("last Friday", "2023-08-11"),
        ("sat", "2023-08-12"),
        ("3 days ago", "2023-08-09"),
        ("Friday, August 11, 2023", "2023-08-11"),
        ("on Friday, Aug 11", "2023-08-11"),
        ("aug 11 (Fri)", "2023-08-11"),
        ("8/11", "2023-08-11"),
        ("8/11/23", "2023-08-11"),
        ("2023-08-11", "2023-08-11"),
        ("2023-8-1", "2023-08-01"),
        ("2023/08/11", "2023-08-11"),
        ("aug 11 2019", "2019-08-11"),
        ("dec 1", "2022-12-01"),
        ("oct 1", "2023-10-01"),
        ("feb 29 2024", "2024-02-29"),
        ("2023-08", "2023-08"),
        ("2023/08", "2023-08"),
        ("August 2023", "2023-08"),
        ("in august", "2023-08"),
        ("2023", "2023"),
        ("in 2023", "2023"),
        ("~2023-08-04", "~2023-08-04"),
        ("about aug 4", "~2023-08-04"),
        ("around August 2023", "~2023-08"),
    ],
)
def test_dates_are_read_as_people_write_them(typed: str, read: str) -> None:
    assert str(days.partial(typed, TODAY, days.near(TODAY))) == read


@pytest.mark.parametrize(
    "typed", ["2023-00", "2023-08-00", "aug", "may", "13/8", "the 11th", "aug 11 12", "", "~", "now"]
)
def test_what_is_no_date_is_not_guessed(typed: str) -> None:
    with pytest.raises(UnreadableError):
        days.partial(typed, TODAY, days.near(TODAY))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("aug 11 9:30pm", "2023-08-11T21:30-07:00"),
        ("aug 11, 9:30 p.m. PT", "2023-08-11T21:30-07:00"),
        ("Aug 11, 2023 9:58pm (PDT)", "2023-08-11T21:58-07:00"),
        ("9:58 PM PT, Aug 11, 2023", "2023-08-11T21:58-07:00"),
        ("aug 11 at 9:30 pm eastern time", "2023-08-11T21:30-04:00"),
        ("aug 11 9:30pm et", "2023-08-11T21:30-04:00"),
        ("yesterday at noon", "2023-08-11T12:00-07:00"),
        ("12am", "2023-08-12T00:00-07:00"),
        ("9.30pm", "2023-08-12T21:30-07:00"),
        ("21:30", "2023-08-12T21:30-07:00"),
        ("2023-08-11 21:30:15", "2023-08-11T21:30-07:00"),
        ("2023-08-11T21:58-07:00", "2023-08-11T21:58-07:00"),
        ("2023-08-11T21:58Z", "2023-08-11T21:58+00:00"),
        ("2023-08-11 21:30 +0200", "2023-08-11T21:30+02:00"),
        ("aug 11 9pm utc+5:30", "2023-08-11T21:00+05:30"),
        ("jan 11 2023 9pm", "2023-01-11T21:00-08:00"),
        ("nov 6 2022 1:30am", "2022-11-06T01:30-07:00"),
        ("aug 11", "2023-08-11"),
        ("2023-08", "2023-08"),
    ],
)
def test_times_are_pacific_unless_they_say_otherwise(typed: str, read: str) -> None:
    found = days.moment(typed, TODAY, PACIFIC)
    assert (found.isoformat(timespec="minutes") if isinstance(found, dt.datetime) else str(found)) == read


@pytest.mark.parametrize(
    ("typed", "year"),
    [("aug 11", 2023), ("mar 20", 2023), ("oct 9", 2023), ("jan 5", 2024), ("feb 29", 2024)],
)
def test_a_day_without_a_year_is_near_the_strike_that_was_chosen(typed: str, year: int) -> None:
    years = days.near(dt.date(2026, 11, 23), dt.date(2023, 5, 2), dt.date(2023, 9, 26))
    assert days.partial(typed, dt.date(2026, 11, 23), years).year == year


def test_the_chosen_strike_decides_the_year_and_the_year_decides_the_strike() -> None:
    values = {"summary": "They met.", "more_sources": "deadline 2023-08-12"}
    chosen = filled("meeting", date="aug 11", strike="wga-2023", **values)
    assert entry(chosen, now=NOW, on=shipped_engine())["date"] == "2023-08-11"
    dated = filled("meeting", date="aug 11 2023", **values)
    assert entry(dated, now=NOW, on=shipped_engine())["parties"] == ["wga", "amptp"]


@given(st.dates(dt.date(1800, 1, 1), dt.date(2200, 12, 31)))
def test_every_day_is_read_back_from_its_words(day: dt.date) -> None:
    made = PartialDate(day.year, day.month, day.day)
    assert days.partial(str(made), TODAY, days.near(TODAY)) == made
    if 1900 <= day.year <= 2099:
        assert days.partial(made.words(weekday=True), TODAY, days.near(TODAY)) == made


@given(st.text(max_size=60), st.dates(dt.date(1900, 1, 1), dt.date(2199, 1, 1)))
def test_a_text_is_a_date_or_is_refused(text: str, today: dt.date) -> None:
    for read in (
        lambda: days.partial(text, today, days.near(today)),
        lambda: days.day(text, today, days.near(today)),
        lambda: days.moment(text, today, PACIFIC),
    ):
        try:
            found = read()
        except UnreadableError:
            continue
        assert found is not None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("“We are moving.”", "We are moving."),
        ('"We are moving."', "We are moving."),
        ("'We don't move.'", "We don't move."),
        ("‘We don’t move.’", "We don’t move."),
        ("“A” and “B”", "“A” and “B”"),
        ("“We said ‘no’ twice.”", "We said ‘no’ twice."),
        ("She said “no”", "She said “no”"),
        ("«Nous bougeons»", "Nous bougeons"),
        ("“”", "“”"),
        ("the writers' room, the actors'", "the writers' room, the actors'"),
    ],
)
def test_only_the_quote_marks_around_a_quote_go(typed: str, kept: str) -> None:
    assert unquoted(typed) == kept


def test_texts_are_composed_trimmed_and_folded() -> None:
    assert tidy("  cafe\u0301\r\nau lait\t ") == "café\nau lait"
    form = filled(
        "event", date="dec 29", kind="vote", text="They  voted\nin the\u00a0hall.", source="post-talks"
    )
    assert entry(form)["text"] == "They voted in the hall."


def test_lists_are_one_a_line_without_bullets() -> None:
    assert lines("- one\n• two\n\n3. three, and more\n one \n-four") == [
        "one",
        "two",
        "three, and more",
        "-four",
    ]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ann Lee, Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Ann Lee; Bob Ray, Jr.", ["Ann Lee", "Bob Ray, Jr."]),
        ("Bob Ray, Jr., Ann Lee, III", ["Bob Ray, Jr.", "Ann Lee, III"]),
        ("Ann Lee and Bob Ray", ["Ann Lee", "Bob Ray"]),
        (
            "Ann Lee, Bob Ray, and Hall, Wall and Co., Cy Day",
            ["Ann Lee", "Bob Ray", "Hall, Wall and Co.", "Cy Day"],
        ),
        ("Rock and Roll Union", ["Rock and Roll Union"]),
        (" , ; ", []),
    ],
)
def test_a_comma_parts_two_names_unless_it_is_in_one(line: str, names: list[str]) -> None:
    known = {"Ann Lee", "Bob Ray", "Hall, Wall and Co."}
    assert parted(line, known.__contains__) == names


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://a.example.org/x?utm_medium=m&id=3&fbclid=z", "https://a.example.org/x?id=3"),
        ("https://a.example.org/x?gclid=1#:~:text=hello", "https://a.example.org/x"),
        ("https://a.example.org/x#part:~:text=hello", "https://a.example.org/x#part"),
        ("https://a.example.org/x?a=1&b=", "https://a.example.org/x?a=1&b="),
        ("a.example.org/x", "https://a.example.org/x"),
        ("<https://a.example.org/x>", "https://a.example.org/x"),
        ("https://a.example.org/été?q=ñ", "https://a.example.org/%C3%A9t%C3%A9?q=%C3%B1"),
        ("https://a.example.org/100%25", "https://a.example.org/100%25"),
    ],
)
def test_addresses_lose_only_what_tracks(typed: str, kept: str) -> None:
    assert addresses.cleaned(typed) == kept
    assert addresses.cleaned(kept) == kept


@given(st.text(max_size=80) | st.text(max_size=60).map("https://a.example.org/".__add__))
def test_an_address_is_plain_https_or_refused(text: str) -> None:
    try:
        url = addresses.cleaned(tidy(text))
    except UnreadableError:
        return
    assert url.startswith("https://")
    assert url.isascii()


def test_a_source_is_found_by_its_address_its_headline_or_its_publisher_and_day() -> None:
    for typed in (
        "https://www.harborpost.example.org/second-round?utm_source=x",
        "second round",
        "harbor post dec 30",
        "post december 30 2025",
        "post-talks",
    ):
        form = filled("event", date="dec 30", kind="vote", text="They voted.", more_sources=typed)
        assert entry(form)["citations"] == ["post-talks"]


# Ids.


def test_an_id_is_never_given_twice_not_even_that_of_a_withdrawn_entry() -> None:
    base = world.base()
    name = "lamp-2025/meeting/2025-12-11"
    gone = Withdrawn(on=dt.date(2026, 1, 1), reason="It was wrong.")
    meeting = base.meetings[name].model_copy(update={"withdrawn": gone})
    withdrawn = replace(base, meetings=MappingProxyType({**base.meetings, name: meeting}))
    taken = Taken(withdrawn, frozenset({"lamp-2025/meeting/2025-12-11-2"}))
    assert taken.free("2025-12-11", items.MEETINGS, "lamp-2025") == "2025-12-11-3"
    assert taken.free("2025-12-11", items.MEETINGS, "lamp-1950") == "2025-12-11"
    assert taken.free("robots", items.PEOPLE, None) == "robots-2"


@given(st.text(max_size=200))
def test_every_text_makes_an_id_that_the_models_take(text: str) -> None:
    for wanted in (slug(text), gist(text, 3), slug(unicodedata.normalize("NFD", text))):
        made = Taken(world.base()).free(wanted, items.EVENTS, "lamp-2025")
        assert len(made) <= 80
        assert made == slug(made) != ""


def test_ids_of_a_known_publisher_go_on_as_before() -> None:
    form = filled("source", publisher="The Hollywood Reporter", published="aug 12 3pm")
    assert entry(form, now=AUGUST, on=shipped_engine())["id"] == "thr-2023-08-12"
