"""Who moderates, and what moderators are told: questions that got the wrong reply, never who asked them."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app.card.layout import ACCENTS, sentence
from bot.discord_app.delivery.deliver import QUIET
from bot.discord_app.errors import UNREACHABLE
from bot.discord_app.questions.memory import Bounded
from bot.discord_app.text.markup import escaped
from bot.discord_app.text.words import EN

if TYPE_CHECKING:
    from bot.answering.reply import Reply

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Moderators:
    """The home servers, the roles there, and the channel for their messages; each may be unset."""

    home_guilds: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    channel: int | None = None

    def include(self, interaction: discord.Interaction[Any]) -> bool:
        """Whether who pressed moderates here: by a role in a home server, or by managing messages."""
        user = interaction.user
        if interaction.guild_id is None or not isinstance(user, discord.Member):
            return False
        in_home = interaction.guild_id in self.home_guilds
        return interaction.permissions.manage_messages or (in_home and self._has_role(user))

    def keep(self, interaction: discord.Interaction[Any]) -> bool:
        """Whether who pressed may change the knowledge base: in a home server, by a role or by managing it."""
        user = interaction.user
        if interaction.guild_id not in self.home_guilds or not isinstance(user, discord.Member):
            return False
        return interaction.permissions.manage_guild or self._has_role(user)

    def trust(self, member: discord.Member) -> bool:
        """The same of a member of a home server, wherever they press."""
        return member.guild_permissions.manage_guild or self._has_role(member)

    def _has_role(self, user: discord.Member) -> bool:
        return any(user.get_role(role) is not None for role in self.roles)


async def is_keeper(client: discord.Client, moderators: Moderators, user: int) -> bool:
    """Whether somebody may change the knowledge base, asked of Discord: in a direct message it does not say so by itself.
    Raises what discord.py does."""
    for home in moderators.home_guilds:
        try:
            guild = client.get_guild(home) or await client.fetch_guild(home)
            if moderators.trust(await guild.fetch_member(user)):
                return True
        except (discord.NotFound, discord.Forbidden):
            continue
    return False


class ModeratorChannel:
    """Passes questions on to the moderators' channel, each once."""

    def __init__(self, client: discord.Client, moderators: Moderators) -> None:
        self.client = client
        self._channel = moderators.channel
        self._told: Bounded[str, bool] = Bounded(2000)

    async def put(self, key: str, asked: str, reply: Reply, others: list[str]) -> bool:
        """Tell the moderators of a reply that was not what was asked; False where they cannot be told."""
        if self._channel is None:
            return False
        if self._told.get(key):
            return True
        lines = [f"### {EN('moderators.not-asked')}", EN("moderators.question", question=escaped(asked, 600))]
        lines.append(EN("moderators.reply", reply=escaped(reply.headline, 400)))
        understood = "; ".join((*reply.explanation.understood, reply.explanation.decision))
        if understood.strip("; "):
            lines.append(EN("moderators.understood", understood=escaped(understood, 600)))
        if others:
            lines.append(EN("moderators.others", others=escaped("; ".join(others), 600)))
        if not await self._post(lines):
            return False
        self._told.put(key, True)
        return True

    async def more(self, asked: str, expected: str, entry: str) -> bool:
        """Pass on what someone had expected of a reply; False where the moderators cannot be told."""
        if self._channel is None:
            return False
        lines = [f"### {EN('moderators.expected')}"]
        if asked:
            lines.append(EN("moderators.question", question=escaped(asked, 600)))
        lines.append(EN("moderators.words", words=escaped(expected, 2200)))
        if entry.strip():
            lines.append(EN("moderators.entry", entry=escaped(entry, 450)))
        return await self._post(lines)

    @property
    def reaches(self) -> bool:
        """Whether there is a channel for them at all."""
        return self._channel is not None

    async def _post(self, lines: list[str]) -> bool:
        return await self.show(sentence("\n".join(lines), ACCENTS["clarify"]))

    async def show(self, view: discord.ui.LayoutView) -> bool:
        """Post a card in the moderators' channel; False where there is none, or it cannot be reached."""
        if self._channel is None:
            return False
        try:
            channel = self.client.get_partial_messageable(self._channel)
            await channel.send(view=view, allowed_mentions=QUIET)
        except UNREACHABLE as error:
            log.warning("cannot post in the moderators' channel %s: %s", self._channel, error)
            return False
        return True
