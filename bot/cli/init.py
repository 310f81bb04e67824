"""`strikebot init`: a new knowledge base, from a few answers."""

from __future__ import annotations

import shlex
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.exits import ExitCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.moderating.beginning.statements import Saying

EPILOG = """\b
Examples:
  strikebot init my-strike
  strikebot init my-strike --union "Example Workers' Union (EWU)" --employer Acme --employer Globex \\
    --issue "pay: wages that keep up with prices" --issue staffing --zone Detroit --first-day 2031-05-02

\b
In brackets stands what people call a union or an employer. What is not given is asked for; nothing is,
where union, employer, issue, zone and first day are all there. Without a source everything rests on your own
statement, that of the moderators, and says so; with one of more than a week ago, --still-on states that it goes on.
"""
SOURCE = ("source", "source_title", "source_publisher", "source_published", "source_archived")
NEEDED = ("union", "employer", "issue", "zone", "first_day")


@click.command("init", epilog=EPILOG, short_help="Begin a knowledge base for a strike of your own.")
@click.argument("folder", metavar="[DIR]", default="knowledge", type=click.Path(path_type=Path))
@click.option("--union", multiple=True, metavar="NAME", help="Who strikes. May be given more than once.")
@click.option(
    "--employer",
    multiple=True,
    metavar="NAME",
    help="Who the strike is against. May be given more than once.",
)
@click.option(
    "--issue", multiple=True, metavar="NAME", help="What the strike is over. May be given more than once."
)
@click.option(
    "--workers",
    multiple=True,
    metavar="NAME",
    help="What people call those on strike: bus drivers. Likewise.",
)
@click.option(
    "--called", multiple=True, metavar="NAME", help="What people call the strike: bus strike. Likewise."
)
@click.option("--zone", metavar="ZONE", help="Where its days are counted: America/Detroit, Detroit, London.")
@click.option("--first-day", metavar="DATE", help="The first day of the strike, past or planned.")
@click.option("--last-day", metavar="DATE", help="The last day that counts, where the strike is over.")
@click.option("--still-on", is_flag=True, help="You, the moderators, state that it is on today.")
@click.option("--source", metavar="URL", help="The address of the page that announces the strike.")
@click.option("--source-title", metavar="TEXT", help="Its headline, word for word.")
@click.option("--source-publisher", metavar="NAME", help="Who published it; the union if left out.")
@click.option("--source-published", metavar="DATE", help="When: a day, or a day and a time.")
@click.option("--source-archived", metavar="URL", help="The address of a copy of it at a public archive.")
@click.option("--name", metavar="TEXT", help="The name of the strike: 2031 Example Workers' Union strike.")
@click.option("--today", metavar="DATE", help="Act as if today were this day.")
def command(folder: Path, **given: Any) -> ExitCode:  # noqa: ANN401  (the options, by their names)
    """Write a whole knowledge base into DIR (knowledge, if left out): it answers at once, and has marked places for the rest."""
    from bot.moderating.beginning.folder import need_empty, write
    from bot.moderating.beginning.new_files import files

    need_empty(folder)
    saying = _said(given)
    plan = saying.plan()
    made = files(plan, saying.names.free)
    write(folder, made)
    _tell(folder, saying, len([name for name in made if name.endswith(".yaml")]))
    return ExitCode.OK


def _said(given: dict[str, Any]) -> Saying:
    """What the options say, and where a needed one is missing, what is typed for all that was not given."""
    from bot.cli import interview
    from bot.clock import SystemClock
    from bot.moderating.beginning.statements import Saying

    saying = Saying(SystemClock().now())
    asking = not all(given[name] for name in NEEDED)
    sourced = any(given[name] for name in SOURCE)
    with interview.held() if asking else nullcontext():
        _take(given, {"union": saying.union, "employer": saying.employer, "issue": saying.issue})
        _take(given, {"workers": saying.workers, "called": saying.also_called})
        _take(given, {"zone": saying.in_zone, "name": saying.called})
        if asking:
            interview.sides(saying)
            interview.zone(saying)
        _take(given, {"today": saying.as_if, "first_day": saying.first, "last_day": saying.last})
        if asking:
            interview.first_day(saying)
        if sourced:
            _take_source(saying, *(given[name] or "" for name in SOURCE))
        elif asking:
            interview.source(saying)
        saying.still_on = given["still_on"]
        if asking:
            interview.state(saying)
    return saying


def _take(given: dict[str, Any], readers: dict[str, Callable[[str], None]]) -> None:
    """Read options, each with its own reader."""
    for option, read in readers.items():
        value = given[option]
        for text in value if isinstance(value, tuple) else [value] if value is not None else []:
            with_hint(option, lambda text=text, read=read: read(text))


def _take_source(saying: Saying, url: str, title: str, publisher: str, published: str, archived: str) -> None:
    if not published:
        raise click.UsageError("A source needs its day: add --source-published DATE.")
    from bot.moderating.beginning.statements import address

    with_hint("source_archived", lambda: address(archived) if archived.strip() else None)
    with_hint(
        "source",
        lambda: saying.announced(
            url=url, title=title, publisher=publisher, published=published, archived=archived
        ),
    )


def with_hint(option: str, read: Any) -> None:  # noqa: ANN401  (a call without arguments)
    """Read an option; what it cannot be read as is told with its name."""
    from bot.errors import StrikebotError

    try:
        read()
    except StrikebotError as error:
        raise click.BadParameter(str(error), param_hint=f"'--{option.replace('_', '-')}'") from None


def _tell(folder: Path, saying: Saying, count: int) -> None:
    """What the new base answers already, and what to do next."""
    from bot.cli.loading import load_engine

    engine = load_engine(folder)
    click.echo(
        f"\n{folder} is a knowledge base now: {count} files, with days in {saying.zone_words}. It answers already:\n"
    )
    for question in FIRST:
        reply = engine.ask(question, saying.now)
        click.echo(f"  {question}\n    {reply.headline}")
    if saying.page:
        click.echo(COMPARE)
    click.echo(NEXT.format(folder=shlex.quote(str(folder))))


FIRST = ("what day of the strike is it", "why are they on strike", "who is on strike", "is the strike over")
COMPARE = """
All of it is in your words, and cites the page that you gave. Compare the two: `check` lists what is to be confirmed, until
you take out its `review_by`."""
NEXT = """
Next:
  strikebot chat --knowledge {folder}      ask it
  make demo BASE={folder}                  see it as a bot in Discord (or: strikebot demo --knowledge {folder})
  strikebot check --knowledge {folder}     what is still missing, most asked first
The files have marked places for it, each with what to write."""
