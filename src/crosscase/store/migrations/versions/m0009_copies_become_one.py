"""Two copies of a study become one: up to which entry another copy was taken in."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Create the table; nothing that was there is touched."""
    op.create_table(
        "synced",
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_synced")),
    )
