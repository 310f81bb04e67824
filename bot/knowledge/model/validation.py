"""A tree against a model: everything that does not fit, each with its place and in plain words."""

from __future__ import annotations

import re
import types
import typing
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from bot.knowledge.model.actions import PlaceOut
from bot.knowledge.model.models import Citation, Model, Statement
from bot.knowledge.problems import MANY, Problem, closest, one_of, show
from bot.knowledge.yaml.tree import (
    Mapping,
    Node,
    PathEnd,
    Scalar,
    Sequence,
    Step,
    locate,
    parts,
    plain,
    words,
)

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

ModelT = TypeVar("ModelT", bound=Model)
MAX_PARTS = 20_000
"""Values, lists and named fields in an entry: the validator makes an error of its own for each that is wrong."""
MANY_CHOICES = 12
"""With more, a list of them would hide which one was meant."""
Wording = tuple[str, str, str]
"""What was found, what is expected, and what was probably meant."""


def validate(model: type[ModelT], node: Node, file: str, label: str) -> tuple[ModelT | None, list[Problem]]:
    """The model made of the tree, or None and what is wrong; `label` begins the path of each problem."""
    if parts(node, MAX_PARTS) > MAX_PARTS:
        found = f"an entry of more than {MAX_PARTS:,} parts"
        return None, [Problem(file, *node.mark, label, found, "fewer")]
    try:
        return model.model_validate(plain(node)), []
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems: dict[tuple[str, str], Problem] = {}
    for detail in details[: MANY + 1]:
        problem = _problem(model, node, detail, file, label)
        if problem:
            problems.setdefault((problem.path, problem.found), problem)  # the parts of a union say the same
    return None, list(problems.values())


def _problem(model: type[Model], node: Node, detail: ErrorDetails, file: str, label: str) -> Problem | None:
    path: tuple[Step, ...] = detail["loc"]
    place = locate(node, path)
    if isinstance(place.node, Scalar) and place.node.spoiled:
        return None
    found, expected, hint = _wording(model, place, detail)
    mark = place.mark
    if detail["type"] == "extra_forbidden":
        parent = locate(node, path[:-1])
        if isinstance(parent.node, Mapping):
            mark = parent.node.names.get(str(path[-1]), mark)
            place = parent
    where = ".".join(filter(None, (label, words(place.steps))))
    return Problem(file, *mark, where, found, expected, hint)


def _wording(model: type[Model], place: PathEnd, detail: ErrorDetails) -> Wording:
    kind, path, value = detail["type"], detail["loc"], detail["input"]
    context = detail.get("ctx", {})
    if kind == "missing":
        return _missing(model_at(model, path[:-1]), str(path[-1]))
    if kind == "extra_forbidden":
        return _unknown_field(model_at(model, path[:-1]), str(path[-1]))
    if kind in {"enum", "literal_error"}:
        choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        meant = closest(str(value), choices)
        return show(value), "a known one" if meant and len(choices) > MANY_CHOICES else one_of(choices), meant
    if kind == "string_pattern_mismatch":
        slug = re.sub(r"[^a-z0-9]+", "-", str(value).casefold()).strip("-")
        return show(value), "an id: small letters, digits and hyphens, such as pay-mills-2024-03-04", slug
    if kind == "value_error":
        return _own_words(str(context.get("error", "")), value)
    if kind in _LENGTHS:
        return _length(kind, context, value)
    if kind in {"model_type", "dict_type"} and issubclass(
        model_at(model, path) or Model, Statement | Citation | PlaceOut
    ):
        return show(value), "a text, or named fields (name: value)", ""
    if kind == "string_type" and isinstance(value, dict | list | tuple):
        begins = (
            "begins with [" if not isinstance(value, dict) else "holds a colon and a space, or begins with {"
        )
        return show(value), f'a text, in "quotes" if it {begins}', ""
    return show(value), _TYPES.get(kind, detail["msg"].removeprefix("Input should be ").casefold()), ""


_TYPES = {
    "string_type": "a text",
    "tuple_type": "a list: one item a line, each after a dash, or [one, two]",
    "model_type": "named fields (name: value)",
    "model_attributes_type": "named fields (name: value)",
    "dict_type": "named fields (name: value)",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number such as 98.4",
    "float_parsing": "a number such as 98.4, without a sign",
    "date_type": "a day such as 2024-03-04",
    "is_instance_of": "a date such as 2024-03-04",
}
_LENGTHS = {"string_too_long", "string_too_short", "too_short", "greater_than_equal", "less_than_equal"}


def _length(kind: str, context: dict[str, Any], value: object) -> Wording:
    if kind == "string_too_long":
        return f"{len(str(value).strip())} characters", f"at most {context['max_length']}", ""
    if kind == "string_too_short":
        return "an empty text", "some words", ""
    if kind == "too_short":
        return "an empty list", "at least one item", ""
    limit = f"at least {context['ge']:g}" if kind == "greater_than_equal" else f"at most {context['le']:g}"
    return show(value), limit, ""


def _own_words(message: str, value: object) -> Wording:
    """The models say `found …, expected …`, or `expected …` alone where the value shows what was found."""
    if message.startswith("expected "):
        return show(value), message.removeprefix("expected "), ""
    found, _, expected = message.removeprefix("found ").partition(", expected ")
    return found, expected, ""


def _missing(model: type[Model] | None, name: str) -> Wording:
    description = ""
    for key, info in model.model_fields.items() if model else ():
        if name in {key, info.alias}:
            description = (info.description or "").rstrip(".")
    if description[:1].isupper() and description[1:2].islower():
        description = description[0].lower() + description[1:]
    return f"no `{name}`", description or "one", ""


def _unknown_field(model: type[Model] | None, name: str) -> Wording:
    names = field_names(model) if model else []
    meant = closest(name.casefold(), names)
    if not meant and re.search(r"\w\s+\w", name):
        expected = f'{one_of(names)}; a text that holds a colon and a space, or begins with {{, in "quotes"'
        return f"the unknown field {show(name)}", expected, ""
    return f"the unknown field {show(name)}", "a known one" if meant else one_of(names), meant


def field_names(model: type[Model]) -> list[str]:
    """The id, then the fields of the model's own, then those of what it builds upon: the order in a file.

    What came of it in the end stands last.
    """
    names = dict.fromkeys(_from_own_to_inherited(model))
    order = sorted(names, key=lambda name: (name != "id", name == "rejected"))
    return [model.model_fields[name].alias or name for name in order]


def _from_own_to_inherited(model: type[Model]) -> list[str]:
    inherited = [
        name for base in model.__bases__ if issubclass(base, Model) for name in _from_own_to_inherited(base)
    ]
    return [*(name for name in model.model_fields if name not in inherited), *inherited]


def model_at(model: type[Model], path: tuple[Step, ...]) -> type[Model] | None:
    """The model that holds the field at the end of `path`, following lists and optional fields."""
    current: type[Model] | None = model
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        fields = {info.alias or key: info.annotation for key, info in current.model_fields.items()}
        current = _inner(fields.get(step))
    return current


def _inner(annotation: object) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    if typing.get_origin(annotation) in {tuple, types.UnionType, typing.Union, typing.Annotated}:
        for part in typing.get_args(annotation):
            found = _inner(part)
            if found:
                return found
    return None


def shape(node: Node) -> str:
    """What a part of the tree is, in words."""
    if isinstance(node, Sequence):
        return "a list"
    return "named fields" if isinstance(node, Mapping) else show(node.text)
