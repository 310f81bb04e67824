"""Thresholds of the decision, in one place, with the figures that chose them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """All between 0 and 1; tests/answering/test_thresholds.py holds what they give.

    `strikebot evaluate FILE --split SPLIT` prints what they give. When `answer` and `phrased` were chosen (answered right,
    of what is held; wrong with confidence, of all), on questions that the weights were not fitted on:

    | answer, phrased | held-out      | strangers, `choose` | strangers, `blind` |
    |-----------------|---------------|---------------------|--------------------|
    | 0.66, 0.50      | 77.6 %, 4.3 % | 37.5 %, 8.5 %       |                    |
    | 0.74, 0.50      | 74.6 %, 2.8 % | 31.2 %, 6.6 %       | 39.7 %, 5.2 %      |
    | 0.78, 0.50      | 70.9 %, 2.8 % | 30.0 %, 6.6 %       | 33.8 %, 4.6 %      |

    With the weights of today, and surer where a message asks several things, 0.78 gives 77.6 %, 2.4 % and 35.8 %, 3.4 %.
    """

    answer: float = 0.78
    """Least confidence to answer."""
    phrased: float = 0.5
    """The same where the question is put much like a phrasing of what would answer it."""
    of_several: float = 0.85
    """The same where a message asks more than one question: what answers one of them may pass over another."""
    usual: float = 0.6
    """From this likelihood on, by the model of such questions, a question is put so."""
    near: float = 0.12
    """Least likelihood of the best candidate to show the nearest ones as a short list."""
    refuse: float = 0.59
    """Least score of a kind that is not answered to say so."""
    lead: float = 0.0
    """How far such a kind may lie behind the best candidate all the same."""
    shared: float = 0.5
    """Least share of the asked words, by weight, that an entry must hold to be told where a question is refused."""
    refuse_plainly: float = 0.85
    lead_plainly: float = 0.25
    """From this score, or lead over the best candidate, a question is plainly not one to answer; then this share counts:"""
    shared_plainly: float = 0.75
    shared_curated: float = 0.34
    """The same for a curated answer: it was written for such questions, and says what a union says without advising."""
    talk: float = 0.5
    """Least score of a greeting, thanks or the like to reply in kind."""
    ask_back: float = 0.62
    """Least score of a kind of question that lacks a name to ask back for it."""


THRESHOLDS = Thresholds()
