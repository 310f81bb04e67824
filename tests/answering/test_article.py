"""Every fact of the first article, asked for in several wordings on the night it appeared: told, and the article cited."""

from __future__ import annotations

import pytest

from bot.answering.composition.plain_text import text
from bot.evaluation import holds
from tests.answering.bases import ask, claims, sources
from tests.answering.soundness import faults

Wanted = list[list[str]]
"""Of each inner list one must be told."""

FACTS: dict[str, list[tuple[str, Wanted]]] = {
    "when and by whom the article was published": [
        ("when was the hollywood reporter article published", [["August 4"]]),
        ("who wrote the THR article", [["Kilkenny"], ["Goldberg"]]),
        ("who contributed to the hollywood reporter article", [["Masters"]]),
    ],
    "the first meeting since the strike began": [
        ("when did the WGA and the studios first meet since the strike began", [["August 4"]]),
        ("did the writers and the AMPTP meet on August 4", [["first time"]]),
        ("what happened on august 4", [["first time", "met"]]),
        ("have they met at all since the strike started", [["August 4"]]),
    ],
    "who was in the room": [
        ("who was at the meeting on August 4", [["Lombardini"], ["Stutzman"], ["Segall"], ["staffers"]]),
        ("who represented the WGA at the meeting", [["Stutzman"], ["Segall"]]),
        ("who was in the room", [["Lombardini"], ["Stutzman"], ["Segall"]]),
        ("was tony segall there on friday", [["Segall"]]),
    ],
    "when and what for": [
        ("what time of day was the meeting on August 4", [["afternoon"]]),
        ("what was the august 4 meeting about", [["protocol", "resum"]]),
        ("why did they meet on friday", [["resum"]]),
        ("was it a bargaining session", [["not a bargaining"]]),
    ],
    "what was discussed": [
        ("what did they discuss on August 4", [["negotiation protocol"], ["preview"]]),
        ("what was discussed at the meeting", [["negotiation protocol"], ["preview"]]),
    ],
    "no agreement, and why": [
        ("did they reach an agreement on August 4", [["without agreement", "no agreement"]]),
        ("why was there no agreement", [["consult"]]),
        ("how did the meeting end", [["without agreement", "no agreement"], ["consult"]]),
        ("what was the outcome of the meeting", [["without agreement", "no agreement"]]),
    ],
    "the DGA deal language": [
        ("what did lombardini say about the DGA deal", [["DGA"], ["push", "language"]]),
        ("do the studios want the writers to take the DGA deal", [["DGA"], ["language"]]),
        ("what is the AMPTP position on the DGA deal language", [["DGA"], ["push", "language"]]),
    ],
    "minimums and AI: willing": [
        ("is the AMPTP willing to talk about AI", [["willing to talk about AI"]]),
        ("what did lombardini say about minimums", [["TV minimums"]]),
        ("will the studios raise their offer on minimums", [["TV minimums"], ["willing"]]),
        ("what are the studios willing to do on AI", [["willing to talk about AI"]]),
    ],
    "writers' room and residuals: not willing": [
        ("what did the AMPTP say about residuals", [["not willing"]]),
        ("are the studios willing to discuss the writers room", [["not willing"]]),
        ("what won't the AMPTP talk about", [["not willing"], ["room"], ["residuals"]]),
        ("what did lombardini say about success-based residuals", [["not willing"]]),
    ],
    "screenwriters and Appendix A: silent": [
        (
            "what did the AMPTP say about screenwriter issues",
            [["not indicate", "did not signal", "no willingness", "no sign", "not say"]],
        ),
        (
            "what did lombardini say about appendix a",
            [["not indicate", "did not signal", "no willingness", "no sign", "not say"]],
        ),
        (
            "where do the studios stand on appendix a",
            [["not indicate", "did not signal", "no willingness", "no sign", "not say"]],
        ),
    ],
    "Stutzman: all fundamental issues": [
        ("what did stutzman say about the fundamental issues", [["fundamental"]]),
        ("what does the WGA insist on", [["fundamental", "left behind"]]),
    ],
    "Stutzman: four more demands": [
        ("what did stutzman say about health care", [["health"], ["exten", "fund"]]),
        ("what does the WGA want on reinstatement of striking writers", [["reinstat"]]),
        ("what did stutzman ask for about arbitration", [["arbitrat"]]),
        ("does the wga want more money for benefit plans", [["benefit"]]),
    ],
    "the right to honor picket lines": [
        ("what did stutzman say about picket lines", [["picket line"]]),
        ("does the WGA want the right to honor other unions' picket lines", [["picket line"]]),
    ],
    "the leak": [
        ("who leaked the meeting to the press", [["leak"], ["WGA"]]),
        ("what did the WGA say about leaks", [["leak"]]),
    ],
    "good faith, not incremental": [
        ("who said the AMPTP playbook continues", [["playbook"]]),
        ("will the WGA take an incremental deal", [["incremental"]]),
        ("is the wga willing to resume talks in good faith", [["good faith"]]),
    ],
    "the studio-side source": [
        ("when will they be back at the table", [["week"]]),
        ("what happens next", [["weekend", "week"]]),
        ("when are the next talks", [["week"]]),
    ],
    "who asked for it, announced when": [
        ("who asked for the meeting", [["Lombardini"]]),
        ("when did the WGA announce the meeting", [["August 1", "Tuesday"]]),
        ("who requested the friday meeting", [["Lombardini"]]),
    ],
    "wary but optimistic; Rodman": [
        ("who called it a single and very preliminary step", [["Rodman"]]),
        ("what did howard rodman say", [["preliminary"]]),
        ("how did writers feel about the meeting", [["wary", "optimis"]]),
        ("who is howard rodman", [["Rodman"]]),
    ],
    "the message the day before": [
        ("what did the WGA committee write on August 3", [["playbook", "give", "ready"]]),
    ],
    "a test of a willing partner": [
        ("what did the AMPTP say about a willing bargaining partner", [["willing bargaining partner"]]),
        ("who said willing bargaining partner", [["AMPTP"]]),
    ],
    "Mayor Bass": [
        ("what did karen bass say about the meeting", [["encouraging"]]),
        ("what did the mayor of los angeles say", [["encouraging", "personally"]]),
        ("did mayor bass offer to help", [["personally", "in person"]]),
    ],
    "day 95": [
        ("which day of the strike was August 4", [["day 95"]]),
    ],
    "production halted": [
        ("how did the strikes affect production", [["production"]]),
        ("is anything being filmed", [["production", "stopped"]]),
        ("can films be promoted during the strike", [["promot"]]),
        ("when did the actors go on strike", [["July 14"]]),
    ],
    "delays and the fall season": [
        ("are movies being delayed because of the strike", [["back", "delay", "put off"]]),
        ("what does the strike mean for the fall season", [["fall"]]),
        ("is the fall tv season affected", [["fall"]]),
    ],
    "writers before actors": [
        ("why did the AMPTP go to the writers first", [["scripts"]]),
        ("why talk to the writers before the actors", [["scripts"]]),
    ],
}
ROWS = [(fact, question, wanted) for fact, rows in FACTS.items() for question, wanted in rows]


def test_there_is_a_question_for_each_of_the_25_facts() -> None:
    assert len(FACTS) == 25
    assert all(FACTS.values())


@pytest.mark.parametrize(("fact", "question", "wanted"), ROWS, ids=[row[1] for row in ROWS])
def test_every_fact_of_the_article_is_told_and_the_article_cited(
    fact: str, question: str, wanted: Wanted
) -> None:
    reply = ask(question)
    assert reply.kind == "answer", fact
    assert not [options for options in wanted if not any(holds(text(reply), option) for option in options)]
    assert "thr-2023-08-04" in sources(reply)
    assert not faults(claims(), reply)


ACCOUNTS = [
    ("why was there no agreement", "the WGA negotiating committee"),
    ("what did they discuss on August 4", "the WGA negotiating committee"),
    ("is the AMPTP willing to talk about AI", "the WGA negotiating committee"),
    ("what did lombardini say about minimums", "the WGA negotiating committee"),
    ("what did lombardini say about appendix a", "the WGA negotiating committee"),
    ("why talk to the writers before the actors", "Sources told The Hollywood Reporter"),
]


@pytest.mark.parametrize(("question", "teller"), ACCOUNTS)
def test_what_one_side_reports_is_told_as_its_account(question: str, teller: str) -> None:
    told = text(ask(question)).casefold()
    assert f"according to {teller}".casefold() in told or teller.casefold() in told.splitlines()[0]
