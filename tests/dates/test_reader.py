"""Dates in words, relative to the day of asking, and the words that only look like dates."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.dates.found import DateSlot, DateUnreadableError, FoundDate
from bot.dates.reader import find, mentioned_day, read
from bot.matching.text import fold
from tests.dates.asking import asked
from tests.dates.test_expressions import Row, rows

if TYPE_CHECKING:
    from bot.dates.conventions import DateOrder
    from bot.dates.found import Direction

FRIDAY = date(2023, 8, 4)
TUESDAY = date(2023, 8, 22)
LATER = date(2026, 11, 23)
"""A Monday."""
CALENDAR = (
    "today yesterday tomorrow friday fri sunday saturdays may aug august february september 2 4 31 30 29 4th 31st first second "
    "third twenty two a an the of in on at and or to - / , . ' 23 2023 2024 1988 last this next past coming week weeks month "
    "year weekend days day before after since until between from by ago early mid late end beginning half quarter summer "
    "labor thanksgiving new eve not few couple 8/4 13/7/2023 2023-08-04 04.08.2023 20230804 through onwards now half"
).split()
"""Words that dates are made of."""


def busy(month: int, day: int) -> list[int]:
    """What a base might know of: the days of 2023 that matter, and a strike of 1988."""
    known = {(5, 2): [2023], (8, 4): [2023], (9, 24): [2023], (3, 7): [1988], (2, 12): [1988, 2008]}
    return known.get((month, day), [])


def dates(text: str, today: date) -> tuple[FoundDate, ...]:
    return find(text, asked(today)).found


def only(text: str, today: date) -> DateSlot:
    found = find(text, asked(today, busy=busy)).found
    assert len(found) == 1, f"{text!r}: {[item.slot for item in found]}"
    return found[0].slot


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("what happened on august 4", FRIDAY, "2023-08-04"),
        ("what happened on aug 4", FRIDAY, "2023-08-04"),
        ("what happened on aug. 4", FRIDAY, "2023-08-04"),
        ("what happened on aug 4th", FRIDAY, "2023-08-04"),
        ("what happened on aug 4, 2023", LATER, "2023-08-04"),
        ("what happened on august 4 2023", LATER, "2023-08-04"),
        ("what happened on 4 august 2023", LATER, "2023-08-04"),
        ("what happened on the 4th of august", FRIDAY, "2023-08-04"),
        ("august the 4th", FRIDAY, "2023-08-04"),
        ("what happened on 2023-08-04", LATER, "2023-08-04"),
        ("at 2023-08-04t21:58:00-07:00", LATER, "2023-08-04"),
        ("what happened on 8/4", FRIDAY, "2023-08-04"),
        ("the 8/22 meeting", TUESDAY, "2023-08-22"),
        ("the 8/22/23 meeting", LATER, "2023-08-22"),
        ("the 8/22/2023 meeting", LATER, "2023-08-22"),
        ("june 3 meeting", FRIDAY, "2023-06-03"),
        ("june 13 meeting", FRIDAY, "2023-06-13"),
        ("sept 24", date(2023, 9, 30), "2023-09-24"),
        ("sep 24", date(2023, 9, 30), "2023-09-24"),
        ("dec 31", date(2023, 1, 15), "2022-12-31"),
        ("may 2", FRIDAY, "2023-05-02"),
        ("may 2nd", FRIDAY, "2023-05-02"),
        ("what happened today", FRIDAY, "2023-08-04"),
        ("what happened tonight", FRIDAY, "2023-08-04"),
        ("what happened this morning", FRIDAY, "2023-08-04"),
        ("what happened yesterday", FRIDAY, "2023-08-03"),
        ("what happened last night", FRIDAY, "2023-08-03"),
        ("the day before yesterday", FRIDAY, "2023-08-02"),
        ("what is tomorrow", FRIDAY, "2023-08-05"),
        ("3 days ago", FRIDAY, "2023-08-01"),
        ("three days ago", FRIDAY, "2023-08-01"),
        ("a couple of days ago", FRIDAY, "2023-08-02"),
        ("on friday", FRIDAY, "2023-08-04"),
        ("last friday", FRIDAY, "2023-07-28"),
        ("last friday", TUESDAY, "2023-08-18"),
        ("fridays meeting", TUESDAY, "2023-08-18"),
        ("the friday meeting", TUESDAY, "2023-08-18"),
        ("on tuesday", FRIDAY, "2023-08-01"),
        ("last tuesday", TUESDAY, "2023-08-15"),
        ("this thursday", FRIDAY, "2023-08-03"),
        ("next friday", FRIDAY, "2023-08-11"),
        ("next monday", FRIDAY, "2023-08-07"),
        ("last sat", FRIDAY, "2023-07-29"),
        ("on the 11th", TUESDAY, "2023-08-11"),
        ("on the 31st", TUESDAY, "2023-07-31"),
        ("february 29 2024", LATER, "2024-02-29"),
    ],
)
def test_a_day_in_words(text: str, today: date, day: str) -> None:
    slot = only(text, today)
    assert slot.single
    assert slot.first.isoformat() == day


@pytest.mark.parametrize(
    ("text", "today", "first", "last"),
    [
        ("in august", FRIDAY, "2023-08-01", "2023-08-31"),
        ("back in may", FRIDAY, "2023-05-01", "2023-05-31"),
        ("since december", FRIDAY, "2022-12-01", "2023-08-04"),
        ("since the 2nd", FRIDAY, "2023-08-02", "2023-08-04"),
        ("september 2023", LATER, "2023-09-01", "2023-09-30"),
        ("in february 2024", LATER, "2024-02-01", "2024-02-29"),
        ("in 2023", LATER, "2023-01-01", "2023-12-31"),
        ("the 1988 strike", FRIDAY, "1988-01-01", "1988-12-31"),
        ("this year", FRIDAY, "2023-01-01", "2023-12-31"),
        ("last year", FRIDAY, "2022-01-01", "2022-12-31"),
        ("this week", FRIDAY, "2023-07-31", "2023-08-06"),
        ("last week", FRIDAY, "2023-07-24", "2023-07-30"),
        ("last month", FRIDAY, "2023-07-01", "2023-07-31"),
        ("this month", FRIDAY, "2023-08-01", "2023-08-31"),
        ("last weekend", FRIDAY, "2023-07-29", "2023-07-30"),
        ("over the weekend", TUESDAY, "2023-08-19", "2023-08-20"),
        ("this weekend", FRIDAY, "2023-08-05", "2023-08-06"),
    ],
)
def test_a_span_in_words(text: str, today: date, first: str, last: str) -> None:
    slot = only(text, today)
    assert (slot.first.isoformat(), slot.last.isoformat()) == (first, last)
    assert not slot.single


@pytest.mark.parametrize(
    ("text", "today", "year"),
    [
        ("what happened on may 2", LATER, 2023),
        ("what happened on september 24", LATER, 2023),
        ("what happened on 3/7", LATER, 1988),
        ("what happened on feb 12", LATER, 2008),
        ("what happened on feb 12", date(2001, 1, 1), 1988),
    ],
)
def test_a_month_and_day_without_a_year_mean_the_year_in_which_something_is_known(
    text: str, today: date, year: int
) -> None:
    assert only(text, today).first.year == year


@pytest.mark.parametrize(
    "text",
    [
        "may i ask something",
        "it may be over",
        "they sat down",
        "who sat in the room",
        "the sun is out",
        "we wed yesteryear",
        "a second meeting",
        "give me a second",
        "march with us",
        "the march on the studios",
        "what day is it",
        "day 95",
        "24/7",
        "13/13",
        "1,988 writers",
        "80 percent",
        "v1.2.2023",
        "wga-2023/meeting",
        "the 3rd proposal",
    ],
)
def test_words_that_only_look_like_dates_are_none(text: str) -> None:
    reading = find(text, asked(date(2023, 8, 9)))
    assert [item.slot.words for item in reading.found] == []
    assert reading.unread == ()


def test_several_dates_are_found_in_order_with_their_words() -> None:
    found = find("who met on may 2 and who on august 4", asked(FRIDAY, busy=busy)).found
    assert [item.slot.first.isoformat() for item in found] == ["2023-05-02", "2023-08-04"]
    assert [item.slot.words for item in found] == ["may 2", "august 4"]


def test_the_words_that_open_a_range_stay_in_the_question() -> None:
    text = "what happened since may 2"
    (found,) = find(text, asked(FRIDAY)).found
    assert text[: found.start] == "what happened since "
    assert (found.slot.bound, found.slot.edge) == ("since", date(2023, 5, 2))
    assert found.slot.named == date(2023, 5, 2)
    assert not found.slot.single


ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()


def in_words(number: int) -> str:
    """`twenty-first`."""
    if number <= 20:
        return ORDINALS[number - 1]
    return (
        "thirtieth"
        if number == 30
        else f"{'twenty' if number < 30 else 'thirty'}-{ORDINALS[number % 10 - 1]}"
    )


def forms(day: date) -> list[str]:
    """A day as people write it, with its year."""
    month, short, name = day.strftime("%B"), day.strftime("%b"), day.strftime("%A")
    end = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day // 10 != 1 else 0, "th")
    return [
        day.isoformat(), f"{day:%Y/%m/%d}", f"{day:%Y.%m.%d}", f"{day:%Y%m%d}", f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}", f"{day.day}-{short}-{day.year}", f"{short}-{day.day}-{day.year}",
        f"{month} {day.day}, {day.year}", f"{short}. {day.day}{end} {day.year}", f"{day.day} {month} {day.year}",
        f"the {day.day}{end} of {month} {day.year}", f"{day.day}{end} {short}, {day.year}", f"{day.year} {short} {day.day}",
        f"{name}, {month} {day.day}, {day.year}", f"{name[:3]} {day.day} {short} {day.year}",
        f"{month} {day.day}, {day.year} ({name[:3]})", f"{month} {in_words(day.day)} {day.year}",
        f"the {in_words(day.day)} of {month} {day.year}", f"{name} night {day.day}{end} {month} {day.year}",
        f"{short}{day.day} {day.year}", f"day before the {_after(day)}",
    ]  # fmt: skip


def _after(day: date) -> str:
    following = day + timedelta(days=1)
    return f"{following.day} {following:%B} {following.year}"


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 30)),
    st.dates(date(1820, 1, 1), date(2180, 12, 31)),
    st.sampled_from(["past", "either", "future"]),
)
def test_a_full_date_is_read_whatever_the_form_and_the_day_of_asking(
    day: date, today: date, direction: Direction
) -> None:
    ways: list[tuple[DateOrder, str]] = [
        ("month-first", f"{day.month}/{day.day}/{day.year}"),
        ("day-first", f"{day:%d-%m-%Y}"),
    ]
    for order, figures in ways:
        at = asked(today, direction, order=order)
        for text in (figures, *forms(day)):
            slot = read(text, at)
            assert (slot.first, slot.last) == (day, day), text
            (found,) = find(fold(f"what happened on {text}?"), at).found
            assert found.slot.first == day, text


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_a_year_of_two_figures_is_of_the_hundred_years_that_end_in_twenty(day: date, today: date) -> None:
    assume(today.year - 79 <= day.year <= today.year + 20)
    for text in (
        f"{day.day} {day:%b} {day:%y}",
        f"{day:%B} {day.day} '{day:%y}",
        f"{day.month}/{day.day}/{day:%y}",
    ):
        assert read(text, asked(today)).first == day


@given(
    st.dates(date(1990, 1, 1), date(2040, 12, 31)),
    st.sampled_from(["monday", "wednesday", "friday", "sunday"]),
)
def test_last_weekday_lies_one_to_seven_days_back_and_the_bare_one_none_to_six(
    today: date, name: str
) -> None:
    last, bare, following = only(f"last {name}", today), only(name, today), only(f"next {name}", today)
    assert timedelta(1) <= today - last.first <= timedelta(7)
    assert timedelta(0) <= today - bare.first <= timedelta(6)
    assert timedelta(1) <= following.first - today <= timedelta(7)
    assert {d.first.strftime("%A").casefold() for d in (last, bare, following)} == {name}


@given(
    st.one_of(
        st.text(alphabet="abcdefmayjunelst 0123456789/-.,th", max_size=80),
        st.text(max_size=80),
        st.lists(st.sampled_from(CALENDAR), max_size=9).map(" ".join),
    ),
    st.dates(date(1810, 1, 1), date(2190, 1, 1)),
)
def test_any_text_is_read_without_failing_and_dates_never_overlap(text: str, today: date) -> None:
    found = dates(text, today)
    assert all(item.slot.first <= item.slot.last for item in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))


READABLE = tuple(row for row in rows() if row.place == "alone" and not row.wanted.startswith("unread"))
STRANGE = ("blurp", "not", "maybe", "or so", "except", "the deal", "7.5", "!?x")


@given(st.sampled_from(READABLE), st.sampled_from(STRANGE), st.data())
def test_a_word_more_than_a_date_anywhere_in_it_is_never_dropped(
    row: Row, strange: str, data: st.DataObject
) -> None:
    words = row.expression.split()
    place = data.draw(st.integers(0, len(words)))
    text = " ".join([*words[:place], strange, *words[place:]])
    with pytest.raises(DateUnreadableError):
        read(text, asked(row.today, "past"))


@given(
    st.lists(st.sampled_from(CALENDAR), min_size=1, max_size=7), st.dates(date(1850, 1, 1), date(2150, 1, 1))
)
def test_any_words_of_the_calendar_are_a_date_or_are_refused_in_a_sentence(
    words: list[str], today: date
) -> None:
    try:
        slot = read(" ".join(words), asked(today, "past"))
    except DateUnreadableError as error:
        told = str(error)
    else:
        told = slot.words
        assert slot.first <= slot.last
    assert told


def test_a_year_that_is_not_understood_is_not_passed_over() -> None:
    today = date(2025, 12, 31)
    assert mentioned_day("december 1 2025", asked(today)) == date(2025, 12, 1)
    assert mentioned_day("december 1 1799", asked(today)) is None


@pytest.mark.parametrize(
    ("today", "day"),
    [(LATER, date(2023, 8, 5)), (date(2023, 8, 20), date(2023, 8, 5)), (date(2023, 7, 20), date(2023, 8, 5))],
)
def test_a_weekday_tells_the_year_of_a_day_of_long_ago(today: date, day: date) -> None:
    known = asked(today, busy=lambda month, _day: [2023, 2026] if month == 8 else [])
    assert read("saturday aug 5", known).first == day


def test_a_weekday_that_contradicts_a_day_near_by_is_an_error_all_the_same() -> None:
    known = asked(FRIDAY, busy=lambda month, _day: [2022, 2023] if month == 8 else [])
    with pytest.raises(DateUnreadableError, match="August 4, 2023, is a Friday, not a Thursday"):
        read("thursday aug 4", known)
    with pytest.raises(DateUnreadableError, match="August 5, 2023, will be a Saturday, not a Thursday"):
        read("thursday aug 5", known)
