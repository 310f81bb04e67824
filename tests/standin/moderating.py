"""Moderators at work through the stand-in, by raw interactions as Discord sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.standin.standin import answered

if TYPE_CHECKING:
    from tests.standin.rest import Asked
    from tests.standin.standin import StandIn

ENTRY = "lamp-2025/quote/berg-robots"
WORDS = "We will not tie our hands"
"""What that entry is answered with."""
SAVED = "Saved as edit"
CHANGED = "Somebody changed the knowledge files meanwhile"


async def taught(standin: StandIn, guild: int, moderator: int, question: str) -> Asked:
    """The card of an edit that is not saved yet."""
    card = await standin.moderate("kb teach", guild, moderator, question=question, entry=ENTRY)
    await answered([card])
    assert "Not saved yet" in card.shown, card.shown
    return card


async def save(standin: StandIn, card: Asked, moderator: int) -> Asked:
    """Save is pressed; what comes of it may take its time."""
    return await standin.press(card, card.kb_button("save"), user_id=moderator)


async def saved(standin: StandIn, guild: int, moderator: int, question: str) -> Asked:
    pressed = await save(standin, await taught(standin, guild, moderator, question), moderator)
    await answered([pressed])
    assert SAVED in pressed.shown, pressed.shown
    return pressed
