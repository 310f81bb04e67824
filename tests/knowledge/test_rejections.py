"""A deal that members voted down: how it stands in the files, what closes it, and what `check` says where two places differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.knowledge.checks.rejections import rejections
from bot.knowledge.loader import assemble
from tests.knowledge.samples import FILES

if TYPE_CHECKING:
    from bot.knowledge.model.models import Strike

STRIKE = "strikes/wga-2023/strike.yaml"
BALLOTS = "strikes/wga-2023/ballots.yaml"
EVENTS = "strikes/wga-2023/events.yaml"
OPEN = FILES[STRIKE].replace("last_day: 2023-09-26\n", "")
OPEN = OPEN[: OPEN.index("ended:")] + OPEN[OPEN.index("issues:") :]
DEAL = (
    "date: 2023-08-04\n  text: The sides reached a tentative agreement.\n  citations: [gazette-2023-08-04]\n"
)
REJECTED = "  rejected: {date: 2023-09-27, text: Members voted it down., citations: [gazette-2023-09-27]}\n"


def told(strike: str = "", ballots: str = "", events: str = "") -> tuple[Strike | None, list[str]]:
    files = {**FILES, STRIKE: OPEN + strike}
    files |= {name: text for name, text in ((BALLOTS, ballots), (EVENTS, events)) if text}
    base, problems = assemble({name: text.encode() for name, text in files.items()})
    said = [str(problem) for problem in problems if "nothing cites" not in problem.found]
    return (base.strikes["wga-2023"] if base else None), said


def ballot(text: str = "Members voted on it.", in_favor: str = "") -> str:
    share = f"in_favor: {in_favor}, " if in_favor else ""
    return (
        "- id: one\n  kind: offer\n  asks: the deal\n  text: Members vote on the deal.\n"
        f"  result: {{{share}date: 2023-09-27, text: {text}, citations: [gazette-2023-09-27]}}\n"
        "  citations: [gazette-2023-08-04]\n  reviewed: 2026-11-23\n"
    )


def event(text: str, kind: str = "vote", parties: str = "[wga, amptp]") -> str:
    return (
        f"- id: one\n  date: 2023-09-27\n  text: {text}\n  kind: {kind}\n  parties: {parties}\n"
        "  citations: [gazette-2023-09-27]\n  reviewed: 2026-11-23\n"
    )


def test_one_deal_needs_no_list() -> None:
    strike, said = told(f"tentative_agreement:\n  {DEAL}")
    assert strike is not None, said
    assert strike.tentative_agreement is not None
    assert [deal.date.year for deal in strike.tentative_agreements] == [2023]


def test_a_deal_that_was_voted_down_is_none() -> None:
    strike, said = told(f"tentative_agreement:\n  {DEAL}{REJECTED}")
    assert strike is not None, said
    assert strike.tentative_agreement is None


def test_a_second_deal_stands() -> None:
    first = "  - " + DEAL.replace("\n  ", "\n    ") + REJECTED.replace("  rejected", "    rejected")
    second = "  - {date: 2023-09-27, text: They reached a second one., citations: [gazette-2023-09-27]}\n"
    strike, said = told(f"tentative_agreement:\n{first}{second}")
    assert strike is not None, said
    assert strike.tentative_agreement is not None
    assert strike.tentative_agreement.text == "They reached a second one."
    assert len(strike.tentative_agreements) == 2


def test_a_vote_before_its_deal_is_named_at_its_line() -> None:
    early = REJECTED.replace("date: 2023-09-27", "date: 2023-08-01")
    _, said = told(f"tentative_agreement:\n  {DEAL}{early}")
    assert any("rejected on 2023-08-01, expected that day or a later one" in line for line in said), said


def test_what_is_wrong_in_the_only_deal_is_named_without_a_place_in_a_list() -> None:
    _, said = told(f"tentative_agreement:\n  {DEAL.replace('2023-08-04', '2023-13', 1)}")
    assert any("wga-2023.tentative_agreement.date: found" in line for line in said), said


@pytest.mark.parametrize(
    ("ballots", "events"),
    [
        (ballot(in_favor="36"), ""),
        (ballot("Members rejected the deal with 64 percent."), ""),
        (ballot("The contract was turned down.", "58"), ""),
        ("", event("Members of the WGA voted down the agreement.")),
        ("", event("Members of the WGA voted the agreement of August down.", "statement")),
        ("", event("Writers rejected the contract by a wide margin.")),
        ("", event("The tentative agreement was rejected by members of the WGA.", "statement")),
    ],
)
def test_check_names_a_deal_that_stands_though_members_voted_it_down(ballots: str, events: str) -> None:
    _, said = told(f"tentative_agreement:\n  {DEAL}", ballots, events)
    assert len(said) == 1, said
    assert "that members voted a deal down, and the strike itself (strikes/wga-2023/strike.yaml:1)" in said[0]
    assert "holds the one of 2023-08-04, expected `rejected` under that deal" in said[0]
    assert told(f"tentative_agreement:\n  {DEAL}{REJECTED}", ballots, events)[1] == []


@pytest.mark.parametrize(
    ("ballots", "events"),
    [
        (ballot(in_favor="54.7"), ""),
        (ballot("Members ratified the deal.", "49"), ""),
        (ballot("Members ratified it though three plants rejected it.", "54.7"), ""),
        ("", event("Members at the Flint plant rejected the deal.")),
        ("", event("Members of Local 598 voted down the agreement.")),
        ("", event("Members may vote down the agreement.")),
        ("", event("The AMPTP rejected the union's proposal.", "talks")),
        ("", event("The union's proposal was rejected.", "talks")),
        ("", event("The union urged members to reject the deal.", "statement")),
        ("", event("Members of another union rejected the deal.", "vote", "[wga, harbor]")),
    ],
)
def test_what_is_no_vote_of_all_against_the_deal_leaves_it_standing(ballots: str, events: str) -> None:
    _, said = told(f"tentative_agreement:\n  {DEAL}", ballots, events)
    assert [line for line in said if "voted a deal down" in line] == []


def test_check_names_a_deal_that_is_rejected_though_members_voted_for_it() -> None:
    _, said = told(f"tentative_agreement:\n  {DEAL}{REJECTED}", ballot("Members ratified it.", "71"))
    assert len(said) == 1, said
    assert "a vote for a deal, and the strike itself (strikes/wga-2023/strike.yaml:1)" in said[0]


def test_a_vote_told_twice_is_one_vote_in_order() -> None:
    files = {
        **FILES,
        STRIKE: f"{OPEN}tentative_agreement:\n  {DEAL}{REJECTED}",
        BALLOTS: ballot(in_favor="36"),
    }
    base, problems = assemble({name: text.encode() for name, text in files.items()})
    assert base is not None, problems
    votes = rejections(base, base.strikes["wga-2023"])
    assert [vote.full_id for vote in votes] == ["wga-2023/ballot/one", "wga-2023"]


@pytest.mark.parametrize("word", ["members", "deal", "rejected", "was"])
def test_a_text_of_nothing_but_marks_is_read_without_going_back_for_ever(word: str) -> None:
    text = f'"{word} {"a! " * 90}"'
    _, said = told(f"tentative_agreement:\n  {DEAL}", "", event(text))
    assert said == []
