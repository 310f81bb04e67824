"""Discord's hard limits, each with where Discord states it; cutting text to fit; and checking a whole payload.

Text is counted in UTF-16 units, which is never less than what Discord counts.
Addresses are relative to https://docs.discord.com/developers/ unless they are whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CONTENT = 2000  # resources/message#create-message
EMBED_TEXT = 4096  # resources/message#embed-object-embed-limits: the description
COMPONENTS = 40  # components/reference: all components of a message, nested ones included
TEXT_TOTAL = (
    4000  # https://discordpy.readthedocs.io/en/stable/interactions/api.html#layoutview: all text of a message
)
ROW_BUTTONS = 5  # components/reference#action-row
BUTTON_LABEL = 80  # components/reference#button
URL = 512  # components/reference#button
CUSTOM_ID = 100  # components/reference#anatomy-of-a-component
SELECT_OPTIONS = 25  # components/reference#string-select
OPTION_TEXT = 100  # components/reference#string-select: label, value and description
INPUT_PLACEHOLDER = 100  # components/reference#text-input
PLACEHOLDER = 150  # components/reference#string-select
MODAL_TITLE = 45  # interactions/receiving-and-responding#modal
LABEL_TEXT = 45  # components/reference#label
INPUT_VALUE = 4000  # components/reference#text-input
COMMAND_NAME = 32  # interactions/application-commands#application-command-naming
COMMAND_DESCRIPTION = 100  # interactions/application-commands#create-global-application-command
COMMAND_OPTIONS = 25  # interactions/application-commands#application-command-object
COMMAND_TOTAL = 8000  # interactions/application-commands: names, descriptions and values, longest translation
CHOICES = 25  # interactions/receiving-and-responding#autocomplete
CHOICE_NAME = (
    100  # interactions/application-commands#application-command-object-application-command-option-choice
)
CHOICE_VALUE = 100  # the same; a string value
ACTIVITY = 128  # events/gateway-events#activity-object: the state of a custom status

ELLIPSIS = "…"

_BUTTON, _STRING_SELECT, _TEXT_INPUT, _TEXT_DISPLAY = 2, 3, 4, 10
_SELECTS = frozenset({3, 5, 6, 7, 8})


class LimitExceededError(AssertionError):
    """A payload that Discord would refuse."""

    def __init__(self, where: str, found: int, limit: int) -> None:
        super().__init__(f"{where}: found {found}, Discord allows at most {limit}")


def length(text: str) -> int:
    """The length as Discord may count it at most: UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> int:
    """How many code points of `text` fit into `limit` units, ending at a word where there is one."""
    units = end = 0
    for character in text:
        units += 2 if character > "\uffff" else 1
        if units > limit:
            break
        end += 1
    else:
        return end
    space = text.rfind(" ", 0, end + 1)
    end = space if space > end // 2 else end
    while end > 1 and text[end - 1] == "\u200d":
        end -= 1
    return end


def clip(text: str, limit: int) -> str:
    """`text`, cut at a word and ended with an ellipsis where it is longer than `limit`."""
    if length(text) <= limit:
        return text
    return text[: cut(text, limit - 1)].rstrip() + ELLIPSIS


def assert_within_limits(payload: Mapping[str, Any]) -> None:
    """Check a message, response, form, suggestions or command, as sent; LimitExceededError names the place."""
    body = payload.get("data") if isinstance(payload.get("data"), dict) else payload
    if body is None:
        return
    if "choices" in body:
        _check_choices(body["choices"])
    elif "description" in body and "components" not in body:
        _check_command(body)
    else:
        _check_message(body)


def _at_most(where: str, value: object, limit: int) -> None:
    found = length(value) if isinstance(value, str) else len(value) if isinstance(value, (list, tuple)) else 0
    if found > limit:
        raise LimitExceededError(where, found, limit)


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, nested ones included."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        yield from walk(
            [component[key] for key in ("accessory", "component") if isinstance(component.get(key), dict)]
        )


def _check_message(body: Mapping[str, Any]) -> None:
    _at_most("content", body.get("content"), CONTENT)
    for embed in body.get("embeds") or []:
        _at_most("description of an embed", embed.get("description"), EMBED_TEXT)
    _at_most("title", body.get("title"), MODAL_TITLE)
    _at_most("custom_id", body.get("custom_id"), CUSTOM_ID)
    found = list(walk(body.get("components") or []))
    _at_most("components", found, COMPONENTS)
    text = "".join(c["content"] for c in found if c["type"] == _TEXT_DISPLAY)
    _at_most("text of all components", text, TEXT_TOTAL)
    ids = [c["custom_id"] for c in found if c.get("custom_id")]
    if len(ids) != len(set(ids)):
        raise LimitExceededError("components with the same custom_id", len(ids), len(set(ids)))
    for component in found:
        _check_component(component)


def _check_component(component: Mapping[str, Any]) -> None:
    kind = component["type"]
    _at_most("custom_id", component.get("custom_id"), CUSTOM_ID)
    _at_most("placeholder", component.get("placeholder"), PLACEHOLDER)
    if kind == 1:
        _at_most("components of a row", component["components"], ROW_BUTTONS)
        selects = sum(child["type"] in _SELECTS for child in component["components"])
        if selects and len(component["components"]) > 1:
            raise LimitExceededError("components beside a menu in a row", len(component["components"]), 1)
    elif kind == _BUTTON:
        _at_most("label of a button", component.get("label"), BUTTON_LABEL)
        _at_most("url of a button", component.get("url"), URL)
    elif kind == _STRING_SELECT:
        _at_most("options of a menu", component["options"], SELECT_OPTIONS)
        for option in component["options"]:
            for key in ("label", "value", "description"):
                _at_most(f"{key} of a menu's option", option.get(key), OPTION_TEXT)
    elif kind == _TEXT_INPUT:
        _at_most("value of a text input", component.get("value"), INPUT_VALUE)
        _at_most("placeholder of a text input", component.get("placeholder"), INPUT_PLACEHOLDER)
    elif kind == 18:
        _at_most("label", component.get("label"), LABEL_TEXT)
        _at_most("description", component.get("description"), OPTION_TEXT)


def _check_choices(choices: list[dict[str, Any]]) -> None:
    _at_most("suggestions", choices, CHOICES)
    for choice in choices:
        _at_most("name of a suggestion", choice["name"], CHOICE_NAME)
        _at_most("value of a suggestion", choice["value"], CHOICE_VALUE)


def _check_command(command: Mapping[str, Any]) -> None:
    total = _check_described(command)
    options = command.get("options") or []
    _at_most("options of a command", options, COMMAND_OPTIONS)
    total += sum(_check_described(option) for option in options)
    if total > COMMAND_TOTAL:
        raise LimitExceededError("text of a command", total, COMMAND_TOTAL)


def _check_described(item: Mapping[str, Any]) -> int:
    """Check names and descriptions in every language; how much the longest add to the command's total."""
    total = 0
    for key, limit in (("name", COMMAND_NAME), ("description", COMMAND_DESCRIPTION)):
        texts = [item.get(key) or "", *(item.get(f"{key}_localizations") or {}).values()]
        for text in texts:
            _at_most(f"{key} of a command or option", text, limit)
        total += max(map(length, texts))
    return total
