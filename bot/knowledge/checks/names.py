"""Names that people type must lead to one entry: aliases, names and synonyms, compared as a reader would."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from bot.knowledge.model.actions import Place
from bot.knowledge.model.models import Answer, Entry, Issue, Party, Person, Strike, Vocabulary
from bot.knowledge.problems import Problem, show
from bot.knowledge.yaml.tree import locate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.knowledge.model.items import Item
    from bot.knowledge.yaml.tree import Step


class Name(NamedTuple):
    """A name, where it stands, and the id it leads to."""

    text: str
    path: tuple[Step, ...]
    target: str
    item: Item


def review_names(items: Sequence[Item]) -> Iterator[Problem]:
    """The same name for two entries (an error), the same question for two entries (a notice)."""
    seen: dict[str, Name] = {}
    for item in items:
        for name in names(item):
            first = seen.setdefault(same(name.text), name)
            if first.target != name.target:
                place = f"{first.item.file}:{locate(first.item.node, first.path).mark.line}"
                found = f"{show(name.text)}, which already means {first.target} ({place})"
                yield item.problem(name.path, found, "a name for one entry only")
    asked: dict[str, Item] = {}
    for item in items:
        for text, path in _questions(item):
            first_item = asked.setdefault(same(text), item)
            if first_item is not item:
                found = (
                    f"{show(text)}, which {first_item.full} ({first_item.file}:{first_item.line}) answers too"
                )
                yield item.problem(path, found, "each question at one entry", level="notice")


def same(text: str) -> str:
    """What is left of a name when case, punctuation, marks and a leading 'the' do not count."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(char for char in folded if not unicodedata.combining(char))
    return re.sub(r"^the ", "", " ".join(re.findall(r"\w+", kept))) or folded


def names(item: Item) -> Iterator[Name]:
    """Every name an item brings: of a party, person, issue, place or strike, or of the vocabulary for one."""
    model = item.model
    if isinstance(model, Vocabulary):
        for position, synonym in enumerate(model.synonyms):
            for place, word in enumerate(synonym.words):
                yield Name(word, ("synonyms", position, "words", place), synonym.means, item)
    elif isinstance(model, Party | Person | Issue | Place | Strike) and not model.withdrawn:
        yield Name(model.name, ("name",), item.id, item)
        if isinstance(model, Party):
            yield Name(model.short_name, ("short_name",), item.id, item)
        for position, alias in enumerate(model.aliases):
            yield Name(alias, ("aliases", position), item.id, item)


def _questions(item: Item) -> Iterator[tuple[str, tuple[Step, ...]]]:
    if isinstance(item.model, Entry) and not item.model.withdrawn:
        if isinstance(item.model, Answer):
            yield item.model.question, ("question",)
        for position, question in enumerate(item.model.asked):
            yield question, ("asked", position)
