"""Channels are told: the forms that set it up, the messages, and what sends and mends them."""
