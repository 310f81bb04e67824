"""What a server follows, for those who manage it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord_app.card.layout import ACCENTS, sentence
from bot.discord_app.following.round import LACKS, REFUSED
from bot.discord_app.text.markup import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from bot.answering.known.view import View
    from bot.discord_app.text.words import Words
    from bot.records.follow_rows import Follow

LINE = 400


def line(follow: Follow, view: View, words: Words) -> str:
    """One channel: what, when, which role is rung."""
    known = {strike.id: strike.short_name for strike in view.strikes}
    strikes = ", ".join(known.get(id, id) for id in follow.strikes) or words("follow.all")
    kinds = ", ".join(words(f"follow.kind.{kind}") for kind in follow.kinds)
    when = words("follow.now")
    if follow.hour is not None:
        when = f"{words('follow.daily', hour=f'{follow.hour}:00')} ({follow.zone})"
    parts = [escaped(strikes, LINE // 2), escaped(kinds, LINE), escaped(when, 100)]
    if follow.role:
        parts.append(f"<@&{follow.role}>")
    return f"- <#{follow.channel}>: {' · '.join(parts)}"


def followed(follows: Sequence[Follow], view: View, words: Words) -> discord.ui.LayoutView:
    """All channels of a server, each with what is in the way of telling it."""
    if not follows:
        return sentence(words("follow.none"))
    lines = [words("follow.list")]
    for follow in follows:
        lines.append(line(follow, view, words))
        if follow.trouble:
            lines.append(f"  - {_trouble(follow, words)}")
    while len("\n".join(lines)) > 3800:
        lines.pop()
    return sentence("\n".join(lines), ACCENTS["answer"])


def _trouble(follow: Follow, words: Words) -> str:
    if follow.trouble.startswith(LACKS):
        missing = escaped(follow.trouble.removeprefix(LACKS), 200)
        return words("follow.lacks", channel=f"<#{follow.channel}>", permissions=missing)
    return words("follow.trouble-refused" if follow.trouble == REFUSED else "follow.trouble-unreached")
