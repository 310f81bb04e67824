"""Whether the bot lives, and whether it is ready: named checks that other parts give."""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds for one check; probes wait longer."""

Check = Callable[[], str | Awaitable[str | None] | None]
"""What is wrong, in a few words without anything secret; None where nothing is."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong, by the name of the check; `ok` of those that found nothing."""

    found: Mapping[str, str]

    @property
    def healthy(self) -> bool:
        return all(text == "ok" for text in self.found.values())


@dataclass
class Health:
    """`live`: what a restart would mend. `ready`: what passes, and must pass before a new version replaces this one."""

    live: dict[str, Check] = field(default_factory=dict)
    ready: dict[str, Check] = field(default_factory=dict)
    patience: float = PATIENCE

    async def liveness(self) -> Report:
        return await self._report(self.live)

    async def readiness(self) -> Report:
        return await self._report({**self.live, **self.ready})

    async def _report(self, checks: Mapping[str, Check]) -> Report:
        found = await asyncio.gather(*(self._ask(name, check) for name, check in checks.items()))
        return Report(dict(zip(checks, found, strict=True)))

    async def _ask(self, name: str, check: Check) -> str:
        try:
            wrong = check()
            if inspect.isawaitable(wrong):
                wrong = await asyncio.wait_for(wrong, self.patience)
        except TimeoutError:
            return f"no answer within {self.patience:g} s"
        except Exception as error:
            log.exception("the health check %s failed", name)
            return f"the check failed: {type(error).__name__}"
        return wrong or "ok"
