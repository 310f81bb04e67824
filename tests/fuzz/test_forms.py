"""Whatever is typed into a form, and whatever a stored draft has become: entries, sentences, or a refusal."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.moderating.forms import FORMS, Filled
from bot.moderating.works import KeepCheck, Teach, Upload, Withdraw, Work, to_json
from tests.fuzz import targets
from tests.fuzz.material import mutated, typed, wild
from tests.moderating.forms.test_entries import FULLEST, SMALLEST


@st.composite
def forms(draw: st.DrawFn, beside: int = 2) -> Filled:
    """A form that is in order, or empty, or of no kind that there is, with some of its fields replaced by anything."""
    kind = draw(st.sampled_from([*FORMS, "letter"]))
    known = [*FORMS[kind].fields, "begun"] if kind in FORMS else ["x"]
    values = dict(
        draw(st.sampled_from([{}, *(one[kind].values for one in (SMALLEST, FULLEST) if kind in one)]))
    )
    for name in draw(st.lists(st.sampled_from(known), max_size=4)):
        values[name] = draw(typed)
    along = draw(st.lists(forms(beside=beside - 1), max_size=2)) if beside and kind in FORMS else []
    return Filled(kind, values, tuple(one for one in along if one.kind in FORMS))


@settings(wild, max_examples=150)
@given(forms())
def test_any_form_gives_entries_or_sentences(filled: Filled) -> None:
    targets.form(filled)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["kind", "values", "beside", "filled", "patches", "x"]), inner, max_size=5
        )
    ),
    max_leaves=20,
)
WORKS: tuple[Work, ...] = (
    Teach(question="who blinked", entry="lamp-2025/quote/lind-ovens"),
    KeepCheck(question="what day is it", reply="answer", entry="lamp-2025"),
    Withdraw(entry="lamp-2025/quote/lind-ovens", reason="It was wrong."),
    Upload(file="checks.yaml", content=b"W10K"),
)
_STORED = st.one_of(
    _JSON.map(json.dumps),
    forms().map(Filled.to_json),
    forms().map(lambda filled: json.dumps({"kind": "add", "filled": filled.to_json()})),
    st.sampled_from(WORKS).map(to_json),
)


def _written(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@settings(wild, max_examples=150)
@given(
    _STORED
    | _STORED.flatmap(lambda text: mutated(_written(text))).map(lambda data: data.decode("utf-8", "replace"))
)
@example("[" * 100_000)
@example('{"kind": "add", "filled": ' + json.dumps("[" * 100_000) + "}")
@example('{"kind": "upload", "file": "../../etc/passwd", "content": "W10K"}')
@example('{"kind": "undo", "edit": 1, "what": "x", "patches": "{}"}')
@example('{"kind": "withdraw", "entry": "x/y/z", "reason": "\\ud800"}')
def test_any_stored_draft_is_read_or_refused(text: str) -> None:
    targets.draft(text)


@settings(wild, max_examples=100)
@given(
    st.sampled_from(WORKS),
    st.dictionaries(st.sampled_from(["question", "entry", "reason", "file", "as_of"]), typed),
)
@example(WORKS[1], {"as_of": "0"})
@example(WORKS[1], {"as_of": "2023-02-31"})
@example(WORKS[1], {"as_of": "9999-12-31"})
def test_any_words_in_a_work_lead_to_files_or_to_a_sentence(work: Any, words: dict[str, str]) -> None:  # noqa: ANN401
    plain = {**json.loads(to_json(work)), **words}
    targets.draft(json.dumps(plain))
