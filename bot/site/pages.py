"""The whole site of a view: each file by its address, as bytes. The same view gives the same bytes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from bot.answering.composition.draft import capital
from bot.dates.conventions import zone_words
from bot.dates.partial import MONTHS, PartialDate, day_words
from bot.knowledge.model.models import Topic
from bot.site import feeds, front
from bot.site.calendar import calendar
from bot.site.corrections import corrections, is_withdrawal, named, withdrawn
from bot.site.drawing import picture
from bot.site.entries import page
from bot.site.model import data_of
from bot.site.moments import moments
from bot.site.rendering import STATIC, render, static
from bot.site.talks import at_a_glance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.known.view import View
    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.model.models import Strike
    from bot.site.model import Correction, EntryPage, Link
    from bot.site.moments import Moment

LATEST = 8
"""Entries on the front page."""
GLANCE = 6
"""Issues on the front page."""
NAMED_KINDS = ("Party", "Person", "Issue", "Place", "Strike", "Contract")
"""Entries that describe something, and are no news."""
ORDER = ("Strike", "Contract", "Meeting", "Walk-out", "Ballot", "Event", "Position", "Quote", "Number", "Question",
         "Person", "Party", "Issue", "Place")  # fmt: skip
MANY = {"Party": "Parties", "Person": "People"}


@dataclass(frozen=True)
class Site:
    """A view as pages. `base_url` ends with a slash, or is empty where it is not known."""

    view: View
    whole: KnowledgeBase
    recorded: Sequence[Correction] = ()
    base_url: str = ""

    @cached_property
    def pages(self) -> dict[str, EntryPage]:
        """Every entry that is known, in the order of the files."""
        ids = (full_id for full_id, _, _ in self.whole.entries())
        return {full_id: page(self.view, full_id) for full_id in ids if self.view.knows(full_id)}

    @cached_property
    def withdrawn(self) -> dict[str, EntryPage]:
        return withdrawn(self.view, self.whole)

    @cached_property
    def corrections(self) -> list[Correction]:
        return corrections(self.view, self.whole, self.recorded)

    def named(self, full_id: str) -> Link:
        """What a correction is of."""
        return named(self.view, self.whole, full_id)

    @cached_property
    def main(self) -> list[Strike]:
        """The strikes that the site is about, in the order in which they began."""
        main = [strike for strike in self.view.strikes if strike.main] or list(self.view.strikes[:1])
        return sorted(main, key=lambda strike: (strike.first_day is None, strike.first_day, strike.id))

    @cached_property
    def name(self) -> str:
        """What stands over every page."""
        names = [strike.short_name for strike in self.main]
        if not names:
            return "Strikebot"
        rest = (
            f" and {len(names) - 1} others" if len(names) > 2 else f" and the {names[1]}" if names[1:] else ""
        )
        return f"The {names[0]}{rest}"

    @cached_property
    def moments(self) -> list[Moment]:
        return moments(self.view, self.main)

    @cached_property
    def mentions(self) -> dict[str, list[EntryPage]]:
        """By entry, those that name it."""
        found: dict[str, list[EntryPage]] = defaultdict(list)
        for made in self.pages.values():
            named = {value.entry for fact in made.facts for value in fact.values if value.entry}
            for full_id in sorted(named - {made.full_id}):
                found[full_id].append(made)
        return found

    @cached_property
    def resting(self) -> dict[str, list[EntryPage]]:
        """By source, the entries that rest on it."""
        found: dict[str, list[EntryPage]] = defaultdict(list)
        for made in self.pages.values():
            for reference in made.cited:
                found[reference.source.id].append(made)
        return found


def build(site: Site) -> dict[str, bytes]:
    """All files of the site by their addresses."""
    files = dict(_entries(site))
    for path, template, values in _others(site):
        files[path] = render(template, path, site=site, **values)
    for name in STATIC:
        files[name] = static(name)
    news = _news(site)
    files["feed.json"] = feeds.json_feed(site.name, news, site.base_url)
    files["corrections.json"] = feeds.corrections_json(site.corrections, site.base_url)
    files["search.json"] = feeds.search_json(site.pages.values())
    files["calendar.ics"] = calendar(site.view, site.name, site.base_url)
    return files


def _entries(site: Site) -> Iterator[tuple[str, bytes]]:
    of_entry = {full_id: list(each) for full_id, each in _grouped(site.corrections)}
    for made in (*site.pages.values(), *site.withdrawn.values()):
        related = by_kind(site.mentions.get(made.full_id, []))
        corrected = of_entry.get(made.full_id, [])
        if made.withdrawn:  # which the page says above all
            corrected = [each for each in corrected if not is_withdrawal(each)]
        yield (
            made.path,
            render("entry.html", made.path, site=site, page=made, related=related, corrected=corrected),
        )
        yield data_of(made.full_id), feeds.entry_json(made, site.base_url)


def _grouped(found: Sequence[Correction]) -> Iterator[tuple[str, Iterator[Correction]]]:
    ordered = sorted(found, key=lambda each: each.full_id)  # stable: within an entry the newest stays first
    return groupby(ordered, key=lambda each: each.full_id)


def by_kind(pages: Sequence[EntryPage]) -> list[tuple[str, list[EntryPage]]]:
    """Under the name of their kind, each kind oldest first."""
    kinds: dict[str, list[EntryPage]] = defaultdict(list)
    for made in pages:
        kinds[made.kind].append(made)
    ordered = sorted(kinds, key=ORDER.index)
    return [(MANY.get(kind, f"{kind}s"), sorted(kinds[kind], key=_age)) for kind in ordered]


def _age(made: EntryPage) -> tuple[bool, object, str]:
    return made.date is None, made.date.first() if made.date else made.title.casefold(), made.title


def _news(site: Site) -> list[EntryPage]:
    return feeds.newest(made for made in site.pages.values() if made.kind not in NAMED_KINDS)


def _others(site: Site) -> Iterator[tuple[str, str, dict[str, object]]]:
    """The pages that are not of one entry: address, template, and what it shows."""
    pages, view, news = site.pages, site.view, _news(site)
    standing = front.standing(view)
    lead = view.main_strikes()[:1]
    glance = [one for strike in lead for one in at_a_glance(view, strike)]
    yield (
        "index.html",
        "index.html",
        {
            "standing": standing,
            "as_of": f"{day_words(view.local_day(), weekday=True)}, {zone_words(view.base.zone)}",
            "glance": glance[:GLANCE],
            "issues": len(glance),
            "coming": front.coming(view),
            "talks": _latest_talks(site, lead),
            "latest": [made for made in news if made.kind != "Question"][:LATEST],
        },
    )
    yield "talks.html", "talks.html", {"talks": [(strike, at_a_glance(view, strike)) for strike in site.main]}
    yield (
        "timeline.html",
        "timeline.html",
        {
            "picture": picture(view, site.main, site.moments),
            "months": _months(site.moments),
            "elsewhere": [pages[one.id] for one in view.strikes if one not in site.main],
        },
    )
    yield "people.html", "people.html", {"groups": _groups(pages, ("Person", "Party"))}
    yield "quotes.html", "quotes.html", {"quotes": sorted(_of(pages, "Quote"), key=_age, reverse=True)}
    yield "answers.html", "answers.html", {"topics": _topics(_of(pages, "Question"))}
    yield "sources.html", "sources.html", {"sources": view.sources()}
    yield "search.html", "search.html", {"kinds": by_kind(list(pages.values()))}
    yield "corrections.html", "corrections.html", {}
    yield (
        "feed.xml",
        "feed.xml",
        {"news": news, "updated": feeds.updated((p.known for p in news), view.as_of)},
    )
    changed = feeds.updated(
        (each.at for each in site.corrections), feeds.updated((p.known for p in news), view.as_of)
    )
    yield "corrections.xml", "corrections.xml", {"updated": changed}
    yield "badge.svg", "badge.svg", dict(zip(("name", "text"), front.badge(view), strict=True))


def _of(pages: dict[str, EntryPage], kind: str) -> list[EntryPage]:
    return [made for made in pages.values() if made.kind == kind]


def _groups(pages: dict[str, EntryPage], kinds: Sequence[str]) -> list[tuple[str, list[EntryPage]]]:
    return by_kind([made for made in pages.values() if made.kind in kinds])


def _latest_talks(site: Site, lead: Sequence[Strike]) -> EntryPage | None:
    """The last meeting of the sides that has come."""
    today, ids = site.view.local_day(), {strike.id for strike in lead}
    met = [
        full_id
        for full_id, meeting in site.view.meetings
        if meeting.date <= today and ids & site.view.base.strikes_of(full_id) and meeting.kind != "vote"
    ]
    found = [site.pages[full_id] for full_id in met]
    return max(found, key=lambda made: made.date.first() if made.date else today, default=None)


def _topics(answers: list[EntryPage]) -> list[tuple[str, str, list[EntryPage]]]:
    """Answers by what they are about: the topic, its name for a reader, and its answers."""
    named = {topic.value: capital(topic.value) for topic in Topic} | {
        "pay": "Strike pay",
        "other": "Other questions",
    }
    found = []
    for topic, name in named.items():
        held = [made for made in answers if (made.topic or "other") == topic]
        if held:
            found.append((topic, name, sorted(held, key=lambda made: made.title.casefold())))
    return found


def _months(told: Sequence[Moment]) -> list[tuple[str, list[Moment]]]:
    """The moments under their months, or years where no month is known."""

    def month(date: PartialDate) -> str:
        return f"{MONTHS[date.month]} {date.year}" if date.month else str(date.year)

    return [(name, list(each)) for name, each in groupby(told, key=lambda one: month(one.date))]
