"""The tables, as the newest migration leaves them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

if TYPE_CHECKING:
    from sqlalchemy import Dialect


def storable(text: str, limit: int | None = None) -> str:
    """What both databases can hold of a text: no NUL, no halves of characters."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")[:limit]


class StorableText(TypeDecorator[str]):
    """Any text, made storable; clipped where it is indexed."""

    impl = Text
    cache_ok = True

    def __init__(self, limit: int | None = None) -> None:
        super().__init__()
        self.limit = limit

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value, self.limit)


class AwareMoment(TypeDecorator[datetime]):
    """An aware moment; SQLite has no zones, so it is kept in UTC there."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


INDEXED = 500
"""Characters of a text in an index: PostgreSQL takes 2,704 bytes of one."""

metadata = MetaData()

questions = Table(
    "questions",
    metadata,
    Column("key", StorableText(INDEXED), primary_key=True),
    Column("text", StorableText, nullable=False),
    Column("why", StorableText, nullable=False),
    Column("times", Integer, nullable=False),
    Column("first", Date, nullable=False),  # days, not moments: a moment could be matched with who was there
    Column("last", Date, nullable=False),
    Column("dismissed", Boolean, nullable=False),
)

expectations = Table(
    "expectations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", StorableText(INDEXED), ForeignKey("questions.key", ondelete="CASCADE"), nullable=False),
    Column("text", StorableText, nullable=False),
    Index("ix_expectations_key", "key"),
)

dismissals = Table(
    "dismissals",
    metadata,
    Column(
        "digest", StorableText(INDEXED), primary_key=True
    ),  # of the key, which may be as telling as the text
)

tallies = Table(
    "tallies",
    metadata,
    Column("day", Date, primary_key=True),
    Column("entry", StorableText(INDEXED), primary_key=True),
    Column("times", Integer, nullable=False),
)

edits = Table(
    "edits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", AwareMoment, nullable=False),
    Column("moderator_id", BigInteger, nullable=False),
    Column("moderator", StorableText, nullable=False),
    Column("what", StorableText, nullable=False),
    Column("reason", StorableText, nullable=False),
    Column("patches", StorableText, nullable=False),
    Column("revision", StorableText, nullable=False),
    Column("undoes", Integer, ForeignKey("edits.id")),
    Column("state", StorableText, nullable=False),
    Column("revision_after", StorableText),
    Column("undone_by", Integer),
    Column("decided_by", StorableText, nullable=False),
    Column("decided_by_id", BigInteger),
    Column("folder", StorableText, nullable=False, server_default=""),
    Index("ix_edits_state", "state"),
    sqlite_autoincrement=True,  # the number of an edit that was given up must not name another one later
)

edit_entries = Table(
    "edit_entries",
    metadata,
    Column("edit_id", Integer, ForeignKey("edits.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("entry", StorableText(INDEXED), nullable=False),
    Index("ix_edit_entries_entry", "entry"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", StorableText(INDEXED), primary_key=True),
    Column("moderator_id", BigInteger, nullable=False),
    Column("data", StorableText, nullable=False),
    Column("at", AwareMoment, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("name", StorableText(INDEXED), primary_key=True),
    Column("value", StorableText, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("name", StorableText(INDEXED), primary_key=True),
    Column("at", AwareMoment, nullable=False),
)

identifies = Table(
    "identifies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("shard", Integer, nullable=False),
    Column("at", AwareMoment, nullable=False),
    Column("settled", Boolean, nullable=False),
)

follows = Table(
    "follows",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("guild", BigInteger, nullable=False),
    Column("channel", BigInteger, nullable=False, unique=True),
    Column("kinds", StorableText, nullable=False),
    Column("strikes", StorableText, nullable=False),
    Column("hour", Integer),
    Column("zone", StorableText, nullable=False),
    Column("role", BigInteger),
    Column("publish", Boolean, nullable=False),
    Column("at", AwareMoment, nullable=False),
    Column("trouble", StorableText, nullable=False),
    sqlite_autoincrement=True,  # messages of a channel that was unfollowed must not be taken for those of another
)

facts = Table(
    "facts",
    metadata,
    Column("key", StorableText(INDEXED), primary_key=True),
    Column("kind", StorableText, nullable=False),
    Column("strikes", StorableText, nullable=False),
    Column("digest", StorableText, nullable=False),
    Column("told", StorableText, nullable=False),
    Column("version", Integer, nullable=False),
    Column("since", AwareMoment),
    Column("changed", AwareMoment, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Index("ix_facts_changed", "changed"),
)

parcels = Table(
    "parcels",
    metadata,
    Column("id", StorableText(INDEXED), primary_key=True),
    Column("follow", Integer, ForeignKey("follows.id", ondelete="CASCADE"), nullable=False),
    Column("at", AwareMoment, nullable=False),
    Column("until", AwareMoment, nullable=False),
    Column("message", BigInteger),
    Column("shown", StorableText, nullable=False),
    Column("unpublished", Boolean, nullable=False),
    Index("ix_parcels_follow", "follow"),
)

tellings = Table(
    "tellings",
    metadata,
    Column("follow", Integer, primary_key=True),
    Column("key", StorableText(INDEXED), primary_key=True),
    Column("parcel", StorableText(INDEXED), ForeignKey("parcels.id", ondelete="CASCADE"), nullable=False),
    Column("place", Integer, nullable=False),
    Index("ix_tellings_parcel", "parcel"),
    Index("ix_tellings_key", "key"),
)

waiters = Table(
    "waiters",
    metadata,
    Column("user", BigInteger, primary_key=True),
    Column("key", StorableText(INDEXED), primary_key=True),
    Column("text", StorableText, nullable=False),
    Column("locale", StorableText, nullable=False),
    Column("at", AwareMoment, nullable=False),
    Column("until", AwareMoment),
    Index("ix_waiters_key", "key"),
)

servers = Table(
    "servers",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("strike", StorableText, nullable=False),
    Column("channels", StorableText, nullable=False),
    Column("language", StorableText, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("at", AwareMoment, nullable=False),
)

suggestions = Table(
    "suggestions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("guild", BigInteger, nullable=False),
    Column("link", StorableText(INDEXED), nullable=False, unique=True),
    Column("text", StorableText, nullable=False),
    Column("day", Date, nullable=False),  # not the moment: it could be matched with who was there
    Column("times", Integer, nullable=False),
    sqlite_autoincrement=True,  # a button of one that was handled must not be taken for that of another
)
