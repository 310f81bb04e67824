"""What moderators are told without asking, and the state of the base when they ask: problems, reloads, the digest."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.discord_app.kb import cards, lists
from bot.discord_app.kb.cards import BoundedText
from bot.discord_app.kb.phrases import KB
from bot.discord_app.text.markup import escaped, small
from bot.errors import StrikebotError
from bot.live.changes import Refused, Swapped
from bot.moderating.edit_plan import sort_of
from bot.moderating.questions import digest, lines

if TYPE_CHECKING:
    import discord

    from bot.discord_app.kb.dispatch import KbDesk
    from bot.knowledge.problems import Problem
    from bot.live.changes import Change

WEEK = dt.timedelta(days=7)
SHOWN = 15
MOST_ASKED = 10


async def status(kb: KbDesk) -> discord.ui.LayoutView:
    """The card of `/kb status`."""
    records = kb.editor.records
    questions = proposals = suggested = 0
    reachable = True
    try:
        questions, proposals = len(await records.waiting()), len(await records.proposals())
        suggested = len(await records.suggestions.waiting())
    except StrikebotError:
        reachable = False
    lost = dict(records.lost)
    return lists.status(
        kb.editor.keeper,
        questions=questions,
        proposals=proposals,
        suggested=suggested,
        reachable=reachable,
        lost=lost,
    )


async def reloaded(kb: KbDesk) -> discord.ui.LayoutView:
    """Read the files now, and say what came of it."""
    keeper = kb.editor.keeper
    before = keeper.engine.base.revision
    await keeper.reload()
    errors = [problem for problem in keeper.problems if problem.level == "error"]
    text = BoundedText()
    if errors:
        text.add(KB("reload.refused", revision=before))
        text.items(str(problem) for problem in errors)
    elif keeper.engine.base.revision == before:
        text.add(KB("reload.same", revision=before))
    else:
        text.add(KB("reload.done", revision=keeper.engine.base.revision))
    return cards.view(cards.box("clarify" if errors else "answer", str(text)))


@dataclass(frozen=True, slots=True)
class News:
    """What the moderators' channel is to be told of a change in the files; `key` names the sentences."""

    key: Literal["refused", "checks"]
    problems: tuple[Problem, ...]

    @property
    def digest(self) -> str:
        """The same in every process."""
        told = sorted((one.file, one.path, one.found, one.expected) for one in self.problems)
        return hashlib.blake2b(repr((self.key, told)).encode(), digest_size=10).hexdigest()


def news_of(change: Change) -> News | None:
    """Files that cannot be used, or checks that fail since a reload; None of any other change."""
    if isinstance(change, Refused):
        return News("refused", tuple(one for one in change.problems if one.level == "error"))
    if isinstance(change, Swapped) and change.problems:
        return News("checks", change.problems)
    return None


def told_card(news: News, revision: str) -> discord.ui.LayoutView:
    text = BoundedText()
    text.add(KB(f"told.{news.key}"))
    tail = KB(f"told.{news.key}-tail", revision=revision)
    text.room -= len(tail) + 60
    text.items(str(problem) for problem in news.problems[:SHOWN])
    if len(news.problems) > SHOWN:
        text.add(small(KB("status.more", count=len(news.problems) - SHOWN)))
    text.room += len(tail) + 60
    text.add(tail)
    return cards.view(cards.box("clarify", str(text)))


async def digest_card(kb: KbDesk) -> discord.ui.LayoutView:
    """What was asked most, what waits for an answer, what is due to be looked at again."""
    editor = kb.editor
    now = editor.clock.now()
    groups = await kb.groups()
    asked = await editor.records.most_asked((now - WEEK).date(), MOST_ASKED)
    edits = [edit for edit in await editor.records.history(200) if now - edit.at <= WEEK]
    made = await asyncio.to_thread(
        digest,
        editor.keeper.engine,
        groups,
        asked,
        now,
        problems=editor.keeper.problems,
        edits=Counter(sort_of(edit) for edit in edits),
    )
    text = BoundedText()
    for section in lines(made):
        text.add(f"### {escaped(section.heading, 200)}")
        text.items(section.items)
    if suggested := len(await editor.records.suggestions.waiting()):
        text.add(KB("digest.suggested", suggested=cards.plural(suggested, "message")))
    return cards.view(cards.box("answer", str(text)))
