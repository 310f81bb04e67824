"""What the commands about the bot itself read of it, at each use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.discord_app.config import BotConfig
    from bot.discord_app.following.teller import Teller
    from bot.discord_app.kb.dispatch import KbDesk
    from bot.discord_app.questions.desk import Desk
    from bot.discord_app.questions.flow import Asking


class Host(Protocol):
    """The bot, or whatever has the same parts."""

    config: BotConfig
    desk: Desk
    asking: Asking
    teller: Teller | None
    kb: KbDesk | None
    command_ids: dict[str, int]
