"""What can be wrong with a backup, in a sentence."""

from bot.errors import StrikebotError


class BackupError(StrikebotError):
    """A backup that cannot be made, read or restored."""
