"""The questions of `strikebot init` at the terminal: each is asked again until its answer can be used."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from bot.dates.conventions import zone_named
from bot.dates.partial import day_words
from bot.errors import StrikebotError
from bot.moderating.beginning.plan import stale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.moderating.beginning.statements import Saying

WELCOME = """\
A few questions, and there is a knowledge base for your strike. Enter alone passes over what may be left out; everything
can be changed in the files later. Ctrl-C leaves, and nothing is written.
"""
ALL_OPTIONS = "Give --union, --employer, --issue, --zone and --first-day to be asked nothing."
_LOCALTIME = "/etc/localtime"


@contextmanager
def held() -> Iterator[None]:
    """Around all questions: says what comes, and where somebody leaves, that nothing was written."""
    click.echo(WELCOME)
    try:
        yield
    except click.Abort:
        if sys.stdin.isatty():
            click.echo("\nNothing was written.", err=True)
            raise
        raise click.UsageError(
            f"The answers ended too early, so nothing was written. {ALL_OPTIONS}"
        ) from None


def sides(saying: Saying) -> None:
    """Who strikes against whom, over what: those that no option has named."""
    if not saying.unions:
        _several(
            "Who is on strike? The union's name, and in brackets what people call it.",
            "Another union that strikes with it",
            saying.union,
            example="Example Workers' Union (EWU)",
        )
    if not saying.employers:
        _several(
            "Against which employer?",
            "Another employer",
            saying.employer,
            example="Acme Corporation (Acme)",
        )
    if not saying.called_workers:
        _asked(
            "What do people call those on strike? (Enter: only by the union's name)\n  Such as: bus drivers, depot staff",
            saying.workers,
            default="",
        )
    if not saying.called_strike:
        _asked(
            "What do people call the strike? (Enter: by the union's or the employer's name)\n  Such as: bus strike",
            saying.also_called,
            default="",
        )
    if not saying.matters:
        _several(
            "What is the strike over? One thing; after a colon you can say what is meant by it.",
            "Another thing",
            saying.issue,
            example="pay: wages that keep up with prices",
        )


def zone(saying: Saying) -> None:
    if not saying.zone:
        _asked(
            "In which time zone are its days counted? A city will do.", saying.in_zone, default=_own_zone()
        )
        click.echo(f"  Days are counted in {saying.zone_words}.")


def first_day(saying: Saying) -> None:
    if saying.first_day is None:
        _asked("What was its first day, or what will it be?", saying.first)
    if saying.first_day:
        click.echo(f"  The first day: {day_words(saying.first_day, weekday=True)}.")


def source(saying: Saying) -> None:
    """The page that announces the strike; without one nothing is made up."""
    url = _address(
        "The address of the page that announces the strike and says what it is over? (Enter: none at hand)\n"
        "  Nothing is told without a source. Without a page, the answers say that you, the moderators, state it."
    )
    if not url:
        return
    archived = _address(
        "The address of a copy at a public archive, such as web.archive.org? (Enter: none)\n"
        "  It is shown in the page's place, should the page be gone one day."
    )
    title = _typed("Its headline, word for word? (Enter: leave it out)", "")
    publisher = _typed("Who published it?", saying.unions[0].name)
    _asked(
        "When? A day, or a day and a time.",
        lambda text: saying.announced(
            url=url, title=title, publisher=publisher, published=text, archived=archived
        ),
    )


def state(saying: Saying) -> None:
    """Whether a strike that has begun is on today, is over or is paused."""
    begun = saying.first_day is not None and saying.first_day <= saying.today
    if saying.last_day or saying.still_on or not begun:
        return
    if click.confirm("\nIs the strike on today, as far as you know?", default=True):
        saying.still_on = True
        if stale(saying.plan()):
            click.echo("  The page is older than a week: that it goes on rests on your statement.")
        return
    _asked(
        "What was its last day? (Enter: it is paused)",
        lambda text: saying.last(text) if text else None,
        default="",
    )
    if saying.last_day is None:
        _asked("Since what day has it been paused?", saying.pause)


def _address(question: str) -> str:
    """An address that can be used, or nothing."""
    url = ""

    def keep(text: str) -> None:
        nonlocal url
        from bot.moderating.beginning.statements import address

        url = address(text) if text else ""

    _asked(question, keep, default="")
    return url


def _several(first: str, more: str, read: Callable[[str], None], *, example: str) -> None:
    """One, and as many more as are typed, to an empty line."""
    _asked(f"{first}\n  Such as: {example}", read)
    while text := _typed(f"{more}? (Enter: no more)", ""):
        _try(read, text)


def _asked(question: str, read: Callable[[str], None], default: str | None = None) -> None:
    """Ask until what is typed can be used."""
    while not _try(read, _typed(question, default)):
        pass


def _try(read: Callable[[str], None], text: str) -> bool:
    """Whether a text could be used; a sentence says why not."""
    try:
        read(text)
    except StrikebotError as error:
        click.echo(f"  {error}")
        return False
    return True


def _typed(question: str, default: str | None = None) -> str:
    """What is typed in the line below a question; the default where that is Enter alone, None where it will not do."""
    click.echo(f"\n{question}{f' (Enter: {default})' if default else ''}")
    return str(click.prompt("", default=default, show_default=False, prompt_suffix="> ")).strip()


def _own_zone() -> str | None:
    """The zone of this computer, where it says so by its name."""
    for name in (os.environ.get("TZ", ""), os.path.realpath(_LOCALTIME).partition("zoneinfo/")[2]):
        if "/" in name and not name.startswith("Etc/"):
            try:
                return zone_named(name).key
            except ValueError:
                continue
    return None
