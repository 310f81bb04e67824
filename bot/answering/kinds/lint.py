"""What `check` says of questions that cannot do what they stand for: a Yes or No turned around, a kind that is none."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.answering.kinds.registry import phrasings
from bot.answering.translation.of_entries import pairs
from bot.knowledge.model.items import ANSWERS, VOCABULARY
from bot.knowledge.problems import Problem, show
from bot.knowledge.yaml.parse import parse
from bot.knowledge.yaml.tree import Mapping as Fields
from bot.knowledge.yaml.tree import Scalar, Sequence, locate
from bot.matching.polarity import denied_by, is_polar, opposed, verdict
from bot.matching.text import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.models import Answer
    from bot.knowledge.yaml.tree import Node


def turned_around(base: KnowledgeBase, files: Mapping[str, bytes]) -> list[Problem]:
    """A notice for each question of an answer to which its Yes or No would say the opposite, at its line in `files`."""
    found = [
        (number, place, answer)
        for number, answer in enumerate(base.answers.values())
        if answer.withdrawn is None
        for place in _turned(answer)
    ]
    node = parse(files.get(ANSWERS.file, b""), ANSWERS.file)[0] if found else None
    problems = []
    for number, place, answer in found:
        there = locate(node, (number, "asked", place)) if isinstance(node, Sequence) else None
        line, column = there.mark if there else (0, 0)
        told = f"{show(answer.asked[place])}, to which “{verdict(answer.answer.text)}” says the opposite"
        expected = f"a question of the same sense as {show(answer.question)}, or an answer without the word"
        path = f"{answer.id}.asked.{place + 1}"
        problems.append(Problem(ANSWERS.file, line, column, path, told, expected, level="notice"))
    return problems


def _turned(answer: Answer) -> Iterator[int]:
    """The places of the questions that are turned around."""
    if not verdict(answer.answer.text):
        return
    written = tokens_of(answer.question)
    trusted = not denied_by(written, answer.answer.text)
    for place, text in enumerate(answer.asked):
        asked = tokens_of(text)
        against = trusted and is_polar(asked) and denied_by(asked, answer.answer.text)
        if opposed(asked, written) or against:
            yield place


def unknown_kinds(base: KnowledgeBase, files: Mapping[str, bytes]) -> list[Problem]:
    """An error for each of a base's own phrasings that is of no kind of question, at the line of the file."""
    known = phrasings()
    wrong = [
        (number, own.kind) for number, own in enumerate(base.vocabulary.phrasings) if own.kind not in known
    ]
    node = parse(files.get(VOCABULARY.file, b""), VOCABULARY.file)[0] if wrong else None
    problems = []
    for number, kind in wrong:
        there = locate(node, ("phrasings", number, "kind")) if node is not None else None
        line, column = there.mark if there else (0, 0)
        near = get_close_matches(kind, known, 1)
        expected = "a kind of question" + (
            f", did you mean {near[0]}?" if near else f", such as {next(iter(known))}"
        )
        path = f"phrasings.{number + 1}.kind"
        problems.append(Problem(VOCABULARY.file, line, column, path, show(kind), expected))
    return problems


def unfit_translations(base: KnowledgeBase, files: Mapping[str, bytes]) -> list[Problem]:
    """A notice for each Spanish text that is not shown, since it does not fit its original, at its line in `files`."""
    found = []
    for full_id, _, entry in base.entries():
        wrong = [pair for pair in pairs(entry) if pair.fault]
        file, line = base.where.get(full_id, ("", 0))
        root = parse(files.get(file, b""), file)[0] if wrong else None
        for pair in wrong:
            node = _entry_in(root, entry.id)
            mark = locate(node, ("es", *pair.path)).mark if node else (line, 0)
            path = ".".join(("es", *(str(step + 1) if isinstance(step, int) else step for step in pair.path)))
            expected = "as many sentences and the same figures as in the original, or no translation"
            found.append(Problem(file, *mark, f"{entry.id}.{path}", pair.fault, expected, level="notice"))
    return found


def _entry_in(root: Node | None, id: str) -> Node | None:
    """The entry of a file with one or a list of them."""
    items = root.items if isinstance(root, Sequence) else [root]
    return next(
        (
            item
            for item in items
            if isinstance(item, Fields)
            and isinstance(own := item.fields.get("id"), Scalar)
            and own.text == id
        ),
        root,
    )
