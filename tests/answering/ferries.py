"""A made-up strike of several employers: one union, three ferry lines that settle one after the other, waves of piers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.answering import pottery

if TYPE_CHECKING:
    from bot.knowledge.model.base import KnowledgeBase

SOURCES = "".join(
    f"- {{id: {id}, publisher: The Tide, published: {published}, kind: press, reviewed: 2031-07-01}}\n"
    for id, published in (
        ("tide-04-20", "2031-04-20T09:00-04:00"),
        ("tide-05-01", "2031-05-01T06:00-04:00"),
        ("tide-05-02", "2031-05-02T06:00-04:00"),
        ("tide-05-08", "2031-05-08T12:00-04:00"),
        ("tide-05-09", "2031-05-09T12:00-04:00"),
        ("tide-05-12", "2031-05-12T12:00-04:00"),
        ("tide-05-15", "2031-05-15T20:00-04:00"),
        ("tide-05-20", "2031-05-20T20:00-04:00"),
        ("tide-05-26", "2031-05-26T20:00-04:00"),
        ("tide-06-02", "2031-06-02T20:00-04:00"),
        ("book-06-20", "2031-06-20T20:00-04:00"),
    )
)
PARTIES = """\
- id: deckhands
  name: Union of Ferry Deckhands
  short_name: UFD
  kind: union
  aliases: [deckhands, deckhands union]
  about: [The UFD is the union of the deckhands.]
  citations: [tide-04-20]
  reviewed: 2031-07-01
- id: ferry-owners
  name: Ferry Owners Group
  short_name: Ferry Owners
  kind: employers
  aliases: [the ferry lines, big three]
  about: [The Ferry Owners Group is what the three lines call themselves.]
  citations: [tide-04-20]
  reviewed: 2031-07-01
- id: harbor
  name: Harbor Ferry Company
  short_name: Harbor
  kind: company
  part_of: ferry-owners
  about: [Harbor runs the boats across the harbor.]
  citations: [tide-04-20]
  reviewed: 2031-07-01
- id: northline
  name: North Line
  short_name: North Line
  kind: company
  part_of: ferry-owners
  aliases: [northline]
  about: [North Line runs the boats up the coast.]
  citations: [tide-04-20]
  reviewed: 2031-07-01
- id: islander
  name: Islander Lines
  short_name: Islander
  kind: company
  part_of: ferry-owners
  about: [Islander runs the boats to the islands.]
  citations: [tide-04-20]
  reviewed: 2031-07-01
- id: lantern
  name: Lantern Institute
  short_name: Lantern
  kind: public
  about: [Lantern is an institute that counts losses.]
  citations: [book-06-20]
  reviewed: 2031-07-01
"""
PEOPLE = """\
- id: bill-harbor
  name: Bill Harbor
  roles: [{title: chairman of Harbor, party: harbor}]
  citations: [tide-05-02]
  reviewed: 2031-07-01
- id: mara-quay
  name: Mara Quay
  roles: [{title: president of the UFD, party: deckhands}]
  citations: [tide-04-20]
  reviewed: 2031-07-01
- id: judith-ames
  name: Judith Ames
  roles: [{title: federal mediator}]
  citations: [tide-05-12]
  reviewed: 2031-07-01
- id: late-larry
  name: Larry Lateman
  roles: [{title: pilot, party: islander}]
  about: [Larry Lateman has steered boats for forty years.]
  citations: [book-06-20]
  reviewed: 2031-07-01
"""
ISSUES = """\
- id: wages
  name: wages
  aliases: [pay, raise]
  about: [Wages are what the lines pay an hour.]
  citations: [tide-04-20]
  reviewed: 2031-07-01
"""
PLACES = """\
- {id: pier-nine, name: Pier Nine, aliases: [pier 9], kind: pier, party: harbor, where: "Southport, Maine",
   citations: [tide-05-01], reviewed: 2031-07-01}
- {id: cold-point, name: Cold Point terminal, aliases: [cold point], kind: terminal, party: northline,
   citations: [tide-05-01], reviewed: 2031-07-01}
- {id: great-gull, name: Great Gull landing, aliases: [great gull], kind: landing, party: islander,
   citations: [tide-05-09], reviewed: 2031-07-01}
- {id: milltown, name: Milltown dock, aliases: [milltown], kind: dock, party: northline,
   citations: [tide-05-09], reviewed: 2031-07-01}
"""
STRIKE = """\
id: ferries-2031
kind: strike
main: true
name: 2031 ferry strike
short_name: ferry strike
union: deckhands
against: [harbor, northline, islander]
zone: America/New_York
aliases: [deckhands strike]
first_day: 2031-05-01
last_day: 2031-05-26
called: {date: 2031-04-20, text: The UFD called a strike for May 1, citations: [tide-04-20]}
started: {text: The UFD walked out at Harbor and North Line on May 1., citations: [tide-05-01]}
ended: {date: 2031-05-26, text: The strike ended on May 26 when Islander settled., citations: [tide-05-26]}
settled:
  - employer: harbor
    deal: {date: 2031-05-15, text: The UFD and Harbor reached a tentative agreement on May 15., citations: [tide-05-15]}
    last_day: 2031-05-15
    ended: {date: 2031-05-15, text: The deckhands at Harbor went back to work after the agreement of May 15.,
      citations: [tide-05-15]}
    ratification: {date: 2031-06-02, text: Deckhands at Harbor ratified the agreement with 81 percent., citations: [tide-06-02]}
  - employer: northline
    deal: {date: 2031-05-20, text: The UFD and North Line reached a tentative agreement on May 20., citations: [tide-05-20]}
    last_day: 2031-05-20
    ended: {date: 2031-05-20, text: The strike at North Line ended on May 20., citations: [tide-05-20]}
  - employer: islander
    out_from: 2031-05-09
    called_out: {date: 2031-05-09, text: The UFD struck Islander as well from May 9., citations: [tide-05-09]}
    deal: {date: 2031-05-26, text: The UFD and Islander reached a tentative agreement on May 26., citations: [tide-05-26]}
    last_day: 2031-05-26
    ended: {date: 2031-05-26, text: The strike at Islander ended on May 26., citations: [tide-05-26]}
reasons: [{text: The deckhands struck over wages., citations: [tide-04-20]}]
issues: [wages]
citations: [tide-04-20]
reviewed: 2031-07-01
"""
WALKOUTS = """\
- id: wave-1
  name: first wave
  text: In a first wave the UFD called out Pier Nine and the Cold Point terminal on May 1.
  employer: [harbor, northline]
  first_day: 2031-05-01
  starts_at: 00:01
  places: [{place: pier-nine, headcount: 400}, {place: cold-point, headcount: about 300}]
  headcount: about 700
  citations: [tide-05-01]
  reviewed: 2031-07-01
- id: wave-2
  name: second wave
  text: In a second wave the UFD called out the Great Gull landing and the Milltown dock on May 9.
  employer: [islander, northline]
  first_day: 2031-05-09
  places:
    - great-gull
    - place: milltown
      headcount: 150
      back: {date: 2031-05-12, text: The Milltown dock went back to work on May 12., citations: [tide-05-12]}
  citations: [tide-05-09]
  reviewed: 2031-07-01
"""
POSITIONS = """\
- {id: wages-harbor, party: harbor, issue: wages, stance: offers, since: 2031-05-01, stage: the first day,
   text: Harbor offered 9 percent., citations: [tide-05-02], reviewed: 2031-07-01}
- {id: wages-northline, party: northline, issue: wages, stance: offers, since: 2031-05-08, stage: the second week,
   text: North Line offered 12 percent., citations: [tide-05-08], reviewed: 2031-07-01}
- {id: wages-union, party: deckhands, issue: wages, stance: demands, since: 2031-04-20, stage: before the strike,
   text: The UFD demands 40 percent., citations: [tide-04-20], reviewed: 2031-07-01}
"""
FIGURES = """\
- id: out
  name: deckhands on strike
  counts: strikers
  values:
    - {date: 2031-05-01, value: about 700, text: About 700 deckhands walked out on May 1., citations: [tide-05-01]}
    - {date: 2031-05-09, value: about 1000, text: "About 1,000 deckhands were out from May 9.", citations: [tide-05-09]}
    - {date: 2031-05-09, value: 200, party: islander, text: Some 200 of them are at Islander., citations: [tide-05-09]}
  citations: [tide-05-01]
  reviewed: 2031-07-01
- id: loss
  name: cost to the lines
  counts: cost
  values:
    - {date: 2031-05-08, value: $4 million, text: The first week cost the lines $4 million., citations: [tide-05-08]}
  citations: [tide-05-08]
  reviewed: 2031-07-01
- id: sailings
  name: sailings cancelled
  aliases: [cancelled sailings, boats cancelled]
  values:
    - {date: 2031-05-02, value: 30, text: The lines cancelled 30 sailings on May 2., citations: [tide-05-02]}
    - {date: 2031-05-12, value: 412, text: By May 12 the lines had cancelled 412 sailings., citations: [tide-05-12]}
  citations: [tide-05-02]
  reviewed: 2031-07-01
"""
BALLOTS = """\
- id: strike-vote
  kind: strike
  asks: a strike
  text: The UFD asks its members at the three lines to authorize a strike.
  closes: 2031-04-19
  result: {date: 2031-04-20, text: "UFD members voted 97 percent for a strike, on a turnout of 80 percent.", in_favor: 97,
    turnout: 80, citations: [tide-04-20]}
  citations: [tide-04-20]
  reviewed: 2031-07-01
- id: northline-vote
  kind: offer
  asks: the agreement with North Line
  text: The UFD puts the agreement with North Line to its members there.
  employer: northline
  opens: 2031-05-22
  closes: 2031-06-01
  result: {date: 2031-06-02, text: Deckhands at North Line ratified the agreement with 55 percent., in_favor: 55,
    citations: [tide-06-02]}
  citations: [tide-05-20]
  reviewed: 2031-07-01
"""
EVENTS = """\
- {id: 2031-04-20-deadline, date: 2031-04-20, kind: deadline, due: 2031-04-30, text: The UFD gave the three lines until April 30.,
   parties: [deckhands], citations: [tide-04-20], reviewed: 2031-07-01}
- {id: 2031-05-12-mediator, date: 2031-05-12, kind: mediation, people: [judith-ames],
   text: "A federal mediator, Judith Ames, joined the talks on May 12.", citations: [tide-05-12], reviewed: 2031-07-01}
- {id: 2031-05-08-pilot, date: 2031-05-08, kind: statement, text: "Larry Lateman, a pilot, spoke for the deckhands on May 8.",
   people: [late-larry], citations: [tide-05-08], reviewed: 2031-07-01}
"""
FILES = {
    "sources.yaml": SOURCES,
    "parties.yaml": PARTIES,
    "people.yaml": PEOPLE,
    "issues.yaml": ISSUES,
    "places.yaml": PLACES,
    "strikes/ferries-2031/strike.yaml": STRIKE,
    "strikes/ferries-2031/walkouts.yaml": WALKOUTS,
    "strikes/ferries-2031/positions.yaml": POSITIONS,
    "strikes/ferries-2031/figures.yaml": FIGURES,
    "strikes/ferries-2031/ballots.yaml": BALLOTS,
    "strikes/ferries-2031/events.yaml": EVENTS,
}


def make() -> KnowledgeBase:
    return pottery.make(FILES)
