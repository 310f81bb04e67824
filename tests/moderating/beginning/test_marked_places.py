"""The marked places of a new base: each can be written out as it stands, and only its words and its source are missing."""

from __future__ import annotations

import re

import pytest

from bot.knowledge.canonical.printer import canonical
from bot.knowledge.editing import add_entry, set_field
from bot.knowledge.loader import assemble
from bot.knowledge.model.items import ENTRIES, KINDS, PER_STRIKE, FileKind
from bot.knowledge.model.models import Topic
from bot.knowledge.yaml.parse import parse
from bot.knowledge.yaml.tree import Sequence
from bot.knowledge.yaml.tree import plain as tree
from tests.moderating.beginning.made import NOW, STRIKE, blocks, is_entry, plain, uncommented

SOURCE = "id-of-the-source"


def written_out() -> dict[str, bytes]:
    """The base with every marked place written out, the source as well."""
    made = {}
    for name, data in plain().items():
        parts = [uncommented(part) if is_entry(part) else part for part in blocks(data)]
        made[name] = ("\n\n".join(parts) + "\n").encode()
    return made


def test_every_marked_place_can_be_written_out() -> None:
    base, problems = assemble(written_out(), now=NOW)

    assert base is not None, problems
    assert SOURCE in base.sources
    assert [str(problem) for problem in problems if problem.level == "error"] == []


def test_a_marked_place_needs_its_source() -> None:
    files = {**written_out(), "sources.yaml": plain()["sources.yaml"]}
    _, problems = assemble(files, now=NOW)

    assert any(
        f'found the unknown id "{SOURCE}", expected the id of a source' in str(one) for one in problems
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_file_is_there_and_says_what_belongs_there(kind: FileKind) -> None:
    text = next(data.decode() for name, data in plain().items() if name.rpartition("/")[2] == kind.file)

    assert re.match(rf"# yaml-language-server: \$schema=\S*schema/{kind.name}\.json\n# \S", text)
    assert any(is_entry(part) for part in blocks(text.encode()))
    assert canonical(text, kind.name) == text


def test_everybodys_topics_have_a_marked_place() -> None:
    text = plain()["answers.yaml"].decode()
    marked = set(re.findall(r"^# {3}topic: (\w+)$", text, re.MULTILINE))

    asked = {
        Topic.SERVICE,
        Topic.RULES,
        Topic.PAY,
        Topic.ELIGIBILITY,
        Topic.MONEY,
        Topic.SUPPORT,
        Topic.CONTACT,
    }
    assert marked >= asked | {Topic.VOTES, Topic.TALKS, Topic.EFFECTS, Topic.GLOSSARY}


@pytest.mark.parametrize("kind", [kind for kind in ENTRIES if kind.is_list], ids=lambda kind: kind.name)
def test_an_entry_added_in_discord_leaves_the_comments_as_they_are(kind: FileKind) -> None:
    before = plain()
    name = next(name for name in before if name.rpartition("/")[2] == kind.file)
    marked = next(part for part in blocks(before[name]) if is_entry(part))
    root, _ = parse(uncommented(marked).encode(), name)
    assert isinstance(root, Sequence)
    fields = tree(root.items[0])
    assert isinstance(fields, dict)
    after = add_entry(before, kind, STRIKE if kind in PER_STRIKE else None, fields)[name].decode()

    assert canonical(after, kind.name) == after
    assert [part for part in blocks(before[name]) if part not in blocks(after.encode())] == []
    assert fields["id"] in after


def test_a_field_set_in_discord_leaves_the_comments_as_they_are() -> None:
    name = f"strikes/{STRIKE}/strike.yaml"
    before = plain()
    deal = {"date": "2031-05-20", "text": "A deal was reached.", "citations": ["moderators-2031-05-20"]}
    after = set_field(before, STRIKE, "tentative_agreement", deal)[name]

    assert canonical(after.decode(), "strike") == after.decode()
    assert [part for part in blocks(before[name]) if part.startswith("#") and part not in blocks(after)] == []
    assert b"\ntentative_agreement:\n  date: 2031-05-20\n" in after
