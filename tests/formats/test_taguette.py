"""A project of Taguette is read with its words, its coders, and without running any of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscase.domain.spans import Span
from crosscase.errors import UnreadableFile
from crosscase.formats.databases.taguette_html import Page
from crosscase.formats.projects import any_project


def spoil(path: Path, script: str) -> Path:
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(script)
    return path


def test_each_highlight_is_its_words_though_bytes_are_counted_and_tags_are_not(from_taguette: Path):
    """Headings and paragraphs stand on lines of their own; one that is not its words is told."""
    project = any_project(from_taguette)
    (source,) = project.sources
    assert source.text == "Talk\nWe waited three 😀 weeks & more.\nNobody called."
    words = [q.span.of(source.text) for q in source.quotations if q.span]
    assert words == ["waited", "three 😀 weeks", "Nobody called."]
    assert (project.verified.quotations, project.verified.verified) == (3, 2)
    (doubt,) = project.verified.doubtful
    assert "'waited', not the words stored with it" in doubt.told


def test_who_first_put_a_tag_on_a_highlight_is_its_coder(from_taguette: Path):
    project = any_project(from_taguette)
    users = {user.guid: user.name for user in project.users}
    codes = {code.guid: code.name for code in project.codes}
    judged = {
        (users[a.user], codes[a.code]) for q in project.sources[0].quotations for a in q.codings
    }
    assert judged == {("ben", "slow"), ("eve", "slow.very"), ("eve", "odd.one")}
    parents = {code.name: codes.get(code.parent, "") for code in project.codes}
    assert parents == {"slow": "", "slow.very": "slow", "odd.one": ""}


def test_the_file_stays_as_it_is(from_taguette: Path):
    """Also one that was written with a log beside it."""
    spoil(from_taguette, "PRAGMA journal_mode = WAL;")
    before = from_taguette.read_bytes()
    assert len(any_project(from_taguette).sources) == 1
    assert from_taguette.read_bytes() == before
    assert sorted(path.name for path in from_taguette.parent.iterdir()) == ["sent.sqlite3"]


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
def test_what_would_run_or_is_no_project_of_taguette_is_refused(from_taguette: Path, script: str):
    with pytest.raises(UnreadableFile) as caught:
        any_project(spoil(from_taguette, script))
    assert caught.value.hint


def test_triggers_of_the_file_do_not_run(from_taguette: Path):
    spoil(from_taguette, "CREATE TRIGGER t AFTER INSERT ON tags BEGIN DELETE FROM documents; END;")
    assert len(any_project(from_taguette).codes) == 3


@pytest.mark.parametrize("size", [0, 16, 100, 3000, 9000])
def test_a_cut_file_is_refused(from_taguette: Path, size: int):
    from_taguette.write_bytes(from_taguette.read_bytes()[:size])
    with pytest.raises(UnreadableFile):
        any_project(from_taguette)


def test_numbers_that_fit_nowhere_are_told_and_nothing_is_coded_there(from_taguette: Path):
    """But for a highlight whose words stand in the text: it is placed on them."""
    spoil(from_taguette, "UPDATE highlights SET end_offset = 'soon' WHERE id = 1;")
    project = any_project(from_taguette)
    assert all(quotation.span for quotation in project.sources[0].quotations)
    told = [doubt.told for doubt in project.verified.doubtful]
    assert any("is no passage of this text; placed on the words" in one for one in told)
    spoil(from_taguette, "UPDATE highlights SET snippet = 'Never said.' WHERE id = 1;")
    project = any_project(from_taguette)
    assert sum(q.span is None for q in project.sources[0].quotations) == 1
    assert any(
        doubt.told.endswith("is no passage of this text") for doubt in project.verified.doubtful
    )


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
def test_any_damage_is_read_or_refused(from_taguette: Path, changes: list[tuple[int, int]]):
    """With sound places, never with a crash."""
    whole = bytearray(from_taguette.read_bytes())
    for at, value in changes:
        whole[at % len(whole)] = value
    path = from_taguette.with_name("damaged.sqlite3")
    path.write_bytes(whole)
    try:
        project = any_project(path)
    except UnreadableFile:
        return
    for source in project.sources:
        for quotation in source.quotations:
            assert quotation.span is None or quotation.span.end <= len(source.text)
