"""`chat`: through a pipe, and with keys as typed in a terminal."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import sys
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

import bot.terminal.prompt
from bot.cli.chat import _typed, talk
from bot.clock import FixedClock
from bot.dates.moments import end_of_day
from bot.terminal.conversation import COMMANDS, Conversation, Response
from bot.terminal.lines import Line, as_text
from bot.terminal.prompt import Suggestions, history, typed_lines
from bot.terminal.screen import Screen
from tests.dates.zones import PACIFIC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.answering.engine import Engine
    from tests.cli.conftest import Run

MOMENT = end_of_day(dt.date(2023, 8, 5), PACIFIC)


@pytest.fixture
def conversation(engine: Engine) -> Conversation:
    return Conversation(engine, FixedClock(dt.datetime(2023, 8, 6, 12, tzinfo=dt.UTC)), MOMENT)


def words(turn: Response) -> str:
    return as_text(turn.lines)


def test_a_pipe_is_answered_line_by_line_to_its_end(run: Run) -> None:
    ended = run(
        "chat", "--as-of", "2023-08-05", input="is the strike over\n\nwhat happened at the latest meeting\n"
    )

    assert ended.exit_code == 0
    assert "> is the strike over\n" in ended.stdout
    assert "They met." in ended.stdout.split("> what happened at the latest meeting\n")[1]
    assert "\x1b" not in ended.stdout


def test_it_begins_with_what_it_holds_and_three_questions(run: Run) -> None:
    shown = run("chat", "--as-of", "2023-08-05", input="").stdout.splitlines()

    assert shown[0].startswith("Strikebot holds ")
    assert shown[1] == "The newest source is dated August 4, 2023: The Gazette."
    assert [line[:2] for line in shown[4:7]] == ["- "] * 3


def test_a_greeting_from_before_every_source_says_so(engine: Engine) -> None:
    shown = as_text(
        Conversation(engine, FixedClock(MOMENT), end_of_day(dt.date(1990, 1, 1), PACIFIC)).greeting()
    )

    assert "Nothing was published by then." in shown


def test_odd_bytes_in_a_pipe_are_no_traceback(run: Run) -> None:
    ended = run("chat", input=b"\xff\xfe \x1b[2J is it over\n")

    assert ended.exit_code == 0
    assert "\x1b" not in ended.stdout


def test_quit_ends_a_pipe_too(run: Run) -> None:
    assert "> what day" not in run("chat", input="/quit\nwhat day\n").stdout


def test_a_follow_up_is_understood(conversation: Conversation) -> None:
    conversation.take("what happened at the latest meeting")
    turn = conversation.take("who was there?")

    assert turn.reply is not None
    assert "Ann Lee" in turn.reply.headline


def test_a_number_picks_an_option(conversation: Conversation) -> None:
    first = conversation.take("?").reply
    assert first is not None
    assert first.options
    second = conversation.take("2").reply

    assert second is not None
    assert second.question == first.options[1].question


def test_a_number_picks_a_related_question(conversation: Conversation) -> None:
    first = conversation.take("how do I cook rice").reply
    assert first is not None
    choices = [*(option.question for option in first.options), *first.related]
    second = conversation.take(f" {len(choices)} ").reply

    assert second is not None
    assert second.question == choices[-1]


@pytest.mark.parametrize("number", ["0", "99", "1000", "²"])
def test_any_other_number_is_a_question(conversation: Conversation, number: str) -> None:
    conversation.take("how do I cook rice")
    turn = conversation.take(number)

    assert turn.reply is not None
    assert turn.reply.question == number or turn.reply.kind == "clarify"


def test_a_number_before_any_reply_is_a_question(conversation: Conversation) -> None:
    assert conversation.take("1").reply is not None


def test_nothing_typed_is_nothing_said(conversation: Conversation) -> None:
    assert conversation.take("  \n") == Response()


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("/as-of 2023-08-04", "2023-08-04T23:59:59-07:00"),
        ("/AS-OF   2023-08-04T22:00:00-07:00 ", "2023-08-04T22:00:00-07:00"),
        ("/as-of aug 4 2023", "2023-08-04T23:59:59-07:00"),
    ],
)
def test_as_of_changes_the_moment(conversation: Conversation, typed: str, moment: str) -> None:
    said = words(conversation.take(typed))

    assert said.startswith("Answers are as of Friday, August 4, 2023, ")
    assert conversation.moment().isoformat() == moment


@pytest.mark.parametrize("typed", ["/as-of", "/as-of whenever", "/as-of 2023-02-30"])
def test_a_wrong_date_changes_nothing(conversation: Conversation, typed: str) -> None:
    assert words(conversation.take(typed)).startswith("That is no date: found “")
    assert conversation.as_of == MOMENT


def test_now_goes_back_to_the_clock(conversation: Conversation) -> None:
    assert words(conversation.take("/now")) == "Answers are as of now."
    assert conversation.moment().isoformat() == "2023-08-06T05:00:00-07:00"
    reply = conversation.take("is the strike over").reply

    assert reply is not None
    assert reply.live


def test_another_moment_forgets_what_was_said(conversation: Conversation) -> None:
    conversation.take("what happened at the latest meeting")
    conversation.take("/as-of 2023-05-03")
    reply = conversation.take("who was there?").reply

    assert reply is not None
    assert "2023-08-04" not in str(reply.entries)


@pytest.mark.parametrize("name", ["/explain", "/sources"])
def test_what_is_about_the_last_reply_needs_one(conversation: Conversation, name: str) -> None:
    assert words(conversation.take(name)) == "Ask something first."


def test_explain_and_sources_are_about_the_last_reply(conversation: Conversation) -> None:
    conversation.take("what happened at the latest meeting")

    assert "What I decided" in words(conversation.take("/explain"))
    assert "https://gazette.example.com/talks" in words(conversation.take("/sources"))


def test_a_reply_without_sources_says_so(conversation: Conversation) -> None:
    conversation.take("?")

    assert words(conversation.take("/sources")) == "The last reply has no sources."


def test_help_lists_every_command(conversation: Conversation) -> None:
    shown = words(conversation.take("/help"))

    assert all(name in shown for name in COMMANDS)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("/hlp", "Did you mean /help?"), ("/zzzzzz", "/help lists them."), ("/", "/help lists")],
)
def test_an_unknown_command_says_what_was_meant(conversation: Conversation, typed: str, hint: str) -> None:
    assert hint in words(conversation.take(typed))


@pytest.mark.parametrize("typed", ["/quit", "/exit", "/QUIT"])
def test_quit_leaves(conversation: Conversation, typed: str) -> None:
    assert conversation.take(typed).leave


def test_what_is_typed_is_completed(conversation: Conversation) -> None:
    def completed(text: str) -> list[str]:
        return [
            one.text for one in Suggestions(conversation).get_completions(Document(text), CompleteEvent())
        ]

    assert completed("/as") == ["/as-of"]
    assert "What is a strike?" in completed("what is a strik")
    assert completed("")


@contextlib.contextmanager
def keys(conversation: Conversation, text: str) -> Iterator[Iterator[str]]:
    with create_pipe_input() as pipe:
        pipe.send_text(text)
        yield typed_lines(conversation, input=pipe, output=DummyOutput())


def test_lines_are_edited_and_end_with_ctrl_d(conversation: Conversation, place: Path) -> None:
    with keys(conversation, "is the strike ovr\x7fer\r\x04") as lines:
        assert list(lines) == ["is the strike over"]


def test_lines_are_kept_in_a_file_that_only_its_owner_reads(conversation: Conversation, place: Path) -> None:
    with keys(conversation, "first\rsecond\r\x04") as lines:
        assert list(lines) == ["first", "second"]
    assert list(history().load_history_strings()) == ["second", "first"]
    assert (place / "state" / "history").stat().st_mode & 0o777 == 0o600


def test_ctrl_c_gives_up_a_line_and_leaves_on_an_empty_one(conversation: Conversation, place: Path) -> None:
    with keys(conversation, "half a li\x03next\r\x03") as lines:
        assert list(lines) == ["next"]


def test_the_history_is_in_memory_where_no_file_can_be(place: Path) -> None:
    assert isinstance(history(), FileHistory)
    (place / "state" / "history").unlink()
    (place / "state").rmdir()
    (place / "state").write_text("a file in the way")
    assert isinstance(history(), InMemoryHistory)


def test_each_reply_is_shown_until_one_leaves(
    conversation: Conversation, capsys: pytest.CaptureFixture[str]
) -> None:
    talk(conversation, Screen(), ["is the strike over", "", "/help", "/quit", "what day is it"])

    assert capsys.readouterr().out.count("[1] ") == 1


def test_a_terminal_gets_line_editing(conversation: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(bot.terminal.prompt, "typed_lines", lambda given: iter([str(given is conversation)]))

    assert list(_typed(conversation)) == ["True"]


def test_a_terminal_without_line_editing_is_read_line_by_line(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "prompt_toolkit", None)
    monkeypatch.delitem(sys.modules, "bot.terminal.prompt")
    monkeypatch.setattr(sys, "stdin", io.StringIO("is the strike over\nwhat day is it\n"))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    assert list(_typed(conversation)) == ["is the strike over", "what day is it"]
    assert capsys.readouterr().out == "> > > "


def test_line_is_cleaned() -> None:
    assert Line("a\x1b[2Jb\n\tc").shown == "a[2Jb c"


class Ticking:
    """A clock that a test moves."""

    def __init__(self, moment: dt.datetime) -> None:
        self.moment = moment

    def now(self) -> dt.datetime:
        return self.moment


def test_what_is_new_since_the_last_question_of_a_chat_is_told(engine: Engine) -> None:
    clock = Ticking(dt.datetime(2023, 8, 4, 12, tzinfo=PACIFIC))
    chat = Conversation(engine, clock)
    unknown = chat.take("what's new since I last asked").reply
    clock.moment += dt.timedelta(days=1)
    known = chat.take("what's new since I last asked").reply

    assert unknown is not None
    assert unknown.headline.startswith("I do not know when you last asked; here is the last week.")
    assert known is not None
    assert "new since you last asked, 1 day ago" in known.headline
