"""The schemas for editors: up to date, true schemas, and as strict as the models on what is shipped."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from bot.knowledge.documentation.schema import schemas, write
from bot.knowledge.model.items import KINDS
from bot.knowledge.yaml.parse import parse
from bot.knowledge.yaml.tree import Mapping, Node, Scalar, Sequence
from tests.knowledge.samples import FILES

if TYPE_CHECKING:
    from pathlib import Path


def typed(node: Node) -> Any:  # noqa: ANN401  (what an editor sees)
    """The tree as an editor types it: YAML 1.2, where only numbers and true or false are not texts."""
    if isinstance(node, Sequence):
        return [typed(item) for item in node.items]
    if isinstance(node, Mapping):
        return {name: typed(value) for name, value in node.fields.items()}
    if node.text is None or node.quoted:
        return node.text
    if node.text in {"true", "false"}:
        return node.text == "true"
    return int(node.text) if re.fullmatch(r"\d+", node.text) else node.text


def errors(kind: str, text: str) -> list[str]:
    root, problems = parse(text.encode(), f"{kind}.yaml")
    assert root is not None, problems
    validator = jsonschema.Draft202012Validator(json.loads(schemas()[f"{kind}.json"]))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(typed(root))]


def test_shipped_schemas_are_up_to_date(project_root: Path) -> None:
    folder = project_root / "knowledge/schema"
    assert {path.name: path.read_text("utf-8") for path in folder.glob("*")} == schemas()


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schemas()[name]))


@pytest.mark.parametrize("name", sorted(FILES))
def test_sample_satisfies_its_schema(name: str) -> None:
    assert errors(name.rpartition("/")[2].removesuffix(".yaml"), FILES[name]) == []


def test_shipped_knowledge_satisfies_the_schemas(project_root: Path) -> None:
    files = [
        path
        for path in (project_root / "knowledge").rglob("*.yaml")
        if path.stem in {kind.name for kind in KINDS}
    ]
    assert files
    assert {str(path): errors(path.stem, path.read_text("utf-8")) for path in files} == {
        str(path): [] for path in files
    }


def test_every_shipped_file_names_its_schema(project_root: Path) -> None:
    for path in (project_root / "knowledge").rglob("*.yaml"):
        first = path.read_text("utf-8").split("\n")[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert match, f"{path}: {first}"
        assert (path.parent / match[1]).resolve() == project_root / f"knowledge/schema/{path.stem}.json", path


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("meetings", "- id: a\n  retreived: x"),
        ("meetings", "- id: Not An Id"),
        ("positions", "- stance: refused"),
        ("events", "- citations: []"),
        ("quotes", "- text: [a]"),
        ("strike", "kind: lockout"),
        ("sources", "id: a"),
    ],
)
def test_schema_finds_what_is_wrong(kind: str, text: str) -> None:
    assert errors(kind, text)


def test_short_forms_satisfy_the_schema_and_others_do_not() -> None:
    fine = (
        "- id: a\n  citations: {}\n  reviewed: 2026-11-23\n  date: 2023-05-02\n"
        "  text: x\n  kind: vote\n  more: [{}]\n"
    )
    assert errors("events", fine.format("a-source", "short")) == []
    assert (
        errors("events", fine.format("[a-source, {source: b, passage: c}]", "{text: long, citations: a}"))
        == []
    )
    assert errors("events", fine.format("a-source", "[1]"))


def test_writing_touches_only_what_is_stale(tmp_path: Path) -> None:
    assert write(tmp_path / "schema") == list(schemas())
    (tmp_path / "schema/events.json").write_text("{}", "utf-8")
    assert write(tmp_path / "schema") == ["events.json"]
    assert write(tmp_path / "schema") == []


def test_scalars_of_an_editor() -> None:
    root, _ = parse(b"[true, 12, '12', no, ~]", "x.yaml")
    assert isinstance(root, Sequence)
    assert all(isinstance(item, Scalar) for item in root.items)
    assert typed(root) == [True, 12, "12", "no", None]
