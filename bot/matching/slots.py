"""What a question names: parties, people, issues, strikes, dates, a day number, quoted words; and what is left."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.dates.found import DateContext, no_event, nothing_known
from bot.dates.numbers import plain_digits
from bot.dates.reader import find
from bot.dates.strike_numbers import find_number
from bot.matching.common_words import background, equivalents
from bot.matching.spelling import Speller
from bot.matching.text import fold, plain, tokens_of, visible, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from bot.dates.found import Busy, DateSlot, Direction, Events, Reading, Unread
    from bot.dates.numbers import OddNumber
    from bot.knowledge.model.base import KnowledgeBase

PLACEHOLDERS = {
    kind: f"{kind}slot" for kind in ("party", "person", "issue", "place", "strike", "date", "number", "quote")
}
_STRIKE_WORDS = frozenset({"strike", "strikes", "walkout", "stoppage", "picketing"})
NEGATIONS = frozenset({"not", "no", "never", "without", "neither", "nor", "none", "nobody", "nothing"})
_QUOTED = re.compile(r'"([^"]{3,400})"|(?<!\w)\'([^\']{6,400})\'(?!\w)')


@dataclass(frozen=True, slots=True)
class Slots:
    """What a question names. Strikes: by id, or by the union that struck (`unions`)."""

    parties: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    strikes: tuple[str, ...] = ()
    unions: tuple[str, ...] = ()
    dates: tuple[DateSlot, ...] = ()
    unread: tuple[Unread, ...] = ()
    """What speaks of a day and was not understood: a question with any is not answered as if it named none."""
    number: int | None = None
    odd: OddNumber | None = None
    """The number of a strike day that can be none: zero, a fraction."""
    quoted: str | None = None
    negated: bool = False

    @property
    def empty(self) -> bool:
        return self == Slots(negated=self.negated)

    def names(self) -> int:
        """How many parties, people, issues, places and strikes are named."""
        named = (self.parties, self.people, self.issues, self.places, self.strikes, self.unions)
        return sum(map(len, named))

    def inherit(self, older: Slots) -> Slots:
        """These slots, each that is missing taken from an older question."""
        return replace(
            self,
            parties=self.parties or older.parties,
            people=self.people or older.people,
            issues=self.issues or older.issues,
            places=self.places or older.places,
            strikes=self.strikes or (() if self.unions else older.strikes),
            unions=self.unions or (() if self.strikes else older.unions),
            dates=self.dates or older.dates,
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood: its words, its frame (names lifted out) and its slots."""

    text: str
    tokens: tuple[str, ...]
    frame: tuple[str, ...]
    slots: Slots
    corrected: tuple[tuple[str, str], ...] = ()
    named: frozenset[str] = frozenset()
    unknown: int = 0
    """How many of the names are of what is not known yet."""

    @property
    def words(self) -> tuple[object, ...]:
        """What two questions have alike that are the same word for word: the tokens, and what was lifted out of them."""
        slots = self.slots
        return self.tokens, tuple(date.words for date in slots.dates), slots.number, slots.quoted


@dataclass(frozen=True, slots=True)
class Ref:
    kind: str
    id: str


class Gazetteer:
    """Every name of the base, as token sequences, to what it names. A sequence may name several things."""

    def __init__(self, names: Iterable[tuple[str, Ref]]) -> None:
        self._names: dict[tuple[str, ...], list[Ref]] = {}
        for name, ref in names:
            key = tuple(tokens_of(name))
            if key and ref not in self._names.setdefault(key, []):
                self._names[key].append(ref)
        self._first: dict[str, int] = {}
        for key in self._names:
            self._first[key[0]] = max(self._first.get(key[0], 0), len(key))

    def longest(self, tokens: tuple[str, ...], start: int) -> tuple[int, list[Ref]]:
        """How many tokens from `start` are a name, and what it names; (0, []) when none."""
        limit = min(self._first.get(tokens[start], 0), len(tokens) - start)
        for length in range(limit, 0, -1):
            found = self._names.get(tokens[start : start + length])
            if found:
                return length, found
        return 0, []

    def vocabulary(self) -> set[str]:
        return {token for key in self._names for token in key}


def names_of(base: KnowledgeBase) -> list[tuple[str, Ref]]:
    """Every name and alias of parties, people, issues, places and strikes, and the vocabulary's synonyms for them.

    A last name means its person unless it is the name of something else, such as the firm that bears it.
    """
    found: list[tuple[str, Ref]] = []
    for party in base.parties.values():
        found += [(name, Ref("party", party.id)) for name in (party.name, party.short_name, *party.aliases)]
    last_names: dict[str, list[str]] = {}
    for person in base.people.values():
        found += [(name, Ref("person", person.id)) for name in (person.name, *person.aliases)]
        last_names.setdefault(person.name.split()[-1], []).append(person.id)
    for issue in base.issues.values():
        found += [(name, Ref("issue", issue.id)) for name in (issue.name, *issue.aliases)]
    for strike in base.strikes.values():
        names = (strike.name, strike.short_name, *strike.aliases)
        found += [(name, Ref("strike", strike.id)) for name in names if set(tokens_of(name)) - _STRIKE_WORDS]
    for place in base.places.values():
        found += [(name, Ref("place", place.id)) for name in (place.name, *place.aliases)]
    found += _synonyms(base)
    taken = {tuple(tokens_of(name)) for name, ref in found}
    return found + [
        (name, Ref("person", ids[0]))
        for name, ids in last_names.items()
        if len(ids) == 1 and tuple(tokens_of(name)) not in taken
    ]


def _synonyms(base: KnowledgeBase) -> list[tuple[str, Ref]]:
    kinds: tuple[tuple[str, Mapping[str, object]], ...] = (
        ("party", base.parties), ("person", base.people), ("issue", base.issues),
        ("place", base.places), ("strike", base.strikes),
    )  # fmt: skip
    return [
        (word, Ref(kind, synonym.means))
        for synonym in base.vocabulary.synonyms
        for kind, mapping in kinds
        if synonym.means in mapping
        for word in synonym.words
    ]


@dataclass
class _Found:
    parties: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    strikes: list[str] = field(default_factory=list)
    unions: list[str] = field(default_factory=list)

    def add(self, ref: Ref) -> None:
        into = {
            "party": self.parties, "person": self.people, "issue": self.issues, "place": self.places,
            "strike": self.strikes,
        }[ref.kind]  # fmt: skip
        if ref.id not in into:
            into.append(ref.id)


class SlotFinder:
    """Reads a question against the names of one knowledge base."""

    def __init__(self, base: KnowledgeBase, phrasing_words: Iterable[str]) -> None:
        self._base = base
        self._unions = frozenset(union for strike in base.strikes.values() for union in strike.unions)
        self._gazetteer = Gazetteer(name for name in names_of(base) if not self._is_union_strike(name))
        own = ((word, one.word) for one in base.vocabulary.equivalents for word in one.same_as)
        self._equivalents = {
            tuple(tokens_of(word)): tuple(tokens_of(meant)) for word, meant in (*equivalents(), *own)
        }
        self._longest = max((len(key) for key in self._equivalents), default=0)
        known = (
            self._gazetteer.vocabulary() | {t for key in self._equivalents for t in key} | set(phrasing_words)
        )
        known |= {token for word in (*background(), *base.vocabulary.background) for token in tokens_of(word)}
        known |= {name for month in _calendar_words() for name in (month,)} | set(_STRIKE_WORDS)
        self.speller = Speller(known)

    def _is_union_strike(self, name: tuple[str, Ref]) -> bool:
        """Whether a strike's alias is only its union's name and the word strike: that names the union, not one strike."""
        text, ref = name
        tokens = tokens_of(text)
        if ref.kind != "strike" or len(tokens) < 2 or tokens[-1] not in _STRIKE_WORDS:
            return False
        parties = (self._base.parties.get(union) for union in self._base.strikes[ref.id].unions)
        return any(
            tokens_of(alias) in (tokens[:-1], ["the", *tokens[:-1]])
            for party in parties
            if party
            for alias in (party.name, party.short_name, *party.aliases)
        )

    def read(self, text: str, today: date, busy: Busy = nothing_known, events: Events = no_event) -> Question:
        """The question understood; `today` is the day of asking in the strike's zone."""
        quoted, folded = _lift_quote(plain_digits(text))
        folded, when = self._lift_dates(folded, today, busy, events)
        lasting = any((item.slot.last - item.slot.first).days >= _A_MONTH for item in when.found)
        folded, number, odd = (
            (folded, None, None) if lasting and _DAYS_IN.search(folded) else _lift_number(folded)
        )
        typed = words(folded)
        tokens = tuple(self._equivalent(tuple(self.speller.correct(token) for token in typed)))
        corrected = tuple(
            (one, two) for one, two in zip(typed, map(self.speller.correct, typed), strict=True) if one != two
        )
        frame, found, named = self._frame(tokens)
        slots = Slots(
            parties=tuple(found.parties), people=tuple(found.people), issues=tuple(found.issues), places=tuple(found.places),
            strikes=tuple(found.strikes), unions=tuple(found.unions), quoted=quoted,
            dates=tuple(item.slot.around for item in when.found), unread=when.unread, number=number, odd=odd,
            negated=any(token in NEGATIONS for token in tokens),
        )  # fmt: skip
        return Question(text, tokens, tuple(frame), slots, corrected, frozenset(named))

    def _lift_dates(self, folded: str, today: date, busy: Busy, events: Events) -> tuple[str, Reading]:
        corrected = re.sub(r"[a-z]{5,}", lambda match: self._calendar_word(match[0]), folded)
        asked = DateContext(today, self._base.conventions, _direction(corrected), busy, events)
        reading = find(corrected, asked)
        for item in reversed(reading.found):
            corrected = f"{corrected[: item.start]} {PLACEHOLDERS['date']} {corrected[item.end :]}"
        return corrected, reading

    def _calendar_word(self, token: str) -> str:
        fixed = self.speller.correct(token)
        return fixed if fixed in _calendar_words() else token

    def _equivalent(self, tokens: tuple[str, ...]) -> list[str]:
        """Tokens with the vocabulary's equivalents put in the words that the phrasings use."""
        result: list[str] = []
        start = 0
        while start < len(tokens):
            for length in range(min(self._longest, len(tokens) - start), 0, -1):
                same = self._equivalents.get(tokens[start : start + length])
                if same is not None:
                    result.extend(same)
                    start += length
                    break
            else:
                result.append(tokens[start])
                start += 1
        return result

    def _is_role(self, tokens: tuple[str, ...], start: int, length: int, refs: Sequence[Ref]) -> bool:
        """Whether what somebody is also called, `the president`, stands for a role here: `the president of X`, `who is the …`."""
        end = start + length
        if any(ref.kind != "person" for ref in refs) or not _ROLES.issuperset(tokens[start:end]):
            return False
        if end < len(tokens):
            own = {
                word
                for ref in refs
                for role in self._base.people[ref.id].roles
                for word in tokens_of(role.title)
            }
            return tokens[end] in ("of", "at", "for") and not own.issuperset(tokens[end:])
        return start > 0 and tokens[start - 1] in _WHO and "who" in tokens[:start]

    def _frame(self, tokens: tuple[str, ...]) -> tuple[list[str], _Found, set[str]]:
        frame: list[str] = []
        found = _Found()
        named: set[str] = set()
        start = 0
        while start < len(tokens):
            length, refs = self._gazetteer.longest(tokens, start)
            if not length or self._is_role(tokens, start, length, refs):
                frame.append(tokens[start])
                start += 1
                continue
            named.update(tokens[start : start + length])
            end = start + length
            union = next((ref.id for ref in refs if ref.kind == "party" and ref.id in self._unions), None)
            if (
                union
                and end < len(tokens)
                and tokens[end] in _STRIKE_WORDS
                and not _strikes(tokens, start, end)
            ):
                found.unions.append(union)
                frame.append(PLACEHOLDERS["strike"])
                end += 1
            else:
                for ref in refs:
                    found.add(ref)
                frame.append(PLACEHOLDERS[refs[0].kind])
            start = end
        return frame, found, named


def _strikes(tokens: tuple[str, ...], start: int, end: int) -> bool:
    """Whether `strike` is what the union before it does: `do the bakers strike again`, not `did the bakers strike end`."""
    before = next((token for token in reversed(tokens[:start]) if token not in ("the", "all", "our")), "")
    return before in _DOING and tokens[end] == "strike" and set(tokens[end + 1 :]) <= {"again", "next"}


_DOING = frozenset("do does did will would can could should may might".split())
_ROLES = frozenset(
    "the president governor mayor minister prime premier chancellor secretary health chair chairman boss leader chief".split()
)
_WHO = frozenset({"is", "was", "s", "whos", "are"})


def _calendar_words() -> frozenset[str]:
    return _CALENDAR


_CALENDAR = frozenset(
    "january february march april june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow".split()
)


def _lift_quote(text: str) -> tuple[str | None, str]:
    """The words in quotation marks, and the folded question with them lifted out."""
    straight = visible(text[:2400]).replace("“", '"').replace("”", '"').replace("‘", "'").replace("’", "'")
    match = _QUOTED.search(straight)
    if match is None or len(words(fold(match[0]))) < 2:
        return None, plain(text)
    rest = f"{straight[: match.start()]} {PLACEHOLDERS['quote']} {straight[match.end() :]}"
    return (match[1] or match[2]).strip(), plain(rest)


_A_MONTH = 27
_DAYS_IN = re.compile(rf"\d+\s+days?\s+(?:in\s+)?{PLACEHOLDERS['date']}")
"""`4 days in April` are days of that month, and none is the fourth of the strike."""


def _lift_number(folded: str) -> tuple[str, int | None, OddNumber | None]:
    found = find_number(folded)
    if found is None:
        return folded, None, None
    lifted = f"{folded[: found.start]} {PLACEHOLDERS['number']} {folded[found.end :]}"
    return lifted, found.value, found.odd


_TO_COME = re.compile(r"\b(?:will|gonna|going to|shall|upcoming|scheduled|planned|planning)\b")
_PAST = re.compile(r"\b(?:did|was|were|happened|had|said|told|met|took|came|went|announced|voted)\b")


def _direction(folded: str) -> Direction:
    """On which side of the day of asking a bare weekday lies, as far as the verbs say it."""
    coming, past = _TO_COME.search(folded), _PAST.search(folded)
    if bool(coming) == bool(past):
        return "either"
    return "future" if coming else "past"
