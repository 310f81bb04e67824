"""base.yaml: where a base is at home, how it writes dates, which days have names; and what follows where it is silent."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.knowledge.loader import assemble
from tests.knowledge.samples import FILES, STRIKE, lines_of, problems_of

SILENT = "notice: base.yaml: found no `zone`; days are taken to be in "
HOME = ", expected where the base is at home, such as zone: America/Los_Angeles"


def conventions(base: str | None, *zones: str) -> tuple[str, str, list[str]]:
    """The zone, the order and the problems of the sample, with strikes in these zones."""
    files = {name: text.encode() for name, text in FILES.items() if base is not None or name != "base.yaml"}
    if base is not None:
        files["base.yaml"] = base.encode()
    for number, zone in enumerate(zones):
        old = "wga-2023" if number == 0 else f"strike-{number}"
        text = FILES[STRIKE].replace("id: wga-2023", f"id: {old}")
        text = text.replace("name: 2023 Writers strike", f"name: strike number {number}")
        files[STRIKE.replace("wga-2023", old)] = f"zone: {zone}\n{text}".encode()
    made, problems = assemble(files)
    assert made is not None, problems
    return made.zone.key, made.conventions.order, lines_of(problems)


@pytest.mark.parametrize(
    ("base", "zone", "order"),
    [
        ("zone: Europe/London\n", "Europe/London", "day-first"),
        ("zone: America/Detroit\n", "America/Detroit", "month-first"),
        ("zone: Pacific/Honolulu\n", "Pacific/Honolulu", "month-first"),
        ("zone: Pacific/Auckland\n", "Pacific/Auckland", "day-first"),
        ("zone: America/Toronto\ndate_order: day-first\n", "America/Toronto", "day-first"),
        ("zone: Asia/Tokyo\ndate_order: month-first\n", "Asia/Tokyo", "month-first"),
    ],
)
def test_the_base_says_its_zone_and_its_order_or_has_the_one_usual_there(
    base: str, zone: str, order: str
) -> None:
    assert conventions(base) == (zone, order, [])


def test_without_a_zone_it_is_the_one_that_all_strikes_share() -> None:
    for base in (None, "date_order: month-first\n"):
        made = conventions(base, "America/Detroit", "America/Detroit")
        assert made == ("America/Detroit", "month-first", [])


def test_without_a_zone_and_with_strikes_in_several_it_is_utc_and_a_notice_says_so() -> None:
    notice = f"{SILENT}UTC, for want of another{HOME}"
    assert conventions(None, "America/Detroit", "Europe/London") == ("UTC", "day-first", [notice])
    assert conventions(None) == ("UTC", "day-first", [notice])


def test_a_source_with_a_date_only_counts_from_the_end_of_that_day_where_the_base_is_at_home() -> None:
    for zone, utc in (("Pacific/Auckland", 12), ("Europe/London", 23), ("America/Los_Angeles", 31)):
        files = {**FILES, "base.yaml": f"zone: {zone}\n"}
        base, _ = assemble({name: text.encode() for name, text in files.items()})
        assert base is not None
        end = dt.datetime(2023, 5, 2, tzinfo=dt.UTC) + dt.timedelta(hours=utc, seconds=-1)
        assert base.moments["letter-2023-05-02"] == end


def test_the_days_of_a_strike_are_those_of_its_own_zone_else_of_the_base() -> None:
    files = {name: text.encode() for name, text in FILES.items()}
    base, _ = assemble({**files, STRIKE: b"zone: Europe/Berlin\n" + files[STRIKE]})
    assert base is not None
    assert base.zone_of_strike(base.strikes["wga-2023"]).key == "Europe/Berlin"
    base, _ = assemble(files)
    assert base is not None
    assert base.zone_of_strike(base.strikes["wga-2023"]).key == "America/Los_Angeles"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "zone: Mars\n",
            'base.yaml:1: zone: found "Mars", expected a time zone such as America/Los_Angeles',
        ),
        (
            "date_order: year-first\n",
            'base.yaml:1: date_order: found "year-first", expected month-first or day-first, did you mean day-first?',
        ),
        (
            "zones: America/Los_Angeles\n",
            'base.yaml:1: found the unknown field "zones", expected a known one, did you mean zone?',
        ),
        (
            "holidays:\n  - name: Labor Day\n    day: 1st monday of september\n",
            'base.yaml:3: holidays.1.day: found "1st monday of september", expected a rule such as december 25,'
            " first monday of september or day after fourth thursday of november",
        ),
        (
            "holidays:\n  - name: Labor Day\n    day: february 30\n",
            'base.yaml:3: holidays.1.day: found "february 30", expected a rule such as december 25,'
            " first monday of september or day after fourth thursday of november",
        ),
        (
            "holidays:\n  - name: Labor Day\n",
            "base.yaml:2: holidays.1: found neither `day` nor `dates`, expected one of them",
        ),
        (
            "holidays:\n  - name: Labor Day\n    day: may 1\n    dates: [2023-05-01]\n",
            "base.yaml:2: holidays.1: found both `day` and `dates`, expected one of them",
        ),
        ("- zone: UTC\n", "base.yaml:1: found a list, expected named fields (name: value)"),
    ],
)
def test_what_is_wrong_in_it_is_said_with_its_line(text: str, said: str) -> None:
    assert [line for line in lines_of(problems_of("base.yaml", text)) if not line.startswith("notice")] == [
        said
    ]
