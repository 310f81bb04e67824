"""The commands that browse: choose what to see from what the base holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.answering.shelves import issues, meetings, parties, people_and_parties, speakers, strikes
from bot.answering.single import title_of
from bot.discord_app.cogs.common import describe, described
from bot.discord_app.dates import parse_day
from bot.discord_app.items import Interaction
from bot.discord_app.requests import Request, question
from bot.discord_app.suggestions import Choices, dates, given, given_meeting, offered
from bot.knowledge.dates import day_words
from bot.matching.slots import Slots

if TYPE_CHECKING:
    from bot.answering.view import View
    from bot.discord_app.client import Strikebot

LATEST = ("latest", "last", "the latest", "the last", "latest meeting", "last meeting")
"""What people type for the meeting that they would get by leaving it out."""


class Browse(commands.Cog):
    """One command, one kind of question."""

    def __init__(self, bot: Strikebot) -> None:
        self.bot = bot

    @property
    def _view(self) -> View:
        return self.bot.desk.engine.view(self.bot.desk.now())

    async def _show(self, interaction: Interaction, request: Request, private: bool) -> None:
        await self.bot.asking.browse(interaction, request, private=private)

    async def _of_strike(
        self, interaction: Interaction, kind: str, strike: str | None, private: bool
    ) -> None:
        chosen = (given("strike", strike, strikes(self._view)),) if strike else ()
        label = " ".join((f"/{kind}", *(self.bot.desk.base.strikes[id].name for id in chosen)))
        await self._show(interaction, Request("browse", kind, Slots(strikes=chosen), label=label), private)

    @app_commands.command(name="day", description=described("day"))
    @describe("day", "date", "strike", "private")
    async def day(
        self,
        interaction: Interaction,
        date: str | None = None,
        strike: str | None = None,
        private: bool = False,
    ) -> None:
        if date is None:
            await self._of_strike(interaction, "day", strike, private)
            return
        on = day_words(parse_day(date, self._view))
        id = given("strike", strike, strikes(self._view)) if strike else None
        name = f"the {self.bot.desk.base.strikes[id].short_name}" if id else "the strike"
        await self._show(interaction, question(f"What day of {name} was {on}?", strike=id), private)

    @app_commands.command(name="status", description=described("status"))
    @describe("status", "strike", "private")
    async def status(
        self, interaction: Interaction, strike: str | None = None, private: bool = False
    ) -> None:
        await self._of_strike(interaction, "status", strike, private)

    @app_commands.command(name="timeline", description=described("timeline"))
    @describe("timeline", "strike", "private")
    async def timeline(
        self, interaction: Interaction, strike: str | None = None, private: bool = False
    ) -> None:
        await self._of_strike(interaction, "timeline", strike, private)

    @app_commands.command(name="meeting", description=described("meeting"))
    @describe("meeting", "meeting", "private")
    async def meeting(
        self, interaction: Interaction, meeting: str | None = None, private: bool = False
    ) -> None:
        view = self._view
        if meeting is None or meeting.strip().casefold() in LATEST:
            await self._of_strike(interaction, "meeting", None, private)
            return
        id = given_meeting(meeting, view)
        await self._show(interaction, Request("show", id, label=f"/meeting {title_of(view, id)}"), private)

    @app_commands.command(name="position", description=described("position"))
    @describe("position", "party", "issue", "private")
    async def position(self, interaction: Interaction, party: str, issue: str, private: bool = False) -> None:
        view = self._view
        who, what = given("party", party, parties(view)), given("issue", issue, issues(view))
        label = f"/position {view.name_of(who)} · {view.base.issues[what].name}"
        await self._show(
            interaction,
            Request("browse", "position", Slots(parties=(who,), issues=(what,)), label=label),
            private,
        )

    @app_commands.command(name="compare", description=described("compare"))
    @describe("compare", "issue", "private")
    async def compare(self, interaction: Interaction, issue: str, private: bool = False) -> None:
        what = given("issue", issue, issues(self._view))
        label = f"/compare {self.bot.desk.base.issues[what].name}"
        await self._show(
            interaction, Request("browse", "compare", Slots(issues=(what,)), label=label), private
        )

    @app_commands.command(name="quote", description=described("quote"))
    @describe("quote", "person", "issue", "private")
    async def quote(
        self,
        interaction: Interaction,
        person: str | None = None,
        issue: str | None = None,
        private: bool = False,
    ) -> None:
        view = self._view
        what = given("issue", issue, issues(view)) if issue else None
        about = [(id, quote) for id, quote in view.quotes if what is None or what in quote.issues]
        if person is None and about:
            latest = max(about, key=lambda pair: (pair[1].said.last(), pair[0]))[0]
            topic = f" {view.base.issues[what].name}" if what else ""
            await self._show(interaction, Request("show", latest, label=f"/quote{topic}"), private)
            return
        kind, _, who = (
            given("person", person, people_and_parties(view)).partition("/") if person else ("", "", "")
        )
        slots = Slots(
            people=(who,) if kind == "person" else (),
            parties=(who,) if kind == "party" else (),
            issues=(what,) if what else (),
        )
        names = [*([view.name_of(who)] if who else []), *([view.base.issues[what].name] if what else [])]
        await self._show(
            interaction, Request("browse", "quote", slots, label=f"/quote {' · '.join(names)}"), private
        )

    @app_commands.command(name="who", description=described("who"))
    @describe("who", "person", "private")
    async def who(self, interaction: Interaction, person: str, private: bool = False) -> None:
        view = self._view
        id = given("person", person, people_and_parties(view))
        label = f"/who {view.name_of(id.partition('/')[2])}"
        await self._show(interaction, Request("show", id, label=label), private)

    @day.autocomplete("strike")
    @status.autocomplete("strike")
    @timeline.autocomplete("strike")
    async def _strikes(self, interaction: Interaction, current: str) -> Choices:
        return offered(self.bot.desk, strikes, current)

    @day.autocomplete("date")
    async def _dates(self, interaction: Interaction, current: str) -> Choices:
        return dates(self.bot.desk, current)

    @meeting.autocomplete("meeting")
    async def _meetings(self, interaction: Interaction, current: str) -> Choices:
        return offered(self.bot.desk, meetings, current)

    @position.autocomplete("party")
    async def _parties(self, interaction: Interaction, current: str) -> Choices:
        return offered(self.bot.desk, parties, current)

    @position.autocomplete("issue")
    @compare.autocomplete("issue")
    @quote.autocomplete("issue")
    async def _issues(self, interaction: Interaction, current: str) -> Choices:
        return offered(self.bot.desk, issues, current)

    @quote.autocomplete("person")
    async def _speakers(self, interaction: Interaction, current: str) -> Choices:
        return offered(self.bot.desk, speakers, current)

    @who.autocomplete("person")
    async def _people(self, interaction: Interaction, current: str) -> Choices:
        return offered(self.bot.desk, people_and_parties, current)
