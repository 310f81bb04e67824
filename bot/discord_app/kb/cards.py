"""The cards of moderators: plain text in a container, and rows of what can be pressed. All text is escaped and bounded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord_app.card.layout import ACCENTS, Showing, preview
from bot.discord_app.card.request import Request
from bot.discord_app.card.state import CardState
from bot.discord_app.text.limits import ROW_BUTTONS, TEXT_TOTAL, clip, length, walk
from bot.discord_app.text.markup import escaped
from bot.discord_app.text.words import EN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answering.reply import Reply

LINE = 300
"""Characters of one line of a list, escaped."""
MARGIN = 100
Row = ui.ActionRow[Any]


@dataclass
class BoundedText:
    """Lines of markdown that together stay within a bound; what does not fit is counted and said."""

    room: int = TEXT_TOTAL - MARGIN
    lines: list[str] = field(default_factory=list)
    left: int = 0

    def add(self, line: str) -> None:
        """Add a line of our own markdown, whole or not at all."""
        size = length(line) + 1
        if size > self.room:
            self.left += 1
            return
        self.room -= size
        self.lines.append(line)

    def items(self, texts: Iterable[str]) -> None:
        """Add a list of texts that came from people or files."""
        for text in texts:
            self.add(f"- {escaped(text, LINE)}")

    def __str__(self) -> str:
        more = [f"-# … and {self.left} more"] if self.left else []
        return "\n".join([*self.lines, *more])


def view(*parts: ui.Item[Any]) -> ui.LayoutView:
    """A message of these parts; its buttons are dynamic items, so it is never forgotten."""
    made = ui.LayoutView(timeout=None)
    for part in parts:
        made.add_item(part)
    return made


def box(accent: str, *parts: str | Row | ui.Item[Any]) -> ui.Container[Any]:
    """A container; texts become text, rows stay rows, empty texts are left out."""
    container: ui.Container[Any] = ui.Container(accent_colour=ACCENTS[accent])
    for part in parts:
        if isinstance(part, str):
            if part.strip():
                container.add_item(ui.TextDisplay(part))
        else:
            container.add_item(part)
    return container


def rows(buttons: Sequence[ui.Item[Any]]) -> list[Row]:
    """Buttons in rows of five."""
    return [ui.ActionRow(*buttons[at : at + ROW_BUTTONS]) for at in range(0, len(buttons), ROW_BUTTONS)]


def members_card(reply: Reply, label: str) -> ui.Container[Any]:
    """The very card that members will see of a reply, without its buttons."""
    request = Request("ask", label) if label else Request("show", "")
    state = CardState("0" * 12, reply.as_of, reply.live, reply.revision, 0)
    return preview(Showing(reply, request, state, EN))


def text_length(part: ui.Item[Any]) -> int:
    """How much of a message's text a part takes."""
    data: Any = part.to_component_dict()
    return sum(length(one.get("content", "")) for one in walk([data]))


def code_block(text: str, room: int) -> str:
    """Lines of a file or a difference, as they are; nothing in them can end the block."""
    safe = text.replace("```", "`\u200b``")
    return f"```diff\n{clip_lines(safe, max(room - 20, 40))}\n```" if safe.strip() else ""


def clip_lines(text: str, room: int) -> str:
    """As many whole lines as fit, and a word about the rest."""
    if length(text) <= room:
        return text
    kept: list[str] = []
    left = room - 30
    for line in text.split("\n"):
        left -= length(line) + 1
        if left < 0:
            break
        kept.append(line)
    rest = text.count("\n") + 1 - len(kept)
    return "\n".join([*kept, f"… and {rest} more line{'s' * (rest != 1)}"]) if kept else clip(text, room)


def plural(number: int, one: str, many: str = "") -> str:
    """`1 check`, `2 checks`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def menu_option(label: str, value: str, description: str = "") -> discord.SelectOption:
    """A menu's option within Discord's limits."""
    return discord.SelectOption(
        label=clip(label, 100) or value, value=value, description=clip(description, 100) or None
    )
