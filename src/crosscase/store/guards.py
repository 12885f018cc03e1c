"""Triggers that hold the promises for people with an SQL prompt too."""

from __future__ import annotations

from sqlalchemy import Connection, text

RULES: dict[str, tuple[str, str, str, str]] = {
    "sealed_text_stays": (
        "UPDATE OF text",
        "editions",
        "OLD.sealed",
        "a sealed edition is never updated",
    ),
    "seal_stays": (
        "UPDATE OF sealed",
        "editions",
        "OLD.sealed AND NOT NEW.sealed "
        "AND EXISTS (SELECT 1 FROM segments WHERE segments.edition = OLD.id)",
        "an edition with segments stays sealed",
    ),
    "sealed_edition_stays": (
        "DELETE",
        "editions",
        "OLD.sealed",
        "a sealed edition is never deleted",
    ),
    "words_stay": (
        "UPDATE",
        "texts",
        "NOT NEW.erased OR NEW.value <> ''",
        "a text is erased, never changed",
    ),
    "texts_stay": ("DELETE", "texts", "TRUE", "a text is erased, never deleted"),
    "entries_stay": ("UPDATE", "entries", "TRUE", "the journal is append-only"),
    "entries_are_kept": ("DELETE", "entries", "TRUE", "the journal is append-only"),
    "changes_stay": ("UPDATE", "changes", "TRUE", "the journal is append-only"),
    "changes_are_kept": ("DELETE", "changes", "TRUE", "the journal is append-only"),
}
"""Name of the trigger: when, on which table, on what condition, what it says."""


def put_up(db: Connection) -> None:
    """Create every trigger that is not there."""
    make = _sqlite if db.dialect.name == "sqlite" else _postgresql
    for name, rule in RULES.items():
        for statement in make(name, *rule):
            db.execute(text(statement))


def strangers(db: Connection) -> list[str]:
    """What runs by itself in a study file of SQLite and was not made by crosscase.

    Views, triggers and virtual tables: of a file from somebody else they could change what is
    written, in silence.
    """
    made = {
        name: _sqlite(name, *rule)[0].replace("IF NOT EXISTS ", "") for name, rule in RULES.items()
    }
    rows = db.exec_driver_sql("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
    return [
        f"the {kind} {name!r}"
        for kind, name, sql in rows
        if kind == "view"
        or (kind == "trigger" and made.get(name) != sql)
        or (sql.casefold().startswith("create virtual") and name != "searched")
    ]


def _sqlite(name: str, when: str, table: str, condition: str, says: str) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {when} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
    ]


def _postgresql(name: str, when: str, table: str, condition: str, says: str) -> list[str]:
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS "
        f"$$ BEGIN IF {condition} THEN RAISE EXCEPTION '{says}'; END IF; "
        f"RETURN COALESCE(NEW, OLD); END $$ LANGUAGE plpgsql",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
