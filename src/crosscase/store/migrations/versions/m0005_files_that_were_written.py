"""Reports and exports are known: where crosscase wrote them, so that a withdrawal reaches them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the table; nothing that was there is touched."""
    op.create_table(
        "written",
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_written")),
    )
