"""The search index: derived, a row a turn, its text as our own tokens.

On SQLite it is an ordinary FTS5 table (a contentless one would keep deleted words), on PostgreSQL
a column of lexemes under the ``simple`` configuration; both answer the same questions.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, text

from crosscase.domain.queries import All, Near, Query, Term, Without, tokens

Place = tuple[int, int, int]
"""Edition, start and end of a searchable stretch (code points)."""


def prepare(db: Connection) -> None:
    """Make the index if it is not there."""
    if db.dialect.name == "sqlite":
        db.execute(
            text(
                "CREATE VIRTUAL TABLE IF NOT EXISTS searched USING fts5("
                "body, edition UNINDEXED, start UNINDEXED, stop UNINDEXED, "
                'tokenize = "unicode61 remove_diacritics 0")'
            )
        )
        db.execute(text("INSERT INTO searched(searched, rank) VALUES ('secure-delete', 1)"))
        return
    db.execute(
        text(
            "CREATE TABLE IF NOT EXISTS searched ("
            "body tsvector, edition integer, start integer, stop integer)"
        )
    )
    db.execute(text("CREATE INDEX IF NOT EXISTS ix_searched ON searched USING gin (body)"))


def is_prepared(db: Connection) -> bool:
    """Whether the index was made."""
    if db.dialect.name == "sqlite":
        found = db.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'searched'"))
    else:
        found = db.execute(text("SELECT to_regclass('searched')"))
    return found.scalar() is not None


def indexed(db: Connection) -> set[int]:
    """The editions that are in the index."""
    return {int(n) for n in db.execute(text("SELECT DISTINCT edition FROM searched")).scalars()}


def forget(db: Connection, editions: Iterable[int]) -> None:
    """Take editions out of the index."""
    for number in editions:
        db.execute(text("DELETE FROM searched WHERE edition = :n"), {"n": number})


def add(db: Connection, rows: Iterable[tuple[Place, str]]) -> None:
    """Put stretches of text into the index."""
    body = ":body" if db.dialect.name == "sqlite" else "to_tsvector('simple', :body)"
    values = [
        {"e": e, "a": a, "b": b, "body": " ".join(token.text for token in tokens(words))}
        for (e, a, b), words in rows
    ]
    if values:
        db.execute(
            text(f"INSERT INTO searched (body, edition, start, stop) VALUES ({body}, :e, :a, :b)"),
            values,
        )


def find(db: Connection, query: Query, most: int) -> list[Place]:
    """The stretches that answer, in the order of editions and places, at most ``most``."""
    sqlite = db.dialect.name == "sqlite"
    asked = _fts5(query) if sqlite else _tsquery(query)
    where = "searched MATCH :q" if sqlite else "body @@ to_tsquery('simple', :q)"
    found = db.execute(
        text(
            f"SELECT edition, start, stop FROM searched WHERE {where} "
            "ORDER BY edition, start LIMIT :most"
        ).bindparams(bindparam("q", asked), bindparam("most", most))
    )
    return [(int(e), int(a), int(b)) for e, a, b in found]


def _fts5(query: Query) -> str:
    """The question as FTS5 reads it; every token is quoted, so none is an operator."""
    if isinstance(query, Term):
        return '"' + " ".join(query.tokens) + '"' + (" *" if query.prefix else "")
    if isinstance(query, Near):
        return f"NEAR({' '.join(map(_fts5, query.terms))}, {query.distance})"
    if isinstance(query, Without):
        return f"({_fts5(query.wanted)} NOT {_fts5(query.unwanted)})"
    return "(" + (" AND " if isinstance(query, All) else " OR ").join(map(_fts5, query.parts)) + ")"


def _tsquery(query: Query) -> str:
    """The question as PostgreSQL reads it; a NEAR is written out, distance by distance."""
    if isinstance(query, Term):
        last = len(query.tokens) - 1
        return " <-> ".join(
            f"'{token}'" + (":*" if query.prefix and at == last else "")
            for at, token in enumerate(query.tokens)
        )
    if isinstance(query, Near):
        first, *rest = query.terms
        either = [
            f"(({_tsquery(a)}) <{gap}> ({_tsquery(b)}))"
            for other in rest
            for a, b in ((first, other), (other, first))
            for gap in range(1, query.distance + 2)
        ]
        return "(" + " | ".join(either) + ")"
    if isinstance(query, Without):
        return f"(({_tsquery(query.wanted)}) & !({_tsquery(query.unwanted)}))"
    sign = " & " if isinstance(query, All) else " | "
    return "(" + sign.join(f"({_tsquery(part)})" for part in query.parts) + ")"
