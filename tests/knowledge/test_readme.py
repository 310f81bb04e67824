"""The page for moderators: its examples are a knowledge base in order, and its errors are the real ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.knowledge.canonical.printer import canonical
from bot.knowledge.documentation.schema import schemas
from bot.knowledge.loader import assemble
from bot.knowledge.model.items import KINDS
from bot.knowledge.model.models import Entry, Topic

README = (Path(__file__).resolve().parents[2] / "knowledge/README.md").read_text("utf-8")
MEETINGS = "strikes/bakers-2031/meetings.yaml"
EVENTS = "strikes/bakers-2031/events.yaml"
POSITIONS = "strikes/bakers-2031/positions.yaml"
QUOTES = "strikes/bakers-2031/quotes.yaml"


def examples() -> dict[str, str]:
    """The files that the examples make together; several of one file follow each other."""
    files: dict[str, str] = {}
    for name, text in re.findall(r"^```yaml\n# (\S+\.yaml)\n(.*?)^```", README, re.MULTILINE | re.DOTALL):
        files[name] = files[name] + "\n" + text if name in files else text
    return files


def problems(files: dict[str, str]) -> list[str]:
    return [problem.message for problem in assemble({name: text.encode() for name, text in files.items()})[1]]


def test_examples_are_in_order() -> None:
    files = examples()
    assert problems(files) == []
    assert {name.rpartition("/")[2] for name in files} == {kind.file for kind in KINDS}


def test_examples_are_in_their_canonical_form() -> None:
    for name, text in examples().items():
        if not name.startswith(("checks", "vocabulary")):
            assert canonical(text, Path(name).stem) == text


def test_every_file_is_explained() -> None:
    assert [kind.file for kind in KINDS if f"{kind.file}`" not in README] == []
    assert schemas()


@pytest.mark.parametrize(
    "field", [*Entry.model_fields, "passage", "phase", "aliases", "published", "kind", "stance"]
)
def test_field_that_every_moderator_meets_is_explained(field: str) -> None:
    assert f"`{field}" in README


def test_every_topic_is_explained_in_the_same_words_as_in_an_editor() -> None:
    assert [topic for topic in Topic if f"| `{topic}` | {topic.about} |" not in README] == []


ERRORS = [
    (MEETINGS, "citations: [gazette-2031-08-04, bak", "citations: [gazete-2031-08-04, bak"),
    (QUOTES, "\n  reviewed: 2031-08-05", ""),
    (MEETINGS, "attendees:", "attendes:"),
    (POSITIONS, "stance: willing", "stance: refused"),
    (MEETINGS, "date: 2031-08-04", "date: 2031-02-30"),
    ("sources.yaml", "T21:58-07:00", "T21:58"),
    (MEETINGS, "date: 2031-08-04", "date: 2031-04-04"),
    (POSITIONS, "since: 2031-08-04", "since: 2031-08-06"),
    (MEETINGS, "    citations: [gazette-2031-08-04]", "    citations: [bakers-letter-2031-05-02]"),
    (QUOTES, "- id", "- id: miller-2031-08-04\n- id"),
    ("vocabulary.yaml", "words: [the owners, flour barons]", "words: [night work]"),
    (EVENTS, "review_by: 2031-08-21", "review_by: 2031-08-04"),
    (POSITIONS, "willing to talk about later hours for apprentices\n", "x" * 301 + "\n"),
    (MEETINGS, "title: first meeting", "title: first: meeting"),
    (MEETINGS, "  title:", "   title:"),
    (MEETINGS, "title: first", "title: 'first"),
    (MEETINGS, "title: first", "title: 'first'"),
    (QUOTES, "because we love the moon.", "for the #1 baker here."),
    (MEETINGS, "title: first meeting since the strike began", "title: first meeting\n    place:the mill"),
    (
        MEETINGS,
        "title: first meeting since the strike began",
        "title: “first meeting since the strike began”",
    ),
    (MEETINGS, "  title:", "\ttitle:"),
    (MEETINGS, "  date:", "  title: again\n  date:"),
    (MEETINGS, "title: first", "title: \u200bfirst"),
]


@pytest.mark.parametrize(("name", "old", "new"), ERRORS)
def test_error_on_the_page_is_the_one_that_people_meet(name: str, old: str, new: str) -> None:
    files = examples()
    assert old in files[name]
    at = files[name].rindex(old) if old.startswith("willing") else files[name].index(old)
    files[name] = files[name][:at] + new + files[name][at + len(old) :]
    found = [message[message.index("found ") :] for message in problems(files)]
    assert any(f"`{message}`" in README or f"`{message} `" in README for message in found), found


def test_every_error_on_the_page_has_its_test() -> None:
    rows = re.findall(r"^\| ``?found ", README, re.MULTILINE)
    assert len(rows) == len(ERRORS) + 1  # a byte that is not UTF-8 cannot be written in a text
