"""The base that is in use: watched, rebuilt beside the event loop, swapped whole."""
