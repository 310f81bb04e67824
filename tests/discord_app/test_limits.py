"""The limits module: what it cuts and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from bot.discord_app.text.limits import LimitExceededError, assert_within_limits, clip, cut, length
from bot.discord_app.text.markup import clean, escape, escaped, split_escaped, unescape
from tests.discord_app.replies import texts


def message(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 4, "data": {"components": list(components)}}


def text(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def button(**values: object) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": "x", **values}


def select(count: int = 1, **values: object) -> dict[str, Any]:
    options = [{"label": "x", "value": str(n)} for n in range(count)]
    return {"type": 3, "custom_id": "m", "options": options, **values}


def command(**values: object) -> dict[str, Any]:
    return {"name": "ask", "description": "Ask", **values}


def option(name: str = "o", **values: object) -> dict[str, Any]:
    return {"name": name, "description": "d", "type": 3, **values}


@pytest.mark.parametrize(
    ("payload", "complaint"),
    [
        ({"content": "x" * 2001}, "content: found 2001, Discord allows at most 2000"),
        (message(text("x" * 4001)), "text of all components: found 4001, Discord allows at most 4000"),
        (message(text("x" * 2001), text("x" * 2000)), "text of all components: found 4001"),
        (message(text("🎬" * 2001)), "text of all components: found 4002"),
        (message({"type": 17, "components": [text("x") for _ in range(40)]}), "components: found 41"),
        (
            message({"type": 9, "components": [text("x")] * 38, "accessory": button()}, text("x")),
            "components: found 41",
        ),
        (message(row(*(button(custom_id=str(n)) for n in range(6)))), "components of a row: found 6"),
        (message(row(select(), button(custom_id="b"))), "components beside a menu in a row: found 2"),
        (message(row(button(label="x" * 81))), "label of a button: found 81"),
        (message(row(button(url="https://" + "x" * 505))), "url of a button: found 513"),
        (message(row(button(custom_id="x" * 101))), "custom_id: found 101"),
        (
            message(row(button(custom_id="a"), button(custom_id="a"))),
            "components with the same custom_id: found 2",
        ),
        (message(row(select(26))), "options of a menu: found 26"),
        (message(row(select(placeholder="x" * 151))), "placeholder: found 151"),
        (
            message(row(select(options=[{"label": "x" * 101, "value": "1"}]))),
            "label of a menu's option: found 101",
        ),
        (
            message(row(select(options=[{"label": "x", "value": "1" * 101}]))),
            "value of a menu's option: found 101",
        ),
        ({"type": 9, "data": {"title": "x" * 46, "custom_id": "m", "components": []}}, "title: found 46"),
        (
            {
                "data": {
                    "components": [
                        {"type": 18, "label": "x" * 46, "component": {"type": 4, "custom_id": "t"}}
                    ]
                }
            },
            "label: found 46",
        ),
        (
            {
                "data": {
                    "components": [{"type": 18, "label": "x", "component": {"type": 4, "value": "x" * 4001}}]
                }
            },
            "value of a text input: found 4001",
        ),
        ({"type": 8, "data": {"choices": [{"name": "x", "value": "x"}] * 26}}, "suggestions: found 26"),
        ({"data": {"choices": [{"name": "x" * 101, "value": "x"}]}}, "name of a suggestion: found 101"),
        ({"data": {"choices": [{"name": "x", "value": "x" * 101}]}}, "value of a suggestion: found 101"),
        (command(name="x" * 33), "name of a command or option: found 33"),
        (command(description="x" * 101), "description of a command or option: found 101"),
        (
            command(description_localizations={"es-ES": "x" * 101}),
            "description of a command or option: found 101",
        ),
        (command(options=[option() for _ in range(26)]), "options of a command: found 26"),
    ],
)
def test_what_discord_would_refuse_is_refused_by_name(payload: dict[str, Any], complaint: str) -> None:
    with pytest.raises(LimitExceededError) as refused:
        assert_within_limits(payload)
    assert complaint in str(refused.value)


@pytest.mark.parametrize(
    "payload", [{}, {"type": 5}, {"type": 6, "data": None}, message(text("x" * 4000)), command()]
)
def test_what_discord_takes_is_taken(payload: dict[str, Any]) -> None:
    assert_within_limits(payload)


def test_a_command_with_too_much_text_in_all() -> None:
    from bot.discord_app.text import limits

    described = [option("o" * 32, description="d" * 100) for _ in range(25)]
    assert_within_limits(command(options=described))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "COMMAND_TOTAL", 3000)
        with pytest.raises(LimitExceededError, match="text of a command: found 3306"):
            assert_within_limits(command(options=described))


def test_text_is_cut_at_a_word_with_an_ellipsis() -> None:
    assert clip("one two three", 13) == "one two three"
    assert clip("one two three", 12) == "one two…"
    assert clip("x" * 20, 10) == "x" * 9 + "…"
    assert clip("🎬🎬🎬", 5) == "🎬🎬…"
    assert cut("👩‍👩‍👧", 6) == 3, "no joiner is left dangling"


@given(texts)
def test_clipped_text_fits_and_begins_as_it_did(found: str) -> None:
    clipped = clip(found, 80)
    assert length(clipped) <= 80
    assert found.startswith(clipped.removesuffix("…"))


@given(texts)
def test_escaping_can_be_undone(found: str) -> None:
    assert unescape(escape(found)) == clean(found)


@given(texts)
def test_pieces_of_escaped_text_fit_and_make_the_whole(found: str) -> None:
    pieces = list(split_escaped(found, 100))
    assert all(0 < length(piece) <= 100 for piece in pieces)
    assert "".join(unescape(piece) for piece in pieces).replace(" ", "") == clean(found).replace(" ", "")
    assert length(escaped(found, 100)) <= 100


def test_text_that_is_only_invisible_is_nothing() -> None:
    assert escaped("\u200b\u202e\x00", 10) == ""
