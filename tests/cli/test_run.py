"""`run` and `demo`: what they start, and what they say when they cannot."""

from __future__ import annotations

import signal
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from bot.answering.engine import Engine
from bot.clock import Clock, FixedClock, SystemClock
from bot.exits import ExitCode
from bot.settings import Settings
from tests.knowledge.samples import FILES, MEETINGS, put

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

Started = tuple[Settings, Engine, Clock]
PARTS = {"run": "bot.discord_app.run", "demo": "bot.demo"}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Started]:
    """What the two parts were started with; each ends with 3."""
    calls: list[Started] = []

    def start(settings: Settings, engine: Engine, clock: Clock, *, open_browser: bool | None = None) -> int:
        assert open_browser is None
        calls.append((settings, engine, clock))
        return 3

    for name in PARTS.values():
        module = ModuleType(name)
        module.run = start  # type: ignore[attr-defined]  # a stand-in for the part
        monkeypatch.setitem(sys.modules, name, module)
    return calls


def test_told_to_stop_while_it_loads_it_ends_in_peace(
    run: Run, started: list[Started], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGTERM)

    def load(_: object) -> Engine:
        signal.raise_signal(signal.SIGTERM)
        raise AssertionError("it went on")

    monkeypatch.setattr("bot.cli.run.load_engine_to_run", load)

    assert run("run").exit_code == ExitCode.OK
    assert started == []
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("name", PARTS)
def test_it_starts_with_the_settings_and_ends_with_the_code_of_the_part(
    run: Run, started: list[Started], name: str, place: Path, sample: Path
) -> None:
    ended = run(name, env={"DISCORD_TOKEN": "secret"})
    ((settings, engine, clock),) = started

    assert ended.exit_code == 3
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == "secret"
    assert settings.knowledge_dir == sample
    assert engine.base.strikes
    assert isinstance(clock, SystemClock)


@pytest.mark.parametrize("name", PARTS)
def test_the_clock_stands_still_at_a_chosen_moment(run: Run, started: list[Started], name: str) -> None:
    run(name, "--as-of", "2023-08-04")
    ((settings, _, clock),) = started

    assert isinstance(clock, FixedClock)
    assert settings.as_of == "2023-08-04"
    assert clock.now().isoformat() == "2023-08-04T23:59:59-07:00"


@pytest.mark.parametrize(("args", "wanted"), [([], None), (["--browser"], True), (["--no-browser"], False)])
def test_the_demo_opens_a_browser_or_not(
    run: Run, monkeypatch: pytest.MonkeyPatch, args: list[str], wanted: bool | None
) -> None:
    opened: list[bool | None] = []

    def start(*_: object, open_browser: bool | None) -> int:
        opened.append(open_browser)
        return 0

    module = ModuleType("bot.demo")
    module.run = start  # type: ignore[attr-defined]  # a stand-in for the part
    monkeypatch.setitem(sys.modules, "bot.demo", module)

    assert run("demo", *args).exit_code == 0
    assert opened == [wanted]


def test_the_state_goes_into_its_folder(run: Run, started: list[Started], place: Path) -> None:
    run("run")

    assert started[0][0].state_dir == place / "state"


@pytest.mark.parametrize(("args", "port"), [([], 8765), (["--port", "0"], 0), (["--port", "9000"], 9000)])
def test_the_demo_has_a_port(run: Run, started: list[Started], args: list[str], port: int) -> None:
    run("demo", *args)

    assert started[0][0].port == port


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_is_not_there_is_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setitem(sys.modules, PARTS[name], None)
    ended = run(name)

    assert ended.exit_code == ExitCode.CONFIGURATION
    assert "is not in this version yet." in ended.stderr


def test_a_package_that_is_not_there_is_named(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "needs_it.py").write_text("import nothing_of_that_name\n")
    monkeypatch.syspath_prepend(str(place))
    monkeypatch.setattr("bot.cli.run.MODULE", "needs_it")
    ended = run("run")

    assert ended.exit_code == ExitCode.CONFIGURATION
    assert "The package nothing_of_that_name is missing." in ended.stderr


def test_a_base_that_is_broken_is_not_run_and_every_problem_is_listed(
    run: Run, started: list[Started], place: Path
) -> None:
    put(place / "broken", {MEETINGS: FILES[MEETINGS].replace("[wga, amptp]", f"[{', '.join('abcdefgh')}]")})
    ended = run("run", "--knowledge", "broken")

    assert ended.exit_code == ExitCode.CONFIGURATION
    first, *rest = ended.stderr.splitlines()
    assert first == "strikebot: The knowledge base in broken cannot be used: it has 8 problems."
    assert [line.split(": found ")[0] for line in rest] == [
        f"  {MEETINGS}:5: 2023-08-04.parties.{number}" for number in range(1, 9)
    ]
    assert started == []


def test_a_folder_that_is_not_there_is_not_run(run: Run, started: list[Started]) -> None:
    ended = run("run", "--knowledge", "nowhere")

    assert ended.exit_code == ExitCode.CONFIGURATION
    assert "found no folder at " in ended.stderr
    assert started == []


def test_a_wrong_setting_is_a_sentence(run: Run, started: list[Started]) -> None:
    ended = run("run", env={"LOG_LEVEL": "loud", "PORT": "-1"})

    assert ended.exit_code == ExitCode.CONFIGURATION
    assert ended.stderr == (
        "strikebot: LOG_LEVEL: found “LOUD”, expected DEBUG, INFO, WARNING, ERROR or CRITICAL\n"
        "  PORT: found “-1”, expected a number from 0 to 65535 (0: any that is free)\n"
    )
