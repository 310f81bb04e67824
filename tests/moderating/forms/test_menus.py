"""The forms as people see them: pages within Discord's limits, menus, the summary, drafts that are kept."""

from __future__ import annotations

import datetime as dt
import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.model import models
from bot.moderating.forms import (
    FORMS,
    NEWS,
    DraftUnreadableError,
    Filled,
    begin,
    choices,
    make,
    summary,
)
from bot.moderating.forms.catalogue import RECIPES
from bot.moderating.forms.engine.form_types import Choice
from tests.moderating.forms.bench import AUGUST, NOW, filled, lamp_engine, made, shipped_engine
from tests.moderating.forms.test_entries import FULLEST, SMALLEST


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_every_page_fits_into_a_modal(form: object) -> None:
    assert len(FORMS) == 20
    for one in FORMS.values():
        names = [field.name for page in one.pages for field in page.fields]
        assert len(names) == len(set(names))
        assert len(one.title) <= 45
        assert len(one.pages) <= 5
        for page in one.pages:
            assert 1 <= len(page.fields) <= 5
            assert len(page.title) <= 45
            for field in page.fields:
                assert 0 < len(field.label) <= 45
                assert len(field.hint) <= 100
                assert len(field.options) <= 25
                assert bool(field.options or field.shelf) >= field.style.startswith("choice")


@pytest.mark.parametrize(
    ("kind", "field", "allowed"),
    [
        ("meeting", "kind", get_args(models.Meeting.model_fields["kind"].annotation)),
        ("event", "kind", get_args(models.Event.model_fields["kind"].annotation)),
        ("position", "stance", tuple(models.Stance)),
        ("source", "kind", tuple(models.SourceKind)),
    ],
)
def test_fixed_choices_are_those_of_the_models(kind: str, field: str, allowed: tuple[str, ...]) -> None:
    assert {value for value, _ in FORMS[kind].fields[field].options} == set(allowed)


@pytest.mark.parametrize("kind", [kind for kind in FORMS if kind not in ("source", "person", *NEWS)])
def test_the_first_page_is_enough(kind: str) -> None:
    first = {field.name for field in FORMS[kind].pages[0].fields}
    assert set(SMALLEST[kind].values) <= first
    assert made(SMALLEST[kind]).problems == ()


# Menus.


def offered(form: Filled, field: str, *, now: dt.datetime = NOW, shipped: bool = False) -> list[Choice]:
    engine = shipped_engine() if shipped else lamp_engine()
    return choices(FORMS[form.kind].fields[field], form, engine, now)


def chosen(found: list[Choice]) -> list[str]:
    return [one.value for one in found if one.chosen]


@pytest.mark.parametrize("kind", list(FULLEST))
@pytest.mark.parametrize("shipped", [False, True])
def test_a_menu_has_at_most_25_choices_and_no_choice_twice(kind: str, shipped: bool) -> None:
    for form in (filled(kind), FULLEST[kind]):
        for field in FORMS[kind].fields.values():
            found = offered(form, field.name, now=AUGUST if shipped else NOW, shipped=shipped)
            assert len(found) <= 25
            assert len({one.value for one in found}) == len(found)
            assert all(0 < len(one.label) <= 100 and len(one.description) <= 100 for one in found)
            assert found or not (field.options or field.shelf) or field.shelf in ("meetings", "places")


def test_the_strikes_that_are_on_come_first() -> None:
    found = offered(begin("meeting", shipped_engine(), AUGUST), "strike", now=AUGUST, shipped=True)
    assert [one.value for one in found[:2]] == ["wga-2023", "sag-aftra-2023"]
    assert chosen(found) == ["wga-2023"]
    assert found[0].description == "May 2, 2023 to September 26, 2023"
    later = dt.datetime(2024, 9, 1, tzinfo=dt.UTC)
    found = offered(begin("event", shipped_engine(), later), "strike", now=later, shipped=True)
    assert found[0].value == "sag-aftra-video-game-2024-25"


def test_people_of_the_strikes_parties_come_first() -> None:
    form = begin("meeting", shipped_engine(), AUGUST, strike="sag-aftra-2023")
    engine = shipped_engine()
    found = offered(form, "attendees", now=AUGUST, shipped=True)
    view = engine.view(AUGUST)
    sides = {"sag-aftra", "amptp"}
    assert {view.party_of(one.value) for one in found[:8] if one.value in engine.base.people} <= sides
    assert {"sag-aftra", "amptp"} <= {one.value for one in found}


def test_the_newest_sources_come_first_and_none_of_later() -> None:
    found = offered(begin("event", shipped_engine(), AUGUST), "source", now=AUGUST, shipped=True)
    base = shipped_engine().base
    known = [base.published(base.sources[one.value]) for one in found]
    assert all(day.first() <= dt.date(2023, 8, 13) for day in known)
    assert found[0].label
    old = filled("meeting", date="may 2 2023")
    found = offered(old, "source", now=NOW, shipped=True)
    days = [base.published(base.sources[one.value]).last() for one in found[:3]]
    assert days == sorted(days)
    assert days[0] == dt.date(2023, 5, 2)


def test_issues_of_the_strike_come_first() -> None:
    form = begin("position", shipped_engine(), AUGUST, strike="wga-2023")
    found = offered(form, "issue", now=AUGUST, shipped=True)
    assert found[0].value in shipped_engine().base.strikes["wga-2023"].issues


def test_meetings_are_those_of_the_strike_the_latest_first() -> None:
    found = offered(filled("position", more_meeting="dec 11"), "meeting")
    assert [one.value for one in found] == ["2025-12-29", "2025-12-11"]


def test_what_is_chosen_is_always_among_them() -> None:
    oldest = [*shipped_engine().base.sources][:3]
    form = filled("event", source="\n".join(oldest))
    found = offered(form, "source", now=AUGUST, shipped=True)
    assert len(found) == 25
    assert set(chosen(found)) == set(oldest)
    typed = filled("meeting", attendees="Lind\nthe lampmakers")
    assert chosen(offered(typed, "attendees")) == ["mara-lind", "lamp-union"]


def test_the_parties_of_the_strike_are_chosen_already() -> None:
    assert chosen(offered(filled("meeting"), "parties")) == ["lamp-union", "glass-alliance"]
    assert chosen(offered(filled("event"), "parties")) == []


def test_who_and_what_goes_along_is_offered() -> None:
    form = filled(
        "meeting",
        filled("person", name="Ada Wick", role="clerk", party="lamp-union"),
        filled("source", publisher="Harbor Post", published="today 1pm", title="Walkout"),
        attendees="ada-wick",
    )
    people, sources = offered(form, "attendees"), offered(form, "source")
    assert people[0] == Choice("ada-wick", "Ada Wick", "New", True)
    assert sources[0] == Choice(
        "harbor-post-2025-12-31", "Harbor Post, December 31, 2025", "New: Walkout", True
    )


def test_a_fixed_choice_is_marked() -> None:
    assert chosen(offered(filled("meeting"), "kind")) == ["bargaining"]
    assert chosen(offered(filled("meeting", kind="vote"), "kind")) == ["vote"]
    assert chosen(offered(filled("event"), "kind")) == []


# The summary.


def test_the_summary_says_names_in_full_and_dates_in_words() -> None:
    rows = dict(summary(FULLEST["meeting"], lamp_engine(), NOW))
    assert rows["Day"] == "Monday, December 29, 2025"
    assert rows["Last day, if it ran over several"] == "Tuesday, December 30, 2025"
    assert rows["Others who have an entry"] == "Otto Berg; Lampmakers Union"
    assert rows["Who asked for it"] == "Glassworks Alliance"
    assert rows["Strike"] == "2025 lampmakers strike"
    assert rows["What was discussed, one a line"] == "They spoke about robots.\nThey spoke about night pay."
    assert rows["What the source says, word for word"] == "It was cold."
    assert rows["Source"].startswith("Harbor Post, December 30, 2025: “Second round”; Glass Ledger,")


def test_the_summary_says_what_is_assumed() -> None:
    rows = dict(summary(SMALLEST["meeting"], lamp_engine(), NOW))
    assert rows["What kind"] == "Bargaining session (assumed)"
    assert rows["Strike"] == "2025 lampmakers strike (assumed)"
    assert rows["Parties"] == "Lampmakers Union; Glassworks Alliance (assumed)"
    assert "Before or after the strike" not in rows
    before = filled("meeting", date="nov 3 2025", strike="lamp-2025")
    assert dict(summary(before, lamp_engine(), NOW))["Before or after the strike"] == (
        "before the lampmakers strike, which began on December 1, 2025 (assumed)"
    )
    after = filled("meeting", date="april 3 1950", strike="lamp-1950")
    assert dict(summary(after, lamp_engine(), NOW))["Before or after the strike"] == (
        "after the 1950 lampmakers strike, which ended on March 10, 1950 (assumed)"
    )


def test_the_summary_shows_what_cannot_be_read_as_it_was_typed_and_harmless() -> None:
    form = filled("meeting", date="so\u202eon", more_attendees="nobody", kind="party", asked="\u200b")
    rows = dict(summary(form, lamp_engine(), NOW))
    assert rows["Day"] == "soon"
    assert rows["Others who have an entry"] == "nobody"
    assert rows["What kind"] == "party"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("dec 31 9:30am", "Wednesday, December 31, 2025, 9:30 a.m. Pacific time"),
        ("dec 31 12:05pm et", "Wednesday, December 31, 2025, 12:05 p.m. UTC-05:00"),
        ("december 2025", "December 2025"),
    ],
)
def test_the_summary_says_when_something_was_published(typed: str, said: str) -> None:
    assert dict(summary(filled("source", published=typed), lamp_engine(), NOW))["Published"] == said


def test_the_summary_tells_what_goes_along() -> None:
    form = filled(
        "event",
        filled("person", name="Ada Wick", role="clerk", party="LMU"),
        filled("source", publisher="Post", published="today"),
    )
    rows = summary(form, lamp_engine(), NOW)
    assert ("New person", "Ada Wick, clerk, Lampmakers Union") in rows
    assert ("New source", "Post, Wednesday, December 31, 2025, Press") in rows


def test_a_form_of_a_kind_that_is_gone_has_no_summary_and_no_menu() -> None:
    gone = filled("poem", verse="x")
    assert summary(gone, lamp_engine(), NOW) == []
    assert choices(FORMS["event"].fields["kind"], gone, lamp_engine(), NOW) == []


# Drafts.


def test_a_form_begins_with_what_is_given() -> None:
    form = begin("meeting", lamp_engine(), NOW, date="dec 30", kind="vote", colour="red", title=" ")
    assert form == Filled("meeting", {"begun": "2025-12-31", "date": "dec 30", "kind": "vote"})


def test_yesterday_stays_the_same_day_after_midnight() -> None:
    form = begin(
        "event", lamp_engine(), NOW, date="yesterday", kind="vote", text="They voted.", source="post-talks"
    )
    after = NOW + dt.timedelta(hours=12)
    for moment in (NOW, after):
        assert make(form, lamp_engine(), moment).additions[-1].data["date"] == "2025-12-30"
        assert dict(summary(form, lamp_engine(), moment))["Day"] == "Tuesday, December 30, 2025"
    unmarked = Filled("event", {name: text for name, text in form.values.items() if name != "begun"})
    assert make(unmarked, lamp_engine(), after).additions[-1].data["date"] == "2025-12-31"


filled_forms = st.recursive(
    st.builds(
        Filled, st.text(max_size=9), st.dictionaries(st.text(max_size=9), st.text(max_size=30), max_size=4)
    ),
    lambda inner: st.builds(Filled, st.text(max_size=9), st.just({}), st.lists(inner, max_size=2).map(tuple)),
    max_leaves=2,
)


@given(filled_forms)
def test_a_draft_comes_back_as_it_was(form: Filled) -> None:
    assert Filled.from_json(form.to_json()) == form


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", '{"kind": 3}', '{"kind": "event", "beside": [3]}', "[" * 5000, '{"kind": "x"'],
)
def test_what_is_no_draft_is_refused(text: str) -> None:
    with pytest.raises(DraftUnreadableError, match="Please begin again"):
        Filled.from_json(text)


def test_an_older_draft_with_a_field_that_is_gone_still_works() -> None:
    data = {"kind": "event", "values": {**SMALLEST["event"].values, "weather": "cold", "count": 3}}
    form = Filled.from_json(json.dumps(data))
    assert form.values["weather"] == "cold"
    assert "count" not in form.values
    assert made(form).problems == ()
    assert RECIPES["event"].form.title not in dict(summary(form, lamp_engine(), NOW))
