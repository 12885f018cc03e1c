"""A seal on rows as an entry wrote them: values that were never changed are compared with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Boolean, Float, Table

UNSEALED = frozenset({"turns", "word_times", "segments", "double_units", "noticed"})
"""Tables of many rows that no person judges; `check` compares passages with their text instead."""


def seal(table: Table, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The SHA-256 of rows of a table, and the columns it is of.

    Words go in by the numbers of their texts, so the seal tells nothing of them. A column that
    comes later is not in it.
    """
    columns = sorted(column.name for column in table.c)
    return {"columns": columns, "sha256": digest(table, rows, columns)}


def digest(table: Table, rows: Iterable[Mapping[str, Any]], columns: list[str]) -> str:
    """The SHA-256 of these columns of rows, in the order in which they are given."""
    kinds = [_kind(table, name) for name in columns]
    values = [
        [v if v is None or kind is None else kind(v) for v, kind in zip(row, kinds, strict=True)]
        for row in ([one[name] for name in columns] for one in rows)
    ]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def _kind(table: Table, name: str) -> type | None:
    """What a value becomes, so that one written and the same one read are alike."""
    kind = table.c[name].type
    return float if isinstance(kind, Float) else bool if isinstance(kind, Boolean) else None
