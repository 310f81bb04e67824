"""Runs the real program against the stand-in: `python launch.py API GATEWAY [--name=value …] [--hook:name=value …] -- run …`.

Only addresses and waiting times of discord.py are set before its own main is called, and what hooks.py offers.
"""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import Any

import discord.gateway
import discord.http
import yarl

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.__main__ import main
from tests.standin import hooks

HOOK = "--hook:"


def point_at(api: str, gateway: str) -> None:
    discord.http.Route.BASE = api
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


def shorten(seconds: dict[str, float]) -> None:
    """Other waiting times than discord.py's own, for what takes a minute there."""
    original = discord.Client.__init__

    @functools.wraps(original)
    def made(self: discord.Client, **options: Any) -> None:  # noqa: ANN401
        original(self, **{**options, **seconds})

    discord.Client.__init__ = made  # type: ignore[method-assign]


if __name__ == "__main__":
    own, rest = sys.argv[1 : sys.argv.index("--")], sys.argv[sys.argv.index("--") + 1 :]
    point_at(own[0], own[1])
    for one in own[2:]:
        if one.startswith(HOOK):
            hooks.hang(*one.removeprefix(HOOK).split("=", 1))
    waits = [one.removeprefix("--").partition("=") for one in own[2:] if not one.startswith(HOOK)]
    shorten({name: float(value) for name, _, value in waits})
    sys.argv = ["strikebot", *rest]
    main()
