"""The moderators' forms: what somebody typed becomes entries, or sentences about what is wrong, field by field."""

from bot.moderating.forms.build import make, without
from bot.moderating.forms.catalogue import FORMS
from bot.moderating.forms.engine.fields import STRIKE
from bot.moderating.forms.engine.form_types import (
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
from bot.moderating.forms.engine.typed import listed
from bot.moderating.forms.error_texts import field_problems
from bot.moderating.forms.kinds.news import NEWS, news_of
from bot.moderating.forms.menus import choices
from bot.moderating.forms.prefill import begin
from bot.moderating.forms.summary import summary

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
