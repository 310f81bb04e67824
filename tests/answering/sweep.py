"""What no reply may ever do, whatever is asked whenever: detectors that read a reply against the base and the calendar."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.answering.composition import sentences
from bot.answering.composition.plain_text import as_of_text
from bot.answering.composition.prose import sentences_of
from bot.answering.composition.strike_status import days_text
from bot.answering.known.view import Timeline
from bot.answering.reply import Note, Paragraph, Reply
from bot.dates.partial import MONTHS
from bot.dates.strike_day import Phase
from bot.knowledge.checks.coherence import date_of
from bot.knowledge.model.models import Meeting, Quote, Strike
from bot.knowledge.model.tenses import told_as_past
from bot.matching.polarity import without_verdict
from tests.answering.soundness import statements_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.composition.sentences import Sentence
    from bot.answering.known.view import StrikeState
    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.models import Entry

_MONTH = "|".join(MONTHS[1:])
_DAY_WORDS = rf"(?:[A-Z][a-z]+day, )?(?:{_MONTH}) \d{{1,2}}, \d{{4}}"
_DATE_WORDS = rf"(?:about )?(?:{_DAY_WORDS}|(?:{_MONTH}) \d{{4}}|\d{{4}})"
_SHAPES = {
    **dict.fromkeys(("day", "claimed"), r"[\d,]+"),
    "days": r"[\d,]+ days?",
    **dict.fromkeys(("date", "first", "last"), _DATE_WORDS),
    "when": rf"(?:on |in )?{_DATE_WORDS}(?: to {_DATE_WORDS})?",
    "time": r"\d\d:\d\d|\d+(?::\d\d)? [ap]\.m\.",
}
_FREE = frozenset("sources publisher place setting who span ago count percent asks walkout walkouts".split())
_OF_A_DATE = {sentences.DAY_IS_ON, sentences.DAY_IS_TODAY, sentences.DAY_WAS_ON} | {
    one
    for each in (sentences.WAS_DAY, sentences.WAS_DAY_IF_ON, sentences.WOULD_BE_DAY)
    for one in (each, sentences.NOT_THAT_DAY[each])
}
_OF_ANY_DAY = {sentences.NONE_PLANNED_ON, sentences.NONE_PLANNED_IN}
"""That nothing is known of a day, it may be one to come."""
_LINKING = frozenset(
    "more the and or of a s strike's strike with which is as told by for at to longest".split()
)
"""Small words between names in a list."""
_FULL_DATE = re.compile(rf"\b(?P<month>{_MONTH})(?: (?P<day>\d{{1,2}}))?,? (?P<year>\d{{4}})\b")
_CHECKED = re.compile(rf" {re.escape(sentences.CHECKED(date='@')).replace('@', _DAY_WORDS)}$")
"""When a person last looked at what is told, after the moment it is told of: the one day that may be later."""


class Sweep:
    """Everything a base may say, and what the calendar says."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.timeline = Timeline(base)
        self.verbatim = {words for _, _, entry in base.entries() for words in _words_of(entry)}
        self.verbatim |= {without_verdict(words) for words in self.verbatim}
        self.titles = {entry.title.casefold() for _, _, entry in base.entries() if isinstance(entry, Meeting)}
        """Lines of a story, which is a list."""
        self.verbatim |= {one for words in self.verbatim for one in sentences_of(words)}
        self.accounts = {who for _, _, entry in base.entries() for who in _accounts_of(entry)}
        self.names = _names(base)
        self.zones = {base.zone, *(base.zone_of_strike(strike) for strike in base.strikes.values())}
        self.patterns = [(one, _pattern(one)) for one in sentences.ALL]

    def faults(self, reply: Reply) -> list[str]:
        return [*self._made_up(reply), *self._of_later(reply), *self._counts(reply)]

    # No sentence that nobody wrote.

    def _made_up(self, reply: Reply) -> Iterator[str]:
        for words in _told(reply):
            _, _, named = words.partition(": ")  # a line of a story of several strikes
            if not self.written(words) and not (named and self.written(named)):
                yield f"says what nobody wrote: {words}"

    @lru_cache(maxsize=100_000)  # noqa: B019  (one object a session)
    def written(self, words: str) -> bool:
        """Whether a text is an entry's, one of the fixed sentences, or several of these in a row."""
        if words in self.verbatim or any(self._fills(words, match) for _, match in self._read(words)):
            return True
        if words.casefold() in self.titles or (words.endswith("…") and self._begins(words[:-1].rstrip())):
            return True
        breaks = [match.end() for match in re.finditer(r"[.!?:”\"]\s", words)]
        return any(self.written(words[:place].strip()) and self.written(words[place:]) for place in breaks)

    def _begins(self, words: str) -> bool:
        """Whether a clipped text is the beginning of one of an entry's."""
        return any(text.startswith(words) for text in self.verbatim)

    @lru_cache(maxsize=100_000)  # noqa: B019  (one object a session)
    def _read(self, words: str) -> tuple[tuple[sentences.Sentence, re.Match[str]], ...]:
        """The sentences that a text could be, each with what stands in its slots; kept, since the same texts come again."""
        found = ((sentence, pattern.fullmatch(words)) for sentence, pattern in self.patterns)
        return tuple((sentence, match) for sentence, match in found if match)

    def _fills(self, words: str, match: re.Match[str]) -> bool:
        """Whether what stands in the slots of a sentence may stand there."""
        del words
        return all(self._suits(name.rstrip("_"), text) for name, text in match.groupdict().items())

    def _suits(self, slot: str, text: str) -> bool:
        if slot in _SHAPES or slot in _FREE:
            return True
        if slot == "text":
            return self.written(text) or self._run_on(text)
        if slot == "who" and text in self.accounts:
            return True
        rest = text
        for name in self.names:
            if name in rest:
                rest = rest.replace(name, " ")
        return not set(re.findall(r"[^\W\d_]+", rest.casefold())) - _LINKING

    def _run_on(self, text: str) -> bool:
        """Whether a text is of entries' sentences that lost their stops, and small at their beginning, in a longer one."""
        if self.written(f"{text}.") or self.written(f"{text[:1].upper()}{text[1:]}."):
            return True
        breaks = [match.span() for match in re.finditer("; ", text)]
        return any(self._run_on(text[:end]) and self._run_on(text[start:]) for end, start in breaks)

    # Nothing of later.

    def _of_later(self, reply: Reply) -> Iterator[str]:
        today = max(reply.as_of.astimezone(zone).date() for zone in self.zones)
        for full_id in reply.entries:
            day = _began(self.base.entry(full_id))
            if day is not None and day > today and not self._announced(reply, full_id):
                yield f"rests on {full_id}, which is of {day}"
        for words in _told(reply):
            if any(sentence in _OF_ANY_DAY for sentence, _ in self._read(words)):
                continue
            day = told_as_past(_CHECKED.sub("", words))
            if day is not None and day > today:
                yield f"tells of {day} as past: {words}"

    def _announced(self, reply: Reply, full_id: str) -> bool:
        entry = self.base.entry(full_id)
        return isinstance(entry, Meeting) and any("is set for" in words for words in _told(reply))

    # What is counted is what the calendar says.

    def _counts(self, reply: Reply) -> Iterator[str]:
        view = self.timeline.at(reply.as_of)
        states = {strike.short_name: view.state(strike) for strike in view.strikes}
        for line in reply.strikes:
            state = view.state(view.base.strikes[line.id])
            if line.day is not None and line.day != self._day(state, state.today):
                yield f"the line of {line.id} says day {line.day}"
            if line.day is not None and self._over(state):
                yield f"counts the days of {line.id}, which is over"
        for words in _told(reply):
            for sentence, match in self._read(words):
                named = states.get(match.groupdict().get("strike", ""))
                if named is None:
                    continue
                if "{day}" in sentence.template:
                    yield from self._counted(sentence, match.groupdict(), named)
                if sentence in (sentences.ENDED_AFTER, sentences.LASTED) and not self._lasted(
                    named, match["days"]
                ):
                    yield f"miscounts a length: {words}"

    def _lasted(self, state: StrikeState, days: str) -> bool:
        total = state.calendar.total if state.calendar else None
        return total is not None and days == days_text(total)

    def _counted(self, sentence: Sentence, slots: dict[str, str], state: StrikeState) -> Iterator[str]:
        number, words = int(slots["day"].replace(",", "")), sentence(**slots)
        if sentence is sentences.NEVER_HAD_DAY:
            if state.calendar is None or state.calendar.date_of(number) is not None:
                yield f"denies a day that there was: {words}"
        elif sentence in _OF_A_DATE:
            if number != self._day(state, _first(_FULL_DATE.search(slots["date"]))):
                yield f"miscounts a day: {words}"
        elif number != self._day(state, state.today):
            yield f"miscounts today: {words}"
        elif self._over(state):
            yield f"counts what is over: {words}"

    def _day(self, state: StrikeState, day: dt.date) -> int:
        return state.calendar.day_number(day) if state.calendar else 0

    def _over(self, state: StrikeState) -> bool:
        """Whether the strike is over by what is known, or has not been heard of for a year."""
        return state.phase is Phase.ENDED or state.unheard_of or state.denied is not None


def _told(reply: Reply) -> list[str]:
    """Every text of a reply that states something; a quote's own words and headings apart."""
    told = [reply.headline, *(one.text for one in reply.blocks if isinstance(one, Note | Paragraph))]
    return [*told, *(line.text for line in reply.strikes), *filter(None, [as_of_text(reply)])]


def _words_of(entry: Entry) -> Iterator[str]:
    own = getattr(entry, "text", None)
    if isinstance(own, str):
        yield own
    yield from (statement.text for statement in statements_of(entry))


def _accounts_of(entry: Entry) -> Iterator[str]:
    """Whose accounts an entry tells, by its own words."""
    told = (getattr(entry, "reported_by", None), *(one.reported_by for one in statements_of(entry)))
    yield from filter(None, told)


def _began(entry: Entry) -> dt.date | None:
    if isinstance(entry, Meeting):
        return entry.date
    if isinstance(entry, Quote):
        return entry.said.first()
    date = None if isinstance(entry, Strike) else date_of(entry)
    return date.first() if date and not date.about else None


def _first(match: re.Match[str] | None) -> dt.date:
    assert match is not None
    return dt.date(int(match["year"]), MONTHS.index(match["month"]), int(match["day"] or 1))


def _names(base: KnowledgeBase) -> list[str]:
    """All that a slot may hold, longest first."""
    found: set[str] = set()
    for party in base.parties.values():
        found |= {party.name, party.short_name}
    for person in base.people.values():
        found |= {person.name, *(role.title for role in person.roles)}
    for strike in base.strikes.values():
        found |= {strike.name, strike.short_name}
    found |= {issue.name for issue in base.issues.values()} | {place.name for place in base.places.values()}
    for meeting in base.meetings.values():
        found |= {meeting.title, *meeting.also_present}
    found |= {name[:1].upper() + name[1:] for name in found}
    return sorted(found, key=len, reverse=True)


def _pattern(sentence: sentences.Sentence) -> re.Pattern[str]:
    seen: set[str] = set()
    parts = re.split(r"\{(\w+)\}", sentence.template.strip())
    made = [re.escape(parts[0])]
    for slot, rest in zip(parts[1::2], parts[2::2], strict=True):
        group = slot if slot not in seen else f"{slot}_"
        seen.add(slot)
        made += [f"(?P<{group}>{_SHAPES.get(slot, '.+?')})", re.escape(rest)]
    return re.compile("".join(made), re.DOTALL)
