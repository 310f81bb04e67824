"""`/kb try`: the reply as members see it, and why: what was understood, weighed, ruled out, and how sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord_app.kb import cards
from bot.discord_app.kb.cards import BoundedText
from bot.discord_app.kb.phrases import KB
from bot.discord_app.kb.press import KbButton, Press
from bot.discord_app.text.markup import escaped

if TYPE_CHECKING:
    from bot.answering.reply import Candidate, Reply

WEIGHED = 12


def tried_card(reply: Reply, draft: str) -> discord.ui.LayoutView:
    """The reply, the runners-up with their scores, what was vetoed and why; and a button that keeps it as a check."""
    card = cards.members_card(reply, reply.question)
    text = BoundedText()
    text.room -= cards.text_length(card)
    explained = reply.explanation
    if explained.understood:
        text.add(KB("try.understood", understood=escaped("; ".join(explained.understood), 500)))
    decision = explained.decision or f"{reply.kind} (confidence {reply.confidence:.2f})"
    text.add(KB("try.decision", decision=escaped(decision, 300)))
    if explained.candidates:
        text.add(KB("try.candidates"))
    for candidate in explained.candidates[:WEIGHED]:
        text.add(_line(candidate))
    keep = KbButton.make(Press("open", draft), KB("try.keep"), discord.ButtonStyle.primary)
    return cards.view(card, cards.box("decline", str(text), *cards.rows([keep])))


def _line(candidate: Candidate) -> str:
    title = escaped(candidate.title or candidate.entry, 140)
    if candidate.vetoed:
        return f"- ~~{title}~~ {KB('try.vetoed', why=escaped(candidate.vetoed, 120))}"
    return f"- `{candidate.score:.2f}` {title}"
