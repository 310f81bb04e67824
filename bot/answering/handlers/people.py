"""Answers about people and parties: who someone is, whom they speak for, who holds a role, what a party is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answering import sentences as say
from bot.answering.ask import Ask, sides
from bot.answering.draft import Draft, capital, listing
from bot.answering.sides import usually_takes_the
from bot.knowledge.models import PartyKind
from bot.matching.text import stem, stems_of

if TYPE_CHECKING:
    from bot.knowledge.models import Person, Role

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
_BELOW = re.compile(r"\b(?:vice|assistant|deputy|former)\b", re.IGNORECASE)
_OF_TALKS = frozenset(
    "negotiator negotiators negotiation negotiations negotiating talks bargaining counsel lawyer".split()
)
_ROLE_WORDS = frozenset(
    "president chief negotiator counsel general ceo director executive chair chairman chairwoman mayor governor vice secretary "
    "assistant member reporter co officer contracts".split()
)


def person(ask: Ask) -> Draft | None:
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


def introduce(ask: Ask, draft: Draft, found: Person) -> None:
    """A person with the roles known, and what else is told of them."""
    roles = ask.view.roles(found)
    full_id = f"person/{found.id}"
    draft.use(full_id, found)
    titles = listing([_role(ask, role) for role in roles[:3]])
    cites = draft.cite([*found.citations, *(c for role in roles[:3] for c in role.citations)])
    former = (
        all(role.until and role.until.last() < ask.view.local_day() for role in roles) if roles else False
    )
    draft.lead(
        (say.HELD if former else say.HOLDS)(who=found.name, roles=titles)
        if roles
        else say.NAMES(names=found.name),
        cites,
    )
    draft.say_all(full_id, found, found.about[:3])
    draft.support.append("role job title position work who")


def _role(ask: Ask, role: Role) -> str:
    name = ask.view.name_of(role.party) if role.party else ""
    return role.title if name.casefold() in role.title.casefold() else f"{role.title} ({name})"


def person_party(ask: Ask) -> Draft | None:
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


def role_holder(ask: Ask) -> Draft | None:
    """Who holds a role: every word for the role must be in the title, and the party must fit."""
    wanted = [
        word for word in ask.question.tokens if word in _ROLE_WORDS or word in {*_ROLE_ALIASES, *_LEADING}
    ]
    if not wanted:
        return None
    parties = set(ask.slots.parties)
    if not parties and not {"mayor", "governor"} & set(wanted):
        return None
    scored = [(score, found) for found in _known_people(ask, parties) if (score := _fits(ask, found, wanted))]
    if not scored:
        return None
    best = max(score for score, _ in scored)
    draft = Draft(ask.view)
    for score, found in scored:
        if score == best:
            introduce(ask, draft, found)
    draft.support.append(" ".join(wanted))
    return draft


def _known_people(ask: Ask, parties: set[str]) -> list[Person]:
    people = [found for who in ask.view.base.people if (found := ask.view.person(who))]
    return [
        p
        for p in people
        if not parties or any(_within(ask, role.party, parties) for role in ask.view.roles(p))
    ]


def _within(ask: Ask, party: str | None, named: set[str]) -> bool:
    """Whether a role's party is one of those named, or a branch of one; who leads a member company leads no more than it."""
    if party is None or party in named:
        return party is not None
    return ask.view.base.parties[party].kind != PartyKind.COMPANY and ask.view.whole(party) in named


def _fits(ask: Ask, found: Person, wanted: list[str]) -> float:
    """How well one of a person's current roles fits the words; 0 when a word is missing from all of them."""
    best = 0.0
    today = ask.view.local_day()
    for rank, role in enumerate(ask.view.roles(found)):
        if (
            role.until is not None
            and role.until.last() < today
            and not {"was", "were", "ran", "former"} & ask.tokens
        ):
            continue
        if ask.slots.parties and not _within(ask, role.party, set(ask.slots.parties)):
            continue
        words = stems_of(role.title)
        hits = [_means(word, role.title, of_talks=bool(_OF_TALKS & ask.tokens)) for word in wanted]
        if all(hits) and not words & {"former", "vice"} - {stem(w) for w in wanted}:
            ended = role.until is not None and role.until.last() < today
            best = max(best, len(wanted) - 0.1 * rank - 0.5 * ended)
    return best


def _means(word: str, title: str, *, of_talks: bool) -> bool:
    """Whether a title is what a word asks for. Who leads a party is at its top; who leads its talks is their chief."""
    if word in _LEADING:
        chief = "chief" in title.casefold() if of_talks else _AT_THE_TOP.search(title)
        return bool(chief) and not _BELOW.search(title)
    return bool({stem(word), stem(_ROLE_ALIASES.get(word, word))} & stems_of(title))


def party(ask: Ask) -> Draft | None:
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
            draft.lead(named, draft.cite(found.citations))
        for number, statement in enumerate(ask.view.said(found, *found.about)):
            draft.say(full_id, found, statement, first=number == 0)
        draft.support.append(f"{found.name} {found.short_name} stand stands meaning define definition")
    draft.relate([f"What does {ask.view.the(known[0].id)} want?"])
    return draft
