"""Listening is logged: who heard which stretch in which pass, and who read a source again."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create both tables; nothing that was there is touched."""
    op.create_table(
        "listened",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("hearing", sa.String(), nullable=False),
        sa.Column("begin", sa.Float(), nullable=False),
        sa.Column("finish", sa.Float(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listened")),
    )
    op.create_index("ix_listened_source", "listened", ["source"], unique=False)
    op.create_table(
        "rereadings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("source", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_rereadings_source")),
        sa.ForeignKeyConstraint(["coder"], ["coders.id"], name=op.f("fk_rereadings_coder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rereadings")),
        sa.UniqueConstraint("uid", name=op.f("uq_rereadings_uid")),
    )
