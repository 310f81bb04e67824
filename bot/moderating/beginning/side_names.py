"""What is typed for a union, an employer and an issue; and that no two of them share a name or an id."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.errors import StrikebotError
from bot.knowledge.checks.names import same
from bot.knowledge.model.models import PartyKind
from bot.knowledge.problems import show
from bot.knowledge.yaml.parse import first_unwanted, unwanted
from bot.moderating.beginning.plan import Matter, Side
from bot.moderating.forms.engine.ids import slug

LONGEST = 120
_BRACKETS = re.compile(r"(?P<name>[^()]*\S)\s*\((?P<short>[^()]+)\)")
_KINDS = (
    (
        PartyKind.EMPLOYERS,
        r"association|alliance|federation|employers|council|group|league|confederation|chamber",
    ),
    (
        PartyKind.PUBLIC,
        r"government|ministry|department|city|county|state|university|college|schools?|district|authority|nhs|board|agency",
    ),
)
"""Words by which an employer is told from a company. The file says that it is to be looked at."""


class UnusableError(StrikebotError):
    """What was typed cannot be used; the message is a sentence that says why and what to do."""


def plain(text: str) -> str:
    """A text on one line; UnusableError for an empty one, a very long one, and characters that no file may hold."""
    made = " ".join(text.split())
    found = first_unwanted(made)
    if found:
        raise UnusableError(f"Found {unwanted(found)[0]}: type the text again, without it.")
    if not any(char.isalnum() for char in made):
        raise UnusableError(f"Found {show(made) if made else 'nothing'}: a name has letters.")
    if len(made) > LONGEST:
        raise UnusableError(f"That has {len(made)} characters: at most {LONGEST} are possible.")
    return made


@dataclass
class Names:
    """The names and ids given so far, each with what it stands for."""

    _named: dict[str, str] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)

    def union(self, text: str) -> Side:
        """`Example Workers' Union (EWU)`: the name, and what people call it. UnusableError."""
        return self._side(text, "union", PartyKind.UNION)

    def employer(self, text: str) -> Side:
        return self._side(text, "employer", None)

    def matter(self, text: str) -> Matter:
        """`pay`, or `pay: wages that keep up with prices`. UnusableError."""
        typed, _, about = text.partition(":")
        name = plain(typed)
        self._take((name,), f"the issue {show(name)}")
        return Matter(self._free(name, "issue"), name, _told(name, plain(about)) if about.strip() else None)

    def other(self, text: str, what: str) -> str:
        """Another name for what the base holds already, such as `bus strike` for the strike. UnusableError."""
        name = plain(text)
        self._take((name,), what)
        return name

    def _side(self, text: str, noun: str, kind: PartyKind | None) -> Side:
        typed = plain(text)
        match = _BRACKETS.fullmatch(typed)
        name, short = (match["name"], match["short"].strip()) if match else (typed, typed)
        short = re.sub(r"^the\s+(?=\S)", "", plain(short), flags=re.IGNORECASE)
        self._take((name, short), f"the {noun} {show(name)}")
        return Side(self._free(short, noun), name, short, kind or _kind(name))

    def _take(self, names: tuple[str, ...], what: str) -> None:
        for name in names:
            if same(name) in self._named:
                raise UnusableError(
                    f"{show(name)} is already the name of {self._named[same(name)]}."
                    " A name can lead to one entry only: give it another, or leave it out."
                )
        self._named |= dict.fromkeys(map(same, names), what)

    def _free(self, name: str, noun: str) -> str:
        stem = slug(name)[:60].strip("-") or noun
        found = next(id for id in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if id not in self._ids)
        self._ids.add(found)
        return found

    def free(self, name: str) -> bool:
        """Whether nothing bears the name yet."""
        return same(name) not in self._named


def _kind(name: str) -> PartyKind:
    for kind, words in _KINDS:
        if re.search(rf"\b(?:{words})\b", name, re.IGNORECASE):
            return kind
    return PartyKind.COMPANY


def _told(name: str, about: str) -> str:
    """What is meant by an issue, in a sentence: `wages that keep up` becomes `Pay is about wages that keep up.`"""
    return _sentence(f"{name} is about {about}" if about[0].islower() else about)


def _sentence(text: str) -> str:
    ended = text if text[-1] in ".!?" else f"{text}."
    return ended[0].upper() + ended[1:]
