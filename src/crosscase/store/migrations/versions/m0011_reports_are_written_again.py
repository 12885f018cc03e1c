"""What was asked of a report is remembered, so that it can be written again."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column; of files that are known nobody remembers what was asked."""
    op.add_column("written", sa.Column("asked", sa.String(), nullable=False, server_default=""))
