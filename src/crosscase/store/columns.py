"""How the tables of a study are made, once, for SQLite and PostgreSQL alike.

A column made by ``words`` holds the number of a row in ``texts``, never the words themselves:
so a row that goes into the journal goes without words, and erasing a text leaves nothing behind.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table

meta = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def words(name: str) -> Column[Any]:
    """A column of free words: a reference to ``texts``."""
    return Column(name, Integer, ForeignKey("texts.id"), nullable=False, info={"words": True})


def to(name: str, table: str, *, needed: bool = True) -> Column[Any]:
    """A reference to a row of ``table``."""
    return Column(name, Integer, ForeignKey(f"{table}.id"), nullable=not needed)


def noun(name: str, *columns: Column[Any] | Index) -> Table:
    """A table of the research: a local key, a random UUID, and its own columns."""
    return Table(
        name,
        meta,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("uid", String(36), nullable=False, unique=True),
        *columns,
    )
