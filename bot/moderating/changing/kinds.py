"""What a field of a model holds, as far as a form has to know: read from the model itself, so that none is forgotten."""

from __future__ import annotations

import datetime as dt
import re
import types
import typing
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal, get_args, get_origin

from bot.dates.partial import PartialDate
from bot.knowledge.checks.references import PLACES
from bot.knowledge.model import items
from bot.knowledge.model.models import Citation, Model, Statement
from bot.moderating.forms.engine.fields import SHORT, TEXT
from bot.moderating.forms.engine.form_types import Field

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from bot.moderating.forms.engine.form_types import MenuSource

FieldKind = Literal[
    "text", "lines", "statement", "statements", "sources", "one", "many", "choice", "day", "partial", "moment",
    "clock", "part", "parts",
]  # fmt: skip
"""`part` and `parts` are fields of fields: a form of their own."""
_SHELVES: dict[frozenset[str], MenuSource] = {
    frozenset({"party"}): "parties",
    frozenset({"person"}): "people",
    frozenset({"person", "party"}): "anyone",
    frozenset({"issue"}): "issues",
    frozenset({"meeting"}): "meetings",
    frozenset({"place"}): "places",
    frozenset({"strike"}): "strikes",
}
_YES_NO = (("true", "Yes"), ("false", "No"))


@dataclass(frozen=True, slots=True)
class HeldField:
    """A field of a model: its name in the file, what it holds, and how a form asks for it."""

    name: str
    kind: FieldKind
    field: Field
    required: bool
    model: type[Model] | None = None
    """Of a field of fields."""


def held(model: type[Model]) -> dict[str, HeldField]:
    """Every field of a model by its name in the file."""
    return {info.alias or name: _held(name, info) for name, info in model.model_fields.items()}


def _held(name: str, info: FieldInfo) -> HeldField:
    inner, many = _inner(info.annotation)
    kind = _kind(name, inner, many=many)
    of = inner if kind in ("part", "parts") and isinstance(inner, type) else None
    return HeldField(info.alias or name, kind, _field(name, info, kind, inner), info.is_required(), of)


def _inner(annotation: object) -> tuple[object, bool]:
    """What an annotation is about, without None, and whether it is a list."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _inner(args[0])
    if origin in (typing.Union, types.UnionType):
        rest = [part for part in args if part is not type(None)]
        return _inner(rest[0]) if len(rest) == 1 else (tuple(rest), False)
    if origin is tuple:
        return _inner(args[0])[0], True
    return annotation, False


def _kind(name: str, inner: object, *, many: bool) -> FieldKind:
    if inner is Citation:
        return "sources"
    if inner is Statement:
        return "statement" if not many else "parts" if name == "disputed" else "statements"
    if isinstance(inner, type) and issubclass(inner, Model):
        return "parts" if many else "part"
    if name in PLACES:
        return "many" if many else "one"
    if many:
        return "lines"
    if (
        inner is bool
        or get_origin(inner) is Literal
        or (isinstance(inner, type) and issubclass(inner, StrEnum))
    ):
        return "choice"
    if isinstance(inner, tuple):
        return "moment"
    dated: dict[object, FieldKind] = {PartialDate: "partial", dt.date: "day", dt.time: "clock"}
    return dated.get(inner, "text")


def _field(name: str, info: FieldInfo, kind: FieldKind, inner: object) -> Field:
    label = (info.alias or name).replace("_", " ").capitalize()
    hint = (info.description or "").split(". ")[0].rstrip(".")
    if kind in ("lines", "statements", "sources", "many"):
        label += ", one a line"
    limit = next((one.max_length for one in info.metadata if hasattr(one, "max_length")), None)
    bound = TEXT if kind in ("statement", "statements") else limit if isinstance(limit, int) else _limit(info)
    style = "text" if bound > SHORT or label.endswith("one a line") else "line"
    return Field(
        name=info.alias or name,
        label=label[:45],
        style="choice" if kind == "choice" else "text" if style == "text" else "line",
        shelf="sources" if kind == "sources" else _shelf(name) if kind in ("one", "many") else "",
        limit=bound,
        hint=hint if len(hint) <= 100 else f"{hint[:99].rsplit(' ', 1)[0]}…",
        options=_options(inner) if kind == "choice" else (),
    )


def _limit(info: FieldInfo) -> int:
    """The longest text: of a short one 200 characters, which the models say by the constraint of its type."""
    found = re.findall(r"max_length=(\d+)", repr(info))
    return int(found[-1]) if found else SHORT


def _shelf(name: str) -> MenuSource:
    nouns = frozenset(kind.noun for kind in PLACES[name] if kind in items.ENTRIES)
    return _SHELVES.get(nouns, "")


def _options(inner: object) -> tuple[tuple[str, str], ...]:
    if inner is bool:
        return _YES_NO
    values = get_args(inner) if get_origin(inner) is Literal else list(typing.cast("type[StrEnum]", inner))
    return tuple((str(value), str(value).replace("-", " ").capitalize()) for value in values)
