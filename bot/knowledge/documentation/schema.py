"""JSON Schemas of the knowledge files, made from the models: editors complete and check with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.knowledge.disk.durable import write_atomic
from bot.knowledge.model.items import KINDS, FileKind

if TYPE_CHECKING:
    from pathlib import Path

Json: TypeAlias = dict[str, Any]
SHORT_FORMS = {
    "Statement": "The text alone.", "Citation": "The id of the source alone.", "PlaceOut": "The id of the place alone.",
}  # fmt: skip
"""Models that may be written as one text."""
ONE_OR_MORE = frozenset(
    {"citations", "party", "union", "employer", "tentative_agreement", "deal", "reported_by"}
)
"""Lists that may be written as their one item: an id, or the fields of a deal."""


def schemas() -> dict[str, str]:
    """The text of each schema by its file name, such as `meetings.json`."""
    return {
        f"{kind.name}.json": json.dumps(_schema(kind), indent=2, ensure_ascii=False) + "\n" for kind in KINDS
    }


def write(folder: Path) -> list[str]:
    """Write those schemas into `folder` that are not there as they should be; the names of these."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in schemas().items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != text.encode():
            write_atomic(path, text.encode())
            written.append(name)
    return written


def _schema(kind: FileKind) -> Json:
    made = _with_short_forms(kind.model.model_json_schema())
    definitions = made.pop("$defs", {})
    top: Json = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Strikebot: {kind.file}",
    }
    if kind.is_list:
        definitions[kind.model.__name__] = made
        top |= {"type": "array", "items": {"$ref": f"#/$defs/{kind.model.__name__}"}}
    else:
        top |= {key: value for key, value in made.items() if key != "title"}
    return {**top, "$defs": dict(sorted(definitions.items()))} if definitions else top


def _with_short_forms(node: Any) -> Any:  # noqa: ANN401  (any part of a schema)
    """The schema with the short forms too, which the models' validators read but do not declare."""
    if isinstance(node, list):
        return [_with_short_forms(part) for part in node]
    if not isinstance(node, dict):
        return node
    name = str(node.get("$ref", "")).rpartition("/")[2]
    if name in SHORT_FORMS:
        text = {"type": "string", "minLength": 1, "description": SHORT_FORMS[name]}
        rest = {key: value for key, value in node.items() if key != "$ref"}
        return {**rest, "anyOf": [text, {"$ref": node["$ref"]}]}
    made = {key: _with_short_forms(value) for key, value in node.items()}
    if made.get("type") == "array" and "minLength" in made:
        made["minItems"] = made.pop("minLength")
    for field, value in made.get("properties", {}).items():
        value.pop("title", None)  # only the name again
        if field in ONE_OR_MORE:
            made["properties"][field] = _one_or_more(value)
    return made


def _one_or_more(node: Json) -> Json:
    if node.get("type") != "array":
        return node
    about: Json = {key: node[key] for key in ("title", "description", "default") if key in node}
    many = {key: value for key, value in node.items() if key not in about}
    item: Json = many.get("items", {})
    one = item if "Deal" in str(item.get("$ref")) else {"type": "string", "minLength": 1}
    return {**about, "anyOf": [one, many]}
