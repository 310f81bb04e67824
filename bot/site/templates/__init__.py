"""The pages with places for their words, in Jinja2's language."""
