"""What the project ships beside its code: pinned requirements, the image, the Makefile, the changelog."""

import importlib
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import bot

ROOT = Path(__file__).resolve().parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNTIME: list[str] = PROJECT["project"]["dependencies"]
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
TERMINAL = EXTRAS["terminal"]
DEMO = EXTRAS["demo"]
GROUPS: dict[str, list[str]] = PROJECT["dependency-groups"]

# Which declared dependencies each compiled file has to hold: exactly these, with whatever they need in turn.
COMPILED = {
    "requirements/base.txt": RUNTIME,
    "requirements/terminal.txt": [*RUNTIME, *TERMINAL],
    "requirements/dev.txt": [*RUNTIME, *TERMINAL, *DEMO, *GROUPS["dev"]],
    "requirements/bench.txt": [*RUNTIME, *TERMINAL, *GROUPS["bench"]],
    "requirements/build.txt": GROUPS["build"],
    "requirements/deploy.txt": GROUPS["deploy"],
    "requirements/fuzz.txt": GROUPS["fuzz"],
}

# Licences that let an MIT project use the package, as their authors write them. Whoever adds one has read it.
ALLOWED_LICENCES = {
    "0BSD", "Apache 2.0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT", "PSF-2.0", "Zlib",
    "Apache Software License", "BSD License", "MIT License", "Python Software Foundation License",
}  # fmt: skip


class Pin:
    """One `name==version` of a compiled file, with its hashes and what asked for it."""

    def __init__(self, block: str) -> None:
        first = block.split("\\", 1)[0].strip()
        self.requirement = Requirement(first)
        self.name = canonicalize_name(self.requirement.name)
        (specifier,) = self.requirement.specifier
        assert specifier.operator == "==", first
        self.version = specifier.version
        self.hashes = re.findall(r"--hash=(\S+)", block)
        self.declared = "strikebot (pyproject.toml" in block


def pins(file: str) -> list[Pin]:
    lines = [line for line in (ROOT / file).read_text("utf-8").splitlines() if not line.startswith("#")]
    return [Pin(block) for block in re.split(r"\n(?=\S)", "\n".join(lines)) if block.strip()]


def text_files() -> Iterator[tuple[Path, str]]:
    """Every text file that git has or would add; the test is skipped where there is no git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    for name in listed.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file() and b"\0" not in (content := path.read_bytes()):
            yield path, content.decode("utf-8", errors="replace")


@pytest.mark.parametrize("file", COMPILED)
def test_compiled_requirements_hold_what_pyproject_declares(file: str) -> None:
    declared = [Requirement(text) for text in COMPILED[file]]
    found = {pin.name: pin for pin in pins(file)}

    assert {pin.name for pin in found.values() if pin.declared} == {
        canonicalize_name(requirement.name) for requirement in declared
    }, f"{file} is stale: run `make lock`"
    for requirement in declared:
        version = found[canonicalize_name(requirement.name)].version
        assert requirement.specifier.contains(version), (
            f"{file}: {version} is not {requirement}: run `make lock`"
        )


@pytest.mark.parametrize("file", COMPILED)
def test_every_pin_has_hashes(file: str) -> None:
    assert pins(file)
    for pin in pins(file):
        assert pin.hashes, f"{file}: {pin.name} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in pin.hashes), f"{file}: {pin.name}"


@pytest.mark.parametrize("file", COMPILED)
def test_requirements_name_no_package_index(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")

    assert not re.search(
        r"^\s*(-i|-f|--(extra-)?index-url|--find-links|--trusted-host)\b", text, re.MULTILINE
    )
    assert "://" not in text


def test_one_package_has_one_version_in_all_files() -> None:
    versions: dict[str, set[str]] = {}
    for pin in (pin for file in COMPILED for pin in pins(file)):
        versions.setdefault(pin.name, set()).add(pin.version)

    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_every_declared_dependency_has_its_reason_beside_it() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()

    for text in [*RUNTIME, *TERMINAL, *DEMO, *(text for group in GROUPS.values() for text in group)]:
        assert [line for line in lines if f'"{text}"' in line and re.search(r"# \w", line)], text


def test_the_build_backend_is_pinned_as_declared() -> None:
    assert PROJECT["build-system"]["requires"] == GROUPS["build"]


def licences(name: str) -> set[str]:
    """The licences of an installed package: its expression, else its classifiers, else its free text."""
    meta = metadata.metadata(name)
    for expression in meta.get_all("License-Expression") or []:
        return set(re.split(r" (?:AND|OR) ", expression.replace("(", "").replace(")", "")))
    found = {
        line.rsplit(" :: ", 1)[1]
        for line in meta.get_all("Classifier") or []
        if line.startswith("License ::")
    }
    return found or set(meta.get_all("License") or ["unknown"])


def test_runtime_dependencies_have_a_licence_that_fits() -> None:
    environment: dict[str, str] = {**default_environment()}  # type: ignore[dict-item]  # a TypedDict of strings
    for pin in pins("requirements/terminal.txt"):
        if pin.requirement.marker is None or pin.requirement.marker.evaluate(environment):
            assert licences(pin.name) <= ALLOWED_LICENCES, pin.name


def test_version_is_the_one_of_the_package_and_of_the_changelog() -> None:
    version = PROJECT["project"]["version"]
    headings = re.findall(
        r"^## (\S+) \((?:unreleased|\d{4}-\d\d-\d\d)\)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M
    )

    assert bot.__version__ == version
    assert headings[0] == version


def test_a_checkout_that_is_not_installed_still_has_a_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    with monkeypatch.context() as patched:
        patched.setattr(metadata, "version", missing)
        assert importlib.reload(bot).__version__ == "0+unknown"
    importlib.reload(bot)


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    place = re.compile(r"(?<![\w.~-])/(?:root|work|Users/\w+|home/\w+|opt/pypi)(?:/|\b)")

    for path, text in text_files():
        if path != Path(__file__).resolve():
            assert not place.search(text), f"{path.relative_to(ROOT)}: {place.search(text)}"


def test_every_data_file_of_the_code_is_packaged() -> None:
    patterns: list[str] = PROJECT["tool"]["setuptools"]["package-data"]["*"]

    for path in (ROOT / "bot").rglob("*"):
        if path.is_file() and path.suffix not in {".py", ".pyc"}:
            assert any(path.match(pattern) for pattern in patterns), path.relative_to(ROOT)
            assert (path.parent / "__init__.py").exists(), (
                f"{path.parent} is no package, so its files get lost"
            )


def test_every_make_target_is_listed_by_help() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    documented = re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE)

    assert set(phony.split()) == set(documented)


def test_ci_is_executable_and_runs_the_tests_last() -> None:
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").splitlines()[-1] == "make test"
