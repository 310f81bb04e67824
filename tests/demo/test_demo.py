"""The demo without a browser: how it starts and ends, and what the page's people do that SimCord's do not."""

from __future__ import annotations

import datetime as dt
import errno
import importlib.util
import os
import re
import signal
import socket
import time
import urllib.request
import webbrowser
from typing import TYPE_CHECKING

import pytest
from simcord import BackendError

from bot import demo
from bot.answering.suggestions.showcase import showcase
from bot.clock import FixedClock
from bot.demo.browser import open_page
from bot.demo.clock import FlowingClock
from bot.demo.page import PortError
from bot.demo.town import BETWEEN_SAMPLES, SAMPLED, Town, ask_samples, build, open_town
from bot.discord_app.text.limits import walk
from bot.exits import ExitCode
from bot.moderating.beginning.folder import write
from bot.moderating.beginning.new_files import files
from bot.moderating.beginning.statements import Saying
from bot.settings import Settings
from tests.answering.bases import engine as shipped_engine
from tests.answering.bases import example_engine
from tests.dates.zones import PACIFIC
from tests.demo.conftest import Demo
from tests.discord_app import world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.answering.engine import Engine


NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return world.engine()


@pytest.fixture
async def town(engine: Engine) -> AsyncIterator[Town]:
    made = build(NOW, PACIFIC, live=True)
    await open_town(made, engine, FixedClock(NOW), live=True)
    yield made
    await made.env.shutdown()


def last(town: Town) -> str:
    """The text of the latest message, card or not."""
    message = town.channel.history()[-1]
    stored = town.env.backend.get_message(town.channel.id, message.id)
    return message.content + "\n".join(
        part["content"] for part in walk(stored.components) if part["type"] == 10
    )


def test_a_signal_ends_it_cleanly(project_root: Path) -> None:
    running = Demo(project_root, "--port", "0")
    try:
        assert running.end(signal.SIGTERM) == 0
        assert running.errors() == ""
    finally:
        running.close()


def test_a_taken_port_is_one_sentence(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert demo.run(Settings(port=port), engine, FixedClock(NOW)) == ExitCode.CONFIGURATION
    told = capsys.readouterr()
    assert (
        told.err == f"Port {port} is taken on this computer: choose another with PORT, such as PORT=8080.\n"
    )
    assert told.out == ""


def test_a_port_that_may_not_be_used_says_why() -> None:
    error = PortError(80, PermissionError(errno.EACCES, "Permission denied"))
    told = "Port 80 cannot be used here (Permission denied): choose another with PORT, such as PORT=8080."
    assert str(error) == told


def test_a_missing_extra_is_one_sentence(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "regex" else name)
    assert demo.run(Settings(), engine, FixedClock(NOW)) == ExitCode.CONFIGURATION
    assert capsys.readouterr().err == (
        "The demo needs the package regex, which is not installed:"
        " run `make demo`, or `pip install 'strikebot[demo]'`.\n"
    )


class LookingBrowser(webbrowser.BaseBrowser):
    """Fetches the page, then ends the demo as Ctrl-C would."""

    def __init__(self) -> None:
        super().__init__("looking")
        self.seen = ""

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        with urllib.request.urlopen(url) as page:  # noqa: S310  (the demo's own address)
            self.seen = page.read().decode()
        os.kill(os.getpid(), signal.SIGINT)
        return True


def test_it_opens_its_page_in_the_browser(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = LookingBrowser()
    monkeypatch.setattr(webbrowser, "get", lambda: browser)
    assert demo.run(Settings(port=0), engine, FixedClock(NOW), open_browser=True) == ExitCode.OK
    assert "<title>" in browser.seen
    assert "http://127.0.0.1:" in capsys.readouterr().out


def test_a_browser_of_the_terminal_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("a-text-browser"))
    open_page("http://127.0.0.1:1/")


def test_no_browser_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    open_page("http://127.0.0.1:1/")


async def test_the_samples_are_asked_through_the_command(town: Town, engine: Engine) -> None:
    await ask_samples(town, engine)
    assert len(town.channel.history()) == SAMPLED
    used = [message.interaction_metadata for message in town.channel.history()]
    assert all(used)
    assert town.env.errors == []


async def test_only_moderators_see_their_channel(town: Town) -> None:
    await town.moderator.send(town.desk, "hello")
    with pytest.raises(BackendError, match="Missing Access"):
        await town.member.send(town.desk, "hello")


async def test_a_typed_mention_is_a_mention(town: Town) -> None:
    await town.member.send(town.channel, "@strikebot what day is it?")
    assert "day 31" in last(town)


async def test_a_command_in_one_go_is_a_command(town: Town) -> None:
    await town.member.send(town.channel, "/ask what day is it?")
    assert [message.author.name for message in town.channel.history()] == ["Strikebot"]
    assert "day 31" in last(town)


@pytest.mark.parametrize("text", ["/nothing of ours", "/ask " + "x" * 600, "a/b", "/"])
async def test_any_other_text_is_a_message(town: Town, text: str) -> None:
    await town.member.send(town.channel, text)
    assert [message.author.name for message in town.channel.history()] == ["sam"]


async def test_only_the_moderator_may_remove_the_card_of_another(town: Town) -> None:
    asked = await town.regulars[0].slash(town.channel, "day")
    assert asked.response is not None
    await town.member.click(asked.response, label="Remove")
    assert len(town.channel.history()) == 1
    await town.moderator.click(asked.response, label="Remove")
    assert not town.channel.history()


async def test_the_moderators_are_told_of_what_was_not_asked(town: Town) -> None:
    asked = await town.regulars[0].slash(town.channel, "day")
    assert asked.response is not None
    await town.member.click(asked.response, label="Not what I asked")
    assert [message.author.name for message in town.desk.history()] == ["Strikebot"]


def test_time_flows_and_can_be_moved() -> None:
    clock = FlowingClock(NOW)
    first = clock.now()
    clock.advance(60)
    assert clock.now() - first >= dt.timedelta(seconds=60)
    assert NOW <= first < NOW + dt.timedelta(minutes=1)


async def test_the_last_second_of_a_day_is_answered_at_once(engine: Engine) -> None:
    last_second = dt.datetime(2025, 12, 31, 23, 59, 59, tzinfo=PACIFIC)
    made = build(last_second, PACIFIC, live=False)
    await open_town(made, engine, FixedClock(last_second), live=False)
    began = time.perf_counter()
    await made.member.send(made.channel, "/ask what day is it?")
    took = time.perf_counter() - began
    assert "day 31" in last(made)
    await made.env.shutdown()
    assert took < 1


async def test_a_date_after_a_command_is_its_first_option(town: Town) -> None:
    await town.member.send(town.channel, "/day 2025-12-05")
    assert "day 5 of the lampmakers strike" in last(town)


def test_what_is_written_keeps_the_date_of_a_day_that_is_over() -> None:
    last_second = dt.datetime(2023, 8, 4, 23, 59, 59, tzinfo=PACIFIC)
    town = build(last_second, PACIFIC, live=False)
    town.clock.advance(BETWEEN_SAMPLES.total_seconds() * SAMPLED)
    assert town.clock.now().astimezone(PACIFIC).date() == last_second.date()


@pytest.mark.parametrize("year", [1988, 2150])
async def test_a_year_that_discord_cannot_tell_is_shown_as_today(year: int) -> None:
    town = build(NOW.replace(year=year), PACIFIC, live=True)
    assert 2016 <= town.clock.now().year <= 2100


BASES = [
    ("", "2023-08-04T22:00:00-07:00", "AMPTP|Drescher|Stutzman|Bass", "the WGA"),
    ("uaw-2023", "2023-10-01T12:00:00-04:00", "Shawn Fain", "the UAW"),
    ("bma-resident-doctors", "2025-07-26T12:00:00+01:00", "", "the BMA"),
]


@pytest.mark.parametrize(("base", "as_of", "speaker", "union"), BASES)
def test_the_samples_are_of_the_base(base: str, as_of: str, speaker: str, union: str) -> None:
    made = example_engine(base) if base else shipped_engine()
    now = dt.datetime.fromisoformat(as_of)
    day, quote, unanswered = showcase(made.view(now)).samples

    assert "day " in made.ask(day, now).headline
    assert re.fullmatch(rf"What did .*(?:{speaker}).* say\?", quote)
    assert made.ask(quote, now).kind == "answer"
    assert unanswered == f"What does {union} say about daylight saving time?"
    assert made.ask(unanswered, now).kind != "answer"


def test_a_base_without_quotes_has_samples(engine: Engine) -> None:
    begun = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
    assert len(showcase(engine.view(begun)).samples) == SAMPLED


def test_a_base_just_begun_opens(project_root: Path, tmp_path: Path) -> None:
    saying = Saying(NOW)
    saying.in_zone("America/Los_Angeles")
    saying.union("Example Workers' Union (EWU)")
    saying.employer("Acme")
    saying.issue("pay")
    saying.first("2025-12-05")
    write(tmp_path / "mine", files(saying.plan(), saying.names.free))
    running = Demo(project_root, "--port", "0", "--knowledge", str(tmp_path / "mine"), as_of="2026-01-02")
    try:
        with urllib.request.urlopen(running.url) as page:  # noqa: S310  (the demo's own address)
            assert "<title>" in page.read().decode()
        assert running.end(signal.SIGTERM) == 0
    finally:
        running.close()
