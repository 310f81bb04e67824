"""Reading a Dockerfile and a .dockerignore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deploy.dockerfile import context, stages

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
# syntax=docker/dockerfile:1
FROM python:3 AS build
ENV A=1 \\
    B="two words"
# a comment between
COPY --from=other --chown=1:2 a b ./
RUN first \\
    # a comment inside
    && second
FROM debian
CMD ["run", "it all"]
"""


def test_stages_hold_their_instructions_with_lines_joined_and_flags_apart() -> None:
    build, last = stages(TEXT)

    assert (build.base, build.name, last.base, last.name) == ("python:3", "build", "debian", "1")
    assert [one.name for one in build.instructions] == ["ENV", "COPY", "RUN"]
    assert build.all("ENV")[0].pairs() == {"A": "1", "B": "two words"}
    assert (build.all("COPY")[0].flag("from"), build.all("COPY")[0].flag("chown")) == ("other", "1:2")
    assert build.all("COPY")[0].words() == ["a", "b", "./"]
    assert build.all("RUN")[0].text == "first && second"
    assert last.all("CMD")[0].words() == ["run", "it all"]


def test_variables_are_filled_in_and_unknown_ones_are_nothing() -> None:
    (stage,) = stages("FROM a\nENV PATH=/new:$PATH X=${Y}z")

    assert stage.all("ENV")[0].pairs({"PATH": "/old"}) == {"PATH": "/new:/old", "X": "z"}


def test_the_last_pattern_that_fits_decides_what_a_build_sees(tmp_path: Path) -> None:
    for name in ("bot/a.py", "bot/deep/b.pyc", "bot/deep/c.py", "tests/t.py", "LICENSE", "x[1].txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()

    assert context(tmp_path, "*\n!bot\n# no\n!LICENSE\n**/*.py[cod]\n") == [
        "LICENSE",
        "bot/a.py",
        "bot/deep/c.py",
    ]
