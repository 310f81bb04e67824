"""The errors that a person can see. Each knows how to say what happened in plain words."""


class StrikebotError(Exception):
    """The root of every error that is shown to a person."""
