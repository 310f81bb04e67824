"""A small knowledge folder, one engine for all tests of it, and a way to call the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

import bot.answering.engine
from bot.answering.engine import Engine
from bot.cli.app import cli
from bot.knowledge.loader import load
from tests.knowledge.samples import put

if TYPE_CHECKING:
    from pathlib import Path

    from bot.knowledge.model.base import KnowledgeBase

Run = Callable[..., Result]
ENGINES: dict[str, Engine] = {}


def shared(base: KnowledgeBase) -> Engine:
    """One engine for each state of the files: building one takes longer than most tests."""
    if base.revision not in ENGINES:
        ENGINES[base.revision] = Engine(base)
    return ENGINES[base.revision]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small knowledge base; not to be changed."""
    folder = tmp_path_factory.mktemp("sample") / "knowledge"
    put(folder)
    return folder


@pytest.fixture(scope="session")
def engine(sample: Path) -> Engine:
    return shared(load(sample))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, without settings from outside; the state goes into it too."""
    for name in ("KNOWLEDGE_DIR", "AS_OF", "NO_COLOR", "DISCORD_TOKEN", "LOG_LEVEL", "PORT", "SECRETS_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setattr(bot.answering.engine, "Engine", shared)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(place: Path, sample: Path) -> Run:
    """Call `strikebot` with arguments, over the small base unless they say otherwise."""

    def call(*args: str, input: str | bytes | None = None, env: dict[str, str] | None = None) -> Result:
        return CliRunner(env={"KNOWLEDGE_DIR": str(sample)}).invoke(cli, args, input=input, env=env)

    return call
