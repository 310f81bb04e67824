"""Conversation: mentions, replies to a card, and direct messages."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.answering.suggestions.showcase import showcase
from bot.discord_app.card.layout import ACCENTS, sentence
from bot.discord_app.card.read_back import shown_question, state_of
from bot.discord_app.delivery.deliver import QUIET, answer_message
from bot.discord_app.delivery.undelivered import refused
from bot.discord_app.errors import SorryError, explain, tell_author
from bot.discord_app.questions.flow import too_fast
from bot.discord_app.questions.memory import Bounded, ConversationKey, Heard, Turn
from bot.discord_app.text.addressed import meant_for, named_in, pings_role_of, words_to
from bot.discord_app.text.markup import escaped
from bot.discord_app.text.words import Words, words_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from discord import ui

    from bot.discord_app.questions.desk import Answered
    from bot.discord_app.questions.flow import Asking

log = logging.getLogger(__name__)

MENDED = dt.timedelta(minutes=1)
"""How long after it was written a message may be mended, or be given the mention that it lacked."""
SENT = dt.timedelta(hours=1)
"""How long nobody is told again that they are answered in other channels."""
WAIT = "⏳"
"""How someone who asks too fast is told so in a channel: a reaction is in nobody's way."""


class Talk(commands.Cog):
    """Answers messages that are meant for the bot, and leaves all others alone."""

    def __init__(self, client: discord.Client, asking: Asking) -> None:
        self._client = client
        self.asking = asking
        self.desk = asking.desk
        self._hushed: Bounded[int, dt.datetime] = Bounded(10_000)
        self._heard: Bounded[int, Heard] = Bounded(2000)
        """The latest messages that were answered, by their ids."""
        self._sent: Bounded[ConversationKey, dt.datetime] = Bounded(10_000)
        """When somebody was told last that they are answered in other channels."""

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        await self._hear(message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        if _just_edited(payload.message):
            await self._hear(payload.message)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        await self._clear(payload.channel_id, [payload.message_id])

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        await self._clear(payload.channel_id, payload.message_ids)

    async def _hear(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot; one that was edited, only where its words are others now."""
        me = self._client.user
        if me is None or not meant_for(me, message):
            return
        text = words_to(me, message)
        if not self._is_asked(me, message, text):
            return
        words = words_for(self.asking.settings.locale(message.guild))
        if await self._sent_elsewhere(message, words):
            return
        heard = self._heard.get_or_put(message.id, Heard)
        try:
            async with heard.lock:
                if heard.words != text:
                    await self._answer(message, heard, text, words)
        except Exception as error:
            await self._tell(message, error, words)

    async def _sent_elsewhere(self, message: discord.Message, words: Words) -> bool:
        """Whether the server is answered in other channels only: its member is told so once in a while, and nobody else."""
        try:
            self.asking.settings.answers_in(message.guild, message.channel)
        except SorryError as error:
            place, now = (
                ConversationKey(message.author.id, message.channel.id, private=True),
                message.created_at,
            )
            told = self._sent.get(place)
            if told is None or now - told >= SENT:
                self._sent.put(place, now)
                await tell_author(message, error.said(words))
            return True
        return False

    def _is_asked(self, me: discord.ClientUser, message: discord.Message, text: str) -> bool:
        """Whether a message wants an answer: one that only replies to a card may be a picture, a sticker or a remark."""
        named = named_in(me, message) or pings_role_of(me, message)
        return named or self.desk.asks(text)

    async def _answer(self, message: discord.Message, heard: Heard, text: str, words: Words) -> None:
        wait = self.asking.cooldowns.wait(message.author.id, message.created_at)
        if wait is not None:
            await self._hush(message, wait, words)
            return
        place = ConversationKey(message.author.id, message.channel.id, private=False)
        if heard.words is None:
            heard.after = self.desk.conversations.last(place, message.created_at)
        heard.words = text
        if not text:
            await self._show(message, heard, sentence(self._hello(message, words), ACCENTS["clarify"]))
            return
        answered = await asyncio.to_thread(self._follow, message, text, heard.after)
        await self._show(message, heard, self.asking.card(answered, asker=message.author.id, words=words))
        self.asking.note(place, answered, message.created_at)
        await self.asking.noting.replied(answered.request, answered.reply)

    async def _show(self, message: discord.Message, heard: Heard, view: ui.LayoutView) -> None:
        """Show a card below a message: in the place of the one below it already, unless somebody removed that."""
        if heard.card is None:
            heard.card = (await answer_message(message, view)).id
        else:
            await self._put(message.channel.id, heard.card, view)

    async def _put(self, channel: int, card: int, view: ui.LayoutView) -> None:
        with contextlib.suppress(discord.NotFound):
            await self._card(channel, card).edit(view=view, allowed_mentions=QUIET)

    def _card(self, channel: int, card: int) -> discord.PartialMessage:
        return self._client.get_partial_messageable(channel).get_partial_message(card)

    def _hello(self, message: discord.Message, words: Words) -> str:
        """What is said to someone who asked nothing, or whose words Discord keeps back: it gives them with a ping of the
        bot itself, not with one of its role."""
        if message.message_snapshots:
            return words("error.no-text")
        if not message.content and message.guild is not None:
            return words("talk.by-role")
        shown = showcase(self.desk.engine.view(self.desk.now()))
        return words("talk.hello", day=shown.samples[0], side=escaped(shown.about_a_side, 150))

    async def _clear(self, channel: int, messages: Iterable[int]) -> None:
        """The questions were deleted, so the cards below them go too."""
        for heard in filter(None, map(self._heard.pop, messages)):
            async with heard.lock:
                if heard.card is not None:
                    await self._remove(channel, heard.card)

    async def _remove(self, channel: int, card: int) -> None:
        try:
            await self._card(channel, card).delete()
        except discord.NotFound:
            return  # somebody was faster
        except discord.HTTPException as error:
            log.warning("the card below a deleted question stays: %s", error)

    async def _hush(self, message: discord.Message, wait: float, words: Words) -> None:
        """Say once, and to nobody else, that it is too fast; the messages until then go by in silence."""
        told = self._hushed.get(message.author.id)
        if told is not None and told > message.created_at:
            return
        self._hushed.put(message.author.id, message.created_at + dt.timedelta(seconds=wait))
        said = too_fast(wait).said(words)
        if message.guild is None:
            await answer_message(message, sentence(said))
            return
        try:
            await message.add_reaction(WAIT)
        except discord.HTTPException:
            await tell_author(message, said)

    def _follow(self, message: discord.Message, text: str, turn: Turn | None) -> Answered:
        """Continue the card replied to, else the conversation, else begin one."""
        desk = self.desk
        moment, live = self.asking.moment(None)
        card = message.reference.resolved if message.reference else None
        if isinstance(card, discord.Message) and card.author == self._client.user:
            state = state_of(card)
            asked = desk.again(state, shown_question(card)) if state else None
            if state is not None and asked is not None:
                moment, live = desk.present(state)
                before = desk.answer(asked.request, state.as_of, live=state.live, previous=asked.previous)
                context = before.reply.context
                turn = Turn(context, asked.request, message.created_at) if context else None
        first = self.asking.first(message.guild.id if message.guild else None)
        return desk.follow(text, turn, moment, live=live, preferred=first, asker=message.author.id)

    async def _tell(self, message: discord.Message, error: Exception, words: Words) -> None:
        text = explain(error, words, "a message")
        if text is None:
            return
        if refused(error):
            await tell_author(message, text)
            return
        try:
            await answer_message(message, sentence(text))
        except discord.HTTPException as second:
            log.warning("a message: could not say so either: %s", second)


def _just_edited(message: discord.Message) -> bool:
    """Whether somebody mended a message soon after writing it; Discord tells of pins and previews as of edits, too."""
    edited = message.edited_at
    return (
        edited is not None
        and edited - message.created_at <= MENDED
        and discord.utils.utcnow() - edited <= MENDED
    )
