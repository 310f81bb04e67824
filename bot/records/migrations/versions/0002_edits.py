"""What moderators changed, and what waits for another one of them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "edits",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moderator_id", sa.BigInteger, nullable=False),
        sa.Column("moderator", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("patches", sa.Text, nullable=False),
        sa.Column("revision", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("edits.id")),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("revision_after", sa.Text),
        sa.Column("undone_by", sa.Integer),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("decided_by_id", sa.BigInteger),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_edits_state", "edits", ["state"])
    op.create_table(
        "edit_entries",
        sa.Column("edit_id", sa.Integer, sa.ForeignKey("edits.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("entry", sa.Text, nullable=False),
    )
    op.create_index("ix_edit_entries_entry", "edit_entries", ["entry"])
