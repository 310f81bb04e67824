"""The printed documentation: up to date, complete, with examples that are a base in order."""

from __future__ import annotations

import re
import types
import typing
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

import pytest

from bot.knowledge.canonical.printer import canonical
from bot.knowledge.documentation.manual import manual
from bot.knowledge.documentation.meanings import MEANINGS
from bot.knowledge.documentation.specimen import examples, specimen
from bot.knowledge.loader import assemble
from bot.knowledge.model.items import KINDS
from bot.knowledge.model.validation import field_names, model_at

if TYPE_CHECKING:
    from pathlib import Path

    from bot.knowledge.model.models import Model


def every_model() -> list[type[Model]]:
    found: dict[type[Model], None] = dict.fromkeys(kind.model for kind in KINDS)
    waiting = list(found)
    while waiting:
        model = waiting.pop()
        inner = [one for name in field_names(model) if (one := model_at(model, (name,))) and one not in found]
        found |= dict.fromkeys(inner)
        waiting += inner
    return list(found)


FIELDS = [(model, name) for model in every_model() for name in field_names(model)]


def closed_lists(hint: object) -> list[str]:
    """The words that a field takes, where it takes no others."""
    if typing.get_origin(hint) is Literal:
        return [str(word) for word in typing.get_args(hint)]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return [word.value for word in hint]
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        return [word for part in typing.get_args(hint) for word in closed_lists(part)]
    return []


def test_page_is_up_to_date(project_root: Path) -> None:
    assert (project_root / "docs/knowledge.md").read_text("utf-8") == manual(), (
        "run `strikebot schema --fields > docs/knowledge.md`"
    )


def test_examples_are_a_base_in_order() -> None:
    _, problems = assemble({name: text.encode() for name, text in specimen().items()})
    assert [str(problem) for problem in problems] == []
    assert {name.rpartition("/")[2] for name in specimen()} == {kind.file for kind in KINDS}


@pytest.mark.parametrize("name", specimen())
def test_examples_are_in_their_canonical_form(name: str) -> None:
    kind = name.rpartition("/")[2].removesuffix(".yaml")
    assert canonical(specimen()[name], kind) == specimen()[name]


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part))
def test_field_is_described_and_has_an_example(model: type[Model], name: str) -> None:
    key = next(key for key, info in model.model_fields.items() if name in (key, info.alias))
    assert model.model_fields[key].description
    owners = [one for one in model.__mro__ if key in getattr(one, "__annotations__", {})]
    assert any(field == name and issubclass(one, owners[-1]) for one, field in examples())


def test_each_model_says_what_it_is() -> None:
    assert [model.__name__ for model in every_model() if not model.__doc__ or "frozen" in model.__doc__] == []


def test_every_word_of_a_closed_list_is_explained_and_no_other() -> None:
    found = {}
    for model in every_model():
        hints = typing.get_type_hints(model)
        for key, info in model.model_fields.items():
            if words := closed_lists(hints[key]):
                found[f"{model.__name__}.{info.alias or key}"] = words
    assert {field: list(meanings) for field, meanings in MEANINGS.items()} == found


def test_links_lead_to_headings() -> None:
    page = manual()
    headings = {
        re.sub(r"[^\w -]", "", text).lower().replace(" ", "-")
        for text in re.findall(r"^#+ (.+)$", page, re.M)
    }
    assert {link for link in re.findall(r"\]\(#([^)]+)\)", page)} <= headings


def test_only_what_has_several_lines_is_shown_below_the_table() -> None:
    for row in re.findall(r"^\| .*\| below \|$", manual(), re.MULTILINE):
        assert "](#" in row, row
