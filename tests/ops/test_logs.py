"""The log: readable for people, one object a line for machines, each line with what it belongs to."""

from __future__ import annotations

import io
import json
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

import pytest

from bot.ops.logs import EVENT, configure
from bot.ops.redact import keep_out

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.made-up"


@contextmanager
def logging_to(form: Literal["text", "json"]) -> Iterator[io.StringIO]:
    """The root logger as a process of its own has it."""
    root, stream = logging.getLogger(), io.StringIO()
    before, level = root.handlers[:], root.level
    root.handlers.clear()
    try:
        configure("INFO", form, stream)
        yield stream
    finally:
        logging.captureWarnings(False)
        root.handlers[:] = before
        root.setLevel(level)


@pytest.fixture
def event() -> Iterator[str]:
    token = EVENT.set("5f3a9c1b")
    yield "5f3a9c1b"
    EVENT.reset(token)


def test_a_line_of_text_says_when_who_what_and_for_which_interaction(event: str) -> None:
    with logging_to("text") as stream:
        logging.getLogger("bot.test").info("told Discord of %d commands", 14)
        logging.getLogger("bot.test").debug("not at this level")
    assert stream.getvalue().endswith(f" INFO bot.test: told Discord of 14 commands [{event}]\n")
    assert stream.getvalue().count("\n") == 1


def test_json_is_one_object_a_line(event: str) -> None:
    with logging_to("json") as stream:
        logging.getLogger("bot.test").warning("two\nlines “and” quotes")
        try:
            raise ValueError("broken")
        except ValueError:
            logging.getLogger("bot.test").exception("failed")
    first, second = map(json.loads, stream.getvalue().splitlines())

    assert first["message"] == "two\nlines “and” quotes"
    assert (first["level"], first["logger"], first["event"]) == ("WARNING", "bot.test", event)
    assert first["time"].endswith("+00:00")
    assert "error" not in first
    assert "ValueError: broken" in second["error"]


def test_a_line_that_belongs_to_nothing_has_no_id() -> None:
    with logging_to("json") as stream:
        logging.getLogger("bot.test").warning("alone")
    assert "event" not in json.loads(stream.getvalue())


@pytest.mark.parametrize("form", ["text", "json"])
def test_secrets_stay_out_in_both_forms(form: Literal["text", "json"]) -> None:
    with logging_to(form) as stream:
        keep_out(SECRET)
        logging.getLogger("bot.test").warning(
            "We are being rate limited. POST https://x/interactions/12/aW50.x/callback"
        )
        try:
            raise ValueError(f"bad token {SECRET}")
        except ValueError:
            logging.getLogger("bot.test").exception("failed with %s", SECRET)
    written = stream.getvalue()

    assert SECRET not in written
    assert "aW50" not in written
    assert "/interactions/12/[token]/callback" in written
    assert written.count("[token]") >= 3


def test_a_handler_that_is_there_already_is_kept() -> None:
    with logging_to("text") as stream:
        configure("DEBUG", "json", io.StringIO())
        logging.getLogger("bot.test").info("once")
    assert stream.getvalue().count("once") == 1


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_is_as_long_as_a_file_is_cut_to_a_line_of_the_log(form: Literal["text", "json"]) -> None:
    with logging_to(form) as stream:
        logging.getLogger("bot.test").error("cannot use %s", "x" * 1_000_000)
        try:
            raise KeyError("y" * 1_000_000)
        except KeyError:
            logging.getLogger("bot.test").exception("failed")
    told = stream.getvalue()
    assert len(told) < 40_000
    assert "cannot use xxx" in told
    assert "KeyError: 'yyy" in told or "KeyError: \\'yyy" in told
    assert told.endswith("yyy'\n") or '"error": ' in told
