"""Disputes of any shape: several employers, walk-outs with days between, places, numbers, ballots; at one moment and another."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from bot.answering.kinds.registry import KINDS
from bot.dates.found import DateSlot
from bot.matching.slots import Slots
from tests.answering import ferries, porters, pottery
from tests.answering.soundness import Claims, faults

FERRIES = [
    # Before the strike: planned, and told as planned; nothing of what comes later.
    ("04-25", "when does the strike start", ["May 1"], ["Islander", "700"]),
    ("04-25", "is harbor on strike", ["begins on May 1"], ["ended", "day 1"]),
    ("04-25", "what percent voted for the strike", ["97"], []),
    ("04-25", "when is the deadline", ["until April 30", "Wednesday, April 30, 2031, in 5 days"], []),
    ("05-02", "was there a deadline", ["was Wednesday, April 30, 2031"], []),
    # One employer is struck later than the others.
    ("05-02", "is islander on strike", ["do not say that Islander is struck"], ["Islander is on"]),
    ("05-10", "is islander still out", ["Islander is on", "day 2"], ["Harbor"]),
    ("05-10", "when did the strike at islander start", ["May 9"], ["May 1,"]),
    # All are out.
    ("05-10", "what day of the strike is it", ["day 10"], []),
    ("05-10", "is harbor still on strike", ["Harbor is on", "day 10"], ["ended"]),
    ("05-10", "are they out", ["ongoing", "day 10"], []),
    ("05-10", "is harbor out", ["Harbor is on", "day 10"], []),
    ("05-10", "whos out", ["on at Harbor, North Line and Islander"], []),
    ("05-10", "has harbor settled", ["no deal with Harbor"], ["reached"]),
    ("05-10", "who has settled", ["no deal with Harbor, North Line and Islander"], []),
    # One has settled.
    ("05-16", "is harbor still on strike", ["ended on May 15", "15 days"], ["is on:"]),
    ("05-16", "is the strike over", ["ongoing", "day 16", "Harbor"], ["no deal has been reported"]),
    ("05-16", "did they reach a deal", ["a deal with Harbor, and none with North Line and Islander"], []),
    ("05-16", "who has settled", ["a deal with Harbor", "none with North Line and Islander"], []),
    ("05-16", "which of the big three have settled", ["a deal with Harbor"], []),
    ("05-16", "who is still out", ["on at North Line and Islander", "not at Harbor"], []),
    ("05-16", "when did harbor settle", ["May 15"], ["May 20"]),
    ("05-16", "did north line sign", ["no deal with North Line"], ["reached"]),
    # What one member of the group offers is not another's.
    ("05-16", "what is north line offering", ["North Line offered 12 percent"], ["Harbor offered"]),
    ("05-16", "whats harbor offering", ["Harbor offered 9 percent"], ["12 percent"]),
    ("05-16", "what are the big three offering", ["Harbor offered 9", "North Line offered 12"], []),
    # All have settled.
    ("05-27", "is the strike over", ["ended on May 26", "26 days"], ["ongoing"]),
    ("05-27", "who has settled", ["a deal with Harbor, North Line and Islander"], ["none"]),
    ("05-27", "who settled first", ["Harbor was the first", "May 15"], []),
    ("05-27", "how long was islander on strike", ["18 days", "May 9"], []),
    ("05-27", "how long did the strike last", ["26 days"], []),
    ("05-27", "is north line still on strike", ["ended on May 20", "20 days"], ["is on:"]),
    ("06-03", "did harbor members ratify", ["81 percent"], ["55"]),
    ("06-03", "how did the vote at north line go", ["55 percent"], ["81"]),
    ("05-25", "when do north line members vote", ["open until June 1"], ["55"]),
    # Places and waves.
    ("05-10", "which places are out", ["Pier Nine", "Great Gull", "Milltown", "400"], []),
    ("05-10", "which piers are out", ["Pier Nine", "400"], ["Great Gull", "Milltown"]),
    ("05-02", "where are they striking", ["Pier Nine", "Cold Point"], ["Great Gull", "Milltown"]),
    ("05-16", "which places are still out", ["Out in the ferry strike on May 16, 2031: Cold Point terminal and Great Gull"], []),
    ("05-16", "when did milltown walk out", ["May 9", "went back to work on May 12"], []),
    ("05-16", "is pier nine back", ["was out from May 1, 2031 to May 15"], ["has been out"]),
    ("05-02", "when did great gull go out", [], ["May 9"]),
    ("05-10", "when was the second wave", ["Great Gull", "May 9"], ["Pier Nine"]),
    ("05-10", "how many waves have there been", ["2 walk-outs", "First wave", "Second wave"], []),
    # Numbers that change, with their days.
    ("05-03", "how many workers are out", ["700"], ["1,000"]),
    ("05-10", "how many workers are out", ["1,000", "May 1, 2031: about 700"], []),
    ("05-10", "how many are out at islander", ["200"], ["1,000"]),
    ("05-10", "how many people at pier nine", ["400"], []),
    ("05-10", "how many sailings were cancelled", ["30 sailings"], ["412"]),
    ("05-13", "how many boats cancelled", ["412 sailings"], []),
    ("05-10", "how much has the strike cost", ["$4 million"], []),
    # A name that a person shares with a firm, a mediator of no party, a person known by name first.
    ("05-10", "who is bill harbor", ["Bill Harbor is chairman of Harbor"], []),
    ("05-13", "who is the mediator", ["Judith Ames", "federal mediator"], []),
    ("05-10", "who is larry lateman", [], ["forty years", "pilot (Islander)"]),
    ("06-21", "who is larry lateman", ["forty years"], []),
    ("05-10", "what happened on may 9", ["second wave", "struck Islander"], []),
    ("05-16", "whats new", ["Harbor reached a tentative agreement"], ["North Line reached"]),
    # Not held.
    ("05-10", "is there a lockout", [], ["lockout is"]),
]  # fmt: skip
PORTERS = [
    # Nothing called yet.
    ("01-20", "when is the next strike", ["no walk-out of the porters' strike"], ["March"]),
    ("01-20", "when does the ballot close", ["open until February 10"], ["98"]),
    ("01-20", "how did the ballot go", ["open until February 10"], ["98"]),
    ("02-13", "how did the ballot go", ["98.2 percent", "August 12"], []),
    ("02-13", "what was the turnout", ["77.5 percent"], []),
    ("02-13", "when does the mandate run out", ["August 12, 2031"], []),
    # Planned, and told as planned.
    ("02-25", "when is the next strike", ["planned for March 3 to March 5, 2031, in 6 days"], ["took", "walked out at"]),
    ("02-25", "are they on strike today", ["first one known is planned for March 3"], ["is on today"]),
    ("02-25", "what time does the walkout start", ["7 a.m. on March 3"], []),
    ("03-03", "are they out today", ["Today is strike day 1 of"], ["is on today, strike day"]),
    # A walk-out is on.
    ("03-04", "are they out today", ["is on today, strike day 2", "last day is planned to be March 5"], []),
    ("03-04", "are they out", ["is on today, strike day 2"], []),
    ("03-04", "what day of the strike is it", ["day 2"], []),
    ("03-04", "when does the strike end", ["last day is planned to be March 5", "7 a.m. on March 6"], []),
    ("03-05", "is the strike still on", ["today is planned to be its last day"], []),
    # Between walk-outs.
    ("03-10", "are they on strike today", ["No walk-out of the porters' strike is on today", "none to come"], ["ongoing"]),
    ("03-10", "is the strike still on", ["No walk-out of the porters' strike is on today"], ["day 8"]),
    ("03-10", "when was the last strike", ["March 3 to March 5"], ["April"]),
    ("03-10", "when is the next walkout", ["no walk-out to come"], ["April"]),
    ("03-10", "how many strikes have there been", ["1 walk-out", "3 days in all"], []),
    ("03-21", "when do the porters strike again", ["April 7 to April 11"], []),
    # Cut short, called off.
    ("04-10", "was the strike called off", ["called off after three days"], []),
    ("04-10", "when is the next walkout", ["May 12 to May 13"], []),
    ("04-10", "how many days have they been on strike in total", ["6 days"], ["8 days"]),
    ("05-02", "when is the next strike", ["no walk-out to come", "called off on 1 May"], ["planned for May"]),
    ("05-02", "were any walkouts called off", ["The May walk-out was called off", "The April walk-out"], []),
    ("05-21", "strike dates", ["June 2 to June 4"], []),
    ("06-03", "what strike day is it", ["day 8"], []),
    ("06-03", "are they out on june 10", ["no walk-out of the porters' strike on Tuesday, June 10"], []),
    ("06-03", "were they out on march 4", ["was day 2"], []),
    ("06-03", "were they out on may 12", ["was not a strike day"], []),
    ("06-20", "how many walkouts have there been", ["3 walk-outs", "9 days in all"], ["12 and 13 May"]),
    ("06-20", "longest walkout", ["3 days"], []),
    # Other action, and outside help.
    ("04-10", "is there an overtime ban", ["bans overtime from 20 March"], ["lifted"]),
    ("05-02", "is there an overtime ban", ["lifted on 1 May"], []),
    ("04-10", "was there an injunction", ["refused the government an injunction"], []),
    ("03-10", "was there an injunction", [], ["refused"]),
    ("05-02", "who is the mediator", ["Ruth Hale"], []),
    # An offer put to members, and the end.
    ("07-10", "how did the vote go", ["open until July 28"], ["66"]),
    ("08-03", "did they accept the offer", ["66 percent"], []),
    ("08-03", "is the strike over", ["ended on July 30, 2031, after 9 days of strike in 3 walk-outs"], ["is on today"]),
    ("08-03", "when is the next strike", ["ended on July 30"], ["planned"]),
    ("08-13", "do they still have a mandate", ["ran out on August 12"], []),
]  # fmt: skip


@cache
def engine(name: str) -> Engine:
    return Engine({"ferries": ferries.make, "porters": porters.make}[name]())


@cache
def claims(name: str) -> Claims:
    return Claims(engine(name).base)


CASES = [("ferries", *case) for case in FERRIES] + [("porters", *case) for case in PORTERS]


@pytest.mark.parametrize(("base", "day", "question", "told", "untold"), CASES)
def test_dispute_is_told_as_known_on_the_day(
    base: str, day: str, question: str, told: list[str], untold: list[str]
) -> None:
    zone = "-04:00" if base == "ferries" else "+00:00"
    reply = engine(base).ask(question, dt.datetime.fromisoformat(f"2031-{day}T12:00{zone}"), live=False)
    shown = " ".join(text(reply).split())
    assert not told or reply.kind == "answer", shown
    for words in told:
        assert words in shown
    for words in untold:
        assert words not in shown
    assert not faults(claims(base), reply)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("how many sailings were cancelled", "412 sailings"),
        ("how many sailings were cancelled on may 2", "30 sailings"),
        ("how many boats cancelled on may 12", "412 sailings"),
    ],
)
def test_number_of_the_day_asked_for_is_told_first(question: str, first: str) -> None:
    reply = engine("ferries").ask(question, dt.datetime.fromisoformat("2031-05-13T12:00-04:00"), live=False)
    assert first in reply.headline, text(reply)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("02-13", "The mandate for action runs to August 2031."),
        ("08-30", "The mandate for action runs to August 2031."),
        ("09-02", "The mandate for action ran out in August 2031."),
    ],
)
def test_mandate_known_to_its_month_runs_to_the_end_of_it(day: str, told: str) -> None:
    files = {
        name: kept.replace("mandate_until: 2031-08-12", "mandate_until: 2031-08")
        for name, kept in porters.FILES.items()
    }
    asked = Engine(pottery.make(files))
    moment = dt.datetime.fromisoformat(f"2031-{day}T12:00+00:00")
    assert told in text(asked.ask("when does the mandate run out", moment))


def test_strike_that_another_of_the_union_followed_is_told_after_it() -> None:
    older = """\
id: porters-2030
kind: strike
main: true
name: 2030 porters' strike
short_name: 2030 porters' strike
union: porters
against: [ministry]
zone: Europe/London
first_day: 2030-02-03
last_day: 2030-02-05
ended: {date: 2030-02-05, text: It ended on February 5.}
citations: [lamp-01-10]
reviewed: 2032-01-01
"""
    asked = Engine(pottery.make({**porters.FILES, "strikes/porters-2030/strike.yaml": older}))
    reply = asked.ask("is the strike over", dt.datetime.fromisoformat("2031-08-03T12:00+01:00"))
    shown = text(reply)
    assert "ended on July 30, 2031" in reply.headline
    assert "February 5, 2030" in shown


DAYS = st.dates(dt.date(2031, 1, 1), dt.date(2031, 9, 1))
SLOTS = {
    "ferries": [
        Slots(), Slots(parties=("harbor",)), Slots(parties=("ferry-owners",)), Slots(parties=("deckhands",)),
        Slots(places=("milltown",)), Slots(people=("bill-harbor",)), Slots(parties=("islander",), issues=("wages",)),
    ],
    "porters": [Slots(), Slots(parties=("porters",)), Slots(unions=("carriers",)), Slots(people=("ruth-hale",))],
}  # fmt: skip


@given(
    st.sampled_from(sorted(SLOTS)),
    st.sampled_from(sorted(KINDS)),
    DAYS,
    st.data(),
)
@settings(max_examples=150)
def test_nothing_is_told_before_it_is_known_nor_without_a_source(
    base: str, kind: str, day: dt.date, data: st.DataObject
) -> None:
    slots = data.draw(st.sampled_from(SLOTS[base]))
    dates = data.draw(st.sampled_from([(), (DateSlot(day, day, "then"),)]))
    moment = dt.datetime.combine(day, dt.time(12), dt.UTC)
    reply = engine(base).browse(kind, replace(slots, dates=dates), moment)
    assert not faults(claims(base), reply)


@given(st.sampled_from(sorted(SLOTS)), DAYS, st.data())
def test_every_entry_is_shown_once_it_is_known(base: str, day: dt.date, data: st.DataObject) -> None:
    asked = engine(base)
    full_id = data.draw(st.sampled_from([full_id for full_id, _, _ in asked.base.entries()]))
    moment = dt.datetime.combine(day, dt.time(12), dt.UTC)
    reply = asked.show(full_id, moment)
    assert reply.kind == (
        "answer" if asked.base.known_from(asked.base.entry(full_id)) <= moment else "decline"
    )
    assert not faults(claims(base), reply)
