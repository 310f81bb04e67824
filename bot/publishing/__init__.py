"""Puts the website into a folder, and keeps it in step with the base while the bot runs."""
