"""One process of the bot, from its start to its end."""
