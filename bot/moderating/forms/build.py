"""A filled form into the entries to add, or into everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.answering.offered_names import Named
from bot.knowledge.model import items as kinds
from bot.knowledge.model.models import Source
from bot.knowledge.model.validation import field_names
from bot.moderating.forms.catalogue import RECIPES
from bot.moderating.forms.engine.form_problems import label_of, review_new, texts
from bot.moderating.forms.engine.form_types import Addition, FieldProblem, Filled, Made
from bot.moderating.forms.engine.ids import Taken
from bot.moderating.forms.engine.recipe import Revised, Written
from bot.moderating.forms.engine.typed_names import KnownNames, source_title
from bot.moderating.forms.error_texts import field_problems
from bot.moderating.forms.prefill import opened, today

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from bot.answering.engine import Engine
    from bot.knowledge.editing import ValueChange
    from bot.knowledge.model.items import FileKind
    from bot.knowledge.problems import Problem
    from bot.moderating.forms.engine.form_reader import FormReading


def make(filled: Filled, engine: Engine, now: dt.datetime) -> Made:
    """The entries of a form and of what goes along, each with an id of its own; or the problems. Never raises for
    what somebody typed."""
    if filled.kind not in RECIPES:
        problem = FieldProblem("", "That form is no longer there. Please begin again.")
        return Made("", "", problems=(problem,))
    making = _Making(engine, KnownNames(engine, today(filled, engine, now)))
    return making.run(filled, now)


@dataclass
class _Making:
    engine: Engine
    known: KnownNames
    additions: list[Addition] = field(default_factory=list)
    changes: list[ValueChange] = field(default_factory=list)
    problems: list[FieldProblem] = field(default_factory=list)
    notices: list[FieldProblem] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)

    def run(self, filled: Filled, now: dt.datetime) -> Made:
        self.along(filled)
        new = tuple(self.known.sources)
        reading = opened(filled, self.known, new_sources=new)
        _later(reading, now)
        full_id, title = self._entry(filled.kind, reading)
        cited = reading.cited() if self.changes else []
        made = Made(
            full_id,
            title,
            tuple(self.additions),
            tuple(self.changes),
            tuple(self.problems),
            tuple(self.notices),
            filled.kind,
            self.titles,
            cited[0].known_from(self.known.base.zone) if cited else None,
        )
        return self._reviewed(made)

    def along(self, filled: Filled) -> tuple[str, ...]:
        """Make the sources that go along, then the people; the sources that these are lent."""
        for one in flat(filled):
            if one.kind == "source":
                self._beside(one, opened(one, self.known))
        lent = tuple(opened(filled, self.known, new_sources=tuple(self.known.sources)).sources())
        for one in flat(filled):
            if one.kind == "person":
                self._beside(one, opened(one, self.known, lent=lent))
        return lent

    def _beside(self, one: Filled, reading: FormReading) -> None:
        """What goes along; its problems have no field in the form that is open, so they say whose they are."""
        before = len(self.problems), len(self.notices)
        self._entry(one.kind, reading)
        for found, start in zip((self.problems, self.notices), before, strict=True):
            found[start:] = [
                FieldProblem("", said_of(one.kind, problem), problem.level) for problem in found[start:]
            ]

    def _entry(self, kind: str, reading: FormReading) -> tuple[str, str]:
        recipe = RECIPES[kind]
        written = recipe.write(reading)
        reading.check()
        _required(reading, in_strike="strike" in reading.form.fields and recipe.kind.in_strike)
        self.problems += reading.problems
        self.notices += reading.notices
        self.changes += written.changes
        if isinstance(written, Revised):
            return written.entry, written.title
        return self._new(kind, reading, written), written.title

    def _new(self, kind: str, reading: FormReading, written: Written) -> str:
        """The full id of the new entry, which is kept to be added."""
        of = RECIPES[kind].kind
        new = frozenset(one.kind.full_id(str(one.data["id"]), one.strike) for one in self.additions)
        strike = reading.strike if of.in_strike else None
        id = Taken(self.known.base, new).free(written.id, of, strike)
        data = self._data(of, written, id)
        self.additions.append(Addition(of, id if of is kinds.STRIKE else strike, data))
        self._known_from_now_on(kind, written, data, clean=not reading.problems)
        full_id: str = of.full_id(id, strike)
        return full_id

    def _data(self, kind: FileKind, written: Written, id: str) -> dict[str, object]:
        """In the order of the files, without what is empty."""
        all = {"id": id, "reviewed": str(self.known.today), **written.data}
        return {name: all[name] for name in field_names(kind.model) if all.get(name)}

    def _known_from_now_on(
        self, kind: str, written: Written, data: dict[str, object], *, clean: bool
    ) -> None:
        id = str(data["id"])
        self.titles[id] = written.title
        if kind == "person":
            people = {**self.known.people, id: Named(id, str(written.data["name"]) or id)}
            self.known = KnownNames(self.engine, self.known.today, people, self.known.sources)
        elif kind == "source" and clean:
            source = Source.model_validate(data)
            self.known = KnownNames(
                self.engine, self.known.today, self.known.people, {**self.known.sources, id: source}
            )
            self.titles[id] = source_title(source, self.known.base.zone)

    def _reviewed(self, made: Made) -> Made:
        """What the validator says of it, where the fields could all be read; nothing to add where there is a problem."""
        titles = {**self._titles(), **self.titles}
        made = replace(made, titles=titles)
        if not made.problems:
            new = review_new(made.additions, self.known.base, self.known.today)
            cited = set(texts([change.value for change in self.changes]))
            found = field_problems([one for one in new if not _is_cited(one, cited)], made)
            errors = tuple(problem for problem in found if problem.level == "error")
            notices = dict.fromkeys((*made.notices, *(one for one in found if one.level == "notice")))
            made = replace(made, problems=errors, notices=tuple(notices))
        return replace(made, additions=(), changes=()) if made.problems else made

    def _titles(self) -> dict[str, str]:
        """What to call the ids in the entries."""
        base = self.known.base
        found: dict[str, str] = {}
        said = [*(dict(addition.data) for addition in self.additions), *(one.value for one in self.changes)]
        for id in set(texts(said)):
            if id in base.sources:
                found[id] = source_title(base.sources[id], base.zone)
            elif id in base.parties:
                found[id] = base.parties[id].short_name
            elif named := base.people.get(id) or base.issues.get(id):
                found[id] = named.name
        return found


def with_beside(filled: Filled, engine: Engine, on: dt.date) -> tuple[KnownNames, tuple[str, ...]]:
    """All that can be named in a form, with what goes along; and the sources that new people are lent."""
    making = _Making(engine, KnownNames(engine, on))
    lent = making.along(filled)
    return making.known, lent


def without(filled: Filled, place: int, engine: Engine, now: dt.datetime) -> Filled:
    """A form without what goes along at this place; its fields name no more what is gone with it."""
    beside = tuple(one for number, one in enumerate(filled.beside) if number != place)
    left = Filled(filled.kind, filled.values, beside)
    gone = _new_ids(filled, engine, now) - _new_ids(left, engine, now)
    values = {
        name: "\n".join(line for line in value.split("\n") if line.strip() not in gone)
        for name, value in filled.values.items()
    }
    return Filled(filled.kind, values, beside)


def _new_ids(filled: Filled, engine: Engine, now: dt.datetime) -> set[str]:
    known, _ = with_beside(filled, engine, today(filled, engine, now))
    return {*known.people, *known.sources}


def flat(filled: Filled) -> Iterator[Filled]:
    """All that goes along with a form, also with what goes along."""
    for one in filled.beside:
        yield from flat(one)
        yield one


def _is_cited(problem: Problem, cited: Collection[str]) -> bool:
    """Whether it is said of a source that nothing cites it, while what changes does."""
    return problem.found.startswith("a source that nothing cites") and label_of(problem) in cited


def said_of(kind: str, problem: FieldProblem) -> str:
    form = RECIPES[kind].form
    label = form.fields[problem.field].label if problem.field in form.fields else ""
    return f"{form.title}: {label}: {problem.text}" if label else f"{form.title}: {problem.text}"


def _later(reading: FormReading, now: dt.datetime) -> None:
    """Nothing is told before its first source counts as published."""
    cited, zone = reading.cited(), reading.known.base.zone
    if cited and cited[0].known_from(zone) > now:
        day = cited[0].day(zone).words()
        reading.notice("source", f"Members see this only after {day}, when its source counts as published.")


def _required(reading: FormReading, *, in_strike: bool) -> None:
    if in_strike and not reading.strike and not reading.has("strike"):
        reading.report("strike", "I cannot tell which strike or contract this is about. Please choose it.")
    for name, wanted in reading.form.fields.items():
        if wanted.required and not reading.has(name):
            reading.report(name, "Please choose one." if wanted.options else "Please fill this in.")
    if "source" in reading.form.fields and not (
        reading.sources() or reading.has("source") or reading.has("more_sources")
    ):
        reading.report(
            "source", "Nothing can be said without a source. Choose one, or add one with “New source”."
        )
