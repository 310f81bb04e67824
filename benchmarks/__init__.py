"""Measures how fast and how right the bot is, beside other ways to do the same."""
