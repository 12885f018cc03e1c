"""What cannot be imported is called by what it is, with the next step."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from pathlib import Path

import pytest

from crosscase.errors import TooLarge, UnreadableFile
from crosscase.formats.bounds import MAX_FILE
from crosscase.formats.foreign import KNOWN
from crosscase.formats.projects import any_project, project_from
from crosscase.web.words import library


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            kind = "application/vnd.oasis.opendocument.spreadsheet" if name == "mimetype" else "{}"
            archive.writestr(name, kind)
    return made.getvalue()


def database(path: Path) -> bytes:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE things (id INTEGER)")
    db.close()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("file", "data", "what", "hint"),
    [
        ("p.mx22", b"SQLite", "MAXQDA", "REFI-QDA"),
        ("p.MX24", b"\x01", "MAXQDA", "REFI-QDA"),
        ("p.mex", b"\x01", "MAXQDA", "REFI-QDA"),
        ("p.nvp", b"\x01", "NVivo", "REFI-QDA"),
        ("p.nvpx", b"\x01", "NVivo", "REFI-QDA"),
        ("p.nvcx", b"\x01", "NVivo", "REFI-QDA"),
        ("p.atlproj23", b"\x01", "ATLAS.ti", "REFI-QDA"),
        ("p.atlcb", zipped("a.xml"), "ATLAS.ti", "REFI-QDA"),
        ("study.crosscase", b"\x01", "a study of crosscase", "crosscase sync"),
        ("package.zip", zipped("codings.csv", "manifest.json"), "package", "crosscase rebuild"),
        ("t.xls", b"\xd0\xcf\x11\xe0", "spreadsheet", "xlsx"),
        ("t.ods", b"\x01", "spreadsheet", "xlsx"),
        ("t", zipped("mimetype"), "spreadsheet", "xlsx"),
        ("t.rtf", b"{\\rtf1 hello}", "document", "docx"),
        ("t.txt", b"{\\rtf1 hello}", "document", "docx"),
        ("t", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office", "docx or xlsx"),
        ("talk", b"fLaC\x00", "recording", "crosscase add"),
        ("talk.wav", b"\x01", "recording", "crosscase add"),
        ("talk.m4a", b"\x00\x00\x00\x20ftypM4A ", "recording", "crosscase add"),
        ("t.csv", b"", "the file is empty", "anew"),
        ("t.qdpx", b" \n", "the file is empty", "anew"),
        ("t.txt", b"Nobody called. [laughs]\nWe left.", "[code]…[/code]", "crosscase add"),
        ("t.json", b'{"a": 1}', "nothing that is known", ".qdpx"),
    ],
)
def test_a_file_of_another_kind_is_called_what_it_is(file: str, data: bytes, what: str, hint: str):
    with pytest.raises(UnreadableFile) as refused:
        project_from(data, file)
    assert what in refused.value.what
    assert hint in refused.value.hint


def test_a_database_of_something_else_names_those_that_are_read(tmp_path: Path):
    with pytest.raises(UnreadableFile) as refused:
        project_from(database(tmp_path / "d"), "d.sqlite3")
    assert "no project of Taguette, QualCoder or RQDA" in refused.value.what
    with pytest.raises(UnreadableFile, match="as MAXQDA keeps it"):
        project_from((tmp_path / "d").read_bytes(), "d.mx22")


def test_a_file_that_can_be_read_is_read_whatever_it_is_called():
    """Only what fails is looked up."""
    table = b"<table><tr><td>Code</td><td>Segment</td></tr><tr><td>a</td><td>So.</td></tr></table>"
    assert len(project_from(table, "p.mx22").codes) == 1


@pytest.mark.parametrize(("file", "kind"), [("talk.wav", UnreadableFile), ("t.csv", TooLarge)])
def test_a_huge_recording_is_no_matter_of_its_size(
    file: str, kind: type[UnreadableFile], tmp_path: Path
):
    with (tmp_path / file).open("wb") as made:
        made.truncate(MAX_FILE + 1)
    with pytest.raises(UnreadableFile) as refused:
        any_project(tmp_path / file)
    assert type(refused.value) is kind


def test_a_table_in_a_text_is_still_read():
    assert len(project_from(b"quote,code\nSo.,a\n", "t.txt").codes) == 1


def test_what_is_said_of_such_files_has_its_chinese():
    said = {text for one in KNOWN for text in (one.what, one.hint)}
    assert sorted(said - set(library("zh"))) == []
