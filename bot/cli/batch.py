"""A batch: conversations as JSON lines in, one line of JSON out for each, whatever is in it."""

from __future__ import annotations

import contextlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.answering.composition.plain_text import as_json
from bot.cli.failures import Refusal, unexpected
from bot.cli.loading import moment
from bot.conversation.dialogue import Dialogue
from bot.dates.as_of import AsOfError, read_as_of
from bot.errors import StrikebotError
from bot.exits import ExitCode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator
    from typing import NoReturn

    from bot.answering.engine import Engine
    from bot.answering.reply import Reply

EXAMPLE = '{"id": "q1", "turns": ["when did it start?"], "as_of": "2024-03-04"}'
MAX_LINE = 1024 * 1024


class RecordError(StrikebotError):
    """A record that cannot be answered: what was found, and what was expected."""

    def __init__(self, text: str, id: str | int | None = None) -> None:
        super().__init__(text)
        self.id = id


@dataclass(frozen=True, slots=True)
class Record:
    """One conversation. The reply is to the last turn."""

    id: str | int | None
    turns: tuple[str, ...]
    as_of: str | None


@contextlib.contextmanager
def opened(name: str) -> Iterator[Iterable[bytes]]:
    """The lines of a file, or of standard input for `-`; Refusal where it cannot be read."""
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 - closed below; the errors of opening are told apart
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise Refusal(f"{name} cannot be read: {reason}.", ExitCode.NO_INPUT) from None
    with file:
        yield file


def answer_all(
    engine: Engine,
    lines: Iterable[bytes],
    put: Callable[[str], object],
    *,
    as_of: dt.datetime | None = None,
    strike: str | None = None,
) -> None:
    """Put one line of JSON for each record, in their order; blank lines are passed over."""
    for line in lines:
        if line.strip():
            put(json.dumps(_answered(engine, line, as_of, strike), ensure_ascii=True))


def record(engine: Engine, reply: Reply, id: str | int | None) -> dict[str, Any]:
    """A reply as other programs read it; `id` is that of its record."""
    return {"id": id, **as_json(reply, engine.view(reply.as_of))}


def read_record(line: bytes) -> Record:
    """One line of a batch; RecordError where it is no record."""
    if len(line) > MAX_LINE:
        raise RecordError("found a line of more than 1 MiB, expected a shorter one")
    try:
        found = json.loads(line.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise RecordError("found bytes that are not UTF-8, expected a line of JSON in UTF-8") from None
    except (ValueError, RecursionError):
        raise RecordError(f"found something that is not JSON, expected a record such as {EXAMPLE}") from None
    if not isinstance(found, dict):
        raise RecordError(f"found {_kind(found)}, expected a record such as {EXAMPLE}")
    id = found.get("id")
    if id is not None and (isinstance(id, bool) or not isinstance(id, str | int)):
        raise RecordError(f"id: found {_kind(id)}, expected a text or a number")
    return Record(id, _turns(found, id), _as_of(found, id))


def _answered(engine: Engine, line: bytes, as_of: dt.datetime | None, strike: str | None) -> dict[str, Any]:
    asked: Record | None = None
    try:
        asked = read_record(line)
        return record(engine, _converse(engine, asked, as_of, strike), asked.id)
    except RecordError as error:
        return {"id": error.id, "error": str(error)}
    except Exception as error:
        return {"id": asked.id if asked else None, "error": unexpected(error)}


def _converse(engine: Engine, asked: Record, as_of: dt.datetime | None, strike: str | None) -> Reply:
    given = _moment(engine, asked) if asked.as_of else as_of
    at = given or moment(None, engine.base)
    *before, last = asked.turns
    dialogue = Dialogue(engine)
    for turn in before:
        dialogue.ask(turn, at, strike=strike, live=given is None)
    return dialogue.ask(last, at, strike=strike, live=given is None)


def _turns(found: dict[str, Any], id: str | int | None) -> tuple[str, ...]:
    turns = found.get("turns") or ([found["q"]] if "q" in found else None)
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        name = "q" if "q" in found and not found.get("turns") else "turns"
        expected = "a text" if name == "q" else 'a list of texts with at least one, or "q" with one'
        raise RecordError(f"{name}: found {_kind(found.get(name))}, expected {expected}", id)
    return tuple(turns)


def _as_of(found: dict[str, Any], id: str | int | None) -> str | None:
    value = found.get("as_of")
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise RecordError(f"as_of: found {_kind(value)}, expected a text such as 2024-03-04", id)
    return value


def _moment(engine: Engine, asked: Record) -> dt.datetime:
    try:
        return read_as_of(asked.as_of or "", moment(None, engine.base), engine.base.conventions)
    except AsOfError as error:
        raise RecordError(f"as_of: {error}", asked.id) from None


def _no_constant(text: str) -> NoReturn:
    raise ValueError(text)


def _kind(value: object) -> str:
    names = {str: "a text", bool: "true or false", int: "a number", float: "a number", dict: "named values"}
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    return names.get(type(value), "nothing")
