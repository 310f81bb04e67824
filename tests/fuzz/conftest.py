"""The town and the house of the moderators, for what is pressed."""

from tests.discord_app.conftest import clock, config, engine, simcord_bot, town
from tests.discord_app.kb.conftest import house

__all__ = ["clock", "config", "engine", "house", "simcord_bot", "town"]
