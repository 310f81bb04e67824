"""The card of a reply: how it looks, and what it carries to be read back."""
