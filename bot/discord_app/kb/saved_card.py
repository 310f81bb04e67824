"""What came of an edit: its number, the waiting questions that it answers, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord_app.kb import cards
from bot.discord_app.kb.cards import plural
from bot.discord_app.kb.phrases import KB
from bot.discord_app.kb.press import KbButton, Press

if TYPE_CHECKING:
    import discord

    from bot.moderating.outcomes import Saved

ANSWERED_SHOWN = 10


def saved_card(saved: Saved, said: str, *, settles: bool = False) -> discord.ui.LayoutView:
    """`said` is our own markdown; `settles` where the edit was made for a question that waited."""
    text = cards.BoundedText()
    text.add(said)
    if saved.answered:
        count = plural(len(saved.answered), "question")
        text.add(KB("work.answers", count=count, get="gets" if len(saved.answered) == 1 else "get"))
        text.items(waiting.text for waiting in saved.answered[:ANSWERED_SHOWN])
    elif settles:
        text.add(KB("work.settles"))
    undo = KbButton.make(Press("undo", "", str(saved.edit)), KB("history.undo"))
    return cards.view(cards.box("answer", str(text), *cards.rows([undo])))
