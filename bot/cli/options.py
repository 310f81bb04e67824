"""The options that commands share, and the types of their values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings

Command = TypeVar("Command", bound="Callable[..., Any]")

DEFAULT_KNOWLEDGE = Path("knowledge")


def from_env_file() -> Settings | None:
    """The settings where a file .env may hold some; without one the options read the environment themselves."""
    if not Path(".env").is_file():
        return None
    from bot.settings import load_settings

    return load_settings()


def _knowledge() -> Path:
    settings = from_env_file()
    return settings.knowledge_dir if settings else DEFAULT_KNOWLEDGE


def _as_of() -> str | None:
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
        envvar="AS_OF",
        default=_as_of,
        show_default="now, or AS_OF",
        metavar="DATE",
        help="Answer as of this date: 2024-03-04 (its end) or 2024-03-04T22:00:00-07:00. "
        "Nothing published later is used.",
    )(command)
