"""What `check` says of a base that loads: what would be answered badly, and what everybody asks that it does not hold."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answering.known.gaps import ORDER, lacks
from bot.answering.known.view import Timeline, View
from bot.answering.known.weaknesses import doubts
from bot.knowledge.loader import assemble
from bot.knowledge.model.models import Topic
from tests.moderating.beginning.made import NOW, STRIKE, blocks, is_entry, plain, uncommented

FILE = f"strikes/{STRIKE}/strike.yaml"
LATER = NOW + dt.timedelta(days=9)
SOURCE = """\
- id: id-of-the-source
  publisher: The Gazette
  published: {day}
  kind: press
  reviewed: {day}
"""


def view(files: dict[str, bytes], now: dt.datetime = NOW) -> View:
    base, problems = assemble(files, now=now)
    assert base is not None, problems
    return Timeline(base).at(now)


def told(files: dict[str, bytes], now: dt.datetime = NOW) -> list[str]:
    return [str(problem) for problem in doubts(view(files, now))]


def edited(files: dict[str, bytes], name: str, old: str, new: str) -> dict[str, bytes]:
    text = files[name].decode()
    assert old in text
    return {**files, name: text.replace(old, new, 1).encode()}


def added(files: dict[str, bytes], name: str, text: str) -> dict[str, bytes]:
    return {**files, name: files.get(name, b"") + b"\n" + text.encode()}


def written(place: str, files: dict[str, bytes], words: str) -> dict[str, bytes]:
    """With the marked place of `answers.yaml` that has an id written out, in these words."""
    part = next(
        part for part in blocks(files["answers.yaml"]) if is_entry(part) and f"- id: {place}\n" in part
    )
    text = uncommented(part).replace("id-of-the-source", "moderators-2031-05-20")
    begin = text.index("WRITE HERE")
    text = text[:begin] + words + text[text.index("\n", begin) :]
    return added(files, "answers.yaml", text)


def test_a_base_just_begun_has_nothing_that_answers_badly() -> None:
    assert told(plain()) == []


def test_a_strike_that_none_means_is_told_at_its_line() -> None:
    assert told(edited(plain(), FILE, "main: true\n", "")) == [
        f"{FILE}:5: {STRIKE}: found no strike with `main: true`, so that “the strike” means none, expected `main: true`"
        " in the strike that this base is about"
    ]


def test_a_base_of_contracts_alone_is_told() -> None:
    (only,) = told(edited(plain(), FILE, "kind: strike", "kind: contract"))
    assert "found no strike, only contracts, expected a folder in strikes/" in only


def test_a_strike_not_confirmed_for_a_week_is_told_with_what_confirms_it() -> None:
    (only,) = told(plain(), LATER)

    assert only.startswith(
        f"{FILE}:5: {STRIKE}: found a strike that no source has confirmed since May 20, 2031"
    )
    assert "its id at the end of `citations` here; or `last_day` and `ended`, where it is over" in only


def test_what_check_says_confirms_it() -> None:
    day = LATER.date() - dt.timedelta(days=1)
    confirmed = added(plain(), "sources.yaml", SOURCE.format(day=day))
    cited = "\ncitations: [moderators-2031-05-20"
    confirmed = edited(confirmed, FILE, f"{cited}]", f"{cited}, id-of-the-source]")

    assert told(confirmed, LATER) == []


def test_a_strike_that_is_over_needs_no_confirming() -> None:
    ended = "last_day: 2031-05-19\nended:\n  date: 2031-05-19\n  text: The strike ended on May 19, 2031.\n"
    assert told(edited(plain(), FILE, "started:", f"{ended}started:"), LATER) == []


@pytest.mark.parametrize("word", ["strike", "the deal", "Talks", "day"])
def test_a_name_with_which_everything_is_asked_is_told(word: str) -> None:
    files = added(plain(), "vocabulary.yaml", f"synonyms:\n  - means: acme\n    words: [{word}]\n")
    assert any(f'found the name "{word}", a word with which people ask' in one for one in told(files))


POSITION = """\
- id: {id}
  party: ewu
  issue: pay
  stance: demands
  since: 2031-05-02
  stage: {stage}
  text: The EWU wants more pay.
  citations: [moderators-2031-05-20]
  reviewed: 2031-05-20
"""


def positions(*stages: str) -> dict[str, bytes]:
    entries = [POSITION.format(id=f"pay-{number}", stage=stage) for number, stage in enumerate(stages)]
    return added(plain(), f"strikes/{STRIKE}/positions.yaml", "\n".join(entries))


@pytest.mark.parametrize("stage", ["befor the strike", "before the strke", "before, the strike"])
def test_a_stage_that_is_another_one_misspelt_is_told(stage: str) -> None:
    (only,) = told(positions("before the strike", "before the strike", stage))
    assert f'found the stage "{stage}", almost "before the strike"' in only


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("the deal with Ford", "the deal with GM"),
        ("the November 2030 offer", "the December 2030 offer"),
        ("the 2030 contract", "the 2031 contract"),
        ("the eve of the strike", "the end of the strike"),
        ("the first week", "the third week of the strike"),
    ],
)
def test_another_stage_is_none_that_is_misspelt(one: str, two: str) -> None:
    assert told(positions(one, two)) == []


def test_what_is_missing_comes_in_the_order_of_worth() -> None:
    found = [lack.what for lack in lacks(view(plain()))]

    assert found[:2] == ["topic: service", "topic: rules"]
    assert found == [lack.what for lack in ORDER if lack.what in found]


def test_reasons_come_first_of_all() -> None:
    text = "reasons:\n  - text: The strike is over pay.\n"
    first = lacks(view(edited(plain(), FILE, text, "")))[0]

    assert str(first) == f"`reasons` in {FILE}: why they strike; asked first by most people"


def test_a_marked_place_counts_once_it_is_written() -> None:
    unwritten = written("strike-pay", plain(), "WRITE HERE how much")
    done = written("strike-pay", plain(), "Strike pay is 500 dollars a week.")

    assert "topic: pay" in [lack.what for lack in lacks(view(unwritten))]
    assert "topic: pay" not in [lack.what for lack in lacks(view(done))]


def test_whatever_is_asked_for_can_be_written() -> None:
    topics = {lack.what.removeprefix("topic: ") for lack in ORDER if lack.what.startswith("topic: ")}
    assert topics <= set(Topic)
    fields = {lack.what for lack in ORDER} - {f"topic: {topic}" for topic in topics}
    files = {name.rpartition("/")[2].removesuffix(".yaml") for name in plain()}
    assert all(field in files or field in plain()[FILE].decode() for field in fields)


def test_an_unwritten_place_is_told() -> None:
    base, problems = assemble(written("strike-pay", plain(), "WRITE HERE how much"), now=NOW)

    assert base is not None
    assert any("found a marked place that nobody has written out yet" in str(one) for one in problems)


EARLY = """\
- id: {id}
  question: When is the fair?
  topic: other
  answer: {text}
  citations: [moderators-2031-05-20]
  reviewed: 2031-07-01
"""


@pytest.mark.parametrize(
    ("text", "early"),
    [
        ("The fair opened on June 8, 2031.", True),
        ("It was put off in June 2031.", True),
        ("The fair opened on May 20, 2031.", False),
        ("The fair will open on June 8, 2031.", False),
        ("The fair was called for June 8, 2031.", False),
        ("The fair of August 2, 2031 is the tenth.", False),
    ],
)
def test_a_text_that_tells_more_than_its_first_source_can_know_is_told(text: str, early: bool) -> None:
    files = added(plain(), "answers.yaml", EARLY.format(id="fair", text=text))
    _, problems = assemble(files, now=LATER)
    found = [str(problem) for problem in problems if "told as past" in str(problem)]

    assert bool(found) == early
    assert all("fair.answer" in line for line in found)
