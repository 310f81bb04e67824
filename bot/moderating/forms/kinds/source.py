"""A source: a published document."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.dates.conventions import zone_words
from bot.dates.partial import PartialDate
from bot.knowledge.model import items
from bot.knowledge.model.models import URL_LIMIT
from bot.moderating.forms.engine import addresses, ids
from bot.moderating.forms.engine.fields import SHORT, TEXT, date
from bot.moderating.forms.engine.form_types import Field, Form, Page
from bot.moderating.forms.engine.page_values import from_page
from bot.moderating.forms.engine.recipe import Recipe, Written
from bot.moderating.forms.engine.typed import UnreadableError, listed
from bot.moderating.forms.engine.typed_names import parted, source_title

if TYPE_CHECKING:
    from bot.moderating.forms.engine.form_reader import FormReading


KINDS = (
    ("press", "Press"),
    ("primary", "From a party itself"),
    ("repost", "A copy on another site"),
    ("reference", "An encyclopedia, a list"),
    ("weak", "A page that names no sources of its own"),
)

FORM = Form(
    "source",
    "New source",
    (
        Page(
            "source",
            "The source",
            (
                Field(
                    "url", "Address", limit=URL_LIMIT, hint="https://… Leave it out if you do not know it."
                ),
                Field(
                    "publisher",
                    "Publisher",
                    limit=SHORT,
                    hint="Leave it out where the base has a source at that site already.",
                ),
                Field("title", "Headline, word for word", limit=SHORT),
                date(
                    "published", "Published", hint="aug 11 9:30pm (the base's time unless you say et, utc …)"
                ),
                Field("kind", "What kind", "choice", options=KINDS),
            ),
        ),
        Page(
            "more",
            "Authors, a copy, a note",
            (
                Field("authors", "Authors, one a line", "text", limit=SHORT, hint="Or with commas."),
                Field(
                    "archived",
                    "Address of a copy at an archive",
                    limit=URL_LIMIT,
                    hint="https://web.archive.org/… It is shown once the page is gone. May be left out.",
                ),
                Field("note", "What readers should know about it", "text", limit=TEXT),
            ),
        ),
    ),
)


def assume(reading: FormReading) -> dict[str, str]:
    """What the address says by itself: whose page it is, and often the day."""
    url = _url(reading)
    if not url:
        return {"kind": "press"}
    at = addresses.host(url)
    same_host = [
        one for one in reading.known.base.sources.values() if one.url and addresses.host(one.url) == at
    ]
    found = (
        {"kind": same_host[-1].kind.value, "publisher": same_host[-1].publisher}
        if same_host
        else {"kind": "press"}
    )
    day = addresses.day_in(url)
    return {**found, "published": "-".join(f"{part:02d}" for part in day)} if day else found


def write(reading: FormReading) -> Written:
    publisher, published = reading.text("publisher"), reading.moment("published")
    for name in ("publisher", "published"):
        if not reading.has(name):
            reading.report(name, "Please fill this in.")
    data = {
        "publisher": publisher,
        "title": reading.text("title"),
        "authors": _authors(reading),
        "published": published.isoformat(timespec="minutes")
        if isinstance(published, dt.datetime)
        else str(published or ""),
        "url": _url(reading),
        "archived": _archived(reading),
        "kind": reading.fixed("kind"),
        "note": reading.text("note"),
    }
    _told_by_the_page(reading)
    day = _day(reading, published)
    stem = ids.source_stem(publisher, reading.known.base.sources.values()) or "source"
    title = ", ".join(filter(None, (publisher, day.words() if day else "")))
    return Written(f"{stem}-{str(day or '').strip('~')}", title, data)


def _url(reading: FormReading) -> str:
    """The address, if it can be used, and is neither in the base nor in the draft yet."""
    typed = reading.text("url")
    known = reading.known
    if not typed:
        return ""
    zone = known.base.zone
    if found := addresses.already(typed, known.base.sources.values()):
        told = f"This page is in the base already: {source_title(found, zone)}. Choose that source instead."
    elif found := addresses.already(typed, known.sources.values()):
        title = source_title(found, zone)
        told = f"This page is a new source of this draft already: {title}. Remove one of the two."
    else:
        try:
            return addresses.cleaned(typed)
        except UnreadableError as error:
            told = str(error)
    reading.report("url", told)
    return ""


def _archived(reading: FormReading) -> str:
    """The address of a copy, if it can be used."""
    typed = reading.text("archived")
    if not typed:
        return ""
    try:
        return addresses.cleaned(typed, is_copy=True)
    except UnreadableError as error:
        reading.report("archived", str(error))
    return ""


def _authors(reading: FormReading) -> list[str]:
    """`By Ann Lee and Bob Ray, Jr.`, or one a line."""
    names = [
        name
        for line in reading.lines("authors")
        for name in parted(line.removeprefix("By "), lambda _name: False)
    ]
    return [one for name in names for one in name.split(" and ") if one]


def _told_by_the_page(reading: FormReading) -> None:
    """A word about what nobody has typed: which fields the page itself gave."""
    found = from_page(reading.values)
    labels = [field.label.partition(",")[0] for name, field in FORM.fields.items() if name in found]
    if labels:
        reading.notice(
            "", f"From the page itself: {listed(labels)}. Compare with what it shows before you save."
        )


def _day(reading: FormReading, published: PartialDate | dt.datetime | None) -> PartialDate | None:
    zone = reading.known.base.zone
    if isinstance(published, dt.datetime):
        return PartialDate.of(published.astimezone(zone).date())
    if published and published.exact and published.last() >= reading.known.today:
        reading.notice(
            "published",
            f"Without its time it counts only from the end of {published.words()}, {zone_words(zone)}."
            " Add the time, such as 9:30pm, and it counts at once.",
        )
    return published


RECIPE = Recipe(FORM, items.SOURCES, assume, write)
