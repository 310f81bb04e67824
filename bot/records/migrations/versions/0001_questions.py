"""Questions without an answer, and how often each entry was answered from."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        sa.Column("dismissed", sa.Boolean, nullable=False),
    )
    op.create_table(
        "expectations",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, sa.ForeignKey("questions.key", ondelete="CASCADE"), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("ix_expectations_key", "expectations", ["key"])
    op.create_table("dismissals", sa.Column("digest", sa.Text, primary_key=True))
    op.create_table(
        "tallies",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("entry", sa.Text, primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
    )
