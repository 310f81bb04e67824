"""Answers from quotes: what someone said, and who said given words."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz

from bot.answering.composition import sentences as say
from bot.answering.composition.draft import Draft, capital, named, speaker_of
from bot.answering.handlers.positions import position, wants
from bot.answering.question.query import MEETING_WORDS, Query, meetings_of, on_day
from bot.dates.found import DateSlot
from bot.knowledge.model.models import Quote
from bot.matching.lexicon import content
from bot.matching.slots import PLACEHOLDERS
from bot.matching.text import folded_words, stem, stems_of, tokens_of

Found = tuple[str, Quote]
LIKE_WORDS = 88.0
"""Least likeness (0 to 100) at which words asked about are taken for those of a quote."""
_ASKING_FIRST = frozenset(
    """
    who said say says whose words quote called call from where is the it that this told wrote mentioned
    stated described did was by a about thing line
    """.split()
)
SCRAP = 4
"""A quote of fewer words is a scrap: others are told before it."""
SHARE = 0.75
"""Least share of the asked words that a quote must hold when it is not word for word."""


def _at_the_meeting(ask: Query) -> Query:
    """With `at the meeting` and no date: on the day of the meeting meant."""
    if ask.slots.dates or not ask.tokens & MEETING_WORDS:
        return ask
    meetings = meetings_of(replace(ask, slots=replace(ask.slots, people=())))
    if not meetings:
        return ask
    day = meetings[0][1].date
    return replace(ask, slots=replace(ask.slots, dates=(DateSlot(day, day, "the meeting"),)))


def _speakers(ask: Query) -> list[str]:
    """Whose words are asked for: people before parties; those named before `about`, when there are any."""
    speakers = list(ask.slots.people or ask.slots.parties)
    frame = ask.question.frame
    if "about" in frame:
        slot = PLACEHOLDERS["person" if ask.slots.people else "party"]
        before = frame[: frame.index("about")].count(slot)
        return speakers[:before] or speakers
    return speakers


def _by(ask: Query, who: str) -> list[Found]:
    """Quotes spoken by a person or party (or its committee), or that report what they said."""
    view = ask.view
    is_person = who in view.base.people
    own = [(i, q) for i, q in view.quotes if q.speaker == who or (not is_person and _of_party(ask, q, who))]
    return own or [(i, q) for i, q in view.quotes if q.describes == who]


def _of_party(ask: Query, quote: Quote, party: str) -> bool:
    """Whether a quote is a party's own, or its committee's; not one of its members'."""
    speaker = quote.speaker
    return (
        speaker is not None
        and speaker in ask.view.base.parties
        and ask.view.principal(speaker) == ask.view.principal(party)
    )


def _matching(ask: Query, found: list[Found]) -> list[Found]:
    """Those that fit the issues, dates and other words asked about, best first."""
    issues = set(ask.slots.issues)
    if issues:
        found = [pair for pair in found if issues & set(pair[1].issues)]
    for place in ask.slots.places:
        names = [
            stems_of(name)
            for name in (ask.view.base.places[place].name, *ask.view.base.places[place].aliases)
        ]
        found = [pair for pair in found if any(name <= _words_of(pair[1]) for name in names)]
    found = [pair for pair in found if on_day(ask.slots, pair[1].said.first(), pair[1].said.last())]
    wanted = _subject(ask)
    scored = [
        (len(wanted & _words_of(q)), q.said.first(), number, (i, q)) for number, (i, q) in enumerate(found)
    ]
    if wanted and any(score for score, *_ in scored):
        scored = [item for item in scored if item[0]]
    scored.sort(key=lambda item: (_is_scrap(item[3][1]), -item[0], -item[1].toordinal(), item[2]))
    return [pair for *_, pair in scored]


def _is_scrap(quote: Quote) -> bool:
    """Whether it is only a few words picked out of a sentence."""
    return len(quote.text.split()) < SCRAP


def _subject(ask: Query) -> set[str]:
    """The stems of what the question is about, beyond names and the words for saying."""
    spoken = {
        stem(word)
        for word in (
            "say",
            "said",
            "quote",
            "statement",
            "comment",
            "tell",
            "told",
            "word",
            "respond",
            "reaction",
        )
    }
    rest = {stem(token) for token in content(ask.question.frame)} - spoken
    return {item for item in rest if not item.endswith("slot")}


def _words_of(quote: Quote) -> frozenset[str]:
    text = f"{quote.text} {quote.setting} {' '.join(quote.topics)} {' '.join(quote.issues)}"
    return stems_of(text)


def quote(ask: Query) -> Draft | None:
    """What people or parties said; with several named, something of each."""
    speakers = _speakers(ask)
    if not speakers:
        return None
    ask = _at_the_meeting(ask)
    draft = Draft(ask.view)
    for who in speakers[:3]:
        chosen = _matching(ask, _by(ask, who))
        if who not in ask.view.base.people and not chosen:
            return None
        if chosen:
            _tell(ask, draft, who, chosen[: 3 if len(speakers) == 1 else 1])
        if who in ask.view.base.people and not any(q.speaker == who for _, q in chosen):
            _stated(ask, draft, who)
    if not draft.headline:
        return position(ask) if ask.slots.issues else None
    return draft


def _tell(ask: Query, draft: Draft, who: str, found: list[Found]) -> None:
    first = found[0][1]
    name = ask.view.the(who)
    cites = draft.cite(first.citations)
    if first.speaker == who or ask.view.principal(first.speaker or "") == ask.view.principal(who):
        name = named(ask.view, first) if first.speaker else name
        said = say.SAID(who=capital(name), when=first.said.when())
    else:
        said = say.SAID_BY_ANOTHER(who=capital(name), when=first.said.when())
    draft.lead(said, cites)
    for each_id, each in found:
        draft.quote(each_id, each)
        draft.attribute(each.reported_by)
    draft.disputes(first)


def _stated(ask: Query, draft: Draft, who: str) -> None:
    """What a person stated as positions, as reported."""
    found = [
        (i, p)
        for i, p in ask.view.positions
        if p.speaker == who and (not ask.slots.issues or p.issue in ask.slots.issues)
    ]
    found = [pair for pair in found if on_day(ask.slots, pair[1].since.first(), pair[1].since.last())]
    for full_id, entry in sorted(found, key=lambda pair: pair[1].since.first(), reverse=True)[:5]:
        draft.tell(
            full_id, entry, entry.text, first=True, lead=None if not draft.headline else ask.view.name_of(who)
        )


def who_said(ask: Query) -> Draft | None:
    """Who said these words: only for words that a quote holds."""
    words = ask.slots.quoted or " ".join(sorted_subject(ask))
    asked = tokens_of(words)
    if not asked or (len(asked) < 2 and not ask.slots.quoted):
        return None
    like = _Words(asked).likeness
    best = max(((like(q), -number, i, q) for number, (i, q) in enumerate(ask.view.quotes)), default=None)
    if best is None or best[0] < LIKE_WORDS:
        return _told_in(ask, asked)
    _, _, full_id, found = best
    draft = Draft(ask.view)
    speaker, (_, role) = named(ask.view, found), speaker_of(ask.view, found)
    who = capital(f"{speaker}, {role}," if role else speaker)
    draft.use(full_id, found)
    told = say.SAID_IT(who=who, when=found.said.when(), setting=found.setting)
    draft.lead(told, draft.cite(found.citations))
    draft.quote(full_id, found)
    draft.attribute(found.reported_by)
    draft.support.append(words)
    return draft


def sorted_subject(ask: Query) -> list[str]:
    """The words asked about, in their order, without those that ask."""
    tokens = list(ask.question.tokens)
    while tokens and tokens[0] in _ASKING_FIRST:
        tokens.pop(0)
    return [token for token in tokens if not token.endswith("slot")]


class _Words:
    """Words asked about, looked for in one quote after the other."""

    def __init__(self, asked: list[str]) -> None:
        self.phrase = " ".join(asked)
        self.wanted = [stem(token) for token in content(asked)] or [stem(token) for token in asked]

    def likeness(self, quote: Quote) -> float:
        """How far they stand in the quote, 0 to 100: word for word, or most of the words in it."""
        text = folded_words(quote.text)
        if len(self.phrase) > len(text) + 10:
            return 0.0
        inside = stems_of(quote.text)
        share = sum(item in inside for item in self.wanted) / len(self.wanted)
        return fuzz.partial_ratio(self.phrase, text) if share >= SHARE else 0.0


def _told_in(ask: Query, asked: list[str]) -> Draft | None:
    """Words that no quote holds but an event's account does."""
    wanted = {stem(token) for token in content(asked)}
    for full_id, event in ask.view.events:
        inside = stems_of(event.text)
        if (
            wanted
            and wanted <= inside
            and fuzz.partial_ratio(" ".join(asked), folded_words(event.text)) >= LIKE_WORDS
        ):
            draft = Draft(ask.view)
            draft.tell(full_id, event, event.text, first=True)
            draft.support.append(" ".join(asked))
            return draft
    return None


def said_or_held(ask: Query) -> Draft | None:
    """What a side said on something: its positions on an issue, and its words."""
    if ask.slots.issues:
        held = None if ask.slots.people and not _held_by(ask) else position(ask)
        return held or quote(ask)
    return quote(ask) or (None if ask.slots.people else wants(ask))


def _held_by(ask: Query) -> bool:
    """Whether a person named stated a position on an issue named."""
    return any(
        p.speaker in ask.slots.people and p.issue in ask.slots.issues
        for _, p in ask.view.positions
        if p.speaker
    )
