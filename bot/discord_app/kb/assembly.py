"""Puts the moderators' part together from what the bot was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord_app.kb.background import BackgroundWork
from bot.discord_app.kb.dispatch import KbDesk
from bot.discord_app.kb.drafts import Drafts
from bot.discord_app.kb.keepers import Keepers
from bot.discord_app.kb.reviews import Reviews
from bot.discord_app.kb.workbench import Workbench
from bot.moderating.editor import Editor
from bot.moderating.pages.page_reader import PageReader

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.discord_app.config import BotConfig
    from bot.discord_app.questions.moderators import ModeratorChannel


def furnish(
    config: BotConfig, clock: Clock, tray: ModeratorChannel
) -> tuple[KbDesk | None, BackgroundWork | None]:
    """What moderators press, where there are home servers; and what goes on beside, where there are records."""
    keeper, records = config.keeper, config.records
    if keeper is None or records is None:
        return None, None
    kb = keepers = None
    if config.moderators.home_guilds:
        editor = Editor(keeper, records, clock, review=config.review_edits)
        reviews = Reviews(editor, tray)
        workbench = Workbench(editor, Drafts(records, clock, editor.free), reviews)
        pages = PageReader(config.fetching, clock) if config.fetching else None
        kb = KbDesk(editor, workbench, reviews, config.moderators, pages)
        keepers = Keepers(tray.client, config.moderators, editor, tray)
    return kb, BackgroundWork(keeper, records, tray, clock, kb, keepers)
