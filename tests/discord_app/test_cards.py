"""Cards from replies made by hand: what stands where, and that nothing can break Discord's limits or ping anyone."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answering.reply import Item, Note, Option, Paragraph, QuoteBlock, Reply, StrikeLine
from bot.discord_app.card.layout import MAX_OPTIONS, Card, Showing, Tongue, card, sentence
from bot.discord_app.card.pages import PAGE_LINKS, paginate
from bot.discord_app.card.request import QUESTION_LIMIT, question, read_back
from bot.discord_app.card.state import CardState, base36, parse, read_page
from bot.discord_app.text.limits import walk
from bot.discord_app.text.words import EN, words_for
from bot.knowledge.model.models import LinkState
from tests.dates.zones import PACIFIC
from tests.discord_app import replies, world
from tests.discord_app.conftest import labels, menu, text
from tests.discord_app.harmless import assert_harmless
from tests.discord_app.payloads import check
from tests.discord_app.replies import AS_OF, hostile, reference, reply, source

if TYPE_CHECKING:
    from collections.abc import Iterator

STATE = CardState("0123456789ab", AS_OF, True, "0123456789ab", 123456789012345678)


def components(view: Card) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call]  # discord.py leaves it bare
    return found


def shown(made: Reply, page: int = 0) -> dict[str, Any]:
    """The payload of a card, checked as every payload is."""
    view = card(Showing(made, question(made.question), STATE, EN, page))
    body = {"components": components(view), "flags": 1 << 15, "allowed_mentions": {"parse": []}}
    check("POST", "/interactions/1/x/callback", {"type": 4, "data": body})
    check("POST", "/channels/1/messages", body)
    return body


def test_the_question_is_a_small_first_line_and_the_answer_comes_next() -> None:
    made = reply(question="is it so?", headline="It is so.", blocks=(Paragraph("Because.", (), "Why"),))
    lines = text(shown(made)).splitlines()
    assert lines[0] == "-# “is it so?”"
    assert lines[1] == "### It is so."
    assert "**Why** · Because." in lines


def test_a_quote_is_a_quote_with_speaker_role_setting_and_date() -> None:
    block = QuoteBlock("We will not.", "Otto Berg", "president", "December 29, 2025", "at the gate", (1,))
    made = text(shown(reply(blocks=(block,), references=(reference(1, source(1)),))))
    assert "> “We will not.”\n-# — Otto Berg, president, at the gate, December 29, 2025 \\[1\\]" in made


def test_a_button_opens_at_the_passage_where_the_address_fits() -> None:
    near = reference(1, source(1), "words in it")
    far = reference(2, source(2), " ".join("ünbrëakäblé" * 3 for _ in range(12)))
    links = [
        part["url"]
        for part in walk(shown(reply(headline_cites=(1, 2), references=(near, far)))["components"])
        if "url" in part
    ]
    assert links == [
        "https://harborpost.example.org/1#:~:text=words%20in%20it",
        "https://harborpost.example.org/2",
    ]


def test_a_source_without_an_address_is_cited_as_a_library_would() -> None:
    made = shown(reply(headline_cites=(1,), references=(reference(1, source(1, url=False)),)))
    assert "-# \\[1\\] Harbor Post, “Headline 1”, December 1, 2025 (no link)" in text(made)
    assert "url" not in str(made)


def test_every_source_of_sixty_is_on_some_page() -> None:
    references = tuple(reference(n, source(n, url=bool(n % 3))) for n in range(1, 61))
    made = reply(headline_cites=tuple(range(1, 61)), references=references)
    told = ""
    for number in range(len(paginate(made))):
        body = shown(made, number)
        told += text(body) + " ".join(labels(body))
    for number in range(1, 61):
        assert f"[{number}]" in told.replace("\\", "")


def test_as_of_and_reviewed_dates_are_shown_in_words_and_in_the_readers_time() -> None:
    made = reply(
        live=False, reviewed=dt.date(2025, 12, 31), as_of=dt.datetime(2025, 12, 31, 16, tzinfo=PACIFIC)
    )
    shown_text = text(shown(made))
    moment = "As of <t:1767225600:f> your time (16:00 Pacific time)"
    assert f"{moment} · checked on December 31, 2025" in shown_text
    late = reply(live=False, as_of=dt.datetime(2023, 8, 4, 23, 59, 59, tzinfo=PACIFIC))
    assert "As of the end of August 4, 2023" in text(shown(late))


def test_the_strike_line_is_not_said_twice() -> None:
    line = StrikeLine("x", "strike", "ongoing", 31, "The strike is on day 31.")
    assert text(shown(reply(headline="Yes.", strikes=(line,)))).count("day 31") == 1
    assert text(shown(reply(headline="The strike is on day 31.", strikes=(line,)))).count("day 31") == 1


FOLDED = reply(
    headline="It is so.",
    headline_cites=(1,),
    blocks=(Paragraph("It was so before.", (2,)), Paragraph("It was not always so.", (3,))),
    references=tuple(reference(number, source(number)) for number in range(1, 5)),
    shown=1,
    best=2,
    revision="0123456789ab",
)


def test_a_card_shows_what_stands_before_the_fold_and_its_sources_alone() -> None:
    body = shown(FOLDED)
    assert text(body).splitlines()[1:] == ["### It is so. \\[1\\]", "", "It was so before. \\[2\\]"]
    assert [label[:3] for label in labels(body)[:2]] == ["[1]", "[2]"]
    assert labels(body)[2:] == ["More ›", "Sources", "Not what I asked", "Remove"]


def test_every_page_of_an_original_leads_to_pages_of_the_original_and_to_the_translation() -> None:
    showing = Showing(FOLDED, question("q"), STATE, EN, 1, waits=True, tongue=Tongue(True, "En español"))
    buttons = {part["label"]: part for part in walk(components(card(showing))) if "custom_id" in part}

    pages = {label: parse(part["custom_id"]) for label, part in buttons.items()}
    args = {label: state.arg for label, state in pages.items() if state}
    assert (args["‹ Back"], args["Sources"], args["En español"]) == ("0e", "2e", "1")
    assert read_page("2e") == (2, True)
    assert read_page("2") == (2, False)
    assert read_page("e2") == (0, False)


def test_a_translation_fits_beside_every_other_button() -> None:
    made = replace(FOLDED, kind="decline")
    view = card(
        Showing(made, question("q"), STATE, EN, waits=True, tongue=Tongue(False, "Original in English"))
    )
    check(
        "POST",
        "/channels/1/messages",
        {"components": components(view), "flags": 1 << 15, "allowed_mentions": {"parse": []}},
    )
    assert "Original in English" in labels({"components": components(view)})


def test_what_a_translation_leaves_out_is_said_and_a_question_is_named_by_it() -> None:
    made = replace(FOLDED, related=("Is it so?",))
    tongue = Tongue(False, "Original in English", True, {"Is it so?": "¿Es así?"})
    body = {"components": components(card(Showing(made, question("q"), STATE, EN, tongue=tongue)))}

    assert "Part of this answer is in English only." in text(body)
    options = [option for part in walk(body["components"]) for option in part.get("options", ())]
    assert [(option["label"], option["value"]) for option in options] == [("¿Es así?", "Is it so?")]


def test_behind_more_is_all_of_it_and_behind_sources_every_one() -> None:
    more, sources = shown(FOLDED, 1), shown(FOLDED, 2)
    assert "It was not always so." in text(more)
    assert labels(more)[3:] == ["‹ Back", "Sources", "Not what I asked", "Remove"]
    assert all(f"\\[{number}\\] Harbor Post" in text(sources) for number in range(1, 5))
    assert labels(sources)[4:] == ["‹ Back", "Not what I asked", "Remove"]


def test_no_button_is_there_that_cannot_be_pressed_and_no_revision_is_told() -> None:
    for page in range(3):
        body = shown(FOLDED, page)
        assert not any(part.get("disabled") for part in walk(body["components"]))
        assert "0123456789ab" not in text(body)


def test_an_entry_of_a_short_list_stands_beside_its_button_and_the_others_are_buttons() -> None:
    items = tuple(Item(f"Question {n}?", f"Sentence {n}.", "x", "x") for n in range(1, 4))
    body = shown(
        reply(
            kind="shortlist",
            headline="This comes closest:",
            blocks=tuple(Paragraph(item.text, (), item.question) for item in items),
            items=items,
            options=tuple(Option(item.question, item.question) for item in items),
            shown=1,
            best=0,
        )
    )
    assert text(body).splitlines()[1:] == ["This comes closest:", "**Question 1?**", "Sentence 1."]
    assert labels(body) == ["More ›", "Question 2?", "Question 3?", "Not what I asked", "Remove"]


def test_an_option_is_a_button_and_there_are_four_at_most() -> None:
    options = tuple(Option(f"Choice {n}", f"question {n}?") for n in range(7))
    assert labels(shown(reply(kind="clarify", options=options)))[:MAX_OPTIONS] == [
        f"Choice {n}" for n in range(4)
    ]


def test_the_same_option_twice_is_one_button() -> None:
    made = shown(reply(kind="clarify", options=(Option("A", "same?"), Option("B", "same?"))))
    assert "B" in labels(made)
    assert "A" not in labels(made)


def test_related_questions_too_long_for_a_menu_are_left_out() -> None:
    assert menu(shown(reply(related=("short?", "x" * 101, "short?")))) == ["short?"]


def test_a_long_quote_is_parted_with_marks() -> None:
    words = " ".join(f"word{number}" for number in range(600))
    block = QuoteBlock(words, "Otto Berg", None, "2025", "at the gate", ())
    made = reply(blocks=(block,))
    parts = [re.findall(r"^> (.*)$", text(shown(made, n)), re.MULTILINE) for n in range(len(paginate(made)))]
    quotes = [line for lines in parts for line in lines]
    assert len(quotes) > 2
    assert quotes[0].startswith("“word0")
    assert quotes[-1].endswith("word599”")
    assert all(quote.endswith(" …") for quote in quotes[:-1])
    assert all(quote.startswith("… ") for quote in quotes[1:])
    rejoined = " ".join(quote.removeprefix("… ").removesuffix(" …").strip("“”") for quote in quotes)
    assert rejoined == words


def test_a_headline_too_long_for_a_heading_is_told_in_full() -> None:
    words = " ".join(f"word{number}" for number in range(400))
    made = reply(headline=words)
    told = " ".join(text(shown(made, number)) for number in range(len(paginate(made))))
    assert "### " not in told
    assert all(f"word{number}" in told for number in range(400))


def test_sources_without_an_address_that_overflow_go_to_a_page_of_their_own() -> None:
    references = tuple(
        reference(n, source(n, url=False, publisher=("word " * 40)[:199])) for n in range(1, 11)
    )
    block = Paragraph("word " * 349, tuple(range(1, 11)))
    made = reply(headline="", blocks=(block,), references=references)
    told = "".join(text(shown(made, number)) for number in range(len(paginate(made))))
    assert all(f"-# \\[{number}\\] word" in told for number in range(1, 11))


def test_a_long_first_paragraph_begins_below_the_headline() -> None:
    made = reply(headline="It is so. " * 10, blocks=(Paragraph("word " * 700),))
    assert "word word" in text(shown(made))


def test_a_page_that_is_not_there_is_the_last_one() -> None:
    assert "It is so." in text(shown(reply(), 99))


@pytest.mark.parametrize("nasty", replies.NASTY)
def test_nothing_nasty_survives(nasty: str) -> None:
    block = QuoteBlock(nasty, nasty, nasty, nasty, nasty, ())
    made = reply(
        question=nasty,
        headline=nasty,
        blocks=(Paragraph(nasty, (), nasty), Note(nasty), block),
        related=(nasty,),
    )
    assert_harmless(text(shown(made)))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(hostile, st.sampled_from(["en", "es-ES"]), st.booleans())
def test_hostile_replies_stay_within_the_limits_and_ping_nobody(
    made: Reply, locale: str, follow_up: bool
) -> None:
    pages, asked = paginate(made), question("q" * 300)
    for letter in "abc" * follow_up:
        asked = question(letter * 300, before=asked)
    for number in {0, 1, len(pages) - 1}:
        view = card(Showing(made, asked, STATE, words_for(locale), number, "A notice.", AS_OF))
        body = {"components": components(view), "flags": 1 << 15, "allowed_mentions": {"parse": []}}
        check("POST", "/channels/1/messages", body)
        told = "\n".join(_texts(body))
        assert_harmless(told)
        assert len(pages[min(number, len(pages) - 1)].links) <= PAGE_LINKS + 2


def _texts(body: dict[str, Any]) -> Iterator[str]:
    yield from (part["content"] for part in walk(body["components"]) if part["type"] == 10)


def test_a_plain_sentence_is_a_card_too() -> None:
    body = {
        "components": components(sentence("Sorry!")),
        "flags": 1 << 15,
        "allowed_mentions": {"parse": []},
    }
    check("POST", "/channels/1/messages", body)


@given(st.integers(-(10**9), 7 * 10**9), st.integers(0, 2**63), st.booleans(), st.sampled_from("bpnroem"))
def test_a_custom_id_says_what_it_was_given(seconds: int, asker: int, live: bool, action: str) -> None:
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    state = CardState("0123456789ab", moment, live, "abcdefabcdef", asker, action, "0123456789abcdef")
    custom_id = state.custom_id(action, "0123456789abcdef")
    assert len(custom_id) <= 100
    assert parse(custom_id) == state


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "x",
        "sb:p:short:1+:r:1:",
        f"sb:p:0123456789ab:{'z' * 9}+:r:1:",
        f"sb:p:0123456789ab:{'z' * 7}+:r:1:",
        "sb:p:0123456789ab:é+:r:1:",
    ],
)
def test_a_custom_id_that_is_not_ours_is_none(custom_id: str) -> None:
    assert parse(custom_id) is None


def test_base36() -> None:
    assert [base36(n) for n in (0, 35, 36, -36)] == ["0", "z", "10", "-10"]


@given(replies.texts)
def test_a_question_shown_whole_is_read_back(typed: str) -> None:
    request = question(typed)
    lines = "\n".join(request.lines())
    if request.text and "…" not in lines:
        assert read_back(lines, request.key, world.base()) == request


@given(st.text(alphabet=st.sampled_from("ab *_`|\\<>[]@#-1.:/~"), max_size=QUESTION_LIMIT) | replies.texts)
def test_every_question_that_a_command_takes_is_read_back(typed: str) -> None:
    request = question(typed[:QUESTION_LIMIT])
    if request.text and all(character <= "\uffff" for character in request.text):
        assert read_back("\n".join(request.lines()), request.key, world.base()) == request


def test_of_a_page_that_is_gone_the_copy_has_the_button_and_says_so() -> None:
    copy = "https://web.archive.example/web/2026/https://harborpost.example.org/1"
    gone = source(1).model_copy(update={"link": LinkState.DEAD, "archived": copy})
    body = shown(reply(headline_cites=(1,), references=(reference(1, gone, "words in it"),)))
    assert [part["url"] for part in walk(body["components"]) if "url" in part] == [
        f"{copy}#:~:text=words%20in%20it"
    ]
    assert "[1] Harbor Post, December 1, 2025 (archived copy)" in labels(body)


def test_a_page_that_is_gone_without_a_copy_is_told_without_a_link() -> None:
    gone = source(1).model_copy(update={"link": LinkState.DEAD})
    made = shown(reply(headline_cites=(1,), references=(reference(1, gone),)))
    assert "-# \\[1\\] Harbor Post, “Headline 1”, December 1, 2025 (no longer online)" in text(made)
    assert "harborpost.example.org" not in str(made)


def test_what_is_known_of_a_link_is_told_however_long_the_headline() -> None:
    gone = source(1).model_copy(update={"link": LinkState.DEAD, "title": "word " * 39})
    assert "… (no longer online)" in text(shown(reply(headline_cites=(1,), references=(reference(1, gone),))))
