"""Answers about people and parties: who someone is, whom they speak for, who holds a role, what a party is."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.answering.composition import sentences as say
from bot.answering.composition.agreement import agreeing
from bot.answering.composition.draft import Draft, capital, listing
from bot.answering.known.entry_then import sources_of
from bot.answering.known.parties import usually_takes_the
from bot.answering.question.query import Query, sides
from bot.knowledge.model.models import PartyKind
from bot.matching.lexicon import FUNCTION_WORDS
from bot.matching.text import stem, stems_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Sequence

    from bot.answering.known.view import View
    from bot.dates.partial import PartialDate
    from bot.knowledge.model.models import Entry, Person, Role

_ROLE_ALIASES = {
    "lawyer": "counsel",
    "attorney": "counsel",
    "exec": "executive",
    "representative": "negotiator",
    "speaks": "negotiator",
    "negotiating": "negotiator",
    "negotiates": "negotiator",
}
_LEADING = frozenset("head heads lead leads leader boss runs charge".split())
_AT_THE_TOP = re.compile(
    r"\b(?:president|ceo|chief executive|executive director|chair(?:man|woman|person)?|leader)\b",
    re.IGNORECASE,
)
_CHIEF_EXECUTIVE = re.compile(r"\bceo\b|(?<!deputy )\bchief executive\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:vice|assistant|deputy|former)\b", re.IGNORECASE)
_OF_TALKS = frozenset(
    "negotiator negotiators negotiation negotiations negotiating talks bargaining counsel lawyer".split()
)
_SINCE = re.compile(
    r"\b(?:since when|how long|from when|when did (?:he|she|they|\w+) (?:first )?(?:start|become|take over|get|begin|come in"
    r"|take office|take (?:the|that) job)"
    r"|when (?:was|were) (?:he|she|they) (?:appointed|named|made|picked|chosen|hired))\b"
)
SOON_TOLD = timedelta(days=60)
"""How near to the day on which somebody took a role a source is that tells of it."""
LONG_AGO = timedelta(days=400)
"""How old the newest source for a role may be for it to be told in the present."""
FEW = 3
"""How many people a role without a party may be held by to be told of."""
_BEFORE_A_ROLE = frozenset("current new present acting then now of and s big".split())
_ROLE_WORDS = frozenset(
    "president chief negotiator counsel general ceo director executive chair chairman chairwoman mayor governor vice secretary "
    "assistant member reporter co officer contracts minister treasurer spokesperson spokesman spokeswoman monitor".split()
)


def person(ask: Query) -> Draft | None:
    """Who a person is: role first."""
    named = (found for who in ask.slots.people if (found := ask.view.person(who)))
    known = [found for found in named if ask.view.roles(found) or ask.view.knows(f"person/{found.id}")]
    if not known:
        return None
    draft = Draft(ask.view)
    for found in known[:3]:
        introduce(ask, draft, found)
    first = known[0]
    draft.relate([f"What did {first.name.split()[-1]} say?", "Who was in the room?"])
    return draft


def introduce(ask: Query, draft: Draft, found: Person) -> None:
    """A person with the roles known, and what else is told of them."""
    roles = ask.view.roles(found)
    full_id = f"person/{found.id}"
    draft.use(full_id, found)
    since = asks_since(ask.question.tokens) and _since(ask.view, draft, found)
    if not since or len(roles) > 1:
        cites = draft.cite([*found.citations, *(c for role in roles[:3] for c in role.citations)])
        draft.lead(tenure(ask.view, found), cites)
    draft.say_all(full_id, found, found.about[:3])
    draft.support.append("role job title position work who")


def asks_since(tokens: Sequence[str]) -> bool:
    """Whether a question is for how long somebody has held a role: `since when is she president`."""
    return _SINCE.search(" ".join(tokens)) is not None


def held_since(view: View, found: Person) -> list[Role]:
    """The roles of somebody of which it is known since when."""
    today = view.local_day()
    return [
        role for role in view.roles(found)
        if role.since and role.since.first() <= today and _tells_since(view, found, role, role.since)
    ]  # fmt: skip


def _tells_since(view: View, found: Person, role: Role, since: PartialDate) -> bool:
    """Whether a source that is known is of those days, and so tells of it."""
    cited = (view.source(citation) for citation in role.citations or found.citations)
    days = (view.base.published(source).first() - since.first() for source in cited if source)
    return any(-SOON_TOLD <= each <= SOON_TOLD for each in days)


def _since(view: View, draft: Draft, found: Person) -> bool:
    """From when to when somebody has held the first of the roles of which that is known; whether it is known of any."""
    for role in held_since(view, found)[:1]:
        over = role.is_over(view.local_day())
        told = (say.HELD_FROM_TO if role.until else say.HELD_FROM) if over else say.HOLDS_SINCE
        since, until = (role.since.words() if role.since else ""), (role.until.words() if role.until else "")
        words = told(who=found.name, role=role_words(view, role), date=since, last=until)
        draft.lead(words, draft.cite(role.citations))
        return True
    return False


def tenure(view: View, found: Person, most: int = 3) -> str:
    """Who somebody is or was: in the present only while anything told of them is not long past."""
    roles, today = view.roles(found), view.local_day()
    titles = listing([role_words(view, role) for role in roles[:most]])
    if not roles:
        return say.NAMES(names=found.name)
    if all(role.is_over(today) for role in roles):
        return say.HELD(who=found.name, roles=titles)
    told = max(_told_of(view, found), default=today)
    if today - told > LONG_AGO:
        return say.HELD_THEN(who=found.name, roles=titles, date=f"{told:%B %Y}")
    return say.HOLDS(who=found.name, roles=titles)


def has_left(view: View, found: Person) -> bool:
    """Whether somebody holds a role no longer, or was last told of so long ago that nobody knows."""
    today = view.local_day()
    return found.has_left(today) or today - max(_told_of(view, found), default=today) > LONG_AGO


def _told_of(view: View, found: Person) -> Iterator[dt.date]:
    """The days of all sources that tell of a person."""
    told: list[Entry] = [found]
    told += [quote for _, quote in view.quotes if quote.speaker == found.id]
    told += [position for _, position in view.positions if position.speaker == found.id]
    told += [meeting for _, meeting in view.meetings if found.id in meeting.attendees]
    told += [event for _, event in view.events if found.id in event.people]
    for source in {id for entry in told for id in sources_of(entry)}:
        if (known := view.base.sources.get(source)) is not None:
            yield view.base.published(known).last()


def role_words(view: View, role: Role) -> str:
    """A role with whose it is, where its title does not say: `chief executive of South Mill`, `health secretary (government)`."""
    name = view.name_of(role.party) if role.party else ""
    if name.casefold() in role.title.casefold():
        return role.title
    told_of = any(mark in role.title for mark in (" of ", ",", "("))
    if told_of or role.party is None or view.base.parties[role.party].kind == "public":
        return f"{role.title} ({name})"
    return f"{role.title} of {view.the(role.party)}"


def person_party(ask: Query) -> Draft | None:
    """Whom a person speaks for."""
    draft = person(ask)
    if draft is None:
        return None
    who = ask.slots.people[0]
    found = ask.view.person(who)
    side = ask.view.party_of(who)
    if found is None or side is None:
        return draft
    own = next((role.party for role in ask.view.roles(found) if role.party), side)
    others = [
        party
        for party in sides(ask)
        if party != side and party in (ask.view.whole(p) for p in ask.slots.parties)
    ]
    told = say.IS_WITH if own == side else say.IS_WITH_PART
    told = say.NOT_WITH[told] if others else told
    text = told(
        who=found.name,
        party=ask.view.the(own),
        whole=ask.view.the(side),
        others=listing([ask.view.the(p) for p in others], "or"),
    )
    fresh = Draft(ask.view)
    fresh.tell(f"person/{who}", found, text, first=True)
    introduce(ask, fresh, found)
    return fresh


def role_holder(ask: Query) -> Draft | None:
    """Who holds a role: every word for the role must be in the title, and the party must fit.

    Where no party is named it is a role of the sides of the main strikes, or of anyone; of several sides, or of more than
    a few people, it is for who asks to say whose.
    """
    wanted = _role_asked(ask)
    if not wanted or (not ask.slots.parties and not set(wanted) - _LEADING):
        return None
    parties = set(ask.slots.parties)
    scored = [(score, found) for found in _known_people(ask, parties) if (score := _fits(ask, found, wanted))]
    if not scored:
        return None
    best = max(score for score, _ in scored)
    holders = [found for score, found in scored if parties and score == best]
    if not parties:
        nearly = [found for score, found in scored if score > best - 0.3]
        holders = [found for found in nearly if _of_main_sides(ask.view, found)] or nearly
        sides = {ask.view.whole(role.party) for found in holders for role in ask.view.roles(found)[:1]
                 if role.party}  # fmt: skip
        if len(holders) > FEW or len(sides) > 1:
            return None
    draft = Draft(ask.view)
    for found in sorted(holders, key=lambda found: has_left(ask.view, found)):
        introduce(ask, draft, found)
    draft.support.append(" ".join(wanted))
    return draft


def _role_asked(ask: Query) -> list[str]:
    """The words of a question that say which role, with what goes before and after: `health secretary`, `mayor of Bath`.

    None where a word that goes with the role is in nobody's title.
    """
    frame = ask.question.frame
    heads = _ROLE_WORDS | _ROLE_ALIASES.keys() | _LEADING
    people = ask.view.base.people.values()
    titles = {each for found in people for role in found.roles for each in stems_of(role.title)}
    wanted: list[str] = []
    for place, word in enumerate(frame):
        if word not in heads:
            continue
        before = [each for each in frame[max(0, place - 1) : place] if _says_which(each, heads)]
        beside = [*before, *_whose(frame, place, heads)]
        if any(stem(each) not in titles for each in beside):
            return []
        wanted += [*beside, word]
    return wanted


def _says_which(word: str, heads: Collection[str]) -> bool:
    """Whether a word beside one for a role is part of it."""
    return not (word in heads or word in _BEFORE_A_ROLE or word in FUNCTION_WORDS or word.endswith("slot"))


def _whose(frame: Sequence[str], place: int, heads: Collection[str]) -> list[str]:
    """The words right after `of` and `of the`, up to a name."""
    if frame[place] not in _ROLE_WORDS or frame[place + 1 : place + 2] != ("of",):
        return []
    after = frame[place + 2 :]
    after = after[1:] if after[:1] == ("the",) else after
    return list(takewhile(lambda word: _says_which(word, heads), after))


def _of_main_sides(view: View, found: Person) -> bool:
    """Whether one of a person's current roles is with a side of the main strikes."""
    main = [strike for strike in view.strikes if strike.main]
    sides = {view.whole(side) for strike in main for side in (*strike.unions, *strike.against)}
    return any(role.party and view.whole(role.party) in sides for role in view.roles(found))


def _known_people(ask: Query, parties: set[str]) -> list[Person]:
    people = [found for who in ask.view.base.people if (found := ask.view.person(who))]
    return [
        p
        for p in people
        if not parties or any(_within(ask, role.party, parties) for role in ask.view.roles(p))
    ]


def _within(ask: Query, party: str | None, named: set[str]) -> bool:
    """Whether a role's party is one of those named, or a branch of one; who leads a member company leads no more than it."""
    if party is None or party in named:
        return party is not None
    return ask.view.base.parties[party].kind != PartyKind.COMPANY and ask.view.whole(party) in named


def _fits(ask: Query, found: Person, wanted: list[str]) -> float:
    """How well one of a person's current roles fits the words; 0 when a word is missing from all of them."""
    best = 0.0
    today = ask.view.local_day()
    for rank, role in enumerate(ask.view.roles(found)):
        ended = role.is_over(today)
        if ended and not {"was", "were", "ran", "former"} & ask.tokens:
            continue
        if ask.slots.parties and not _within(ask, role.party, set(ask.slots.parties)):
            continue
        words = stems_of(role.title)
        hits = [_means(word, role.title, of_talks=bool(_OF_TALKS & ask.tokens)) for word in wanted]
        if all(hits) and not words & {"former", "vice"} - {stem(w) for w in wanted}:
            literal = " ".join(wanted) in role.title.casefold()
            best = max(best, len(wanted) - 0.1 * rank - 0.5 * ended + 0.5 * literal)
    return best


def _means(word: str, title: str, *, of_talks: bool) -> bool:
    """Whether a title is what a word asks for. Who leads a party is at its top; who leads its talks is their chief."""
    if word == "ceo":
        return bool(_CHIEF_EXECUTIVE.search(title))
    if word in _LEADING:
        chief = "chief" in title.casefold() if of_talks else _AT_THE_TOP.search(title)
        return bool(chief) and not _BELOW.search(title)
    return bool({stem(word), stem(_ROLE_ALIASES.get(word, word))} & stems_of(title))


def party(ask: Query) -> Draft | None:
    """What a party is, and what its letters stand for."""
    ids = (*ask.slots.parties, *ask.slots.unions)
    known = [ask.view.base.parties[id] for id in ids if ask.view.knows(f"party/{id}")]
    if not known:
        return None
    draft = Draft(ask.view)
    for found in known[:3]:
        full_id = f"party/{found.id}"
        draft.use(full_id, found)
        lead = found.about[0]
        if found.name.casefold() not in lead.text.casefold() and found.name != found.short_name:
            name = f"the {found.name}" if usually_takes_the(found.name, found.kind) else found.name
            named = say.IS_NAMED(party=capital(ask.view.the(found.id)), name=name)
            draft.lead(agreeing(ask.view, found.id, named), draft.cite(found.citations))
        for number, statement in enumerate(ask.view.said(found, *found.about)):
            draft.say(full_id, found, statement, first=number == 0)
        draft.support.append(f"{found.name} {found.short_name} stand stands meaning define definition")
    first = known[0].id
    draft.relate([agreeing(ask.view, first, f"What does {ask.view.the(first)} want?")])
    return draft
