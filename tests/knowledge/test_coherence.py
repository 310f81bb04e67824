"""`check` names both places where a deal or an end is told by an entry, and not by the strike itself."""

from __future__ import annotations

import pytest

from bot.knowledge.loader import assemble
from tests.knowledge.samples import FILES

STRIKE = "strikes/wga-2023/strike.yaml"
OPEN = FILES[STRIKE].replace("last_day: 2023-09-26\n", "")
OPEN = OPEN[: OPEN.index("ended:")] + OPEN[OPEN.index("issues:") :]
ENTRIES = {
    "strikes/wga-2023/events.yaml": """\
- id: deal
  date: 2023-09-24
  text: The sides reached a tentative agreement.
  kind: deal
  citations: [gazette-2023-09-27]
  reviewed: 2026-11-23
- id: end
  date: 2023-09-27
  text: The writers called off their strike.
  kind: strike
  citations: [gazette-2023-09-27]
  reviewed: 2026-11-23
""",
    "strikes/wga-2023/meetings.yaml": """\
- id: 2023-08-04
  title: first meeting
  date: 2023-08-04
  kind: agreement
  parties: [wga, amptp]
  summary: They shook hands.
  citations: [gazette-2023-08-04]
  reviewed: 2026-11-23
""",
    "strikes/wga-2023/positions.yaml": """\
- id: residuals-both
  party: [wga, amptp]
  issue: residuals
  stance: agreed
  since: 2023-08-04
  stage: the meeting
  text: They agreed on residuals.
  citations: [gazette-2023-08-04]
  reviewed: 2026-11-23
""",
}


def found(files: dict[str, str]) -> list[str]:
    base, problems = assemble({name: text.encode() for name, text in files.items()})
    assert base is not None
    assert all(problem.level == "notice" for problem in problems)
    return [str(problem) for problem in problems if "knows nothing" in problem.found]


def test_each_entry_that_tells_it_is_named_with_the_strikes_place() -> None:
    place = "of which the strike itself (strikes/wga-2023/strike.yaml:1) knows nothing, expected"
    assert found({**FILES, **ENTRIES, STRIKE: OPEN}) == [
        f"strikes/wga-2023/events.yaml:4: deal.kind: found a deal of 2023-09-24, {place} `tentative_agreement` there too",
        f"strikes/wga-2023/events.yaml:10: end.kind: found an end of 2023-09-27, {place} `last_day` and `ended` there too",
        f"strikes/wga-2023/meetings.yaml:4: 2023-08-04.kind: found a deal of 2023-08-04, {place}"
        " `tentative_agreement` there too",
        f"strikes/wga-2023/positions.yaml:4: residuals-both.stance: found a deal of 2023-08-04, {place}"
        " `tentative_agreement` there too",
    ]


def test_a_strike_that_knows_its_end_is_in_order() -> None:
    assert found({**FILES, **ENTRIES}) == []


@pytest.mark.parametrize(
    "text",
    [
        "The strike began at noon.",
        "The talks ended without a deal.",
        "The strike did not end.",
        "The strike has not ended.",
        "They struck until the walkout was called off.",
        "The union would be back to work if the strike ended.",
        "A strike of actors began as the festival ended.",
        "The union struck three more plants.",
        "Members are ready to strike to the end.",
    ],
)
def test_what_only_sounds_like_an_end_is_none(text: str) -> None:
    event = ENTRIES["strikes/wga-2023/events.yaml"].split("- id: end")[1]
    event = f"- id: end{event}".replace("The writers called off their strike.", text)
    assert found({**FILES, STRIKE: OPEN, "strikes/wga-2023/events.yaml": event}) == []


@pytest.mark.parametrize(
    "text",
    [
        "The strike ended at noon.",
        "The strike is over.",
        "The walkout was called off.",
        "The union ended its two-month strike.",
        "The writers went back to work.",
        "The members returned to work.",
        "The lockout was lifted.",
    ],
)
def test_an_end_is_seen_in_its_usual_words(text: str) -> None:
    event = ENTRIES["strikes/wga-2023/events.yaml"].split("- id: end")[1]
    event = f"- id: end{event}".replace("The writers called off their strike.", text)
    assert len(found({**FILES, STRIKE: OPEN, "strikes/wga-2023/events.yaml": event})) == 1


def test_what_was_agreed_beside_the_bargaining_is_no_deal() -> None:
    position = {"strikes/wga-2023/positions.yaml": ENTRIES["strikes/wga-2023/positions.yaml"]}
    other = OPEN.replace("issues: [residuals]", "issues: [pay]")
    pay = FILES["issues.yaml"] + FILES["issues.yaml"].replace("residuals", "pay").replace("residual", "wage")
    assert len(found({**FILES, **position, STRIKE: OPEN})) == 1
    assert found({**FILES, **position, STRIKE: other, "issues.yaml": pay}) == []


@pytest.mark.parametrize("word", ["strike", "ended", "deal", "reached", "settled"])
@pytest.mark.parametrize("marks", ["!", " !", "! ", "a! "])
def test_a_text_of_nothing_but_marks_is_read_without_going_back_for_ever(word: str, marks: str) -> None:
    events = ENTRIES["strikes/wga-2023/events.yaml"]
    text = f'"The {word} {marks * (300 // len(marks))} was"'
    files = {
        **FILES,
        STRIKE: OPEN,
        "strikes/wga-2023/events.yaml": events.replace("The writers called off their strike.", text),
    }
    assert not [line for line in found(files) if "an end of" in line]
