"""What the bot is given when it starts, beside the engine and the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.discord_app.delivery.deliver import PATIENCE
from bot.discord_app.questions.moderators import Moderators

if TYPE_CHECKING:
    from pathlib import Path

    from bot.identifying import Gate
    from bot.live.keeper import Keeper
    from bot.moderating.links.reach import Network
    from bot.records.store import Records


@dataclass(frozen=True, slots=True)
class BotConfig:
    """Everything that is settled once. `live`: the clock tells the present.

    Where a `keeper` holds the engine and there are `records`, questions are kept and the moderators of the home servers
    can edit; whoever runs the bot starts and stops its `house`, which watches the files.
    """

    live: bool = True
    moderators: Moderators = field(default_factory=Moderators)
    keeper: Keeper | None = None
    records: Records | None = None
    review_edits: bool = False
    fetching: Network | None = None
    """Through what the pages of new sources are read; None: none is."""
    unanswered_days: int = 90
    state_dir: Path | None = None
    patience: float = PATIENCE
    shard_count: int | None = None
    shard_ids: tuple[int, ...] | None = None
    gate: Gate | None = None
    site_dir: Path | None = None
    site_url: str = ""
