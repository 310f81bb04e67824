"""The documentation of every file, field and word, printed from the models, so that it cannot say anything else than they do."""

from __future__ import annotations

import datetime as dt
import types
import typing
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from bot.knowledge.documentation.meanings import MEANINGS
from bot.knowledge.documentation.specimen import entry_of, example_of, examples
from bot.knowledge.model import actions, models
from bot.knowledge.model.items import KINDS, PER_STRIKE
from bot.knowledge.model.models import Entry, Model, StrikeEntry
from bot.knowledge.model.validation import field_names, model_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from bot.knowledge.model.items import FileKind

COMMAND = "strikebot schema --fields"
OPENING = f"""\
# Every file, field and word

Printed from the program by `{COMMAND}`: it says what `strikebot check` takes. [first-base.md](first-base.md) leads from an empty
folder to the bot, [knowledge/README.md](../knowledge/README.md) explains how to write the files, [recipes.md](recipes.md) what to
write when something happens. The examples are about an invented strike of the Example Workers' Union (EWU) at Acme and
Globex.

A field in **bold** is needed; every other one may be left out. *Text* is a sentence or some words, *id* small letters, digits and
hyphens, *day* a day such as 2031-05-02, *date* also a month (2031-05), a year (2031) or about a day (~2031-05-02). A list is one
item a line, each after a dash, or `[one, two]`. `citations`, `party`, `union`, `employer`, `deal` and `tentative_agreement` take
a single item alone, too.
"""
NAMES: dict[object, str] = {
    models.Id: "id",
    models.Text: "text",
    models.Short: "text",
    models.Day: "day",
    models.DayOrMoment: "day, or moment",
    models.PartialDay: "date",
    actions.Clock: "time of day",
    actions.LocalTime: "day and time",
    actions.Count: "number, as the source gives it",
    actions.Percent: "number",
    bool: "true or false",
    int: "year",
    dt.datetime: "moment",
}
"""What a field takes, by its type."""


def manual() -> str:
    """The whole page."""
    parts = [OPENING, _contents(), _entries()]
    parts += [_file(kind) for kind in KINDS]
    parts += ["## Parts of entries", *(_part(model) for model in _parts())]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _contents() -> str:
    links = " · ".join(f"[{kind.file}](#{kind.file.replace('.', '')})" for kind in KINDS)
    return f"{links}\n\nParts: {' · '.join(_link(model) for model in _parts())}"


def _entries() -> str:
    """What stands in every entry, and what in those of a strike's folder."""
    lines = [
        "## Every entry",
        "Every entry has these, but for sources, the vocabulary, the checks and base.yaml."
        " `also_in` is for those in a strike's folder.",
        _table(StrikeEntry, field_names(StrikeEntry)),
    ]
    return "\n\n".join(lines)


def _file(kind: FileKind) -> str:
    where = f"`strikes/<strike>/{kind.file}`" if kind in PER_STRIKE else f"`{kind.file}`"
    held = "entries, each after a dash" if kind.is_list else "one entry, without a dash"
    own = [name for name in field_names(kind.model) if name not in _inherited(kind.model)]
    also = ", and what [every entry](#every-entry) has" if issubclass(kind.model, Entry) else ""
    parts = [
        f"## {kind.file}",
        f"{_about(kind.model)} {where} holds {held}{also}.",
        _table(kind.model, own),
        *_words(kind.model, own),
        f"```yaml\n{entry_of(kind.file)}\n```",
    ]
    return "\n\n".join(parts)


def _inherited(model: type[Model]) -> set[str]:
    """What the model has from `Entry`, and is not told again."""
    return set(field_names(StrikeEntry)) - {"id"} if issubclass(model, Entry) else set()


def _part(model: type[Model]) -> str:
    names = field_names(model)
    shown = f"```yaml\n{example_of(model)}\n```"
    return "\n\n".join(
        [f"### {_title(model)}", _about(model), _table(model, names), *_words(model, names), shown]
    )


def _about(model: type[Model]) -> str:
    return " ".join((model.__doc__ or "").split())


def _parts() -> list[type[Model]]:
    """The models within the entries, in the order in which they are met."""
    found: dict[type[Model], None] = {}
    waiting: list[type[Model]] = [StrikeEntry, *(kind.model for kind in KINDS)]
    while waiting:
        model = waiting.pop(0)
        inner = [one for name in field_names(model) if (one := model_at(model, (name,))) and one not in found]
        found |= dict.fromkeys(inner)
        waiting += inner
    return list(found)


def _table(model: type[Model], names: list[str]) -> str:
    rows = ["| Field | Takes | What it holds | Example |", "|---|---|---|---|"]
    return "\n".join([*rows, *(_row(model, name) for name in names)])


def _row(model: type[Model], name: str) -> str:
    info, hint = _field(model, name)
    shown = f"**`{name}`**" if info.is_required() else f"`{name}`"
    example = _example(model, name)
    cells = (shown, _takes(hint), info.description or "", f"`{example}`" if example else "below")
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _field(model: type[Model], name: str) -> tuple[FieldInfo, object]:
    hints = typing.get_type_hints(model, include_extras=True)
    key = next(key for key, info in model.model_fields.items() if name in (key, info.alias))
    return model.model_fields[key], hints[key]


def _example(model: type[Model], name: str) -> str | None:
    """As it stands in the specimen: in this model, else in one that has the field from the same one."""
    found = examples()
    owner = next(
        (one for one in reversed(model.__mro__) if name in getattr(one, "__annotations__", ())), model
    )
    places = [one for one, field in found if field == name and issubclass(one, owner)]
    return next((found[place, name] for place in sorted(places, key=lambda one: one is not model)), None)


def _takes(hint: object) -> str:
    if hint in NAMES:
        return NAMES[hint]
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _takes(parts[0]) if parts[0] is not str else "text"
    if origin in {types.UnionType, typing.Union}:
        return ", or ".join(dict.fromkeys(_takes(part) for part in parts if part is not type(None)))
    if origin is tuple:
        return f"list: {_takes(parts[0])}"
    if origin is Literal or (isinstance(hint, type) and issubclass(hint, StrEnum)):
        return "a word, see below"
    if isinstance(hint, type) and issubclass(hint, Model):
        return _link(hint)
    return "text"


def _words(model: type[Model], names: list[str]) -> Iterator[str]:
    """What the words of each closed list mean."""
    for name in names:
        meanings = MEANINGS.get(f"{model.__name__}.{name}")
        if meanings:
            rows = [f"| `{word}` | {meaning} |" for word, meaning in meanings.items()]
            yield "\n".join([f"| `{name}` | means |", "|---|---|", *rows])


def _title(model: type[Model]) -> str:
    """`CitedMilestone` as `Cited milestone`."""
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__)
    return spaced.strip().capitalize()


def _link(model: type[Model]) -> str:
    title = _title(model)
    return f"[{title.lower()}](#{title.lower().replace(' ', '-')})"
