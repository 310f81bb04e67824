"""What a strike says of its days, sides, walk-outs, ballots and numbers must agree; and new fields survive any edit."""

# ruff: noqa: E501  (whole messages, each on its line)

from __future__ import annotations

import pytest

from bot.knowledge.canonical.printer import canonical
from bot.knowledge.editing import add_entry, set_field
from bot.knowledge.loader import assemble
from bot.knowledge.model import items as kinds
from tests.answering import ferries, porters
from tests.knowledge.samples import lines_of

FERRY = "strikes/ferries-2031/strike.yaml"
WAVES = "strikes/ferries-2031/walkouts.yaml"
FERRY_EVENTS = "strikes/ferries-2031/events.yaml"
FERRY_FIGURES = "strikes/ferries-2031/figures.yaml"
PORTER = "strikes/porters-2031/strike.yaml"
WALKOUTS = "strikes/porters-2031/walkouts.yaml"
BALLOTS = "strikes/porters-2031/ballots.yaml"

CASES = [
    ("an employer without part", ferries, FERRY, "  - employer: harbor", "  - employer: deckhands",
     'strikes/ferries-2031/strike.yaml:1: ferries-2031: found deckhands under `settled`, which is not under `against`, expected harbor or northline or islander'),
    ("an employer twice", ferries, FERRY, "  - employer: northline", "  - employer: harbor",
     'strikes/ferries-2031/strike.yaml:1: ferries-2031: found harbor twice under `settled`, expected all about it in one place'),
    ("a last day without an end", ferries, FERRY, "    last_day: 2031-05-20\n    ended: {date: 2031-05-20, text: The strike at North Line ended on May 20., citations: [tide-05-20]}\n", "    last_day: 2031-05-20\n",
     'strikes/ferries-2031/strike.yaml:22: ferries-2031.settled.2: found `last_day` without `ended`, expected both or neither'),
    ("a day out without how", ferries, FERRY, "    called_out: {date: 2031-05-09, text: The UFD struck Islander as well from May 9., citations: [tide-05-09]}\n", "",
     'strikes/ferries-2031/strike.yaml:26: ferries-2031.settled.3: found `out_from` without `called_out`, expected both or neither'),
    ("a deal before its source", ferries, FERRY, "deal: {date: 2031-05-15,", "deal: {date: 2031-05-25,",
     'strikes/ferries-2031/strike.yaml:17: ferries-2031.settled.1.deal.date: found 2031-05-25, which is after "tide-05-15" was published (2031-05-15), expected only sources of that day or later'),
    ("a deal without a source", ferries, FERRY, "agreement on May 20., citations: [tide-05-20]}", "agreement on May 20.}",
     'strikes/ferries-2031/strike.yaml:23: ferries-2031.settled.2.deal: found no `citations`, expected the sources that say so: it is known from the first of them'),
    ("an end after the strike's", ferries, FERRY, "first_day: 2031-05-01\nlast_day: 2031-05-26", "first_day: 2031-05-01\nlast_day: 2031-05-21",
     'strikes/ferries-2031/strike.yaml:1: ferries-2031: found islander out to 2031-05-26, after the strike\'s last_day (2031-05-21), expected that day or an earlier one'),
    ("an end that is not the last employer's", ferries, FERRY, "first_day: 2031-05-01\nlast_day: 2031-05-26", "first_day: 2031-05-01\nlast_day: 2031-06-01",
     'strikes/ferries-2031/strike.yaml:11: ferries-2031.last_day: found 2031-06-01, while the last employer was struck to 2031-05-26, expected the same day'),
    ("a walk-out of another's employer", ferries, WAVES, "employer: [islander, northline]", "employer: [lantern, northline]",
     'strikes/ferries-2031/walkouts.yaml:14: wave-2.employer.1: found lantern, which has no part in ferries-2031, expected harbor or northline or islander'),
    ("an unknown place", ferries, WAVES, "    - great-gull", "    - great-gul",
     'strikes/ferries-2031/walkouts.yaml:17: wave-2.places.1: found the unknown id "great-gul", expected the id of a place, did you mean great-gull?'),
    ("a walk-out before the strike", ferries, WAVES, "first_day: 2031-05-09", "first_day: 2031-04-09",
     'strikes/ferries-2031/walkouts.yaml:15: wave-2.first_day: found 2031-04-09, which is outside the strike (2031-05-01 to 2031-05-26), expected a day of the strike, or `called_off`'),
    ("a place out before its walk-out", ferries, WAVES, "      headcount: 150", "      first_day: 2031-05-02\n      headcount: 150",
     'strikes/ferries-2031/walkouts.yaml:19: wave-2.places.2.first_day: found 2031-05-02, which is not a day of the walk-out, expected one of its days'),
    ("people without a number", ferries, WAVES, "headcount: about 700", "headcount: many",
     'strikes/ferries-2031/walkouts.yaml:8: wave-1.headcount: found "many", expected a number, as the source gives it: 5,600 or about 5,600'),
    ("a time that is none", ferries, WAVES, "starts_at: 00:01", "starts_at: 25:01",
     'strikes/ferries-2031/walkouts.yaml:6: wave-1.starts_at: found "25:01", expected a time of day such as 07:00 or 18:30'),
    ("a number of tomorrow", ferries, FERRY_FIGURES, "date: 2031-05-12, value: 412", "date: 2031-05-22, value: 412",
     'strikes/ferries-2031/figures.yaml:22: sailings.values.2.date: found 2031-05-22, which is after "tide-05-12" was published (2031-05-12), expected only sources of that day or later'),
    ("its own strike again", ferries, FERRY_EVENTS, "people: [late-larry],", "people: [late-larry], also_in: [ferries-2031],",
     'strikes/ferries-2031/events.yaml:6: 2031-05-08-pilot.also_in.1: found ferries-2031, where it stands already, expected only other strikes'),
    ("another strike that is none", ferries, FERRY_EVENTS, "people: [late-larry],", "people: [late-larry], also_in: [ferries-2030],",
     'strikes/ferries-2031/events.yaml:6: 2031-05-08-pilot.also_in.1: found the unknown id "ferries-2030", expected the id of a strike, did you mean ferries-2031?'),
    ("known a month late", ferries, FERRY_EVENTS, "[tide-05-08]", "[book-06-20]",
     'notice: strikes/ferries-2031/events.yaml:5: 2031-05-08-pilot.date: found 2031-05-08, known only from book-06-20, published on 2031-06-20, expected a source of those days, where there is one'),
    ("a first day that is not the first walk-out's", porters, PORTER, "first_day: 2031-03-03", "first_day: 2031-03-01",
     "strikes/porters-2031/strike.yaml:9: porters-2031.first_day: found 2031-03-01, while the first walk-out began on 2031-03-03, expected the same day"),
    ("an end before the beginning", porters, WALKOUTS, "last_day: 2031-03-05", "last_day: 2031-03-02",
     'strikes/porters-2031/walkouts.yaml:1: march: found an end (2031-03-02) before the beginning (2031-03-03), expected that day or a later one'),
    ("how it went before it did", porters, WALKOUTS, "{text: Porters walked out at 7am on 3 March., citations: [lamp-03-04]}", "Porters walked out at 7am on 3 March.",
     'strikes/porters-2031/walkouts.yaml:8: march.happened: found how it went from lamp-02-20, published before it (2031-02-20), expected `citations` under `happened`, of its first day or later'),
    ("cut short on no day of it", porters, WALKOUTS, "last_day: 2031-04-09,", "last_day: 2031-04-12,",
     'strikes/porters-2031/walkouts.yaml:11: april: found a walk-out cut short to 2031-04-12, expected one of its days (2031-04-07 to 2031-04-11), or no last_day under `called_off` where it never began'),
    ("back on no day", porters, WALKOUTS, "back_at: 2031-06-05T07:00", "back_at: 2031-06-05",
     'strikes/porters-2031/walkouts.yaml:32: june.back_at: found "2031-06-05", expected a day and a time such as 2024-03-04T07:00, in the strike\'s own time zone'),
    ("back on no certain day", porters, WALKOUTS, "back_at: 2031-06-05T07:00", "back_at: 2031-06T07:00",
     'strikes/porters-2031/walkouts.yaml:32: june.back_at: found "2031-06T07:00", expected a day and a time such as 2024-03-04T07:00, in the strike\'s own time zone'),
    ("a turnout as programs write it", porters, BALLOTS, "turnout: 77.5", "turnout: 7_7.5",
     'strikes/porters-2031/ballots.yaml:12: first.result.turnout: found "7_7.5", expected a number such as 98.4, without a sign'),
    ("a turnout as pocket calculators show it", porters, BALLOTS, "turnout: 77.5", "turnout: 7.75e1",
     'strikes/porters-2031/ballots.yaml:12: first.result.turnout: found "7.75e1", expected a number such as 98.4, without a sign'),
    ("a turnout of words", porters, BALLOTS, "turnout: 77.5", "turnout: 77.5%",
     'strikes/porters-2031/ballots.yaml:12: first.result.turnout: found "77.5%", expected a number such as 98.4, without a sign'),
    ("a turnout of everyone and more", porters, BALLOTS, "turnout: 77.5", "turnout: 177.5",
     'strikes/porters-2031/ballots.yaml:12: first.result.turnout: found "177.5", expected at most 100'),
    ("a union without part", porters, BALLOTS, "union: porters\n  opens", "union: [ministry]\n  opens",
     'strikes/porters-2031/ballots.yaml:5: first.union.1: found ministry, which has no part in porters-2031, expected porters or carriers'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "base", "file", "old", "new", "message"), CASES, ids=[case[0] for case in CASES]
)
def test_what_contradicts_itself_is_told_with_its_place(
    name: str, base: object, file: str, old: str, new: str, message: str
) -> None:
    files = dict(getattr(base, "FILES"))  # noqa: B009
    assert files[file].count(old) == 1
    files[file] = files[file].replace(old, new)
    found = lines_of(assemble({key: text.encode() for key, text in files.items()})[1])
    assert message in found


@pytest.mark.parametrize("base", [ferries, porters])
def test_bases_of_the_tests_have_no_problem(base: object) -> None:
    files = {key: text.encode() for key, text in getattr(base, "FILES").items()}  # noqa: B009
    found = [line for line in lines_of(assemble(files)[1]) if "a source that nothing cites" not in line]
    assert found == []


def bytes_of(base: object) -> dict[str, bytes]:
    return {name: text.encode() for name, text in getattr(base, "FILES").items()}  # noqa: B009


def test_entries_of_every_new_kind_can_be_added() -> None:
    files = bytes_of(ferries)
    seen = {"citations": ["tide-05-15"], "reviewed": "2031-07-01"}
    wave = {
        "id": "wave-3",
        "text": "A third wave was called for May 20.",
        "first_day": "2031-05-20",
        "places": ["dry-dock"],
    }
    vote = {
        "id": "islander-vote",
        "kind": "offer",
        "asks": "the deal with Islander",
        "text": "Islander's crews vote.",
    }
    count = {"id": "rats", "name": "rats on board", "values": [
        {"date": "2031-05-14", "value": "12", "text": "There were 12 rats.", "citations": ["tide-05-15"]}]}  # fmt: skip
    files = add_entry(
        files, kinds.PLACES, None, {"id": "dry-dock", "name": "Dry Dock", "kind": "dock", **seen}
    )
    files = add_entry(files, kinds.WALKOUTS, "ferries-2031", {**wave, **seen})
    files = add_entry(files, kinds.BALLOTS, "ferries-2031", {**vote, **seen})
    files = add_entry(files, kinds.FIGURES, "ferries-2031", {**count, **seen})
    base, problems = assemble(files)
    assert base is not None, problems
    assert base.walkouts["ferries-2031/walkout/wave-3"].places[0].place == "dry-dock"
    assert base.entry("place/dry-dock").citations[0].source == "tide-05-15"
    assert base.figures["ferries-2031/figure/rats"].values[0].value == "12"
    assert base.ballots["ferries-2031/ballot/islander-vote"].result is None


def test_a_strike_begins_its_first_walkouts_file() -> None:
    files = {name: data for name, data in bytes_of(ferries).items() if not name.endswith("walkouts.yaml")}
    wave = {
        "id": "one",
        "text": "A wave.",
        "first_day": "2031-05-02",
        "citations": ["tide-05-02"],
        "reviewed": "2031-07-01",
    }
    made = add_entry(files, kinds.WALKOUTS, "ferries-2031", wave)
    assert made[WAVES].startswith(b"# yaml-language-server: $schema=../../schema/walkouts.json")
    assert assemble(made)[0] is not None


def test_editing_one_field_leaves_the_new_ones_as_they_were() -> None:
    files = bytes_of(ferries)
    made = set_field(files, "ferries-2031", "short_name", "boat strike")
    base, problems = assemble(made)
    assert base is not None, problems
    assert base.strikes["ferries-2031"].settled == ferries.make().strikes["ferries-2031"].settled
    assert made[WAVES] == files[WAVES]


def test_the_state_of_an_employer_can_be_saved() -> None:
    strike = porters.make().strikes["porters-2031"]
    deal = {"date": "2031-07-01", "text": "The ministry agreed.", "citations": ["lamp-07-01"]}
    made = set_field(bytes_of(porters), "porters-2031", "settled", [{"employer": "ministry", "deal": deal}])
    base, problems = assemble(made)
    assert base is not None, problems
    changed = base.strikes["porters-2031"]
    assert [each.employer for each in changed.settled] == ["ministry"]
    assert changed.model_copy(update={"settled": ()}) == strike


@pytest.mark.parametrize("base", [ferries, porters])
def test_canonical_form_keeps_what_the_new_files_say(base: object) -> None:
    files = bytes_of(base)
    made = {
        name: canonical(data.decode(), name.rpartition("/")[2].removesuffix(".yaml"), name).encode()
        for name, data in files.items()
    }
    before, after = assemble(files)[0], assemble(made)[0]
    assert before is not None
    assert after is not None
    assert [*before.entries()] == [*after.entries()]
