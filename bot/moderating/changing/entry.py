"""An entry as its file has it now, in parts; and all that was typed into them as one change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.editing import ValueChange, data_of, kind_of_entry, revise
from bot.knowledge.model.items import SOURCES
from bot.moderating.changing.changed import Opened, changed, in_order, opened
from bot.moderating.changing.parts import Part, parts_of
from bot.moderating.forms.engine.form_types import FieldProblem, Made
from bot.moderating.forms.engine.typed_names import KnownNames

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from bot.answering.engine import Engine
    from bot.knowledge.editing import Files

OF_ADDRESS = ("link", "moved_to", "tried")
"""The fields of a source that are about its address."""
_GONE = (
    "What this changed is no longer there: somebody else has changed the entry. Begin again with `/kb edit`."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry in the files: its parts, what it says, and what can be named."""

    full_id: str
    data: Mapping[str, object]
    parts: tuple[Part, ...]
    known: KnownNames
    strike: str

    def part(self, name: str) -> Part | None:
        return next((part for part in self.parts if part.name == name), None)

    def opened(self, part: Part) -> Opened:
        return opened(part, self.data, self.known, self.strike)


def standing(full_id: str, files: Files, engine: Engine, now: dt.datetime) -> Standing:
    """CannotEditError where there is no such entry in the files, or it cannot be read."""
    base = engine.base
    zone = base.zone_of(full_id) if not full_id.startswith("source/") else base.zone
    known = KnownNames(engine, now.astimezone(zone).date())
    data, kind = data_of(files, full_id), kind_of_entry(full_id)
    shelves = (base.parties, base.people, base.issues, base.places)
    names = {id: one.name for shelf in shelves for id, one in shelf.items()}
    strike = base.strike_of(full_id) or "" if full_id.count("/") != 1 else ""
    return Standing(full_id, data, tuple(parts_of(kind.model, data, names)), known, strike)


def made_of(
    full_id: str,
    title: str,
    typed: Mapping[str, Mapping[str, str]],
    files: Files,
    engine: Engine,
    now: dt.datetime,
) -> Made:
    """What was typed into the parts of an entry, by their names, as changes of the files. CannotEditError as above."""
    here = standing(full_id, files, engine, now)
    changes, problems = [], []
    for name, values in typed.items():
        part = here.part(name)
        if part is None:
            problems.append(FieldProblem("", _GONE))
            continue
        made = changed(full_id, part, here.data, values, here.known, here.strike)
        changes += made.changes
        problems += made.problems
    return Made(
        full_id,
        title,
        changes=()
        if problems
        else tuple(in_order([*changes, *_outdated(here, changes), *_untranslated(here, files, changes)])),
        problems=tuple(problems),
        form="edit",
    )


def _outdated(here: Standing, changes: list[ValueChange]) -> list[ValueChange]:
    """What was found at the old address of a source says nothing of its new one."""
    fields = {change.path[0] for change in changes}
    if kind_of_entry(here.full_id) is not SOURCES or "url" not in fields:
        return []
    return [
        ValueChange(here.full_id, (name,), None) for name in OF_ADDRESS if name in here.data.keys() - fields
    ]


def _untranslated(here: Standing, files: Files, changes: list[ValueChange]) -> list[ValueChange]:
    """The Spanish of a text that is another one now says what it said before: it goes, and all the rest of it stays."""
    kept = here.data.get("es")
    if not isinstance(kept, dict) or not changes:
        return []
    after = data_of(revise(files, in_order(changes)), here.full_id)
    touched = {str(change.path[0]) for change in changes}
    gone = [
        name for name in kept if name in touched and _words(here.data.get(name)) != _words(after.get(name))
    ]
    if len(gone) == len(kept):
        return [ValueChange(here.full_id, ("es",), None)]
    return [ValueChange(here.full_id, ("es", name), None) for name in gone]


def _words(value: object) -> list[str]:
    """The texts of a field: its own, or those of its claims."""
    found = []
    for one in value if isinstance(value, list) else [value]:
        text = one.get("text") or one.get("title") if isinstance(one, dict) else one
        found += [" ".join(str(text).split())] if text else []
    return found
