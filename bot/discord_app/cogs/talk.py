"""Conversation: mentions, replies to a card, and direct messages."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import re
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.discord_app.cards import ACCENTS, sentence
from bot.discord_app.deliver import answer_message
from bot.discord_app.errors import CANNOT_POST, explain, tell_author
from bot.discord_app.markup import clean, timestamp
from bot.discord_app.memory import Bounded, Place, Turn
from bot.discord_app.reading import shown_question, state_of
from bot.discord_app.words import Words, words_for

if TYPE_CHECKING:
    from bot.discord_app.client import Strikebot
    from bot.discord_app.desk import Answered

log = logging.getLogger(__name__)


class Talk(commands.Cog):
    """Answers messages that are meant for the bot, and leaves all others alone."""

    def __init__(self, bot: Strikebot) -> None:
        self.bot = bot
        self._hushed: Bounded[int, dt.datetime] = Bounded(10_000)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        if not self._meant_for_me(message):
            return
        words = words_for(message.guild.preferred_locale if message.guild else None)
        try:
            await self._answer(message, words)
        except Exception as error:
            await self._tell(message, error, words)

    def _meant_for_me(self, message: discord.Message) -> bool:
        if message.author.bot or message.type not in (discord.MessageType.default, discord.MessageType.reply):
            return False
        return message.guild is None or (self.bot.user is not None and self.bot.user in message.mentions)

    async def _answer(self, message: discord.Message, words: Words) -> None:
        wait = self.bot.asking.cooldowns.wait(message.author.id, message.created_at)
        if wait is not None:
            await self._hush(message, wait, words)
            return
        text = self._text(message)
        if not text:
            await answer_message(message, sentence(words("talk.hello"), ACCENTS["clarify"]))
            return
        place = Place(message.author.id, message.channel.id, private=False)
        answered = await asyncio.to_thread(self._follow, message, text, place)
        await answer_message(message, self.bot.asking.card(answered, asker=message.author.id, words=words))
        self.bot.asking.note(place, answered, message.created_at)
        await self.bot.noting.replied(answered.request, answered.reply)

    async def _hush(self, message: discord.Message, wait: float, words: Words) -> None:
        """Say once that it is too fast; the messages until then go by in silence."""
        back = message.created_at + dt.timedelta(seconds=wait + 1)
        told = self._hushed.get(message.author.id)
        if told is None or told <= message.created_at:
            self._hushed.put(message.author.id, back)
            await answer_message(message, sentence(words("error.slow-down", when=timestamp(back, "R"))))

    def _text(self, message: discord.Message) -> str:
        me = self.bot.user.id if self.bot.user else 0
        return clean(re.sub(rf"<@!?{me}>", " ", message.content))

    def _follow(self, message: discord.Message, text: str, place: Place) -> Answered:
        """Continue the card replied to, else the conversation, else begin one."""
        desk = self.bot.desk
        moment, live = self.bot.asking.moment(None)
        turn = desk.conversations.last(place, message.created_at)
        card = message.reference.resolved if message.reference else None
        if isinstance(card, discord.Message) and card.author == self.bot.user:
            state = state_of(card)
            asked = desk.again(state, shown_question(card)) if state else None
            if state is not None and asked is not None:
                moment, live = desk.present(state)
                before = desk.answer(asked.request, state.as_of, live=state.live, previous=asked.previous)
                context = before.reply.context
                turn = Turn(context, asked.request, message.created_at) if context else None
        return desk.follow(text, turn, moment, live=live)

    async def _tell(self, message: discord.Message, error: Exception, words: Words) -> None:
        text = explain(error, words, "a message")
        if text is None:
            return
        if isinstance(error, discord.HTTPException) and error.code in CANNOT_POST:
            await tell_author(message, text)
            return
        try:
            await answer_message(message, sentence(text))
        except discord.HTTPException as second:
            log.warning("a message: could not say so either: %s", second)
