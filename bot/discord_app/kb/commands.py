"""`/kb`: what moderators keep the knowledge base with. In the home servers only; elsewhere Discord does not know it."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering.offered_names import strikes
from bot.dates.as_of import as_kept
from bot.discord_app.card.buttons import Interaction
from bot.discord_app.card.layout import sentence
from bot.discord_app.card.request import QUESTION_LIMIT
from bot.discord_app.delivery.deliver import QUIET, defer, deliver
from bot.discord_app.kb import lists, notices
from bot.discord_app.kb.entry_options import entries, strikes_typed, titles, typed_entry
from bot.discord_app.kb.entry_parts import revise
from bot.discord_app.kb.pages import add_from_page
from bot.discord_app.kb.phrases import KB
from bot.discord_app.kb.tried_card import tried_card
from bot.discord_app.kb.uploads import read_upload
from bot.discord_app.options.dates import parse_as_of
from bot.discord_app.options.suggestions import Choices, Typed, given, offered
from bot.discord_app.text.markup import clean, escaped
from bot.errors import StrikebotError
from bot.knowledge.model.models import URL_LIMIT
from bot.moderating.archive import zipped
from bot.moderating.forms import NEWS
from bot.moderating.works import KeepCheck, Revise, Withdraw

if TYPE_CHECKING:
    from bot.discord_app.kb.dispatch import KbDesk
    from bot.discord_app.questions.desk import Desk

Question = app_commands.Range[str, 1, QUESTION_LIMIT]
Address = app_commands.Range[str, 1, URL_LIMIT]
LAST = 999_999_999
"""The largest number of an edit: databases count no further than twice that."""


def _for_the_home_servers(group: app_commands.Group, *, roles: bool) -> None:
    """In servers only. Without roles only those who may manage the server see it; Discord cannot be told of roles, so with
    them everybody in a home server does. Who may use it is checked each time in any case."""
    group.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=False, private_channel=False
    )
    group.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
    group.default_permissions = None if roles else discord.Permissions(manage_guild=True)


class Kb(commands.GroupCog, group_name="kb", group_description="Keep the knowledge base true"):
    """One command, one thing to do; the forms and buttons are the workbench's."""

    add = app_commands.Group(name="add", description="Add to the knowledge base")

    def __init__(self, desk: Desk, kb: KbDesk) -> None:
        self.desk = desk
        self.kb = kb
        group = self.__cog_app_commands_group__
        if group is not None:
            _for_the_home_servers(group, roles=bool(kb.moderators.roles))

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        try:
            self.kb.admit(interaction)
        except StrikebotError as error:
            raise app_commands.CheckFailure from error
        return True

    @add.command(name="meeting", description="A meeting, a bargaining session, a call between the sides")
    async def add_meeting(self, interaction: Interaction) -> None:
        await self.kb.workbench.add(interaction, "meeting")

    @add.command(name="position", description="What a side wants, offers or refuses")
    async def add_position(self, interaction: Interaction) -> None:
        await self.kb.workbench.add(interaction, "position")

    @add.command(name="quote", description="Somebody's own words")
    async def add_quote(self, interaction: Interaction) -> None:
        await self.kb.workbench.add(interaction, "quote")

    @add.command(name="event", description="Anything else with a date: a vote, a march, a ruling")
    async def add_event(self, interaction: Interaction) -> None:
        await self.kb.workbench.add(interaction, "event")

    @add.command(name="source", description="An article, a letter, a press release")
    @app_commands.describe(address="The page: what it says of itself is filled in")
    async def add_source(self, interaction: Interaction, address: Address | None = None) -> None:
        if address is None or not clean(address):
            await self.kb.workbench.add(interaction, "source")
        else:
            await add_from_page(self.kb.workbench, self.kb.pages, interaction, clean(address))

    @add.command(name="answer", description="An answer to a question that no other entry answers")
    async def add_answer(self, interaction: Interaction) -> None:
        await self.kb.workbench.add(interaction, "answer")

    @add.command(name="person", description="Somebody who takes part")
    async def add_person(self, interaction: Interaction) -> None:
        await self.kb.workbench.add(interaction, "person")

    @add.command(name="party", description="A union, an employer, an association, a public body")
    async def add_party(self, interaction: Interaction) -> None:
        await self.kb.workbench.add(interaction, "party")

    @add.command(name="issue", description="What is bargained over")
    async def add_issue(self, interaction: Interaction) -> None:
        await self.kb.workbench.add(interaction, "issue")

    @add.command(name="strike", description="A strike, or a contract that is settled without one")
    async def add_strike(self, interaction: Interaction) -> None:
        await self.kb.workbench.add(interaction, "strike")

    @app_commands.command(
        name="strike", description="What happened to a strike: began, a deal, ended, still on …"
    )
    @app_commands.describe(what="What happened", strike="Which strike; the one that is on if left out")
    @app_commands.choices(what=[app_commands.Choice(name=name, value=kind) for kind, name in NEWS.items()])
    async def strike(
        self, interaction: Interaction, what: app_commands.Choice[str], strike: str | None = None
    ) -> None:
        desk = self.desk
        known = await asyncio.to_thread(strikes, desk.engine.archive(desk.now()))
        chosen = given("strike", strike, known) if strike else self.kb.only_strike(what.value)
        await self.kb.workbench.add(interaction, what.value, strike=chosen)

    @app_commands.command(name="teach", description="Make an entry answer a question, in people's own words")
    @app_commands.describe(
        question="As people ask it", entry="Which entry should answer; the nearest if left out"
    )
    async def teach(self, interaction: Interaction, question: Question, entry: str | None = None) -> None:
        await defer(interaction, private=True, thinking=True)
        chosen = await self._entry(entry) if entry else Typed(("",))
        among = await self._among(chosen)
        work = await self.kb.teaching(clean(question), "" if among else chosen.ids[0], among=among)
        await self.kb.workbench.start(interaction, work)

    @app_commands.command(name="try", description="Ask, and see why the bot answers as it does")
    @app_commands.describe(question="The question to try", as_of="As of the end of this day")
    async def try_(self, interaction: Interaction, question: Question, as_of: str | None = None) -> None:
        await defer(interaction, private=True, thinking=True)
        desk = self.desk
        moment = parse_as_of(as_of, desk.engine.view(desk.now())) if as_of else desk.now()
        reply = await asyncio.to_thread(desk.engine.ask, clean(question), moment, live=as_of is None)
        check = KeepCheck(
            question=clean(question),
            reply=reply.kind,
            entry=reply.entries[0] if reply.kind == "answer" and reply.entries else None,
            as_of=as_kept(moment, desk.base.zone) if as_of else None,
        )
        draft = await self.kb.workbench.drafts.keep(interaction.user.id, check)
        await deliver(interaction, tried_card(reply, draft.id), private=True)

    @app_commands.command(
        name="check", description="Check a knowledge file, see what it would change, and apply it"
    )
    @app_commands.describe(
        file="A knowledge file, such as meetings.yaml", strike="Whose file it is, if that is not clear"
    )
    async def check(
        self, interaction: Interaction, file: discord.Attachment, strike: str | None = None
    ) -> None:
        view = self.desk.engine.view(self.desk.now())
        chosen = given("strike", strike, strikes(view)) if strike else None
        await defer(interaction, private=True, thinking=True)
        await self.kb.workbench.start(interaction, await read_upload(file, chosen, self.kb.editor))

    @app_commands.command(name="export", description="All knowledge files, as they are")
    async def export(self, interaction: Interaction) -> None:
        await defer(interaction, private=True, thinking=True)
        packed = await zipped(self.kb.editor)
        file = discord.File(io.BytesIO(packed.content), f"knowledge-{packed.revision}.zip")
        done = "export.in-part" if packed.problems else "export.done"
        why = escaped("; ".join(map(str, packed.problems[:3])), 600)
        await interaction.edit_original_response(
            content=KB(done, revision=packed.revision, why=why), attachments=[file], allowed_mentions=QUIET
        )

    @app_commands.command(name="edit", description="Change what stands in an entry")
    @app_commands.describe(
        entry="Which entry", reason="Why, where it corrects something: members can read it"
    )
    async def edit(
        self, interaction: Interaction, entry: str, reason: app_commands.Range[str, 0, 500] = ""
    ) -> None:
        chosen = await self._entry(entry, sources=True)
        among = await self._among(chosen)
        work = Revise(entry="" if among else chosen.ids[0], reason=clean(reason), others=among)
        await revise(self.kb.workbench, interaction, work)

    @app_commands.command(name="withdraw", description="Take an entry out of use, with the reason")
    @app_commands.describe(entry="Which entry", reason="Why: members can read it")
    async def withdraw(
        self, interaction: Interaction, entry: str, reason: app_commands.Range[str, 3, 500]
    ) -> None:
        await defer(interaction, private=True, thinking=True)
        chosen = await self._entry(entry)
        among = await self._among(chosen)
        work = Withdraw(entry="" if among else chosen.ids[0], reason=clean(reason), others=among)
        await self.kb.workbench.start(interaction, work)

    @app_commands.command(name="history", description="Who changed what, and when")
    @app_commands.describe(entry="Only the edits of this entry")
    async def history(self, interaction: Interaction, entry: str | None = None) -> None:
        await defer(interaction, private=True, thinking=True)
        records = self.kb.editor.records
        found = await self._entry(entry) if entry else None
        if found is not None and (among := await self._among(found)):
            await deliver(interaction, lists.whose_history(found, among), private=True)
            return
        chosen = found.ids[0] if found else None
        waiting = [] if chosen else await records.proposals()
        edits = await records.history(lists.EDITS + 1, entry=chosen)
        await deliver(interaction, lists.history(edits, waiting, chosen or ""), private=True)

    @app_commands.command(name="undo", description="Take an edit back")
    @app_commands.describe(edit="The number of the edit; the latest one if left out")
    async def undo(
        self, interaction: Interaction, edit: app_commands.Range[int, 1, LAST] | None = None
    ) -> None:
        await defer(interaction, private=True, thinking=True)
        await self.kb.workbench.start(interaction, await self.kb.editor.undo_of(edit))

    @app_commands.command(name="unanswered", description="What people asked and did not get")
    async def unanswered(self, interaction: Interaction) -> None:
        await defer(interaction, private=True, thinking=True)
        await deliver(interaction, lists.unanswered(await self.kb.groups(), 0, self.kb.zone), private=True)

    @app_commands.command(name="suggested", description="Messages that members suggest for the base")
    async def suggested(self, interaction: Interaction) -> None:
        await defer(interaction, private=True, thinking=True)
        await self.kb.suggested.list(interaction)

    @app_commands.command(name="status", description="The state of the base, and what waits")
    async def status(self, interaction: Interaction) -> None:
        await defer(interaction, private=True, thinking=True)
        await deliver(interaction, await notices.status(self.kb), private=True)

    @app_commands.command(name="reload", description="Read the knowledge files again, now")
    async def reload(self, interaction: Interaction) -> None:
        await defer(interaction, private=True, thinking=True)
        await deliver(interaction, await notices.reloaded(self.kb), private=True)

    @app_commands.command(
        name="digest", description="Post what waits and what is due in the moderators' channel"
    )
    async def digest(self, interaction: Interaction) -> None:
        await defer(interaction, private=True, thinking=True)
        card = await notices.digest_card(self.kb)
        posted = await self.kb.reviews.tray.show(card)
        await deliver(interaction, sentence(KB("digest.posted")) if posted else card, private=True)

    async def _entry(self, text: str, *, sources: bool = False) -> Typed:
        return await asyncio.to_thread(typed_entry, self.desk, text, sources=sources)

    async def _among(self, found: Typed) -> tuple[tuple[str, str], ...]:
        """What there is to choose from, where it is not clear which entry is meant."""
        return await asyncio.to_thread(titles, self.desk, found.ids) if found.asks else ()

    @teach.autocomplete("entry")
    @withdraw.autocomplete("entry")
    @history.autocomplete("entry")
    async def _entries(self, interaction: Interaction, current: str) -> Choices:
        allowed = self.kb.moderators.keep(interaction)
        return await asyncio.to_thread(entries, self.desk, current) if allowed else []

    @edit.autocomplete("entry")
    async def _entries_and_sources(self, interaction: Interaction, current: str) -> Choices:
        allowed = self.kb.moderators.keep(interaction)
        return await asyncio.to_thread(entries, self.desk, current, sources=True) if allowed else []

    @strike.autocomplete("strike")
    async def _all_strikes(self, interaction: Interaction, current: str) -> Choices:
        allowed = self.kb.moderators.keep(interaction)
        return await asyncio.to_thread(strikes_typed, self.desk, current) if allowed else []

    @check.autocomplete("strike")
    async def _strikes(self, interaction: Interaction, current: str) -> Choices:
        return offered(self.desk, strikes, current)

    @try_.autocomplete("question")
    @teach.autocomplete("question")
    async def _questions(self, interaction: Interaction, current: str) -> Choices:
        if not self.kb.moderators.keep(interaction):
            return []
        try:
            groups = await self.kb.groups()
        except StrikebotError:
            return []  # the records are away: nothing to suggest
        typed = current.casefold()
        names = [group.name for group in groups if typed in group.name.casefold()]
        return [app_commands.Choice(name=name[:100], value=name[:100]) for name in names if len(name) <= 100][
            :25
        ]
