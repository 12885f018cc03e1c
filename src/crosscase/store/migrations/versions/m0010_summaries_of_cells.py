"""Summaries in the cells of the framework matrix, and the quotes they rest on."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Create the tables; nothing that was there is touched."""
    _noun(
        "summaries",
        _to("code", "codes"),
        _to("coder", "coders"),
        _to("text", "texts"),
        _to("case", "cases", needed=False),
        _to("participant", "participants", needed=False),
        _to("date", "texts"),
        sa.Column("lost", sa.Integer(), nullable=False),
    )
    _noun("summary_quotes", _to("summary", "summaries"), _to("segment", "segments"))


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
