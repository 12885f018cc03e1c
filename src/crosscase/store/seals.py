"""A seal on rows as an entry wrote them: values that were never changed are compared with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Boolean, Float, Table

UNSEALED = frozenset({"turns", "word_times", "segments", "double_units", "noticed"})
"""Tables of many rows that no person judges; `check` compares passages with their text instead."""


def sealed_columns(table: Table) -> list[str]:
    """The columns of a table in the order in which a seal takes their values."""
    return sorted(column.name for column in table.c)


def seal(table: Table, rows: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """The SHA-256 of rows of a table, and the columns it is of; values as ``sealed_columns`` has.

    Words go in by the numbers of their texts, so the seal tells nothing of them. A column that
    comes later is not in it.
    """
    columns = sealed_columns(table)
    return {"columns": columns, "sha256": digest(table, rows, columns)}


def digest(table: Table, rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> str:
    """The SHA-256 of rows in the order in which they are given, their values in that of columns."""
    values = [
        list(column) if kind is None else [v if v is None else kind(v) for v in column]
        for column, kind in zip(
            zip(*rows, strict=True), (_kind(table, name) for name in columns), strict=True
        )
    ]
    return hashlib.sha256(json.dumps([*zip(*values, strict=True)]).encode()).hexdigest()


def _kind(table: Table, name: str) -> type | None:
    """What a value becomes, so that one written and the same one read are alike."""
    kind = table.c[name].type
    return float if isinstance(kind, Float) else bool if isinstance(kind, Boolean) else None
