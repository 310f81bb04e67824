"""What is typed to begin a base: issues with the words that people have for them, and honest about where it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.engine import Engine
from bot.answering.known.weaknesses import doubts
from bot.knowledge.loader import assemble
from bot.moderating.beginning.new_files import files
from bot.moderating.beginning.statements import Saying
from tests.moderating.beginning.made import NOW

if TYPE_CHECKING:
    from bot.knowledge.model.base import KnowledgeBase


def begun(*issues: str, page: bool = False) -> KnowledgeBase:
    saying = Saying(NOW)
    saying.union("United Example Workers (Example Workers)")
    saying.employer("Acme")
    for issue in issues:
        saying.issue(issue)
    saying.in_zone("Detroit")
    saying.first("2031-05-02")
    if page:
        saying.announced(
            url="https://gazette.example.com/out", publisher="The Gazette", published="2031-05-03"
        )
    made = files(saying.plan(), saying.names.free)
    base, problems = assemble({name: data for name, data in made.items() if name.endswith(".yaml")}, now=NOW)
    assert base is not None, problems
    return base


def test_an_issue_that_every_strike_has_brings_its_other_words() -> None:
    base = begun("pay: wages that keep up with prices", "hats")
    assert "raise" in base.issues["pay"].aliases
    assert base.issues["hats"].aliases == ()


def test_a_word_leads_to_one_issue_only() -> None:
    base = begun("pay", "wages")
    assert "wages" not in base.issues["pay"].aliases
    assert not set(base.issues["pay"].aliases) & set(base.issues["wages"].aliases)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("pay: wages that keep up with prices", "Pay is about wages that keep up with prices."),
        ("pay: Members want wages that keep up.", "Members want wages that keep up."),
        ("AI: what machines may write", "AI is about what machines may write."),
    ],
)
def test_what_is_meant_by_an_issue_is_a_sentence(typed: str, told: str) -> None:
    assert [issue.about[0].text for issue in begun(typed).issues.values()] == [told]


def test_a_union_of_many_is_told_of_as_many() -> None:
    assert (
        begun("pay")
        .parties["example-workers"]
        .about[0]
        .text.startswith("The Example Workers (United Example Workers) are the union")
    )


def test_what_cites_a_page_is_to_be_confirmed_and_not_told_as_checked() -> None:
    engine = Engine(begun("pay", page=True))
    notices = [
        str(one) for one in doubts(engine.view(NOW)) if "to be confirmed by the page cited" in str(one)
    ]
    assert len(notices) == 1
    assert "5 entries" in notices[0]
    assert engine.ask("why are they on strike", NOW).reviewed is None


def test_what_rests_on_the_moderators_themselves_is_told_as_theirs() -> None:
    engine = Engine(begun("pay"))
    assert not [one for one in doubts(engine.view(NOW)) if "to be confirmed" in str(one)]
    assert engine.ask("why are they on strike", NOW).reviewed is not None
