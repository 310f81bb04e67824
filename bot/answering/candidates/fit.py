"""Whether what was found answers the question that was asked: a word that both share is not a question that both share.

Each rule reads the form of a question (what it denies, counts, defines, who acts in it) and says in words what is wrong.
"""

from __future__ import annotations

import calendar
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.candidates.veto import is_dated
from bot.answering.kinds.registry import KINDS
from bot.answering.question.contracts import is_of_an_older_one
from bot.answering.question.kind_words import sounds_only
from bot.answering.question.query import MEETING_WORDS, named_strikes
from bot.knowledge.model.models import Answer, Event, Issue, Meeting, Party, Person, Stance
from bot.matching.lexicon import FUNCTION_WORDS
from bot.matching.polarity import (
    asks_what_is_not,
    denied_by,
    denies_premise,
    opposed,
    same_polarity,
    verdict,
    without_verdict,
)
from bot.matching.question_forms import acting, defined, definition, left_out, rate_asked
from bot.matching.slots import PLACEHOLDERS
from bot.matching.text import stem, stems_of, tokens_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.composition.draft import Draft
    from bot.answering.question.query import Query
    from bot.knowledge.model.models import Strike
    from bot.matching.slots import Question

OF_NEED = "need"
"""The kind of whoever cannot pay, and wants to know what to do."""
READ_NEGATION = frozenset(
    {"attendees", "position", "wants", "talks", "meeting_why", "settled", "deal", "struck", OF_NEED}
)
"""Kinds of question that tell what was not done, or say that the sources do not."""
_VOTING = frozenset(
    "vote votes voted voting voters ballot ballots authorize authorized approve approved ratify ratified".split()
)
_COUNTS_HEADS_OF = {
    "attendees": MEETING_WORDS
    | frozenset("room there table attend attended attending present attendees sidebar".split()),
    "vote_authorization": _VOTING,
    "vote_ratification": _VOTING,
}
"""Kinds that count people, and the words that say which people."""
_OF_ISSUES = frozenset({"issue", "position", "compare", "terms", "quote"})
_GENERAL = frozenset(
    "issue issues position stance proposal proposals problem dispute fight demand demands offer offers deal question "
    "status debate topic latest current big main side story union companies news thing situation".split()
)
"""Words beside the name of an issue that leave it the same."""
_NAMES_OF_DAYS = "|".join((*calendar.month_name[1:], *calendar.day_name))
_WHEN = re.compile(rf"\b(?:{_NAMES_OF_DAYS}|\d{{4}}|\d{{1,2}} [ap]\.m\.|noon|midnight|week|month|year|day)")


_AGREED = frozenset(stem(word) for word in "agreed agree accept accepted".split())
_WHO_AND_WHAT = frozenset({"party", "person", "person_party", "role_holder"})
_BARE = frozenset("so and ok what who is are was were this that these those the a an exactly even".split())


def unfit(ask: Query, key: str, draft: Draft, phrased: Question | None = None) -> str | None:
    """Why a draft for a kind or an entry does not answer the question, in words; None where it does.

    `phrased` is the curated question by which an entry was found.
    """
    asked = tuple(ask.question.tokens)
    if why := _unfit_anything(ask, key, asked, draft, phrased):
        return why
    if key in KINDS:
        return _unfit_day(ask, key, asked, draft) or _unfit_kind(ask, key, asked)
    if _leads_no_more(ask, key, asked):
        return "it is somebody who held the role, and the question asks who holds it"
    if is_of_an_older_one(ask, _deal_told_of(ask, key)):
        return "it tells of a contract before the newest one"
    if _COMING.search(" ".join(asked)) and _is_past(ask, key):
        return "it tells of what is past, and the question asks for what is to come"
    if phrased is None and _names_nothing_new(ask, draft, asked):
        return "it names nobody and no day, and the question asks for one"
    if phrased is None and denies_premise(asked, draft.headline):
        return "it is about the opposite of what the question sets out from"
    if phrased is None and _passes_over_a_date(ask, key, draft):
        return "it is of no date, and the question names one"
    if (subject := defined(asked)) and not _defines(ask, key, draft, phrased, subject):
        return f"it does not say what “{' '.join(subject)}” is"
    return None


def _unfit_anything(
    ask: Query, key: str, asked: tuple[str, ...], draft: Draft, phrased: Question | None
) -> str | None:
    """What kinds and entries alike must not do."""
    if asks_what_is_not(asked) and not _tells_what_is_not(key, phrased, asked):
        return "it tells what is, and the question asks what is not"
    if _AGREED & {stem(token) for token in asked} and _only_held(ask, key):
        return "it tells what a side wants or offers, and the question asks what was agreed"
    if (unit := rate_asked(asked)) and stem(unit) not in stems_of(draft.headline):
        return f"it does not say how much a {unit}"
    if key not in _OF_ANY_YEAR and _of_another_year(ask, key, draft):
        return "it is of another year than the one named"
    return None


_OF_ANY_YEAR = frozenset({"source", "reliability", "freshness"})
"""Kinds of question about the answer before, whatever year that was of."""


def _of_another_year(ask: Query, key: str, draft: Draft) -> bool:
    """Whether a year that is over is named, of which nothing is told: neither in words nor by an entry dated in it."""
    view = ask.view
    past = [slot for slot in ask.question.slots.dates if slot.year and slot.last < view.local_day()]
    if not past:
        return False
    entries = [view.base.entry(id) for id in (*draft.entries, key) if "/" in id or id in view.base.strikes]
    curated = [text for one in entries if isinstance(one, Answer) for text in (one.question, *one.asked)]
    told = " ".join((draft.words(), *curated))
    return not all(
        any(str(year) in told for year in range(slot.first.year, slot.last.year + 1))
        or any(is_dated(one, slot) for one in entries)
        for slot in past
    )


_HOLDS = frozenset("is whos leads runs heads chairs".split())


def _leads_no_more(ask: Query, key: str, asked: Sequence[str]) -> bool:
    """Whether it is asked who leads today, and somebody is told of who has left; not where that person is named."""
    entry, today = ask.view.base.entry(key), ask.view.local_day()
    if not isinstance(entry, Person) or ask.slots.people or asked[:1] not in (("who",), ("whos",)):
        return False
    return entry.has_left(today) and bool(_HOLDS & set(asked[:2]))


def _deal_told_of(ask: Query, key: str) -> Strike | None:
    """The strike or contract in which an entry tells of a deal, as all may but events of another kind: a board's vote on it."""
    base, entry = ask.view.base, ask.view.base.entry(key)
    if isinstance(entry, Event) and entry.kind != "deal":
        return None
    own = (entry.strike if isinstance(entry, Answer) else base.strike_of(key)) or key
    return base.strikes.get(own)


_COMING = re.compile(
    r"^(?:\S+ ){0,4}?(?:when|what (?:day|date|time)|which (?:day|date)) (?:do|does|will|can) "
)


def _is_past(ask: Query, key: str) -> bool:
    """Whether an entry is what happened on a day before the one of asking."""
    entry, today = ask.view.base.entry(key), ask.view.local_day()
    if isinstance(entry, Meeting):
        return (entry.last_date or entry.date) < today
    return isinstance(entry, Event) and entry.date.last() < today


def _only_held(ask: Query, key: str) -> bool:
    """Whether something is what one side holds, rather than what both agreed to."""
    if key in ("wants", "compare"):
        return not {"apart", "disagree", "differ"} & ask.tokens
    entry = ask.view.base.positions.get(key)
    return entry is not None and entry.stance is not Stance.AGREED


def _names_nothing_new(ask: Query, draft: Draft, asked: Sequence[str]) -> bool:
    """Whether words found by chance do not tell who, where the question asks who; or when, where it asks when."""
    told = draft.headline
    if "when" in asked[:3] and not _WHEN.search(told):
        return True
    if not {"who", "whom", "whose"} & set(asked[:3]):
        return False
    view, named = ask.view, {*ask.slots.people, *ask.slots.parties, *ask.slots.unions}
    named |= {side for who in ask.slots.people for side in (view.party_of(who), view.side_of(who)) if side}
    known = {name for id in named for name in view.name_of(id).split()} | set(calendar.month_name)
    words = set(re.findall(r"[\w'’-]+", told)) - known
    people = {found.name.split()[-1] for id, found in view.base.people.items() if id not in named}
    parties = {found.short_name for id, found in view.base.parties.items() if id not in named} - known
    return not (people & words or any(name in told for name in parties))


def _passes_over_a_date(ask: Query, key: str, draft: Draft) -> bool:
    """Whether words found by chance are of somebody or something without a date, where the question names a day."""
    if not isinstance(ask.view.base.entry(key), Party | Person | Issue):
        return False
    return not all(
        str(slot.first.year) in draft.headline
        if slot.year
        else f"{slot.first:%B} {slot.first.day}" in draft.headline
        for slot in ask.slots.dates
    )


def _unfit_kind(ask: Query, key: str, asked: Sequence[str]) -> str | None:
    if why := _counts_another(ask, key, asked):
        return why
    if acting(asked) and key != OF_NEED:
        return "the question is about what the asker is to do"
    if sounds_only(key, asked) or (key == "effects" and _TO_WHOM & set(asked)):
        return "the question only has some words of this one"
    if key in _AS_IT_STANDS and _supposes(asked):
        return "it tells how things stand, and the question asks what would be"
    if key not in _WHO_AND_WHAT and _of_a_name(ask.question.frame):
        return "the question asks who or what somebody is"
    if key in ("start", "end") and _BEGINNING & set(asked) and _END & set(asked) and "and" in asked:
        return "it gives one day, and the question asks for both"
    if left_out(ask.question.frame):
        return "the question names whom it is not about"
    if key in _OF_ISSUES and _compound(ask.question.frame):
        return "the question asks for something that only shares a word with the issue"
    if definition(asked) and ask.slots.empty and key not in ("party", "person", "issue"):
        return "the question asks what a word means"
    return None


_TO_WHOM = frozenset("you your yours u ur me my mine".split())
"""Who is asked what a strike does to one person, and not to a trade."""
_BEGINNING = frozenset("begin began begins start started starts".split())
_END = frozenset("end ended ends finish finished stop stopped".split())


def _counts_another(ask: Query, key: str, asked: Sequence[str]) -> str | None:
    things = {two for one, two in pairwise(asked) if one == "many"}
    if things and key in _COUNTS_HEADS_OF and not _COUNTS_HEADS_OF[key] & set(asked):
        return "it counts others than the question does"
    if key in _OF_HEADS and _OF_MONEY & {stem(word) for word in asked}:
        return "it counts people, and the question asks about money"
    if key == "vote_authorization" and not _TO_STRIKE & set(asked) and _ratified_since(ask):
        return "members have voted on a deal since, and the question does not say which vote it asks about"
    shares = {"percent", "percentage"} & set(asked)
    if shares and key in ("vote_authorization", "vote_ratification") and not _VOTING & set(asked):
        return "it gives the share of a vote, and the question asks for another"
    return None


_OF_HEADS = frozenset({"members", "strikers"})
_OF_MONEY = stems_of("raise raises wage wages salary salaries bonus bonuses fund funds increase offer offers")
_TO_STRIKE = frozenset(
    "strike striking struck authorize authorise authorized authorised authorizing authorization authorisation mandate walk "
    "walkout first".split()
)
"""Words of which one is said where a vote to strike is meant, rather than the latest vote."""


def _ratified_since(ask: Query) -> bool:
    """Whether a strike that is meant has a vote on its deal that is known."""
    view = ask.view
    return any(
        strike.ratification is not None and view.statement_known(strike.ratification, strike)
        for strike in named_strikes(ask) or view.main_strikes()
    )


def _unfit_day(ask: Query, key: str, asked: Sequence[str], draft: Draft) -> str | None:
    if key == "day_date" and asked[:1] and asked[0] in _YES_NO and not _DAY_ASKED & set(asked):
        return "it tells when a day was, and the question asks whether it is that day"
    if (
        key in _OF_MEETINGS
        and not ask.slots.dates
        and _COMING.search(" ".join(asked))
        and _all_met(ask, draft)
    ):
        return "it tells when the sides met, and the question asks when they will"
    if key == "deadline" and not _WAS & set(asked) and not ask.slots.dates and _all_past(ask, draft):
        return "it tells of a deadline that is past, and the question asks for one to come"
    if key == "day" and "days" in asked and {"which", "what"} & set(asked) and "many" not in asked:
        return "it tells one day, and the question asks which days"
    if key in _OF_ONE_DAY and _of_another_month(ask, draft):
        return "it is of another month than the one named"
    return None


_WAS = frozenset("was were did had passed missed expired last first previous original".split())


def _all_past(ask: Query, draft: Draft) -> bool:
    """Whether each of the events told of set a day that is over."""
    events = [event for id in draft.entries if (event := ask.view.base.events.get(id))]
    return all((event.due or event.date.last()) < ask.view.local_day() for event in events)


_OF_MEETINGS = frozenset({"meeting", "meeting_when", "meeting_outcome"})


def _all_met(ask: Query, draft: Draft) -> bool:
    """Whether each of the meetings told of is over."""
    met = [meeting for id in draft.entries if (meeting := ask.view.base.meetings.get(id))]
    return all((meeting.last_date or meeting.date) < ask.view.local_day() for meeting in met)


_AS_IT_STANDS = frozenset("status end start day day_date length latest order".split())
_WONDERED = frozenset(
    "know ask asking see tell wonder wondering sure idea say said check find out remember clear understand".split()
)
"""Words after which `if` stands for whether."""


def _supposes(asked: Sequence[str]) -> bool:
    """Whether a question sets a condition: `if they vote it down`; not `do you know if it is over`, `what if anything`."""
    return any(
        two == "if" and one not in _WONDERED and three != "anything"
        for one, two, three in zip(("", *asked), asked, (*asked[1:], ""), strict=False)
    )


_YES_NO = frozenset("is are was were isnt wasnt arent".split())
_DAY_ASKED = frozenset("when what which date weekday".split())
_OF_ONE_DAY = frozenset({"start", "end"})
_A_MONTH = range(25, 32)


def _of_another_month(ask: Query, draft: Draft) -> bool:
    """Whether a month is named, and the day that is told is of none of these."""
    months = [slot for slot in ask.slots.dates if (slot.last - slot.first).days + 1 in _A_MONTH]
    return bool(months) and not any(f"{slot.first:%B}" in draft.headline for slot in months)


def _of_a_name(frame: Sequence[str]) -> bool:
    """Whether nothing is asked but what a name is: `so what's this body`."""
    names = [token for token in frame if token.endswith("slot")]
    return names in ([PLACEHOLDERS["party"]], [PLACEHOLDERS["person"]]) and set(frame) <= {*names, *_BARE}


def _compound(frame: Sequence[str]) -> bool:
    """Whether an issue's name is only part of the name asked for: `the strike pay` is not the pay that is bargained over."""
    subject = defined(frame)
    others = [word for word in subject if not word.endswith("slot") and word not in FUNCTION_WORDS]
    return PLACEHOLDERS["issue"] in subject and any(word not in _GENERAL for word in others)


def _tells_what_is_not(key: str, phrased: Question | None, asked: Sequence[str]) -> bool:
    if key == "meeting_why":
        return "why" in asked
    if key in KINDS:
        return key in READ_NEGATION
    return phrased is not None and asks_what_is_not(phrased.tokens)


def _defines(ask: Query, key: str, draft: Draft, phrased: Question | None, subject: tuple[str, ...]) -> bool:
    """Whether an entry is about these words: they are what it is asked to define, or it says what they are."""
    entry = ask.view.base.entry(key)
    if isinstance(entry, Party | Issue):
        return True
    wanted = {stem(word) for word in subject if word not in FUNCTION_WORDS}
    if definition(ask.question.tokens):
        questions: list[Sequence[str]] = [phrased.tokens] if phrased else []
        questions += [tokens_of(text) for text in entry.asked]
        questions += [tokens_of(entry.question)] if isinstance(entry, Answer) else []
        return any(wanted == {stem(word) for word in defined(tokens)} for tokens in questions) or _says_what(
            subject, draft.headline
        )
    texts = [draft.headline, *((entry.question, *entry.asked) if isinstance(entry, Answer) else ())]
    stems = {stem(token) for token in (phrased.tokens if phrased else ())}.union(*map(stems_of, texts))
    return wanted <= stems


def _says_what(subject: tuple[str, ...], text: str) -> bool:
    """Whether a sentence begins with what these words are."""
    told = " ".join(tokens_of(text)[: len(subject) + 4])
    word = re.escape(" ".join(subject).rstrip("s"))
    return re.search(rf"\b{word}\S* (?:is|are|was|were|means?)\b", told) is not None


def settle_verdict(ask: Query, draft: Draft, phrased: Question | None, written: Question | None) -> None:
    """Leave a Yes or No with a question of the polarity it was written for, and take it from any other.

    `written` is the question of the entry itself, `phrased` the one of its questions by which it was found.
    """
    if verdict(draft.headline) and not _verdict_holds(ask, draft, phrased, written):
        draft.headline = without_verdict(draft.headline)


def _verdict_holds(ask: Query, draft: Draft, phrased: Question | None, written: Question | None) -> bool:
    if written is None:
        return False
    asked = ask.question.tokens
    if ask.question.words[1:] == written.words[1:] and (
        asked == written.tokens or same_polarity(asked, written.tokens)
    ):
        return True
    if phrased is None or opposed(asked, written.tokens) or denied_by(asked, draft.headline):
        return False
    return ask.question.words[1:] == phrased.words[1:] and same_polarity(asked, phrased.tokens)
