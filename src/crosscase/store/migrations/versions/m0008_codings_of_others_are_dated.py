"""When codings of other programs were made is kept beside them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Create the table; nothing that was there is touched."""
    op.create_table(
        "dated",
        sa.Column("coding", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("coding", name=op.f("pk_dated")),
    )
