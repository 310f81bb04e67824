"""Tells those who asked for it that their question has an answer now: once, in a direct message, and forgets them."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import logging
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.answering.translation.translate import in_spanish
from bot.discord_app.card.pages import link_of
from bot.discord_app.errors import UNREACHABLE
from bot.discord_app.text.limits import BUTTON_LABEL, clip
from bot.discord_app.text.markup import clean, escaped
from bot.discord_app.text.words import words_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.engine import Engine
    from bot.answering.reply import Reply
    from bot.clock import Clock
    from bot.discord_app.following.sender import Sender
    from bot.live.keeper import Keeper
    from bot.records.waiters import Waiter, Waiters

log = logging.getLogger(__name__)

ASKED_AGAIN = 500
"""Questions that are asked again of each new base, those of most people first: some 4 ms each, where nobody waits."""
LEASE = dt.timedelta(minutes=10)
"""How long telling those who wait for one question may take, before another process takes it over."""
LINKS = 3
TEXT = 1200


class Owed:
    """Tells those who wait. Each process has one; whichever of them finds an answer first tells."""

    def __init__(self, sender: Sender, keeper: Keeper, waiters: Waiters, clock: Clock, wall: Clock) -> None:
        self._sender = sender
        self._keeper = keeper
        self._waiters = waiters
        self._clock = clock
        self._wall = wall
        self._asked: tuple[str, frozenset[str]] = ("", frozenset())

    async def tell(self) -> None:
        """Ask what is waited for again, where the base or what is waited for is another than the last time."""
        questions = await self._waiters.questions(ASKED_AGAIN)
        engine = self._keeper.engine
        asked = (engine.base.revision, frozenset(key for key, _ in questions))
        if asked == self._asked or not questions:
            return
        for key, text, reply in await asyncio.to_thread(_answered, engine, questions, self._clock.now()):
            now = self._wall.now()
            for waiter in await self._waiters.claim(key, now, now + LEASE):
                if await self._told(waiter, text, _headline(engine, reply, waiter), _links(reply)):
                    await self._waiters.stop(waiter.user, key)
                else:
                    asked = ("", frozenset())
        self._asked = asked

    async def _told(self, waiter: Waiter, text: str, answer: str, links: ui.View) -> bool:
        """False where it is to be tried again."""
        words = words_for(waiter.locale)
        said = words("owed.answered", question=escaped(text, 500), answer=escaped(answer, TEXT))
        nonce = hashlib.blake2b(f"{waiter.user} {waiter.key}".encode(), digest_size=12).hexdigest()
        try:
            await self._sender.whisper(waiter.user, said, links, nonce)
        except UNREACHABLE as error:
            gone = isinstance(error, discord.Forbidden | discord.NotFound)
            log.info("somebody who waits for an answer cannot be told%s: %s", "" if gone else " yet", error)
            return gone
        return True


def _answered(
    engine: Engine, questions: Sequence[tuple[str, str]], now: dt.datetime
) -> list[tuple[str, str, Reply]]:
    replies = ((key, text, engine.ask(text, now)) for key, text in questions)
    return [each for each in replies if each[2].kind == "answer"]


def _headline(engine: Engine, reply: Reply, waiter: Waiter) -> str:
    """The answer itself, in the language of who waits for it where it is translated."""
    told = in_spanish(reply, engine.spanish) if words_for(waiter.locale).language == "es" else None
    return told.reply.headline if told else reply.headline


def _links(reply: Reply) -> ui.View:
    """The first sources, and none to press but these."""
    view = ui.View(timeout=None)
    for reference in reply.references[:LINKS]:
        if url := link_of(reference):
            remark = f" ({reference.remark})" if reference.remark else ""
            label = f"{reference.source.publisher}, {reference.day.words()}{remark}"
            view.add_item(ui.Button(label=clip(clean(label), BUTTON_LABEL), url=url))
    return view
