"""What is wrong in a knowledge file, and where: one `Problem` each, in words that a moderator can act on."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from rapidfuzz import fuzz, process

from bot.errors import StrikebotError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHOWN = 60
"""How much of a value a message repeats."""
ROOM = {"path": 200, "found": 500, "expected": 700, "hint": 100}
"""How much of each part a problem keeps, in characters: what is in a file may be as long as the file."""
ALIKE = 65.0
"""From this likeness (0 to 100) on, a word is offered as what was meant."""
LONGEST_WORD = 200
"""What is longer is no word, and nobody meant another one."""
MANY = 500
"""So many problems are told in all, and looking stops: nobody reads on, and they would fill the memory."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `file` is relative to the knowledge folder; line 0 is the whole file. Errors come before notices.

    Whatever it is made of, its parts are short and hold nothing that could disturb a terminal or a log.
    """

    file: str
    line: int
    column: int
    path: str
    found: str
    expected: str
    hint: str = ""
    level: Literal["error", "notice"] = "error"

    def __post_init__(self) -> None:
        for part, room in ROOM.items():
            object.__setattr__(self, part, brief(getattr(self, part), room))

    def __lt__(self, other: Problem) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, str, int, int, str, str]:
        """What must be mended first, then by files and lines."""
        return self.level, self.file, self.line, self.column, self.path, self.found

    @property
    def message(self) -> str:
        """The sentence without its place in a file."""
        path = f"{self.path}: " if self.path else ""
        expected = f", expected {self.expected}" if self.expected else ""
        hint = f", did you mean {self.hint}?" if self.hint else ""
        return f"{path}found {self.found}{expected}{hint}"

    def __str__(self) -> str:
        if not self.file:
            return self.message
        return f"{harmless(self.file)}{f':{self.line}' if self.line else ''}: {self.message}"

    def github(self) -> str:
        """An annotation of GitHub Actions (https://docs.github.com/actions/reference/workflow-commands)."""
        place = [f"file={_property(harmless(self.file))}"] if self.file else []
        if self.file and self.line:
            place += [f"line={self.line}", f"col={max(self.column, 1)}"]
        words = " " + ",".join(place) if place else ""
        return f"::{self.level}{words}::{_escape(self.message)}"

    def under(self, folder: str) -> Problem:
        """The same with the knowledge folder's own path before the file's, for editors and annotations."""
        return replace(self, file=f"{folder.rstrip('/')}/{self.file}") if self.file else self


class Report:
    """Problems as they are found, each once and at most MANY; the last one says where looking was stopped."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self.full = False
        """Whether there is no use in looking on."""
        self._errors: dict[Problem, None] = {}
        self._notices: dict[Problem, None] = {}
        self.add(problems)

    @property
    def sound(self) -> bool:
        return not self._errors

    def add(self, problems: Iterable[Problem]) -> None:
        """Take problems in, as far as there is room; of a generator no more than that is made."""
        if self.full:
            return
        for problem in problems:
            if problem.level == "notice":
                if len(self._notices) < MANY:
                    self._notices[problem] = None
            elif problem not in self._errors:
                self.full = len(self._errors) == MANY - 1
                self._errors[_and_more(problem) if self.full else problem] = None
                if self.full:
                    return

    def problems(self) -> list[Problem]:
        """Errors, then notices as far as there is room, each in the order of files and lines."""
        room = MANY - len(self._errors)
        return sorted([*self._errors, *list(self._notices)[:room]])


def _and_more(problem: Problem) -> Problem:
    found = f"more than {MANY - 1} problems; nothing after this one was looked at"
    return Problem(problem.file, problem.line, problem.column, "", found, "fewer")


class KnowledgeError(StrikebotError):
    """The knowledge base cannot be used; `problems` says everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def _escape(text: str) -> str:
    return text.replace("%", "%25")


def _property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def show(value: object) -> str:
    """A value as a message repeats it: quoted, clipped, with nothing in it that could disturb a terminal."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "named fields"
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    beginning = str(value).strip(" \t\r\n")[: SHOWN * 20]  # the rest of a mebibyte need not be looked at
    text = clip(re.sub(r"[ \t\r\n]+", " ", beginning), SHOWN)
    return f'"{harmless(text)}"'


def clip(text: str, room: int) -> str:
    """The text, or its beginning and an ellipsis where it is longer than `room` characters."""
    return text if len(text) <= room else text[: room - 1] + "…"


def brief(text: str, room: int) -> str:
    """The text as one line of at most `room` characters, whatever it is."""
    return clip(harmless(clip(text, room)), room)


def harmless(text: str) -> str:
    """The text with what does not print (line ends, directions, joiners) written as `\\u200d`."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def character_name(char: str) -> str:
    """`U+202E (right-to-left override)`; Unicode has no names for control characters, so these get one."""
    named = {"\x00": "null", "\x07": "bell", "\x08": "backspace", "\x1b": "escape", "\r": "carriage return"}
    name = unicodedata.name(char, "").lower() or named.get(char, "a control character")
    return f"U+{ord(char):04X} ({name})"


def closest(word: str, choices: Iterable[str]) -> str:
    """The choice that `word` was probably meant to be, or an empty text."""
    if len(word) > LONGEST_WORD:
        return ""
    best = process.extractOne(word, list(choices), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return best[0] if best else ""


def one_of(words: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} or {words[-1]}"
