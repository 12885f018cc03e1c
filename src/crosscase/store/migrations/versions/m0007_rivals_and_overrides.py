"""Rivals of propositions with their evidence, and what a coder says against the ledger."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the tables; nothing that was there is touched."""
    _noun(
        "rivals",
        _to("proposition", "propositions"),
        _to("label", "texts"),
        _to("statement", "texts"),
    )
    _noun(
        "rival_evidence",
        _to("rival", "rivals"),
        sa.Column("stance", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        _to("coder", "coders"),
        _to("segment", "segments", needed=False),
        _to("case", "cases", needed=False),
        _to("why", "texts"),
    )
    _noun(
        "overrides",
        _to("proposition", "propositions"),
        _to("case", "cases"),
        sa.Column("replication", sa.String(), nullable=False),
        _to("coder", "coders"),
        _to("why", "texts"),
    )


def _to(name: str, table: str, *, needed: bool = True) -> tuple[sa.Column[Any], str]:
    return sa.Column(name, sa.Integer(), nullable=not needed), f"{table}.id"


def _noun(table: str, *columns: sa.Column[Any] | tuple[sa.Column[Any], str]) -> None:
    """A table of the research: its own columns after the local key and the UUID."""
    given = [c if isinstance(c, tuple) else (c, "") for c in columns]
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        *(column for column, _ in given),
        *(
            sa.ForeignKeyConstraint([c.name], [home], name=op.f(f"fk_{table}_{c.name}"))
            for c, home in given
            if home
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("uid", name=op.f(f"uq_{table}_uid")),
    )
