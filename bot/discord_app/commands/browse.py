"""The commands that browse: choose what to see from what the base holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.answering.offered_names import (
    employers,
    issues,
    meetings,
    parties,
    people_and_parties,
    speakers,
    strikes,
)
from bot.dates.partial import day_words
from bot.discord_app.card.buttons import Interaction
from bot.discord_app.card.request import Request, question
from bot.discord_app.commands.descriptions import describe, described
from bot.discord_app.errors import SorryError
from bot.discord_app.options.dates import parse_as_of, parse_day
from bot.discord_app.options.suggestions import Choices, Typed, dates, offered, typed, typed_meeting
from bot.discord_app.text.limits import CHOICES
from bot.discord_app.text.markup import escaped
from bot.discord_app.text.words import words_for
from bot.matching.slots import Slots

if TYPE_CHECKING:
    from bot.answering.known.view import View
    from bot.discord_app.questions.flow import Asking

ANY = Typed(("",))
"""Nothing was typed into an option that may be left out."""
LAST_ASKED = ("last", "last time", "last asked", "since i last asked", "i last asked", "since last time")
"""What people type, or choose, for the moment of the last reply to them."""
LATEST = ("latest", "last", "the latest", "the last", "latest meeting", "last meeting")
"""What people type for the meeting that they would get by leaving it out."""


class Browse(commands.Cog):
    """One command, one kind of question."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self.desk = asking.desk

    @property
    def _view(self) -> View:
        return self.desk.engine.view(self.desk.now())

    async def _of_strike(
        self, interaction: Interaction, kind: str, strike: str | None, private: bool | None
    ) -> None:
        chosen = typed("strike", strike, strikes(self._view)) if strike else ANY
        requests = [Request("browse", kind, Slots(strikes=(id,) if id else ())) for id in chosen.ids]
        await self.asking.browse(interaction, requests, chosen.asks, private=private)

    @app_commands.command(name="day", description=described("day"))
    @describe("day", "date", "strike", "private")
    async def day(
        self,
        interaction: Interaction,
        date: str | None = None,
        strike: str | None = None,
        private: bool | None = None,
    ) -> None:
        if date is None:
            await self._of_strike(interaction, "day", strike, private)
            return
        asked = f"What day of the strike was {day_words(parse_day(date, self._view))}?"
        chosen = typed("strike", strike, strikes(self._view)) if strike else ANY
        requests = [question(asked, strike=id or None) for id in chosen.ids]
        await self.asking.browse(interaction, requests, chosen.asks, private=private)

    @app_commands.command(name="status", description=described("status"))
    @describe("status", "strike", "private")
    async def status(
        self, interaction: Interaction, strike: str | None = None, private: bool | None = None
    ) -> None:
        await self._of_strike(interaction, "status", strike, private)

    @app_commands.command(name="timeline", description=described("timeline"))
    @describe("timeline", "strike", "private")
    async def timeline(
        self, interaction: Interaction, strike: str | None = None, private: bool | None = None
    ) -> None:
        await self._of_strike(interaction, "timeline", strike, private)

    @app_commands.command(name="meeting", description=described("meeting"))
    @describe("meeting", "meeting", "private")
    async def meeting(
        self, interaction: Interaction, meeting: str | None = None, private: bool | None = None
    ) -> None:
        if meeting is None or meeting.strip().casefold() in LATEST:
            await self._of_strike(interaction, "meeting", None, private)
            return
        await self._entry(interaction, typed_meeting(meeting, self._view), private)

    async def _entry(self, interaction: Interaction, chosen: Typed, private: bool | None) -> None:
        requests = [Request("show", id) for id in chosen.ids]
        await self.asking.browse(interaction, requests, chosen.asks, private=private)

    @app_commands.command(name="position", description=described("position"))
    @describe("position", "party", "issue", "private")
    async def position(
        self, interaction: Interaction, party: str, issue: str, private: bool | None = None
    ) -> None:
        view = self._view
        who, what = typed("party", party, parties(view)), typed("issue", issue, issues(view))
        requests = [
            Request("browse", "position", Slots(parties=(one,), issues=(other,)))
            for one in who.ids
            for other in what.ids
        ]
        await self.asking.browse(interaction, requests, who.asks or what.asks, private=private)

    @app_commands.command(name="compare", description=described("compare"))
    @describe("compare", "issue", "private")
    async def compare(
        self, interaction: Interaction, issue: str | None = None, private: bool | None = None
    ) -> None:
        what = typed("issue", issue, issues(self._view)) if issue else ANY
        requests = [Request("browse", "compare", Slots(issues=(id,) if id else ())) for id in what.ids]
        await self.asking.browse(interaction, requests, what.asks, private=private)

    @app_commands.command(name="talks", description=described("talks"))
    @describe("talks", "strike", "employer", "as_of", "private")
    async def talks(
        self,
        interaction: Interaction,
        strike: str | None = None,
        employer: str | None = None,
        as_of: str | None = None,
        private: bool | None = None,
    ) -> None:
        view = self._view
        moment = parse_as_of(as_of, view) if as_of else None
        chosen = typed("strike", strike, strikes(view)) if strike else ANY
        who = typed("party", employer, employers(view)) if employer else ANY
        requests = [
            Request(
                "browse", "talks", Slots(strikes=(one,) if one else (), parties=(other,) if other else ())
            )
            for one in chosen.ids
            for other in who.ids
        ]
        asks = chosen.asks or who.asks
        await self.asking.browse(interaction, requests, asks, private=private, as_of=moment)

    @app_commands.command(name="changed", description=described("changed"))
    @describe("changed", "since", "strike", "private")
    async def changed(
        self,
        interaction: Interaction,
        since: str | None = None,
        strike: str | None = None,
        private: bool | None = None,
    ) -> None:
        if since is None:
            await self._of_strike(interaction, "changed", strike, private)
            return
        if since.strip().casefold() in LAST_ASKED:
            await self._since_last(interaction, strike, private)
            return
        day = parse_day(since, self._view, "past")
        if day > self._view.local_day():
            raise SorryError("error.future", text=escaped(since, 100))
        chosen = typed("strike", strike, strikes(self._view)) if strike else ANY
        asked = f"What changed since {day_words(day)}?"
        requests = [question(asked, strike=id or None) for id in chosen.ids]
        await self.asking.browse(interaction, requests, chosen.asks, private=private)

    async def _since_last(self, interaction: Interaction, strike: str | None, private: bool | None) -> None:
        chosen = typed("strike", strike, strikes(self._view)) if strike else ANY
        asked = "What is new since I last asked?"
        if chosen.asks:
            requests = [question(asked, strike=id) for id in chosen.ids]
            await self.asking.browse(interaction, requests, chosen.asks, private=private)
            return
        await self.asking.ask(interaction, asked, strike=chosen.ids[0] or None, private=private)

    @app_commands.command(name="quote", description=described("quote"))
    @describe("quote", "person", "issue", "private")
    async def quote(
        self,
        interaction: Interaction,
        person: str | None = None,
        issue: str | None = None,
        private: bool | None = None,
    ) -> None:
        view = self._view
        who = typed("person", person, people_and_parties(view)) if person else ANY
        what = typed("issue", issue, issues(view)) if issue else ANY
        first = self.asking.first(interaction.guild_id)
        requests = [_quote_of(one, other, view, first) for one in who.ids for other in what.ids]
        await self.asking.browse(interaction, requests, who.asks or what.asks, private=private)

    @app_commands.command(name="who", description=described("who"))
    @describe("who", "person", "private")
    async def who(self, interaction: Interaction, person: str, private: bool | None = None) -> None:
        await self._entry(interaction, typed("person", person, people_and_parties(self._view)), private)

    @day.autocomplete("strike")
    @status.autocomplete("strike")
    @timeline.autocomplete("strike")
    @talks.autocomplete("strike")
    @changed.autocomplete("strike")
    async def _strikes(self, interaction: Interaction, current: str) -> Choices:
        return offered(self.desk, strikes, current, self.asking.first(interaction.guild_id))

    @day.autocomplete("date")
    async def _dates(self, interaction: Interaction, current: str) -> Choices:
        return dates(self.desk, current)

    @changed.autocomplete("since")
    async def _since(self, interaction: Interaction, current: str) -> Choices:
        said = words_for(interaction.locale)("changed.last-asked")
        mine = [app_commands.Choice(name=said, value="last")]
        fits = current.strip().casefold() in said.casefold()
        return [*(mine if fits else []), *dates(self.desk, current, "past")][:CHOICES]

    @talks.autocomplete("as_of")
    async def _past_dates(self, interaction: Interaction, current: str) -> Choices:
        return dates(self.desk, current, "past")

    @talks.autocomplete("employer")
    async def _employers(self, interaction: Interaction, current: str) -> Choices:
        return offered(self.desk, employers, current)

    @meeting.autocomplete("meeting")
    async def _meetings(self, interaction: Interaction, current: str) -> Choices:
        return offered(self.desk, meetings, current, self.asking.first(interaction.guild_id))

    @position.autocomplete("party")
    async def _parties(self, interaction: Interaction, current: str) -> Choices:
        return offered(self.desk, parties, current)

    @position.autocomplete("issue")
    @compare.autocomplete("issue")
    @quote.autocomplete("issue")
    async def _issues(self, interaction: Interaction, current: str) -> Choices:
        return offered(self.desk, issues, current)

    @quote.autocomplete("person")
    async def _speakers(self, interaction: Interaction, current: str) -> Choices:
        return offered(self.desk, speakers, current)

    @who.autocomplete("person")
    async def _people(self, interaction: Interaction, current: str) -> Choices:
        return offered(self.desk, people_and_parties, current)


def _quote_of(who: str, issue: str, view: View, first: str | None) -> Request:
    """The quotes of a person or a party, on an issue; of nobody, the latest one there is, of the strike that is meant first
    where it has any. Either may be empty."""
    if not who:
        about = [(id, quote) for id, quote in view.quotes if not issue or issue in quote.issues]
        about = [pair for pair in about if first in view.base.strikes_of(pair[0])] or about
        if about:
            latest = max(about, key=lambda pair: (pair[1].said.last(), pair[0]))[0]
            topic = f" {view.base.issues[issue].name}" if issue else ""
            return Request("show", latest, label=f"/quote{topic}")
    kind, _, id = who.partition("/")
    return Request(
        "browse",
        "quote",
        Slots(
            people=(id,) if kind == "person" else (),
            parties=(id,) if kind == "party" else (),
            issues=(issue,) if issue else (),
        ),
    )
