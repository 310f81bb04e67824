"""The rules of truth, one by one: on the tiny base to the letter, on the shipped one for whatever is asked whenever."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.composition.plain_text import lead, text
from bot.answering.handlers.single_entry import question_for
from bot.answering.kinds.registry import KINDS
from bot.answering.known.last_heard import UNHEARD_DAYS
from bot.answering.reply import QuoteBlock, Reply
from bot.matching.slots import Slots
from tests.answering.bases import TINY_DAY, at, claims, engine, shipped, talk, tiny_claims, tiny_engine, tune
from tests.answering.soundness import faults

if TYPE_CHECKING:
    from bot.evaluation import Labelled

SECOND = dt.timedelta(seconds=1)
PUBLISHED = sorted(set(shipped().moments.values()))
MOMENTS = st.one_of(
    st.sampled_from(PUBLISHED),
    st.sampled_from(PUBLISHED).map(lambda moment: moment - SECOND),
    st.datetimes(dt.datetime(2022, 1, 1), dt.datetime(2027, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001
)
many = settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


def tiny(question: str, moment: str) -> Reply:
    reply = tiny_engine().ask(question, at(moment), live=False)
    assert not faults(tiny_claims(), reply)
    return reply


# Rule 1: the strike day.


def test_before_the_first_day_it_counts_down() -> None:
    reply = tiny("what day of the weavers strike is it", "2024-02-25T12:00:00+01:00")
    assert "begins in 8 days" in reply.headline
    assert [line.status for line in reply.strikes] == ["upcoming"]
    assert reply.strikes[0].day is None


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-03-01T08:00:00+01:00", 1),
        ("2024-03-10T12:00:00+01:00", 10),
        ("2024-03-10T22:59:59+00:00", 10),
        ("2024-03-16T00:00:00+01:00", 11),
        ("2024-04-05T21:00:00+02:00", 31),
    ],
)
def test_days_are_counted_in_the_strikes_zone_without_the_days_that_do_not_count(
    moment: str, day: int
) -> None:
    reply = tiny("what day of the potters strike is it", moment)
    assert f"day {day}" in reply.headline
    assert reply.strikes[0].day == day


def test_a_suspended_strike_is_called_so() -> None:
    reply = tiny("what day of the potters strike is it", "2024-03-13T12:00:00+01:00")
    assert "suspended" in reply.headline
    assert (reply.strikes[0].status, reply.strikes[0].day) == ("suspended", 10)


@given(
    st.integers(1, 4000),
    st.sampled_from(["what day is the strike on", "is the wga strike over", "how long was it"]),
)
@many
def test_after_the_end_nothing_counts_up(later: int, question: str) -> None:
    reply = engine().ask(question, at("2023-12-06T12:00:00-08:00") + dt.timedelta(days=later))
    lines = " ".join([reply.headline, *(line.text for line in reply.strikes)])
    assert not re.search(
        r"\bon day \d|\bongoing\b", " ".join(line.text for line in reply.strikes if "2023" in line.id)
    )
    assert all(line.day is None for line in reply.strikes if line.id in ("wga-2023", "sag-aftra-2023"))
    assert "149" not in lines
    if reply.kind == "answer" and "wga-2023" in reply.entries:
        assert "148 days" in lines


# Rule 2: as of.


@given(st.sampled_from(tune()), MOMENTS)
@many
def test_nothing_published_after_as_of_is_used_shown_or_offered(
    labelled: Labelled, as_of: dt.datetime
) -> None:
    for reply in talk(*labelled.asked, as_of=as_of.isoformat()):
        found = [fault for fault in faults(claims(), reply) if "party/amptp, which" not in fault]
        assert not found


@given(
    st.sampled_from(["", "wh", "what did", "ai", "strike", "lombardini", "deal", "ratified", "who said"]),
    MOMENTS,
)
@many
def test_nothing_published_after_as_of_is_suggested(typed: str, as_of: dt.datetime) -> None:
    suggested = engine().suggest(typed, as_of)
    assert len(suggested) <= 25
    assert not set(suggested) & claims().later(as_of)


@given(st.sampled_from([full_id for full_id, _, _ in shipped().entries()]), MOMENTS)
@many
def test_an_entry_is_shown_only_once_it_is_known(full_id: str, as_of: dt.datetime) -> None:
    reply = engine().show(full_id, as_of)
    known = shipped().known_from(shipped().entry(full_id)) <= as_of
    assert reply.kind == ("answer" if known else "decline")
    assert not faults(claims(), reply)


@given(st.sampled_from(sorted(KINDS)), MOMENTS)
@many
def test_browsing_shows_nothing_published_later(kind: str, as_of: dt.datetime) -> None:
    names = Slots(issues=("artificial-intelligence",), parties=("amptp",))
    for slots in (Slots(), names, Slots(people=("carol-lombardini",))):
        assert not faults(claims(), engine().browse(kind, slots, as_of))


def test_on_august_4_the_bot_does_not_know_how_the_strike_ends() -> None:
    reply = engine().ask(
        "how did the writers strike end and when was it ratified", at("2023-08-04T22:00:00-07:00")
    )
    shown = text(reply)
    assert not re.search(r"september|october|148|ratified on", shown, re.IGNORECASE)
    assert [line.day for line in reply.strikes if line.id == "wga-2023"] == [95]


def test_a_source_is_known_from_its_minute_and_not_before() -> None:
    question, moment = (
        "what did the two sides discuss at the meeting on august 4",
        at("2023-08-04T21:58:00-07:00"),
    )
    assert "thr-2023-08-04" in [r.source.id for r in engine().ask(question, moment).references]
    before = engine().ask(question, moment - SECOND)
    assert "thr-2023-08-04" not in [r.source.id for r in before.references]
    assert "negotiation protocol" not in text(before)


# Rule 3: freshness.


@pytest.mark.parametrize(("day", "doubted"), [(20, False), (26, False), (27, False), (28, True), (30, True)])
def test_a_count_is_doubted_when_no_source_confirmed_the_strike_for_over_a_week(
    day: int, doubted: bool
) -> None:
    for question in ("what day of the potters strike is it", "is the potters strike over"):
        reply = tiny(question, f"2024-04-{day}T12:00:00+02:00")
        for line in (reply.headline, *(line.text for line in reply.strikes)):
            assert ("if it is still on" in line) == doubted
            assert ("last confirmed on April 20, 2024" in line) == doubted


@given(st.integers(8, 3000))
@many
def test_an_old_strike_without_an_end_never_gets_a_plain_count(later: int) -> None:
    moment = at("2024-04-20T12:00:00+02:00") + dt.timedelta(days=later)
    for question in ("which day is it", "is it over", "what is a kiln", "who is ada brandt", "is it day 20"):
        reply = tiny_engine().ask(question, moment)
        for line in reply.strikes:
            if line.id == "potters-2024":
                doubted = "if it is still on; it was last confirmed on April 20, 2024"
                lost = "do not say when the potters' strike ended; they last confirm it on April 20, 2024"
                assert (doubted if later <= UNHEARD_DAYS else lost) in line.text


def test_the_shipped_strike_is_confirmed_on_the_day_of_the_article() -> None:
    reply = engine().ask("what day of the WGA strike is it", at("2023-08-04T22:00:00-07:00"))
    assert "day 95" in reply.headline
    assert "if it is still on" not in text(reply)


# Rule 4: no source, no claim.


@given(st.sampled_from(tune()))
@many
def test_every_answer_is_sound(labelled: Labelled) -> None:
    for reply in talk(*labelled.asked, as_of=labelled.as_of.isoformat()):
        assert not faults(claims(), reply)


# Rule 6: what a reply always carries, and whose account it is.


@pytest.mark.parametrize(
    ("question", "teller"),
    [
        ("what did the owners say about glaze", "the Potters Guild, in The Daily Clay"),
        ("how did the talks end", "the Potters Guild"),
        ("why are the potters on strike", "the Potters Guild"),
        ("what happened on april 18", "an unnamed baker"),
    ],
)
def test_one_sides_account_is_told_as_such(question: str, teller: str) -> None:
    reply = tiny(question, TINY_DAY)
    assert reply.kind == "answer"
    assert f"according to {teller}" in lead(reply)


def test_what_only_weak_pages_carry_says_so() -> None:
    reply = tiny("what happened on april 18", TINY_DAY)
    assert lead(reply).splitlines()[1] == "Unconfirmed."
    assert "(a weak source)" in reply.references[0].label


def test_a_reply_carries_the_strike_line_the_as_of_date_and_the_day_it_was_reviewed() -> None:
    reply = tiny("what is a kiln", "2024-04-07T12:00:00+02:00")
    shown = text(reply)
    assert reply.headline == "A kiln is an oven in which clay is fired."
    assert "day 33" in shown
    assert "As of April 7, 2024" in shown
    assert "Checked on May 1, 2024" in shown
    live = tiny_engine().ask("what is a kiln", at("2024-04-07T12:00:00+02:00"))
    assert "As of" not in text(live)


def test_the_answer_comes_first_and_the_citations_are_numbered_as_used() -> None:
    reply = tiny("what did the owners say about glaze", TINY_DAY)
    assert reply.headline_cites[0] == 1
    order = [number for cites in (reply.headline_cites, *(b.cites for b in reply.blocks)) for number in cites]
    assert list(dict.fromkeys(order)) == [reference.number for reference in reply.references]
    assert text(reply).startswith(reply.headline)


def test_quotes_stand_verbatim_in_blocks_of_their_own() -> None:
    reply = tiny("what did brandt say", TINY_DAY)
    blocks = [block for block in reply.blocks if isinstance(block, QuoteBlock)]
    assert [(b.text, b.speaker, b.said, b.setting) for b in blocks] == [
        ("We will not breathe lead for another year.", "Ada Brandt", "April 5, 2024", "speech at the gate")
    ]
    assert blocks[0].cites


# Withdrawn entries.


@pytest.mark.parametrize(
    "question",
    [
        "did they meet in secret at the lake",
        "who said potters should be glad",
        "who said “Potters should be glad to have a kiln at all”",
        "what is slip",
        "what happened on april 2",
        "what did krug say",
    ],
)
def test_withdrawn_entries_are_never_used(question: str) -> None:
    reply = tiny(question, TINY_DAY)
    withdrawn = {full_id for full_id, _, entry in tiny_engine().base.entries() if entry.withdrawn}
    assert len(withdrawn) == 3
    assert not withdrawn & set(reply.entries)
    assert not re.search(r"lake|glad|thin clay", text(reply))


def test_withdrawn_entries_are_neither_shown_nor_suggested() -> None:
    moment = at(TINY_DAY)
    archive = tiny_engine().archive(moment)
    for full_id, _, entry in tiny_engine().base.entries():
        if entry.withdrawn:
            assert tiny_engine().show(full_id, moment).kind == "decline"
            assert question_for(archive, full_id) not in tiny_engine().suggest("", moment, 1000)
