"""What every test shares: where the project is. The bases and engines of the tests are in tests/answering/bases.py."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "any-machine",
    deadline=None,  # a busy machine makes no example wrong
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=False,  # Hypothesis would try the same examples for ever where CI is set
    print_blob=True,  # what reproduces an example that failed; it stays, as an @example of its test
)
settings.load_profile("any-machine")


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The folder that holds pyproject.toml."""
    return Path(__file__).resolve().parent.parent


TIMED = {"backup", "demo", "deploy", "live", "ops", "records", "site", "standin"}
"""Tests of these folders watch real processes, browsers, databases and clocks, which a busy machine can hold up for
seconds. One that failed is run once more, and pytest's summary names it (RERUN): it is slow, or it has found a race."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    tests = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(tests) and item.path.relative_to(tests).parts[0] in TIMED:
            item.add_marker(pytest.mark.flaky(reruns=1))
