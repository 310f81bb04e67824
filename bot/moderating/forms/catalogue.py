"""All forms by their kind. The first page of each is enough for an entry."""

from __future__ import annotations

from types import MappingProxyType

from bot.moderating.forms import answer, event, meeting, person, position, quote, source

RECIPES = MappingProxyType(
    {part.FORM.kind: part.RECIPE for part in (meeting, position, quote, event, source, answer, person)}
)
FORMS = MappingProxyType({kind: recipe.form for kind, recipe in RECIPES.items()})
