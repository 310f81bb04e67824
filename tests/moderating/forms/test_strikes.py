"""Which strike an entry is filed under where none was chosen: one that fits its day and its parties, else it is asked."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.moderating.forms import summary
from tests.dates.zones import PACIFIC
from tests.moderating.forms.bench import AUGUST, engine, filled, problems, shipped, shipped_engine

LATER = dt.datetime(2026, 3, 5, 9, tzinfo=PACIFIC)
ASKED = "I cannot tell which strike or contract this is about. Please choose it."


def before_2026() -> dict[str, bytes]:
    """The shipped base as it would be if nobody had opened the contracts and strikes of 2026 yet."""
    files = {name: data for name, data in shipped().items() if "2026/" not in name}
    late = {name.split("/")[1] for name in shipped() if "2026/" in name}
    answers = [one for one in yaml.safe_load(files["answers.yaml"]) if one.get("strike") not in late]
    return {**files, "answers.yaml": yaml.safe_dump(answers, allow_unicode=True).encode()}


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("quote", {"text": "We are ready.", "more_speaker": "Ellen Stutzman", "said": "2026-03-01"}),
        ("quote", {"text": "We are ready.", "more_speaker": "WGA West", "said": "2026-03-01"}),
        (
            "position",
            {"text": "The WGA wants more.", "more_party": "WGA", "issue": "ai", "since": "2026-03-01"},
        ),
        ("event", {"text": "The WGA West voted.", "date": "2026-03-01", "kind": "vote"}),
        ("meeting", {"summary": "The WGA met the AMPTP.", "date": "2026-03-01"}),
        ("meeting", {"summary": "They met.", "date": "2026-03-01"}),
        ("quote", {"text": "We stand by.", "more_speaker": "IATSE", "said": "2023-06-01"}),
    ],
)
def test_where_no_strike_fits_it_is_asked(kind: str, values: dict[str, str]) -> None:
    form = filled(kind, **values, more_sources="deadline 2023-08-12")
    assert problems(form, now=LATER, on=engine(before_2026()))["strike"] == ASKED


@pytest.mark.parametrize(
    ("kind", "values", "strike"),
    [
        (
            "quote",
            {"text": "We are ready.", "more_speaker": "Ellen Stutzman", "said": "2023-08-10"},
            "wga-2023",
        ),
        (
            "quote",
            {"text": "We are ready.", "more_speaker": "Fran Drescher", "said": "2023-08-10"},
            "sag-aftra-2023",
        ),
        ("quote", {"text": "We hope.", "more_speaker": "Bob Iger", "said": "2023-07-01"}, "wga-2023"),
        ("quote", {"text": "We are done.", "more_speaker": "DGA", "said": "2023-06-05"}, "dga-2023"),
        ("quote", {"text": "Stay strong.", "more_speaker": "Karen Bass", "said": "2023-08-10"}, "wga-2023"),
        (
            "meeting",
            {"summary": "They met.", "date": "aug 11", "parties": "sag-aftra\namptp"},
            "sag-aftra-2023",
        ),
        ("meeting", {"summary": "SAG-AFTRA met the AMPTP.", "date": "aug 11"}, "sag-aftra-2023"),
        ("event", {"text": "Writers and actors marched.", "date": "aug 11", "kind": "strike"}, "wga-2023"),
        ("event", {"text": "SAG-AFTRA voted.", "date": "2023-06-05", "kind": "vote"}, "sag-aftra-2023"),
        (
            "position",
            {"text": "The WGA wants more.", "more_party": "WGA", "issue": "ai", "since": "1988-05-01"},
            "wga-1988",
        ),
    ],
)
def test_a_strike_that_fits_the_day_and_the_parties_is_assumed(
    kind: str, values: dict[str, str], strike: str
) -> None:
    form = filled(kind, **values, more_sources="deadline 2023-08-12")
    rows = dict(summary(form, shipped_engine(), AUGUST))
    assert rows["Strike"] == f"{shipped_engine().base.strikes[strike].name} (assumed)"


def test_a_union_is_meant_as_one_rather_than_as_the_employer_of_its_staff() -> None:
    form = filled("quote", text="We are ready.", more_speaker="Ellen Stutzman", said="2026-04-10")
    now = dt.datetime(2026, 11, 25, 9, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert dict(summary(form, shipped_engine(), now))["Strike"] == "2026 WGA contract (assumed)"


def test_a_contract_is_of_the_years_that_it_tells_of() -> None:
    form = filled("quote", text="We are done.", more_speaker="DGA", said="2026-03-01")
    assert problems(form, now=LATER, on=engine(before_2026()))["strike"] == ASKED
