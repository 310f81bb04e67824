"""What a moderator is about to do, as plain data that survives a restart: each is one change of the files.

A work is kept as what was meant, not as the text it leads to: it is applied to the files as they are when it is shown,
and again when it is saved, so that nobody else's change is overwritten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import (
    Base64Bytes,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    PlainSerializer,
    TypeAdapter,
    field_validator,
)

from bot.dates.as_of import kept
from bot.dates.conventions import zone_named
from bot.moderating.changing import touched
from bot.moderating.forms import DraftUnreadableError, Filled

if TYPE_CHECKING:
    from collections.abc import Mapping


def _filled(value: object) -> object:
    try:
        return Filled.from_json(value) if isinstance(value, str) else value
    except DraftUnreadableError as error:
        raise ValueError(str(error)) from None


AForm = Annotated[
    InstanceOf[Filled], BeforeValidator(_filled), PlainSerializer(Filled.to_json, return_type=str)
]
"""What was typed into a form; a text of its own where a work is stored."""


class _Work(BaseModel):
    model_config = ConfigDict(frozen=True)

    settles: tuple[str, ...] = ()
    """Keys of the waiting questions that this was made for."""


class Add(_Work):
    """A new entry, from a form, with the people and sources that were made on the way."""

    kind: Literal["add"] = "add"
    filled: AForm


class Teach(_Work):
    """One more way to ask for an entry."""

    kind: Literal["teach"] = "teach"
    question: str
    entry: str = ""
    others: tuple[tuple[str, str], ...] = ()
    """Entries that come near, to choose from: full id and title."""


class KeepCheck(_Work):
    """A question that must keep its reply."""

    kind: Literal["check"] = "check"
    question: str
    reply: Literal["answer", "shortlist", "clarify", "decline"]
    entry: str | None = None
    as_of: str | None = None

    @field_validator("as_of")
    @classmethod
    def _moment(cls, value: str | None) -> str | None:
        """A day or a moment, as `as_kept` writes it; ValueError for any other text."""
        if value is not None:
            kept(value, zone_named("UTC"))
        return value


class Withdraw(_Work):
    """Takes an entry out of use."""

    kind: Literal["withdraw"] = "withdraw"
    entry: str
    reason: str
    others: tuple[tuple[str, str], ...] = ()
    """Entries that what was typed may mean, to choose from: full id and title."""


class Confirm(_Work):
    """Says of an entry that somebody has looked at it today, and it is still true."""

    kind: Literal["confirm"] = "confirm"
    entry: str


class Revise(_Work):
    """Changes what stands in an entry, part by part; what was typed is kept by the names of the parts."""

    kind: Literal["edit"] = "edit"
    entry: str
    reason: str = ""
    others: tuple[tuple[str, str], ...] = ()
    """Entries that what was typed may mean, to choose from: full id and title."""
    shown: dict[str, dict[str, str]] = {}
    """What stood in each part that was opened, when it was."""
    typed: dict[str, dict[str, str]] = {}
    """What was typed over it, only where it is something else."""


class Upload(_Work):
    """A whole file in the place of the one there is; `base` is that one as it was at the upload, None for none."""

    kind: Literal["upload"] = "upload"
    file: str
    content: Base64Bytes
    base: Base64Bytes | None = None


class Undo(_Work):
    """Takes back an edit."""

    kind: Literal["undo"] = "undo"
    edit: int
    what: str
    patches: str


class Approve(_Work):
    """An edit that somebody else proposed."""

    kind: Literal["approve"] = "approve"
    edit: int
    what: str
    patches: str
    entries: tuple[str, ...] = ()


Work = Add | Teach | KeepCheck | Withdraw | Confirm | Revise | Upload | Undo | Approve
_ADAPTER: TypeAdapter[Work] = TypeAdapter(Annotated[Work, Field(discriminator="kind")])


def to_json(work: Work) -> str:
    return _ADAPTER.dump_json(work).decode()


def from_json(text: str) -> Work:
    """ValueError where it is none, such as one of an older version."""
    return _ADAPTER.validate_json(text)


def with_values(work: Add, values: Mapping[str, str]) -> Add:
    """The same with some fields of its form typed anew."""
    filled = work.filled
    changed = Filled(filled.kind, {**filled.values, **values}, filled.beside)
    return work.model_copy(update={"filled": changed})


def with_beside(work: Add, made: Filled, place: int | None = None) -> Add:
    """The same with a person or source made on the way: one more, or in the place of an earlier one."""
    filled = work.filled
    beside = list(filled.beside)
    if place is not None and place < len(beside):
        beside[place] = made
    else:
        beside.append(made)
    return work.model_copy(update={"filled": Filled(filled.kind, filled.values, tuple(beside))})


def with_part(work: Revise, name: str, values: dict[str, str]) -> Revise:
    """The same with what was typed into a part, where it is not what stood there."""
    typed = {**work.typed, name: touched(values, work.shown.get(name, {}))}
    return work.model_copy(update={"typed": {part: texts for part, texts in typed.items() if texts}})
