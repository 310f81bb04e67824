"""Whatever is typed: no exception, and nothing invalid without a sentence that says so."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.knowledge.loader import assemble
from bot.moderating.edit_plan import plan
from bot.moderating.forms import FORMS, Filled, choices, field_problems, make, summary
from bot.moderating.works import Add
from tests.moderating.forms.bench import NOW, base_after, lamp_engine, lamps, saved
from tests.moderating.forms.test_entries import FULLEST, NEWS_SMALLEST, SMALLEST

if TYPE_CHECKING:
    from collections.abc import Sequence

_PIECES = st.sampled_from(
    [
        *"-:#'\"“”[]{}&*!|>%@`~,.;\n\t ",
        "dec 29",
        "today",
        "2025-12-31",
        "9pm",
        "Mara Lind",
        "glassworks",
        "robots",
        "post-talks",
        "https://",
        "a.example.org",
        "@everyone",
        "<@123>",
        "[x](https://evil.example)",
        "null",
        "no",
        "...",
        "---",
        "é",
        "\u0301",
        "🎬",
        "\u202e",
        "\ud800",
        "\x00",
        "{% %}",
        "${x}",
        "\\",
    ]
)
texts = st.lists(_PIECES, max_size=8).map("".join) | st.text(max_size=40)


@st.composite
def forms(draw: st.DrawFn, kinds: Sequence[str] = tuple(SMALLEST), beside: int = 1) -> Filled:
    """A form that is in order, with some of its fields replaced by anything."""
    kind = draw(st.sampled_from(list(kinds)))
    values = dict(
        draw(
            st.sampled_from(
                [{}, *(part[kind].values for part in (SMALLEST, FULLEST, NEWS_SMALLEST) if kind in part)]
            )
        )
    )
    for name in draw(st.lists(st.sampled_from([*FORMS[kind].fields, "begun"]), max_size=4)):
        values[name] = draw(texts)
    along = draw(st.lists(forms(("source", "person"), beside=beside - 1), max_size=2)) if beside else []
    return Filled(kind, values, tuple(along))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(forms())
def test_what_a_form_gives_is_valid_or_says_what_is_wrong(form: Filled) -> None:
    done = make(form, lamp_engine(), NOW)
    for one in (*done.problems, *done.notices):
        assert one.field in {"", *FORMS[form.kind].fields}
        assert one.text.strip()
    if done.problems:
        assert done.additions == ()
        return
    base, found = assemble(saved(done))
    assert base is not None, field_problems(found, done)
    assert base.entry(done.full_id) if form.kind != "source" else done.full_id.startswith("source/")


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(forms(tuple(NEWS_SMALLEST)))
def test_news_is_saved_or_says_what_is_wrong(form: Filled) -> None:
    done = plan(Add(filled=form), lamps(), lamp_engine(), NOW)
    if not done.after:
        assert all(one.text.strip() for one in done.wrong)
        return
    base, found = assemble(done.after)
    told = done.words([problem for problem in found if problem.level == "error"])
    assert base is not None or all(one.text.strip() for one in told)
    assert base is not None or told


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(forms(), st.data())
def test_the_summary_and_the_menus_take_anything(form: Filled, data: st.DataObject) -> None:
    for label, value in summary(form, lamp_engine(), NOW):
        assert label
        assert "\u202e" not in value
    field = data.draw(st.sampled_from([*FORMS[form.kind].fields.values()]))
    assert len(choices(field, form, lamp_engine(), NOW)) <= 25
    assert Filled.from_json(form.to_json()) == form


def test_the_longest_input_takes_bounded_time() -> None:
    for typed in (
        "," * 4000,
        "a," * 2000,
        "a\n" * 2000,
        "\u0301" * 4000,
        "aug 11 " * 570,
        "[" * 4000,
        "“" * 4000,
    ):
        values = dict.fromkeys(FORMS["meeting"].fields, typed)
        begun = time.perf_counter()
        assert make(Filled("meeting", values), lamp_engine(), NOW).problems
        assert summary(Filled("meeting", values), lamp_engine(), NOW)
        assert time.perf_counter() - begun < 10


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "no",
            "12:30",
            "014",
            "0o14",
            "2026-11-23",
            "null",
            "~",
            "1e3",
            "true",
            "<<",
            "a: b: c",
            "- x",
            "#x",
            "{a}",
        ),
        *(
            "&a *a !!b",
            "%YAML",
            "---",
            "|",
            ">",
            "'",
            '"',
            "`code` ```",
            "@everyone <@1> [x](https://evil.example)",
        ),
    ],
)
def test_what_yaml_would_take_for_something_else_stays_a_text(typed: str) -> None:
    form = Filled("event", {**SMALLEST["event"].values, "text": typed, "asked": typed})
    done = make(form, lamp_engine(), NOW)
    event = base_after(done).events[done.full_id]
    assert event.text == typed
    assert event.asked == (typed.removeprefix("- "),)
