"""News of a strike from a form: what becomes of its files, and what members are told then."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.answering.engine import Engine
from bot.knowledge.loader import assemble
from bot.moderating.edit_plan import Plan, plan
from bot.moderating.forms import NEWS, begin, news_of
from bot.moderating.works import Add
from tests.dates.zones import PACIFIC
from tests.moderating.forms.bench import NOW, engine, lamps

if TYPE_CHECKING:
    from collections.abc import Mapping

STRIKE = "strikes/lamp-2025/strike.yaml"
NORTH = b"""
- id: north-glass
  name: North Glass
  short_name: North Glass
  kind: company
  about: [North Glass makes bottles.]
  citations: [post-open]
  reviewed: 2025-12-31
"""
WALKOUTS = b"""\
# Called in November.
- id: 2025-12-28
  text: The Lampmakers Union called its members out for December 28 to January 3.
  first_day: 2025-12-28
  last_day: 2026-01-03
  citations: [post-open]
  reviewed: 2025-12-31

- id: 2026-01-10
  text: The Lampmakers Union called its members out for January 10 and 11, 2026.
  first_day: 2026-01-10
  last_day: 2026-01-11
  citations: [post-open]
  reviewed: 2025-12-31
"""


def two() -> dict[str, bytes]:
    """The lampmakers against two employers that settle one after the other."""
    files = lamps()
    files["parties.yaml"] += NORTH
    files[STRIKE] = files[STRIKE].replace(
        b"against: [glass-alliance]", b"against:   [glass-alliance, north-glass]  # in this order"
    )
    return files


def walkouts() -> dict[str, bytes]:
    return {**lamps(), "strikes/lamp-2025/walkouts.yaml": WALKOUTS}


def news(files: Mapping[str, bytes], kind: str, now: dt.datetime = NOW, **values: str) -> Plan:
    on = engine(files)
    given = {"strike": "lamp-2025", "source": "post-talks", **values}
    return plan(Add(filled=begin(kind, on, now, **given)), dict(files), on, now)


def after(files: Mapping[str, bytes], kind: str, now: dt.datetime = NOW, **values: str) -> dict[str, bytes]:
    """The files once it is saved; they are in order."""
    made = news(files, kind, now, **values)
    assert made.wrong == ()
    base, problems = assemble(made.after)
    assert base is not None, "\n".join(map(str, problems))
    return dict(made.after)


def wrong(files: Mapping[str, bytes], kind: str, **values: str) -> dict[str, str]:
    return {one.field: one.text for one in news(files, kind, NOW, **values).wrong}


def answer(files: Mapping[str, bytes], question: str, now: dt.datetime = NOW) -> str:
    reply = engine(files).ask(question, now)
    return reply.headline


def test_every_kind_of_news_has_a_name_for_people() -> None:
    assert list(NEWS) == [
        "began", "walkout", "paused", "resumed", "deal", "rejected", "ratified", "ended", "called-off", "still-on",
    ]  # fmt: skip


def test_of_several_employers_one_is_chosen_or_all() -> None:
    assert "which employer" in wrong(two(), "deal")["employer"]
    alone = after(two(), "deal", employer="north-glass")[STRIKE].decode()
    assert "settled:\n  - employer: north-glass\n    deal:\n      date: 2025-12-31\n" in alone
    assert "tentative_agreement" not in alone
    assert "against:   [glass-alliance, north-glass]  # in this order" in alone, (
        "the rest stays byte for byte"
    )
    assert "tentative_agreement:\n" in after(two(), "deal", employer="*")[STRIKE].decode()


def test_what_is_told_of_an_employer_stands_in_one_place() -> None:
    files = after(two(), "deal", employer="north-glass", date="dec 29")
    files = after(files, "ended", employer="north-glass", last_day="dec 30")
    files = after(
        files, "ratified", employer="north-glass", term="The contract with North Glass runs to 2028."
    )
    made = files[STRIKE].decode()
    assert made.count("- employer: north-glass") == 1
    assert [made.count(f"    {name}:") for name in ("deal", "last_day", "ended", "ratification", "term")] == [
        1
    ] * 5
    assert "last_day" not in made.split("settled:")[0]


def test_the_end_at_the_last_employer_ends_the_strike() -> None:
    files = after(two(), "ended", employer="north-glass", last_day="dec 20")
    assert engine(files).base.strikes["lamp-2025"].last_day is None
    files = after(files, "ended", employer="glass-alliance", last_day="dec 30")
    strike = engine(files).base.strikes["lamp-2025"]
    assert strike.last_day == dt.date(2025, 12, 30)
    assert strike.ended is not None
    assert "with its end at the last employer" in strike.ended.text


def test_an_employer_is_reached_by_a_strike_that_is_on() -> None:
    files = after(two(), "began", employer="north-glass", date="dec 20")
    each = engine(files).base.strikes["lamp-2025"].settled[0]
    assert each.out_from == dt.date(2025, 12, 20)
    assert each.called_out is not None
    assert each.called_out.text == "North Glass was struck from December 20, 2025."
    assert (
        "not after the strike itself began"
        in wrong(two(), "began", employer="north-glass", date="dec 1")["date"]
    )


def test_a_strike_that_ends_takes_with_it_what_was_still_to_come() -> None:
    made = after(walkouts(), "ended", last_day="dec 30")
    told = made["strikes/lamp-2025/walkouts.yaml"].decode()
    assert told.count("called_off:") == 2
    assert "    last_day: 2025-12-30\n    date: 2025-12-30" in told, "one that had begun ended with it"
    assert "The walk-out of January 10, 2026 was called off with the end of the strike." in told
    assert told.startswith("# Called in November.\n- id: 2025-12-28\n")


def test_a_meeting_after_the_last_day_is_told_as_after_the_strike() -> None:
    made = after(lamps(), "ended", last_day="dec 28", date="dec 30")
    assert "  date: 2025-12-29\n  phase: after\n" in made["strikes/lamp-2025/meetings.yaml"].decode()


def test_a_pause_ends_on_the_day_before_the_strike_goes_on() -> None:
    files = after(lamps(), "paused", date="dec 20", counted="false")
    assert "paused already" in wrong(files, "paused", counted="false")["date"]
    files = after(files, "resumed", date="dec 23")
    pause = engine(files).base.strikes["lamp-2025"].suspensions[0]
    assert (pause.first_day, pause.last_day, pause.counted) == (
        dt.date(2025, 12, 20),
        dt.date(2025, 12, 22),
        False,
    )
    assert pause.resumed is not None
    assert "not paused" in wrong(files, "resumed")[""]


def test_a_strike_may_end_while_it_is_paused() -> None:
    files = after(after(lamps(), "paused", date="dec 20", counted="false"), "ended", last_day="dec 30")
    assert engine(files).base.strikes["lamp-2025"].suspensions[0].last_day == dt.date(2025, 12, 30)


def test_a_walk_out_is_called_off_and_no_other() -> None:
    assert "which walk-out" in wrong(walkouts(), "called-off")["walkout"]
    made = after(walkouts(), "called-off", walkout="2026-01-10")["strikes/lamp-2025/walkouts.yaml"]
    assert made.count(b"called_off") == 1
    assert made.startswith(WALKOUTS.split(b"- id: 2026-01-10")[0])


def test_a_strike_is_called_off_only_before_it_begins() -> None:
    assert "had begun by then" in wrong(lamps(), "called-off")["date"]
    files = lamps()
    planned = files[STRIKE].replace(b"first_day: 2025-12-01", b"first_day: 2026-01-05")
    files[STRIKE] = planned.replace(b"started: The lampmakers walked out on December 1, 2025.\n", b"")
    for name in ("positions", "meetings", "quotes", "events"):
        files[f"strikes/lamp-2025/{name}.yaml"] = b"[]\n"
    files = after(files, "called-off")
    later = NOW + dt.timedelta(days=30)
    assert Engine(engine(files).base).ask("is the lampmakers strike still on", later).kind == "answer"
    assert "was called off on December 31, 2025, before it began" in files[STRIKE].decode()
    assert "ongoing" not in answer(files, "is the lampmakers strike still on", later)


def test_what_is_still_on_is_confirmed_by_a_source_of_these_days() -> None:
    later = dt.datetime(2026, 1, 20, 9, tzinfo=PACIFIC)
    assert "if it is still on" in answer(lamps(), "is the strike still on?", later)
    files = lamps()
    files["sources.yaml"] += b"""
- id: post-january
  publisher: Harbor Post
  published: 2026-01-18
  kind: press
  reviewed: 2026-01-19
"""
    confirmed = after(files, "still-on", later, source="post-january")
    assert b"citations: [post-open, post-january]\nreviewed: 2026-01-20\n" in confirmed[STRIKE]
    assert "if it is still on" not in answer(confirmed, "is the strike still on?", later)
    old = news(lamps(), "still-on", later, source="ledger")
    assert "only with a source of the last week" in "".join(old.notes)


def test_days_are_those_of_the_strike() -> None:
    files = lamps()
    files[STRIKE] += b"zone: Asia/Tokyo\n"
    evening = dt.datetime(2025, 12, 30, 16, tzinfo=PACIFIC)
    assert engine(after(files, "deal", evening)).base.strikes["lamp-2025"].tentative_agreement is not None
    assert b"date: 2025-12-31" in after(files, "deal", evening)[STRIKE]


def test_which_strike_is_meant_is_clear_only_where_one_waits_for_such_news() -> None:
    view = engine(lamps()).archive(NOW)
    assert [strike.id for strike in news_of("ended", view)] == ["lamp-2025"]
    over = engine(after(lamps(), "ended", last_day="dec 30")).archive(NOW)
    assert news_of("ended", over) == []
    assert [strike.id for strike in news_of("ratified", over)] == ["lamp-2025"]


def test_a_first_walk_out_of_a_strike_of_walk_outs_is_its_first_day() -> None:
    files = lamps()
    files[STRIKE] = (
        files[STRIKE]
        .replace(b"first_day: 2025-12-01\n", b"year: 2026\nstrike_days: walkouts\n")
        .replace(b"started: The lampmakers walked out on December 1, 2025.\n", b"")
    )
    made = after(files, "walkout", first_day="2026-01-12", last_day="2026-01-13", starts_at="7am")
    assert engine(made).base.strikes["lamp-2025"].first_day == dt.date(2026, 1, 12)
    assert b"starts_at: 07:00" in made["strikes/lamp-2025/walkouts.yaml"]


def test_a_strike_that_ends_today_is_over_today() -> None:
    files = after(lamps(), "ended")
    for question in (
        "is the strike over?",
        "what day of the strike is it?",
        "when did it end?",
        "is it still on?",
    ):
        told = answer(files, question)
        assert "ongoing" not in told, question
    assert answer(files, "is the strike over?").startswith(
        "Yes. The lampmakers strike ended on December 31, 2025"
    )
    assert "31 days" in answer(files, "how long was the strike?")


def test_of_a_strike_whose_days_are_not_known_the_end_alone_is_told() -> None:
    files = lamps()
    files[STRIKE] = files[STRIKE].replace(b"first_day: 2025-12-01\n", b"year: 2025\n")
    made = after(files, "ended", last_day="dec 30")[STRIKE]
    assert b"last_day" not in made
    assert b"ended:\n  date: 2025-12-30\n" in made


def test_what_is_told_already_is_said_to_be_replaced_and_told_again_changes_nothing() -> None:
    files = after(lamps(), "deal", date="dec 30")
    again = news(files, "deal", date="dec 31")
    assert "takes the place of what is told so far" in "".join(again.notes)
    assert wrong(files, "deal", date="dec 30")[""].startswith("All of this is there already")


def test_a_deal_that_members_reject_stays_with_its_vote_and_another_one_follows() -> None:
    files = after(lamps(), "deal", date="dec 20")
    files = after(files, "rejected", date="dec 28", text="Members voted the deal down with 64 percent.")
    made = files[STRIKE].decode()
    assert "tentative_agreement:\n  date: 2025-12-20\n" in made, "one deal needs no list"
    assert "  rejected:\n    date: 2025-12-28\n" in made
    assert "with 64 percent" in answer(files, "is there a deal?")
    files = after(files, "deal", date="dec 30", text="They reached a second agreement.")
    made = files[STRIKE].decode()
    assert made.count("- date: 2025-12-") == 2
    assert "They reached a second agreement." in answer(files, "is there a deal?")
    files = after(files, "deal", date="dec 30", text="They reached another agreement on December 30.")
    assert files[STRIKE].decode().count("- date: 2025-12-") == 2, "a correction makes no third deal"
    files = after(files, "rejected", date="dec 31")
    assert files[STRIKE].decode().count("    rejected:\n") == 2
    assert "voted the tentative agreement down on December 31, 2025" in answer(files, "is there a deal?")


def test_of_several_employers_the_deal_with_one_is_rejected() -> None:
    files = after(two(), "deal", employer="north-glass", date="dec 20")
    files = after(files, "deal", employer="glass-alliance", date="dec 21")
    files = after(files, "rejected", employer="north-glass", date="dec 28")
    strike = engine(files).base.strikes["lamp-2025"]
    assert [each.employer for each in strike.settled if each.deal] == ["glass-alliance"]


def test_no_vote_is_told_against_a_deal_that_nobody_knows() -> None:
    assert "is on record yet" in wrong(lamps(), "rejected")[""]
    early = after(lamps(), "deal", date="dec 20")
    assert "before the deal" in wrong(early, "rejected", date="dec 19")["date"]
