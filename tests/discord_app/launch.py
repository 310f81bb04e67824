"""Runs the bot against the Discord of the tests, as a process of its own: `python launch.py ADDRESS`."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import discord.http
from pydantic import SecretStr

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.clock import SystemClock
from bot.discord_app.run import run
from bot.settings import Settings
from tests.discord_app import world

if __name__ == "__main__":
    logging.basicConfig(level="DEBUG")
    discord.http.Route.BASE = sys.argv[1]
    sys.exit(run(Settings(discord_token=SecretStr("made.up.token")), world.engine(), SystemClock()))
