"""Which knowledge folder an edit is written to: processes need not share one. Earlier edits do not say."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("edits", sa.Column("folder", sa.Text, nullable=False, server_default=""))
