"""`strikebot chat`: questions and answers in the terminal, or line by line through a pipe."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING

import click

from bot.cli import options
from bot.cli.loading import load_engine, moment
from bot.exits import ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bot.terminal.conversation import Conversation
    from bot.terminal.screen import Screen

EPILOG = """\b
Examples:
  strikebot chat
  strikebot chat --as-of 2024-03-04
  echo "who is in charge" | strikebot chat

Without a terminal each line of standard input is answered, to its end.
"""


@click.command("chat", epilog=EPILOG, short_help="Ask questions in the terminal.")
@options.knowledge
@options.as_of
def command(knowledge: Path, as_of: str | None) -> ExitCode:
    """Ask one question after the other.

    Follow-ups such as "and the union?" or "who said that?" are understood. /help lists what else can be typed.
    """
    from bot.terminal.screen import Screen

    screen = Screen()
    with screen.busy("Reading the knowledge base"):
        engine = load_engine(knowledge)
        from bot.clock import SystemClock
        from bot.terminal.conversation import Conversation

        conversation = Conversation(engine, SystemClock(), moment(as_of, engine.base) if as_of else None)
    screen.lines(conversation.greeting())
    talk(conversation, screen, _typed(conversation))
    return ExitCode.OK


def talk(conversation: Conversation, screen: Screen, typed: Iterable[str]) -> None:
    """Answer each line until the last one, or until one says to leave."""
    for line in typed:
        turn = conversation.take(line)
        if turn.leave:
            return
        if turn.reply is not None:
            screen.reply(turn.reply, numbered=True, whole=turn.whole)
        if turn.lines:
            screen.lines(turn.lines)
        if turn.reply is not None or turn.lines:
            click.echo()


def _typed(conversation: Conversation) -> Iterator[str]:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return piped_lines(sys.stdin.buffer)
    try:
        from bot.terminal.prompt import typed_lines
    except ModuleNotFoundError:  # without the extra `terminal`, as in the image
        return plain_lines()
    return typed_lines(conversation)


def plain_lines() -> Iterator[str]:
    """The lines a person types, edited by the terminal itself, until Ctrl-D or Ctrl-C."""
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            yield input("> ")


def piped_lines(stream: Iterable[bytes]) -> Iterator[str]:
    """The lines of a pipe, each repeated after a prompt, so that the output reads like a conversation."""
    from bot.terminal.clean import clean

    for line in stream:
        text = line.decode("utf-8", "replace")
        if text.strip():
            click.echo(f"> {clean(text)[:200]}")
        yield text
