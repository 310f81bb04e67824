"""Fields that several forms have."""

from __future__ import annotations

from bot.knowledge.model.models import PASSAGE_LIMIT
from bot.moderating.forms.engine.form_types import Field

SHORT, TEXT = 200, 1500
"""The models' limits for a line and for a statement."""

SOURCE = Field(
    "source",
    "Source",
    "choices",
    shelf="sources",
    hint="Not in the list? Leave it empty, and use “New source” or the page “Sources”.",
)
MORE_SOURCES = Field(
    "more_sources",
    "Other sources, one a line",
    "text",
    shelf="sources",
    hint="Publisher and day (Deadline aug 12), the headline, or the address.",
)
PASSAGE = Field(
    "passage",
    "What the source says, word for word",
    "text",
    limit=PASSAGE_LIMIT,
    hint="At most 300 characters of the first source; its link then opens right there.",
)
REPORTED_BY = Field(
    "reported_by",
    "Who says so, if it is one side's account",
    limit=SHORT,
    hint="Such as: the bakers' negotiating committee, in a letter to its members.",
)
ASKED = Field(
    "asked",
    "Questions that this answers, one a line",
    "text",
    limit=SHORT,
    hint="In people's own words; only those that the entry does not suggest.",
)
STRIKE = Field("strike", "Strike", "choice", shelf="strikes")
DATE_HINT = "mar 11, 11 March 2024, yesterday, 2024-03-11"
NAMES_HINT = "Names, one a line or with commas: Ada Flint, Moss."


def date(name: str, label: str, *, required: bool = False, hint: str = DATE_HINT) -> Field:
    return Field(name, label, required=required, limit=100, hint=hint)
