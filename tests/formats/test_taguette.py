"""A project of Taguette is read with its words, its coders, and without running any of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscase.domain.spans import Span
from crosscase.errors import UnreadableFile
from crosscase.formats.projects import any_project
from crosscase.formats.taguette.html import Page

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
def sent(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "sent.sqlite3"
    with closing(sqlite3.connect(path)) as db, db:
        fill(db)
    yield path


def spoil(path: Path, script: str) -> Path:
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(script)
    return path


def test_each_highlight_is_its_words_though_bytes_are_counted_and_tags_are_not(sent: Path):
    """Headings and paragraphs stand on lines of their own; one that is not its words is told."""
    project = any_project(sent)
    (source,) = project.sources
    assert source.text == "Talk\nWe waited three 😀 weeks & more.\nNobody called."
    words = [q.span.of(source.text) for q in source.quotations if q.span]
    assert words == ["waited", "three 😀 weeks", "Nobody called."]
    assert (project.verified.quotations, project.verified.verified) == (3, 2)
    (doubt,) = project.verified.doubtful
    assert "'waited', not the words stored with it" in doubt


def test_who_first_put_a_tag_on_a_highlight_is_its_coder(sent: Path):
    project = any_project(sent)
    users = {user.guid: user.name for user in project.users}
    codes = {code.guid: code.name for code in project.codes}
    judged = {
        (users[a.user], codes[a.code]) for q in project.sources[0].quotations for a in q.codings
    }
    assert judged == {("ben", "slow"), ("eve", "slow.very"), ("eve", "odd.one")}
    parents = {code.name: codes.get(code.parent, "") for code in project.codes}
    assert parents == {"slow": "", "slow.very": "slow", "odd.one": ""}


def test_the_file_stays_as_it_is(sent: Path):
    """Also one that was written with a log beside it."""
    spoil(sent, "PRAGMA journal_mode = WAL;")
    before = sent.read_bytes()
    assert len(any_project(sent).sources) == 1
    assert sent.read_bytes() == before
    assert sorted(path.name for path in sent.parent.iterdir()) == ["sent.sqlite3"]


@pytest.mark.parametrize(
    "script",
    [
        "DROP TABLE tags; CREATE VIEW tags AS SELECT 1 AS id, 'x' AS path, '' AS description;",
        "DROP TABLE tags; CREATE VIRTUAL TABLE tags USING fts5(id, path, description);",
        "DROP TABLE tags; CREATE TABLE tags (id, description, "
        "path GENERATED ALWAYS AS (upper(description)));",
        "DROP TABLE highlights;",
        "INSERT INTO projects VALUES (2, 'Other', '', '');",
    ],
)
def test_what_would_run_or_is_no_project_of_taguette_is_refused(sent: Path, script: str):
    with pytest.raises(UnreadableFile) as caught:
        any_project(spoil(sent, script))
    assert caught.value.hint


def test_triggers_of_the_file_do_not_run(sent: Path):
    spoil(sent, "CREATE TRIGGER t AFTER INSERT ON tags BEGIN DELETE FROM documents; END;")
    assert len(any_project(sent).codes) == 3


@pytest.mark.parametrize("size", [0, 16, 100, 3000, 9000])
def test_a_cut_file_is_refused(sent: Path, size: int):
    sent.write_bytes(sent.read_bytes()[:size])
    with pytest.raises(UnreadableFile):
        any_project(sent)


def test_numbers_that_fit_nowhere_are_told_and_nothing_is_coded_there(sent: Path):
    spoil(sent, "UPDATE highlights SET end_offset = 'soon' WHERE id = 1;")
    project = any_project(sent)
    assert sum(q.span is None for q in project.sources[0].quotations) == 1
    assert any("is no passage" in told for told in project.verified.doubtful)


PARTS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<br/>",
        "<b a='>'>",
        "a",
        "b ",
        "\n",
        "客",
        "😀",
        "&amp;",
        "<",
        ">",
        "'",
        "<!-- x -->",
        "\ufeff",
    ]
)


@given(st.lists(PARTS, max_size=30))
def test_any_html_is_read_and_every_place_is_found_again(parts: list[str]):
    """Each character between tags is one character of what is shown, or a mark that is not."""
    page = Page("".join(parts))
    for at, character in enumerate(page.raw):
        if character != "\ufeff":
            assert page.span(Span(at, at + 1)).of(page.text) == character


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(16, 40_000), st.integers(0, 255)), max_size=20))
def test_any_damage_is_read_or_refused(sent: Path, changes: list[tuple[int, int]]):
    """With sound places, never with a crash."""
    whole = bytearray(sent.read_bytes())
    for at, value in changes:
        whole[at % len(whole)] = value
    path = sent.with_name("damaged.sqlite3")
    path.write_bytes(whole)
    try:
        project = any_project(path)
    except UnreadableFile:
        return
    for source in project.sources:
        for quotation in source.quotations:
            assert quotation.span is None or quotation.span.end <= len(source.text)
