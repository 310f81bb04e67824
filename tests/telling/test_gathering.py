"""The facts of the shipped base: each by itself, known by then, with a source, and the same whenever it is asked."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answering.engine import Engine
from bot.knowledge.loader import assemble, load
from bot.telling.closed_strikes import all_over, open_strikes
from bot.telling.fact_collector import gather
from bot.telling.facts import KINDS, Fact, Told
from tests.discord_app import world

MOMENTS = ("2023-05-03", "2023-08-04", "2023-09-26", "2023-10-10", "2023-12-06")


@pytest.fixture(scope="module")
def engine(project_root: object) -> Engine:
    return Engine(load(project_root / "knowledge"))  # type: ignore[operator]  # a path


def facts(engine: Engine, day: str) -> list[Fact]:
    moment = dt.datetime.fromisoformat(f"{day}T22:00:00-07:00")
    return gather(engine.view(moment), lambda _key, _day: True)


@pytest.mark.parametrize("day", MOMENTS)
def test_each_fact_has_a_key_of_its_own_words_and_a_source(engine: Engine, day: str) -> None:
    found = facts(engine, day)
    assert len({fact.key for fact in found}) == len(found) > 20
    for fact in found:
        assert fact.told.kind in KINDS
        assert fact.told.text
        assert fact.told.sources, fact.key
        assert Told.from_json(fact.told.to_json()) == fact.told


def test_what_was_a_fact_stays_one_as_time_goes_on(engine: Engine) -> None:
    before: dict[str, str] = {}
    for day in MOMENTS:
        now = {fact.key: fact.told.core for fact in facts(engine, day) if fact.lasting}
        assert set(before) <= set(now), day
        changed = [key for key in before if not now[key].startswith(before[key])]
        assert changed == [], day
        before = now


def test_every_fiftieth_day_is_told_on_its_day_and_while_it_is_yesterday() -> None:
    engine = world.engine()
    found = {}
    for day in range(17, 24):
        moment = dt.datetime(2026, 1, day, 20, tzinfo=dt.UTC)
        view = engine.view(moment)
        found[day] = [
            fact.told.title for fact in gather(view, lambda _key, _day: True) if fact.told.kind == "day"
        ]
    assert all(not titles for titles in found.values()), "the count is in doubt: no source for over a week"


def test_the_hundredth_day_of_the_writers_strike(engine: Engine) -> None:
    assert [fact.key for fact in facts(engine, "2023-08-09") if fact.told.kind == "day"] == [
        "wga-2023#day/100"
    ]
    assert "wga-2023#day/100" in {fact.key for fact in facts(engine, "2023-08-10")}
    assert "wga-2023#day/100" not in {fact.key for fact in facts(engine, "2023-08-11")}


def test_a_strike_is_over_once_its_members_have_voted(engine: Engine) -> None:
    over = {
        day: all_over(engine.view(dt.datetime.fromisoformat(f"{day}T22:00:00-07:00")), ["wga-2023"])
        for day in ("2023-08-04", "2023-09-28", "2023-10-08", "2023-10-10", "2023-12-31")
    }
    assert list(over.values()) == [False, False, False, True, True]
    view = engine.view(dt.datetime.fromisoformat("2023-10-10T22:00:00-07:00"))
    assert [strike.id for strike in open_strikes(view)][:1] == ["sag-aftra-2023"]
    assert not all_over(view, [])
    assert all_over(view, ["no-longer-there"])


def test_of_a_page_that_is_gone_the_copy_is_linked_and_said_to_be_one() -> None:
    copy = "https://web.archive.org/web/2026/https://harborpost.example.org/second-round"
    gone = f"  archived: {copy}\n  link: dead\n"
    files = {name: text.lstrip("\n").encode() for name, text in world.files().items()}
    page = b"  url: https://harborpost.example.org/second-round\n"
    assert page in files["sources.yaml"]
    files["sources.yaml"] = files["sources.yaml"].replace(page, page + gone.encode())
    base, problems = assemble(files)
    assert base is not None, problems
    view = Engine(base).view(world.EPOCH)
    (march,) = (fact for fact in gather(view, lambda _key, _day: True) if fact.key.endswith("-march"))
    (cited,) = march.told.sources
    assert cited.url == copy
    assert cited.label.endswith("(archived copy)")
