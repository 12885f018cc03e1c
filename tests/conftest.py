"""Files that more than one layer reads."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

SCHEMA = """
CREATE TABLE users (login VARCHAR(30) PRIMARY KEY, hashed_password VARCHAR(192));
CREATE TABLE projects (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL,
  description TEXT NOT NULL, created DATETIME);
CREATE TABLE documents (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL,
  description TEXT NOT NULL, filename VARCHAR(200), created DATETIME, project_id INTEGER NOT NULL,
  text_direction VARCHAR(13), contents TEXT NOT NULL);
CREATE TABLE highlights (id INTEGER PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL,
  start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL);
CREATE TABLE tags (id INTEGER PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL,
  path VARCHAR(200) NOT NULL, description TEXT NOT NULL);
CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL);
CREATE TABLE commands (id INTEGER PRIMARY KEY AUTOINCREMENT, date DATETIME, user_login VARCHAR(30),
  project_id INTEGER, document_id INTEGER, payload TEXT NOT NULL);
INSERT INTO projects VALUES (1, 'Waiting', 'A pilot.', '2024-05-06');
"""
HTML = "<h1>Talk</h1><p>We waited <b>three 😀 weeks</b> &amp; more.</p>\n<p>Nobody called.</p>"
WORDS = "TalkWe waited three 😀 weeks & more.\nNobody called."


def place(words: str) -> tuple[int, int]:
    start = len(WORDS[: WORDS.index(words)].encode())
    return start, start + len(words.encode())


def fill(db: sqlite3.Connection) -> None:
    db.executescript(SCHEMA)
    document = (1, "talk 1", "First.", "talk.docx", None, 1, "LEFT_TO_RIGHT", HTML)
    db.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)", document)
    for row in ((1, "slow", "Too late."), (2, "slow.very", ""), (3, "odd.one", "")):
        db.execute("INSERT INTO tags VALUES (?, 1, ?, ?)", row)
    marks = (
        (1, *place("three 😀 weeks"), "<b>three 😀 weeks</b>"),
        (2, *place("Nobody called."), "<p>Nobody called.</p>"),
        (3, *place("waited"), "<p>something else</p>"),
    )
    db.executemany("INSERT INTO highlights VALUES (?, 1, ?, ?, ?)", marks)
    db.executemany("INSERT INTO highlight_tags VALUES (?, ?)", ((1, 1), (1, 2), (2, 3)))
    acts = (
        ("ben", "highlight_add", 1, [1]),
        ("eve", "highlight_add", 1, [1, 2]),
        ("eve", "highlight_add", 2, ["odd.one"]),
    )
    for login, kind, highlight, tags in acts:
        payload = json.dumps({"type": kind, "highlight_id": highlight, "tags": tags})
        row = ("2024-05-06 07:08:09", login, payload)
        db.execute(
            "INSERT INTO commands (date, user_login, project_id, document_id, payload) "
            "VALUES (?, ?, 1, 1, ?)",
            row,
        )


@pytest.fixture
def from_taguette(tmp_path: Path) -> Path:
    """A project as Taguette sends it: one document, two people who tag it."""
    path = tmp_path / "sent.sqlite3"
    with closing(sqlite3.connect(path)) as db, db:
        fill(db)
    return path
