"""The card: one accented container, the question small, the answer, what it rests on, and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.answering.composition.plain_text import state_text
from bot.answering.reply import Note
from bot.dates.conventions import zone_words
from bot.dates.moments import is_end_of_day
from bot.dates.partial import day_words
from bot.discord_app.card.buttons import CardButton, CardMenu
from bot.discord_app.card.pages import CardPage, link_of, paginate, told_items
from bot.discord_app.card.request import TIMELINE, Request, digest, picked
from bot.discord_app.card.state import page_arg
from bot.discord_app.text.limits import (
    BUTTON_LABEL,
    OPTION_TEXT,
    PLACEHOLDER,
    ROW_BUTTONS,
    SELECT_OPTIONS,
    clip,
    length,
)
from bot.discord_app.text.markup import clean, escape, escaped, small, timestamp

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.answering.reply import Reference, Reply
    from bot.discord_app.card.state import CardState
    from bot.discord_app.text.words import Words

QUESTION_ID = 4001
"""The component that shows the question, by which a card is read back."""
ACCENTS = {"answer": 0x3B82F6, "shortlist": 0x14B8A6, "clarify": 0xF59E0B, "decline": 0x94A3B8}
MAX_OPTIONS = 4
_STRIKE_LINE = 220
NOT_NAMED: Mapping[str, str] = MappingProxyType({})
"""Of questions that are called what they ask."""

Row = ui.ActionRow["Card"]


@dataclass(frozen=True, slots=True)
class Tongue:
    """In which language a reply is shown that can be shown in another one, too: `other` is the label of the press for that.

    `partly`: some of what it says has no translation. `questions`: how to name a question that can be asked.
    """

    original: bool = False
    other: str = ""
    partly: bool = False
    questions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Showing:
    """A reply on its way to a card."""

    reply: Reply
    request: Request
    state: CardState
    words: Words
    page: int = 0
    notice: str | None = None
    turns_over: dt.datetime | None = None
    web: str | None = None
    """The page of the website about the entry that it rests on first."""
    waits: bool = False
    """Whether who asked can be told when there is an answer."""
    tongue: Tongue = Tongue()


class Card(ui.LayoutView):
    """A view whose buttons are dynamic items: nothing of it is kept in memory."""

    def __init__(self, container: ui.Container[Card]) -> None:
        super().__init__(timeout=None)
        self.add_item(container)


def card(showing: Showing) -> Card:
    """The card of one page of a reply."""
    pages = paginate(showing.reply)
    number = min(max(showing.page, 0), len(pages) - 1)
    container: ui.Container[Card] = face(showing, pages, number, list(_options(showing)))
    for row in (
        *_pick_menu(showing),
        *related_menu(showing.reply.related, showing.state, showing.words, named=showing.tongue.questions),
        *_controls(showing, pages, number),
    ):
        container.add_item(row)
    return Card(container)


def preview(showing: Showing) -> ui.Container[Any]:
    """The first page as members will see it, without what can be pressed but for the sources."""
    return face(showing, paginate(showing.reply), 0, [])


def face(showing: Showing, pages: list[CardPage], number: int, options: list[Row]) -> ui.Container[Any]:
    """What a card shows of a reply, with these choices below its text."""
    page = pages[number]
    container: ui.Container[Any] = ui.Container(accent_colour=ACCENTS[showing.reply.kind])
    if lines := showing.request.lines():
        container.add_item(ui.TextDisplay("\n".join(lines), id=QUESTION_ID))
    if showing.notice:
        container.add_item(ui.TextDisplay(small(showing.notice)))
    if showing.reply.kind == "shortlist" and page.part == "lead" and options:
        container.add_item(ui.TextDisplay(escape(showing.reply.headline)))
        for section in _told_items(showing):
            container.add_item(section)
        for note in (block for block in showing.reply.before if isinstance(block, Note)):
            container.add_item(ui.TextDisplay(small(escape(note.text))))
    else:
        container.add_item(ui.TextDisplay(page.text))
    for row in options:
        container.add_item(row)
    if page.listed:
        container.add_item(ui.Separator(visible=False))
        container.add_item(ui.TextDisplay("\n".join(page.listed)))
    for row in _links(page):
        container.add_item(row)
    if meta := list(_meta(showing, pages, number)):
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay("\n".join(meta)))
    return container


def sentence(text: str, accent: int = ACCENTS["decline"]) -> Card:
    """A card with nothing but a sentence of the bot's own; `text` is markdown."""
    container: ui.Container[Card] = ui.Container(ui.TextDisplay(text), accent_colour=accent)
    return Card(container)


def _options(showing: Showing) -> Iterator[Row]:
    told = {item.question for item, _ in told_items(showing.reply)}
    options = [option for option in showing.reply.options[:MAX_OPTIONS] if option.question not in told]
    if not options:
        return
    row: Row = ui.ActionRow()
    for option in {option.question: option for option in options}.values():
        arg = option_digest(option.question)
        button = CardButton.make(showing.state, "o", arg, clean(option.label), discord.ButtonStyle.primary)
        row.add_item(button)
    yield row


def _told_items(showing: Showing) -> Iterator[ui.Section[Any]]:
    """The entries of a short list that are told, each with a button to all of it."""
    for item, text in told_items(showing.reply):
        arg = option_digest(item.question)
        more: ui.Item[Any] = CardButton.make(showing.state, "o", arg, showing.words("card.more"))
        yield ui.Section(ui.TextDisplay(text), accessory=more)


def option_digest(text: str) -> str:
    """How a button names a choice or an entry."""
    return digest(text, size=6)


def _links(page: CardPage) -> Iterator[Row]:
    buttons = [
        ui.Button["Card"](label=_link_label(r), url=link_of(r), style=discord.ButtonStyle.link)
        for r in page.links
    ]
    for start in range(0, len(buttons), ROW_BUTTONS):
        yield ui.ActionRow(*buttons[start : start + ROW_BUTTONS])


def _link_label(reference: Reference) -> str:
    source = reference.source
    remark = f" ({reference.remark})" if reference.remark else ""
    label = f"[{reference.number}] {clip(clean(source.publisher), 40)}, {reference.day.words()}{remark}"
    return clip(label, BUTTON_LABEL)


def _meta(showing: Showing, pages: Sequence[CardPage], number: int) -> Iterator[str]:
    """The strike's state, as of, checked on, page."""
    reply, words = showing.reply, showing.words
    if state := state_text(reply):
        yield small(escaped(state, _STRIKE_LINE))
    if showing.turns_over is not None:
        yield small(
            words(
                "card.turns-over",
                time=timestamp(showing.turns_over, "t"),
                when=timestamp(showing.turns_over, "R"),
            )
        )
    if showing.tongue.partly:
        yield small(words("card.partly"))
    facts = []
    if not reply.live:
        facts.append(as_of(reply.local, words))
    if reply.reviewed:
        facts.append(words("card.reviewed", day=words.date(day_words(reply.reviewed))))
    alike = [place for place, page in enumerate(pages) if page.part == pages[number].part]
    if len(alike) > 1:
        facts.append(words("card.page", number=alike.index(number) + 1, total=len(alike)))
    if facts:
        text = " · ".join(facts)
        yield small(text[:1].upper() + text[1:])


def as_of(moment: dt.datetime, words: Words) -> str:
    """The moment that a reply holds for: a day's end by its date, any other in the reader's own time too."""
    if is_end_of_day(moment):
        return words("card.end-of-day", day=words.date(day_words(moment.date())))
    zone = {"zone": words.zone(zone_words(moment.tzinfo)), "short": moment.tzname()}
    return words("card.as-of", time=timestamp(moment), clock=f"{moment:%H:%M}", **zone)


def related_menu(
    questions: Iterable[str],
    state: CardState,
    words: Words,
    placeholder: str = "card.related",
    named: Mapping[str, str] = NOT_NAMED,
) -> Iterator[Row]:
    """A menu of questions, each option's value the question itself, and how it is `named`; nothing where none fits."""
    fitting = [q for q in map(clean, questions) if q and length(q) <= OPTION_TEXT]
    options = [
        discord.SelectOption(label=clip(clean(named.get(q, q)), OPTION_TEXT), value=q)
        for q in dict.fromkeys(fitting)
    ][:SELECT_OPTIONS]
    if options:
        row: Row = ui.ActionRow()
        yield row.add_item(CardMenu.make(state, "m", clip(words(placeholder), PLACEHOLDER), options))


def _pick_menu(showing: Showing) -> Iterator[Row]:
    """A menu of the issues, employers or strikes that a reply tells of; nothing where none fits."""
    values = {picked(pick): clip(clean(pick.label), OPTION_TEXT) for pick in showing.reply.picks}
    options = [
        discord.SelectOption(label=label, value=value)
        for value, label in values.items()
        if label and length(value) <= OPTION_TEXT
    ][:SELECT_OPTIONS]
    if options:
        of_issues = all(pick.slots.issues for pick in showing.reply.picks)
        words = showing.words("card.pick-issue" if of_issues else "card.pick-talks")
        row: Row = ui.ActionRow()
        yield row.add_item(CardMenu.make(showing.state, "k", clip(words, PLACEHOLDER), options))


def _controls(showing: Showing, pages: Sequence[CardPage], number: int) -> Iterator[Row]:
    """Only what can be pressed: back, more or the next page, the sources, the other language."""
    row: Row = ui.ActionRow()
    here = showing.tongue.original
    state, words = showing.state, showing.words
    parts = [page.part for page in pages]
    if number > 0:
        back = 0 if parts[number] != parts[number - 1] else number - 1
        row.add_item(CardButton.make(state, "b", page_arg(back, original=here), words("card.back")))
    if number + 1 < len(pages) and parts[number + 1] != "sources":
        whole = showing.reply.question == TIMELINE and number == 0
        onward = words(
            "card.whole-timeline" if whole else "card.more" if parts[number] == "lead" else "card.next"
        )
        row.add_item(CardButton.make(state, "p", page_arg(number + 1, original=here), onward))
    elif number + 1 < len(pages) and parts[number] == "sources":
        row.add_item(CardButton.make(state, "p", page_arg(number + 1, original=here), words("card.next")))
    if "sources" in parts and parts[number] != "sources":
        row.add_item(
            CardButton.make(
                state, "p", page_arg(parts.index("sources"), original=here), words("card.sources")
            )
        )
    if showing.waits:
        row.add_item(CardButton.make(state, "t", "", words("card.tell-me")))
    row.add_item(CardButton.make(state, "n", "", words("card.not-asked")))
    row.add_item(CardButton.make(state, "r", "", words("card.remove")))
    if showing.web and showing.reply.kind == "answer" and len(row.children) < ROW_BUTTONS:
        row.add_item(ui.Button(label=words("card.web"), url=showing.web, style=discord.ButtonStyle.link))
    other: list[CardButton] = []
    if showing.tongue.other:
        there = page_arg(number, original=not here)
        other.append(CardButton.make(state, "p", there, showing.tongue.other))
    if other and len(row.children) < ROW_BUTTONS:
        row.add_item(other.pop())
    yield row
    if other:
        beside: Row = ui.ActionRow()
        yield beside.add_item(other[0])
