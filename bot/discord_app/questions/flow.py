"""The way of a question through Discord: admitted, answered in time, shown, remembered for a follow-up."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from bot.answering.composition.draft import capital
from bot.answering.translation.translate import in_spanish
from bot.discord_app.card.labels import labelled, names_of
from bot.discord_app.card.layout import Card, Showing, Tongue, card
from bot.discord_app.card.offers import choose
from bot.discord_app.card.request import preferring
from bot.discord_app.card.state import CardState
from bot.discord_app.delivery.deliver import deliver, in_time, replace
from bot.discord_app.delivery.inflight import note_outcome
from bot.discord_app.errors import SorryError
from bot.discord_app.questions.memory import ConversationKey, Turn
from bot.discord_app.text.words import Words, words_for
from bot.site.model import page_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    import discord

    from bot.answering.reply import Reply
    from bot.discord_app.card.request import Request
    from bot.discord_app.questions.cooldown import Cooldowns
    from bot.discord_app.questions.desk import Answered, Desk
    from bot.discord_app.questions.log import QuestionLog
    from bot.discord_app.servers.settings import Settings


class Asking:
    """What every command, button and message goes through."""

    def __init__(
        self,
        desk: Desk,
        cooldowns: Cooldowns,
        patience: float,
        noting: QuestionLog,
        settings: Settings,
        site_url: str = "",
    ) -> None:
        self.desk = desk
        self.cooldowns = cooldowns
        self.patience = patience
        self.noting = noting
        self.settings = settings
        self.site_url = site_url

    def admit(self, interaction: discord.Interaction[Any]) -> None:
        """Count a question; SorryError with where to ask, where that is not here, or with when to come back, where there
        were too many."""
        self.settings.answers_in(interaction.guild, interaction.channel)
        wait = self.cooldowns.wait(interaction.user.id, interaction.created_at)
        if wait is not None:
            raise too_fast(wait)

    async def ask(
        self,
        interaction: discord.Interaction[Any],
        text: str,
        *,
        private: bool | None = None,
        as_of: dt.datetime | None = None,
        strike: str | None = None,
    ) -> None:
        """Answer a question as a follow-up in its conversation; as the server has set it where `private` is not said."""
        moment, live = self.moment(as_of)
        hidden, first = self.settings.hidden(interaction, private), self.first(interaction.guild_id)
        turn = self.desk.conversations.last(place_of(interaction, hidden), interaction.created_at)
        await self.respond(
            interaction,
            lambda: self.desk.follow(
                text, turn, moment, live=live, strike=strike, preferred=first, asker=interaction.user.id
            ),
            private=hidden,
        )

    async def browse(
        self,
        interaction: discord.Interaction[Any],
        requests: Sequence[Request],
        asks: SorryError | None = None,
        *,
        private: bool | None = None,
        as_of: dt.datetime | None = None,
    ) -> None:
        """Answer what was chosen from a command's options; ask which is meant where a typed name may mean several."""
        moment, live = self.moment(as_of)
        if asks is not None:
            await self.choose(interaction, requests, asks, private=private, as_of=as_of)
            return
        request = labelled(requests[0], self.desk.engine.view(moment))
        request = preferring(request, self.first(interaction.guild_id))
        hidden = self.settings.hidden(interaction, private)
        await self.respond(interaction, lambda: self.desk.answer(request, moment, live=live), private=hidden)

    async def choose(
        self,
        interaction: discord.Interaction[Any],
        requests: Sequence[Request],
        asks: SorryError,
        *,
        private: bool | None,
        as_of: dt.datetime | None = None,
    ) -> None:
        """Ask which of these is meant, with a button for each."""
        self.admit(interaction)
        moment, live = self.moment(as_of)
        view, words = self.desk.engine.view(moment), words_for(interaction.locale)
        state = CardState(requests[0].key, moment, live, self.desk.base.revision, interaction.user.id)
        choices = [(capital(names_of(request, view)), request) for request in requests]
        shown = requests[0].lines() if requests[0].kind == "ask" else []
        card = choose(asks.said(words), shown, choices, state, words)
        await deliver(interaction, card, private=self.settings.hidden(interaction, private))

    def first(self, guild: int | None) -> str | None:
        """The strike that is meant first in a server, where one is set that the base still holds."""
        strike = self.settings.of(guild).strike
        return strike if strike in self.desk.base.strikes else None

    def moment(self, as_of: dt.datetime | None) -> tuple[dt.datetime, bool]:
        """The moment to answer for, and whether that is now."""
        return (self.desk.now(), self.desk.live) if as_of is None else (as_of, False)

    async def respond(
        self,
        interaction: discord.Interaction[Any],
        work: Callable[[], Answered],
        *,
        private: bool,
        edits: bool = False,
    ) -> None:
        """Answer with what `work` gives: beside what was asked with, or in the place of the card pressed."""
        self.admit(interaction)
        answered = await in_time(interaction, work, private=private, edits=edits, patience=self.patience)
        view = self.card(answered, asker=interaction.user.id, words=words_for(interaction.locale))
        if edits:
            await replace(interaction, view)
        else:
            await deliver(interaction, view, private=private)
        self.note(place_of(interaction, private), answered, interaction.created_at)
        dated = self.desk.live and not answered.reply.live
        await self.noting.replied(answered.request, answered.reply, dated=dated)

    def card(
        self,
        answered: Answered,
        *,
        asker: int,
        words: Words,
        page: int = 0,
        notice: str | None = None,
        original: bool = False,
    ) -> Card:
        """The card of a reply, in the language of `words` where it is translated, unless the `original` is asked for."""
        reply = answered.reply
        state = CardState(answered.request.key, reply.as_of, reply.live, reply.revision, asker)
        turns_over = self.desk.turns_over(reply) if reply.kind == "answer" else None
        web = f"{self.site_url}{page_of(reply.entries[0])}" if self.site_url and reply.entries else None
        dated = self.desk.live and not reply.live
        waits = self.noting.may_wait(answered.request, reply, dated=dated)
        told, tongue = self._in_tongue(reply, words, original=original)
        return card(
            Showing(told, answered.request, state, words, page, notice, turns_over, web, waits, tongue)
        )

    def _in_tongue(self, reply: Reply, words: Words, *, original: bool) -> tuple[Reply, Tongue]:
        """A reply as it is shown to who reads these words."""
        table = self.desk.engine.spanish if words.language == "es" else None
        told = in_spanish(reply, table) if table else None
        if table is None or told is None:
            return reply, Tongue()
        if original:
            return reply, Tongue(True, words("card.translated"))
        return told.reply, Tongue(False, words("card.original"), not told.whole, table.questions)

    def note(self, place: ConversationKey, answered: Answered, at: dt.datetime) -> None:
        """Count the reply, and remember it for a follow-up; one without context leaves the conversation as it was."""
        note_outcome(answered.reply.kind)
        if answered.reply.live:
            self.desk.last_asked.note(place.user, answered.reply.as_of, answered.reply.revision)
        context = answered.reply.context
        if context is not None:
            self.desk.conversations.note(place, Turn(context, answered.request, at))


def too_fast(wait: float) -> SorryError:
    """How long is left, in whole seconds: a timestamp is counted by the reader's own clock, which may be minutes off."""
    seconds = math.ceil(wait)
    return (
        SorryError("error.slow-down", seconds=seconds)
        if seconds > 1
        else SorryError("error.slow-down-moment")
    )


def place_of(interaction: discord.Interaction[Any], private: bool) -> ConversationKey:
    return ConversationKey(interaction.user.id, interaction.channel_id or 0, private)
