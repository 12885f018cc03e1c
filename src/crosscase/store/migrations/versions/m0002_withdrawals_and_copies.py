"""Somebody may withdraw: tombstones of opaque ids, and where copies of the study lie."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables; the journal's payloads know none of them."""
    op.create_table(
        "tombstones",
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_tombstones")),
    )
    op.create_table(
        "unfinished",
        sa.Column("entry", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_unfinished")),
    )
    op.create_table(
        "copies",
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_copies")),
    )
