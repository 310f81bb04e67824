"""A part of an entry as a form with what stands there, and what was typed over it as changes of that part alone."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.knowledge.editing import Item, ValueChange
from bot.moderating.changing.parts import listed
from bot.moderating.changing.values import read, shown
from bot.moderating.forms.engine.form_reader import FormReading
from bot.moderating.forms.engine.form_types import CHOICES, INPUT, Choice, Field, FieldProblem, Form, Page
from bot.moderating.forms.engine.typed import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.knowledge.editing import Step
    from bot.moderating.changing.kinds import HeldField
    from bot.moderating.changing.parts import Part
    from bot.moderating.forms.engine.typed_names import KnownNames

LONGEST = 100
"""Characters of an option of a menu."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A page to be filled in, what stands in it, and what its menus offer. What is longer than a form takes is left out."""

    page: Page
    values: dict[str, str]
    menus: dict[str, list[Choice]]


@dataclass
class Changed:
    changes: list[ValueChange] = field(default_factory=list)
    problems: list[FieldProblem] = field(default_factory=list)


def opened(part: Part, data: Mapping[str, object], known: KnownNames, strike: str) -> Opened:
    """The form of a part, as the file has it; `strike` is the one that the entry belongs to."""
    there = _at(data, part)
    values = {one.name: shown(one, there.get(one.name), known, strike) for one in part.fields}
    menus = {
        one.name: menu for one in part.fields if (menu := _menu(one, there.get(one.name), known, strike))
    }
    values |= {name: "\n".join(one.value for one in menu if one.chosen) for name, menu in menus.items()}
    fields = tuple(
        _asked(one, menu=one.name in menus) for one in part.fields if len(values[one.name]) <= INPUT
    )
    return Opened(Page(part.name, part.title, fields), values, menus)


def _asked(one: HeldField, *, menu: bool) -> Field:
    return replace(one.field, style="choices" if one.kind == "many" else "choice") if menu else one.field


def touched(typed: Mapping[str, str], shown: Mapping[str, str]) -> dict[str, str]:
    """What was typed and is not what stood there: spaces and blank lines around it do not count."""
    return {name: text for name, text in typed.items() if _bare(text) != _bare(shown.get(name, ""))}


def _bare(text: str) -> list[str]:
    return [line.strip() for line in text.replace("\r\n", "\n").strip().split("\n")]


def _at(data: Mapping[str, object], part: Part) -> Mapping[str, object]:
    """What the fields of a part are of; a text alone is the first of them."""
    here = _raw(data, part)
    if isinstance(here, str):
        return {part.fields[0].name: here}
    return here if isinstance(here, dict) else {}


def _raw(data: Mapping[str, object], part: Part) -> object:
    here: object = data
    for step in part.way:
        if isinstance(step, Item):
            here = next((one for one in listed(here) if step.is_in(one)), None)
        else:
            here = here.get(step) if isinstance(here, dict) else None
    return here


def _menu(one: HeldField, there: object, known: KnownNames, strike: str) -> list[Choice]:
    """What may be chosen; nothing where there is more than a menu holds, so that it is typed."""
    if one.kind == "choice":
        return [Choice(value, label, chosen=value == there) for value, label in one.field.options]
    if one.kind not in ("one", "many"):
        return []
    shelf = known.shelf(one.field.shelf, strike) if one.field.shelf else []
    chosen = there if isinstance(there, list) else [there]
    if not shelf or len(shelf) > CHOICES or any(len(named.id) > LONGEST for named in shelf):
        return []
    return [Choice(named.id, named.name[:LONGEST], chosen=named.id in chosen) for named in shelf]


def changed(
    full_id: str,
    part: Part,
    data: Mapping[str, object],
    typed: Mapping[str, str],
    known: KnownNames,
    strike: str,
) -> Changed:
    """What was typed into a part as changes of the entry; `typed` holds only what is not what stood there."""
    made = Changed()
    there = _at(data, part)
    form = Form("", part.title, (Page(part.name, part.title, tuple(one.field for one in part.fields)),))
    reading = FormReading(form, typed, known, strike, home=strike)
    new: dict[str, object] = {}
    for one in part.fields:
        if one.name in typed:
            new[one.name] = read(one, there.get(one.name), reading)
            if one.required and new[one.name] is None and not (part.is_new and not any(typed.values())):
                reading.report(one.name, "Please fill this in: it is needed.")
    made.problems += [_labelled(problem, part) for problem in reading.problems]
    if made.problems or not new:
        return made
    made.changes += _changes(full_id, part, there, new, bare=isinstance(_raw(data, part), str))
    return made


def _changes(
    full_id: str, part: Part, there: Mapping[str, object], new: Mapping[str, object], *, bare: bool
) -> list[ValueChange]:
    """One for each field; of a bare text, and of what is new in a list, one in all."""
    way = part.way
    if not (bare or part.name.endswith(".new")):
        return [ValueChange(full_id, (*way, name), value) for name, value in new.items()]
    whole = {name: value for name, value in {**there, **new}.items() if value is not None}
    if part.name.endswith(".new"):
        texts = tuple((name, value) for name, value in whole.items() if isinstance(value, str))
        way = (*way, Item(texts))
    first = part.fields[0].name
    return [ValueChange(full_id, way, whole[first] if bare and set(whole) == {first} else whole or None)]


def in_order(changes: Iterable[ValueChange]) -> list[ValueChange]:
    """Changes of an entry as it stands, so that each finds the item it means: what is deepest comes first, and an item
    that is known by its texts is looked for by those that the changes before gave it."""
    moved: dict[tuple[Step, ...], Item] = {}
    made = []
    for change in sorted(changes, key=lambda one: -len(one.path)):
        *home, last = change.path
        if home and isinstance(home[-1], Item) and isinstance(last, str):
            item = moved.get(tuple(home), home[-1])
            moved[tuple(home)] = item.after(last, change.value if isinstance(change.value, str) else "")
            change = replace(change, path=(*home[:-1], item, last))
        made.append(change)
    return made


def _labelled(problem: FieldProblem, part: Part) -> FieldProblem:
    labels = {one.name: one.field.label.removesuffix(", one a line") for one in part.fields}
    return FieldProblem(
        "", one_line(f"{labels.get(problem.field, part.title)}: {problem.text}"), problem.level
    )
