"""What monitoring is told of a running bot: its checks and its figures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.ops.health import Health
from bot.ops.metrics import Metrics, Readings

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.discord_app.client import Strikebot
    from bot.discord_app.delivery.inflight import InFlightWork
    from bot.discord_app.lifecycle.gateway_health import GatewayHealth


def health_of(bot: Strikebot, pulse: GatewayHealth) -> Health:
    """Alive while no shard is dead and the loop answers; ready while all are connected and there is a base."""

    def base() -> str | None:
        return None if bot.desk.base.strikes else "the knowledge base is empty"

    health = Health(live={"gateway": pulse.dead}, ready={"connected": pulse.away, "base": base})
    if (records := bot.config.records) is not None:

        async def kept() -> str | None:
            return None if await records.ping() else "the records cannot be reached"

        health.ready["records"] = kept
    return health


def _of_the_house(bot: Strikebot) -> dict[str, Callable[[], float]]:
    """What the keeper of the base and the records tell, where there are any."""
    keeper, records, house = bot.config.keeper, bot.config.records, bot.house
    if keeper is None or records is None or house is None:
        return {}
    return {
        "base_age": lambda: (bot.desk.clock.now() - keeper.since).total_seconds(),
        "reloads_failed": lambda: keeper.failures,
        "unanswered": lambda: house.unanswered,
        "lost": lambda: sum(records.lost.values()),
    }


def metrics_of(bot: Strikebot, pulse: GatewayHealth) -> Metrics:
    """The figures of a bot; its questions are counted from now on."""
    metrics = Metrics(
        Readings(
            gateway_latency=lambda: bot.latency if bot.shards else math.nan,
            shards=pulse.connected,
            base_revision=lambda: bot.desk.base.revision,
            **_of_the_house(bot),
        )
    )

    def count(work: InFlightWork, seconds: float) -> None:
        if work.outcome:
            metrics.observe_question(work.outcome, seconds)

    bot.inflight.finished = count
    return metrics
