"""What goes wrong with the records, in sentences for whoever meets it."""

from __future__ import annotations

from bot.errors import StrikebotError


class RecordsError(StrikebotError):
    """The root of the errors of the records."""


class DatabaseUrlError(RecordsError):
    """An address of a database that cannot be used; the address itself is not shown, it may hold a password."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"DATABASE_URL: found {found}, expected {expected}")


class RecordsAwayError(RecordsError):
    """The database does not answer. `reason` is for the log, the sentence for the one who asked for something."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            "The records cannot be reached at the moment, so this cannot be done now. "
            "Questions are answered as usual. Please try again in a minute."
        )


class NewerRecordsError(RecordsAwayError):
    """A database whose tables are of a version that this program does not know."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(f"found version {found} of the tables, expected at most {known}")
        self.args = (
            f"The records were made by a newer version of Strikebot: found version {found} of the tables, "
            f"expected at most {known}. Start that newer version, or restore a backup from before the upgrade.",
        )
