"""Channels that are told of changes, the facts that are known, the messages that tell them; members who wait for an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "follows",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False, unique=True),
        sa.Column("kinds", sa.Text, nullable=False),
        sa.Column("strikes", sa.Text, nullable=False),
        sa.Column("hour", sa.Integer),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("role", sa.BigInteger),
        sa.Column("publish", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trouble", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "facts",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("strikes", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True)),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
    )
    op.create_index("ix_facts_changed", "facts", ["changed"])
    op.create_table(
        "parcels",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("follow", sa.Integer, sa.ForeignKey("follows.id", ondelete="CASCADE"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("shown", sa.Text, nullable=False),
        sa.Column("unpublished", sa.Boolean, nullable=False),
    )
    op.create_index("ix_parcels_follow", "parcels", ["follow"])
    op.create_table(
        "tellings",
        sa.Column("follow", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("parcel", sa.Text, sa.ForeignKey("parcels.id", ondelete="CASCADE"), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
    )
    op.create_index("ix_tellings_parcel", "tellings", ["parcel"])
    op.create_index("ix_tellings_key", "tellings", ["key"])
    op.create_table(
        "waiters",
        sa.Column("user", sa.BigInteger, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("locale", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True)),
    )
    op.create_index("ix_waiters_key", "waiters", ["key"])
