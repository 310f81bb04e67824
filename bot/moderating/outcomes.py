"""What a work comes to before it is saved and after, and why it was not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.errors import StrikebotError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.answering.engine import Engine
    from bot.knowledge.editing import FilePatch
    from bot.knowledge.problems import Problem
    from bot.moderating.edit_plan import Plan
    from bot.moderating.forms import FieldProblem
    from bot.moderating.questions import KeptQuestion as Answered
    from bot.moderating.works import Work
    from bot.records.rows import Edit


@dataclass(frozen=True, slots=True)
class Prepared:
    """A work as it would be saved now. It is `ready` when nothing is wrong with it.

    `revision` is that of the files it was applied to; `checks` are those that would not get their right reply, `broken`
    those of them that do now; `elsewhere`: the problems are of the files, and this work has nothing to do with them.
    """

    work: Work
    plan: Plan
    revision: str
    before: Mapping[str, bytes]
    engine: Engine | None = None
    wrong: tuple[FieldProblem, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    checks: tuple[Problem, ...] = ()
    broken: tuple[Problem, ...] = ()
    elsewhere: bool = False
    entries: tuple[str, ...] = ()
    patches: tuple[FilePatch, ...] = ()
    diff: str = ""

    @property
    def ready(self) -> bool:
        return self.engine is not None


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving: the number of the edit, and the waiting questions that it answers."""

    edit: int
    revision: str
    answered: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """The edit waits for another moderator."""

    edit: int


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody changed the files meanwhile; nothing was saved. `fresh` is the work on the files as they are now."""

    fresh: Prepared
    diff: str


class NotReadyError(StrikebotError):
    """A work with problems cannot be saved."""

    def __init__(self) -> None:
        super().__init__("Something still needs fixing, so nothing was saved.")


class AlreadyDecidedError(StrikebotError):
    """A proposal that somebody else has approved or refused, or that one made oneself."""

    def __init__(self, why: Literal["decided", "own"] = "decided") -> None:
        told = {
            "decided": "Somebody has already decided on this edit.",
            "own": "You made this edit yourself: somebody else has to look at it.",
        }
        super().__init__(told[why])


class NoEditError(StrikebotError):
    """There is nothing to undo."""

    def __init__(self, number: int | None) -> None:
        named = "There is no edit to undo." if number is None else f"There is no edit number {number}."
        super().__init__(f"{named} `/kb history` lists them.")


class UndoneError(StrikebotError):
    """An edit that was taken back already."""

    def __init__(self, edit: Edit) -> None:
        super().__init__(f"Edit {edit.id} ({edit.what}) has been undone already, by edit {edit.undone_by}.")
