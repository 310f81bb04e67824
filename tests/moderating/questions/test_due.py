"""Which entries are due, by a day or by an interval, and whose they are."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.answering.engine import Engine
from bot.knowledge.disk.folder import gather
from bot.knowledge.loader import assemble
from bot.moderating.edit_plan import plan
from bot.moderating.questions import digest, lines
from bot.moderating.questions.due import by_keeper, due
from bot.moderating.works import Confirm, from_json, to_json
from tests.answering import pottery

if TYPE_CHECKING:
    from pathlib import Path

KILN = "answer/what-is-a-kiln"
ANN, BOB = "1100000000000000007", "1100000000000000008"
REVIEWED = "reviewed: 2024-05-01"


def files(*fields: str) -> dict[str, bytes]:
    """The pottery with the kiln last looked at on Monday, April 1, 2024, and these fields."""
    looked = "\n  ".join(["reviewed: 2024-04-01", *fields])
    answers = pottery.ANSWERS.replace(REVIEWED, looked, 1)
    assert answers != pottery.ANSWERS
    return {name: text.encode() for name, text in {**pottery.FILES, "answers.yaml": answers}.items()}


def engine(*fields: str) -> Engine:
    base, problems = assemble(files(*fields))
    assert base is not None, [str(one) for one in problems]
    return Engine(base)


def noon(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T12:00:00+02:00")


def is_due(day: str, *fields: str) -> bool:
    on = engine(*fields)
    return KILN in {one.id for one in due(on.archive(noon(day)), dt.date.fromisoformat(day))}


@pytest.mark.parametrize(
    ("fields", "last_day_of_rest"),
    [
        (["review_every: 1 week"], "2024-04-07"),
        (["review_every: 7 days"], "2024-04-07"),
        (["review_every: 1 day"], "2024-04-01"),
        (["review_every: 6 weeks"], "2024-05-12"),
        (["review_by: 2024-04-05"], "2024-04-05"),
        (["review_by: 2024-04-05", "review_every: 1 week"], "2024-04-05"),
        (["review_by: 2024-04-12", "review_every: 1 week"], "2024-04-07"),
    ],
)
def test_an_entry_is_due_once_its_day_or_its_interval_is_past(
    fields: list[str], last_day_of_rest: str
) -> None:
    after = dt.date.fromisoformat(last_day_of_rest) + dt.timedelta(days=1)
    assert not is_due(last_day_of_rest, *fields)
    assert is_due(after.isoformat(), *fields)


def test_an_entry_without_either_and_one_that_is_withdrawn_is_never_due() -> None:
    assert not is_due("2034-04-01", f"keeper: {ANN}")
    withdrawn = "withdrawn: {on: 2024-04-02, reason: It was wrong.}"
    assert not is_due("2034-04-01", "review_every: 1 day", withdrawn)


@pytest.mark.parametrize(
    ("field", "told"),
    [
        (
            "review_every: often",
            'found "often", expected a number of days or weeks, such as 10 days, 1 week or 6 weeks',
        ),
        ("review_every: 0 days", "expected a number of days or weeks"),
        ("review_every: 3 months", "expected a number of days or weeks"),
        ("review_every: 7", "expected a number of days or weeks"),
        ("review_every: [1 week]", "answers.yaml"),
        (
            "keeper: ann",
            'found "ann", expected the number of somebody on Discord, such as 1100000000000000007',
        ),
        ("keeper: <@1100000000000000007>", "expected the number of somebody on Discord"),
        ("keeper: 12", "expected the number of somebody on Discord"),
        ("keeper: {id: 1}", "answers.yaml"),
    ],
)
def test_what_is_no_interval_and_no_keeper_is_told(field: str, told: str) -> None:
    base, problems = assemble(files(field))
    assert base is None
    assert told in " ".join(map(str, problems))


def test_each_keeper_has_their_own_entries_the_longest_due_first() -> None:
    mine, elder, everybodys = (
        f"reviewed: 2024-04-01\n  review_every: 2 weeks\n  keeper: {ANN}",
        f"reviewed: 2024-03-01\n  review_every: 1 week\n  keeper: {ANN}",
        "reviewed: 2024-04-01\n  review_every: 1 week",
    )
    texts = {
        "answers.yaml": pottery.ANSWERS.replace(REVIEWED, mine, 1),
        "parties.yaml": pottery.PARTIES.replace(REVIEWED, elder, 1),
        "people.yaml": pottery.PEOPLE.replace(REVIEWED, everybodys, 1),
    }
    on = Engine(pottery.make({**pottery.FILES, **texts}))
    found = due(on.archive(noon("2024-06-03")), dt.date(2024, 6, 3))
    kept = by_keeper(found)
    assert list(kept) == [ANN]
    assert [one.id.partition("/")[0] for one in kept[ANN]] == ["party", "answer"]
    told = digest(on, [], [], noon("2024-06-03"))
    (section,) = [one for one in lines(told) if one.heading == "Due to be looked at again"]
    assert len(section.items) == 2
    assert section.items[1] == "2 entries with a keeper, who is told by direct message"


def test_where_only_keepers_have_something_to_do_it_is_not_said_that_all_is_well() -> None:
    told = digest(engine("review_every: 1 week", f"keeper: {BOB}"), [], [], noon("2024-06-03"))
    assert told.due == ()
    assert not told.nothing_to_do
    (section,) = [one for one in lines(told) if one.heading == "Due to be looked at again"]
    assert section.items == ("1 entry with a keeper, who is told by direct message",)


def test_still_true_sets_the_day_and_takes_out_one_that_has_passed() -> None:
    now = noon("2024-04-20")
    made = plan(Confirm(entry=KILN), files("review_every: 1 week"), engine("review_every: 1 week"), now)
    text = made.after["answers.yaml"].decode()
    assert "reviewed: 2024-04-20\n  review_every: 1 week" in text
    assert made.what == "Still true: What is a kiln?"
    passed = plan(Confirm(entry=KILN), files("review_by: 2024-04-05"), engine("review_by: 2024-04-05"), now)
    assert "review_by" not in passed.after["answers.yaml"].decode()
    ahead = plan(Confirm(entry=KILN), files("review_by: 2024-05-05"), engine("review_by: 2024-05-05"), now)
    assert "review_by: 2024-05-05" in ahead.after["answers.yaml"].decode()
    for one in (made, passed, ahead):
        base, problems = assemble(dict(one.after), now=now)
        assert base is not None, [str(problem) for problem in problems]
        assert base.entry(KILN).reviewed == dt.date(2024, 4, 20)


def test_still_true_twice_a_day_and_of_what_is_withdrawn_says_so() -> None:
    here = files()
    again = plan(Confirm(entry=KILN), here, engine(), noon("2024-04-01"))
    assert [one.text for one in again.wrong] == ["Somebody has looked at this today already."]
    withdrawn = "withdrawn: {on: 2024-04-02, reason: It was wrong.}"
    gone = plan(Confirm(entry=KILN), files(withdrawn), engine(withdrawn), noon("2024-04-20"))
    assert "nobody has to look at it" in gone.wrong[0].text
    nowhere = plan(Confirm(entry="answer/nowhere"), here, engine(), noon("2024-04-20"))
    assert nowhere.wrong
    assert from_json(to_json(Confirm(entry=KILN))) == Confirm(entry=KILN)


def test_what_is_due_by_an_interval_is_a_hint_of_check_and_nothing_else_is() -> None:
    def hints(day: str, *fields: str) -> list[str]:
        _, problems = assemble(files(*fields), now=noon(day))
        return [str(one) for one in problems if "look" in one.expected]

    (told,) = hints("2024-04-08", "review_every: 1 week")
    assert (
        "found 2024-04-01, with a look due every 1 week, expected a look whether it is still true, then today"
        in told
    )
    assert hints("2024-04-07", "review_every: 1 week") == []
    assert hints("2034-04-08", "review_by: 2024-04-05", f"keeper: {ANN}") == []


def test_the_shipped_base_makes_no_noise(project_root: Path) -> None:
    found, _ = gather(project_root / "knowledge")
    _, problems = assemble(found, now=noon("2034-01-01"))
    assert [str(one) for one in problems if "a look whether" in one.expected] == []
