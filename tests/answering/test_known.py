"""Nothing is told before it is known, and nothing that is not known is told as its opposite."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from bot.knowledge.model.models import Meeting, Strike
from tests.answering import pottery
from tests.answering.bases import LATER, TINY_DAY, ask, at, engine
from tests.answering.bases import tiny_engine as engine_of_pottery

LATE_SOURCES = """\
- {id: paper-05-20, publisher: The Daily Clay, published: 2024-05-20T08:00+02:00, kind: press, reviewed: 2024-06-01}
- {id: history-2030, publisher: Clay Almanac, published: 2030-01-01, kind: reference, reviewed: 2030-02-01}
"""
ENDING = """\
last_day: 2024-05-19
ended: {date: 2024-05-20, text: The Potters Guild went back to work on May 20., citations: [paper-05-20]}
length: {text: The potters' strike lasted 75 days., citations: [paper-05-20]}
tentative_agreement: {date: 2024-05-19, text: The Potters Guild and the KOA made peace., citations: [paper-05-20]}
effects:
  - {text: No cup was fired for eleven weeks., citations: [paper-05-20]}
notes: [{text: It was the longest strike of potters., citations: [history-2030]}]
"""


def changed(**files: str) -> Engine:
    """The tiny base with more at the end of some of its files; `potters` is the file of the potters' strike."""
    made = dict(pottery.FILES)
    for name, more in files.items():
        path = {
            "potters": "strikes/potters-2024/strike.yaml",
            "events": "strikes/potters-2024/events.yaml",
            "meetings": "strikes/potters-2024/meetings.yaml",
            "positions": "strikes/potters-2024/positions.yaml",
        }.get(name, f"{name}.yaml")
        made[path] = made[path] + more
    return Engine(pottery.make(made))


@pytest.fixture(scope="module")
def ended() -> Engine:
    return changed(sources=LATE_SOURCES, potters=ENDING)


def test_a_view_gives_out_a_strike_without_what_was_published_later(ended: Engine) -> None:
    strike = next(one for one in ended.view(at(TINY_DAY)).strikes if one.id == "potters-2024")
    later = ("last_day", "ended", "length", "tentative_agreement")
    assert all(getattr(ended.base.strikes["potters-2024"], name) for name in later)
    assert [getattr(strike, name) for name in later] == [None] * 4
    assert (strike.effects, strike.notes) == ((), ())
    known = next(one for one in ended.view(at("2024-05-21T12:00:00+02:00")).strikes if one.id == strike.id)
    assert known.last_day == dt.date(2024, 5, 19)
    assert len(known.effects) == 1
    assert known.notes == ()


def test_a_views_base_holds_no_later_entry_and_no_later_source(ended: Engine) -> None:
    base = ended.view(at("2024-03-02T12:00:00+01:00")).base
    assert set(base.sources) == {"weavers-02-20", "paper-03-01"}
    assert not base.meetings
    assert list(base.positions) == ["potters-2024/position/glaze-potters"]
    cited = {c.source for _, _, entry in base.entries() for c in entry.citations}
    assert cited <= set(base.sources)


def test_who_is_not_known_yet_is_only_a_name(ended: Engine) -> None:
    view = ended.view(at("2024-02-25T12:00:00+01:00"))
    assert view.person("ada-brandt") is None
    assert view.name_of("ada-brandt") == "Ada Brandt"
    assert view.base.people["ada-brandt"].about == ()
    assert view.party_of("ada-brandt") == "potters"


def test_talks_that_were_to_go_on_have_no_last_day_yet() -> None:
    more = """\
- id: 2024-04-18
  title: long talks
  date: 2024-04-18
  last_date: 2024-04-22
  kind: bargaining
  parties: [potters, owners]
  summary: The sides met at the town hall.
  citations: [blog-04-20]
  reviewed: 2024-05-01
"""
    long = changed(meetings=more)
    for moment, last in (("2024-04-20T12:00:00+02:00", None), ("2024-04-23T12:00:00+02:00", 22)):
        meeting = long.view(at(moment)).base.entry("potters-2024/meeting/2024-04-18")
        assert isinstance(meeting, Meeting)
        assert meeting.last_date == (dt.date(2024, 4, last) if last else None)


def test_an_answer_is_known_from_the_source_of_its_answer() -> None:
    more = """\
- id: what-is-raku
  question: What is raku?
  answer: {text: Raku is fired fast., citations: [paper-05-20]}
  citations: [paper-03-01]
  reviewed: 2024-05-01
"""
    made = changed(sources=LATE_SOURCES, answers=more)
    assert made.ask("what is raku", at(TINY_DAY)).kind != "answer"
    assert made.ask("what is raku", at("2024-05-21T12:00:00+02:00")).headline == "Raku is fired fast."


_LATER = re.compile(
    r"May (19|20)|75 days|made peace|back to work|eleven weeks|longest strike of potters|strike ended"
)


@pytest.mark.parametrize(
    "question",
    [
        "is the potters strike over",
        "what day of the potters strike is it",
        "how long did the potters strike last",
        "when did the potters strike end",
        "was there a deal in the potters strike",
        "what does the potters strike affect",
        "earlier strikes of the potters",
        "what was day 0 of the potters strike",
        "what was day 500 of the potters strike",
        "where does the potters strike stand",
        "compare the potters strike and the weavers strike",
    ],
)
def test_no_question_reaches_a_strikes_later_facts(ended: Engine, question: str) -> None:
    reply = ended.ask(question, at(TINY_DAY))
    told = [reply.headline, *(b.text for b in reply.blocks), *(line.text for line in reply.strikes)]
    of_potters = [one for one in told if "weavers" not in one and "Weavers" not in one]
    assert not [one for one in of_potters if _LATER.search(one)]


def test_a_strike_that_is_still_to_come_is_no_earlier_one() -> None:
    for question in (
        "when did the weavers last strike",
        "earlier strikes of the weavers",
        "when was the last strike",
    ):
        reply = engine_of_pottery().ask(question, at("2024-02-25T12:00:00+01:00"))
        assert "2024." not in reply.headline


def test_an_event_of_tomorrow_is_not_told_today() -> None:
    more = """\
- id: 2024-04-21-fair
  date: 2024-04-21
  kind: statement
  text: The potters held a fair.
  asked: [did the potters hold a fair]
  citations: [blog-04-20]
  reviewed: 2024-05-01
"""
    made = changed(events=more)
    for question in ("did the potters hold a fair", "what is new", "what happened on april 21"):
        assert "held a fair" not in text(made.ask(question, at("2024-04-20T12:00:00+02:00")))
    assert made.ask("did the potters hold a fair", at(TINY_DAY)).kind == "answer"


def test_a_milestone_of_tomorrow_is_not_told_today() -> None:
    more = "ratification: {date: 2024-04-21, text: The potters said yes., citations: [blog-04-20]}\n"
    made = changed(potters=more)
    question = "was the contract of the potters ratified"
    assert "said yes" not in text(made.ask(question, at("2024-04-20T12:00:00+02:00")))
    assert "said yes" in text(made.ask(question, at("2024-04-23T12:00:00+02:00")))


# What is not known is not told as its opposite.


@pytest.mark.parametrize("moment", ["2026-02-20", "2026-03-05", "2026-04-30"])
def test_a_strike_whose_end_is_not_known_yet_is_not_called_over(moment: str) -> None:
    reply = ask("is the staff strike over", f"{moment}T12:00:00-08:00")
    assert reply.kind == "answer"
    day = (dt.date.fromisoformat(moment) - dt.date(2026, 2, 16)).days
    assert f"on day {day}" in reply.headline
    assert "over" not in reply.headline
    assert ("last confirmed on" in reply.headline) == (moment > "2026-03")


UNDATED = """\
id: potters-2024
kind: strike
main: true
name: 2024 Potters Guild strike
short_name: potters' strike
union: potters
against: [owners]
year: 2024
{more}citations: [paper-03-01]
reviewed: 2024-05-01
"""


def undated(more: str = "") -> Engine:
    files = dict(pottery.FILES)
    files["strikes/potters-2024/strike.yaml"] = UNDATED.replace("{more}", more)
    return Engine(pottery.make(files))


def test_a_strike_without_a_first_day_is_not_over_for_that() -> None:
    reply = undated().ask("is the potters strike over", at(TINY_DAY))
    assert reply.headline.startswith("No. The potters' strike is on as far as the sources say")
    assert "is over" not in text(reply)
    assert reply.strikes[0].status == "ongoing"
    assert reply.strikes[0].day is None


def test_a_strike_that_was_not_known_to_have_begun_is_not_over_either() -> None:
    later = "started: {text: The potters walked out on March 1., citations: [paper-04-05]}\n"
    files = dict(pottery.FILES)
    strike = files["strikes/potters-2024/strike.yaml"]
    started = "started: {text: The Potters Guild went on strike at the start of March 1., citations: [paper-03-01]}\n"
    assert started in strike
    files["strikes/potters-2024/strike.yaml"] = strike.replace(started, later)
    reply = Engine(pottery.make(files)).ask("is the potters strike over", at("2024-03-05T12:00:00+01:00"))
    assert "March" not in reply.headline
    assert "over" not in reply.headline


def test_an_end_without_a_last_day_ends_the_count() -> None:
    more = "ended: {date: 2024-04, text: The potters were back in April., citations: [blog-04-20]}\n"
    made = changed(potters=more)
    for question in ("is the potters strike over", "what day of the potters strike is it"):
        reply = made.ask(question, at("2024-05-02T12:00:00+02:00"))
        assert reply.headline.removeprefix("Yes. ").startswith("The potters' strike ended in April 2024.")
        assert not re.search(r"\bday \d", " ".join(line.text for line in reply.strikes))


def test_a_contract_is_settled_only_once_that_is_known() -> None:
    contract = """\
id: weavers-2024
kind: contract
name: 2024 weavers contract
short_name: 2024 weavers contract
union: weavers
against: [owners]
ratification: {date: 2024-03-20, text: The weavers said yes., citations: [weavers-03-21]}
citations: [weavers-02-20]
reviewed: 2024-05-01
"""
    made = Engine(pottery.make({**pottery.FILES, "strikes/weavers-2024/strike.yaml": contract}))
    before = made.ask("are the weavers on strike", at("2024-03-10T12:00:00+01:00"))
    assert "settled" not in text(before)
    after = made.ask("are the weavers on strike", at("2024-03-25T12:00:00+01:00"))
    assert "settled its contract without one" in after.headline


# A doubt has an end.


def test_an_old_strike_without_an_end_is_not_counted_for_ever() -> None:
    reply = engine().ask("is the 1988 wga strike over", at("2016-06-01T12:00:00-07:00"))
    assert not re.search(r"\bday [\d,]+", text(reply))
    assert "not say when the 1988 WGA strike ended" in text(reply) or "1988" not in reply.headline


def test_a_source_of_long_after_confirms_nothing() -> None:
    made = changed(
        sources=LATE_SOURCES, potters="notes: [{text: Potters remember it., citations: [history-2030]}]\n"
    )
    files = dict(pottery.FILES)
    files["sources.yaml"] += LATE_SOURCES
    files["strikes/potters-2024/strike.yaml"] = files["strikes/potters-2024/strike.yaml"].replace(
        "citations: [paper-03-01]\nreviewed", "citations: [paper-03-01, history-2030]\nreviewed"
    )
    for one in (made, Engine(pottery.make(files))):
        reply = one.ask("is the potters strike over", at("2030-01-05T12:00:00+01:00"))
        assert "The sources do not say when the potters' strike ended" in reply.headline
        assert "April 20, 2024" in reply.headline
        line = next(line for line in reply.strikes if line.id == "potters-2024")
        assert (line.status, line.day) == ("unknown", None)


def test_a_year_after_the_last_source_nothing_is_said_to_be_on() -> None:
    made = changed()
    state = {}
    for days in (8, 365, 366, 3000):
        view = made.view(at("2024-04-20T12:00:00+02:00") + dt.timedelta(days=days))
        strike: Strike = view.base.strikes["potters-2024"]
        state[days] = (view.state(strike).ongoing, view.state(strike).unheard_of)
    assert state == {8: (True, False), 365: (True, False), 366: (False, True), 3000: (False, True)}


@pytest.mark.parametrize("strike", ["wga-2023", "sag-aftra-2023", "wga-2007-08"])
def test_a_length_rests_first_on_a_source_of_its_end(strike: str) -> None:
    ended = engine().base.strikes[strike]
    reply = ask(f"how long did the {ended.short_name} last", LATER)
    first = reply.references[reply.headline_cites[0] - 1]
    assert ended.last_day is not None
    assert first.day.last() >= ended.last_day, "what was written before cannot tell how long it was"
