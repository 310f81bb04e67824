"""The figures that monitoring reads: some are pushed as things happen, some are asked for when they are read."""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

log = logging.getLogger(__name__)

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0)
"""Seconds; Discord waits for three."""
HELP = {
    "gateway_latency": "Seconds from a heartbeat to its acknowledgement, the mean of this process's shards",
    "shards": "Shards of this process that are connected",
    "base_age": "Seconds since the base in use was taken into use",
    "reloads_failed": "Reloads of the knowledge base that were refused",
    "unanswered": "Questions without an answer that wait for a moderator",
    "lost": "Records that could not be written",
}


@dataclass(frozen=True, slots=True)
class Readings:
    """Figures that other parts can tell at any time; what nobody tells is left out."""

    gateway_latency: Callable[[], float] | None = None
    shards: Callable[[], float] | None = None
    base_revision: Callable[[], str] | None = None
    base_age: Callable[[], float] | None = None
    reloads_failed: Callable[[], float] | None = None
    unanswered: Callable[[], float] | None = None
    lost: Callable[[], float] | None = None


class Metrics:
    """One for a process, with a registry of its own."""

    def __init__(self, readings: Readings | None = None) -> None:
        self.registry = CollectorRegistry()
        self._questions = Counter(
            "strikebot_questions", "Questions by outcome", ["outcome"], registry=self.registry
        )
        self._seconds = Histogram(
            "strikebot_question_seconds",
            "From a question's arrival to the end of the work on it",
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.registry.register(_Asked(readings or Readings()))

    def observe_question(self, outcome: str, seconds: float) -> None:
        """Count a question: answer, clarify, decline, or error."""
        self._questions.labels(outcome).inc()
        self._seconds.observe(seconds)

    def page(self, accept: str = "") -> tuple[bytes, str]:
        """All figures as text, and its content type, in the form that the reader takes."""
        encode, content_type = choose_encoder(accept)
        return encode(self.registry), content_type


class _Asked(Collector):
    """Asks for each reading when the page is read."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings

    def collect(self) -> Iterator[Metric]:
        for name in (field.name for field in fields(self._readings)):
            read = getattr(self._readings, name)
            if read is not None and (metric := _metric(name, read)) is not None:
                yield metric


def _metric(name: str, read: Callable[[], float | str]) -> Metric | None:
    """One figure; None where it cannot be told now: the others must not suffer for it."""
    try:
        value = read()
    except Exception:
        log.exception("the metric %s failed", name)
        return None
    if isinstance(value, str):
        return InfoMetricFamily(
            "strikebot_base", "The base in use, by the hash of its files", {"revision": value}
        )
    if not math.isfinite(value):
        return None
    if name in ("reloads_failed", "lost"):
        return CounterMetricFamily(f"strikebot_{name}", HELP[name], value)
    unit = "_seconds" if name in ("gateway_latency", "base_age") else ""
    return GaugeMetricFamily(f"strikebot_{name}{unit}", HELP[name], value)
