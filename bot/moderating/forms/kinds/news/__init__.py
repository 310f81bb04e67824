"""What happens to a strike, each as a short form that changes what the strike says of itself."""

from bot.moderating.forms.kinds.news import confirmation, pause, settlement, start, stop, walkout
from bot.moderating.forms.kinds.news.meant_strikes import news_of

RECIPES = (
    start.BEGAN, walkout.RECIPE, pause.PAUSED, pause.RESUMED, settlement.DEAL, settlement.REJECTED, settlement.RATIFIED,
    settlement.ENDED, stop.RECIPE, confirmation.RECIPE,
)  # fmt: skip
NEWS = {recipe.form.kind: recipe.form.title for recipe in RECIPES}
"""What may have happened: the kind of its form, and what to call it."""

__all__ = ["NEWS", "RECIPES", "news_of"]
