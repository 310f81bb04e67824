"""Replies as they look in a terminal, or as plain text where there is none."""
