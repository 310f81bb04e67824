"""What stands before the fold: how much, in whole sentences, with the best sources; and what is left behind it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.answering.composition.fold import LEAD, MOST, SOURCES, fold
from bot.answering.composition.plain_text import lead, state_text
from bot.answering.composition.prose import according_to, clipped, opening, part_that_fits, sentences_of
from bot.answering.kinds.registry import REFUSED
from bot.answering.reply import Note, Paragraph, QuoteBlock, Reference, Reply, StrikeLine
from bot.dates.partial import PartialDate
from bot.evaluation import converse, read_questions
from bot.knowledge.model.models import LinkState, Source, SourceKind
from tests.answering.bases import LATER, ROOT, ask, engine, example_engine

if TYPE_CHECKING:
    from bot.answering.composition.fold import Folded

DAY = PartialDate.parse("2024-03-04")
AS_OF = dt.datetime(2024, 4, 1, tzinfo=dt.UTC)


def reference(number: int, kind: SourceKind = SourceKind.PRESS, *, url: str | None = "") -> Reference:
    """A source of a kind; at an address of its own unless one is given, or None."""
    address = f"https://example.org/{number}" if url == "" else url
    source = Source(
        id=f"source-{number}", publisher=f"Paper {number}", published=DAY, url=address, kind=kind,
        reviewed=dt.date(2024, 3, 5),
    )  # fmt: skip
    return Reference(number, source, day=DAY)


def folded(
    headline: str, blocks: tuple[Paragraph | QuoteBlock | Note, ...], *references: Reference
) -> Folded:
    known = references or (reference(1),)
    return fold(headline, (1,), blocks, known)


def shown(made: Folded) -> str:
    """What stands before the fold."""
    return lead(
        Reply("answer", "q", made.headline, AS_OF, made.cites, made.blocks, made.references, shown=made.shown)
    )


def sentence(number: int, length: int = 60) -> str:
    return f"Sentence {number} {'tells more ' * 40}"[: length - 1].rstrip() + "."


# Sentences.


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It began at 12:01 a.m. Pacific time on May 2. It ended in fall.", 2),
        ("Howard A. Rodman wrote to the U.S. Senate. Nobody answered.", 2),
        ("He said: “No.” Then he left.", 2),
        ("The owners are Kiln Bros. Pottery and Ash Assn. Holdings. Both are struck.", 2),
        ("It rose by 3.5 percent, or $1.5 million.", 1),
        ("Why? Because. That is all!", 3),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_sees_them_end(text: str, count: int) -> None:
    told = sentences_of(text)
    assert len(told) == count
    assert " ".join(told) == text


def test_a_text_is_cut_at_the_end_of_a_sentence_and_only_else_at_a_word() -> None:
    assert part_that_fits("One. Two is longer. Three.", 20, 3) == ("One. Two is longer.", "Three.")
    assert part_that_fits("One. Two. Three.", 99, 1) == ("One.", "Two. Three.")
    assert clipped("One is short. Two is much longer than that.", 24) == "One is short. …"
    assert clipped("A single sentence, that goes on", 22) == "A single sentence …"


def test_a_text_opens_with_a_sentence_that_says_something() -> None:
    assert opening("Yes. It has a fund. It is small.") == "Yes. It has a fund."
    assert opening("It has a fund, and lends. It is small.") == "It has a fund, and lends."


# How much stands before the fold.


def test_the_answer_and_three_more_sentences_stand_before_the_fold() -> None:
    made = folded("Yes.", tuple(Paragraph(sentence(number), (1,)) for number in range(6)))
    assert made.shown == 3
    assert [block.text for block in made.blocks] == [sentence(number) for number in range(6)]


def test_what_has_no_room_stays_behind_from_there_on() -> None:
    blocks = (Paragraph(sentence(1, 90), (1,)), Paragraph(sentence(2, 300), (1,)), Paragraph("Short.", (1,)))
    made = folded(sentence(0, 90), blocks)
    assert made.shown == 1
    assert len(shown(made)) <= LEAD


def test_a_paragraph_is_parted_between_its_sentences() -> None:
    text = f"{sentence(1, 120)} {sentence(2, 120)} {sentence(3, 120)}"
    made = folded(sentence(0, 150), (Paragraph(text, (1,)),))
    assert [block.text for block in made.blocks] == [
        f"{sentence(1, 120)}",
        f"{sentence(2, 120)} {sentence(3, 120)}",
    ]
    assert made.shown == 1
    assert all(block.cites == (1,) for block in made.blocks)


def test_a_long_answer_keeps_its_first_sentence_whole() -> None:
    made = folded(f"{sentence(1, 400)} {sentence(2, 100)}", ())
    assert made.headline == sentence(1, 400)
    assert made.blocks[0].text == sentence(2, 100)
    assert made.shown == 0


def test_nothing_before_the_fold_is_ever_longer_than_the_limit() -> None:
    quote = QuoteBlock(f"{'We mean it. ' * 100}", "Ann Lee", "negotiator", "May 2, 2024", "at the gate", (1,))
    made = folded("Ann Lee, negotiator, said on May 2, 2024:", (quote,))
    assert len(shown(made)) <= MOST
    assert len(shown(folded("word " * 300, ()))) <= MOST


def test_a_quote_follows_the_line_that_names_its_speaker_and_repeats_none_of_it() -> None:
    quote = QuoteBlock("We will not.", "Ann Lee", "negotiator", "May 2, 2024", "at the gate", (1,))
    made = folded("Ann Lee, negotiator, said on May 2, 2024:", (quote,))
    assert shown(made).splitlines()[1] == "“We will not.” — at the gate [1]"


# Whose account it is.


def test_an_account_is_named_within_its_sentence() -> None:
    note = Note("According to the union.", account="the union")
    made = folded("There was no deal.", (note, Paragraph("It met for an hour.", (1,))))
    assert made.headline == "There was no deal, according to the union."
    assert [block.text for block in made.blocks] == ["It met for an hour."]


@pytest.mark.parametrize(
    ("text", "who", "told"),
    [
        ("Yes. It has a fund.", "the union", "Yes. It has a fund, according to the union."),
        ("The MU said that it has a fund.", "the MU", "The MU said that it has a fund."),
        ("By the MU's account it has one.", "the MU", "By the MU's account it has one."),
        ("It has one, the MU said.", "the MU", "It has one, the MU said."),
        ("Sources told The Daily so.", "unnamed sources, in The Daily", "Sources told The Daily so."),
        (
            "There was none, sources said.",
            "unnamed sources, in The Daily",
            "There was none, sources said, according to unnamed sources, in The Daily.",
        ),
        ("“It has one.”", "the union", None),
    ],
)
def test_a_sentence_that_says_whose_account_it_is_says_it_once(text: str, who: str, told: str | None) -> None:
    assert according_to(text, who) == told


# Sources.


def test_the_best_sources_stand_before_the_fold_and_are_numbered_as_they_are_read() -> None:
    kinds = (SourceKind.WEAK, SourceKind.REPOST, SourceKind.PRIMARY, SourceKind.PRESS)
    known = tuple(reference(number, kind) for number, kind in enumerate(kinds, 1))
    made = fold("It is so.", (1, 2, 3, 4), (), known)
    assert made.cites == (1, 2)
    assert [one.source.publisher for one in made.references] == ["Paper 3", "Paper 4", "Paper 1", "Paper 2"]
    assert made.best == 2


def test_more_sources_than_three_wait_behind_the_fold() -> None:
    known = tuple(reference(number) for number in range(1, 7))
    blocks = tuple(Paragraph(f"Fact {number}.", (number,)) for number in range(2, 7))
    made = fold("It is so.", (1,), blocks, known)
    assert made.best == SOURCES
    assert made.shown == 2
    assert [one.number for one in made.references] == [1, 2, 3, 4, 5, 6]


def test_one_address_is_one_source() -> None:
    twice = "https://example.org/story"
    known = (reference(1, url=twice), reference(2, url=f"{twice}/"), reference(3))
    made = fold("It is so.", (1,), (Paragraph("And so.", (2,)), Paragraph("And more.", (3,))), known)
    assert len(made.references) == 2
    assert made.blocks[0].cites == (1,)


def test_a_source_without_an_address_has_one_that_opens_beside_it() -> None:
    known = (reference(1, SourceKind.PRIMARY, url=None), reference(2, SourceKind.REPOST))
    made = fold("It is so.", (1, 2), (), known)
    assert [one.source.id for one in made.references] == ["source-1", "source-2"]
    assert made.best == 2


def test_of_equal_sources_those_that_open_are_read_first() -> None:
    gone = reference(2).source.model_copy(update={"link": LinkState.DEAD})
    known = (reference(1, url=None), replace(reference(2), source=gone), reference(3))
    made = fold("It is so.", (1, 2, 3), (), known)
    assert [one.source.id for one in made.references][:2] == ["source-3", "source-1"]


def test_what_weak_pages_alone_carry_says_so_in_a_word() -> None:
    made = fold("It is so.", (1,), (), (reference(1, SourceKind.WEAK),))
    assert shown(made).splitlines() == ["It is so. [1]", "Unconfirmed."]
    assert shown(fold("It is so.", (1,), (), (reference(1),))) == "It is so. [1]"


# The strike's state.


@pytest.mark.parametrize(
    ("kind", "status", "told"),
    [
        ("answer", "ongoing", "strike: ongoing, day 4"),
        ("answer", "ended", ""),
        ("shortlist", "ongoing", ""),
        ("clarify", "ongoing", ""),
        ("decline", "ongoing", ""),
    ],
)
def test_the_state_is_one_small_line_under_an_answer_while_a_strike_is_on(
    kind: str, status: str, told: str
) -> None:
    line = StrikeLine("s", "strike", status, 4, "The strike is on day 4.", "strike: ongoing, day 4")  # type: ignore[arg-type]  # of the cases above
    reply = Reply(kind, "q", "It is so.", AS_OF, strikes=(line,))  # type: ignore[arg-type]  # the same
    assert state_text(reply) == told


def test_a_state_that_the_answer_tells_is_not_told_again() -> None:
    line = StrikeLine("s", "strike", "ongoing", 4, "The strike is on day 4.", "strike: ongoing, day 4")
    assert state_text(Reply("answer", "q", "The strike is on day 4.", AS_OF, strikes=(line,))) == ""


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2023-03-14T12:00:00+00:00", "junior doctors' strike: strike day 2"),
        ("2023-09-01T12:00:00+01:00", "junior doctors' strike: no walk-out today"),
    ],
)
def test_between_walk_outs_and_in_them_the_small_line_says_which(moment: str, told: str) -> None:
    made = example_engine("bma-resident-doctors")
    reply = made.ask("what is the BMA", dt.datetime.fromisoformat(moment))
    assert state_text(reply) == told


def test_every_entry_of_a_short_list_stands_under_a_question() -> None:
    made = example_engine("uaw-2023")
    at = dt.datetime.fromisoformat("2023-09-11T20:00:00-04:00")
    asked = "If they walk, will it be Dearborn Truck, and how long until there's no F-150 on the lots?"
    reply = made.ask(asked, at)
    assert reply.kind == "shortlist"
    assert all(item.question for item in reply.items)


# Differences between sources.


def test_sources_that_differ_are_told_in_one_sentence_under_the_question_that_it_touches() -> None:
    told = lead(ask("how long did the strike of 1988 last", "2023-08-10T12:00:00-07:00")).splitlines()
    assert sum(line.startswith("Sources differ: ") for line in told) == 1


@pytest.mark.parametrize(
    ("question", "versions"),
    [
        ("how long was the 1960 writers strike", ("153 days", "148 days")),
        ("how long was the 1988 strike", ("153 days", "154 days")),
        ("how long was the 2007-08 strike", ("100 days", "99 days")),
    ],
)
def test_where_sources_differ_both_versions_are_told(question: str, versions: tuple[str, str]) -> None:
    told = lead(ask(question, "2026-11-01T12:00:00-07:00")).splitlines()
    (line,) = [line for line in told if line.startswith("Sources differ: ")]
    assert all(version in line for version in versions)


def test_a_version_that_repeats_the_figure_told_is_followed_by_the_other_figure() -> None:
    made = example_engine("bma-resident-doctors")
    at = dt.datetime.fromisoformat("2026-11-01T12:00:00+00:00")
    told = lead(made.ask("how many appointments were put off in April 2023", at)).splitlines()
    (line,) = [line for line in told if line.startswith("Sources differ: ")]
    assert "195,000" in line
    assert "196,000" in line


def test_sources_that_differ_on_something_else_are_not_told() -> None:
    assert "Sources differ" not in lead(ask("why was there no agreement"))


# Yes and No.


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("is the strike over", "No. "),
        ("isn't the strike over yet?", "No. "),
        ("has the strike ended", "No. "),
        ("are the writers still on strike", "Yes. "),
        ("is the wga strike still going", "Yes. "),
        ("where does the strike stand", "The WGA strike"),
    ],
)
def test_whether_a_strike_is_over_is_answered_with_yes_or_no(question: str, opens: str) -> None:
    assert ask(question).headline.startswith(opens)


def test_after_its_end_it_is_over() -> None:
    assert ask("is the strike over", LATER).headline.startswith("Yes. ")
    assert ask("are the writers still on strike", LATER).headline.startswith("No. ")


def test_whoever_is_in_need_gets_help_and_no_yes_or_no() -> None:
    assert lead(ask("i can't pay my rent")).startswith("Both WGA branches have strike funds")


def test_whoever_wants_to_help_gets_what_helps() -> None:
    for question in ("how can i help the strikers", "how can i support the writers"):
        assert "picket lines" in ask(question).headline


@pytest.mark.parametrize(
    "question", ["is watching a show while the strike is on crossing the picket line?", "can i watch movies"]
)
def test_no_refusal_stands_above_what_answers_the_question(question: str) -> None:
    assert ask(question).headline not in REFUSED.values()


def test_a_reply_without_an_answer_is_one_line_and_says_nothing_of_the_state() -> None:
    for question in ("who will win best picture", "thanks!!"):
        reply = ask(question)
        assert lead(reply) == reply.headline
        assert state_text(reply) == ""
        assert 1 <= len(reply.options) <= 4


# The figures, over strangers' questions.


@pytest.mark.parametrize("name", ["hollywood", "uaw-2023", "bma-resident-doctors"])
def test_nine_of_ten_replies_are_short_and_none_is_long(name: str) -> None:
    asked = read_questions(ROOT / f"tests/questions/{name}.jsonl")[::3]
    made = engine() if name == "hollywood" else example_engine(name)
    lengths = sorted(len(lead(converse(made, labelled))) for labelled in asked)
    assert lengths[-1] <= MOST
    assert lengths[int(len(lengths) * 0.9)] <= LEAD
