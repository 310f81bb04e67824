"""The image: what its Dockerfile promises, held by reading it."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from deploy.dockerfile import Stage, context, stages

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "Dockerfile").read_text("utf-8")
BUILD, FINAL = stages(TEXT)
CONTEXT = context(ROOT, (ROOT / ".dockerignore").read_text("utf-8"))


def values(stage: Stage, name: str) -> list[str]:
    return [one.text for one in stage.all(name)]


def test_the_linter_finds_nothing_in_the_dockerfile() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    ended = subprocess.run([linter, "Dockerfile"], cwd=ROOT, capture_output=True, text=True)

    assert (ended.returncode, ended.stdout) == (0, "")


def test_everything_is_installed_by_hash() -> None:
    installs = re.findall(r"pip [^&\n]*install [^&\n]*", TEXT.replace("\\\n", " "))

    assert installs
    assert all(
        "--require-hashes" in line or ("--no-deps" in line and "--no-index" in line) for line in installs
    )


def test_dependencies_are_installed_before_the_code_is_copied() -> None:
    steps = [(one.name, one.text) for one in BUILD.instructions if one.name in ("COPY", "RUN")]

    assert steps[0] == ("COPY", "requirements.txt requirements-build.txt ./")
    assert "--require-hashes" in steps[1][1]
    assert ("COPY", "bot ./bot") in steps[2:]


def test_it_runs_as_a_number_that_is_not_root_with_the_entry_point_as_pid_one() -> None:
    assert values(FINAL, "USER") == ["10001:10001"]
    assert values(FINAL, "ENTRYPOINT") == ['["strikebot"]']
    assert values(FINAL, "CMD") == ['["run"]']
    assert values(FINAL, "STOPSIGNAL") == ["SIGTERM"]
    assert FINAL.instructions.index(FINAL.all("USER")[0]) > FINAL.instructions.index(FINAL.all("COPY")[-1])


def test_the_last_stage_runs_nothing_while_it_is_built_and_so_needs_no_shell() -> None:
    assert FINAL.all("RUN") == []
    (health,) = values(FINAL, "HEALTHCHECK")
    assert health.endswith('CMD ["strikebot", "health"]')


def test_only_the_knowledge_and_the_records_belong_to_the_bot() -> None:
    owned = {one.words()[-1] for one in FINAL.all("COPY") if one.flag("chown")}

    assert owned == {"./knowledge", "/data"}
    assert all(one.flag("chown") in (None, "10001:10001") for one in FINAL.all("COPY"))
    assert values(FINAL, "VOLUME") == ['["/data"]']


def test_the_labels_name_the_version_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    labels = FINAL.all("LABEL")[0].pairs({"REVISION": "abc"})
    label = "org.opencontainers.image."

    assert labels[f"{label}version"] == project["version"]
    assert labels[f"{label}licenses"] == project["license"]
    assert labels[f"{label}revision"] == "abc"


def test_both_stages_have_the_same_tagged_base() -> None:
    assert BUILD.base == FINAL.base
    assert re.fullmatch(r"python:3\.\d+-slim(@sha256:[0-9a-f]{64})?", FINAL.base)


def test_no_setting_of_the_image_is_a_secret() -> None:
    names = {
        name
        for stage in (BUILD, FINAL)
        for one in stage.all("ENV") + stage.all("ARG")
        for name in one.pairs()
    }

    assert not [name for name in names if re.search("TOKEN|PASSWORD|SECRET|DATABASE", name)]


def test_the_build_sees_only_what_the_image_is_made_of(project_root: Path) -> None:
    ignore = (project_root / ".dockerignore").read_text("utf-8").splitlines()
    allowed = {line[1:] for line in ignore if line.startswith("!")}
    copied = {
        source
        for one in BUILD.all("COPY") + FINAL.all("COPY")
        if not one.flag("from")
        for source in one.words()[:-1]
    }

    assert next(line for line in ignore if line and not line.startswith("#")) == "*"
    assert copied == allowed
    assert {name.split("/")[0] for name in CONTEXT} == allowed


@pytest.mark.parametrize("word", ["tests", ".env", "secrets", ".git", "__pycache__", ".venv", ".sqlite3"])
def test_the_build_does_not_see(word: str) -> None:
    assert not [name for name in CONTEXT if word in name.split("/") or name.endswith(word)]
