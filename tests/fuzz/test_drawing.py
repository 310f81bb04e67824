"""Made-up input is new in each run, also where CI is set: what always tries the same finds nothing twice."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

TOLD = """
import tests.conftest
from hypothesis import settings
from tests.fuzz.material import wild
for one in (settings.default, wild):
    print(one.derandomize, one.print_blob)
"""


@pytest.mark.parametrize("ci", [{}, {"CI": "true"}, {"GITHUB_ACTIONS": "true"}], ids=str)
def test_each_run_draws_new_examples_and_says_how_to_repeat_one(
    project_root: Path, ci: dict[str, str]
) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in {"CI", "GITHUB_ACTIONS"}}
    told = subprocess.run(
        [sys.executable, "-c", TOLD],
        cwd=project_root,
        env={**bare, **ci},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["False", "True"] * 2
