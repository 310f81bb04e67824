"""The Dockerfile: what it promises, held by reading it. What is made from it is in test_container.py."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text("utf-8"))
"""With the lines joined that are continued."""
BUILD, FINAL = re.split(r"^(?=FROM )", TEXT, flags=re.MULTILINE)[1:]


def values(stage: str, name: str) -> list[str]:
    """What follows an instruction, each time that it is there."""
    return re.findall(rf"^{name} (.+)$", stage, re.MULTILINE)


def test_the_linter_finds_nothing_in_the_dockerfile() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    ended = subprocess.run([linter, "Dockerfile"], cwd=ROOT, capture_output=True, text=True)

    assert (ended.returncode, ended.stdout) == (0, "")


def test_everything_is_installed_by_hash() -> None:
    installs = re.findall(r"pip [^&\n]*install [^&\n]*", TEXT)

    assert installs
    assert all(
        "--require-hashes" in line or ("--no-deps" in line and "--no-index" in line) for line in installs
    )


def test_dependencies_are_installed_before_the_code_is_copied() -> None:
    steps = re.findall(r"^(COPY|RUN) (.+)$", BUILD, re.MULTILINE)

    assert steps[0] == ("COPY", "requirements/base.txt requirements/build.txt ./requirements/")
    assert "--require-hashes" in steps[1][1]
    assert ("COPY", "bot ./bot") in steps[2:]


def test_it_runs_as_a_number_that_is_not_root_with_the_entry_point_as_pid_one() -> None:
    assert values(FINAL, "USER") == ["10001:10001"]
    assert values(FINAL, "ENTRYPOINT") == ['["strikebot"]']
    assert values(FINAL, "CMD") == ['["run"]']
    assert values(FINAL, "STOPSIGNAL") == ["SIGTERM"]
    assert FINAL.index("\nUSER ") > FINAL.rindex("\nCOPY ")


def test_the_last_stage_runs_nothing_while_it_is_built_and_so_needs_no_shell() -> None:
    assert values(FINAL, "RUN") == []
    (health,) = values(FINAL, "HEALTHCHECK")
    assert health.endswith('CMD ["strikebot", "health"]')


def test_only_the_knowledge_and_the_records_belong_to_the_bot() -> None:
    owned = [copied for copied in values(FINAL, "COPY") if "--chown" in copied]

    assert [copied.split()[-1] for copied in owned] == ["./knowledge", "/data"]
    assert all("--chown=10001:10001 " in copied for copied in owned)
    assert values(FINAL, "VOLUME") == ['["/data"]']


def test_the_labels_name_the_version_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    labels = dict(re.findall(r'org\.opencontainers\.image\.(\w+)="([^"]*)"', FINAL))

    assert labels["version"] == project["version"]
    assert labels["licenses"] == project["license"]
    assert labels["revision"] == "$REVISION"


def test_both_stages_have_the_same_tagged_base() -> None:
    (base,) = {name.split()[0] for name in values(TEXT, "FROM")}

    assert re.fullmatch(r"python:3\.\d+-slim(@sha256:[0-9a-f]{64})?", base)


def test_no_setting_of_the_image_is_a_secret() -> None:
    named = " ".join(values(TEXT, "ENV") + values(TEXT, "ARG"))

    assert "KNOWLEDGE_DIR=" in named
    assert not re.search("TOKEN|PASSWORD|SECRET|DATABASE", named)


def test_the_build_is_shown_exactly_what_it_copies() -> None:
    ignore = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    copied = {
        source
        for words in values(TEXT, "COPY")
        if "--from=" not in words
        for source in words.split()[:-1]
        if not source.startswith("--")
    }

    assert next(line for line in ignore if line and not line.startswith("#")) == "*"
    assert copied == {line[1:] for line in ignore if line.startswith("!")}
