"""That a card can be used by ear: the promises of docs/accessibility.md, of every message that any test makes the bot send."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from bot.discord_app.text.limits import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]

ROW, BUTTON, SELECTS, SECTION, TEXT, THUMBNAIL, GALLERY, CONTAINER = 1, 2, (3, 5, 6, 7, 8), 9, 10, 11, 12, 17
_SAVE = re.compile(r"kb:save:")
"""The one button that may be shown before it can be pressed: the reason stands above it."""
_OWN_SIGNS = frozenset("‹›✓…")
"""Signs that stand beside words that say the same."""


def assert_accessible(body: Json) -> None:
    """One message; AssertionError with the promise that it breaks."""
    top = body.get("components") or []
    every = list(walk(top))
    for part in every:
        _says_what_it_does(part)
        _has_a_text(part)
    _in_one_pass(top)
    _in_order(top)
    _each_label_once(top)


def _says_what_it_does(part: Json) -> None:
    """Promises 3, 4 and 5."""
    if part["type"] == BUTTON:
        label = part.get("label") or ""
        assert _words(label), f"a button without words: {part}"
        may_wait = _SAVE.match(part.get("custom_id") or "") is not None
        assert not part.get("disabled") or may_wait, f"a button that cannot be pressed: {part}"
    if part["type"] in SELECTS:
        assert _words(part.get("placeholder") or ""), f"a menu that does not say what it is for: {part}"
        for option in part.get("options", ()):
            assert option["label"].strip(), f"a choice without a name: {part}"


def _has_a_text(part: Json) -> None:
    """Promise 6."""
    shown = part.get("items", ()) if part["type"] == GALLERY else (part,) if part["type"] == THUMBNAIL else ()
    assert all(_words(one.get("description") or "") for one in shown), f"a picture without words: {part}"


def _in_one_pass(top: list[Json]) -> None:
    """Promise 1: no box within a box, and no text that is told twice."""
    for part in top:
        inner = walk(part.get("components") or [])
        assert part["type"] != CONTAINER or all(one["type"] != CONTAINER for one in inner)
    told = Counter(part["content"] for part in walk(top) if part["type"] == TEXT)
    assert all(count == 1 for count in told.values()), f"a text that is told twice: {told.most_common(1)}"


def _in_order(top: list[Json]) -> None:
    """Promise 2: a card begins with words, not with something to press."""
    for part in top:
        if part["type"] == CONTAINER:
            assert part["components"][0]["type"] in (TEXT, SECTION, GALLERY), f"begins with no words: {part}"


def _each_label_once(top: list[Json]) -> None:
    """Promise 5: what is called the same does the same, but for what belongs to another text right before it."""
    for labels in _by_text(top):
        counted = Counter(labels)
        assert all(count == 1 for count in counted.values()), (
            f"two buttons of one name: {counted.most_common(2)}"
        )


def _by_text(top: list[Json]) -> Iterator[list[str]]:
    """The labels of the buttons behind each text."""
    here: list[str] = []
    for part in walk(top):
        if part["type"] in (TEXT, SECTION):
            yield here
            here = []
        elif part["type"] == BUTTON and "url" not in part:
            here.append(part["label"])
    yield here


def _words(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def pictograms(text: str) -> set[str]:
    """The signs in a text that a screen reader reads as a picture, or not at all."""
    return {one for one in text if unicodedata.category(one) in ("So", "Cs", "Co") and one not in _OWN_SIGNS}
