"""The tables of the journal: entries with their changes, the words, and the numbers to come."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from crosscase.store.columns import meta, words

texts = Table(
    "texts",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("value", Text, nullable=False),
    Column("erased", Boolean, nullable=False, default=False),
)
text_people = Table(
    "text_people",
    meta,
    Column("text", Integer, ForeignKey("texts.id"), primary_key=True),
    Column("participant", Integer, primary_key=True),
)
counters = Table(
    "counters",
    meta,
    Column("name", String, primary_key=True),
    Column("next", Integer, nullable=False),
)
entries = Table(
    "entries",
    meta,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("uid", String(36), nullable=False, unique=True),
    Column("verb", String, nullable=False),
    words("coder"),
    Column("at", String, nullable=False),
    words("why"),
    Column("undoes", Integer, ForeignKey("entries.n")),
)
changes = Table(
    "changes",
    meta,
    Column("entry", Integer, ForeignKey("entries.n"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("table", String, nullable=False),
    Column("row", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    Column("op", String(6), nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("ix_changes_row", "table", "row"),
)
