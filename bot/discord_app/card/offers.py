"""What is offered instead of a reply that was not what was asked: entries that were weighed, and questions near it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.discord_app.card.buttons import CardButton
from bot.discord_app.card.layout import ACCENTS, QUESTION_ID, Card, option_digest, related_menu
from bot.discord_app.text.limits import ROW_BUTTONS
from bot.discord_app.text.markup import clean, small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.reply import Candidate, Reply
    from bot.discord_app.card.request import Request
    from bot.discord_app.card.state import CardState
    from bot.discord_app.text.words import Words

RUNNERS_UP = 4
MOST = 10
"""Choices of what a typed name may mean: two rows of buttons."""


def runners_up(reply: Reply) -> list[Candidate]:
    """The entries that were weighed, not ruled out, and not told."""
    weighed = (c for c in reply.explanation.candidates if not c.vetoed and "/" in c.entry)
    return list({c.entry: c for c in weighed if c.entry not in reply.entries}.values())[:RUNNERS_UP]


def offer(
    others: Sequence[Candidate],
    near: Sequence[str],
    state: CardState,
    words: Words,
    *,
    told: bool,
    shown: str = "",
) -> Card:
    """The card of the offer; `told` when the moderators know of the question. `shown` is its line on the card before."""
    head = words("not-asked.offer" if others or near else "not-asked.rephrase")
    container: ui.Container[Card] = ui.Container(accent_colour=ACCENTS["clarify"])
    if shown:
        container.add_item(ui.TextDisplay(shown, id=QUESTION_ID))
    container.add_item(ui.TextDisplay(head))
    if others:
        row: ui.ActionRow[Card] = ui.ActionRow()
        for candidate in others:
            row.add_item(CardButton.make(state, "e", option_digest(candidate.entry), clean(candidate.title)))
        container.add_item(row)
    for menu in related_menu(near, state, words, "not-asked.menu"):
        container.add_item(menu)
    container.add_item(ui.TextDisplay(small(words("not-asked.told" if told else "not-asked.untold"))))
    if told:
        more: ui.ActionRow[Card] = ui.ActionRow()
        container.add_item(more.add_item(CardButton.make(state, "w", "", words("not-asked.more"))))
    return Card(container)


def choose(
    head: str, shown: Sequence[str], choices: Sequence[tuple[str, Request]], state: CardState, words: Words
) -> Card:
    """Which one is meant: a button for each of the first ten choices, called by its name.

    `head` is markdown of our own; `shown` are the lines of a question in words, by which a choice is read back.
    """
    container: ui.Container[Card] = ui.Container(accent_colour=ACCENTS["clarify"])
    if shown:
        container.add_item(ui.TextDisplay("\n".join(shown), id=QUESTION_ID))
    container.add_item(ui.TextDisplay(head))
    buttons = [
        CardButton.make(replace(state, key=request.key), "c", "", clean(name), discord.ButtonStyle.primary)
        for name, request in choices[:MOST]
    ]
    for start in range(0, len(buttons), ROW_BUTTONS):
        container.add_item(ui.ActionRow(*buttons[start : start + ROW_BUTTONS]))
    if len(choices) > MOST:
        container.add_item(ui.TextDisplay(small(words("choose.more", count=len(choices) - MOST))))
    last: ui.ActionRow[Card] = ui.ActionRow()
    container.add_item(last.add_item(CardButton.make(state, "r", "", words("card.remove"))))
    return Card(container)


def will_tell(state: CardState, words: Words, shown: str) -> Card:
    """That somebody will be told, and the button that ends it; `shown` is the question's line on the card before."""
    container: ui.Container[Card] = ui.Container(accent_colour=ACCENTS["answer"])
    if shown:
        container.add_item(ui.TextDisplay(shown, id=QUESTION_ID))
    container.add_item(ui.TextDisplay(words("owed.kept")))
    row: ui.ActionRow[Card] = ui.ActionRow()
    container.add_item(row.add_item(CardButton.make(state, "u", "", words("owed.stop"))))
    return Card(container)
