"""Every mistake that a form can meet, caught at its field in a sentence that needs no knowledge of files."""

from __future__ import annotations

import re

import pytest

from bot.knowledge.loader import assemble
from bot.knowledge.problems import Problem
from bot.moderating.forms import FORMS, FieldProblem, Filled, field_problems
from tests.moderating.forms.bench import (
    AUGUST,
    entry,
    filled,
    made,
    notices,
    problems,
    saved,
    shipped_engine,
)
from tests.moderating.forms.test_entries import FULLEST, NEWS_SMALLEST, SMALLEST

SHORTEST = {**SMALLEST, **NEWS_SMALLEST}


def wrong(kind: str, /, **values: str) -> dict[str, str]:
    """What is wrong with the smallest form of a kind when these values are in it."""
    return problems(Filled(kind, {**SHORTEST[kind].values, **values}))


@pytest.mark.parametrize("kind", list(FORMS))
def test_an_empty_form_says_what_is_needed(kind: str) -> None:
    found = problems(filled(kind))
    needed = {name for name, field in FORMS[kind].fields.items() if field.required}
    also = {
        "meeting": {"source"},
        "position": {"party", "issue", "source"},
        "quote": {"speaker", "source"},
        "event": {"source"},
        "answer": {"source"},
        "person": {"party", "source"},
        "source": {"publisher", "published"},
    }.get(kind, {"source"})
    assert needed | also <= set(found)
    assert all(text.endswith((".", "?")) for text in found.values())
    assert made(filled(kind)).additions == ()


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\x07", "U+0007 (bell)"),
        ("\x00", "U+0000 (null)"),
        ("\ufeff", "U+FEFF (zero width no-break space)"),
        ("\ud800", "U+D800 (a control character)"),
    ],
)
@pytest.mark.parametrize("kind", [kind for kind in FORMS if kind != "source"])
def test_a_character_that_cannot_be_seen_is_named(kind: str, char: str, name: str) -> None:
    for field in FORMS[kind].fields.values():
        found = wrong(kind, **{field.name: f"a{char}b"})
        assert found[field.name] == (
            f"There is the character {name} in it, which cannot be kept."
            " Delete it; the surest way is to type the words again."
        )


@pytest.mark.parametrize(
    ("kind", "field", "limit"),
    [
        (kind, field.name, field.limit)
        for kind, form in FORMS.items()
        for field in form.fields.values()
        if not field.shelf
        and not field.options
        and field.limit > 100
        and field.name not in ("url", "archived", "more_roles")
    ],
)
def test_a_text_that_is_too_long_is_counted(kind: str, field: str, limit: int) -> None:
    fits, over = "x" * limit, "x" * (limit + 1)
    assert wrong(kind, **{field: over})[field] == f"This has {limit + 1:,} characters; at most {limit:,} fit."
    assert field not in wrong(kind, **{field: fits}) or field == "speaker_name"


def test_what_is_longer_than_discord_takes_is_counted_too() -> None:
    assert wrong("meeting", date="9" * 5000)["date"] == "This has 5,000 characters; at most 4,000 fit."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("javascript:alert(1)", "Only the address of a public page that begins with https:// can be linked."),
        ("data:text/html,x", "Only the address of a public page that begins with https:// can be linked."),
        ("not an address", "Only the address of a public page that begins with https:// can be linked."),
        (
            "http://post.example.org/x",
            "Only addresses that begin with https:// can be linked. Try whether the page opens with https://.",
        ),
        ("https://bit.ly/3xYz", "bit.ly only forwards to another page."),
        ("https://t.co/abc", "t.co only forwards to another page."),
        ("https://user:secret@post.example.org/", "Only the address of a public page can be linked"),
        ("https://post.example.org:8443/", "Only the address of a public page can be linked"),
        ("https://192.168.0.1/x", "Only the address of a public page can be linked"),
        ("https://localhost/x", "Only the address of a public page can be linked"),
        ("https://nas.local/x", "Only the address of a public page can be linked"),
        ("https://[::1]/x", "Only the address of a public page can be linked"),
        ("https://[::1/x", "This is no address of a page."),
        ("https://pоst.example.org/", "Only the address of a public page can be linked"),
        ("https://post.example.org/" + "x" * 500, "This has 525 characters; at most 500 fit."),
        (
            "https://www.harborpost.example.org/walk-out/?utm_source=x",
            "This page is in the base already: Harbor Post, December 1, 2025: “Lampmakers walk out”."
            " Choose that source instead.",
        ),
    ],
)
def test_an_address_that_will_not_do_is_refused(typed: str, said: str) -> None:
    assert wrong("source", url=typed)["url"].startswith(said)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "soon",
            "I cannot read “soon” as a date. Write it like mar 11, 11 March 2024, yesterday or 2024-03-11.",
        ),
        ("feb 30", "There is no February 30: February has 29 days."),
        ("2025-02-30", "There is no February 30, 2025: February 2025 has 28 days."),
        ("tuesday, december 29", "December 29, 2025, was a Monday, not a Tuesday."),
        ("december 2025", "“december 2025” is December 2025; the day itself has to be known here."),
        ("about dec 29", "“about dec 29” is about December 29, 2025; the day itself has to be known here."),
        ("last week", "“last week” may be any of several days."),
        ("0999-01-01", "The year 0999 cannot be meant: it has to be one from 1800 to 2200."),
        ("dec 29 and dec 30", "I cannot read “dec 29 and dec 30” as a date."),
    ],
)
def test_a_day_that_cannot_be_read_is_said_why(typed: str, said: str) -> None:
    assert wrong("meeting", date=typed)["date"].startswith(said)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("dec 31 25:00", "“dec 31 25:00” has no such time of day. Write it like 9:30pm or 21:30."),
        ("dec 31 13pm", "“dec 31 13pm” has no such time of day. Write it like 9:30pm or 21:30."),
        ("march 9 2025 2:30am", "There was no 02:30 on March 9, 2025: the clocks went forward then."),
        ("december 9pm", "I cannot read “december” as a date."),
        ("dec 31 9pm +19", "No place is +19 from UTC."),
    ],
)
def test_a_time_that_cannot_be_read_is_said_why(typed: str, said: str) -> None:
    assert wrong("source", published=typed)["published"].startswith(said)


@pytest.mark.parametrize(
    ("kind", "field", "typed", "said"),
    [
        (
            "meeting",
            "more_attendees",
            "Maro Lind",
            "I know no person, union, company or group called “Maro Lind”. Did you mean Mara Lind?"
            " Somebody new is added with “New person”.",
        ),
        ("position", "party", "post office", "I know no union, company or group called “post office”."),
        ("position", "issue", "weather", "I know no issue called “weather”."),
        ("event", "more_people", "GWA", "I know no person called “GWA”."),
        (
            "meeting",
            "source",
            "evening news",
            "I know no source called “evening news”. A new one is added with “New source”.",
        ),
        (
            "meeting",
            "more_sources",
            "harbor post",
            "“harbor post” may be Harbor Post, December 1, 2025: “Lampmakers walk out” or"
            " Harbor Post, December 30, 2025: “Second round”. Say which.",
        ),
        ("quote", "more_meeting", "dec 13", "I know no meeting of that strike called “dec 13”."),
        ("meeting", "strike", "bakers", "I know no strike called “bakers”."),
        ("person", "more_roles", "cook", "“cook” names no party. Write the role, a comma, and the party."),
        (
            "meeting",
            "more_sources",
            "https://nowhere.example.org/x",
            "I know no source called “https://nowhere",
        ),
        ("meeting", "more_sources", "https://[::1/x", "I know no source called “https://[::1/x”."),
        ("meeting", "asked_for_by", "x" * 201, "This has 201 characters; at most 200 fit."),
        ("meeting", "more_attendees", "a,b," * 13, "That is more than 25 names; at most 25 fit."),
        ("source", "url", "https://a.example.org/" + "é" * 90, "This has 562 characters; at most 500 fit."),
        ("person", "more_roles", "x" * 201 + ", LMU", f"“{'x' * 59}…” is longer than 200 characters."),
        ("person", "more_roles", "cook, kitchen", "I know no union, company or group called “kitchen”."),
        ("event", "kind", "party", "“party” is none of these: Talks; "),
        ("person", "name", "otto  BERG", "“otto BERG” already is a name of Otto Berg."),
        ("person", "aliases", "automation", "“automation” already is a name of robots."),
        ("meeting", "last_date", "dec 1", "December 1, 2025 is before the first day, December 30, 2025."),
        ("quote", "speaker_name", "somebody", "There are two speakers, one chosen and this one."),
    ],
)
def test_what_is_not_known_or_cannot_be_is_said_at_its_field(
    kind: str, field: str, typed: str, said: str
) -> None:
    assert wrong(kind, **{field: typed})[field].startswith(said)


def test_until_is_not_before_since() -> None:
    assert wrong("person", since="2020", until="2019")["until"] == "2019 is before 2020."


@pytest.mark.parametrize(
    ("kind", "values", "field", "said"),
    [
        ("position", {"since": "dec 31"}, "", ""),  # announced a day ahead
        (
            "position",
            {"since": "jan 5 2026"},
            "since",
            "January 5, 2026 is after Harbor Post, December 30, 2025: “Second round” was published (December 30, 2025)."
            " A source cannot know what came later: correct the day, or choose later sources only.",
        ),
        (
            "event",
            {"date": "2026-01-05"},
            "date",
            "January 5, 2026 is after Harbor Post, December 30, 2025: “Second round” was published",
        ),
        (
            "quote",
            {"said": "dec 31"},
            "said",
            "December 31, 2025 is after the last source, Harbor Post, December 30, 2025: “Second round”, was published",
        ),
        (
            "meeting",
            {"date": "dec 31", "outcome": "No deal."},
            "outcome",
            "Harbor Post, December 30, 2025: “Second round” was published (December 30, 2025) before the meeting of"
            " December 31, 2025, so it cannot know how that ended. Name the source that does on the page “Sources”.",
        ),
    ],
)
def test_what_a_source_cannot_know_is_said_with_its_title(
    kind: str, values: dict[str, str], field: str, said: str
) -> None:
    found = wrong(kind, **values)
    assert found.get(field, "").startswith(said)
    assert set(found) == ({field} if field else set())


def test_the_problems_of_what_goes_along_say_whose_they_are() -> None:
    form = filled(
        "event",
        filled("source", url="ftp://x", published="soon", publisher="Post"),
        filled("person", name="Ada Wick"),
        date="dec 31",
        kind="vote",
        text="They voted.",
        people="Ada Wick",
    )
    texts = [one.text for one in made(form).problems]
    assert all(one.field in ("", "source") for one in made(form).problems)
    assert any(text.startswith("New source: Address: Only the address") for text in texts)
    assert any(text.startswith("New source: Published: I cannot read “soon”") for text in texts)
    assert "New person: Role: Please fill this in." in texts
    assert not any("I know no" in text for text in texts)


def test_a_form_of_a_kind_that_is_gone_asks_to_begin_again() -> None:
    assert problems(filled("poem", date="dec 29")) == {
        "": "That form is no longer there. Please begin again."
    }


def test_there_may_be_two_of_a_name_and_it_says_which() -> None:
    form = filled(
        "meeting",
        filled("person", name="Bo Berg", role="clerk", party="lamp-union"),
        date="dec 30",
        summary="They met.",
        source="post-talks",
        more_attendees="Berg",
    )
    assert problems(form) == {"more_attendees": "“Berg” may be Bo Berg or Otto Berg. Say which."}


# Notices: worth a look, no reason not to save.


def test_a_source_of_today_without_its_time_counts_only_from_tonight() -> None:
    said = (
        "Without its time it counts only from the end of December 31, 2025, Pacific time."
        " Add the time, such as 9:30pm, and it counts at once."
    )
    alone = notices(filled("source", publisher="Harbor Post", published="today"))
    assert alone == {"published": said, "": "Nothing cites it yet: add the meeting, the quote … that does."}
    along = filled("source", publisher="Harbor Post", published="today")
    form = filled("event", along, date="today", kind="vote", text="They voted.")
    assert notices(form) == {
        "": f"New source: Published: {said}",
        "source": "Members see this only after December 31, 2025, when its source counts as published.",
    }
    assert "published" not in notices(filled("source", publisher="Harbor Post", published="today 1pm"))


def test_a_second_meeting_of_a_day_is_pointed_out() -> None:
    form = Filled("meeting", {**SMALLEST["meeting"].values, "date": "dec 29"})
    assert (
        notices(form)["date"]
        == "There is already a meeting on that day: second round. Is this a different one?"
    )
    assert entry(form)["id"] == "2025-12-29-2"


@pytest.mark.parametrize("kind", [kind for kind in SMALLEST if "strike" in FORMS[kind].fields])
def test_a_strike_that_nobody_knows_is_named(kind: str) -> None:
    form = Filled(kind, {**SMALLEST[kind].values, "strike": "-"})
    assert problems(form)["strike"] == "I know no strike called “-”."


def test_parties_of_another_strike_are_pointed_out() -> None:
    form = filled(
        "meeting",
        date="aug 11",
        summary="They met.",
        more_sources="deadline aug 12",
        parties="sag-aftra\namptp",
        strike="wga-2023",
    )
    found = made(form, now=AUGUST, on=shipped_engine()).notices
    assert [one.text for one in found] == [
        "This is filed under the WGA strike, but the WGA is not among the parties."
    ]


def told_by_the_validator(form: Filled) -> list[FieldProblem]:
    """What the validator says of the whole base with the entry in it."""
    done = made(form)
    assert done.problems == ()
    return field_problems(assemble(saved(done))[1], done)


def test_a_quote_that_is_there_already_is_pointed_out() -> None:
    form = Filled("quote", {**SMALLEST["quote"].values, "text": "“We will not tie our hands!”"})
    assert told_by_the_validator(form) == [
        FieldProblem("text", "The base has a quote with the same words already.", "notice")
    ]


def test_a_question_that_another_entry_answers_is_pointed_out() -> None:
    form = Filled("event", {**SMALLEST["event"].values, "asked": "where can I read the picket rules"})
    assert told_by_the_validator(form) == [
        FieldProblem("asked", "Another entry answers “where can I read the picket rules” too.", "notice")
    ]


# The validator's problems, in a form's words.


def test_every_problem_of_the_validator_finds_its_field() -> None:
    """What make() says by itself comes again from the files: with the same words, at the same fields."""
    form = Filled("position", {**SMALLEST["position"].values, "since": "dec 31"})
    done = made(form)
    files = saved(done)
    name = "strikes/lamp-2025/positions.yaml"
    late = files[name].replace(b"since: 2025-12-31", b"since: 2026-01-05")
    base, found = assemble({**files, name: late})
    assert base is None
    [told] = field_problems(found, done)
    assert told.field == "since"
    assert told.text.startswith("January 5, 2026 is after Harbor Post, December 30, 2025: “Second round”")


@pytest.mark.parametrize(
    ("path", "found", "expected", "told"),
    [
        (
            "outcome.citations.1",
            'the unknown id "post-talks"',
            "the id of a source",
            (
                "outcome_source",
                "Harbor Post, December 30, 2025: “Second round” is not in the base any more. Choose it anew.",
            ),
        ),
        (
            "citations.1.passage",
            "301 characters",
            "at most 300",
            ("passage", "This has 301 characters; at most 300 fit."),
        ),
        ("citations", "an empty list", "at least one item", ("source", "Please fill this in.")),
        (
            "phase",
            "2025-11-01, which is before the strike (2025-12-01 to now)",
            "`phase: before`",
            ("date", "November 1, 2025 is before the strike (December 1, 2025 to now)."),
        ),
        (
            "id",
            '"2025-12-29-2" a second time (first at x.yaml:1, as a meeting)',
            "an id of its own",
            (
                "",
                "Somebody else has just added an entry that would have the same id."
                " Look at that one first; if yours is another, try again.",
            ),
        ),
        ("discussed.2.text", "an empty text", "some words", ("discussed", "Please fill this in.")),
        (
            "",
            "an end (2025-12-01) before the beginning (2025-12-29)",
            "that day or a later one",
            ("", "The last day, December 1, 2025, is before the first, December 29, 2025."),
        ),
        (
            "summary",
            "something `new`",
            "what nobody foresaw",
            ("summary", "Found something new, expected what nobody foresaw."),
        ),
    ],
)
def test_a_path_into_an_entry_becomes_a_field_and_a_sentence(
    path: str, found: str, expected: str, told: tuple[str, str]
) -> None:
    done = made(FULLEST["meeting"])
    label = ".".join(filter(None, ("2025-12-29-2", path)))
    problem = Problem("strikes/lamp-2025/meetings.yaml", 3, 1, label, found, expected)
    assert field_problems([problem], done) == [FieldProblem(*told)]


def test_a_name_that_was_taken_meanwhile_is_told_at_the_name() -> None:
    done = made(SMALLEST["person"])
    found = '"Ada Wick", which already means ada-wick (people.yaml:20)'
    problem = Problem("vocabulary.yaml", 2, 1, "synonyms.1.words.1", found, "a name for one entry only")
    said = "“Ada Wick” already is a name of Ada Wick; a name leads to one entry only."
    assert field_problems([problem], done) == [FieldProblem("name", said)]


def test_errors_elsewhere_are_told_with_their_place_and_notices_elsewhere_are_not() -> None:
    done = made(SMALLEST["event"])
    error = Problem("parties.yaml", 7, 1, "amptp.name", "an empty text", "some words")
    notice = Problem(
        "sources.yaml", 9, 1, "old.id", "a source that nothing cites", "a citation", level="notice"
    )
    assert field_problems([error, notice], done) == [
        FieldProblem("", "In the file parties.yaml, line 7: Please fill this in.")
    ]


def test_no_sentence_speaks_of_files_or_fields() -> None:
    forms = [*SMALLEST.values(), *FULLEST.values()]
    hostile = [
        Filled(form.kind, {**form.values, name: typed})
        for form in forms
        for name in form.values
        for typed in ("x" * 4001, "\u200b", "no such thing", "2199-01-01", "::", "[")
    ]
    for form in hostile:
        for one in (*made(form).problems, *made(form).notices):
            assert not re.search(r"citations|\byaml\b|`|_|\bfound\b|expected|post-talks", one.text), one
            assert one.field in {"", *FORMS[form.kind].fields}


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        (
            filled("event", date="dec 30", kind="deal", text="They reached a deal.", source="post-talks"),
            "The strike itself has nothing on a deal of December 30, 2025: does this change where it stands?",
        ),
        (
            filled("event", date="dec 30", kind="strike", text="The strike ended.", source="post-talks"),
            "The strike itself has nothing on an end of December 30, 2025: does this change where it stands?",
        ),
        (
            filled("meeting", date="dec 30", kind="agreement", summary="They agreed.", source="post-talks"),
            "The strike itself has nothing on a deal of December 30, 2025: does this change where it stands?",
        ),
    ],
    ids=["a deal", "an end", "a meeting"],
)
def test_a_deal_or_an_end_asks_whether_the_strike_changes_with_it(form: Filled, asked: str) -> None:
    told = [one.text for one in made(form).notices]
    assert any(text.startswith(asked) for text in told)
    assert any(text.startswith(asked) for text in (one.text for one in told_by_the_validator(form)))
