"""Tables outside the journal: derived rows, and what a study knows of its copies and erasures."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, String, Table, Text

from crosscase.store.columns import meta

suggestions = Table(
    "suggestions",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("about", String, nullable=False),
    Column("segment", Integer),
    Column("code", Integer),
    Column("into", Integer),
    Column("name", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("engine", String, nullable=False),
    Column("edition", Integer),
    Column("start", Integer),
    Column("end", Integer),
    Index("ix_suggestions_about", "about"),
)
"""Derived: outside journal, undo, sync and backup; a new run of an engine replaces them."""

tombstones = Table(
    "tombstones",
    meta,
    Column("uid", String(36), primary_key=True),
    Column("at", String, nullable=False),
)
"""Who withdrew, by opaque ids: a copy that is older is withdrawn from before it is used."""

unfinished = Table(
    "unfinished",
    meta,
    Column("entry", Integer, primary_key=True, autoincrement=False),
)
"""Erasures whose words may still lie in a free page or a copy: finished when next opened."""

copies = Table(
    "copies",
    meta,
    Column("path", String, primary_key=True),
    Column("at", String, nullable=False),
)
"""Where copies of this study were written: a withdrawal reaches them too."""

written = Table(
    "written",
    meta,
    Column("path", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("asked", String, nullable=False, server_default=""),
)
"""Where reports and exports were written, and as what; without a hash: handed to a browser.

``asked``: what was asked of a report, in JSON, so that it can be written again."""

dated = Table(
    "dated",
    meta,
    Column("coding", Integer, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
)
"""When codings of other programs were made; their rows say only when they came."""

parts = Table(
    "parts",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("source", Integer, nullable=False),
    Column("run", String, nullable=False),
    Column("channel", Integer, nullable=False),
    Column("begin", Float, nullable=False),
    Column("finish", Float, nullable=False),
    Column("words", Text, nullable=False),
    Index("ix_parts_source", "source"),
)
"""Derived: what was heard so far of a recording; gone when its transcript is written."""

listened = Table(
    "listened",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("source", Integer, nullable=False),
    Column("coder", String, nullable=False),
    Column("hearing", String, nullable=False),
    Column("begin", Float, nullable=False),
    Column("finish", Float, nullable=False),
    Column("since", String, nullable=False),
    Column("until", String, nullable=False),
    Index("ix_listened_source", "source"),
)
"""A log: which stretch of which recording a coder heard, in which pass."""

synced = Table(
    "synced",
    meta,
    Column("uid", String(36), primary_key=True),
    Column("entry", Integer, nullable=False),
)
"""Up to which entry another copy was taken in, and by which entry of this journal."""
