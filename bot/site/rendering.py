"""Templates to bytes. Every text is escaped, a link leads to a page of the site or to http and https, and nowhere else."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.dates.partial import PartialDate, day_words
from bot.site.feeds import name_of
from bot.site.model import page_of

if TYPE_CHECKING:
    import datetime as dt

    from bot.answering.reply import Reference
    from bot.knowledge.model.models import Source

HERE = Path(__file__).parent
STATIC = ("style.css", "site.js", "icon.svg")


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {"weblink": weblink, "address": address, "day": day, "iso": iso, "page": page_of, "plural": plural,
                     "urn": name_of}  # fmt: skip
    made.globals["archived"] = archived
    return made


def render(template: str, path: str, **values: object) -> bytes:
    """A page at `path`; `root` leads from there to the top of the site."""
    root = "../" * path.count("/")
    return environment().get_template(template).render(root=root, path=path, **values).encode()


def static(name: str) -> bytes:
    return (HERE / "static" / name).read_bytes()


def weblink(url: object) -> str:
    """An address that may be opened from a page; an empty text for any other, such as one that is a script."""
    try:
        parts = urlsplit(str(url or "").strip())
    except ValueError:
        return ""
    return str(url).strip() if parts.scheme in ("http", "https") and parts.netloc else ""


def address(reference: Reference) -> str:
    """Where a source opens, at the words that it is cited for; empty where it does not."""
    return weblink(reference.passage_url)


def archived(source: Source) -> str:
    """The address of the copy of a page that still opens; empty where none is known, or where the copy is all there is."""
    return weblink(source.archived) if source.archived != source.opens_at else ""


def day(value: dt.date | dt.datetime | PartialDate) -> str:
    return value.words() if isinstance(value, PartialDate) else day_words(value)


def iso(value: dt.date | dt.datetime | PartialDate) -> str:
    """For the machine-readable form of a date."""
    return str(value).removeprefix("~") if isinstance(value, PartialDate) else value.isoformat()


def plural(count: int, one: str, many: str = "") -> str:
    """`1 entry`, `2 entries`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
