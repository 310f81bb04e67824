"""What every test shares: where the project is. The bases and engines of the tests are in tests/answering/bases.py."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds pyproject.toml."""
    return Path(__file__).resolve().parent.parent
