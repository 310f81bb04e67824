"""What monitoring is told of a running bot: its checks and its figures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.ops.health import Health
from bot.ops.metrics import Metrics, Readings

if TYPE_CHECKING:
    from bot.discord_app.client import Strikebot
    from bot.discord_app.inflight import Work
    from bot.discord_app.pulse import Pulse


def health_of(bot: Strikebot, pulse: Pulse) -> Health:
    """Alive while no shard is dead and the loop answers; ready while all are connected and there is a base."""

    def base() -> str | None:
        return None if bot.desk.base.strikes else "the knowledge base is empty"

    return Health(live={"gateway": pulse.dead}, ready={"connected": pulse.away, "base": base})


def metrics_of(bot: Strikebot, pulse: Pulse) -> Metrics:
    """The figures of a bot; its questions are counted from now on."""
    metrics = Metrics(
        Readings(
            gateway_latency=lambda: bot.latency if bot.shards else math.nan,
            shards=pulse.connected,
            base_revision=lambda: bot.desk.base.revision,
        )
    )

    def count(work: Work, seconds: float) -> None:
        if work.outcome:
            metrics.observe_question(work.outcome, seconds)

    bot.inflight.finished = count
    return metrics
