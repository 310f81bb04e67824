"""What an answer says of itself, and what sources claim against each other."""

from __future__ import annotations

import pytest

from tests.moderating.forms.bench import card, entry, filled, problems

ANSWER = {"question": "What is a lamp?", "answer": "A lamp is a light that is made.", "source": "post-talks"}
CLAIMS = {
    "claim_1": "The Harbor Post counts nine lamps.",
    "claim_1_source": "Second round",
    "claim_2": "The Glass Ledger counts ten lamps.",
    "claim_2_source": "ledger",
}


def test_an_answer_says_its_topic_and_for_when_it_holds() -> None:
    data = entry(filled("answer", topic="glossary", since="march 2024", until="2026", **ANSWER))
    assert (data["topic"], data["since"], data["until"]) == ("glossary", "2024-03", "2026")


def test_a_period_that_runs_backwards_is_refused() -> None:
    told = problems(filled("answer", since="2026", until="march 2024", **ANSWER))
    assert told["until"] == "March 2024 is before 2026."


def test_a_place_that_nobody_knows_is_named() -> None:
    assert "no place called" in problems(filled("answer", more_places="Atlantis", **ANSWER))["more_places"]


@pytest.mark.parametrize(
    ("kind", "rest"),
    [
        ("answer", ANSWER),
        ("event", {"date": "dec 29", "kind": "vote", "text": "The members voted.", "source": "post-talks"}),
        ("quote", {"text": "We will be back.", "speaker": "mara-lind", "source": "post-talks"}),
        (
            "position",
            {
                "party": "glass-alliance",
                "issue": "robots",
                "stance": "willing",
                "text": "The Glassworks Alliance was willing to talk about robots.",
                "source": "post-talks",
            },
        ),
    ],
)
def test_where_sources_differ_each_claim_rests_on_its_own(kind: str, rest: dict[str, str]) -> None:
    form = filled(kind, **rest, **CLAIMS)
    assert entry(form)["disputed"] == [
        {"text": "The Harbor Post counts nine lamps.", "citations": ["post-talks"]},
        {"text": "The Glass Ledger counts ten lamps.", "citations": ["ledger"]},
    ]
    shown = repr(card(form))
    assert "counts nine lamps" in shown
    assert "counts ten lamps" in shown


def test_a_claim_without_a_source_and_a_source_without_a_claim_are_asked_for() -> None:
    told = problems(filled("answer", claim_1="Nine.", claim_2_source="ledger", **ANSWER))
    assert "which source" in told["claim_1_source"]
    assert "what this source claims" in told["claim_2"]
