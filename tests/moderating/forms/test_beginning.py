"""The forms with which a dispute begins: a party, an issue, a strike."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.moderating.edit_plan import plan
from bot.moderating.works import Add
from tests.moderating.forms.bench import NOW, card, engine, entry, filled, lamps, made, notices, problems

if TYPE_CHECKING:
    from bot.knowledge.model.base import KnowledgeBase
    from bot.moderating.forms import Filled

PARTY = {"name": "Northern Bottle Works", "kind": "company", "about": "Northern Bottle Works makes bottles."}
ISSUE = {"name": "oven heat", "about": "Oven heat is how hot the halls may be."}
STRIKE = {"unions": "lamp-union", "against": "glass-alliance", "first_day": "jan 12 2026"}


def after(form: Filled) -> KnowledgeBase:
    """The base once the form is saved."""
    planned = plan(Add(filled=form), lamps(), engine(lamps()), NOW)
    assert planned.wrong == ()
    return engine(planned.after).base


def test_a_party_is_called_by_its_name_where_nothing_shorter_was_typed() -> None:
    data = entry(filled("party", source="post-talks", **PARTY))
    assert (data["id"], data["short_name"], data["kind"]) == (
        "northern-bottle-works",
        "Northern Bottle Works",
        "company",
    )
    short = entry(
        filled("party", source="post-talks", short_name="Northern", aliases="- NBW\n- northern", **PARTY)
    )
    assert (short["id"], short["aliases"]) == ("northern", ["NBW"])


def test_a_party_is_shown_as_members_will_see_it() -> None:
    shown = card(filled("party", source="post-talks", **PARTY))
    assert "Northern Bottle Works makes bottles." in shown.headline


@pytest.mark.parametrize(
    "name", ["Lampmakers Union", "the LMU", "Mara Lind", "robots", "2025 lampmakers strike"]
)
@pytest.mark.parametrize(("kind", "rest"), [("party", PARTY), ("issue", ISSUE)])
def test_a_name_that_is_taken_is_refused(kind: str, rest: dict[str, str], name: str) -> None:
    told = problems(filled(kind, source="post-talks", **{**rest, "name": name}))
    assert "already is a name of" in told["name"]


def test_an_issue_is_listed_with_its_strikes() -> None:
    base = after(filled("issue", source="post-talks", aliases="hot ovens", strikes="lamp-2025", **ISSUE))
    assert base.issues["oven-heat"].aliases == ("hot ovens",)
    assert base.strikes["lamp-2025"].issues == ("oven-heat",)


def test_a_strike_is_named_by_its_year_and_union_where_nothing_was_typed() -> None:
    strike = after(
        filled("strike", source="post-talks", reasons="They want cooler halls.", **STRIKE)
    ).strikes["lamp-union-2026"]
    assert (strike.name, strike.short_name) == ("2026 Lampmakers Union strike", "Lampmakers Union strike")
    assert strike.first_day == dt.date(2026, 1, 12)
    assert [reason.text for reason in strike.reasons] == ["They want cooler halls."]
    assert not strike.main, "another one is on, which is meant where none is named"


def test_a_strike_that_is_still_to_come_is_told_as_that() -> None:
    form = filled("strike", source="post-talks", called="dec 30", **STRIKE)
    strike = after(form).strikes["lamp-union-2026"]
    assert strike.called is not None
    assert (
        strike.called.text
        == "The Lampmakers Union called the strike for January 12, 2026 on December 30, 2025."
    )
    assert "still to come" in notices(filled("strike", source="post-talks", **STRIKE))["called"]


def test_a_strike_of_walk_outs_waits_for_its_first_one() -> None:
    form = filled("strike", source="post-talks", strike_days="walkouts", **STRIKE)
    strike = after(form).strikes["lamp-union-2026"]
    assert (strike.first_day, strike.year, strike.strike_days) == (None, 2026, "walkouts")
    assert "/kb strike" in notices(form)["first_day"]


def test_a_contract_needs_no_day() -> None:
    form = filled(
        "strike", source="post-talks", unions="lamp-union", against="glass-alliance", kind="contract"
    )
    assert made(form).problems == ()
    assert after(form).strikes["lamp-union-2025"].kind == "contract"


def test_what_is_missing_is_named_by_its_field() -> None:
    assert set(problems(filled("party"))) == {"name", "kind", "about", "source"}
    assert set(problems(filled("issue"))) == {"name", "about", "source"}
    assert {"unions", "source"} <= set(problems(filled("strike")))
    assert problems(filled("strike", source="post-talks", zone="Mars/Olympus", **STRIKE))
