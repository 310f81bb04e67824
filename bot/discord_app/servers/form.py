"""The form of `/setup`: four menus, filled in with what is set, and what was chosen in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.answering.offered_names import strikes
from bot.discord_app.servers.settings import channels_left
from bot.discord_app.text.limits import LABEL_TEXT, MODAL_TITLE, OPTION_TEXT, SELECT_OPTIONS, clip, walk
from bot.discord_app.text.words import LANGUAGES
from bot.records.servers import Server

if TYPE_CHECKING:
    from bot.answering.known.view import View
    from bot.discord_app.text.words import Words

CUSTOM_ID = "su:form"
NONE, PRIVATE, PUBLIC = "*", "private", "public"
CHANNELS = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
    discord.ChannelType.category,
]


def form(server: Server, guild: discord.Guild | None, view: View, words: Words) -> ui.Modal:
    """Filled in with what a server has set. Nothing of it is kept while it is open."""
    modal = ui.Modal(title=clip(words("setup.form"), MODAL_TITLE), custom_id=CUSTOM_ID)
    chosen = channels_left(server, guild)[:SELECT_OPTIONS]
    for name, item in {
        "strike": _menu("strike", _strikes(server, view, words)),
        "channels": ui.ChannelSelect[Any](
            custom_id="channels",
            channel_types=CHANNELS,
            required=False,
            min_values=0,
            max_values=SELECT_OPTIONS,
            default_values=[
                discord.SelectDefaultValue(id=id, type=discord.SelectDefaultValueType.channel)
                for id in chosen
            ],
        ),
        "language": _menu("language", _languages(server, words)),
        "answers": _menu("answers", _answers(server, words)),
    }.items():
        text, hint = words(f"setup.form.{name}"), words(f"setup.form.{name}-hint")
        modal.add_item(
            ui.Label(text=clip(text, LABEL_TEXT), description=clip(hint, OPTION_TEXT), component=item)
        )
    modal.stop()
    return modal


def _menu(name: str, options: list[discord.SelectOption]) -> ui.Select[Any]:
    return ui.Select[Any](custom_id=name, options=options, required=True)


def _option(label: str, value: str, chosen: str) -> discord.SelectOption:
    return discord.SelectOption(label=clip(label, OPTION_TEXT), value=value, default=value == chosen)


def _strikes(server: Server, view: View, words: Words) -> list[discord.SelectOption]:
    """None, and the strikes as far as a menu has room, the one that is set in any case."""
    on = {strike.id for strike in view.ongoing()}
    known = sorted(strikes(view), key=lambda one: (one.id != server.strike, one.id not in on))
    shown = [one for one in known if len(one.id) <= OPTION_TEXT][: SELECT_OPTIONS - 1]
    chosen = server.strike if server.strike in {one.id for one in shown} else NONE
    none = _option(words("setup.form.strike-none"), NONE, chosen)
    return [none, *(_option(one.name, one.id, chosen) for one in shown)]


def _languages(server: Server, words: Words) -> list[discord.SelectOption]:
    chosen = server.language if server.language in LANGUAGES else NONE
    own = _option(words("setup.language.own"), NONE, chosen)
    return [own, *(_option(words(f"setup.language.{name}"), name, chosen) for name in LANGUAGES)]


def _answers(server: Server, words: Words) -> list[discord.SelectOption]:
    chosen = PRIVATE if server.private else PUBLIC
    return [_option(words(f"setup.form.{value}"), value, chosen) for value in (PUBLIC, PRIVATE)]


def filled_in(guild: int, view: View, data: dict[str, Any]) -> Server:
    """What was chosen. ValueError where Discord has sent what no menu of ours holds."""
    values = {
        part["custom_id"]: list(part.get("values") or ())
        for part in walk(data.get("components", []))
        if part.get("custom_id")
    }
    strike, language, answers = (
        (values.get(name) or [NONE])[0] for name in ("strike", "language", "answers")
    )
    known = {one.id for one in view.strikes}
    if strike not in known | {NONE} or language not in {NONE, *LANGUAGES}:
        raise ValueError("no menu holds what was chosen")
    return Server(
        guild=guild,
        strike="" if strike == NONE else strike,
        channels=tuple(map(int, values.get("channels", [])))[:SELECT_OPTIONS],
        language="" if language == NONE else language,
        private=answers == PRIVATE,
    )
