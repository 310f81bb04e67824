"""Thresholds of the decision, in one place, with the figures that chose them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """All between 0 and 1 unless said."""

    answer: float = 0.6
    """Least confidence to answer."""
    phrased: float = 0.45
    """The same where the question is put much like a phrasing of what would answer it."""
    usual: float = 0.7
    """From this likelihood on, by the model of such questions, a question is put so."""
    near: float = 0.12
    """Least likelihood of the best candidate to show the nearest ones as a short list."""
    refuse: float = 0.6
    """Least score of a kind that is not answered to say so."""
    lead: float = 0.0
    """How far such a kind may lie behind the best candidate all the same."""
    shared: float = 0.5
    """Least share of the asked words, by weight, that an entry must hold to be told where a question is refused."""
    refuse_plainly: float = 0.85
    lead_plainly: float = 0.25
    """From this score, or lead over the best candidate, a question is plainly not one to answer; then this share counts:"""
    shared_plainly: float = 0.75
    talk: float = 0.5
    """Least score of a greeting, thanks or the like to reply in kind."""
    ask_back: float = 0.62
    """Least score of a kind of question that lacks a name to ask back for it."""


THRESHOLDS = Thresholds()
