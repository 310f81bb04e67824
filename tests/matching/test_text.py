"""From what people type to tokens: markup, mentions, odd Unicode, contractions, and a bound on all of it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.text import QUESTION_LIMIT, fold, plain, stem, tokens_of, visible, words


@pytest.mark.parametrize(
    ("typed", "tokens"),
    [
        ("Is the strike over?", "is the strike over"),
        ("IS THE STRIKE OVER?!?!", "is the strike over"),
        ("<@123456789012345678> is it over", "is it over"),
        ("<@!123456789012345678> is it over", "is it over"),
        ("<@&123456789012345678> <#42> is it over", "is it over"),
        ("is it over <a:party:123> <:sad:456>", "is it over"),
        ("@everyone @here is it over", "is it over"),
        ("@EVERYONE is it over", "is it over"),
        ("see https://example.com/a?b=c#d is it over", "see is it over"),
        ("see <https://example.com/a> is it over", "see is it over"),
        ("[click me](https://example.com/a) is it over", "is it over"),
        ("www.example.com is it over", "is it over"),
        ("**is** __it__ ~~not~~ ||over||", "is it not over"),
        ("> is it over\n# really", "is it over really"),
        ("`is it over`", "is it over"),
        ("is it over ```py\nprint('day 5')\n```", "is it over"),
        ("is it over ```never closed", "is it over"),
        ("```is it over```", "is it over"),
        ("is\u200bit over", "isit over"),
        ("ov\u00ader", "over"),
        ("\u202eis it over\u202c", "is it over"),
        ("\u2067is it over\u2069", "is it over"),
        ("\ufeffis it over", "is it over"),
        ("ｉｓ ｔｈｅ ｓｔｒｉｋｅ ｏｖｅｒ", "is the strike over"),
        ("𝐢𝐬 𝐭𝐡𝐞 𝐬𝐭𝐫𝐢𝐤𝐞 𝐨𝐯𝐞𝐫", "is the strike over"),
        ("is the ﬁnal deal done", "is the final deal done"),
        ("résumé naïve", "resume naive"),
        ("ÎS it over", "is it over"),
        ("isn’t it over", "is not it over"),
        ("isn't it over", "is not it over"),
        ("isnt it over", "is not it over"),
        ("can't, won't, cannot", "can not will not can not"),
        ("they don't and didn't", "they do not and did not"),
        ("the writers' room", "the writers room"),
        ("W.G.A. strike", "wga strike"),
        ("sooooo over", "so over"),
        ("97% voted", "97 percent voted"),
        ("is it over 🎉🎉", "is it over"),
        ("Маrа Lind", "mara lind"),
        ("rоbоts", "robots"),
        ("wһat dау is іt", "what day is it"),
        ("Сhris Кeyser", "chris keyser"),
        ("ʀᴏʙᴏᴛꜱ", "robots"),
        ("ᴀᴍᴘᴛᴘ", "amptp"),
        ("🅰🅼🅿🆃🅿", "amptp"),
        ("Ⓢⓣⓡⓘⓚⓔ", "strike"),
        ("s̷̢t̸͜r̶i̷k̵e̴", "strike"),
        ("Björk Øystein Łódź ñandú", "bjork oystein lodz nandu"),
        ("what does мир mean", "what does мир mean"),
        ("МОСКВА", "москва"),
        ("нет, как, вот", "нет как вот"),
        ("日本のAMPTP", "日本のamptp"),
        ("SAG-AFTRA", "sag aftra"),
        ("is\tit\n\nover", "is it over"),
        ("", ""),
        ("   \n\t ", ""),
        ("🎉😀👍🏽", ""),
        ("?!...", ""),
        ("____", ""),
        ("\u200b\u200d\ufeff", ""),
        ("هل انتهى الإضراب", "هل انتهى الاضراب"),
        ("забастовка", "забастовка"),
    ],
)
def test_what_people_type_becomes_words(typed: str, tokens: str) -> None:
    assert " ".join(words(plain(typed))) == tokens


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("what's the latest", "whats the latest"),
        ("what’s the latest", "what's the latest"),
        ("who's in the room", "whos in the room"),
        ("don't they agree", "dont they agree"),
        ("the AMPTP's offer", "the AMPTP offer"),
        ("the writers' room", "the writers’ room"),
    ],
)
def test_an_apostrophe_more_or_less_changes_nothing(one: str, two: str) -> None:
    assert words(plain(one)) == words(plain(two))


@pytest.mark.parametrize("typed", ["<@1234>", "@everyone", "https://example.com", "**", "\u202e", "```"])
def test_markup_alone_leaves_nothing(typed: str) -> None:
    assert words(plain(typed)) == []


@given(st.text(max_size=300))
def test_reading_never_fails_and_leaves_no_markup_capitals_or_marks(typed: str) -> None:
    folded = plain(typed)
    for token in words(folded):
        assert token
        assert token == token.casefold()
        assert "_" not in token
        assert not any(unicodedata.combining(char) for char in token)
    assert "`" not in folded
    assert "*" not in folded


@given(st.text(max_size=200))
def test_what_cannot_be_seen_is_gone(typed: str) -> None:
    bad = [
        c for c in visible(typed) if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") and c not in "\n\t"
    ]
    assert bad == []


@given(st.text(max_size=200))
def test_reading_is_deterministic(typed: str) -> None:
    assert plain(typed) == plain(typed)
    assert tokens_of(typed) == tokens_of(typed)


@pytest.mark.parametrize(
    "unit", ["a ", "x", "```", "[", "](", "<@1", "\u0301", "day ", "a.b.", "\ufdfa", "((((", "'s"]
)
def test_a_huge_message_is_read_only_so_far(unit: str) -> None:
    assert len(plain(unit * 50_000)) <= QUESTION_LIMIT


def test_the_beginning_of_a_huge_message_is_read() -> None:
    assert words(plain("is the strike over " + "blah " * 10_000))[:4] == ["is", "the", "strike", "over"]


@pytest.mark.parametrize(
    ("one", "two"),
    [("negotiating", "negotiation"), ("strikes", "strike"), ("residuals", "residual"), ("offered", "offers")],
)
def test_forms_of_a_word_share_a_stem(one: str, two: str) -> None:
    assert stem(one) == stem(two)


@pytest.mark.parametrize(("one", "two"), [("writer", "written"), ("union", "unite"), ("actor", "act")])
def test_different_words_keep_their_stems(one: str, two: str) -> None:
    assert stem(one) != stem(two)


def test_phrasings_and_questions_have_one_normal_form() -> None:
    for typed in (
        "What’s the WGA’s stance on A.I.?",
        "didn't they meet in the writers' room",
        "97% of members",
    ):
        assert tokens_of(typed) == words(plain(typed))
    assert fold("W.G.A.") == "wga."
