"""A person at the demo's page. The page sends what was typed as it is; Discord's own client does a little more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from discord import app_commands
from simcord import MemberActor, OptionError

from bot.discord_app.client import Strikebot

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord
    from simcord import ChannelHandle, Env, ResponseMessage
    from simcord.actors import MessageLike

_COMMAND = re.compile(r"/(?P<name>[\w-]+)(?:\s+(?P<text>\S.*))?\s*", re.DOTALL)


class Visitor(MemberActor):
    """A member whose "@Strikebot" is a mention, and whose "/ask what day is it" is a command."""

    @classmethod
    def of(cls, env: Env, member: MemberActor) -> Visitor:
        return cls(env, member.guild, member.user)

    async def send(
        self,
        channel: ChannelHandle,
        content: str = "",
        *,
        reply_to: MessageLike | None = None,
        attachments: Sequence[tuple[str, bytes]] = (),
    ) -> discord.Message:
        if reply_to is None and await self._ran(channel, content):
            return channel.history(viewer=self)[-1]
        me = self._env.backend.bot_user
        text = re.sub(rf"@{re.escape(me.name)}\b", f"<@{me.id}>", content, flags=re.IGNORECASE)
        return await super().send(channel, text, reply_to=reply_to, attachments=attachments)

    async def _ran(self, channel: ChannelHandle, content: str) -> bool:
        """Run a command that was typed in one go; False where it is none, or does not take such a text."""
        typed, bot = _COMMAND.fullmatch(content), self._env.bot
        if typed is None or not isinstance(bot, Strikebot):
            return False
        command = bot.tree.get_command(typed["name"])
        if not isinstance(command, app_commands.Command):
            return False
        options = {command.parameters[0].name: typed["text"]} if typed["text"] else {}
        try:
            result = await self.slash(channel, command.name, **options)
        except OptionError:
            return False
        shown: ResponseMessage | None = result.response
        return shown is not None
