"""The bot's own sentences to moderators, from sentences.json. They are in English, as the knowledge files are."""

from __future__ import annotations

import json
from importlib.resources import files

from bot.discord_app.text.words import Words

KB = Words(json.loads((files("bot.discord_app.kb") / "sentences.json").read_text("utf-8")))
