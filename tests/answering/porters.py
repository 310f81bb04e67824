"""A made-up series of walk-outs, in British English: two unions, held, cut short, called off and planned ones, ballots, a ban."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.answering import pottery

if TYPE_CHECKING:
    from bot.knowledge.model.base import KnowledgeBase

SOURCES = "".join(
    f"- {{id: {id}, publisher: The Lamp, published: {published}, kind: press, reviewed: 2032-01-01}}\n"
    for id, published in (
        ("lamp-01-10", "2031-01-10T09:00+00:00"),
        ("lamp-02-12", "2031-02-12T09:00+00:00"),
        ("lamp-02-20", "2031-02-20T09:00+00:00"),
        ("lamp-03-04", "2031-03-04T09:00+00:00"),
        ("lamp-03-20", "2031-03-20T09:00+00:00"),
        ("lamp-04-09", "2031-04-09T18:00+01:00"),
        ("lamp-05-01", "2031-05-01T09:00+01:00"),
        ("lamp-05-20", "2031-05-20T09:00+01:00"),
        ("lamp-06-02", "2031-06-02T09:00+01:00"),
        ("lamp-07-01", "2031-07-01T09:00+01:00"),
        ("lamp-07-30", "2031-07-30T09:00+01:00"),
    )
)
PARTIES = """\
- id: porters
  name: National Union of Porters
  short_name: NUP
  kind: union
  aliases: [porters, porters union]
  about: [The NUP is the union of the porters.]
  citations: [lamp-01-10]
  reviewed: 2032-01-01
- id: carriers
  name: Carriers
  short_name: Carriers
  kind: union
  article: none
  about: [Carriers is a small union of porters.]
  citations: [lamp-02-12]
  reviewed: 2032-01-01
- id: ministry
  name: Ministry of Lodging
  short_name: government
  kind: employers
  aliases: [ministers, the ministry]
  about: [The ministry pays the porters.]
  citations: [lamp-01-10]
  reviewed: 2032-01-01
"""
PEOPLE = """\
- id: tom-barrow
  name: Tom Barrow
  roles: [{title: general secretary of the NUP, party: porters}]
  citations: [lamp-01-10]
  reviewed: 2032-01-01
- id: ruth-hale
  name: Ruth Hale
  roles: [{title: mediator}]
  citations: [lamp-05-01]
  reviewed: 2032-01-01
"""
ISSUES = """\
- {id: pay, name: pay, about: [Pay is what porters earn.], citations: [lamp-01-10], reviewed: 2032-01-01}
"""
STRIKE = """\
id: porters-2031
kind: strike
main: true
name: porters' strikes of 2031
short_name: porters' strike
union: [porters, carriers]
against: [ministry]
zone: Europe/London
first_day: 2031-03-03
last_day: 2031-06-04
strike_days: walkouts
ended: {date: 2031-07-30, text: The dispute ended on 30 July when porters accepted a pay offer., citations: [lamp-07-30]}
tentative_agreement: {date: 2031-07-01, text: The NUP and the government agreed an offer on 1 July., citations: [lamp-07-01]}
reasons: [{text: The porters strike over pay., citations: [lamp-01-10]}]
issues: [pay]
citations: [lamp-01-10]
reviewed: 2032-01-01
"""
WALKOUTS = """\
- id: march
  text: The NUP called a three-day walk-out for 3 to 5 March.
  union: porters
  first_day: 2031-03-03
  last_day: 2031-03-05
  starts_at: 07:00
  back_at: 2031-03-06T07:00
  happened: {text: Porters walked out at 7am on 3 March., citations: [lamp-03-04]}
  citations: [lamp-02-20]
  reviewed: 2032-01-01
- id: april
  text: The NUP and Carriers called a five-day walk-out for 7 to 11 April.
  first_day: 2031-04-07
  last_day: 2031-04-11
  happened: {text: Porters walked out again on 7 April., citations: [lamp-04-09]}
  called_off: {date: 2031-04-09, text: The April walk-out was called off after three days., last_day: 2031-04-09,
    citations: [lamp-04-09]}
  citations: [lamp-03-20]
  reviewed: 2032-01-01
- id: may
  text: The NUP called a walk-out for 12 and 13 May.
  first_day: 2031-05-12
  last_day: 2031-05-13
  called_off: {date: 2031-05-01, text: The May walk-out was called off on 1 May for mediation., citations: [lamp-05-01]}
  citations: [lamp-04-09]
  reviewed: 2032-01-01
- id: june
  text: The NUP called a three-day walk-out for 2 to 4 June.
  first_day: 2031-06-02
  last_day: 2031-06-04
  starts_at: 07:00
  back_at: 2031-06-05T07:00
  happened: {text: Porters walked out for the third time on 2 June., citations: [lamp-06-02]}
  citations: [lamp-05-20]
  reviewed: 2032-01-01
"""
BALLOTS = """\
- id: first
  kind: strike
  asks: strike action
  text: The NUP ballots its members on strike action from 10 January to 10 February.
  union: porters
  opens: 2031-01-10
  closes: 2031-02-10
  result:
    date: 2031-02-12
    text: NUP members voted for strike action with 98.2 percent, on a turnout of 77.5 percent.
    in_favor: 98.2
    turnout: 77.5
    mandate_until: 2031-08-12
    citations: [lamp-02-12]
  citations: [lamp-01-10]
  reviewed: 2032-01-01
- id: offer
  kind: offer
  asks: the offer of 1 July
  text: The NUP puts the offer of 1 July to its members until 28 July.
  union: porters
  closes: 2031-07-28
  result:
    date: 2031-07-30
    text: NUP members accepted the offer with 66 percent.
    in_favor: 66
    citations: [lamp-07-30]
  citations: [lamp-07-01]
  reviewed: 2032-01-01
"""
EVENTS = """\
- id: overtime
  date: 2031-03-20
  kind: overtime-ban
  text: The NUP bans overtime from 20 March.
  ended: {date: 2031-05-01, text: The overtime ban was lifted on 1 May., citations: [lamp-05-01]}
  parties: [porters]
  citations: [lamp-03-20]
  reviewed: 2032-01-01
- {id: injunction, date: 2031-04-09, kind: injunction, parties: [ministry],
   text: A judge refused the government an injunction on 9 April., citations: [lamp-04-09], reviewed: 2032-01-01}
"""
FILES = {
    "sources.yaml": SOURCES,
    "parties.yaml": PARTIES,
    "people.yaml": PEOPLE,
    "issues.yaml": ISSUES,
    "strikes/porters-2031/strike.yaml": STRIKE,
    "strikes/porters-2031/walkouts.yaml": WALKOUTS,
    "strikes/porters-2031/ballots.yaml": BALLOTS,
    "strikes/porters-2031/events.yaml": EVENTS,
}


def make() -> KnowledgeBase:
    return pottery.make(FILES)
