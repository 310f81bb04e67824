"""The moderators' forms: what somebody typed becomes entries, or sentences about what is wrong, field by field."""

from bot.moderating.forms.catalogue import FORMS
from bot.moderating.forms.choosing import choices
from bot.moderating.forms.fields import STRIKE
from bot.moderating.forms.making import make, without
from bot.moderating.forms.news import NEWS, news_of
from bot.moderating.forms.opening import begin
from bot.moderating.forms.shapes import (
    Addition,
    Choice,
    DraftUnreadableError,
    Field,
    FieldProblem,
    Filled,
    Form,
    Made,
    Page,
)
from bot.moderating.forms.summary import summary
from bot.moderating.forms.typed import listed
from bot.moderating.forms.wording import field_problems

__all__ = [
    "FORMS",
    "NEWS",
    "STRIKE",
    "Addition",
    "Choice",
    "DraftUnreadableError",
    "Field",
    "FieldProblem",
    "Filled",
    "Form",
    "Made",
    "Page",
    "begin",
    "choices",
    "field_problems",
    "listed",
    "make",
    "news_of",
    "summary",
    "without",
]
