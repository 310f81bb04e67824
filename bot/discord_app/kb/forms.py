"""A page of a form as a Discord form, and what was filled in. Nothing of it is kept in memory while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord_app.text.limits import (
    INPUT_VALUE,
    LABEL_TEXT,
    MODAL_TITLE,
    OPTION_TEXT,
    SELECT_OPTIONS,
    clip,
    walk,
)
from bot.discord_app.text.markup import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.discord_app.kb.press import Press
    from bot.moderating.forms import Choice, Field, Page
    from bot.moderating.works import Withdraw

REASON = 500
"""Characters of the reason why an entry is withdrawn, as `/kb withdraw` takes them."""


def form(
    press: Press, page: Page, values: dict[str, str], choices: Mapping[str, Sequence[Choice]]
) -> ui.Modal:
    """A page of a form, filled in with what is known. Its custom id says where what is submitted goes."""
    modal = ui.Modal(title=clip(page.title, MODAL_TITLE), custom_id=press.custom_id)
    for field in page.fields:
        item: ui.Item[Any] = (
            _menu(field, choices[field.name])
            if field.name in choices
            else _input(field, values.get(field.name, ""))
        )
        modal.add_item(
            ui.Label(
                text=clip(field.label, LABEL_TEXT),
                description=clip(field.hint, OPTION_TEXT) or None,
                component=item,
            )
        )
    modal.stop()
    return modal


def _input(field: Field, value: str) -> ui.TextInput[Any]:
    """It takes more than the field's own limit: Discord would cut a longer text without a word, and that is of one line
    where a field has several. What is too long is told, and kept."""
    style = discord.TextStyle.paragraph if field.style == "text" else discord.TextStyle.short
    shown = value if field.style == "text" else value.replace("\n", ", ")
    return ui.TextInput[Any](
        custom_id=field.name,
        style=style,
        required=field.required,
        max_length=INPUT_VALUE,
        default=shown[:INPUT_VALUE] or None,
    )


def _menu(field: Field, choices: Sequence[Choice]) -> ui.Select[Any]:
    options = [
        discord.SelectOption(
            label=clip(choice.label, OPTION_TEXT),
            value=choice.value,
            description=clip(choice.description, OPTION_TEXT) or None,
            default=choice.chosen,
        )
        for choice in choices[:SELECT_OPTIONS]
    ]
    most = len(options) if field.style == "choices" else 1
    return ui.Select[Any](
        custom_id=field.name,
        options=options,
        required=field.required,
        min_values=1 if field.required else 0,
        max_values=most,
    )


def filled_in(interaction: discord.Interaction[Any]) -> dict[str, str]:
    """What was submitted: a text a field, several choices one a line."""
    data: Any = interaction.data or {}
    found: dict[str, str] = {}
    for part in walk(data.get("components", [])):
        name = part.get("custom_id")
        if name:
            found[name] = "\n".join(part["values"]) if "values" in part else part.get("value") or ""
    return found


def with_reason(work: Withdraw, values: Mapping[str, str]) -> Withdraw:
    """The same with the reason that was filled in."""
    return work.model_copy(update={"reason": clean(values.get("reason", ""))[:REASON]})
