"""The bot's own sentences in every language, from locales/*.json, and the translator of the commands."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location

from bot.answering.translation.words import clock, plain_date
from bot.discord_app.text.limits import COMMAND_DESCRIPTION, COMMAND_NAME, clip

if TYPE_CHECKING:
    from collections.abc import Mapping


class Words:
    """The sentences of one language; what it lacks is said in English."""

    def __init__(self, texts: Mapping[str, str], fallback: Words | None = None, language: str = "en") -> None:
        self.language = language
        self._texts = texts
        self._fallback = fallback

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of a key, its `{names}` filled in; KeyError where English lacks it too."""
        if key not in self._texts and self._fallback is not None:
            return self._fallback(key, **values)
        return self._texts[key].format(**values)

    def date(self, english: str) -> str:
        """A date in English words, as this language has it: `2 de mayo de 2023`."""
        return plain_date(english) if self.language == "es" else english

    def zone(self, english: str) -> str:
        """The name of a zone's time: `hora del Pacífico`."""
        return clock(english) if self.language == "es" else english

    def known(self) -> frozenset[str]:
        """What this language has a sentence for, by itself."""
        return frozenset(self._texts)

    def find(self, key: str) -> str | None:
        """The bare sentence of a key, where this language has it."""
        return self._texts.get(key)


def _read() -> dict[str, dict[str, str]]:
    folder = files("bot.discord_app.text") / "locales"
    return {
        entry.name.removesuffix(".json"): json.loads(entry.read_text("utf-8"))
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".json")
    }


_FILES = _read()
EN = Words(_FILES["en"])
LANGUAGES: Mapping[str, Words] = {
    name: EN if name == "en" else Words(texts, EN, name) for name, texts in _FILES.items()
}


def words_for(locale: discord.Locale | str | None) -> Words:
    """The sentences for one of Discord's locales (`es-419` is Spanish), else English."""
    code = str(locale or "en")
    return LANGUAGES.get(code) or LANGUAGES.get(code.split("-")[0]) or EN


def command_key(context: app_commands.TranslationContextTypes) -> str | None:
    """The key of a command's or option's text in the locale files."""
    match context.location:
        case Location.command_name | Location.group_name:
            return f"commands.{context.data.qualified_name}.name"
        case Location.command_description | Location.group_description:
            return f"commands.{context.data.qualified_name}.description"
        case Location.parameter_name:
            return f"options.{context.data.name}.name"
        case Location.parameter_description:
            return f"commands.{context.data.command.qualified_name}.{context.data.name}"
    return None


class CommandTranslator(app_commands.Translator):
    """Gives Discord the names and descriptions of the commands in every language there is a file for."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        key = command_key(context)
        words = LANGUAGES.get(locale.value) or LANGUAGES.get(locale.value.split("-")[0])
        text = words.find(key) if words is not None and key is not None else None
        return (
            clip(text, COMMAND_NAME if key and key.endswith(".name") else COMMAND_DESCRIPTION)
            if text
            else None
        )
