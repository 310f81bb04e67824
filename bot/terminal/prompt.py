"""The line that is typed in a terminal: editing, history, completion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import Completer, Completion, ThreadedCompleter
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from bot.terminal.places import state_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from bot.terminal.conversation import Conversation

FILE = "history"


class Suggestions(Completer):
    """Whole questions that begin like, or are like, what stands before the cursor."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        text = document.text_before_cursor
        for suggestion in self._conversation.suggestions(text):
            yield Completion(suggestion, start_position=-len(text))


def typed_lines(
    conversation: Conversation, *, input: Input | None = None, output: Output | None = None
) -> Iterator[str]:
    """The lines a person types, until Ctrl-D; Ctrl-C gives up a line, and on an empty one it leaves."""
    session: PromptSession[str] = PromptSession(
        history=history(),
        auto_suggest=AutoSuggestFromHistory(),
        completer=ThreadedCompleter(Suggestions(conversation)),
        complete_while_typing=False,
        input=input,
        output=output,
    )
    while True:
        try:
            yield session.prompt("> ")
        except KeyboardInterrupt:
            if not session.default_buffer.text:
                return
        except EOFError:
            return


def history() -> History:
    """What was typed before: from a file that only its owner can read, or from memory where none can be written."""
    path = state_dir() / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        with path.open("ab"):
            return FileHistory(path)
    except OSError:
        return InMemoryHistory()
