"""The town with everything that moderators need: knowledge files of its own on the disk, and records beside them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.answering.engine import Engine
from bot.discord_app.client import Strikebot
from bot.discord_app.config import BotConfig
from bot.discord_app.errors import unwrapped
from bot.discord_app.text.limits import walk
from bot.errors import StrikebotError
from bot.knowledge.loader import load
from bot.live.builder import make
from bot.live.keeper import Keeper
from bot.records.store import Records
from bot.records.urls import default_url
from tests.discord_app import world
from tests.discord_app.conftest import Shown, Town, message, parts, text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import AsyncIterator, Mapping, Sequence
    from pathlib import Path

    from simcord import InteractionResult, MemberActor

    from bot.knowledge.model.base import KnowledgeBase
    from bot.knowledge.problems import Problem
    from bot.live.changes import Built
    from bot.moderating.links.reach import Network


ENGINES: dict[str, Engine] = {}


def shared(base: KnowledgeBase) -> Engine:
    """One engine for each state of the files: building one takes longer than most tests."""
    if base.revision not in ENGINES:
        ENGINES[base.revision] = Engine(base)
    return ENGINES[base.revision]


async def build_here(files: Mapping[str, bytes], found: Sequence[Problem], now: dt.datetime) -> Built:
    """The base built in a thread: a process of its own, which the bot uses, takes a second to start."""
    return await asyncio.to_thread(make, files, found, now)


@dataclass
class House:
    """The town, its knowledge folder, and the bot that keeps it."""

    town: Town
    folder: Path
    state: Path
    review: bool = False
    roles: tuple[int, ...] | None = None
    fetching: Network | None = None

    @property
    def bot(self) -> Strikebot:
        return self.town.bot

    @property
    def keeper(self) -> Keeper:
        assert self.bot.config.keeper is not None
        return self.bot.config.keeper

    @property
    def records(self) -> Records:
        assert self.bot.config.records is not None
        return self.bot.config.records

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    async def open(self) -> Strikebot:
        """A new process of the bot, on the files and records as they are."""
        clock = self.bot.desk.clock
        engine = shared(load(self.folder))
        config = BotConfig(
            state_dir=self.state,
            shard_count=1,
            moderators=self.town.moderators
            if self.roles is None
            else replace(self.town.moderators, roles=self.roles),
            keeper=Keeper(self.folder, engine, clock, builder=build_here),
            records=Records(default_url(self.state), clock),
            review_edits=self.review,
            fetching=self.fetching,
        )
        bot = Strikebot(engine, clock, config)
        await self.close()
        assert bot.house is not None
        await bot.house.start()
        await self.town.env.restart_bot(bot)
        return bot

    async def close(self) -> None:
        """End what goes on beside the bot."""
        if self.bot.house is not None:
            await self.bot.house.stop()

    async def kb(
        self,
        command: str,
        actor: MemberActor | None = None,
        /,
        **options: Any,  # noqa: ANN401  (what a command takes)
    ) -> InteractionResult:
        """A moderator's command."""
        return await (actor or self.town.mod).slash(self.town.channel, f"kb {command}", **options)

    async def fill(
        self,
        form: InteractionResult,
        actor: MemberActor | None = None,
        /,
        **values: Any,  # noqa: ANN401  (a text, or several)
    ) -> InteractionResult:
        """Submit a form with what it was filled in with, but for these values."""
        filled = {**prefilled(form), **values}
        menus = {name for name, part in fields(form).items() if part["type"] == 3}
        chosen = {name: [v] if name in menus and isinstance(v, str) else v for name, v in filled.items()}
        return await (actor or self.town.mod).submit_modal(form, chosen)

    async def press(
        self, shown: InteractionResult, label: str, actor: MemberActor | None = None
    ) -> InteractionResult:
        return await (actor or self.town.mod).click(message(shown), label=label)


def fields(form: InteractionResult) -> dict[str, dict[str, Any]]:
    """The inputs and menus of a form by their name."""
    assert form.modal is not None, form
    return {part["custom_id"]: part for part in walk(form.modal["components"]) if part.get("custom_id")}


def prefilled(form: InteractionResult) -> dict[str, Any]:
    """What a form holds when it opens."""
    found: dict[str, Any] = {}
    for name, part in fields(form).items():
        if part["type"] == 4 and part.get("value"):
            found[name] = part["value"]
        elif part["type"] == 3 and (chosen := [o["value"] for o in part["options"] if o.get("default")]):
            found[name] = chosen
    return found


def button(shown: Shown | InteractionResult, label: str) -> dict[str, Any]:
    return next(part for part in parts(shown) if part["type"] == 2 and part["label"] == label)


def last_told(house: House) -> str:
    """The text of the latest message in the moderators' channel."""
    channel = house.town.desk_channel
    stored = house.town.env.backend.get_message(channel.id, channel.history()[-1].id)
    return text({"components": stored.components})


@pytest.fixture
async def house(town: Town, tmp_path: Path) -> AsyncIterator[House]:
    folder = tmp_path / "knowledge"
    for name, content in world.files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.lstrip("\n"), "utf-8")
    (tmp_path / "state").mkdir()
    made = House(town, folder, tmp_path / "state")
    await made.open()
    yield made
    await made.close()
    unforeseen = [error for error in town.env.errors if not isinstance(unwrapped(error), StrikebotError)]
    assert not unforeseen, "whatever goes wrong is a sentence for a person"
