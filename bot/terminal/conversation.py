"""A conversation at the terminal: what was asked before, what a number means, and the commands that begin with /."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.answering.composition.plain_text import reference_text
from bot.answering.handlers.whats_new import Since
from bot.conversation.dialogue import Dialogue
from bot.dates.as_of import AsOfError, read_as_of
from bot.dates.partial import day_words
from bot.knowledge.problems import closest
from bot.terminal.explained import explained
from bot.terminal.lines import GAP, Line

if TYPE_CHECKING:
    import datetime as dt

    from bot.answering.engine import Engine
    from bot.answering.known.view import View
    from bot.answering.reply import Reply
    from bot.clock import Clock

COMMANDS = {
    "/as-of": "DATE: answer as of that day, such as /as-of 2024-03-04; nothing published later is used",
    "/now": "answer as of now again",
    "/more": "all of the last reply",
    "/explain": "why the last reply is as it is: what was understood, weighed and ruled out",
    "/sources": "the sources of the last reply, with their addresses",
    "/help": "this list",
    "/quit": "leave (Ctrl-D does the same)",
}
MAX_LINE = 10_000
"""The engine cuts a question much earlier; this keeps a pasted book out of the history and the screen."""


@dataclass(frozen=True, slots=True)
class Response:
    """What to show for a line that was typed: a reply (the `whole`, or as far as the fold), lines, or nothing; or to leave."""

    reply: Reply | None = None
    lines: tuple[Line, ...] = ()
    leave: bool = False
    whole: bool = False


@dataclass
class Conversation:
    """`as_of` is None while questions are about now."""

    engine: Engine
    clock: Clock
    as_of: dt.datetime | None = None
    last: Reply | None = None
    _dialogue: Dialogue = field(init=False, repr=False)
    _asked: dt.datetime | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        self._dialogue = Dialogue(self.engine)

    def take(self, typed: str) -> Response:
        """The answer to a line."""
        line = typed.strip()[:MAX_LINE]
        if not line:
            return Response()
        if line.startswith("/"):
            return self._command(line)
        entry = self._listed(line)
        if entry:
            self.last = self._dialogue.show(entry, self.moment(), live=self.as_of is None)
            return Response(self.last)
        return self._ask(self._chosen(line) or line)

    def moment(self) -> dt.datetime:
        return self.as_of or self.clock.now().astimezone(self.engine.base.zone).replace(microsecond=0)

    def greeting(self) -> list[Line]:
        """What the base holds, and questions to begin with."""
        view = self.engine.view(self.moment())
        lines = [Line(_holdings(view)), Line(_newest(view), "dim"), GAP, Line("Try:", "heading")]
        lines += [Line(question, mark="- ") for question in self.suggestions("")[:3]]
        return [*lines, GAP, Line("/help lists what else can be typed, Ctrl-D leaves.", "dim"), GAP]

    def suggestions(self, text: str) -> list[str]:
        """What the line could become."""
        if text.startswith("/"):
            return [name for name in COMMANDS if name.startswith(text)]
        return self.engine.suggest(text, self.moment(), 8)

    def _ask(self, question: str) -> Response:
        moment, live = self.moment(), self.as_of is None
        since = Since(self._asked) if self._asked and live else None
        self.last = self._dialogue.ask(question, moment, live=live, since=since)
        self._asked = moment if live else self._asked
        return Response(self.last)

    def _listed(self, line: str) -> str | None:
        """The entry that a number of a short list stands for: all of it is told, as by a press in Discord."""
        if self.last is None or self.last.kind != "shortlist" or not _is_number(line):
            return None
        options = self.last.options
        return options[int(line) - 1].entry if 0 < int(line) <= len(options) else None

    def _chosen(self, line: str) -> str | None:
        """The question that a number stands for."""
        if self.last is None or not _is_number(line):
            return None
        choices = [*(option.question for option in self.last.options), *self.last.related]
        return choices[int(line) - 1] if 0 < int(line) <= len(choices) else None

    def _command(self, line: str) -> Response:
        name, _, rest = line.partition(" ")
        match name.lower():
            case "/as-of":
                return self._set_as_of(rest.strip())
            case "/now":
                self.as_of = None
                self._dialogue.forget()
                return _said("Answers are as of now.")
            case "/explain":
                return (
                    Response(lines=tuple(explained(self.last)))
                    if self.last
                    else _said("Ask something first.")
                )
            case "/more":
                return Response(self.last, whole=True) if self.last else _said("Ask something first.")
            case "/sources":
                return self._sources()
            case "/help":
                return Response(lines=_help())
            case "/quit" | "/exit":
                return Response(leave=True)
        meant = closest(name, COMMANDS)
        return _said(
            f"There is no command {name}. {f'Did you mean {meant}?' if meant else '/help lists them.'}"
        )

    def _set_as_of(self, text: str) -> Response:
        view = self.engine.view(self.moment())
        try:
            self.as_of = read_as_of(text, view.as_of, view.base.conventions, view.busy_years)
        except AsOfError as error:
            return _said(f"That is no date: {error}.")
        self._dialogue.forget()  # what was known at another moment must not leak into this one
        day = day_words(self.as_of.date(), weekday=True)
        return _said(f"Answers are as of {day}, {self.as_of:%H:%M %Z}.")

    def _sources(self) -> Response:
        if self.last is None:
            return _said("Ask something first.")
        if not self.last.references:
            return _said("The last reply has no sources.")
        return Response(lines=tuple(Line(reference_text(one)) for one in self.last.references))


def _said(text: str) -> Response:
    return Response(lines=(Line(text),))


def _is_number(line: str) -> bool:
    return line.isascii() and line.isdecimal() and len(line) < 3


def _help() -> tuple[Line, ...]:
    lines = [
        Line(
            "Type a question in your own words. A number picks an option or a related question; Tab completes."
        )
    ]
    width = max(map(len, COMMANDS)) + 2
    return (*lines, *(Line(text, mark=name.ljust(width)) for name, text in COMMANDS.items()))


def _holdings(view: View) -> str:
    entries = f"{view.size:,} entries"
    names = [strike.short_name for strike in view.main_strikes()]
    about = f", the {' and the '.join(names)} among them" if names else ""
    return f"Strikebot holds {entries} about {len(view.strikes)} strikes and contracts{about}."


def _newest(view: View) -> str:
    known = view.sources()
    if not known:
        return "Nothing was published by then."
    return f"The newest source is dated {view.base.published(known[0]).words()}: {known[0].publisher}."
