"""When shards connected to Discord, for processes on several machines."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "identifies",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("shard", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled", sa.Boolean, nullable=False),
    )
