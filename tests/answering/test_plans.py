"""A plan is told as a plan: an end that was set, a pause without an end, a strike that was called, a walk-out without an end."""

from __future__ import annotations

import datetime as dt

from bot.answering.composition.plain_text import text
from bot.answering.composition.strike_status import standing
from bot.answering.engine import Engine
from tests.answering import ferries, porters, pottery

POTTERS = "strikes/potters-2024/strike.yaml"
LATE = dt.datetime.fromisoformat("2031-08-10T12:00+01:00")
PAUSE = "last_day: 2024-03-15, counted: false, citations: [union-03-11]}"


def told(files: dict[str, str], question: str, moment: str) -> str:
    engine = Engine(pottery.make(files))
    return " ".join(text(engine.ask(question, dt.datetime.fromisoformat(moment), live=False)).split())


def test_a_pause_without_an_end_goes_on() -> None:
    files = {**pottery.FILES, POTTERS: pottery.POTTERS.replace("last_day: 2024-03-15, counted", "counted")}
    assert "is suspended, on day 10" in told(
        files, "is the potters strike still on", "2024-03-14T12:00+01:00"
    )
    assert "is suspended, on day 10" in told(
        files, "what day of the potters strike is it", "2024-04-10T12:00+02:00"
    )


def test_the_end_of_a_pause_is_known_with_how_it_went_on() -> None:
    resumed = "{date: 2024-03-16, text: The potters struck again on March 16., citations: [paper-04-05]}"
    pause = PAUSE.replace("}", f", resumed: {resumed}}}")
    files = {**pottery.FILES, POTTERS: pottery.POTTERS.replace(PAUSE, pause)}
    assert "is suspended" in told(files, "is the potters strike still on", "2024-03-20T12:00+01:00")
    assert "on day 32" in told(files, "is the potters strike still on", "2024-04-06T12:00+02:00")


def test_a_planned_end_is_told_as_planned_and_ends_nothing() -> None:
    planned = "planned_end: {date: 2024-03-08, text: The strike was called for eight days., citations: [paper-03-01]}\n"
    files = {**pottery.FILES, POTTERS: pottery.POTTERS + planned}
    shown = told(files, "when does the potters strike end", "2024-03-02T12:00+01:00")
    assert "The strike was called for eight days." in shown
    assert "ongoing" in shown
    assert "ended" not in shown
    assert "No end date is known" not in shown
    later = told(files, "is the potters strike over", "2024-03-12T12:00+01:00")
    assert "strike ended" not in later


def test_a_strike_that_was_called_begins_on_its_day_and_is_not_known_before() -> None:
    engine = Engine(ferries.make())
    view = engine.view(dt.datetime.fromisoformat("2031-04-20T12:00-04:00"))
    assert (
        standing(view.state(view.strikes[0]))
        == "The ferry strike begins in 11 days: its first day is May 1, 2031."
    )
    assert engine.view(dt.datetime.fromisoformat("2031-04-19T12:00-04:00")).strikes == ()


def test_a_walk_out_without_an_end_goes_on_until_it_is_called_off() -> None:
    files = dict(porters.FILES)
    name = "strikes/porters-2031/walkouts.yaml"
    files[name] = files[name].replace(
        "  last_day: 2031-06-04\n  starts_at: 07:00\n  back_at: 2031-06-05T07:00\n", ""
    )
    engine = Engine(pottery.make(files))
    view = engine.view(dt.datetime.fromisoformat("2031-06-20T12:00+01:00"))
    shown = standing(view.state(view.strikes[0]))
    assert shown == "A walk-out of the porters' strike is on today, strike day 25; no end has been set."


def test_walk_outs_of_two_disputes_are_counted_apart_and_together() -> None:
    files = dict(porters.FILES)
    second = "strikes/porters-2032/strike.yaml"
    files[second] = porters.STRIKE.replace("porters-2031", "porters-2032").replace("of 2031", "of 2032")
    files[second] = files[second].replace("porters' strike\n", "second porters' strike\n")
    files[second] = files[second].replace("last_day: 2031-06-04", "last_day: 2031-03-05")
    march = porters.WALKOUTS.split("- id: april")[0]
    files["strikes/porters-2032/walkouts.yaml"] = march
    shown = " ".join(text(Engine(pottery.make(files)).ask("how many walkouts have there been", LATE)).split())
    assert "3 walk-outs of the porters' strike, 9 days in all" in shown
    assert "1 walk-out of the second porters' strike, 3 days in all" in shown
    assert "Altogether: 4 walk-outs, 12 days." in shown


def test_hours_are_those_of_the_walk_out_meant() -> None:
    engine = Engine(porters.make())
    moment = dt.datetime.fromisoformat("2031-06-03T12:00+01:00")
    shown = text(engine.ask("what time does the walkout end", moment))
    assert "7 a.m. on June 5, 2031" in shown


def test_an_end_at_one_employer_that_is_announced_is_not_told_as_past() -> None:
    files = dict(ferries.FILES)
    name = "strikes/ferries-2031/strike.yaml"
    files[name] = files[name].replace(
        "last_day: 2031-05-15\n    ended: {date: 2031-05-15,",
        "last_day: 2031-05-17\n    ended: {date: 2031-05-18,",
    )
    files[name] = files[name].replace(
        "went back to work after the agreement of May 15.", "are to go back to work by May 18."
    )
    files["sources.yaml"] = files["sources.yaml"].replace(
        "id: tide-05-15, publisher: The Tide, published: 2031-05-15",
        "id: tide-05-15, publisher: The Tide, published: 2031-05-17",
    )
    engine = Engine(pottery.make(files))
    before, after = (dt.datetime.fromisoformat(f"2031-05-{day}T22:00-04:00") for day in ("17", "18"))
    assert "The strike at Harbor ended" not in text(engine.ask("is harbor still on strike", before))
    assert "The strike at Harbor ended on May 18, 2031, after 17 days" in text(
        engine.ask("is harbor still on strike", after)
    )


def test_after_a_deal_it_is_not_said_that_people_are_out_or_back() -> None:
    files = dict(ferries.FILES)
    name = "strikes/ferries-2031/strike.yaml"
    before, after = files[name].split("      citations: [tide-05-15]}", 1)
    files[name] = f"{before}      citations: [tide-05-20]}}{after}"
    engine = Engine(pottery.make(files))
    moment = dt.datetime.fromisoformat("2031-05-16T12:00-04:00")
    doubt = "A deal with Harbor has been reported; the sources so far report no end of the strike there."
    for question in (
        "which places are out",
        "is harbor still on strike",
        "is pier nine still out",
    ):
        shown = " ".join(text(engine.ask(question, moment)).split())
        assert doubt in shown, question
        assert "Harbor is on" not in shown
        assert "on at Harbor" not in shown
    assert "on May 16, 2031: Cold Point" in text(engine.ask("which places are out", moment))


def test_how_long_a_strike_will_go_on_nobody_knows() -> None:
    for question in ("how long could the potters strike last", "how long can the potters strike go on"):
        assert "No end date is known." in told(dict(pottery.FILES), question, "2024-03-05T12:00+01:00")
    assert "No end" not in told(
        dict(pottery.FILES), "how long has the potters strike lasted", "2024-03-05T12:00+01:00"
    )
