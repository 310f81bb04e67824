"""The form of `/follow`: five menus, and what was chosen in them. What else was set goes along in its custom id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.dates.conventions import zone_named
from bot.discord_app.following.permissions import CHANNELS
from bot.discord_app.text.limits import LABEL_TEXT, MODAL_TITLE, OPTION_TEXT, SELECT_OPTIONS, clip, walk
from bot.records.follow_rows import Follow
from bot.telling.facts import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord_app.text.words import Words
    from bot.knowledge.model.models import Strike

ALL, NOW = "*", "now"
HOURS = 24
_CUSTOM_ID = re.compile(r"fw:(?P<publish>[01]):(?P<zone>[\w+/-]{1,60})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Beside:
    """What the form does not ask."""

    publish: bool
    zone: str

    @property
    def custom_id(self) -> str:
        return f"fw:{self.publish:d}:{self.zone}"


def parse(custom_id: str) -> Beside | None:
    """What a form of ours carries; None for any other."""
    match = _CUSTOM_ID.fullmatch(custom_id)
    try:
        return Beside(match["publish"] == "1", zone_named(match["zone"]).key) if match else None
    except ValueError:
        return None


def form(beside: Beside, before: Follow, strikes: Sequence[Strike], words: Words) -> ui.Modal:
    """Filled in with what a channel follows, or would. Nothing of it is kept while it is open."""
    modal = ui.Modal(title=clip(words("follow.form"), MODAL_TITLE), custom_id=beside.custom_id)
    role = (
        [discord.SelectDefaultValue(id=before.role, type=discord.SelectDefaultValueType.role)]
        if before.role
        else []
    )
    for name, item in {
        "channel": ui.ChannelSelect[Any](
            custom_id="channel",
            channel_types=list(CHANNELS),
            required=True,
            default_values=[
                discord.SelectDefaultValue(id=before.channel, type=discord.SelectDefaultValueType.channel)
            ],
        ),
        "strikes": _menu("strikes", _strikes(before, strikes, words), several=True),
        "kinds": _menu("kinds", _kinds(before, words), several=True),
        "when": _menu("when", _hours(before, words)),
        "role": ui.RoleSelect[Any](custom_id="role", required=False, min_values=0, default_values=role),
    }.items():
        text, hint = words(f"follow.form.{name}"), words(f"follow.form.{name}-hint", zone=beside.zone)
        modal.add_item(
            ui.Label(text=clip(text, LABEL_TEXT), description=clip(hint, OPTION_TEXT), component=item)
        )
    modal.stop()
    return modal


def _menu(name: str, options: list[discord.SelectOption], *, several: bool = False) -> ui.Select[Any]:
    return ui.Select[Any](
        custom_id=name, options=options, required=True, max_values=len(options) if several else 1
    )


def _strikes(before: Follow, strikes: Sequence[Strike], words: Words) -> list[discord.SelectOption]:
    chosen = set(before.strikes) & {strike.id for strike in strikes}
    every = discord.SelectOption(label=clip(words("follow.all"), OPTION_TEXT), value=ALL, default=not chosen)
    named = [
        discord.SelectOption(
            label=clip(strike.name, OPTION_TEXT), value=strike.id, default=strike.id in chosen
        )
        for strike in strikes[: SELECT_OPTIONS - 1]
    ]
    return [every, *named]


def _kinds(before: Follow, words: Words) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=clip(words(f"follow.kind.{kind}"), OPTION_TEXT), value=kind, default=kind in before.kinds
        )
        for kind in KINDS
    ]


def _hours(before: Follow, words: Words) -> list[discord.SelectOption]:
    at_once = discord.SelectOption(label=words("follow.now"), value=NOW, default=before.hour is None)
    daily = [
        discord.SelectOption(
            label=words("follow.daily", hour=f"{hour}:00"), value=str(hour), default=hour == before.hour
        )
        for hour in range(HOURS)
    ]
    return [at_once, *daily]


def filled_in(beside: Beside, guild: int, data: dict[str, Any]) -> Follow:
    """What was chosen. ValueError where Discord has sent what no menu of ours holds."""
    values = {
        part["custom_id"]: list(part.get("values") or ())
        for part in walk(data.get("components", []))
        if part.get("custom_id")
    }
    strikes = [id for id in values.get("strikes", []) if id != ALL]
    when, role = values.get("when", [NOW])[0], values.get("role", [])
    kinds = tuple(kind for kind in KINDS if kind in values.get("kinds", []))
    if not kinds:
        raise ValueError("no kind was chosen")
    return Follow(
        guild=guild,
        channel=int(values["channel"][0]),
        kinds=kinds,
        strikes=() if ALL in values.get("strikes", []) else tuple(strikes),
        hour=None if when == NOW else int(when) % HOURS,
        zone=beside.zone,
        role=int(role[0]) if role else None,
        publish=beside.publish,
    )
