"""The demo: the real bot in a simulated Discord, on a page of this computer. No account, no token, no network."""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING

from bot.clock import FixedClock, SystemClock

if TYPE_CHECKING:
    from bot.answering.engine import Engine
    from bot.clock import Clock
    from bot.settings import Settings

OK = 0
CONFIGURATION = 78
"""EX_CONFIG of sysexits.h: a person has to change a setting first."""
NEEDED = ("simcord", "aiohttp", "markdown_it", "linkify_it", "regex", "PIL")
"""What the extra `demo` brings: the simulated Discord, and what its page needs."""
NO_EXTRA = (
    "The demo needs the package {package}, which is not installed:"
    " run `make demo`, or `pip install 'strikebot[demo]'`."
)


def run_demo(settings: Settings, port: int, open_browser: bool) -> int:
    """Serve the demo of the base in `settings.knowledge_dir` until Ctrl-C or SIGTERM; the exit code.

    KnowledgeError where the base cannot be used; everything else that a person has to mend is said on stderr.
    """
    from bot.answering.engine import Engine
    from bot.knowledge.files import load

    engine = Engine(load(settings.knowledge_dir))
    clock = FixedClock(settings.as_of) if settings.as_of else SystemClock()
    return run(settings.model_copy(update={"port": port}), engine, clock, open_browser=open_browser)


def run(settings: Settings, engine: Engine, clock: Clock, *, open_browser: bool | None = None) -> int:
    """The same, with an engine; without `open_browser`, a browser opens where a person sits at a terminal."""
    missing = next((name for name in NEEDED if importlib.util.find_spec(name) is None), None)
    if missing:
        sys.stderr.write(f"{NO_EXTRA.format(package=missing)}\n")
        return CONFIGURATION
    from bot.demo.page import PortError, serve

    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    try:
        serve(
            engine,
            clock,
            live=settings.as_of is None,
            port=settings.port,
            open_browser=at_terminal if open_browser is None else open_browser,
        )
    except PortError as error:
        sys.stderr.write(f"{error}\n")
        return CONFIGURATION
    return OK
