"""A time zone as a moderator types it: a city, a state, a country, a spoken name; what is unclear is asked back."""

from __future__ import annotations

from zoneinfo import available_timezones

import pytest

from bot.dates.conventions import zone_named
from bot.dates.zones import ZoneUnreadableError, read_zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Seattle", "America/Los_Angeles"),
        ("Seattle, WA", "America/Los_Angeles"),
        ("Seattle, Washington", "America/Los_Angeles"),
        ("Portland, Maine", "America/New_York"),
        ("Pacific time", "America/Los_Angeles"),
        ("Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("pacific standard time", "America/Los_Angeles"),
        ("US/Pacific", "America/Los_Angeles"),
        ("u.s. central", "America/Chicago"),
        ("Eastern", "America/New_York"),
        ("eastern time zone", "America/New_York"),
        ("New York", "America/New_York"),
        ("Boston", "America/New_York"),
        ("St. Louis", "America/Chicago"),
        ("Texas", "America/Chicago"),
        ("London", "Europe/London"),
        ("London time", "Europe/London"),
        ("UK", "Europe/London"),
        ("Glasgow", "Europe/London"),
        ("BST", "Europe/London"),
        ("Germany", "Europe/Berlin"),
        ("Japan", "Asia/Tokyo"),
        ("Kenya", "Africa/Nairobi"),
        ("Toronto time", "America/Toronto"),
        ("New Zealand", "Pacific/Auckland"),
        ("america/los angeles", "America/Los_Angeles"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_understood_as_people_call_it(typed: str, zone: str) -> None:
    assert read_zone(typed) == zone


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Washington", "America/New_York, America/Los_Angeles"),
        ("United States", "America/New_York, America/Chicago, America/Denver, America/Los_Angeles"),
        ("Canada", "America/Toronto"),
        ("Bostn", "Boston (America/New_York)"),
        ("Los Angelos", "America/Los_Angeles"),
    ],
)
def test_what_is_unclear_is_asked_back_with_what_may_be_meant(typed: str, offered: str) -> None:
    with pytest.raises(ZoneUnreadableError) as error:
        read_zone(typed)
    assert offered in str(error.value)


@pytest.mark.parametrize("typed", ["Springfield", "Gotham", "", "?", "12", "(", "a" * 200])
def test_what_no_zone_is_called_gets_no_far_fetched_offer(typed: str) -> None:
    with pytest.raises(ZoneUnreadableError) as error:
        read_zone(typed)
    assert "Did you mean" not in str(error.value)


def test_every_zone_offered_by_name_is_one() -> None:
    cities = [
        zone.rpartition("/")[2] for zone in available_timezones() if zone.startswith(("America/", "Europe/"))
    ]
    assert {read_zone(city) for city in cities} <= available_timezones()


def test_in_a_file_the_zone_that_is_meant_is_named() -> None:
    with pytest.raises(ValueError, match="such as America/Chicago"):
        zone_named("Dallas")
    with pytest.raises(ValueError, match="such as America/Los_Angeles"):
        zone_named("nowhere at all")
