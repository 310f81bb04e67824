"""The tiny base, its engine, and a way to ask the shipped one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.engine import Engine
from tests.answering import pottery

if TYPE_CHECKING:
    from bot.knowledge.base import KnowledgeBase


@pytest.fixture(scope="session")
def tiny() -> KnowledgeBase:
    """A hand-made base of two strikes: tests/answering/pottery.py."""
    return pottery.make()


@pytest.fixture(scope="session")
def tiny_engine(tiny: KnowledgeBase) -> Engine:
    return Engine(tiny)
