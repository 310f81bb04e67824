"""The token never reaches the log."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

import pytest

from bot.cli.failures import unexpected
from bot.ops.redact import MASK, keep_out

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.made-up"


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    root.addHandler(handler)
    keep_out(SECRET)
    yield stream
    root.removeHandler(handler)


def test_messages_arguments_and_traces_are_masked(logged: io.StringIO) -> None:
    log = logging.getLogger("test")
    log.warning("token %s", SECRET)
    log.warning(f"token {SECRET}")
    try:
        raise ValueError(f"bad token {SECRET}")
    except ValueError:
        log.exception("failed")
    assert SECRET not in logged.getvalue()
    assert logged.getvalue().count(MASK) == 3
    assert "Traceback" in logged.getvalue()


def test_everything_else_is_left_as_it_is(logged: io.StringIO) -> None:
    logging.getLogger("test").warning("%d fine", 1)
    try:
        raise ValueError("plain")
    except ValueError:
        logging.getLogger("test").exception("failed")
    assert logged.getvalue().startswith("1 fine\nfailed\nTraceback")


@pytest.mark.usefixtures("logged")
def test_a_trace_that_is_kept_beside_the_log_is_masked_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATE_DIR", str(tmp_path))
    try:
        raise ValueError(f"bad token {SECRET}")
    except ValueError as error:
        told = unexpected(error)
    kept = (tmp_path / "errors.log").read_text("utf-8")
    assert "bad token" in kept
    assert SECRET not in kept + told
