"""What a form is made of, what somebody typed into it, and what became of that. Plain data without any rule."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from bot.errors import StrikebotError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from bot.knowledge.editing import ValueChange
    from bot.knowledge.model.items import FileKind

INPUT = 4000
"""What a text input of Discord takes (components/reference#text-input). A longer text is refused with its length,
so the input itself need not be bounded by `Field.limit`, which would cut a pasted quote without a word."""
CHOICES = 25
"""Options of a menu (components/reference#string-select)."""

Style = Literal["line", "text", "choice", "choices"]
MenuSource = Literal[
    "", "strikes", "parties", "people", "anyone", "issues", "sources", "places",
    "meetings", "employers", "unions", "walkouts",
]  # fmt: skip
"""Where the names of a field come from; `anyone` is people and parties."""
OF_STRIKE = frozenset({"meetings", "employers", "unions", "walkouts"})
"""The shelves that hold what belongs to one strike."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a page. `options` are fixed choices: the value and what people read."""

    name: str
    label: str
    style: Style = "line"
    required: bool = False
    shelf: MenuSource = ""
    limit: int = INPUT
    """The longest text; of a field with one item a line, the longest item."""
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    menu_only: bool = False
    """It is not asked for where there is nothing to choose from."""

    @property
    def is_list(self) -> bool:
        """Whether each line of it is an item; its label says so."""
        return self.label.endswith("one a line")


@dataclass(frozen=True, slots=True)
class Page:
    """At most five fields: what fits into one modal of Discord."""

    name: str
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Form:
    kind: str
    title: str
    pages: tuple[Page, ...]

    @property
    def fields(self) -> Mapping[str, Field]:
        return {field.name: field for page in self.pages for field in page.fields}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    description: str = ""
    chosen: bool = False


class DraftUnreadableError(StrikebotError):
    """A stored draft that is not one."""

    def __init__(self) -> None:
        super().__init__("That draft can no longer be read. Please begin again.")


@dataclass(frozen=True, slots=True)
class Filled:
    """What was typed: the texts by the name of their field, several values one a line; and the new person or source
    that goes along. `begun` among the values is the day from which "yesterday" counts."""

    kind: str
    values: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[Filled, ...] = ()

    def to_json(self) -> str:
        return json.dumps(self._plain(), ensure_ascii=True)

    def _plain(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "values": dict(self.values),
            "beside": [one._plain() for one in self.beside],
        }

    @classmethod
    def from_json(cls, text: str) -> Filled:
        """Also of a draft with fields that are gone: they are kept, and not read. DraftUnreadableError."""
        try:
            return _filled(json.loads(text), levels=3)
        except (ValueError, RecursionError):
            raise DraftUnreadableError from None


def _filled(data: object, levels: int) -> Filled:
    if not isinstance(data, dict) or not isinstance(data.get("kind"), str) or not levels:
        raise ValueError("not a form that was filled")
    values, beside = data.get("values"), data.get("beside")
    kept = values if isinstance(values, dict) else {}
    return Filled(
        data["kind"],
        {str(name): value for name, value in kept.items() if isinstance(value, str)},
        tuple(_filled(one, levels - 1) for one in (beside if isinstance(beside, list) else ())),
    )


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A sentence about a field, or about the whole where `field` is empty. A notice is no reason not to save."""

    field: str
    text: str
    level: Literal["error", "notice"] = "error"


@dataclass(frozen=True, slots=True)
class Addition:
    """An entry as its file would hold it: texts, lists and mappings."""

    kind: FileKind
    strike: str | None
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Made:
    """What a form gives: the entries to add in this order, none of them while there are problems; `full_id` is what it is
    about, a new entry or one that changes."""

    full_id: str
    title: str
    additions: tuple[Addition, ...] = ()
    changes: tuple[ValueChange, ...] = ()
    """What else changes, in entries that are there; after the additions."""
    problems: tuple[FieldProblem, ...] = ()
    notices: tuple[FieldProblem, ...] = ()
    form: str = ""
    """Which form it was, so that a problem of the validator finds its field."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """What to call each id in the entries."""
    known: dt.datetime | None = None
    """From when on members are told of the changes."""
