"""All forms by their kind. The first page of each is enough for an entry."""

from __future__ import annotations

from types import MappingProxyType

from bot.moderating.forms.kinds import (
    answer,
    event,
    issue,
    meeting,
    news,
    party,
    person,
    position,
    quote,
    source,
    strike,
)

PARTS = (meeting, position, quote, event, source, answer, person, party, issue, strike)
RECIPES = MappingProxyType(
    {
        recipe.form.kind: recipe
        for recipe in (
            *(part.RECIPE for part in PARTS),
            *news.RECIPES,
        )
    }
)
FORMS = MappingProxyType({kind: recipe.form for kind, recipe in RECIPES.items()})
