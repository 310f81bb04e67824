"""What people say after a reply in a word or two."""

from __future__ import annotations

import pytest

from bot.matching.fragments import Fragment, fragment


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("u sure?", Fragment.AGAIN),
        ("r u sure about that", Fragment.AGAIN),
        ("wdym", Fragment.AGAIN),
        ("tell me more", Fragment.AGAIN),
        ("when did he say that", Fragment.AGAIN),
        ("source?", Fragment.SOURCE),
        ("where did u get that from", Fragment.SOURCE),
        ("got a link for that", Fragment.SOURCE),
        ("who said that", Fragment.TELLER),
        ("says who", Fragment.TELLER),
        ("thats according to who", Fragment.TELLER),
        ("on whose word tho", Fragment.TELLER),
        ("why tho", Fragment.WHY),
        ("but why exactly", Fragment.WHY),
        ("y", Fragment.WHY),
        ("how come", Fragment.WHY),
        ("when was that?", Fragment.WHEN),
        ("since when", Fragment.WHEN),
        ("who was there", Fragment.WHO),
        ("where was it", Fragment.WHERE),
        ("and after that", Fragment.NEXT),
        ("and then what", Fragment.NEXT),
        ("what happened before that", Fragment.BEFORE),
        ("what's that", Fragment.DEFINITION),
    ],
)
def test_a_fragment_is_known_in_all_its_forms(message: str, meant: Fragment) -> None:
    assert fragment(message) is meant


@pytest.mark.parametrize(
    "message",
    [
        "what day is it",
        "what time is it",
        "is the strike over",
        "who is she",
        "why are they on strike",
        "thanks",
        "",
        "more pay",
    ],
)
def test_a_sentence_of_its_own_is_no_fragment(message: str) -> None:
    assert fragment(message) is None
