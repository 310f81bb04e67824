"""Who bargains for itself, what takes an article, since when a name is known, and whom a last name means."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answering.composition.plain_text import text
from bot.answering.engine import Engine
from bot.answering.known.parties import own_sides, takes_the
from bot.knowledge.model.models import Party
from tests.answering import ferries, porters, pottery
from tests.answering.bases import engine as shipped_engine
from tests.answering.bases import shipped

MAY_10 = dt.datetime.fromisoformat("2031-05-10T12:00-04:00")


def party(short_name: str, kind: str, article: str | None = None) -> Party:
    made = {"id": "it", "name": short_name, "short_name": short_name, "kind": kind, "about": ["It is."],
            "citations": ["source"], "reviewed": "2031-01-01"}  # fmt: skip
    return Party.model_validate({**made, "article": article} if article else made)


@pytest.mark.parametrize(
    ("short_name", "kind", "the"),
    [
        ("WGA", "union", True), ("Writers Guild", "union", True), ("Teamsters", "union", True), ("Unifor", "union", False),
        ("AMPTP", "employers", True), ("government", "employers", True), ("the mills", "employers", False),
        ("Ford", "company", False), ("GM", "company", False), ("Kaiser Permanente", "company", False),
        ("NLRB", "public", True), ("Department of Health", "public", True), ("White House", "public", True),
        ("Acas", "public", False), ("NHS England", "public", False), ("California", "public", False),
        ("negotiating committee", "committee", True), ("The Gazette", "press", False),
    ],
)  # fmt: skip
def test_article_is_what_english_wants(short_name: str, kind: str, the: bool) -> None:
    assert takes_the(party(short_name, kind)) is the
    assert takes_the(party(short_name, kind, "the")) is True
    assert takes_the(party(short_name, kind, "none")) is False


def test_shipped_names_read_as_they_did() -> None:
    view = shipped_engine().view(dt.datetime(2024, 1, 1, tzinfo=dt.UTC))
    named = [
        view.the(id)
        for id in ("sag-aftra", "wga", "amptp", "netflix", "the-hollywood-reporter", "teamsters-399")
    ]
    assert named == [
        "SAG-AFTRA",
        "the WGA",
        "the AMPTP",
        "Netflix",
        "The Hollywood Reporter",
        "the Teamsters",
    ]


def test_members_of_a_group_that_are_struck_each_bargain_for_themselves() -> None:
    base = ferries.make()
    view = Engine(base).view(MAY_10)
    assert own_sides(base) == {"harbor", "northline", "islander"}
    assert [view.whole(id) for id in ("harbor", "northline", "ferry-owners")] == [
        "harbor",
        "northline",
        "ferry-owners",
    ]
    assert view.members("ferry-owners") == ["harbor", "northline", "islander"]
    assert own_sides(shipped()) == frozenset()


def test_a_side_speaks_for_itself_though_a_branch_of_it_is_struck_elsewhere() -> None:
    branch = """\
- {id: harbor-north, name: Harbor Lines North, short_name: Harbor North, kind: company, part_of: harbor,
   about: [Harbor North sails in the north.], citations: [tide-04-20], reviewed: 2031-06-01}
"""
    strike = """\
id: north-2031
kind: strike
name: 2031 strike in the north
short_name: strike in the north
union: [deckhands]
against: [harbor-north]
year: 2031
citations: [tide-04-20]
reviewed: 2031-06-01
"""
    files = dict(ferries.FILES)
    files["parties.yaml"] += branch
    files["strikes/north-2031/strike.yaml"] = strike
    view = Engine(pottery.make(files)).view(MAY_10)
    assert view.whole("harbor-north") == "harbor-north"
    assert view.members("harbor") == []
    assert view.members("ferry-owners") == ["harbor", "northline", "islander", "harbor-north"]


def test_members_struck_in_separate_strikes_are_kept_apart_too() -> None:
    group = """\
- {id: crafts, name: Crafts Alliance, short_name: Crafts Alliance, kind: employers, about: [It is an alliance.],
   citations: [weavers-02-20], reviewed: 2024-05-01}
- {id: looms, name: Looms, short_name: Looms, kind: company, part_of: crafts, about: [Looms weaves.],
   citations: [weavers-02-20], reviewed: 2024-05-01}
"""
    files = dict(pottery.FILES)
    files["parties.yaml"] = (
        files["parties.yaml"].replace("  kind: employers\n", "  kind: employers\n  part_of: crafts\n") + group
    )
    name = "strikes/weavers-2024/strike.yaml"
    files[name] = files[name].replace("against: [owners]", "against: [looms]")
    assert own_sides(pottery.make(files)) == {"owners", "looms"}


def test_a_last_name_that_is_a_firms_means_the_firm() -> None:
    engine = Engine(ferries.make())
    read = engine.read(engine.view(MAY_10), "what did harbor offer")
    assert (read.slots.parties, read.slots.people) == (("harbor",), ())
    read = engine.read(engine.view(MAY_10), "who is bill harbor")
    assert (read.slots.parties, read.slots.people) == ((), ("bill-harbor",))
    read = engine.read(engine.view(MAY_10), "what does quay say")
    assert read.slots.people == ("mara-quay",)


def test_a_name_is_known_from_the_first_entry_that_names_it_and_nothing_else_of_it() -> None:
    engine = Engine(ferries.make())
    before, after = engine.view(MAY_10 - dt.timedelta(days=3)), engine.view(MAY_10)
    assert before.person("late-larry") is None
    known = after.person("late-larry")
    assert known is not None
    assert (known.name, known.about, after.roles(known)) == ("Larry Lateman", (), [])
    assert not after.knows("person/late-larry")
    assert "forty" not in text(engine.show("person/late-larry", MAY_10))
    assert after.party("lantern") is None


def test_somebody_of_no_party_speaks_for_none() -> None:
    engine = Engine(porters.make())
    moment = dt.datetime.fromisoformat("2031-05-02T12:00+01:00")
    assert engine.view(moment).party_of("ruth-hale") is None
    assert "Ruth Hale is mediator" in text(engine.ask("who is ruth hale", moment))
    assert engine.ask("whom does ruth hale speak for", moment).kind != "answer" or "None" not in text(
        engine.ask("whom does ruth hale speak for", moment)
    )


def test_each_of_several_unions_is_on_strike() -> None:
    engine = Engine(porters.make())
    moment = dt.datetime.fromisoformat("2031-04-10T12:00+01:00")
    view = engine.view(moment)
    assert [strike.id for strike in view.strikes_of("carriers")] == ["porters-2031"]
    for union in ("the nup", "carriers"):
        shown = text(engine.ask(f"are {union} on strike", moment))
        assert "No walk-out of the porters' strike is on today" in shown


def test_an_entry_is_told_in_every_strike_that_it_names() -> None:
    files = dict(pottery.FILES)
    name = "strikes/potters-2024/events.yaml"
    files[name] = files[name].replace(
        "  parties: [potters]\n", "  parties: [potters]\n  also_in: [weavers-2024]\n"
    )
    files[name] = files[name].replace("2024-04-18", "2024-03-10").replace("blog-04-20", "union-03-11")
    engine = Engine(pottery.make(files))
    moment = dt.datetime.fromisoformat("2024-03-12T12:00+01:00")
    for strike in ("potters", "weavers"):
        shown = text(engine.ask(f"timeline of the {strike} strike", moment))
        assert "A giant cup was carried" in shown, strike
    assert engine.base.strikes_of("potters-2024/event/2024-03-10-cup") == {"potters-2024", "weavers-2024"}
