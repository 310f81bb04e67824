"""What anybody may send in, each with what has to hold of it whatever it is.

Used with made-up input (the tests beside this), and with input that follows the coverage (tests/fuzz/following.py).
"""

from __future__ import annotations

import contextlib
import json
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from bot.answering.engine import Engine
from bot.cli.batch import answer_all
from bot.discord_app.card.layout import Showing, card
from bot.discord_app.card.pages import paginate
from bot.discord_app.card.request import question as asked
from bot.discord_app.card.state import CardState, parse
from bot.discord_app.kb.press import Press
from bot.discord_app.kb.press import parse as parse_press
from bot.discord_app.questions.desk import Desk, FixedEngine
from bot.discord_app.text.limits import CUSTOM_ID, assert_within_limits, walk
from bot.discord_app.text.words import EN
from bot.knowledge.disk.folder import gather
from bot.knowledge.loader import assemble, load
from bot.knowledge.yaml.parse import parse as parse_yaml
from bot.moderating.edit_plan import plan
from bot.moderating.forms import FORMS, DraftUnreadableError, Filled, choices, make, summary
from bot.moderating.questions import key_of, scrub
from bot.moderating.upload_target import KNOWN, UnplacedError, place
from bot.moderating.works import from_json, to_json
from tests.discord_app import world
from tests.discord_app.harmless import assert_harmless

if TYPE_CHECKING:
    from bot.answering.reply import Context, Reply

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
NOW = world.EPOCH
STATE = CardState("0123456789ab", NOW, True, "0123456789ab", 123456789012345678)
MOST_SECONDS = 20.0
"""Of processor time for anything at all, on a slow machine with every line traced; each budget has its own test."""


@cache
def shipped() -> Engine:
    return Engine(load(KNOWLEDGE))


@cache
def shipped_files() -> dict[str, bytes]:
    return gather(KNOWLEDGE)[0]


@cache
def lamps() -> Engine:
    return world.engine()


@cache
def lamp_files() -> dict[str, bytes]:
    return {name: text.lstrip("\n").encode() for name, text in world.files().items()}


@dataclass
class Watch:
    """Bounded time: however long what was sent in, it is done with soon."""

    began: float = 0.0

    def __enter__(self) -> None:
        self.began = time.thread_time()

    def __exit__(self, *_raised: object) -> None:
        assert time.thread_time() - self.began < MOST_SECONDS


def conversation(*turns: str) -> None:
    """Each turn has a reply whose card echoes nothing that works, and pings nobody; so it is on both bases."""
    with Watch():
        for engine in (shipped(), lamps()):
            previous: Context | None = None
            for turn in turns:
                reply = engine.ask(turn, NOW, previous=previous)
                previous = reply.context or previous
                _cards(turn, reply)
        for turn in turns:
            _kept(turn)


def _cards(typed: str, reply: Reply) -> None:
    for page in range(len(paginate(reply))):
        view = card(Showing(reply, asked(typed), STATE, EN, page))
        body: dict[str, Any] = {"components": view.to_components()}  # type: ignore[no-untyped-call]  # discord.py's
        assert_within_limits(body)
        told = [part["content"] for part in walk(body["components"]) if part["type"] == 10]
        assert_harmless("\n".join(told))
        links = {part["url"].partition("#")[0] for part in walk(body["components"]) if part.get("url")}
        assert links <= {one.source.url for one in reply.references if one.source.url}


def _kept(typed: str) -> None:
    """What is written down of a question in vain is short, and names nobody by a mention."""
    kept = scrub(typed)
    assert len(kept) <= 300
    assert scrub(kept) == kept
    assert key_of(kept) == key_of(typed)
    assert "<@" not in kept


def yaml_file(name: str, data: bytes, files: dict[str, bytes] | None = None) -> None:
    """A file among others is read, or every problem is a line of plain text that says where."""
    with Watch():
        base, problems = assemble({**(files or lamp_files()), name: data})
        assert base is not None or any(problem.level == "error" for problem in problems)
        for problem in problems:
            line = str(problem)
            assert line.isprintable(), line
            assert len(line) < 2000
        parse_yaml(data, name)


def form(filled: Filled) -> None:
    """A form gives entries or sentences, its summary and its menus, and is itself again after it was stored."""
    with Watch():
        made = make(filled, lamps(), NOW)
        assert bool(made.problems) != bool(made.additions)
        assert all(problem.text.strip() for problem in (*made.problems, *made.notices))
        assert all(label for label, _ in summary(filled, lamps(), NOW))
        for field in FORMS[filled.kind].fields.values() if filled.kind in FORMS else ():
            assert len(choices(field, filled, lamps(), NOW)) <= 25
        assert Filled.from_json(filled.to_json()) == filled


def draft(text: str) -> None:
    """A stored form, or a stored work, is read or refused; what is read can be carried out or says why not."""
    with Watch():
        with contextlib.suppress(DraftUnreadableError):
            form(Filled.from_json(text))
        try:
            work = from_json(text)
        except ValueError:
            return
        assert from_json(to_json(work)) == work
        planned = plan(work, lamp_files(), lamps(), NOW)
        assert set(planned.after) <= {*lamp_files()} | {n for n in planned.after if is_place(n)}
        assert planned.after or planned.wrong


def custom_id(text: str) -> None:
    """A custom id is one of ours in every part, or none; the desk bears whatever moment it names."""
    with Watch():
        if (press := parse_press(text)) is not None:
            assert Press(press.action, press.draft, press.arg).custom_id == text
        if (state := parse(text)) is None:
            return
        again = state.custom_id(state.action, state.arg)
        assert len(again) <= CUSTOM_ID
        assert parse(again) == state
        desk = Desk(FixedEngine(lamps()), world.TestClock(), live=True)
        desk.again(state, text)
        for moment in (desk.moment_of(state), desk.present(state)[0]):
            _cards("what day is it", desk.answer(asked("what day is it"), moment, live=state.live).reply)
            lamps().ask("what happened yesterday, last month and a year ago", moment)


def batch(data: bytes) -> None:
    """Each line has exactly one line of its own, in JSON, and none of them is a mistake of ours."""
    out: list[str] = []
    lines = data.split(b"\n")
    with Watch():
        answer_all(lamps(), lines, out.append)
    assert len(out) == sum(bool(line.strip()) for line in lines)
    for line in out:
        assert line.isascii()
        assert "\n" not in line
        told = json.loads(line)
        assert "Something went wrong in Strikebot itself" not in told.get("error", "")
        assert "error" in told or {"id", "kind", "text", "sources"} <= told.keys()


def upload(name: str, data: bytes, strike: str | None = None) -> None:
    """An upload gets a place among the knowledge files, never elsewhere, or none."""
    with Watch():
        try:
            found = place(name, data, lamp_files(), strike)
        except UnplacedError:
            return
        assert is_place(found), found


def is_place(name: str) -> bool:
    """Whether a name is that of a knowledge file, within the folder."""
    path = PurePosixPath(name)
    inside = len(path.parts) == 1 or (len(path.parts) == 3 and path.parts[0] == "strikes")
    return inside and path.name in KNOWN and ".." not in path.parts and str(path) == name
