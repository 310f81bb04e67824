"""The kinds of knowledge files, and one entry as read from one: its model, its tree and its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.knowledge.model import actions, models, profile
from bot.knowledge.problems import Problem
from bot.knowledge.yaml.tree import Mapping, Node, Step, locate, words

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class FileKind:
    """A file of the knowledge folder: what it is called and what it holds."""

    file: str
    model: type[models.Model]
    noun: str
    is_list: bool = True
    required: bool = False
    in_strike: bool = False

    @property
    def one(self) -> str:
        """`a meeting`, `an event`."""
        return f"{'an' if self.noun[0] in 'aeiou' else 'a'} {self.noun}"

    @property
    def name(self) -> str:
        """`meetings`."""
        return self.file.removesuffix(".yaml")

    def full_id(self, bare: str, strike: str | None) -> str:
        """The id that nothing else has: `bakers-2024/meeting/2024-03-04`, `party/mill-owners`, `bakers-2024`."""
        if self.noun == "strike":
            return bare
        return f"{strike}/{self.noun}/{bare}" if strike else f"{self.noun}/{bare}"


BASE = FileKind("base.yaml", profile.Profile, "base", is_list=False)
SOURCES = FileKind("sources.yaml", models.Source, "source", required=True)
PARTIES = FileKind("parties.yaml", models.Party, "party", required=True)
PEOPLE = FileKind("people.yaml", models.Person, "person", required=True)
ISSUES = FileKind("issues.yaml", models.Issue, "issue", required=True)
PLACES = FileKind("places.yaml", actions.Place, "place")
ANSWERS = FileKind("answers.yaml", models.Answer, "answer")
VOCABULARY = FileKind("vocabulary.yaml", models.Vocabulary, "vocabulary", is_list=False)
CHECKS = FileKind("checks.yaml", models.Check, "check")
STRIKE = FileKind("strike.yaml", models.Strike, "strike", is_list=False, required=True, in_strike=True)
MEETINGS = FileKind("meetings.yaml", models.Meeting, "meeting", in_strike=True)
POSITIONS = FileKind("positions.yaml", models.Position, "position", in_strike=True)
QUOTES = FileKind("quotes.yaml", models.Quote, "quote", in_strike=True)
EVENTS = FileKind("events.yaml", models.Event, "event", in_strike=True)
WALKOUTS = FileKind("walkouts.yaml", actions.WalkOut, "walkout", in_strike=True)
BALLOTS = FileKind("ballots.yaml", actions.Ballot, "ballot", in_strike=True)
FIGURES = FileKind("figures.yaml", actions.Figure, "figure", in_strike=True)

TOP = (BASE, SOURCES, PARTIES, PEOPLE, ISSUES, PLACES, ANSWERS, VOCABULARY, CHECKS)
PER_STRIKE = (STRIKE, MEETINGS, POSITIONS, QUOTES, EVENTS, WALKOUTS, BALLOTS, FIGURES)
KINDS = TOP + PER_STRIKE
WITHOUT_ID = (BASE, VOCABULARY)
"""Files that are one entry, named by the file alone."""
ENTRIES = (
    PARTIES, PEOPLE, ISSUES, PLACES, STRIKE, MEETINGS, POSITIONS, QUOTES, EVENTS, WALKOUTS, BALLOTS, FIGURES, ANSWERS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a file. `model` is None where it is not valid; `id` is empty where none can be read."""

    kind: FileKind
    id: str
    strike: str | None
    label: str
    file: str
    node: Node
    model: models.Model | None

    @property
    def full(self) -> str:
        return self.kind.full_id(self.id, self.strike)

    @property
    def line(self) -> int:
        return self.node.mark.line

    @property
    def entry(self) -> models.Entry | None:
        """The model, where it is an entry that is valid."""
        return self.model if isinstance(self.model, models.Entry) else None

    def problem(
        self,
        path: Iterable[Step],
        found: str,
        expected: str,
        hint: str = "",
        level: Literal["error", "notice"] = "error",
    ) -> Problem:
        """A problem of this item at `path`."""
        place = locate(self.node, path)
        where = ".".join(filter(None, (self.label, words(place.steps))))
        return Problem(self.file, *place.mark, where, found, expected, hint, level)


def read_id(node: Node) -> str:
    """The id as written, or an empty text."""
    if isinstance(node, Mapping):
        value = plain_text(node.fields.get("id"))
        return value.strip() if value else ""
    return ""


def plain_text(node: Node | None) -> str | None:
    """The text of a value, None for anything else."""
    return getattr(node, "text", None)
