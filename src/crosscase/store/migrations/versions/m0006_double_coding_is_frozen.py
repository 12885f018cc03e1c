"""Double coding: frozen units, who is done, and how disagreements were settled."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the three tables; nothing that was there is touched."""
    op.create_table(
        "double_codings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("second", sa.Integer(), nullable=False),
        sa.Column("drawn_by", sa.String(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.String(), nullable=False),
        sa.Column("first_done", sa.String(), nullable=False),
        sa.Column("second_done", sa.String(), nullable=False),
        sa.Column("last_coding", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["first"], ["coders.id"], name=op.f("fk_double_codings_first")),
        sa.ForeignKeyConstraint(["second"], ["coders.id"], name=op.f("fk_double_codings_second")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_double_codings")),
        sa.UniqueConstraint("uid", name=op.f("uq_double_codings_uid")),
    )
    op.create_table(
        "double_units",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("double_coding", sa.Integer(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["double_coding"], ["double_codings.id"], name=op.f("fk_double_units_double_coding")
        ),
        sa.ForeignKeyConstraint(["segment"], ["segments.id"], name=op.f("fk_double_units_segment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_double_units")),
        sa.UniqueConstraint("uid", name=op.f("uq_double_units_uid")),
    )
    op.create_index("ix_double_units_segment", "double_units", ["segment"], unique=False)
    op.create_table(
        "negotiations",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("double_unit", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("why", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["double_unit"], ["double_units.id"], name=op.f("fk_negotiations_double_unit")
        ),
        sa.ForeignKeyConstraint(["why"], ["texts.id"], name=op.f("fk_negotiations_why")),
        sa.ForeignKeyConstraint(["coder"], ["coders.id"], name=op.f("fk_negotiations_coder")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_negotiations")),
        sa.UniqueConstraint("uid", name=op.f("uq_negotiations_uid")),
    )
