"""Whatever is in a knowledge file, or in an upload: it is read, or told line by line; and it stays in the folder."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.discord_app.replies import NASTY
from tests.fuzz import targets
from tests.fuzz.material import lamp_file, mutated, wild

NAMES = sorted(targets.lamp_files())
FULL = 1024 * 1024
"""Bytes of a knowledge file at most."""


@settings(wild, max_examples=200)
@given(lamp_file)
@example(("people.yaml", "- id: mara\u200dlind\n".encode()))
@example(("people.yaml", "- na\u200cme: Mara Lind\n".encode()))
@example(("sources.yaml", b"- id: " + b"x" * 900_000))
def test_a_mutated_file_is_read_or_told_line_by_line(file: tuple[str, bytes]) -> None:
    targets.yaml_file(*file)


@settings(wild, max_examples=200)
@given(
    st.sampled_from(NAMES),
    st.binary(max_size=2000) | st.text(max_size=2000).map(lambda t: t.encode("utf-8", "replace")),
)
@example("sources.yaml", b"[" * 3000)
@example("sources.yaml", b"a: &a [x]\nb: *a\n")
@example("sources.yaml", b"\xff\xfe[\x00")
def test_any_bytes_are_read_or_told_line_by_line(name: str, data: bytes) -> None:
    targets.yaml_file(name, data)


@settings(wild, max_examples=25)
@given(st.sampled_from(sorted(targets.shipped_files())).flatmap(
    lambda name: st.tuples(st.just(name), mutated(targets.shipped_files()[name]))
))  # fmt: skip
def test_a_mutated_file_of_the_shipped_base_is_read_or_told_line_by_line(file: tuple[str, bytes]) -> None:
    targets.yaml_file(*file, files=targets.shipped_files())


@pytest.mark.parametrize("unit", [b"- a\n", b"- {a: 1, b: [c, d]}\n", b"#\n", b"["])
def test_a_file_of_the_largest_size_is_judged_in_bounded_time(unit: bytes) -> None:
    """Those of the targets: it is done in a thread or a process of its own, where nobody waits for it."""
    targets.yaml_file("strikes/lamp-2025/events.yaml", (unit * FULL)[:FULL])


PATHS = st.one_of(
    st.sampled_from(["sources.yaml", "meetings.yaml", "Meetings (2).YML", "strike copy 3.yaml", "checks.yaml"]),
    st.sampled_from(["../meetings.yaml", "..\\..\\sources.yaml", "/etc/passwd", "C:\\sources.yaml", "a/../../sources.yaml"]),
    st.sampled_from(["sources.yaml\x00.png", "sources.yaml/", ".", "..", "", "schema/sources.yaml", "SOURCES.YAML "]),
    st.sampled_from(NASTY),
    st.text(max_size=80),
)  # fmt: skip
NAMED = st.text("./\\ :~-_()0123456789", max_size=12)


@settings(wild, max_examples=200)
@given(
    st.builds("{}{}{}".format, NAMED, PATHS, NAMED) | PATHS,
    lamp_file.map(lambda file: file[1]) | st.binary(max_size=300),
    st.sampled_from([None, "lamp-2025", "lamp-1950"]),
)
def test_an_upload_of_any_name_has_its_place_in_the_folder_or_none(
    name: str, data: bytes, strike: str | None
) -> None:
    targets.upload(name, data, strike)
