"""What every test shares: where the project is, the shipped base and a tiny one, and an engine for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.answering.engine import Engine
from bot.knowledge.files import load

if TYPE_CHECKING:
    from bot.knowledge.base import KnowledgeBase

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def shipped() -> KnowledgeBase:
    """The knowledge base of the repository."""
    return load(ROOT / "knowledge")


@pytest.fixture(scope="session")
def shipped_engine(shipped: KnowledgeBase) -> Engine:
    return Engine(shipped)
