"""Where the talks stand, issue by issue: each side's own words and days, never mixed, never before they were known."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from bot.answering.composition.fold import MOST
from bot.answering.composition.plain_text import as_json, lead, text
from bot.answering.engine import Engine
from bot.answering.known.bargaining_state import coming, employers, table
from bot.knowledge.loader import assemble
from bot.knowledge.model.models import Stance
from bot.matching.slots import Slots
from tests.answering.bases import engine, example_engine

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering.known.bargaining_state import Row
    from bot.answering.known.view import View
    from bot.answering.reply import Reply

BASES: dict[str, tuple[Callable[[], Engine], str]] = {
    "shipped": (engine, "2023-08-14T12:00:00-07:00"),
    "uaw-2023": (lambda: example_engine("uaw-2023"), "2023-10-15T12:00:00-04:00"),
    "bma-resident-doctors": (lambda: example_engine("bma-resident-doctors"), "2025-12-01T23:00:00+00:00"),
}
OPEN = (
    "what is still open", "What's still open?", "whats left to settle", "what are the remaining sticking points",
    "What do they still disagree on?", "what's unresolved", "which issues are still open?", "list the open issues",
    "what is holding up a deal", "what still needs to be settled", "what haven't they agreed on yet",
    "what remains to be agreed", "open issues please", "what is still being negotiated",
    "which issues remain open", "what is outstanding", "what's still in dispute?", "what is not settled yet",
    "what is left to negotiate",
)  # fmt: skip
AGREED = (
    "what have they agreed on so far", "what has been agreed on so far?", "have they agreed on anything yet?",
    "what's already been settled in the talks", "has anything been resolved yet", "which issues are settled",
    "is anything agreed yet", "what did they agree on so far", "what have the two sides agreed on so far",
    "which issues have been agreed",
)  # fmt: skip
STAND = (
    "where do the talks stand", "Where do the negotiations stand?", "status of bargaining please",
    "whats the state of play", "where are we with the talks", "give me the talks at a glance",
    "talks", "Talks?", "the talks", "negotiations", "the negotiations please", "bargaining", "contract talks",
    "overview of the negotiations", "what is on the table", "summarize the talks", "state of the talks",
)  # fmt: skip
COMPARED = (
    "how far apart are they", "how far apart are the two sides?", "how close are they to each other",
    "compare both sides on all issues", "compare offers and demands", "what separates the two sides",
    "how big is the gap between the sides", "put both sides side by side", "compare the two sides", "how wide is the gap",
)  # fmt: skip


def at(moment: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment)


def ask(base: str, question: str) -> Reply:
    make, moment = BASES[base]
    return make().ask(question, at(moment))


def rows(view: View) -> list[Row]:
    return [
        row
        for strike in view.main_strikes()
        for employer in employers(strike) or (None,)
        for row in table(view, strike, employer)
    ]


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("question", [*OPEN, *AGREED, *STAND])
def test_where_the_talks_stand_is_answered_however_it_is_asked(base: str, question: str) -> None:
    reply = ask(base, question)
    assert reply.kind == "answer"
    assert reply.context is not None
    assert reply.context.kind in ("talks", "terms", "status")
    assert reply.references
    assert len(lead(reply)) <= MOST


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("question", COMPARED)
def test_both_sides_are_compared_on_all_issues(base: str, question: str) -> None:
    reply = ask(base, question)
    assert reply.kind == "answer"
    assert reply.picks, "one can be chosen"
    assert reply.rows


@pytest.mark.parametrize("base", BASES)
def test_each_cell_is_an_entry_with_its_stance_its_words_its_source_and_its_day(base: str) -> None:
    make, moment = BASES[base]
    view = make().view(at(moment))
    stands = {
        Stance.AGREED: {"agreed", "voted-down"}, Stance.OFFERS: {"offered"}, Stance.WILLING: {"willing"},
        Stance.DEMANDS: {"demanded"}, Stance.REFUSES: {"refused"}, Stance.SILENT: {"silent"},
    }  # fmt: skip
    cells = [cell for row in rows(view) for cell in row.cells]
    assert cells
    for cell in cells:
        assert cell.entry is view.base.positions[cell.full_id]
        assert cell.standing in stands[cell.entry.stance], (
            "what is offered is no demand, what is demanded not agreed"
        )
        assert any(view.source(citation) for citation in cell.entry.citations)
        assert cell.since.first() <= view.local_day()


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("zone", [-11, 0, 13])
def test_nothing_is_told_before_it_was_known_in_any_zone(base: str, zone: int) -> None:
    make, moment = BASES[base]
    tz = dt.timezone(dt.timedelta(hours=zone))
    whole = make().base
    for days in range(0, 120, 7):
        as_of = (at(moment) - dt.timedelta(days=days)).astimezone(tz)
        for row in rows(make().view(as_of)):
            assert all(whole.known_from(whole.entry(cell.full_id)) <= as_of for cell in row.cells)


def test_what_one_employer_offers_is_never_told_of_another() -> None:
    view = example_engine("uaw-2023").view(at(BASES["uaw-2023"][1]))
    strike = view.base.strikes["uaw-2023"]
    for employer in employers(strike):
        others = {view.name_of(other) for other in employers(strike)} - {view.name_of(employer)}
        for row in table(view, strike, employer):
            assert {view.whole(p) for c in row.cells for p in c.entry.parties} <= {employer, "uaw"}
            held = (c.entry.text for c in row.cells if c.party == employer)
            assert not [told for told in held if any(re.search(rf"\b{name}\b", told) for name in others)]


def test_of_several_employers_each_has_a_line_and_one_can_be_chosen() -> None:
    reply = ask("uaw-2023", "where do the talks stand")
    assert [pick.label for pick in reply.picks] == ["Ford", "GM", "Stellantis"]
    told = ask("uaw-2023", "where do the talks stand with GM")
    assert told.rows
    assert {row.employer for row in told.rows} == {"gm"}


def test_an_offer_stands_beside_a_later_refusal_to_go_further_and_ends_an_earlier_one() -> None:
    view = example_engine("uaw-2023").view(at(BASES["uaw-2023"][1]))
    wages = next(r for r in table(view, view.base.strikes["uaw-2023"], "ford") if r.issue == "wages")
    held = [(c.standing, str(c.since)) for c in wages.cells if c.party == "ford"]
    assert held == [("refused", "2023-10-12"), ("offered", "2023-10-06")]


def test_what_is_agreed_settles_what_was_demanded_before_it() -> None:
    view = engine().view(at("2023-10-20T12:00:00-07:00"))
    found = {row.issue: row for row in table(view, view.base.strikes["wga-2023"])}
    assert found["artificial-intelligence"].agreed
    assert [cell.standing for cell in found["artificial-intelligence"].cells] == ["agreed"]
    assert not found["reinstatement"].agreed


def test_one_issue_is_told_of_with_the_words_of_both_sides() -> None:
    slots = Slots(strikes=("uaw-2023",), parties=("ford",), issues=("wages",))
    shown = text(example_engine("uaw-2023").browse("talks", slots, at(BASES["uaw-2023"][1])))
    assert "Wages · Ford offered · October 6, 2023: Ford offered raises of 23%" in shown
    assert "Wages · UAW demanded · September 12, 2023" in shown


def test_the_table_is_in_the_json() -> None:
    make, moment = BASES["shipped"]
    reply = ask("shipped", "what is still open in the writers' strike")
    told = as_json(reply, make().view(at(moment)))["issues"]
    assert {cell["standing"] for row in told for cell in row["cells"]} >= {"demanded", "refused", "willing"}
    assert all(cell["sources"] and cell["since"] and cell["entry"] for row in told for cell in row["cells"])


SOURCES = "".join(
    f"- {{id: bell-{day}, publisher: The Bell, published: 2031-{day}T12:00Z, kind: press, reviewed: 2031-08-01}}\n"
    for day in ("05-01", "06-01", "06-10", "06-20")
)
PARTIES = """\
- {id: bakers, name: Bakers Union, short_name: Bakers Union, kind: union, about: [It is the bakers' union.],
   citations: [bell-05-01], reviewed: 2031-08-01}
- {id: crumb, name: Crumb, short_name: Crumb, kind: company, about: [Crumb bakes bread.],
   citations: [bell-05-01], reviewed: 2031-08-01}
"""
ISSUES = """\
- {id: pay, name: pay, about: [Pay is what bakers earn.], citations: [bell-05-01], reviewed: 2031-08-01}
- {id: ovens, name: ovens, about: [Ovens are hot.], citations: [bell-05-01], reviewed: 2031-08-01}
"""
STRIKE = """\
id: bakers-2031
kind: strike
main: true
name: 2031 bakers' strike
short_name: bakers' strike
union: bakers
against: [crumb]
first_day: 2031-05-01
started: {text: The bakers walked out on May 1., citations: [bell-05-01]}
tentative_agreement: {date: 2031-06-01, text: A deal was reached on June 1., citations: [bell-06-01],
  rejected: {date: 2031-06-10, text: Members voted it down on June 10., citations: [bell-06-10]}}
citations: [bell-05-01]
reviewed: 2031-08-01
"""
POSITIONS = """\
- {id: p1, party: bakers, issue: pay, stance: demands, since: 2031-05-01, stage: at first,
   text: The Bakers Union wants a tenth more.,
   citations: [bell-05-01], reviewed: 2031-08-01}
- {id: p2, party: [bakers, crumb], issue: pay, stance: agreed, since: 2031-06-01, stage: the deal,
   text: They agreed on a twentieth.,
   citations: [bell-06-01], reviewed: 2031-08-01}
- {id: p3, party: [bakers, crumb], issue: ovens, stance: agreed, since: 2031-06-20, stage: talks,
   text: They agreed on new ovens.,
   citations: [bell-06-20], reviewed: 2031-08-01}
"""
EVENTS = """\
- {id: vote, date: 2031-06-20, due: 2031-07-01,
   text: Talks go on and are to end by July 1., kind: deadline, parties: [bakers, crumb],
   citations: [bell-06-20], reviewed: 2031-08-01}
"""


FILES = {
    "sources.yaml": SOURCES, "parties.yaml": PARTIES, "issues.yaml": ISSUES, "strikes/bakers-2031/strike.yaml": STRIKE,
    "strikes/bakers-2031/positions.yaml": POSITIONS, "strikes/bakers-2031/events.yaml": EVENTS,
}  # fmt: skip


def bakers() -> Engine:
    base, problems = assemble({name: data.encode() for name, data in FILES.items()})
    assert base is not None, problems
    return Engine(base)


def test_what_was_agreed_before_members_voted_a_deal_down_is_open_again() -> None:
    view = bakers().view(at("2031-06-25T12:00:00+00:00"))
    found = {row.issue: row for row in table(view, view.base.strikes["bakers-2031"])}
    assert not found["pay"].agreed
    assert found["ovens"].agreed
    agreed = bakers().ask("what have they agreed on so far", at("2031-06-25T12:00:00+00:00"))
    assert agreed.headline == "Agreed, according to my sources: ovens."
    still = bakers().ask("what is still open", at("2031-06-25T12:00:00+00:00"))
    assert still.headline == "My sources so far report no agreement on pay."


def test_what_is_still_to_come_is_told_with_its_day() -> None:
    view = bakers().view(at("2031-06-25T12:00:00+00:00"))
    assert [one.day.isoformat() for one in coming(view, view.base.strikes["bakers-2031"])] == ["2031-07-01"]
    reply = bakers().ask("where do the talks stand", at("2031-06-25T12:00:00+00:00"))
    assert "Next · July 1, 2031: Talks go on and are to end by July 1." in text(reply)
    later = bakers().view(at("2031-07-02T12:00:00+00:00"))
    assert not coming(later, later.base.strikes["bakers-2031"])
