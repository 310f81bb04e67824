"""The entries with which a new base begins. Each says only what is sure, and holds before the strike and after it, too."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeAlias

from bot.answering.composition.agreement import is_plural
from bot.dates.conventions import zone_named
from bot.dates.partial import day_words
from bot.knowledge.checks.names import same
from bot.knowledge.model.models import SourceKind
from bot.moderating.beginning.plan import day_of
from bot.moderating.forms.engine.ids import slug
from bot.moderating.forms.engine.typed import listed

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.moderating.beginning.plan import Matter, Plan, Side

Value: TypeAlias = "str | list[str] | list[Entry] | Entry"
"""What a field holds."""
Entry: TypeAlias = "dict[str, Value]"
"""The fields of an entry by their names, in the order of the file."""

STATED_BY = "Moderators of this base"
STATED = "What the moderators of this base stated when they made it, until a published page says so."
STATEMENT = "moderators"


def sources(plan: Plan) -> list[Entry]:
    """The announcement, and the moderators' own statement where something rests on that."""
    made: list[Entry] = []
    if plan.page:
        page: Entry = {"id": announcement(plan), "publisher": plan.page.publisher}
        page |= {"title": plan.page.title} if plan.page.title else {}
        page |= {"published": _published(plan)} | ({"url": plan.page.url} if plan.page.url else {})
        page |= {"archived": plan.page.archived} if plan.page.archived else {}
        made.append({**page, "kind": plan.page.kind.value, "reviewed": f"{plan.today}"})
    if plan.stated:
        made.append(
            {
                "id": statement(plan),
                "publisher": STATED_BY,
                "published": _moment(plan),
                "kind": SourceKind.WEAK.value,
                "note": STATED,
                "reviewed": f"{plan.today}",
            }
        )
    return made


def announcement(plan: Plan) -> str:
    """The id of the source that everything rests on."""
    if plan.page is None:
        return statement(plan)
    return f"{slug(plan.page.publisher)[:50].strip('-') or 'page'}-{day_of(plan.page, plan.zone)}"


def statement(plan: Plan) -> str:
    return f"{STATEMENT}-{plan.today}"


def _published(plan: Plan) -> str:
    """As it was said; of a page of today the moment at which it was there, since it would be used only from tonight."""
    assert plan.page is not None  # noqa: S101  (only asked of a plan with a page)
    published = plan.page.published
    if isinstance(published, dt.datetime):
        return published.isoformat(timespec="minutes")
    return _moment(plan) if published.last() >= plan.today else str(published)


def _moment(plan: Plan) -> str:
    return plan.now.astimezone(zone_named(plan.zone)).isoformat(timespec="minutes")


def parties(plan: Plan) -> list[Entry]:
    unions = [_party(plan, side, "union", plan.unions) for side in plan.unions]
    return unions + [_party(plan, side, "employer", plan.employers) for side in plan.employers]


def _party(plan: Plan, side: Side, noun: str, beside: tuple[Side, ...]) -> Entry:
    part = f"the {noun}" if len(beside) == 1 else f"one of the {noun}s"
    subject = side.told if side.short == side.name else f"{side.told} ({side.name})"
    verb = "are" if side.told != side.short and is_plural(side.short, side.kind) else "is"
    return {
        "id": side.id,
        "name": side.name,
        "short_name": side.short,
        "kind": side.kind.value,
        "about": [f"{subject[0].upper()}{subject[1:]} {verb} {part} in the {plan.short_name}."],
        **_rest(plan),
    }


def issues(plan: Plan, free: Callable[[str], bool]) -> list[Entry]:
    made: list[Entry] = []
    taken: set[str] = set()
    for one in plan.matters:
        words = [word for word in _also_called(one.name) if free(word) and word not in taken]
        taken.update(words)
        aliases: Entry = {"aliases": words} if words else {}
        made.append(
            {"id": one.id, "name": one.name} | aliases | {"about": [_about(plan, one)], **_rest(plan)}
        )
    return made


_ALIKE = tuple(
    tuple(names.split(", "))
    for names in (
        "pay, wages, wage, raise, raises, pay raise, salary, salaries",
        "pensions, pension, retirement",
        "health insurance, health care, healthcare, medical insurance, health benefits",
        "staffing, staffing levels, understaffing, short staffing",
        "hours, working hours, work hours, schedules, scheduling",
        "safety, workplace safety, job safety",
        "sick leave, sick days, sick pay",
    )
)
"""What people call the issues that nearly every strike has."""


def _also_called(name: str) -> list[str]:
    """Other words for an issue, where it is one of those."""
    return [word for names in _ALIKE if name.casefold() in names for word in names if word != name.casefold()]


def _about(plan: Plan, matter: Matter) -> str:
    return matter.about or f"One of the issues of the {plan.short_name} is {matter.name}."


def strike(plan: Plan, free: Callable[[str], bool]) -> Entry:
    """The strike; of its aliases those that are `free`."""
    made: Entry = {
        "id": plan.strike,
        "kind": "strike",
        "name": plan.name,
        "short_name": plan.short_name,
        "union": [side.id for side in plan.unions],
        "against": [side.id for side in plan.employers],
        "zone": plan.zone,
        "aliases": _aliases(plan, free),
        "main": "true",
        "first_day": f"{plan.first_day}",
    }
    made |= {"last_day": f"{plan.last_day}"} if plan.last_day else {}
    made |= _paused(plan) | _called(plan) | _started(plan) | _ended(plan)
    reasons: Entry = {"text": f"The strike is over {listed([one.name for one in plan.matters])}."}
    if plan.page and plan.page.kind is SourceKind.PRIMARY:
        reasons |= {"citations": [announcement(plan)], "reported_by": plan.page.publisher}
    made |= {"reasons": [reasons], "issues": [one.id for one in plan.matters]}
    cited = list(dict.fromkeys([announcement(plan), *([statement(plan)] if plan.stated else [])]))
    return {**made, "citations": cited, **_reviewed(plan)}


def _aliases(plan: Plan, free: Callable[[str], bool]) -> list[str]:
    wanted = [f"{side.short} strike" for side in (*plan.unions, *plan.employers)]
    wanted += [f"strike at {side.short}" for side in plan.employers]
    wanted += [f"{word} strike" for name in plan.workers for word in (name, _single(name))]
    kept = {same(name): name for name in wanted if free(name) and same(name) != same(plan.name)}
    return [*plan.called, *kept.values()]


def _single(name: str) -> str:
    """`bus driver` for `bus drivers`; the name itself where it ends otherwise."""
    return name.removesuffix("s") if name.endswith("s") and not name.endswith("ss") else name


def vocabulary(plan: Plan, free: Callable[[str], bool]) -> Entry:
    """What people call those on strike, which means their union."""
    words = [word for name in plan.workers for word in (name, _single(name))]
    words += [name.split()[-1] for name in plan.workers if " " in name]
    kept = {same(word): word for word in words if word in plan.workers or free(word)}
    if not kept:
        return {}
    synonym: Entry = {"means": plan.unions[0].id, "words": list(kept.values())}
    return {"synonyms": [synonym]}


def _paused(plan: Plan) -> Entry:
    if plan.paused_from is None:
        return {}
    pause: Entry = {"first_day": f"{plan.paused_from}", "counted": "false", "citations": [statement(plan)]}
    return {"suspensions": [pause]}


def _called(plan: Plan) -> Entry:
    """That it was called, where the page is of before its first day."""
    if plan.page is None or day_of(plan.page, plan.zone) >= plan.first_day:
        return {}
    text = f"{_who(plan)} called a strike{_at(plan)} from {day_words(plan.first_day)}."
    date = str(day_of(plan.page, plan.zone))
    return {"called": {"date": date, "text": text, "citations": [announcement(plan)]}}


def _started(plan: Plan) -> Entry:
    if not plan.told_as_begun:
        return {}
    text = f"{_who(plan)} went on strike{_at(plan)} on {day_words(plan.first_day)}."
    return {"started": {"text": text, "citations": [announcement(plan)]}}


def _ended(plan: Plan) -> Entry:
    if plan.last_day is None:
        return {}
    text = f"The strike is over; its last day was {day_words(plan.last_day)}."
    return {"ended": {"date": f"{plan.last_day}", "text": text, "citations": [statement(plan)]}}


def _who(plan: Plan) -> str:
    told = listed([side.told for side in plan.unions])
    return told[0].upper() + told[1:]


def _at(plan: Plan) -> str:
    return f" against {listed([side.told for side in plan.employers])}" if plan.employers else ""


def answers(plan: Plan) -> list[Entry]:
    """Who is on strike: the first question that no other file answers."""
    told = listed([side.told for side in plan.unions])
    told += f" ({listed(list(plan.workers))})" if plan.workers else ""
    comma = "," if plan.employers else ""
    return [
        {
            "id": "who-is-on-strike",
            "question": "Who is on strike?",
            "topic": "eligibility",
            "answer": f"The {plan.short_name} is by members of {told}{comma}{_at(plan)}.",
            "strike": plan.strike,
            **_rest(plan),
            "asked": [
                "who is on strike",
                "who's striking",
                "which workers are out",
                "which union is it",
                "who are the strikers",
                "who is striking against whom",
            ],
        }
    ]


def checks(plan: Plan) -> list[Entry]:
    """The questions that the new base answers at once, and is to go on answering."""
    asked = ["what day of the strike is it", "why are they on strike", "is the strike over"]
    about: list[Entry] = [{"question": text, "entry": plan.strike} for text in asked]
    return [*about, {"question": "who is on strike", "entry": "answer/who-is-on-strike"}]


def _rest(plan: Plan) -> Entry:
    return {"citations": [announcement(plan)], **_reviewed(plan)}


def _reviewed(plan: Plan) -> Entry:
    """Made today; what cites a page is to be compared with it, since it was typed and not read there."""
    today = f"{plan.today}"
    return {"reviewed": today, "review_by": today} if plan.page else {"reviewed": today}
