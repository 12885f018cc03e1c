"""The project of any program that is known, as one kind of value, by what its bytes are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from crosscase.domain.remarks import Remark
from crosscase.errors import TooLarge, UnreadableFile
from crosscase.formats.bounds import read_bytes
from crosscase.formats.databases.read import project_in
from crosscase.formats.docx import read_docx, text_of_docx
from crosscase.formats.encodings import decode
from crosscase.formats.foreign import is_empty, refused_as
from crosscase.formats.inventory import find_files, read
from crosscase.formats.quotes.codebook_table import codebook_in, is_codebook_head, rows_of
from crosscase.formats.quotes.coding_report import coding_report_in, is_coding_report
from crosscase.formats.quotes.columns import is_head
from crosscase.formats.quotes.comments import commented_of, left_turns
from crosscase.formats.quotes.grids import Report, report_in_docx, report_in_html, report_in_pdf
from crosscase.formats.quotes.inline import inline_of, marked_up
from crosscase.formats.quotes.own_codebook import (
    is_own_head,
    is_own_page,
    own_codebook_in,
    rows_of_page,
)
from crosscase.formats.quotes.read import Given, quoted_in
from crosscase.formats.refi.project import Project, TextSource
from crosscase.formats.refi.read import project_of
from crosscase.formats.tables import table_under

_SQLITE = b"SQLite format 3\x00"
_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_DOCX = b"word/document.xml"
_XLSX = b"xl/workbook"
_QDE = re.compile(rb"\.qde", re.IGNORECASE)
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,1000}<(?:!doctype\s{1,9}html|html|head|body|table)\b", re.IGNORECASE
)
_SHEETS = frozenset({".csv", ".tsv", ".xlsx"})
_PROSE = frozenset({".txt", ".md"})


def any_project(
    path: Path, given: Callable[[], Given] = Given, folder: Path | None = None
) -> Project:
    """The project in a file: REFI-QDA (.qdpx, .qde, .qdc), Taguette's (.sqlite3), QualCoder's
    (its .qda folder, or the data.qda in it), RQDA's (.rqda), Word comments (.docx), a table of
    quotations or a codebook (.csv, .tsv, .xlsx, or in a report: .docx, .html, .pdf), a coding
    report (.docx, .txt), or a text with codes written into it (.txt, .md).

    It is known by its form. ``given`` is asked for the texts of the quotations of a table;
    ``folder`` has sources that a project of REFI-QDA refers to and does not bring. Raises
    ``UnreadableFile`` (``TooLarge`` for a bomb) when the file is none of these.
    """
    if path.is_dir():
        return project_in(read_bytes(path / "data.qda"), path.name)
    try:
        data = read_bytes(path)
    except TooLarge as error:
        raise refused_as(path.name) or error from error
    return project_from(data, path.name, given, folder)


def project_from(
    data: bytes, file: str, given: Callable[[], Given] = Given, folder: Path | None = None
) -> Project:
    """The project in the bytes of a file of this name; see ``any_project``.

    A file that cannot be read is refused as what it is, where that is known.
    """
    if is_empty(data):
        raise UnreadableFile("the file is empty.", file=file, hint="Export it anew.")
    try:
        return _project_in(data, file, given, folder)
    except UnreadableFile as error:
        raise refused_as(file, data) or error from error


def _project_in(data: bytes, file: str, given: Callable[[], Given], folder: Path | None) -> Project:
    ending = PurePath(file).suffix.casefold()
    if data.startswith(_SQLITE):
        return project_in(data, file)
    if data.startswith(_ZIP) and not _QDE.search(data):
        if _DOCX in data or ending == ".docx":
            return _in_docx(data, file, given)
        if _XLSX in data or ending in _SHEETS:
            return _in_table(data, file, ending, given)
    elif data.startswith(_PDF) or _HTML.match(data):
        read = report_in_pdf if data.startswith(_PDF) else report_in_html
        found = _in_report(read(data, file), file, given)
        if found is None:
            raise UnreadableFile(
                "no table of quotations and no codebook stands in it.",
                file=file,
                hint="Export the segments with their codes as a table.",
            )
        return found
    elif ending in _SHEETS | _PROSE:
        return _in_text(data, file, ending, given)
    return project_of(data, file, folder)


def _in_docx(data: bytes, file: str, given: Callable[[], Given]) -> Project:
    """Comments come first: who wrote some has coded with them."""
    reading = read_docx(data, file)
    sha = hashlib.sha256(data).hexdigest()
    if not reading.comments:
        found = _in_report(report_in_docx(data, file), file, given)
        if found is not None:
            return found
        page = text_of_docx(data, file)[0]
        if is_own_page(page):
            return own_codebook_in(rows_of_page(page), file)
        if is_coding_report(reading.text):
            return coding_report_in(reading.text, file, given())
        if marked_up(reading.text):
            return inline_of(reading.text, file, sha, reading.remarks)
    return commented_of(reading, file, sha)


def _in_report(report: Report, file: str, given: Callable[[], Given]) -> Project | None:
    """Quotations or a codebook in the tables of a report; None where there are neither."""
    rows = report.rows_under(is_head, file)
    if rows is not None:
        return quoted_in(rows.table(), file, given())
    for head, codebook in ((is_own_head, own_codebook_in), (is_codebook_head, codebook_in)):
        rows = report.rows_under(head, file)
        if rows is not None:
            return codebook(rows, file)
    return None


def _in_text(data: bytes, file: str, ending: str, given: Callable[[], Given]) -> Project:
    if ending in _PROSE:
        decoded = decode(data, file)
        if is_own_page(decoded.text):
            return own_codebook_in(rows_of_page(decoded.text), file)
        if is_coding_report(decoded.text):
            return coding_report_in(decoded.text, file, given())
        if marked_up(decoded.text):
            sha = hashlib.sha256(data).hexdigest()
            return inline_of(decoded.text, file, sha, decoded.remarks)
    return _in_table(data, file, ending, given)


def _in_table(data: bytes, file: str, ending: str, given: Callable[[], Given]) -> Project:
    table = table_under(data, file, (is_head, is_own_head, is_codebook_head))
    if is_own_head(table.columns):
        return own_codebook_in(rows_of(table), file)
    if is_codebook_head(table.columns):
        return codebook_in(rows_of(table), file)
    if ending in _PROSE and not is_head(table.columns):
        raise UnreadableFile(
            "no mark such as [code]…[/code] stands in it, and no table of quotations.",
            file=file,
            hint="Use `crosscase add` for a text that nobody has coded yet.",
        )
    return quoted_in(table, file, given())


def texts_in(folder: Path) -> tuple[list[TextSource], list[Remark]]:
    """The text of every file in a folder that can be read, and what was noticed of them."""
    remarks: list[Remark] = []
    return list(_texts(folder, remarks)), remarks


def _texts(folder: Path, remarks: list[Remark]) -> Iterator[TextSource]:
    for path in find_files(folder):
        try:
            reading = read(path)
        except UnreadableFile as error:
            remarks.append(Remark("unreadable", f"{error.what} {error.hint}", "flaw", path.name))
            continue
        remarks += reading.remarks
        if reading.turns:
            remarks.append(left_turns(path.name))
        sha = hashlib.sha256(path.read_bytes()).hexdigest()
        yield TextSource(f"file {path}", path.stem, reading.text, sha)
