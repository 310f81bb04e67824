"""What changed since a day: what became known from its beginning on, and nothing else; the latest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from bot.answering.composition.fold import MOST
from bot.answering.composition.plain_text import lead, text
from bot.answering.engine import Engine
from bot.answering.handlers.whats_new import Since
from bot.answering.known.newly_known import Novelty, changes, keys_of
from bot.dates.partial import PartialDate
from bot.knowledge.model.models import Answer, Issue, Milestone, Model, Party, Person, Statement, Strike
from tests.answering.bases import ARTICLE_NIGHT, ask, engine, example_engine

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.knowledge.model.base import KnowledgeBase

BASES: dict[str, tuple[Callable[[], Engine], str]] = {
    "shipped": (engine, "2023-08-14T12:00:00-07:00"),
    "uaw-2023": (lambda: example_engine("uaw-2023"), "2023-10-15T12:00:00-04:00"),
    "bma-resident-doctors": (lambda: example_engine("bma-resident-doctors"), "2025-12-01T23:00:00+00:00"),
}
ASKED = (
    "what changed since Thursday", "what's changed since last Thursday?", "what's new since the 9th",
    "anything new since Thursday?", "any news since Thursday?", "what did I miss since Thursday", "what did I miss",
    "what have I missed?", "did I miss anything since Thursday", "I've been away since Thursday, what's new",
    "catch me up since Thursday", "updates since Thursday please", "any developments since Thursday",
    "has anything changed since Thursday", "what's different since Thursday", "tell me what changed since Thursday",
    "what have i missed in the last 6 days", "everything new since Thursday", "news since thursday",
    "is there anything new since thursday", "what came out since Thursday",
)  # fmt: skip


def at(moment: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("question", ASKED)
def test_it_is_answered_however_it_is_asked(base: str, question: str) -> None:
    make, moment = BASES[base]
    reply = make().ask(question, at(moment))
    assert reply.kind == "answer"
    assert " new " in reply.headline
    assert reply.references
    assert len(lead(reply)) <= MOST


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("days", [0, 1, 3, 7, 30])
def test_exactly_what_became_known_is_told(base: str, days: int) -> None:
    make, moment = BASES[base]
    as_of, whole = at(moment), make().base
    since = as_of - dt.timedelta(days=days)
    view = make().view(as_of)
    found = changes(view, since)
    assert all(since <= one.known <= as_of for one in found)
    assert [one.known for one in found] == sorted((one.known for one in found), reverse=True)
    told = {one.full_id for one in found}
    for full_id, _, entry in whole.entries():
        if not view.knows(full_id) or full_id.startswith("place/"):
            continue
        if not isinstance(entry, Answer | Issue | Party | Person | Strike):
            new = since <= whole.known_from(entry, whole.zone_of(full_id))
            assert not new or full_id in told, full_id


@pytest.mark.parametrize("hours", [-11, 0, 13])
def test_the_zone_of_the_asker_changes_nothing(hours: int) -> None:
    moment = at("2023-08-14T12:00:00-07:00")
    there = moment.astimezone(dt.timezone(dt.timedelta(hours=hours)))
    one, other = (engine().ask("what changed since August 11", each) for each in (moment, there))
    assert one.headline == other.headline
    assert one.blocks == other.blocks


def test_the_day_itself_counts() -> None:
    reply = engine().ask("what's new since Aug 11", at("2023-08-14T12:00:00-07:00"))
    assert reply.headline == "3 things are new since August 11, 2023, the latest first:"
    assert "wga-2023/meeting/2023-08-11" in reply.entries


def test_that_nothing_is_new_is_said_with_what_came_last() -> None:
    reply = engine().ask("anything new since yesterday?", at("2023-08-14T12:00:00-07:00"))
    assert reply.headline == "Nothing new since August 13, 2023, as far as my sources go."
    assert reply.before
    assert reply.references


def test_without_a_day_the_last_seven_are_taken_and_it_is_said() -> None:
    reply = engine().ask("what did I miss?", at("2023-08-14T12:00:00-07:00"))
    assert "in the last 7 days, since August 7, 2023" in reply.headline


def test_a_claim_added_to_an_entry_is_told_and_the_entry_is_not_told_again() -> None:
    view = example_engine("uaw-2023").view(at("2023-10-15T12:00:00-04:00"))
    found = changes(view, at("2023-10-14T00:00:00-04:00"))
    added = [one for one in found if one.full_id == "uaw-2023/figure/laid-off"]
    assert added
    assert all(one.claim is not None for one in added)


def test_only_the_strike_that_is_named_is_told_of() -> None:
    reply = engine().ask(
        "what changed in the SAG-AFTRA strike since July 12", at("2023-07-20T12:00:00-07:00")
    )
    base = engine().base
    assert reply.entries
    assert all("sag-aftra-2023" in base.strikes_of(full_id) for full_id in reply.entries)


def test_each_thing_has_its_day_and_its_source() -> None:
    shown = text(example_engine("uaw-2023").ask("what's new since Oct 13", at("2023-10-15T12:00:00-04:00")))
    assert "October 14, 2023: By October 14, 2023 the three companies had laid off" in shown


@pytest.mark.parametrize(
    "question",
    [
        "what's new since I last asked?",
        "has anything happened since I last checked",
        "novedades desde mi última pregunta",
    ],
)
def test_who_is_not_known_to_have_asked_gets_the_last_week_and_is_told_so(question: str) -> None:
    reply = ask(question)

    assert reply.kind == "answer"
    assert reply.headline.startswith("I do not know when you last asked; here is the last week. ")
    assert reply.question == question


def test_only_what_became_known_after_the_last_reply_is_new() -> None:
    now = at(ARTICLE_NIGHT)
    moment = engine().base.moments["thr-2023-08-04"]
    before = engine().ask("what's new since I last asked", now, since=Since(moment - dt.timedelta(seconds=1)))
    after = engine().ask("what's new since I last asked", now, since=Since(moment))

    assert "thr-2023-08-04" in {one.source.id for one in before.references}
    assert before.headline != after.headline


def reworded(part: Any) -> Any:  # noqa: ANN401  (whatever an entry holds)
    """The same with every claim in other words."""
    if isinstance(part, tuple):
        return tuple(map(reworded, part))
    if not isinstance(part, Model):
        return part
    changed = {name: reworded(getattr(part, name)) for name in type(part).model_fields}
    if isinstance(part, Statement):
        changed["text"] = f"To say it anew: {part.text}"
    return part.model_copy(update=changed)


def rebuilt(base: KnowledgeBase, change: Callable[[Any], Any]) -> KnowledgeBase:
    """A base whose entries are changed."""
    held = {one.name: getattr(base, one.name) for one in fields(base)}
    entries: dict[str, Any] = {
        name: MappingProxyType({id: change(each) for id, each in value.items()})
        for name, value in held.items()
        if isinstance(value, Mapping) and all(isinstance(each, Model) for each in value.values())
    }
    return replace(base, **entries, revision="feedfacecafe")


def added_to(old: KnowledgeBase, new: KnowledgeBase, now: dt.datetime) -> list[Novelty]:
    """What a base tells beyond the other, with nothing that became known meanwhile."""
    return changes(Engine(new).view(now), now + dt.timedelta(seconds=1), keys_of(old))


@pytest.mark.parametrize("base", BASES)
def test_what_is_only_worded_anew_is_not_new(base: str) -> None:
    make, moment = BASES[base]
    old = make().base
    new = rebuilt(old, reworded)
    assert {key.words for key in keys_of(old)} != {key.words for key in keys_of(new)}
    assert added_to(old, new, at(moment)) == []


def test_a_claim_that_gets_another_source_is_not_new() -> None:
    old = engine().base

    def sourced(part: Any) -> Any:  # noqa: ANN401  (whatever an entry holds)
        if not isinstance(part, Strike) or part.started is None:
            return part
        source = part.started.citations[0].model_copy(update={"source": "thr-2023-08-04"})
        more = part.started.model_copy(update={"citations": (*part.started.citations, source)})
        return part.model_copy(update={"started": more})

    assert added_to(old, rebuilt(old, sourced), at(ARTICLE_NIGHT)) == []


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize("place", [0, 1, 9])
def test_a_claim_beside_others_of_the_same_sources_is_new_wherever_it_is_put(place: int, anew: bool) -> None:
    old = engine().base

    def more(part: Any) -> Any:  # noqa: ANN401  (whatever an entry holds)
        if not isinstance(part, Strike) or part.id != "wga-2023":
            return part
        reason = part.reasons[0].model_copy(update={"text": "They struck for lunch."})
        return part.model_copy(update={"reasons": (*part.reasons[:place], reason, *part.reasons[place:])})

    found = added_to(rebuilt(old, reworded) if anew else old, rebuilt(old, more), at(ARTICLE_NIGHT))
    told = {one.claim.text for one in found if one.claim}
    assert "They struck for lunch." in told
    assert anew or told == {"They struck for lunch."}


def test_a_milestone_of_another_day_is_new() -> None:
    old = engine().base

    def later(part: Any) -> Any:  # noqa: ANN401  (whatever an entry holds)
        if not isinstance(part, Strike) or part.authorization is None or part.id != "wga-2023":
            return part
        moved = part.authorization.model_copy(update={"date": PartialDate(2023, 4, 18)})
        return part.model_copy(update={"authorization": moved})

    (found,) = added_to(old, rebuilt(old, later), at(ARTICLE_NIGHT))
    assert isinstance(found.claim, Milestone)
    assert found.field == "authorization"
