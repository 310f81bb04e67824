"""The options that commands share, and the types of their values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.dates.moments import AsOfError, parse_as_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from bot.settings import Settings

Command = TypeVar("Command", bound="Callable[..., Any]")

DEFAULT_KNOWLEDGE = Path("knowledge")


class Moment(click.ParamType["dt.datetime"]):
    """A day or a moment, as `parse_as_of` reads it."""

    name = "date"

    def convert(
        self, value: str | dt.datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        if not isinstance(value, str):
            return value
        try:
            return parse_as_of(value)
        except AsOfError as error:
            raise click.BadParameter(f"{error}.", ctx, param, "'--as-of' or AS_OF") from None


def from_env_file() -> Settings | None:
    """The settings where a file .env may hold some; without one the options read the environment themselves."""
    if not Path(".env").is_file():
        return None
    from bot.settings import load_settings

    return load_settings()


def _knowledge() -> Path:
    settings = from_env_file()
    return settings.knowledge_dir if settings else DEFAULT_KNOWLEDGE


def _as_of() -> dt.datetime | None:
    settings = from_env_file()
    return settings.as_of if settings else None


def knowledge(command: Command) -> Command:
    return click.option(
        "--knowledge",
        type=click.Path(path_type=Path),
        envvar="KNOWLEDGE_DIR",
        default=_knowledge,
        show_default="knowledge, or KNOWLEDGE_DIR",
        metavar="DIR",
        help="The folder of the knowledge base.",
    )(command)


def as_of(command: Command) -> Command:
    return click.option(
        "--as-of",
        type=Moment(),
        envvar="AS_OF",
        default=_as_of,
        show_default="now, or AS_OF",
        metavar="DATE",
        help="Answer as of then: 2023-08-04 (its end, Pacific time) or 2023-08-04T22:00:00-07:00. "
        "Nothing published later is used.",
    )(command)
