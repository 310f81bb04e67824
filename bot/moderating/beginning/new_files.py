"""A plan as the files of a base: entries, and the comments that say what else belongs there."""

from __future__ import annotations

from importlib import resources
from string import Template
from typing import TYPE_CHECKING

from bot.errors import StrikebotError
from bot.knowledge.canonical.printer import canonical
from bot.knowledge.canonical.scalars import in_flow
from bot.knowledge.documentation.schema import schemas
from bot.knowledge.loader import assemble
from bot.knowledge.model.items import KINDS, PER_STRIKE
from bot.knowledge.yaml.tree import Mark, Scalar
from bot.moderating.beginning import entries, templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.knowledge.model.items import FileKind
    from bot.knowledge.problems import Problem
    from bot.moderating.beginning.entries import Entry, Value
    from bot.moderating.beginning.plan import Plan

SCHEMA = "schema"
"""The folder of the schemas with which editors check the files."""


class BeginningError(StrikebotError):
    """What was said makes no base that can be used; `problems` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(["No base can be made of that:", *map(str, problems)]))


def files(plan: Plan, free: Callable[[str], bool]) -> dict[str, bytes]:
    """Every file of the base by its name in the folder, each in its canonical form. BeginningError.

    `free` says whether a name may still be given to the strike.
    """
    made: dict[str, bytes] = {}
    for kind in KINDS:
        name = f"strikes/{plan.strike}/{kind.file}" if kind in PER_STRIKE else kind.file
        made[name] = canonical(_text(plan, kind, free), kind.name, name).encode()
    _, problems = assemble(made, now=plan.now)
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        raise BeginningError(errors)
    return made | {f"{SCHEMA}/{name}": text.encode() for name, text in schemas().items()}


def _text(plan: Plan, kind: FileKind, free: Callable[[str], bool]) -> str:
    """The schema's line, the comments at the head, the entries, and the marked places.

    A template has the head, the marked places, and others in their place where there are entries already.
    """
    lines = _lines(plan, kind, free)
    head, *feet = _template(plan, kind).split("\n===\n")
    foot = feet[-1 if lines else 0] if feet else ""
    depth = "../../" if kind in PER_STRIKE else ""
    schema = f"# yaml-language-server: $schema={depth}{SCHEMA}/{kind.name}.json"
    parts = [f"{schema}\n{head.strip()}", "\n".join(lines), foot.strip()]
    return "\n\n".join(part for part in parts if part) + "\n"


def _template(plan: Plan, kind: FileKind) -> str:
    text = (resources.files(templates) / f"{kind.name}.txt").read_text("utf-8")
    return Template(text).substitute(
        strike=plan.strike,
        union=plan.unions[0].id,
        employer=plan.employers[0].id,
        issue=plan.matters[0].id,
        today=plan.today,
        first_day=plan.first_day,
        year=plan.first_day.year,
    )


def _lines(plan: Plan, kind: FileKind, free: Callable[[str], bool]) -> list[str]:
    match kind.name:
        case "base":
            return list(_fields({"zone": plan.zone}))
        case "vocabulary":
            return list(_fields(entries.vocabulary(plan, free)))
        case "strike":
            return list(_fields(entries.strike(plan, free)))
        case "issues":
            return list(_items(entries.issues(plan, free)))
        case "sources" | "parties" | "answers" | "checks":
            return list(_items(getattr(entries, kind.name)(plan)))
    return []


def _items(found: list[Entry]) -> Iterator[str]:
    for entry in found:
        first, *rest = _fields(entry)
        yield f"- {first}"
        yield from (f"  {line}" for line in rest)


def _fields(entry: Entry) -> Iterator[str]:
    for name, value in entry.items():
        yield from _field(name, value)


def _field(name: str, value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{name}: {_scalar(value)}"
    elif isinstance(value, dict):
        yield f"{name}:"
        yield from (f"  {line}" for line in _fields(value))
    elif name in BRACKETED:
        yield f"{name}: [{', '.join(_scalar(text) for text in value if isinstance(text, str))}]"
    else:
        yield f"{name}:"
        for item in value:
            lines = [f"- {_scalar(item)}"] if isinstance(item, str) else _items([item])
            yield from (f"  {line}" for line in lines)


BRACKETED = frozenset({"union", "against", "aliases", "issues", "citations", "words"})
"""Lists that are written on one line."""


def _scalar(text: str) -> str:
    return in_flow(Scalar(text, Mark(1, 1)))
