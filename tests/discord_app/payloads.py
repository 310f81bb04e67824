"""Checks every payload the bot sent: against our own limits, and against Discord's published schema where it is at hand."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from simcord import Env

from bot.discord_app.limits import assert_within_limits

OPENAPI = Path(__file__).resolve().parents[3] / "shared" / "discord" / "openapi.json"
"""Discord's own description of its interface, not part of this project; without it only our limits are checked."""

_CALLBACKS = {
    4: "CreateMessageInteractionCallbackRequest",
    5: "CreateMessageInteractionCallbackRequest",
    6: "UpdateMessageInteractionCallbackRequest",
    7: "UpdateMessageInteractionCallbackRequest",
    8: "ApplicationCommandAutocompleteCallbackRequest",
    9: "ModalInteractionCallbackRequest",
}
_ROUTES = (
    (r"POST /channels/\d+/messages", "MessageCreateRequest"),
    (r"PATCH /channels/\d+/messages/\d+", "MessageEditRequestPartial"),
    (r"POST /webhooks/\d+/\w+", "IncomingWebhookRequestPartial"),
    (r"PATCH /webhooks/\d+/\w+/messages/[@\w]+", "IncomingWebhookUpdateRequestPartial"),
)


@cache
def _document() -> Registry[Any]:
    contents = json.loads(OPENAPI.read_text("utf-8"))
    return Registry().with_resource("openapi", Resource(contents, DRAFT202012))


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(
        {"$ref": f"openapi#/components/schemas/{name}"}, registry=_document()
    )


def schema_of(method: str, path: str, body: Any) -> str | None:
    """The name of the schema for a request; None for one whose body has no limits."""
    if path.endswith("/callback"):
        return _CALLBACKS[body["type"]]
    return next((name for route, name in _ROUTES if re.fullmatch(route, f"{method} {path}")), None)


def check(method: str, path: str, body: Any) -> None:
    """One payload; a list is the commands as Discord is told of them."""
    if isinstance(body, list):
        for command in body:
            assert_within_limits(command)
            _conforms("ApplicationCommandUpdateRequest", command)
    elif isinstance(body, dict):
        assert_within_limits(body)
        name = schema_of(method, path, body)
        if name:
            _conforms(name, body)


def _conforms(name: str, body: Any) -> None:
    if OPENAPI.exists():
        _validator(name).validate(_with_text_ids(body))


def _with_text_ids(body: Any) -> Any:
    """discord.py writes the ids of a reference as numbers, which Discord takes though its schema says text."""
    if isinstance(body, dict) and isinstance(body.get("message_reference"), dict):
        reference = {key: str(value) for key, value in body["message_reference"].items()}
        return {**body, "message_reference": reference}
    return body


def check_all(env: Env) -> None:
    for request in env.http_requests:
        check(request.method, request.path, request.json)
        mentions = _mentions(request.json)
        assert mentions in (None, {"parse": []}, {"parse": [], "replied_user": False}), mentions


def _mentions(body: Any) -> Any:
    """The allowed mentions of a message; a message must have them."""
    if not isinstance(body, dict):
        return None
    data = body.get("data") if isinstance(body.get("data"), dict) else body
    if not data or "components" not in data:
        return None
    return data["allowed_mentions"]
