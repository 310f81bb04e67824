"""The way from a question to a reply: understand, find, decide, compose. Pure: no clock, no network, no state."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import fuzz, process, utils

from bot.answering import single
from bot.answering.ask import Ask
from bot.answering.confidence import MATCH, SEARCH, MatchSignals, SearchSignals
from bot.answering.decision import THRESHOLDS, Thresholds
from bot.answering.draft import Draft
from bot.answering.followup import resolve_followup
from bot.answering.kinds import KINDS, REFUSED, SEARCHED, TALK, phrasing_tokens, phrasings
from bot.answering.present import clarified, declined, finished, talked
from bot.answering.reply import Candidate, Context, Explanation, Option, Reply
from bot.answering.veto import entry_veto, kind_veto
from bot.answering.view import Timeline, View
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.models import Answer, Position, Quote, Statement
from bot.matching.index import HybridIndex, Mask, Match
from bot.matching.lexicon import content, has_quantity, quantity_asked
from bot.matching.search import EntrySearch, Hit, QuoteRuns
from bot.matching.slots import Question, SlotFinder, Slots
from bot.matching.text import stem, tokens_of

CONTEXT_MINUTES = 10
CONSIDERED = 10
"""How many of the best matches are weighed."""
TRIED = 4
"""How many of those that fit are composed."""
PART_CONFIDENCE = 0.93
"""Least confidence to answer a part of a message for the whole of it."""
PART_LEFT = 0.2
"""Most of the whole message that may then be left unexplained."""
_PARTS = re.compile(r"[.?!;:,\n]+|\s(?:but|because|cuz|cause|while|although|since)\s", re.IGNORECASE)
LOOKED_UP = 0.5
"""Least share of the words' weight for kinds of question that only entries answer."""
SURE = 0.975
"""Above it no other candidate is tried."""
QUOTED_CONFIDENCE = 0.9
"""For a question that repeats a run of a quote's words."""
COUNTING = frozenset({"day", "day_date", "length", "overlap", "longest", "vote_authorization", "vote_ratification", "meeting_time", "attendees"})
"""Kinds whose answers are numbers of their own."""
_ASKING = frozenset(stem(word) for word in (
    "said say says quote quotes quoted remark line words word statement comment call called tell told describe described mention"
    " mentioned best exact exactly happen happened thing things information info").split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A draft that could be the answer, and how sure the engine is of it (0 to 1)."""

    key: str
    draft: Draft
    confidence: float
    unexplained: tuple[str, ...]
    signals: MatchSignals | SearchSignals | None


class Engine:
    """Answers questions from one knowledge base. Build once, ask often; safe to share between threads."""

    def __init__(self, base: KnowledgeBase, thresholds: Thresholds = THRESHOLDS) -> None:
        self.base = base
        self.thresholds = thresholds
        self.timeline = Timeline(base)
        kinds = phrasings()
        words = {token for texts in kinds.values() for tokens in texts for token in tokens}
        units = [(key, text, claim) for key, _, entry in base.entries() for text, claim in single.units_of(base, entry)]
        self.finder = SlotFinder(base, words | {token for _, text, _ in units for token in tokens_of(text)})
        self._curated = self._read_curated()
        rows = [(name, texts) for name, texts in kinds.items()]
        rows += [(key, [list(question.frame) for question in questions]) for key, questions in self._curated.items()]
        self.index = HybridIndex(rows)
        self._row = {name: number for number, (name, _) in enumerate(rows)}
        self._kind_stems = {name: frozenset(stem(token) for text in texts for token in text) for name, texts in rows}
        self._ours = frozenset().union(*(stems for name, stems in self._kind_stems.items() if name not in REFUSED))
        self._masks: dict[int, Mask] = {}
        self._asked_with = {name: Counter(w for text in texts for w in set(text) & _ASK_WORDS) for name, texts in kinds.items()}
        self.search = EntrySearch((f"{number}", text) for number, (_, text, _) in enumerate(units))
        self._units = [(key, claim) for key, _, claim in units]
        self._run_quotes = QuoteRuns((key, quote.text) for key, quote in base.quotes.items() if quote.withdrawn is None)
        self._background = frozenset(token for word in base.vocabulary.background for token in tokens_of(word))

    def _read_curated(self) -> dict[str, list[Question]]:
        """The curated questions of entries, read as any question is."""
        found: dict[str, list[Question]] = {}
        for key, _, entry in self.base.entries():
            asked = [*entry.asked, *([entry.question] if isinstance(entry, Answer) else [])]
            if asked and entry.withdrawn is None:
                found[key] = [self.finder.read(" ".join(phrasing_tokens(text)), dt.date(2000, 1, 1)) for text in asked]
        return found

    # The public face.

    def view(self, as_of: dt.datetime) -> View:
        """What is known at a moment; `as_of` must be aware."""
        return self.timeline.at(as_of)

    def ask(
        self, question: str, as_of: dt.datetime, *, previous: Context | None = None, strike: str | None = None, live: bool = True
    ) -> Reply:
        """The reply to a question at a moment, in the context of the reply before it (ten minutes at most)."""
        view = self.view(as_of)
        read = self.finder.read(question, view.local_day(), view.busy_years)
        read = replace(read, slots=self._known_slots(view, read.slots, strike))
        if previous is not None and as_of - previous.at > dt.timedelta(minutes=CONTEXT_MINUTES):
            previous = None
        reply = self._reply(view, read, previous)
        return replace(reply, live=live, revision=self.base.revision)

    def show(self, entry_id: str, as_of: dt.datetime) -> Reply:
        """One entry by itself; a decline when it is not known then, or withdrawn."""
        view = self.view(as_of)
        question = self.finder.read("", view.local_day())
        if not view.knows(entry_id):
            return replace(declined(view, question, "That entry is not in use.", self._nearest(view, [])), revision=self.base.revision)
        asked = single.question_for(view, entry_id)
        draft = single.show(view, entry_id)
        context = Context(as_of, entry_id, Slots(), tuple(draft.entries), asked)
        reply = finished(view, replace(question, text=asked), draft, 1.0, context, Explanation())
        return replace(reply, revision=self.base.revision)

    def browse(self, kind: str, slots: Slots, as_of: dt.datetime) -> Reply:
        """The answer of a kind of question for the slots chosen, without any matching."""
        view = self.view(as_of)
        question = Question(kind.replace("_", " "), (), (), slots)
        handler = KINDS[kind].answer
        draft = handler(Ask(question, slots, view, kind)) if handler else None
        if draft is None or not draft.headline:
            reason = "The base holds nothing on that as of then."
            return replace(declined(view, question, reason, self._nearest(view, [])), revision=self.base.revision)
        context = Context(as_of, kind, slots, tuple(draft.entries), question.text)
        return replace(finished(view, question, draft, 1.0, context, Explanation()), revision=self.base.revision)

    def suggest(self, text: str, as_of: dt.datetime, limit: int = 25) -> list[str]:
        """Questions to offer while someone types, best first; never anything not known by then."""
        view = self.view(as_of)
        typed = tokens_of(text)
        pool = [single.question_for(view, key) for key, _, _ in self.base.entries() if view.knows(key)]
        pool = list(dict.fromkeys([*_OPENERS, *pool]))
        if not typed:
            return pool[:limit]
        return _ranked(text, pool, limit)

    # Understanding.

    def _known_slots(self, view: View, slots: Slots, strike: str | None) -> Slots:
        """Slots without what is not known yet; a strike chosen by hand is added."""
        chosen = (strike,) if strike and view.knows(strike) else ()
        return replace(
            slots,
            parties=tuple(p for p in slots.parties if view.party(p)),
            people=tuple(p for p in slots.people if view.person(p)),
            issues=tuple(i for i in slots.issues if view.issue(i)),
            strikes=chosen or tuple(s for s in slots.strikes if view.knows(s)),
        )

    def _reply(self, view: View, read: Question, previous: Context | None) -> Reply:
        if not read.tokens or not any(any(c.isalpha() for c in token) for token in read.tokens) or self._points_nowhere(read, previous):
            return clarified(view, read, "What would you like to know about the strike?", _options(_OPENERS[:4]))
        inherited = resolve_followup(self, view, read, previous)
        if inherited is not None:
            return inherited
        return self.decide(view, read, read.slots, previous)

    def _points_nowhere(self, read: Question, previous: Context | None) -> bool:
        """Whether a question is about someone or something that nothing before it named."""
        if previous is not None or not read.slots.empty:
            return False
        bare = not content(read.tokens, self._background)
        return (bare and len(read.tokens) == 1 and read.tokens[0] in _BARE) or bool(set(read.tokens) & _SOMEONE)

    # Finding and deciding.

    def decide(self, view: View, read: Question, slots: Slots, previous: Context | None) -> Reply:
        """Rank what the slots leave, compose the best, and answer, ask back or decline."""
        found, weighed = self.find(view, read, slots, previous)
        if found is None or found.confidence < self.thresholds.answer:
            found, weighed = self._in_part(view, read, slots, previous) or (found, weighed)
        if found is not None and found.confidence >= self.thresholds.answer:
            return self._answer(view, read, slots, found, weighed)
        return self._without_answer(view, read, slots, found, weighed)

    def _in_part(
        self, view: View, read: Question, slots: Slots, previous: Context | None
    ) -> tuple[Found, list[Candidate]] | None:
        """The answer to one part of a long message, when that part alone is clear and the rest asks nothing else."""
        parts = [part for part in _PARTS.split(read.text) if len(part.split()) > 1][:8]
        best: tuple[Found, list[Candidate]] | None = None
        for part in parts if len(parts) > 1 else ():
            alone = self.finder.read(part, view.local_day(), view.busy_years)
            named = self._known_slots(view, alone.slots, None).inherit(slots)
            found, weighed = self.find(view, replace(alone, slots=named), named, previous)
            if weighed and weighed[0].entry in REFUSED and weighed[0].score > 0.6:
                return None
            if found is None or found.confidence < PART_CONFIDENCE:
                continue
            left = self.unexplained(read, found.draft, found.key)
            if self._share(read, left) <= PART_LEFT and not any(map(self._is_foreign, left)) and (best is None or found.confidence > best[0].confidence):
                best = found, weighed
        return best

    def find(
        self, view: View, read: Question, slots: Slots, previous: Context | None
    ) -> tuple[Found | None, list[Candidate]]:
        """The likeliest candidate, and everything that was weighed, best first."""
        ranking = self.index.rank(self._core(read.frame), self._allowed(view), top=CONSIDERED)
        judged = [(self._reworded(read, match), self._veto(view, read, slots, match)) for match in ranking.matches]
        judged.sort(key=lambda pair: -pair[0].score)
        weighed = [Candidate(m.key, self._title(view, m.key), round(m.score, 3), reason) for m, reason in judged]
        fitting = [match for match, reason in judged if not reason]
        lead = fitting[0] if fitting else None
        quoted = self._quoted(view, read)
        if quoted is None and lead and (lead.key in TALK or lead.key in REFUSED):
            return None, weighed
        found: list[Found] = []
        for match in fitting[:TRIED]:
            composed = self._compose(view, read, slots, previous, match, fitting)
            found += [composed] if composed else []
            if composed and composed.confidence > SURE:
                return composed, weighed
        looked = quoted or self._searched(view, read, slots, fitting)
        best = max([*found, *([looked] if looked else [])], key=lambda each: each.confidence, default=None)
        return best, weighed

    def _core(self, frame: Sequence[str]) -> list[str]:
        """The frame without words that say nothing about what is asked; the whole frame when nothing would be left."""
        core = [token for token in frame if token not in self._background]
        return core if len(core) > 1 else list(frame)

    def _allowed(self, view: View) -> Mask:
        """Which rows of the index are known; kinds always are."""
        if view.size not in self._masks:
            if len(self._masks) > 64:
                self._masks.clear()
            self._masks[view.size] = np.array(["/" not in key or view.knows(key) for key in self.index.keys])
        return self._masks[view.size]

    def _veto(self, view: View, read: Question, slots: Slots, match: Match) -> str | None:
        if match.key in self._curated:
            start = int(self.index.bounds[self._row[match.key]])
            phrased = self._curated[match.key][match.phrasing - start]
            return entry_veto(view, read, slots, self.base.entry(match.key), phrased)
        return kind_veto(view, slots, match.key)

    def _reworded(self, read: Question, match: Match) -> Match:
        """A curated match weighed by its own words too, names included: frames alone cannot tell them apart."""
        if match.key not in self._curated:
            return match
        phrased = self._curated[match.key][match.phrasing - int(self.index.bounds[self._row[match.key]])]
        alike = fuzz.token_sort_ratio(" ".join(read.tokens), " ".join(phrased.tokens)) / 100
        return replace(match, score=match.score - 0.3 * (1 - alike), likeness=match.likeness * (0.6 + 0.4 * alike))

    def _compose(
        self, view: View, read: Question, slots: Slots, previous: Context | None, match: Match, fitting: Sequence[Match]
    ) -> Found | None:
        if match.key in TALK or match.key in REFUSED:
            return None
        if match.key in SEARCHED:
            return self._looked_up(view, read, slots, match, fitting)
        ask = Ask(read, slots, view, match.key, previous)
        if match.key in self._curated:
            draft: Draft | None = single.show(view, match.key)
            if draft:
                draft.support.append(single.words_of(self.base, self.base.entry(match.key)))
        else:
            handler = KINDS[match.key].answer
            draft = handler(ask) if handler else None
        if draft is None or not draft.headline:
            return None
        unexplained = self.unexplained(read, draft, match.key)
        signals = self._signals(read, slots, match, fitting, unexplained)
        return Found(match.key, draft, MATCH(signals), tuple(unexplained), signals)

    def _looked_up(self, view: View, read: Question, slots: Slots, match: Match, fitting: Sequence[Match]) -> Found | None:
        """For a kind of question that only the entries' own words answer: the claim that holds most of them."""
        words = self._search_words(read, slots)
        words = [word for word in words if self.search.holds(stem(word)) or stem(word) not in self._kind_stems[match.key]]
        for _, key, claim, hit in self._hits(view, read, slots, words, LOOKED_UP):
            if isinstance(self.base.entry(key), Quote | Position | Answer):
                continue
            draft = single.show_claim(view, key, claim)
            left = [word for word in words if stem(word) not in {stem(token) for token in tokens_of(draft.words())}]
            signals = replace(self._signals(read, slots, match, fitting, left), unexplained=1 - hit.coverage)
            return Found(key, draft, MATCH(signals), tuple(left), signals)
        return None

    def _search_words(self, read: Question, slots: Slots) -> list[str]:
        """The words to look for: what is left beside names, and the names as the entries write them."""
        words = [token for token in content(read.frame, self._background) if not token.endswith("slot")]
        names = [self.base.parties[p].short_name for p in (*slots.parties, *slots.unions)]
        names += [self.base.people[p].name.split()[-1] for p in slots.people]
        issues = [token for token in read.named if not any(token in tokens_of(name) for name in names)] if slots.issues else []
        return list(dict.fromkeys([*words, *(token for name in names for token in tokens_of(name)), *issues]))

    def _hits(
        self, view: View, read: Question, slots: Slots, words: Sequence[str], least: float
    ) -> Iterator[tuple[int, str, Statement | None, Hit]]:
        """Known claims that hold the words and contradict nothing, best first: (rank, entry id, claim, hit)."""
        for number, hit in enumerate(self.search.search(words, least, top=16)):
            key, claim = self._units[int(hit.key)]
            entry = self.base.entry(key)
            known = view.knows(key) and (claim is None or view.statement_known(claim, entry))
            if known and not self._stale(view, slots, key, claim) and entry_veto(view, read, slots, entry, None) is None:
                yield number, key, claim, hit

    def _signals(
        self, read: Question, slots: Slots, match: Match, fitting: Sequence[Match], unexplained: Sequence[str]
    ) -> MatchSignals:
        score = min(match.score, 1.2)
        refused = max((m.score for m in fitting if m.key in REFUSED), default=0.0)
        rivals = [m.score for m in fitting if m.key != match.key and m.key not in REFUSED]
        return MatchSignals(
            likeness=match.likeness,
            over_refused=max(-0.5, min(0.5, score - min(refused, 1.2))),
            over_rival=max(0.0, min(0.5, score - max(rivals, default=0.0))),
            behind=max(0.0, min(1.0, min(fitting[0].score, 1.2) - score)),
            unexplained=self._share(read, unexplained),
            foreign=min(3.0, sum(self._is_foreign(word) for word in unexplained)),
            length=math.log1p(len(read.frame)),
            named=float(not slots.empty),
            curated=float("/" in match.key),
            asks_otherwise=float(self._asks_otherwise(read, match)),
        )

    def _asks_otherwise(self, read: Question, match: Match) -> bool:
        """Whether the question's asking word (the first of them) is not one with which the match is asked for."""
        asking = next((token for token in read.tokens if token in _ASK_WORDS), None)
        if asking is None:
            return False
        if "/" in match.key:
            words = set(self.index.texts[match.phrasing].split()) & _ASK_WORDS
            return bool(words) and asking not in words
        start, end = int(self.index.bounds[self._row[match.key]]), int(self.index.bounds[self._row[match.key] + 1])
        return self._asked_with[match.key].get(asking, 0) < (end - start) * 0.02

    def _is_foreign(self, word: str) -> bool:
        """Whether neither the kinds of question that are answered nor any entry ever use the word."""
        return stem(word) not in self._ours and not self.search.holds(stem(word))

    def unexplained(self, read: Question, draft: Draft | None, key: str) -> list[str]:
        """The question's own words that neither its names, the kind's phrasings nor the reply account for."""
        explained = self._kind_stems.get(key, frozenset())
        told = {stem(token) for token in tokens_of(draft.words())} if draft else set()
        left = [
            token
            for token in content(read.frame, self._background)
            if not token.endswith("slot") and stem(token) not in explained and stem(token) not in told
        ]
        if draft and quantity_asked(read.tokens) and key not in COUNTING and not has_quantity(draft.headline):
            left.append("how-many")
        return left

    def _share(self, read: Question, unexplained: Sequence[str]) -> float:
        total = len(content(read.frame, self._background)) + sum(token.endswith("slot") for token in read.frame) * 0.5
        return len(unexplained) / max(total, 1.0)

    def _searched(self, view: View, read: Question, slots: Slots, fitting: Sequence[Match]) -> Found | None:
        """The claim whose own words hold nearly all of the question's."""
        words = self._search_words(read, slots)
        words = [word for word in words if self.search.holds(stem(word)) or stem(word) not in _ASKING]
        if len(words) < 2:
            return None
        hits = self.search.search(words, 0.4, top=16)
        for number, key, claim, hit in self._hits(view, read, slots, words, self.thresholds.search):
            if isinstance(self.base.entry(key), Quote) and not set(read.tokens) & _WORDS_ASKED:
                continue
            draft = single.show_claim(view, key, claim)
            if quantity_asked(read.tokens) and not has_quantity(draft.headline):
                continue
            others = [h.coverage for h in hits[number + 1 :] if self._units[int(h.key)][0] != key]
            signals = SearchSignals(
                hit.coverage, min(hit.weight, 25.0), float(min(len(words), 12)), hit.coverage - max(others, default=0.0),
                min(1.2, fitting[0].score) if fitting else 0.0,
            )  # fmt: skip
            return Found(key, draft, SEARCH(signals), (), signals)
        return None

    def _stale(self, view: View, slots: Slots, key: str, claim: Statement | None) -> bool:
        """Whether a claim is of a meeting that a later one overtook, when no date is asked about."""
        if slots.dates or claim is None or key not in self.base.meetings:
            return False
        strike = self.base.strike_of(key)
        later = [m.date for i, m in view.meetings if self.base.strike_of(i) == strike and m.date <= view.local_day()]
        return self.base.meetings[key].date < max(later)

    def _quoted(self, view: View, read: Question) -> Found | None:
        """Who said it, when a question repeats a run of a quote's words."""
        for key in self._run_quotes.find(read.tokens):
            if view.knows(key):
                draft = single.show(view, key)
                return Found(key, draft, QUOTED_CONFIDENCE, (), None)
        return None

    def _answer(self, view: View, read: Question, slots: Slots, found: Found, weighed: list[Candidate]) -> Reply:
        context = Context(view.as_of, found.key, slots, tuple(found.draft.entries), read.text)
        explanation = self._explained(view, read, slots, weighed, f"answered as {self._title(view, found.key)}", found)
        return finished(view, read, found.draft, found.confidence, context, explanation)

    def _without_answer(
        self, view: View, read: Question, slots: Slots, found: Found | None, weighed: list[Candidate]
    ) -> Reply:
        first = next((c for c in weighed if not c.vetoed), None)
        best = weighed[0] if weighed else None
        explanation = self._explained(view, read, slots, weighed, "not sure enough to answer", found)
        if first and first.entry in TALK and first is best:
            return talked(view, read, TALK[first.entry], _options(_OPENERS[:4]), explanation)
        if best and best.entry in REFUSED:
            return declined(view, read, REFUSED[best.entry], self._nearest(view, weighed), explanation)
        asked_back = self._ask_back(view, read, slots, weighed)
        if asked_back:
            return clarified(view, read, "Whom or what do you mean?", asked_back, explanation)
        if found is not None and found.confidence >= self.thresholds.clarify and not self._foreign(read):
            options = self._choices(view, weighed, found)
            if options:
                return clarified(view, read, "I am not sure what you mean. Is it one of these?", options, explanation)
        return declined(view, read, "I do not hold a sourced answer to that.", self._nearest(view, weighed), explanation)

    def _foreign(self, read: Question) -> bool:
        """Whether the question is about words the base never uses."""
        words = content(read.frame, self._background)
        foreign = [w for w in words if not w.endswith("slot") and stem(w) not in self.index.stems.ids]
        return len(foreign) > 0 and len(foreign) * 3 >= len(words)

    def _ask_back(self, view: View, read: Question, slots: Slots, weighed: list[Candidate]) -> list[Option]:
        """Choices for a kind of question that lacks the party it is about."""
        first = weighed[0] if weighed else None
        if first is None or first.entry not in KINDS or first.score < 0.62:
            return []
        missing = [need for need in KINDS[first.entry].needs if "party" in need and not _filled(slots, need)]
        if not missing or self._foreign(read):
            return []
        parties = list(dict.fromkeys(p for s in view.main_strikes() for p in (s.union, *s.against)))
        return [Option(view.name_of(p), f"What does {view.the(p)} want?", f"party/{p}") for p in parties[:4]]

    def _choices(self, view: View, weighed: list[Candidate], found: Found) -> list[Option]:
        keys = [found.key, *(c.entry for c in weighed if not c.vetoed and c.entry != found.key)]
        keys = [key for key in keys if key not in REFUSED and key not in TALK and key not in SEARCHED]
        questions = [single.question_for(view, key) if "/" in key else _EXAMPLE.get(key) for key in dict.fromkeys(keys)]
        return _options([question for question in questions if question][:4])

    def _nearest(self, view: View, weighed: list[Candidate]) -> list[str]:
        keys = [c.entry for c in weighed if not c.vetoed and "/" in c.entry]
        near = [single.question_for(view, key) for key in keys]
        near += [_EXAMPLE[c.entry] for c in weighed if c.entry in _EXAMPLE]
        return list(dict.fromkeys([*near, *_OPENERS]))[:4]

    def _title(self, view: View, key: str) -> str:
        return single.title_of(view, key) if "/" in key else (KINDS[key].asks if key in KINDS else key.replace("_", " "))

    def _explained(
        self, view: View, read: Question, slots: Slots, weighed: list[Candidate], decision: str, found: Found | None
    ) -> Explanation:
        names = [view.name_of(p) for p in (*slots.parties, *slots.people, *slots.unions)]
        names += [self.base.issues[i].name for i in slots.issues] + [self.base.strikes[s].name for s in slots.strikes]
        understood = [f"names: {', '.join(names)}"] if names else []
        understood += [f"dates: {', '.join(f'{d.first} to {d.last}' for d in slots.dates)}"] if slots.dates else []
        understood += [f"day number: {slots.number}"] if slots.number is not None else []
        understood += [f"read “{one}” as “{two}”" for one, two in read.corrected]
        understood += [f"words left over: {', '.join(found.unexplained)}"] if found and found.unexplained else []
        sure = f"{decision} (confidence {found.confidence:.2f})" if found else decision
        return Explanation(tuple(understood), tuple(weighed), sure)


def _filled(slots: Slots, need: frozenset[str]) -> bool:
    values = {
        "party": slots.parties or slots.unions, "person": slots.people, "issue": slots.issues,
        "strike": slots.strikes or slots.unions, "date": slots.dates, "number": slots.number is not None, "quote": slots.quoted,
    }  # fmt: skip
    return any(values[name] for name in need)


def _options(questions: Sequence[str]) -> list[Option]:
    return [Option(question, question) for question in questions]


def _ranked(text: str, pool: Sequence[str], limit: int) -> list[str]:
    found = process.extract(text, pool, scorer=fuzz.partial_token_sort_ratio, processor=utils.default_process, limit=limit)
    return [question for question, score, _ in found if score >= 45]


_WORDS_ASKED = frozenset("who said say says saying quote quoted words word called call told wrote remark line statement comment".split())
_ASK_WORDS = frozenset("why who when where whose".split())
_BARE = frozenset("why who how when where what which whose".split())
_SOMEONE = frozenset("he she him her his hers".split())
_OPENERS = (
    "What day of the strike is it?",
    "Is the strike over?",
    "What happened at the latest meeting?",
    "What is the latest news?",
    "Why are the writers on strike?",
    "When did the strike start?",
)
_EXAMPLE = {
    "day": "What day of the strike is it?", "status": "Is the strike over?", "start": "When did the strike start?",
    "end": "When did the strike end?", "meeting": "What happened at the latest meeting?", "attendees": "Who was in the room?",
    "meeting_topics": "What was discussed at the meeting?", "meeting_next": "What happens next?",
    "reasons": "Why are they on strike?", "effects": "What does the strike affect?", "latest": "What is the latest news?",
    "timeline": "What happened on August 4?", "length": "How long did the strike last?", "past_strikes": "When did they strike before?",
    "longest": "What was the longest strike?", "terms": "What did the writers get in the contract?",
    "compare": "How far apart are the writers and the studios?", "meeting_why": "Why was there no agreement?",
    "meeting_when": "When was the meeting?", "meeting_asked": "Who asked for the meeting?", "source": "Where does this come from?",
    "reliability": "Whose account is this?", "vote_authorization": "How did the strike authorization vote go?",
    "vote_ratification": "How did the ratification vote go?",
}  # fmt: skip

