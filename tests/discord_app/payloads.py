"""Checks every payload the bot sent: against our own limits, and against Discord's published schema where it is at hand."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from bot.discord_app.text.limits import assert_within_limits, walk
from tests.discord_app.accessible import assert_accessible

if TYPE_CHECKING:
    from simcord import Env

OPENAPI = Path(__file__).resolve().parents[3] / "shared" / "discord" / "openapi.json"
"""Discord's own description of its interface, not part of this project; without it only our limits are checked."""

MODAL = 9
_CALLBACKS = {
    4: "CreateMessageInteractionCallbackRequest",
    5: "CreateMessageInteractionCallbackRequest",
    6: "UpdateMessageInteractionCallbackRequest",
    7: "UpdateMessageInteractionCallbackRequest",
    8: "ApplicationCommandAutocompleteCallbackRequest",
    MODAL: "ModalInteractionCallbackRequest",
}
_ROUTES = (
    (r"POST /channels/\d+/messages", "MessageCreateRequest"),
    (r"PATCH /channels/\d+/messages/\d+", "MessageEditRequestPartial"),
    (r"POST /webhooks/\d+/\w+", "IncomingWebhookRequestPartial"),
    (r"PATCH /webhooks/\d+/\w+/messages/[@\w]+", "IncomingWebhookUpdateRequestPartial"),
)


Json = dict[str, Any]

_PASSED: set[tuple[str, str]] = set()
"""What has passed in this run: the commands are the same at every start."""


@cache
def _document() -> Registry[Any]:
    contents = json.loads(OPENAPI.read_text("utf-8"))
    resource: Resource[Any] = Resource.from_contents(contents, DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("openapi", resource)
    return registry


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(
        {"$ref": f"openapi#/components/schemas/{name}"}, registry=_document()
    )


def schema_of(method: str, path: str, body: Json) -> str | None:
    """The name of the schema for a request; None for one whose body has no limits."""
    if path.endswith("/callback"):
        return _CALLBACKS[body["type"]]
    return next((name for route, name in _ROUTES if re.fullmatch(route, f"{method} {path}")), None)


def check(method: str, path: str, body: object) -> None:
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


def _conforms(name: str, body: Json) -> None:
    key = (name, json.dumps(body, sort_keys=True))
    if OPENAPI.exists() and key not in _PASSED:
        _validator(name).validate(_with_text_ids(body))
        _PASSED.add(key)


def _with_text_ids(body: Json) -> Json:
    """discord.py writes the ids of a reference, of files, of roles that are rung and of what a menu begins with as numbers,
    which Discord takes though its schema says text."""
    allowed = body.get("allowed_mentions")
    if isinstance(allowed, dict) and "roles" in allowed:
        body = {**body, "allowed_mentions": {**allowed, "roles": [str(role) for role in allowed["roles"]]}}
    if isinstance(body.get("attachments"), list):
        body = {**body, "attachments": [{**file, "id": str(file["id"])} for file in body["attachments"]]}
    if isinstance(body.get("data"), dict) and body.get("type") == MODAL:
        data = json.loads(json.dumps(body["data"]))
        for part in walk(data.get("components") or []):
            for value in part.get("default_values") or []:
                value["id"] = str(value["id"])
        body = {**body, "data": data}
    if isinstance(body.get("message_reference"), dict):
        reference = {key: str(value) for key, value in body["message_reference"].items()}
        return {**body, "message_reference": reference}
    return body


def check_all(env: Env) -> None:
    for request in env.http_requests:
        check(request.method, request.path, request.json)
        if isinstance(request.json, dict):
            _pings_nobody(request.json)
            if request.json.get("type") != MODAL:
                assert_accessible(request.json.get("data") or request.json)


def _pings_nobody(body: Json) -> None:
    """A message says that nobody in it is to be pinged, but for a role that it names itself; a form is no message."""
    if body.get("type") == MODAL:
        return
    data = body["data"] if isinstance(body.get("data"), dict) else body
    if "components" in data:
        allowed = dict(data["allowed_mentions"])
        rung = allowed.pop("roles", [])
        assert (
            rung == [int(role) for role in re.findall(r"<@&(\d+)>", data.get("content") or "")] or not rung
        ), data
        assert allowed in ({"parse": []}, {"parse": [], "replied_user": False}), data
