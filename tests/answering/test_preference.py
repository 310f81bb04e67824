"""The strike that is meant first: it breaks a tie of what is meant; names and what was spoken of go before it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.matching.slots import Slots
from tests.answering.bases import engine

if TYPE_CHECKING:
    from bot.answering.reply import Reply

AT = dt.datetime(2023, 9, 1, 12, tzinfo=dt.UTC)
WRITERS, ACTORS = "wga-2023", "sag-aftra-2023"


def ask(question: str, preferred: str | None, after: str | None = None, strike: str | None = None) -> Reply:
    before = engine().ask(after, AT, preferred=preferred).context if after else None
    return engine().ask(question, AT, previous=before, preferred=preferred, strike=strike)


@pytest.mark.parametrize(
    ("question", "writers", "actors"),
    [
        ("what day of the strike is it", "WGA strike is ongoing, now on day 123", "SAG-AFTRA strike is ongoing"),
        ("when did it start", "began on Tuesday, May 2", "began on Friday, July 14"),
        ("why are they on strike", "Writers struck", "SAG-AFTRA wanted"),
        ("what day is august 20", "day 111 of the WGA", "day 38 of the SAG-AFTRA"),
        ("tomorrow?", "day 124 of the WGA", "day 51 of the SAG-AFTRA"),
        ("what was the strike authorization vote", "WGA members", "Members of SAG-AFTRA"),
        ("what was day 40", "June 10", "August 22"),
        ("what does the AMPTP want on AI", "literary material", "digital likenesses"),
        ("who leads the union", "WGA negotiating committee", "SAG-AFTRA president"),
        ("qué día de huelga es", "WGA strike", "SAG-AFTRA strike"),
    ],
)  # fmt: skip
def test_what_names_no_strike_is_about_the_one_meant_first(question: str, writers: str, actors: str) -> None:
    for preferred, told, other in ((WRITERS, writers, ACTORS), (ACTORS, actors, WRITERS)):
        reply = ask(question, preferred)
        assert (reply.kind, told in reply.headline) == ("answer", True), reply.headline
        assert [line.id for line in reply.strikes][:1] in ([preferred], [])
        if question == "what day of the strike is it":
            assert other not in [line.id for line in reply.strikes]


@pytest.mark.parametrize(
    "question",
    [
        "when did the WGA strike begin", "how long was the strike in 2007", "who is on strike", "which unions are on strike",
        "are both strikes still on", "when was the last strike", "how long was the longest strike", "who is Fran Drescher",
        "what did Fran Drescher say", "what did the actors say about AI", "hi", "will there be a deal",
        "did SAG join", "how many strikes are there", "how does this compare to 2007", "what happened on july 12", "why",
        "does the strike cover video games", "can I work on a student film", "who broke the strike", "asdf qwer",
    ],
)  # fmt: skip
def test_what_names_one_or_asks_about_several_is_answered_as_anywhere(question: str) -> None:
    anywhere = ask(question, None)
    for preferred in (WRITERS, ACTORS):
        reply = ask(question, preferred)
        assert (reply.kind, reply.headline, reply.entries) == (
            anywhere.kind,
            anywhere.headline,
            anywhere.entries,
        )


def test_a_strike_chosen_by_hand_goes_before_it() -> None:
    assert "WGA strike" in ask("what day is it", ACTORS, strike=WRITERS).headline


def test_a_conversation_goes_before_it() -> None:
    assert (
        "WGA strike" in ask("and how long is that?", ACTORS, after="what day is the WGA strike on").headline
    )
    asked = "what day of the strike is it"
    assert ask(asked, ACTORS, after="when did the WGA strike begin").headline == ask(asked, None).headline
    assert "SAG-AFTRA" in ask(asked, ACTORS, after="when did it start").headline


@pytest.mark.parametrize(
    ("question", "preferred"),
    [
        ("what happened at the last meeting", "sag-aftra-video-game-2024-25"),
        ("when is the next meeting", "tag-2024"),
        ("what about residuals", "wga-2007-08"),
        ("when did the WGA strike begin", "wga-2007-08"),
        ("what day of the strike is it", "tag-2024"),
    ],
)
def test_where_nothing_is_known_of_it_it_changes_nothing(question: str, preferred: str) -> None:
    later = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    here = engine().ask(question, later, preferred=preferred)
    assert here.headline == engine().ask(question, later).headline


@pytest.mark.parametrize("preferred", ["sag-aftra-video-game-2024-25", "tag-2024", "nothing-of-the-kind"])
def test_what_is_browsed_is_of_it_where_there_is_any_and_else_as_anywhere(preferred: str) -> None:
    later = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
    for kind in ("meeting", "day", "latest", "talks", "compare", "changed", "status"):
        here = engine().browse(kind, Slots(), later, preferred=preferred)
        of_it = [entry for entry in here.entries[:1] if preferred in engine().base.strikes_of(entry)]
        assert of_it or here.headline == engine().browse(kind, Slots(), later).headline, kind
    named = Slots(strikes=(WRITERS,))
    assert engine().browse("day", named, later, preferred=preferred) == engine().browse("day", named, later)


@pytest.mark.parametrize("gone", ["nothing-of-the-kind", "wga-2026"])
def test_a_strike_that_is_not_in_the_base_or_not_known_yet_changes_nothing(gone: str) -> None:
    asked = "what day of the strike is it"
    assert ask(asked, gone) == ask(asked, None)
