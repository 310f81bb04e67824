"""A reply as a card and as plain text."""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
from dataclasses import replace

import pytest
from rich.console import Console

from bot.answering.reply import (
    Candidate,
    Explanation,
    Note,
    Option,
    Paragraph,
    QuoteBlock,
    Reference,
    Reply,
    StrikeLine,
)
from bot.dates.moments import end_of_day
from bot.dates.partial import PartialDate
from bot.knowledge.model.models import LinkState, Source, SourceKind
from bot.terminal.card import card
from bot.terminal.clean import clean
from bot.terminal.explained import explained
from bot.terminal.lines import GAP, Line, as_text
from bot.terminal.plain_card import plain_card
from bot.terminal.screen import Screen
from tests.dates.zones import PACIFIC

REVIEWED = dt.date(2026, 11, 23)
GAZETTE = Source(
    id="gazette",
    publisher="The Gazette",
    title="Talks [bold]resume[/bold]",
    published=PartialDate(2023, 8, 4),
    url="https://www.gazette.example.com/talks",
    kind=SourceKind.PRESS,
    reviewed=REVIEWED,
)
LETTER = Source(
    id="letter",
    publisher="Guild",
    published=PartialDate(2023, 5, 2),
    kind=SourceKind.PRIMARY,
    reviewed=REVIEWED,
)
ANSWER = Reply(
    kind="answer",
    question="what happened",
    headline="They met, and " + "talked " * 30 + "at last.",
    headline_cites=(1, 1, 2),
    as_of=end_of_day(dt.date(2023, 8, 5), PACIFIC),
    live=False,
    blocks=(
        Note("According to one side."),
        Paragraph("No date was set.", (2,), "Outcome"),
        Paragraph("They may meet again."),
        QuoteBlock(
            "We are [red]ready[/red]. " * 8, "Ann Lee", "negotiator", "August 4, 2023", "message", (1,)
        ),
        QuoteBlock("No.", "A source", None, "August 2023", "to the press", ()),
    ),
    references=(
        Reference(1, GAZETTE, "we are ready to talk", day=PartialDate(2023, 8, 4)),
        Reference(2, LETTER, day=PartialDate(2023, 5, 2)),
    ),
    strikes=(
        StrikeLine("a", "A strike", "ongoing", 96, "The A strike is on day 96."),
        StrikeLine("b", "B strike", "ended", None, "The B strike ended."),
        StrikeLine("c", "C strike", "ongoing", 1, "No date was set."),
    ),
    reviewed=REVIEWED,
    related=("Who was there?", "What next?"),
)
CLARIFY = Reply(
    kind="clarify",
    question="what",
    headline="Which one?",
    as_of=ANSWER.as_of,
    options=(Option("The WGA", "a"), Option("SAG-AFTRA", "b")),
    related=("Who?",),
)
DECLINE = Reply(
    kind="decline", question="x", headline="I do not know.", as_of=ANSWER.as_of, related=("Who?",)
)


def drawn(reply: Reply, width: int, *, numbered: bool = False) -> str:
    """The card with all its escapes, as a terminal of this width gets it."""
    console = Console(
        file=io.StringIO(), force_terminal=True, width=width, color_system="truecolor", highlight=False
    )
    console.print(card(reply, width, numbered=numbered))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def seen(drawing: str) -> list[str]:
    """Its lines as a person sees them."""
    return re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", drawing).splitlines()


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
@pytest.mark.parametrize("reply", [ANSWER, CLARIFY, DECLINE])
def test_a_card_fits_every_terminal(reply: Reply, width: int) -> None:
    lines = seen(drawn(reply, width))

    assert {len(line) for line in lines} == {min(width, 100)}


def test_the_answer_is_first_and_bold() -> None:
    drawing = drawn(ANSWER, 80)

    assert seen(drawing)[1].startswith("│ They met, and talked")
    assert "\x1b[1mThey met" in drawing


def test_a_quote_has_a_bar_beside_every_line() -> None:
    barred = [line for line in seen(drawn(ANSWER, 60)) if line.startswith("│ ▌ ")]

    assert len(barred) > 5
    assert barred[0].startswith("│ ▌ “We are [red]ready[/red].")
    assert any("— Ann Lee, negotiator, message, August 4, 2023 [1]" in line for line in barred)


def test_sources_are_links_to_the_passage() -> None:
    drawing = drawn(ANSWER, 100)

    assert re.search(r"\x1b\]8;[^;]*;https://www\.gazette\.example\.com/talks#:~:text=", drawing)
    assert (
        "│ [1] The Gazette, “Talks [bold]resume[/bold]”, August 4, 2023  gazette.example.com "
        in "\n".join(seen(drawing))
    )
    assert any(line.startswith("│ [2] Guild, May 2, 2023 ") for line in seen(drawing))


def test_an_address_that_could_disturb_is_no_link() -> None:
    odd = GAZETTE.model_copy(update={"url": "https://x.example/\x1b\\"})
    drawing = drawn(replace(ANSWER, references=(Reference(1, odd, day=PartialDate(2023, 8, 4)),)), 100)

    assert "\x1b]8" not in drawing


def test_a_strike_that_is_on_is_one_dim_line_and_told_once() -> None:
    drawing = drawn(ANSWER, 80)

    assert "\x1b[2mThe A strike is on day 96.\x1b[0m" in drawing
    assert "The B strike ended." not in drawing
    assert drawing.count("No date was set.") == 1


def test_options_are_numbered_and_related_questions_only_where_a_number_can_be_typed() -> None:
    typed, shown = seen(drawn(CLARIFY, 60, numbered=True)), seen(drawn(CLARIFY, 60))

    assert [line[2:16].strip() for line in typed if re.match(r"│ \d\.", line)] == [
        "1. The WGA",
        "2. SAG-AFTRA",
        "3. Who?",
    ]
    assert any(line.startswith("│ · Who?") for line in shown)


def test_a_decline_offers_what_can_be_answered() -> None:
    offers = replace(DECLINE, related=(), options=(Option("Is it over?", "Is it over?"),))

    assert any(line.startswith("│ 1. Is it over?") for line in seen(drawn(offers, 60)))
    assert as_text(plain_card(offers)).splitlines() == ["I do not know.", "", "1. Is it over?"]


FOLDED = replace(ANSWER, shown=1, best=1)


def test_what_is_behind_the_fold_waits_until_it_is_asked_for() -> None:
    lines = as_text(plain_card(FOLDED, numbered=True)).splitlines()

    assert "Outcome: No date was set. [2]" not in lines
    assert not any(line.startswith("[2] ") for line in lines)
    assert "/more tells the rest, /sources all 2 sources." in lines
    assert "--more tells the rest and all 2 sources." in as_text(plain_card(FOLDED)).splitlines()
    assert any("/more tells the rest" in line for line in seen(drawn(FOLDED, 60, numbered=True)))


def test_the_whole_is_all_there_is() -> None:
    assert plain_card(replace(FOLDED, strikes=()), whole=True) == plain_card(replace(ANSWER, strikes=()))


def test_an_entry_of_a_short_list_has_its_number_and_the_others_theirs() -> None:
    listed = Reply(
        kind="shortlist",
        question="what",
        headline="This comes closest:",
        as_of=ANSWER.as_of,
        blocks=(Paragraph("It did.", (), "Did it end?"), Paragraph("They met.", (), "Did they meet?")),
        shown=1,
        options=(Option("Did it end?", "Did it end?"), Option("Did they meet?", "Did they meet?")),
    )

    assert as_text(plain_card(listed)).splitlines() == [
        "This comes closest:", "", "1. Did it end? It did.", "", "2. Did they meet?",
    ]  # fmt: skip
    shown = seen(drawn(listed, 60))
    assert [line[2:20].rstrip() for line in shown if re.match(r"│ \d\.", line)] == [
        "1. Did it end?", "2. Did they meet?",
    ]  # fmt: skip


def test_plain_text_has_the_same_in_the_same_order() -> None:
    assert as_text(plain_card(ANSWER)).splitlines() == [
        ANSWER.headline + " [1][2]",
        "According to one side.",
        "",
        "Outcome: No date was set. [2]",
        "",
        "They may meet again.",
        "",
        "| “" + "We are [red]ready[/red]. " * 7 + "We are [red]ready[/red]. ”",
        "| — Ann Lee, negotiator, message, August 4, 2023 [1]",
        "",
        "| “No.”",
        "| — A source, to the press, August 2023",
        "",
        "Sources",
        "[1] The Gazette, “Talks [bold]resume[/bold]”, August 4, 2023",
        "    https://www.gazette.example.com/talks#:~:text=we%20are%20ready%20to%20talk",
        "[2] Guild, May 2, 2023",
        "",
        "The A strike is on day 96.",
        "As of August 5, 2023, 23:59 Pacific time. Checked on November 23, 2026.",
        "",
        "Related questions",
        "- Who was there?",
        "- What next?",
    ]


def test_plain_choices_are_numbered() -> None:
    assert as_text(plain_card(CLARIFY, numbered=True)).splitlines() == [
        "Which one?", "", "1. The WGA", "2. SAG-AFTRA", "",
        "Related questions", "3. Who?",
    ]  # fmt: skip


def test_plain_text_is_wrapped_below_its_mark() -> None:
    shown = as_text(
        [Line("one two three four five six seven", mark="1. "), Line("a quote of words", mark="| ")], 20
    )

    assert shown.splitlines() == ["1. one two three", "   four five six", "   seven", "| a quote of words"]
    assert as_text([Line("quoted words go on and on", mark="| ")], 20).splitlines() == [
        "| quoted words go on",
        "| and on",
    ]
    assert as_text([Line("x" * 50)], 5) == "x" * 50
    assert as_text([GAP]) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("a\u202eb\u2066c\ufeff", "abc"),
        ("a\r\n\tb  c", "a b c"),
        ("👩\u200d💻 ok", "👩\u200d💻 ok"),
        ("\ud800x\ue000", "x"),
        ("a\u2028b", "a b"),
    ],
)
def test_text_is_cleaned(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_an_explanation_is_in_plain_words() -> None:
    why = Explanation(
        ("names: WGA",),
        (
            Candidate("day", "which day it is", 1.5),
            Candidate("x/y", "an event", 0.5, "it is about another issue"),
        ),
        "answered as which day it is",
    )

    assert as_text(explained(replace(ANSWER, explanation=why, entries=("wga-2023",)))).splitlines() == [
        "What I understood",
        "- names: WGA",
        "",
        "What fits the question (the higher the number, the closer)",
        " 1.50  which day it is (day)",
        "",
        "What was ruled out, and why",
        " 0.50  an event (x/y): it is about another issue",
        "",
        "What I decided",
        "- answered as which day it is",
        "- it rests on wga-2023",
    ]


def test_an_empty_explanation_still_says_something() -> None:
    assert as_text(explained(DECLINE)).splitlines() == [
        "What I understood",
        "- no name, date or number that the knowledge base has",
        "",
        "What fits the question (the higher the number, the closer)",
        "- nothing",
        "",
        "What I decided",
        "- declined (confidence 0.00)",
    ]


def terminal(monkeypatch: pytest.MonkeyPatch, **environment: str) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "60", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)


def test_a_terminal_gets_a_card_and_coloured_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal(monkeypatch)
    screen = Screen()
    with screen.busy("Reading"):
        screen.reply(ANSWER)
    screen.explanation(ANSWER)
    shown = capsys.readouterr().out

    assert "╭" in shown
    assert "\x1b[1mWhat I understood" in shown


def test_a_terminal_without_the_library_for_cards_gets_plain_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal(monkeypatch)
    monkeypatch.setitem(sys.modules, "rich.console", None)
    screen = Screen()
    with screen.busy("Reading"):
        screen.reply(ANSWER)
    shown = capsys.readouterr().out

    assert "Sources" in shown
    assert "╭" not in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_colours_gets_plain_text_of_its_width(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], environment: dict[str, str]
) -> None:
    terminal(monkeypatch, **environment)
    screen = Screen()
    with screen.busy("Reading"):
        screen.reply(replace(ANSWER, references=()))
    shown = capsys.readouterr().out

    assert "\x1b" not in shown
    assert "╭" not in shown
    assert max(map(len, shown.splitlines())) <= 60


def test_a_pipe_gets_whole_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    Screen().reply(ANSWER)

    assert capsys.readouterr().out.startswith(ANSWER.headline)


def test_a_closed_output_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)

    Screen().reply(ANSWER)


@pytest.mark.parametrize(
    ("archived", "said", "link"),
    [
        (
            "https://web.archive.example/2023/talks",
            "(archived copy)",
            "https://web.archive.example/2023/talks",
        ),
        (None, "(no longer online)", None),
    ],
)
def test_of_a_page_that_is_gone_the_copy_is_linked_or_nothing(
    archived: str | None, said: str, link: str | None
) -> None:
    gone = GAZETTE.model_copy(update={"link": LinkState.DEAD, "archived": archived})
    told = replace(ANSWER, references=(Reference(1, gone, day=PartialDate(2023, 8, 4)),))
    drawing, plain = drawn(told, 100), as_text(plain_card(told), 100)
    assert said in plain
    assert said in " ".join(seen(drawing))
    assert "gazette.example.com" not in drawing + plain
    assert (link is None) or (link in drawing and link in plain)
