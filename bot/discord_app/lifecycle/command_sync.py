"""Tells Discord of the commands when they have changed, and only then; keeps in a small file what was told."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import os
import tempfile
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from discord import app_commands

log = logging.getLogger(__name__)

FILE = "commands.json"
_TYPES = (discord.AppCommandType.chat_input, discord.AppCommandType.user, discord.AppCommandType.message)


@dataclass(frozen=True, slots=True)
class Told:
    """What Discord was last told: the application, a digest of its commands, and the ids they got."""

    application: int = 0
    digest: str = ""
    homes: tuple[int, ...] = ()
    ids: dict[str, int] = field(default_factory=dict)


async def sync(
    tree: app_commands.CommandTree[Any],
    application: int,
    folder: Path | None,
    homes: Sequence[discord.abc.Snowflake] = (),
) -> dict[str, int]:
    """Tell Discord where something changed; the ids of the commands by name, as far as they are known.

    The home servers have commands of their own; a server that is no home any more loses them.
    """
    told_all = [await payload(tree), *[[home.id, await payload(tree, home)] for home in homes]]
    digest = hashlib.sha256(json.dumps(told_all, sort_keys=True).encode()).hexdigest()
    told = await asyncio.to_thread(_read, folder) if folder else Told()
    if (told.application, told.digest) == (application, digest):
        log.info("the commands have not changed since Discord was told of them")
        return told.ids
    try:
        commands = await tree.sync()
        for gone in set(told.homes) - {home.id for home in homes}:
            await _forget(tree, gone)
    except discord.HTTPException as error:
        log.error("Discord did not take the commands, those it knows stay: %s", error)
        return told.ids
    taken = {home.id: await _sync_home(tree, home) for home in homes}
    commands += [command for of_home in taken.values() for command in of_home or ()]
    log.info("told Discord of %d commands", len(commands))
    ids = {command.name: command.id for command in commands}
    told = Told(application, "" if None in taken.values() else digest, tuple(taken), ids)
    if folder:
        await asyncio.to_thread(_write, folder, told)
    return told.ids


async def _sync_home(
    tree: app_commands.CommandTree[Any], home: discord.abc.Snowflake
) -> list[app_commands.AppCommand] | None:
    """The commands of a home server; None where it does not take them, which is tried again at the next start."""
    try:
        return await tree.sync(guild=home)
    except discord.HTTPException as error:
        log.error("server %d did not take the moderators' commands, is the bot in it? %s", home.id, error)
        return None


async def _forget(tree: app_commands.CommandTree[Any], guild: int) -> None:
    """Take our commands away from a server; one that the bot has left has none."""
    gone = discord.Object(guild)
    tree.clear_commands(guild=gone)
    try:
        await tree.sync(guild=gone)
    except (discord.Forbidden, discord.NotFound) as error:
        log.info("server %d is left out: %s", guild, error)


async def payload(
    tree: app_commands.CommandTree[Any], guild: discord.abc.Snowflake | None = None
) -> list[dict[str, Any]]:
    """The commands as Discord is told of them, in every language: those for all, or those of a server alone."""
    translator = tree.translator
    commands = [command for kind in _TYPES for command in tree.get_commands(guild=guild, type=kind)]
    if translator is None:
        return [command.to_dict(tree) for command in commands]
    return [await command.get_translated_payload(tree, translator) for command in commands]


def _read(folder: Path) -> Told:
    try:
        found = json.loads((folder / FILE).read_text("utf-8"))
        return Told(**{**found, "homes": tuple(found.get("homes", ()))})
    except FileNotFoundError:
        return Told()
    except (OSError, ValueError, TypeError) as error:
        log.warning("cannot read %s, so Discord is told again: %s", folder / FILE, error)
        return Told()


def _write(folder: Path, told: Told) -> None:
    """Whole or not at all: a file beside it, then a rename."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as file:
            json.dump(asdict(told), file)
        os.replace(file.name, folder / FILE)
    except OSError as error:
        log.warning("cannot write %s, so Discord is told again at the next start: %s", folder / FILE, error)
