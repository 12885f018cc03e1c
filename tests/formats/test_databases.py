"""Projects of QualCoder and RQDA are read with their words, coders, cases and values."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscase.errors import UnreadableFile
from crosscase.formats.projects import any_project
from crosscase.formats.refi.project import Project

TEXT = "\ufeffAnna: We waited 😀 three weeks.\r\nBen: Nobody called us.\r\n"

QUALCODER = """
CREATE TABLE project (databaseversion text, date text, memo text, about text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text,
  owner text, date text);
CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, cid integer);
CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, cid integer);
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer,
  memo text, owner text, date text);
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text,
  caseOrFile text, valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text,
  id integer, date text, owner text);
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer,
  pos1 integer, owner text, date text, memo text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text);
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text,
  supercatid integer);
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text,
  pos0 integer, pos1 integer, owner text, date text, memo text);
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text,
  date text, color text);
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);
"""
LATER = """
ALTER TABLE code_name ADD COLUMN supercid integer;
ALTER TABLE code_text ADD COLUMN important integer;
CREATE TABLE graph (grid integer primary key, name text);
INSERT INTO graph VALUES (1, 'drawn');
INSERT INTO code_name VALUES (3, 'very slow', '', 1, 'eve', '', '#00FF00', 1);
UPDATE project SET databaseversion = 'v17';
"""
RQDA = """
CREATE TABLE project (databaseversion text, date text, memo text, about text);
CREATE TABLE source (name text, id integer, file text, memo text, owner text, date text,
  dateM text, status integer);
CREATE TABLE freecode (name text, memo text, owner text, date text, dateM text, id integer,
  status integer, color text);
CREATE TABLE coding (cid integer, fid integer, seltext text, selfirst real, selend real,
  status integer, owner text, date text, memo text);
CREATE TABLE codecat (name text, cid integer, catid integer, owner text, date text, dateM text,
  memo text, status integer);
CREATE TABLE treecode (cid integer, catid integer, date text, dateM text, memo text,
  status integer, owner text);
CREATE TABLE cases (name text, memo text, owner text, date text, dateM text, id integer,
  status integer);
CREATE TABLE caselinkage (caseid integer, fid integer, selfirst real, selend real,
  status integer, owner text, date text, memo text);
CREATE TABLE attributes (name text, status integer, date text, owner text, memo text, class text);
CREATE TABLE caseAttr (variable text, value text, caseID integer, date text, owner text,
  status integer);
CREATE TABLE fileAttr (variable text, value text, fileID integer, date text, owner text,
  status integer);
CREATE TABLE journal (name text, journal text, date text, dateM text, owner text, status integer);
CREATE TABLE annotation (fid integer, position integer, annotation text, owner text, date text,
  dateM text, status integer);
CREATE TABLE imageCoding (cid integer, iid integer);
"""


def place(words: str, unit: str) -> tuple[int, int]:
    before, inside = TEXT[: TEXT.index(words)], words
    if unit == "UTF-16 units":
        return len(before.encode("utf-16-le")) // 2, len((before + inside).encode("utf-16-le")) // 2
    return len(before), len(before) + len(inside)


def fill_qualcoder(db: sqlite3.Connection, unit: str = "code points") -> None:
    db.executescript(QUALCODER)
    db.execute("INSERT INTO project VALUES ('v3', '', 'A pilot.', 'QualCoder')")
    db.execute("INSERT INTO source VALUES (1, 'talk 1', ?, NULL, 'First.', 'eve', '')", (TEXT,))
    db.execute("INSERT INTO source VALUES (2, 'b.mp3', NULL, 'audio:b.mp3', '', 'eve', '')")
    db.execute("INSERT INTO code_av VALUES (1, 2, 0, 1)")
    db.execute("INSERT INTO code_cat VALUES (1, 'State', 'eve', '', 'Of it.', NULL)")
    db.execute("INSERT INTO code_cat VALUES (2, 'Response', 'eve', '', '', 1)")
    db.execute("INSERT INTO code_name VALUES (1, 'slow', 'Too late.', 2, 'eve', '', '#FF0000')")
    db.execute("INSERT INTO code_name VALUES (2, 'silence', '', NULL, 'eve', '', '')")
    coded = (
        (1, 1, "three weeks", "eve", ""),
        (2, 1, "three weeks", "ben", "I am not sure."),
        (3, 2, "Nobody called", "ben", ""),
    )
    for number, code, words, owner, memo in coded:
        start, end = place(words, unit)
        row = (number, code, words, start, end, owner, "2024-05-06 07:08:09", memo)
        db.execute("INSERT INTO code_text VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?)", row)
    start, end = place("called", unit)
    row = (start, end, "By phone?", "ben", "2024-05-07 07:08:09")
    db.execute("INSERT INTO annotation VALUES (1, 1, ?, ?, ?, ?, ?)", row)
    db.execute("INSERT INTO cases VALUES (1, 'Mill', 'A mill.', 'eve', '')")
    db.execute("INSERT INTO cases VALUES (2, 'Bakery', '', 'eve', '')")
    db.execute("INSERT INTO case_text VALUES (1, 1, 1, 0, ?, 'eve', '', '')", (len(TEXT),))
    start, end = place("Nobody called us.", unit)
    db.execute("INSERT INTO case_text VALUES (2, 2, 1, ?, ?, 'eve', '', '')", (start, end))
    db.execute("INSERT INTO attribute_type VALUES ('size', '', 'eve', '', 'case', 'numeric')")
    db.execute("INSERT INTO attribute VALUES (1, 'size', 'case', '40', 1, '', 'eve')")
    db.execute("INSERT INTO attribute VALUES (2, 'size', 'case', '', 2, '', 'eve')")
    db.execute("INSERT INTO journal VALUES (1, 'Day one', 'It rained.', '2024-05-06 1', 'eve')")


def fill_rqda(db: sqlite3.Connection) -> None:
    db.executescript(RQDA)
    db.execute("INSERT INTO source VALUES ('talk 1', 1, ?, 'First.', 'eve', '', '', 1)", (TEXT,))
    db.execute("INSERT INTO source VALUES ('gone', 2, 'Deleted.', '', 'eve', '', '', 0)")
    db.execute("INSERT INTO freecode VALUES ('slow', 'Too late.', 'eve', '', '', 1, 1, 'red')")
    db.execute("INSERT INTO freecode VALUES ('gone', '', 'eve', '', '', 2, 0, '')")
    start, end = place("three weeks", "code points")
    row = ("three weeks", start, end)
    coding = "INSERT INTO coding VALUES (1, 1, ?, ?, ?, {}, 'eve', '', {})"
    db.execute(coding.format(1, "'Sure?'"), row)
    db.execute(coding.format(0, "NULL"), row)
    db.execute("INSERT INTO codecat VALUES ('State', NULL, 1, 'eve', '', '', 'Of it.', 1)")
    db.execute("INSERT INTO treecode VALUES (1, 1, '', '', '', 1, 'eve')")
    db.execute("INSERT INTO cases VALUES ('Mill', '', 'eve', '', '', 1, 1)")
    db.execute("INSERT INTO caselinkage VALUES (1, 1, 0, 50, 1, 'eve', '', '')")
    db.execute("INSERT INTO attributes VALUES ('size', 1, '', 'eve', '', 'numeric')")
    db.execute("INSERT INTO caseAttr VALUES ('size', '40', 1, '', 'eve', 1)")
    db.execute("INSERT INTO journal VALUES ('Day one', 'It rained.', '', '', 'eve', 1)")


@pytest.fixture
def qda(tmp_path: Path) -> Path:
    folder = tmp_path / "pilot.qda"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "data.qda")) as db, db:
        fill_qualcoder(db)
    return folder


@pytest.fixture
def rqda(tmp_path: Path) -> Path:
    path = tmp_path / "pilot.rqda"
    with closing(sqlite3.connect(path)) as db, db:
        fill_rqda(db)
    return path


def judged(project: Project) -> set[tuple[str, str, str]]:
    users = {user.guid: user.name for user in project.users}
    codes = {code.guid: code.name for code in project.codes}
    return {
        (users[coding.user], codes[coding.code], quotation.span.of(source.text))
        for source in project.sources
        for quotation in source.quotations
        if quotation.span is not None
        for coding in quotation.codings
    }


CODED = {
    ("eve", "slow", "three weeks"),
    ("ben", "slow", "three weeks"),
    ("ben", "silence", "Nobody called"),
}


def test_a_folder_of_qualcoder_brings_codes_cases_values_and_notes(qda: Path):
    project = any_project(qda)
    assert (project.name, project.origin, project.description) == ("pilot", "QualCoder", "A pilot.")
    assert judged(project) == CODED
    names = {code.guid: code.name for code in project.codes}
    above = {code.name: names.get(code.parent, "") for code in project.codes}
    assert above == {"State": "", "Response": "State", "slow": "Response", "silence": ""}
    (source,) = project.sources
    assert source.text == "Anna: We waited 😀 three weeks.\nBen: Nobody called us.\n"
    mill, bakery = project.cases
    assert (mill.name, mill.sources, mill.selections) == ("Mill", ("source 1",), ())
    assert [value.text for value in mill.values] == ["40"]
    assert (bakery.sources, bakery.selections, bakery.values) == ((), ("case_text 2",), ())
    spans = {q.guid: q.span.of(source.text) for q in source.quotations if q.span}
    assert spans["annotation 1"] == "called"
    assert spans["case_text 2"] == "Nobody called us."
    assert {note.text for note in project.notes} == {"It rained.", "I am not sure.", "By phone?"}
    told = [remark.text for remark in project.remarks]
    assert told == [
        "it is no text (audio:b.mp3), and is left out",
        "1 passages of recordings are left out",
    ]
    assert str(project.verified).startswith("4 of 4 quotations verified; positions count code")


def test_the_file_in_the_folder_will_do(qda: Path):
    assert judged(any_project(qda / "data.qda")) == CODED


def test_codes_of_late_releases_stand_below_codes(qda: Path):
    with closing(sqlite3.connect(qda / "data.qda")) as db, db:
        db.executescript(LATER)
    project = any_project(qda)
    assert judged(project) == CODED
    assert {c.name: c.parent for c in project.codes}["very slow"] == "code 1"
    assert "1 graphs are left out" in [remark.text for remark in project.remarks]


def test_tables_newer_than_known_are_read_and_told(qda: Path):
    with closing(sqlite3.connect(qda / "data.qda")) as db, db:
        db.execute("UPDATE project SET databaseversion = 'v18'")
    project = any_project(qda)
    assert judged(project) == CODED
    assert any("its tables are v18" in remark.text for remark in project.remarks)


def test_positions_that_count_otherwise_are_found(tmp_path: Path):
    """A window of its toolkit counts an emoji as two."""
    path = tmp_path / "data.qda"
    with closing(sqlite3.connect(path)) as db, db:
        fill_qualcoder(db, "UTF-16 units")
    project = any_project(path)
    assert judged(project) == CODED
    assert "UTF-16 units" in str(project.verified)


def test_a_passage_that_is_not_its_words_is_told(qda: Path):
    with closing(sqlite3.connect(qda / "data.qda")) as db, db:
        db.execute("UPDATE code_text SET seltext = 'two weeks' WHERE ctid = 1")
    project = any_project(qda)
    (doubt,) = project.verified.doubtful
    assert "'three weeks', not the words stored with it" in doubt.told


def test_passages_whose_numbers_are_off_are_placed_on_their_words(qda: Path, rqda: Path):
    """Each is told as doubtful with what its numbers mean."""
    for path, table, columns in (
        (qda / "data.qda", "code_text", ("pos0", "pos1")),
        (rqda, "coding", ("selfirst", "selend")),
    ):
        right = judged(any_project(path))
        with closing(sqlite3.connect(path)) as db, db:
            for column in columns:
                db.execute(f"UPDATE {table} SET {column} = {column} - 6")
        project = any_project(path)
        assert judged(project) == right
        told = [doubt.told for doubt in project.verified.doubtful]
        assert told
        assert all(one.endswith("'; placed on the words stored with it") for one in told)


def test_a_project_of_rqda_comes_without_what_was_deleted(rqda: Path):
    project = any_project(rqda)
    assert project.origin == "RQDA"
    assert judged(project) == {("eve", "slow", "three weeks")}
    assert [(code.name, code.colour) for code in project.codes] == [("slow", "red")]
    (state,) = project.sets
    assert (state.name, state.description, state.codes) == ("State", "Of it.", ("code 1",))
    (mill,) = project.cases
    assert (mill.sources, [v.text for v in mill.values]) == (("source 1",), ["40"])
    assert {note.text for note in project.notes} == {"It rained.", "Sure?"}
    assert str(project.verified).startswith("1 of 1 quotations verified")


def test_annotations_of_rqda_are_memos_on_their_lines_and_that_is_told(rqda: Path):
    """One that stands in no line is on its text; one that was deleted stays behind."""
    with closing(sqlite3.connect(rqda)) as db, db:
        annotate = "INSERT INTO annotation VALUES (1, ?, ?, 'ben', '2024-05-06', '', ?)"
        for place, said, status in (
            (TEXT.index("called"), "By phone?", 1),
            (TEXT.index(" Nobody"), "By whom?", 1),
            (9_000, "Where?", 1),
            (3, "Gone.", 0),
        ):
            db.execute(annotate, (place, said, status))
    project = any_project(rqda)
    notes = {note.guid: note.text for note in project.notes}
    (source,) = project.sources
    on_lines = {
        notes[guid]: quotation.span.of(source.text)
        for quotation in source.quotations
        if quotation.span
        for guid in quotation.notes
    }
    assert on_lines == dict.fromkeys(("By phone?", "By whom?"), "Ben: Nobody called us.")
    assert [notes[guid] for guid in source.notes] == ["Where?"]
    assert "Gone." not in notes.values()
    assert {user.name for user in project.users} == {"ben", "eve"}
    assert judged(project) == {("eve", "slow", "three weeks")}
    (told,) = [r.text for r in project.remarks if r.code == "rqda-annotations"]
    assert told.startswith("3 annotations stand at one place of a text")


@pytest.mark.parametrize("program", ["qda", "rqda"])
def test_a_memo_on_a_passage_is_one_memo(program: str, request: pytest.FixtureRequest):
    """It hangs on the passage, and not on the project as well."""
    project = any_project(request.getfixturevalue(program))
    hung = {
        guid
        for source in project.sources
        for quotation in source.quotations
        for guid in (*quotation.notes, *(n for coding in quotation.codings for n in coding.notes))
    }
    assert hung
    assert hung.isdisjoint(project.referred)


@pytest.mark.parametrize(
    "script",
    [
        "CREATE VIEW code_text AS SELECT 1; CREATE VIEW code_name AS SELECT 1;",
        "CREATE TABLE other (id integer);",
    ],
)
def test_a_database_of_no_known_program_is_refused(tmp_path: Path, script: str):
    path = tmp_path / "other.qda"
    with closing(sqlite3.connect(path)) as db, db:
        db.executescript(script)
    with pytest.raises(UnreadableFile):
        any_project(path)


def test_an_empty_folder_is_refused_with_what_is_missing(tmp_path: Path):
    with pytest.raises(UnreadableFile, match=r"data\.qda"):
        any_project(tmp_path)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_any_damage_is_read_or_refused(qda: Path, rqda: Path, data: st.DataObject):
    """With sound places, never with a crash."""
    whole = bytearray(data.draw(st.sampled_from([qda / "data.qda", rqda])).read_bytes())
    places = st.tuples(st.integers(16, len(whole) - 1), st.integers(0, 255))
    for at, value in data.draw(st.lists(places, max_size=20)):
        whole[at] = value
    path = qda.parent / "damaged.qda"
    path.write_bytes(whole)
    try:
        project = any_project(path)
    except UnreadableFile:
        return
    for source in project.sources:
        for quotation in source.quotations:
            assert quotation.span is None or quotation.span.end <= len(source.text)
