"""A deal that members voted down: told as a deal until then, as no deal from then on, and the next one as the next one."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answering.composition.milestones import milestones
from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from bot.answering.kinds.registry import asked_of
from bot.knowledge.loader import assemble

DAYS = ("05-01", "06-01", "06-10", "07-01", "07-10", "07-20")
SOURCES = "".join(
    f"- {{id: bell-{day}, publisher: The Bell, published: 2031-{day}T12:00Z, kind: press, reviewed: 2031-08-01}}\n"
    for day in DAYS
)
PARTIES = """\
- {id: bakers, name: Bakers Union, short_name: Bakers Union, kind: union, about: [It is the bakers' union.],
   citations: [bell-05-01], reviewed: 2031-08-01}
- {id: crumb, name: Crumb, short_name: Crumb, kind: company, about: [Crumb bakes bread.],
   citations: [bell-05-01], reviewed: 2031-08-01}
- {id: crust, name: Crust, short_name: Crust, kind: company, about: [Crust bakes bread too.],
   citations: [bell-05-01], reviewed: 2031-08-01}
"""
STRIKE = """\
id: bakers-2031
kind: strike
main: true
name: 2031 bakers' strike
short_name: bakers' strike
union: bakers
against: [crumb, crust]
first_day: 2031-05-01
started: {text: The bakers walked out on May 1., citations: [bell-05-01]}
citations: [bell-05-01, bell-06-01, bell-06-10, bell-07-01, bell-07-10, bell-07-20]
reviewed: 2031-08-01
"""
FIRST = "{date: 2031-06-01, text: The two sides reached a deal on June 1., citations: [bell-06-01]%s}"
NO = ", rejected: {date: 2031-06-10, text: Members voted it down on June 10 with 61 percent., citations: [bell-06-10]}"
SECOND = "{date: 2031-07-01, text: The two sides reached another deal on July 1., citations: [bell-07-01]}"
RATIFIED = """\
last_day: 2031-07-10
ended: {date: 2031-07-10, text: The strike ended on July 10., citations: [bell-07-10]}
ratification: {date: 2031-07-10, text: Members ratified the deal on July 10., citations: [bell-07-10]}
"""
BALLOT = """\
- id: june
  kind: offer
  asks: the deal of June 1
  text: Bakers vote on the deal of June 1.
  result: {in_favor: 39, date: 2031-06-10, text: Members rejected the deal on June 10 with 61 percent., citations: [bell-06-10]}
  citations: [bell-06-01]
  reviewed: 2031-08-01
"""
DEAL_TOLD = """\
- {id: deal, date: 2031-06-01, text: The Bakers Union and its employers reached a tentative agreement., kind: deal,
   parties: [bakers, crumb, crust], citations: [bell-06-01], reviewed: 2031-08-01}
"""
LOST = """\
- {id: lost, date: 2031-06-10, text: Members of the Bakers Union voted down the agreement with 61 percent., kind: vote,
   parties: [bakers], citations: [bell-06-10], reviewed: 2031-08-01}
"""
OWN = f"tentative_agreement:\n  - {FIRST % NO}\n  - {SECOND}\n"
BY_BALLOT = f"tentative_agreement:\n  - {FIRST % ''}\n  - {SECOND}\n"
EMPLOYERS = f"settled:\n  - {{employer: crumb, deal: [{FIRST % NO}, {SECOND}]}}\n"
EVERY_WAY = {
    "its own state": (OWN, "", ""),
    "a lost ballot": (BY_BALLOT, BALLOT, ""),
    "an event": (BY_BALLOT, "", LOST),
    "an event, of a deal that an event tells": (f"tentative_agreement: {SECOND}\n", "", DEAL_TOLD + LOST),
}


def engine(strike: str, ballots: str = "", events: str = "") -> Engine:
    files = {
        "sources.yaml": SOURCES, "parties.yaml": PARTIES, "strikes/bakers-2031/strike.yaml": STRIKE + strike,
        "strikes/bakers-2031/ballots.yaml": ballots or "[]", "strikes/bakers-2031/events.yaml": events or "[]",
    }  # fmt: skip
    base, problems = assemble({name: data.encode() for name, data in files.items()})
    assert base is not None, problems
    return Engine(base)


def told(bot: Engine, question: str, day: str) -> str:
    reply = bot.ask(question, dt.datetime.fromisoformat(f"2031-{day}T23:00Z"))
    assert reply.kind == "answer", (question, text(reply))
    return text(reply)


@pytest.fixture(params=EVERY_WAY.values(), ids=list(EVERY_WAY))
def bot(request: pytest.FixtureRequest) -> Engine:
    return engine(*request.param)


@pytest.mark.parametrize(
    "question", ["is there a deal", "do we have a deal yet", "do they have a tentative deal"]
)
def test_before_the_vote_the_deal_is_a_deal(bot: Engine, question: str) -> None:
    said = told(bot, question, "06-05")
    assert "61 percent" not in said, "nothing of what is to come"
    assert "reached a" in said.split("\n")[0]
    assert "no deal" not in said


@pytest.mark.parametrize(
    "question",
    [
        "is there a deal", "did they vote it down", "what happened to the deal", "why is it still on", "how did the vote go",
        "did members reject the deal", "why are they still out", "i thought there was a deal", "was the deal voted down",
        "whatever happened to the tentative agreement", "did the deal pass",
    ],
)  # fmt: skip
def test_after_the_vote_it_is_told_first_and_no_deal_is(bot: Engine, question: str) -> None:
    said = told(bot, question, "06-15").split("\n")
    assert "61 percent" in said[0]


@pytest.mark.parametrize("question", ["is the strike over", "are they still on strike"])
def test_the_strike_goes_on_without_a_deal(bot: Engine, question: str) -> None:
    said = told(bot, question, "06-15")
    assert "now on day 46, and no new deal has been reported" in said
    assert "61 percent" in said


def test_a_second_deal_is_told_as_the_deal_with_the_vote_before_it(bot: Engine) -> None:
    said = told(bot, "is there a deal", "07-05").split("\n")
    assert "another deal on July 1" in said[0]
    assert any(line.startswith("The vote before it: ") and "61 percent" in line for line in said)
    assert "no new deal" not in "\n".join(said)


def test_once_it_is_ratified_that_is_what_happened_to_the_deal() -> None:
    for strike, ballots, events in EVERY_WAY.values():
        bot = engine(strike + RATIFIED, ballots, events)
        assert (
            "ratified the deal on July 10" in told(bot, "what happened to the deal", "07-20").split("\n")[0]
        )
        assert "61 percent" in told(bot, "did they vote the deal down", "07-20").split("\n")[0]


def test_a_ratified_deal_is_closed_by_no_vote_before_or_after_it() -> None:
    deal = f"tentative_agreement: {SECOND}\n"
    bot = engine(deal + RATIFIED, BALLOT)
    assert "another deal on July 1" in told(bot, "is there a deal", "07-20")


def test_with_one_employer_the_vote_closes_its_deal_alone() -> None:
    other = f"  - {{employer: crust, deal: {FIRST % ''}}}\n"
    bot = engine(EMPLOYERS + other)
    assert "61 percent" in told(bot, "is there a deal with Crumb", "06-15").split("\n")[0]
    assert "reached a deal on June 1" in told(bot, "is there a deal with Crust", "06-15")
    said = told(bot, "who has settled", "06-15")
    assert "a deal with Crust, and none with Crumb" in said
    assert "another deal on July 1" in told(bot, "is there a deal with Crumb", "07-05").split("\n")[0]


def test_a_ballot_at_one_employer_leaves_the_others_deal_standing() -> None:
    both = f"settled:\n  - {{employer: crumb, deal: {FIRST % ''}}}\n  - {{employer: crust, deal: {FIRST % ''}}}\n"
    bot = engine(both, BALLOT.replace("  result:", "  employer: crumb\n  result:"))
    said = told(bot, "who has settled", "06-15")
    assert "a deal with Crust, and none with Crumb" in said


def test_the_timeline_tells_each_deal_and_each_vote() -> None:
    bot = engine(OWN + RATIFIED)
    view = bot.view(dt.datetime.fromisoformat("2031-07-20T23:00Z"))
    lines = [line.text for line in milestones(view, view.strikes[0])]
    assert lines == [
        "Bakers' strike begins", "Bakers' strike: tentative agreement", "Bakers' strike: tentative agreement rejected",
        "Bakers' strike: tentative agreement", "Bakers' strike: contract ratified", "Bakers' strike ends",
    ]  # fmt: skip


def test_a_base_in_which_no_deal_was_voted_down_does_not_listen_for_it() -> None:
    assert "rejected" not in asked_of(engine(f"tentative_agreement: {SECOND}\n").base)
    assert "rejected" in asked_of(engine(OWN).base)
