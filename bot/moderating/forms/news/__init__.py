"""What happens to a strike, each as a short form that changes what the strike says of itself."""

from bot.moderating.forms.news import confirming, pausing, settling, starting, stopping, walkout
from bot.moderating.forms.news.meant import news_of

RECIPES = (
    starting.BEGAN, walkout.RECIPE, pausing.PAUSED, pausing.RESUMED, settling.DEAL, settling.REJECTED, settling.RATIFIED,
    settling.ENDED, stopping.RECIPE, confirming.RECIPE,
)  # fmt: skip
NEWS = {recipe.form.kind: recipe.form.title for recipe in RECIPES}
"""What may have happened: the kind of its form, and what to call it."""

__all__ = ["NEWS", "RECIPES", "news_of"]
