"""What GitHub reads: forms, workflows, updates. They were not run by GitHub; their form is held here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))


def read(path: Path) -> dict[str, Any]:
    """As YAML 1.1 has it, `on` would be a truth value: it is read as the word that it is."""
    found: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - words only
    return found


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_only_read_ends_in_time_and_names_versions(path: Path) -> None:
    workflow = read(path)

    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["on"]
    for job in workflow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 90
        assert all(("uses" in step) != ("run" in step) for step in job["steps"])
        used = [step["uses"] for step in job["steps"] if "uses" in step]
        assert all(re.fullmatch(r"actions/[\w-]+@v\d+", name) for name in used)


def test_every_command_of_a_workflow_is_there() -> None:
    runs = [
        step.get("run", "")
        for path in WORKFLOWS
        for job in read(path)["jobs"].values()
        for step in job["steps"]
    ]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = {name for run in runs for name in re.findall(r"^make ([\w-]+)", run, re.MULTILINE)}

    assert ".ci/run" in runs
    assert any(run.startswith("docker build ") for run in runs)
    assert {"audit", "check"} <= targets
    assert all(re.search(rf"^{name}:", makefile, re.MULTILINE) for name in targets)


def test_the_form_for_a_wrong_answer_asks_for_the_question_and_a_source() -> None:
    form = read(GITHUB / "ISSUE_TEMPLATE/wrong-answer.yml")
    asked = {part["id"]: part for part in form["body"] if "id" in part}
    needed = {name for name, part in asked.items() if part.get("validations", {}).get("required") == "true"}

    assert {"name", "description", "body"} <= set(form)
    assert {"question", "answer", "right", "source"} <= needed
    assert all(part["type"] in {"markdown", "textarea", "input", "dropdown"} for part in form["body"])
    assert all(part["attributes"].get("options") for part in form["body"] if part["type"] == "dropdown")


def test_whoever_is_named_as_an_owner_is_a_user_a_team_or_an_address() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]

    assert any("/knowledge/" in line for line in lines)
    for pattern, *owners in rules:
        assert (ROOT / pattern.strip("/")).exists(), pattern
        assert all(re.fullmatch(r"@[\w-]+(/[\w-]+)?|[^@\s]+@[^@\s]+", owner) for owner in owners), owners


def test_updates_are_looked_for_where_the_lock_does_not() -> None:
    updates = read(GITHUB / "dependabot.yml")

    assert updates["version"] == "2"
    assert {one["package-ecosystem"] for one in updates["updates"]} == {"github-actions", "docker"}
    assert all(one["directory"] == "/" and one["schedule"]["interval"] for one in updates["updates"])
