"""What a channel is told, as plain messages: a card of components would ring a telephone with an empty line.

https://github.com/discord/discord-api-docs/issues/7854
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.discord_app.text.limits import BUTTON_LABEL, CONTENT, EMBED_TEXT, URL, clip, length
from bot.discord_app.text.markup import clean, escaped, small
from bot.telling.facts import Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.discord_app.text.words import Words
    from bot.records.follow_rows import Follow, Parcel, Stored
    from bot.telling.facts import Cited

TEXT = 1000
"""Characters of a fact in a message of its own, escaped."""
WAS = 200
LINE = 220
"""Characters of a fact in a list."""
COLOUR = 0x3B82F6


@dataclass(frozen=True, slots=True)
class Post:
    """One message. `head` is how it begins whatever becomes of its facts later, by which it is found again."""

    content: str
    head: str
    mentions: discord.AllowedMentions
    embed: discord.Embed | None = None
    view: ui.View | None = None


def post(parcel: Parcel, facts: Mapping[str, Stored], follow: Follow, words: Words) -> Post:
    """The message of a parcel, as its facts are now."""
    inside = [facts[key] for key in parcel.keys if key in facts]
    if len(parcel.keys) == 1 and follow.hour is None and inside:
        return _single(inside[0], follow, words)
    return _list(parcel, inside, follow, words)


def _mention(follow: Follow) -> tuple[str, discord.AllowedMentions]:
    """The role's mention, and that it rings nobody else."""
    if follow.role is None:
        return "", discord.AllowedMentions.none()
    role = discord.Object(follow.role)
    return f"\n<@&{follow.role}>", discord.AllowedMentions(
        everyone=False, users=False, roles=[role], replied_user=False
    )


def _single(fact: Stored, follow: Follow, words: Words) -> Post:
    told = Told.from_json(fact.told)
    title = head = f"**{escaped(told.title, 200)}** · {escaped(told.when, 60)}"
    if fact.withdrawn or fact.kind == "correction":
        title = f"**{words('follow.withdrawn' if fact.withdrawn else 'follow.corrected')}** · {title}"
    if fact.kind == "correction":
        head = title
    text = escaped(told.text, TEXT)
    lines = [title, f"~~{text}~~" if fact.withdrawn else text, *_beside(fact, told, words)]
    unlinked = "; ".join(cited.label for cited in told.sources if not _links(cited))
    if unlinked:
        lines.append(small(words("follow.sources", sources=escaped(unlinked, 200))))
    mention, allowed = _mention(follow)
    return Post("\n".join(lines) + mention, head, allowed, view=_buttons(told.sources))


def _beside(fact: Stored, told: Told, words: Words) -> Iterator[str]:
    """Whose account it is, what it said before, and that it was changed since it was told."""
    if told.by:
        yield small(words("follow.by", by=escaped(told.by, 100)))
    if told.was:
        yield small(words("follow.was", was=escaped(told.was, WAS)))
    if fact.version > 1 and not fact.withdrawn and fact.kind != "correction":
        yield small(words("follow.changed", when=f"<t:{int(fact.changed.timestamp())}:f>"))


def _links(cited: Cited) -> bool:
    return cited.url is not None and cited.url.startswith("https://") and length(cited.url) <= URL


def _buttons(sources: Sequence[Cited]) -> ui.View | None:
    linked = [cited for cited in sources if _links(cited)]
    if not linked:
        return None
    view = ui.View(timeout=None)
    for cited in linked:
        view.add_item(ui.Button(label=clip(clean(cited.label), BUTTON_LABEL), url=cited.url))
    return view


def _list(parcel: Parcel, facts: Sequence[Stored], follow: Follow, words: Words) -> Post:
    """Several in one message: the first words say how many, and the lines are below."""
    told = [Told.from_json(fact.told) for fact in facts]
    count = len(parcel.keys)
    head = words("follow.one-thing" if count == 1 else "follow.several", count=count)
    first = f"{head} {escaped(told[0].title, 200)}" if told else head
    mention, allowed = _mention(follow)
    lines: list[str] = []
    room = EMBED_TEXT - 200
    for fact, each in zip(facts, told, strict=True):
        line = _line(fact, each, words)
        room -= length(line) + 1
        if room < 0:
            break
        lines.append(line)
    if left := len(facts) - len(lines):
        lines.append(small(words("follow.more", count=left)))
    embed = discord.Embed(description="\n".join(lines), colour=COLOUR)
    first = clip(first, CONTENT // 2)
    return Post(first + mention, first, allowed, embed)


def _line(fact: Stored, told: Told, words: Words) -> str:
    text = escaped(told.text, LINE)
    if fact.withdrawn:
        text = f"{words('follow.withdrawn')}: ~~{text}~~"
    elif fact.kind == "correction":
        text = f"{words('follow.corrected')}: {text}"
    elif told.by:
        text = f"{text} ({words('follow.by', by=escaped(told.by, 60))})"
    sources = " · ".join(_masked(cited) for cited in told.sources[:2])
    return f"- **{escaped(told.title, 120)}**, {escaped(told.when, 40)}: {text} {sources}".rstrip()


def _masked(cited: Cited) -> str:
    label = escaped(cited.label, 80)
    if not _links(cited) or cited.url is None:
        return f"({label})"
    return f"[{label}](<{cited.url.replace('(', '%28').replace(')', '%29')}>)"
