"""`ask --batch`: whatever the lines hold, each has one line out, and none ends the batch."""

from __future__ import annotations

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.fuzz import targets
from tests.fuzz.material import mutated, typed, wild

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    typed.map(lambda text: text[:300]),
    st.lists(st.text(max_size=9), max_size=3),
)
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "id": VALUES,
        "q": VALUES,
        "turns": st.lists(typed, max_size=3) | VALUES,
        "as_of": st.dates().map(str) | st.datetimes().map(str) | VALUES,
        "other": VALUES,
    },
).map(lambda record: json.dumps(record).encode())
LINES = st.one_of(RECORDS, RECORDS.flatmap(mutated), st.binary(max_size=200))


@settings(wild, max_examples=120)
@given(st.lists(LINES, max_size=8).map(b"\n".join))
@example(b"[" * 100_000)
@example(b'{"q": "' + b"x" * 1_100_000 + b'"}')
@example(b'{"q": "x", "as_of": "1800-01-01"}\n{"q": "a year ago", "as_of": "2200-12-31"}')
def test_any_line_has_exactly_one_line_out(data: bytes) -> None:
    targets.batch(data)
