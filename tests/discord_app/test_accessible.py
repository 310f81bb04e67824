"""docs/accessibility.md, of a card of each kind; `payloads.check_all` holds it of every other message, too."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from bot.answering.reply import Item, Note, Option, Paragraph, QuoteBlock, Reply, StrikeLine
from bot.discord_app.card.layout import QUESTION_ID, Showing, Tongue, card, sentence
from bot.discord_app.card.pages import paginate
from bot.discord_app.card.request import question
from bot.discord_app.card.state import CardState
from bot.discord_app.text.limits import walk
from bot.discord_app.text.words import EN, LANGUAGES
from tests.discord_app.accessible import BUTTON, ROW, SELECTS, TEXT, assert_accessible, pictograms
from tests.discord_app.conftest import Town, message, text
from tests.discord_app.replies import AS_OF, reference, reply, source

if TYPE_CHECKING:
    from pathlib import Path

STATE = CardState("0123456789ab", AS_OF, True, "0123456789ab", 123456789012345678)
QUOTE = QuoteBlock("We will not.", "Otto Berg", "president", "December 29, 2025", "at the gate", (2,))
LINE = StrikeLine("x", "strike", "ongoing", 31, "The strike is on day 31.", "strike: ongoing, day 31")
SOURCES = tuple(reference(number, source(number, url=number != 2)) for number in range(1, 5))
ITEMS = tuple(
    Item(f"Is it {what}?", f"It is {what}.", f"answer/{what}", f"answer/{what}", (SOURCES[0],))
    for what in ("so", "new")
)
REPLIES: dict[str, Reply] = {
    "answer": reply(
        headline_cites=(1,), blocks=(Paragraph("It was so before.", (2,), "Why"), QUOTE, Note("Unconfirmed.")),
        references=SOURCES, shown=2, best=2, strikes=(LINE,), related=("Why is it so?", "Since when?"),
    ),
    "shortlist": reply(
        kind="shortlist", headline="This comes closest:", shown=2, items=ITEMS, references=SOURCES[:1],
        blocks=tuple(Paragraph(item.text, (1,), item.question) for item in ITEMS),
        options=tuple(Option(item.question, item.question, item.entry) for item in ITEMS),
    ),
    "clarify": reply(
        kind="clarify", headline="Which of these?", options=(Option("The first", "first?"), Option("The last", "last?")),
    ),
    "decline": reply(kind="decline", headline="I have no sourced answer to that.", options=(Option("Why?", "Why?"),)),
}  # fmt: skip
"""A reply of each kind."""


def body(name: str, page: int = 0, tongue: Tongue | None = None) -> dict[str, Any]:
    showing = Showing(REPLIES[name], question("is it so?"), STATE, EN, page, waits=name == "decline")
    view = card(replace(showing, tongue=tongue) if tongue else showing)
    return {"components": view.to_components()}  # type: ignore[no-untyped-call]  # discord.py leaves it bare


PAGES = [(name, page) for name, made in REPLIES.items() for page in range(len(paginate(made)))]


@pytest.mark.parametrize(("name", "page"), PAGES)
def test_every_page_of_every_kind_of_card_keeps_the_promises(name: str, page: int) -> None:
    assert_accessible(body(name, page))
    assert_accessible(body(name, page, Tongue(False, "Original in English", True)))
    assert pictograms(text(body(name, page))) == set()


@pytest.mark.parametrize(("name", "page"), PAGES)
def test_a_card_is_read_in_its_order(name: str, page: int) -> None:
    (box,) = body(name, page)["components"]
    parts = box["components"]

    assert parts[0]["id"] == QUESTION_ID
    assert parts[1]["type"] != ROW, "the answer comes right behind the question"
    assert parts[-1]["type"] == ROW
    assert "Remove" in [button["label"] for button in parts[-1]["components"]]
    last_text = max(place for place, part in enumerate(parts) if part["type"] == TEXT)
    whole = [part for part in parts[last_text + 1 :] if part["type"] == ROW]
    assert whole, "what is for the whole card stands behind all that is told"


@pytest.mark.parametrize(("name", "page"), PAGES)
def test_nothing_on_a_members_card_is_disabled(name: str, page: int) -> None:
    buttons = [part for part in walk(body(name, page)["components"]) if part["type"] == BUTTON]

    assert buttons
    assert not [part for part in buttons if part.get("disabled")]


@pytest.mark.parametrize("name", list(REPLIES))
def test_what_kind_of_reply_it_is_stands_in_its_words(name: str) -> None:
    made = body(name)
    (box,) = made["components"]
    box.pop("accent_color", None)

    assert REPLIES[name].headline in text(made)


def test_the_bots_own_sentences_hold_no_pictures() -> None:
    sentences = {
        f"{name} {key}": words.find(key) or "" for name, words in LANGUAGES.items() for key in words.known()
    }
    sentences |= json.loads((files("bot.discord_app.kb") / "sentences.json").read_text("utf-8"))

    assert {key: found for key, told in sentences.items() if (found := pictograms(told))} == {}


def test_a_card_of_a_sentence_keeps_them_too() -> None:
    view = sentence("It is so.")
    assert_accessible({"components": view.to_components()})  # type: ignore[no-untyped-call]  # as above


@pytest.mark.parametrize(
    ("part", "broken"),
    [
        ({"type": BUTTON, "label": "›", "custom_id": "x"}, "without words"),
        ({"type": BUTTON, "label": "Next", "custom_id": "x", "disabled": True}, "cannot be pressed"),
        ({"type": SELECTS[0], "options": []}, "what it is for"),
        ({"type": 12, "items": [{"media": {"url": "https://x.example/a.png"}}]}, "picture without words"),
    ],
)
def test_a_broken_promise_is_named(part: dict[str, Any], broken: str) -> None:
    with pytest.raises(AssertionError, match=broken):
        assert_accessible({"components": [part]})


def test_texts_that_are_told_twice_and_names_that_mean_two_things_are_named() -> None:
    told = {"type": TEXT, "content": "It is so."}
    press = [{"type": BUTTON, "label": "More", "custom_id": custom_id} for custom_id in ("x", "y")]

    with pytest.raises(AssertionError, match="told twice"):
        assert_accessible({"components": [told, told]})
    with pytest.raises(AssertionError, match="two buttons of one name"):
        assert_accessible({"components": [told, {"type": ROW, "components": press}]})


@pytest.mark.parametrize(
    "command",
    [
        "day",
        "status",
        "timeline",
        "talks",
        "changed",
        "meeting",
        "compare",
        "quote",
        "sources",
        "help",
        "about",
    ],
)
async def test_every_command_keeps_them(town: Town, command: str) -> None:
    """All that is sent is held against the promises when the town is left, too."""
    shown = await town.alice.slash(town.channel, command)

    assert_accessible({"components": message(shown).components})
    assert text(shown)


def test_the_promises_are_linked_where_readers_look(project_root: Path) -> None:
    assert "docs/accessibility.md" in (project_root / "README.md").read_text("utf-8")
