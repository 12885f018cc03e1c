"""Many rows at once, given to the driver as they are.

SQLAlchemy would go through every value of every row on the way: for a hundred thousand rows that
takes longer than the database does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table


def insert_all(
    db: Connection, table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert rows whose values are of ``columns``, in their order; none is fine."""
    if not rows:
        return
    quoted = db.dialect.identifier_preparer
    names = ", ".join(quoted.quote(name) for name in columns)
    mark = "?" if db.dialect.paramstyle == "qmark" else "%s"
    values = ", ".join([mark] * len(columns))
    sql = f"INSERT INTO {quoted.format_table(table)} ({names}) VALUES ({values})"
    db.exec_driver_sql(sql, list(rows))
