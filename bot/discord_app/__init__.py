"""Strikebot in Discord: the only part of the bot that knows of Discord."""
