"""Since when somebody has held the role they were spoken of for: `since when`, `how long has she been doing that`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.finish import clarified
from bot.answering.decision.alternatives import CHOICES, options_for
from bot.answering.handlers.people import asks_since, held_since
from bot.answering.question.query import began
from bot.knowledge.model.models import Answer
from bot.matching.fragments import FILLERS
from bot.matching.lexicon import FUNCTION_WORDS
from bot.matching.pronouns import NAMES, PERSONS
from bot.matching.text import stems_of

if TYPE_CHECKING:
    from bot.answering.followups.turn import FollowUp
    from bot.answering.reply import Reply
    from bot.knowledge.model.models import Person, Role

_WHO = frozenset("he she him".split())
_OF_PEOPLE = frozenset("person person_party role_holder".split())
_HOLDING = frozenset(
    """
    since when how long held hold holds had position title served serving from start started become became
    take took over get got job role post office charge doing been begin began running leading head heading
    there come came first appointed named made picked chosen hired that it
    """.split()
)
"""What may be said of somebody who holds a role, beside the words for the role."""


def since_when(turn: FollowUp) -> Reply | None:
    """Since when the people spoken of hold their roles; that it is not known, where it is not. None where that is not asked."""
    if not asks_since(turn.read.tokens) or not _is_of_people(turn):
        return None
    held = [found for found in _spoken_of(turn) if _of_their_roles(turn, found)]
    known = tuple(found.id for found in held if held_since(turn.view, found))
    if not held:
        return None
    told = (
        turn.kind("person", replace(turn.topic.slots, people=known, parties=()), own=True) if known else None
    )
    return told or turn.not_held(None)


def of_whom(turn: FollowUp) -> Reply | None:
    """Whom a message means by `he` where a reply told of several and the question named none; None where it is clear."""
    told = turn.topic.entry
    said = next((token for token in turn.read.tokens if token in _WHO), "")
    if not isinstance(told, Answer) or not said or turn.previous.slots.people:
        return None
    names = _alike(turn, told)
    if len(names) < 2:
        return None
    texts = [re.sub(rf"\b{said}\b", name, turn.read.text, count=1, flags=re.IGNORECASE) for name in names]
    return clarified(turn.view, turn.read, say.WHOM_OR_WHAT(), options_for(texts[:CHOICES]))


LONG_AGO = dt.timedelta(days=400)
"""From so long ago on, who leads a side now need not be who led it then."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def of_another_time(turn: FollowUp, reply: Reply | None) -> bool:
    """Whether whoever holds a role now is told after a strike of long ago, and is not known to have held it then."""
    kind = reply.context.kind if reply and reply.kind == "answer" and reply.context else ""
    if reply is None or kind not in _OF_PEOPLE or turn.previous.kind in _OF_PEOPLE or turn.read.slots.dates:
        return False
    then = _spoken_of_day(turn)
    if then is None or turn.view.local_day() - then < LONG_AGO:
        return False
    told = [entry.removeprefix("person/") for entry in reply.entries if entry.startswith("person/")]
    people = [found for who in told if (found := turn.view.person(who))]
    return not any(_held_on(role, then) for found in people for role in turn.view.roles(found))


def _held_on(role: Role, day: dt.date) -> bool:
    began = role.since is not None and role.since.first() <= day
    return began and (role.until is None or role.until.last() >= day)


def _spoken_of_day(turn: FollowUp) -> dt.date | None:
    """The day of what was spoken of: of a strike that is over, its last; of a curated answer, in the last year that it names."""
    strikes = [
        turn.view.base.strikes[each] for each in turn.previous.entries if each in turn.view.base.strikes
    ]
    if strikes:
        over = not any(turn.view.state(strike).open for strike in strikes)
        return max(strike.last_day or began(strike) for strike in strikes) if over else None
    if isinstance(turn.topic.entry, Answer):
        years = [int(year) for year in _YEAR.findall(turn.topic.entry.answer.text)]
        return dt.date(max(years), 12, 31) if years else None
    return None


def _alike(turn: FollowUp, told: Answer) -> list[str]:
    """The names of those told of who hold, or held, the role of the first of them."""
    words = " ".join(each.text for each in (told.answer, *told.more))
    known = [
        found for who in turn.view.base.people if (found := turn.view.person(who)) and found.name in words
    ]
    known.sort(key=lambda found: words.index(found.name))
    roles = [{role.title for role in turn.view.roles(found)} for found in known]
    return [found.name for found, titles in zip(known, roles, strict=True) if titles & roles[0]]


def _is_of_people(turn: FollowUp) -> bool:
    """Whether somebody is spoken of: by the reply before, or with `she` in the message."""
    pointed = not PERSONS.isdisjoint(turn.read.frame) and bool(turn.topic.slots.people)
    of_people = turn.previous.kind in _OF_PEOPLE or turn.previous.kind.startswith("person/")
    return (of_people or pointed) and NAMES.isdisjoint(turn.read.frame)


def _spoken_of(turn: FollowUp) -> list[Person]:
    """The people asked about, else those told of."""
    told = [entry.removeprefix("person/") for entry in turn.previous.entries if entry.startswith("person/")]
    named = turn.topic.slots.people or tuple(told)
    return [found for who in named if (found := turn.view.person(who))]


def _of_their_roles(turn: FollowUp, found: Person) -> bool:
    """Whether a message asks for nothing but how long somebody has held a role."""
    titles = stems_of(" ".join(role.title for role in turn.view.roles(found)))
    rest = [token for token in turn.read.frame if token not in FUNCTION_WORDS | FILLERS | _HOLDING | PERSONS]
    return stems_of(" ".join(rest)) <= titles
