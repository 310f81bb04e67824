"""What people type, and how it is understood: dates, times, names, texts, addresses."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.model import items
from bot.knowledge.model.models import Withdrawn
from bot.moderating.forms.engine import addresses
from bot.moderating.forms.engine.ids import Taken, gist, slug
from bot.moderating.forms.engine.typed import UnreadableError, lines, tidy, unquoted
from bot.moderating.forms.engine.typed_names import parted
from tests.discord_app import world
from tests.moderating.forms.bench import AUGUST, NOW, entry, filled, shipped_engine


def test_the_chosen_strike_decides_the_year_and_the_year_decides_the_strike() -> None:
    values = {"summary": "They met.", "more_sources": "deadline 2023-08-12"}
    chosen = filled("meeting", date="aug 11", strike="wga-2023", **values)
    assert entry(chosen, now=NOW, on=shipped_engine())["date"] == "2023-08-11"
    dated = filled("meeting", date="aug 11 2023", **values)
    assert entry(dated, now=NOW, on=shipped_engine())["parties"] == ["wga", "amptp"]


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
