"""The demo: the real bot in a simulated Discord, on a page of this computer. No account, no token, no network."""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING

from bot.exits import ExitCode

if TYPE_CHECKING:
    from bot.answering.engine import Engine
    from bot.clock import Clock
    from bot.settings import Settings

NEEDED = ("simcord", "aiohttp", "markdown_it", "linkify_it", "regex", "PIL")
"""What the extra `demo` brings: the simulated Discord, and what its page needs."""
NO_EXTRA = (
    "The demo needs the package {package}, which is not installed:"
    " run `make demo`, or `pip install 'strikebot[demo]'`."
)


def run(settings: Settings, engine: Engine, clock: Clock, *, open_browser: bool | None = None) -> ExitCode:
    """Serve the demo until Ctrl-C or SIGTERM; what a person has to put right is said on stderr.

    Without `open_browser`, a browser opens where a person sits at a terminal.
    """
    missing = next((name for name in NEEDED if importlib.util.find_spec(name) is None), None)
    if missing:
        return _refuse(NO_EXTRA.format(package=missing))
    from bot.demo.page import PortError, serve

    at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    opening = at_terminal if open_browser is None else open_browser
    try:
        serve(
            engine,
            clock,
            settings.knowledge_dir,
            live=settings.as_of is None,
            port=settings.port,
            open_browser=opening,
        )
    except PortError as error:
        return _refuse(str(error))
    return ExitCode.OK


def _refuse(sentence: str) -> ExitCode:
    sys.stderr.write(f"{sentence}\n")
    return ExitCode.CONFIGURATION
