"""Word documents: paragraphs, tables, footnotes, and comments with the words they stand at."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from crosscase.domain.reading import GridCell, ReadComment, Reading
from crosscase.domain.remarks import Remark
from crosscase.domain.spans import Span
from crosscase.errors import UnreadableFile
from crosscase.formats.bounds import MAX_REMARKS, check_text, open_zip
from crosscase.formats.encodings import clean
from crosscase.formats.label_words import role_of
from crosscase.formats.labels import name_like
from crosscase.formats.lines import Line, Page
from crosscase.formats.merged_cells import Merged, unfolded
from crosscase.formats.turns import read_lines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DEEPEST = 100
_SKIPPED = {
    "del",
    "moveFrom",
    "pPr",
    "rPr",
    "tblPr",
    "trPr",
    "tcPr",
    "sectPr",
    "instrText",
    "delText",
    "Fallback",
    "tblGrid",
    "sdtPr",
    "sdtEndPr",
}
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


@dataclass(slots=True)
class _Walk:
    """The text of the body as it is gathered, with where comments begin and end in it."""

    paragraphs: list[str] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)
    now: list[str] = field(default_factory=list)
    size: int = 0
    opened: dict[str, tuple[int, int]] = field(default_factory=dict)
    closed: dict[str, tuple[int, int]] = field(default_factory=dict)
    footnotes: list[str] = field(default_factory=list)
    deleted: int = 0
    too_deep: bool = False

    def here(self) -> tuple[int, int]:
        return len(self.paragraphs), self.size

    def say(self, words: str) -> None:
        self.now.append(words)
        self.size += len(words)

    def end_paragraph(self) -> None:
        self.paragraphs.append("".join(self.now))
        self.now, self.size = [], 0


def read_docx(data: bytes, file: str) -> Reading:
    """The Reading of a docx file: deleted text is left out, comments are kept with their words.

    ``line`` in its turns and remarks counts paragraphs.
    """
    archive = open_zip(data, file, kind="docx")
    walk = _walked(archive, file)
    remarks = _told(walk, file)
    notes = _footnotes(archive, walk.footnotes, file)
    columns: list[tuple[int, int]] = []
    lines: list[Line] = []
    told: list[Remark] = []
    for at, paragraph in enumerate(walk.paragraphs + notes):
        text, unfit = clean(paragraph, file)
        told += unfit[: 1 - len(told)]
        columns.append((len(lines), len(text)))
        label = walk.labels.get(at)
        for part in text.split("\n"):
            lines.append(Line(part, at + 1, label=label))
            label = "" if label is not None else None
    check_text("\n".join(line.text for line in lines), file)
    reading, page = read_lines(lines, file=file, remarks=[*remarks, *told])
    comments, lost = _comments(archive, walk, lines, columns, page, reading.text, file)
    return replace(reading, comments=comments, remarks=(*reading.remarks, *lost))


def text_of_docx(data: bytes, file: str) -> tuple[str, list[Remark]]:
    """Every paragraph with its labels and times, a line each, and what was noticed.

    Raises as ``read_docx`` does.
    """
    walk = _walked(open_zip(data, file, kind="docx"), file)
    text, unfit = clean("\n".join(walk.paragraphs), file)
    return check_text(text, file), [*_told(walk, file), *unfit]


def _walked(archive: zipfile.ZipFile, file: str) -> _Walk:
    body = _part(archive, "word/document.xml", file)
    if body is None:
        raise UnreadableFile(
            "it holds no word/document.xml.", file=file, hint="Save it again as docx in Word."
        )
    walk = _Walk()
    _visit(body, walk, 0)
    if walk.now:
        walk.end_paragraph()
    return walk


def grids_of_docx(data: bytes, file: str) -> tuple[list[list[list[GridCell]]], str]:
    """The rows of each table of a docx file, and the words that stand outside of tables.

    A table in a cell is part of the words of that cell, and a cell that reaches over several rows
    says the same in each. Raises as ``read_docx`` does.
    """
    archive = open_zip(data, file, kind="docx")
    body = _part(archive, "word/document.xml", file)
    if body is None:
        return [], ""
    tables = [t for part in body for t in part if _name(t) == "tbl"]
    grids = [
        unfolded(
            ([_merged(cell, file) for cell in _cells(row)] for row in table if _name(row) == "tr"),
            file,
        )
        for table in tables
    ]
    outside = (_words(p) for part in body for p in part if _name(p) == "p")
    return grids, clean(" ".join(filter(None, outside)), file)[0]


def _merged(cell: Any, file: str) -> Merged:
    """The cell with the columns it reaches over; a part of the one above says what that says."""
    facts = [fact for part in cell if _name(part) == "tcPr" for fact in part]
    wide = next((_value(fact, "val") for fact in facts if _name(fact) == "gridSpan"), "")
    right = int(wide) if wide.isascii() and wide.isdigit() and len(wide) < 6 else 1
    merges = [_value(fact, "val") for fact in facts if _name(fact) == "vMerge"]
    return Merged(_grid_cell(cell, file), right, goes_on=any(one != "restart" for one in merges))


def _grid_cell(cell: Any, file: str) -> GridCell:
    walk = _Walk()
    _visit(cell, walk, 1)
    if walk.now:
        walk.end_paragraph()
    words, _ = clean("\n".join(walk.paragraphs), file)
    sets = (each for each in cell.iter() if _name(each) == "ind")
    said = next((_value(each, "left") or _value(each, "start") for each in sets), "")
    return GridCell(words, int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 0)


def _part(archive: zipfile.ZipFile, name: str, file: str) -> Any:
    if name not in archive.namelist():
        return None
    try:
        return fromstring(archive.read(name))
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnreadableFile(
            f"{name} in it is not sound XML ({error}).",
            file=file,
            hint="Open it in Word and save it again as docx.",
        ) from error


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: Any, name: str) -> str:
    return str(element.get(_W + name) or element.get(_STRICT + name) or "")


def _visit(element: Any, walk: _Walk, depth: int) -> None:
    if depth > _DEEPEST:
        walk.too_deep = True
        return
    for child in element:
        name = _name(child)
        if name in _SKIPPED:
            walk.deleted += name in {"del", "moveFrom"}
        elif name == "t":
            walk.say(child.text or "")
        elif name in _BREAKS:
            walk.say(_BREAKS[name])
        elif name == "tbl":
            _table(child, walk, depth + 1)
        elif name == "commentRangeStart":
            walk.opened[_value(child, "id")] = walk.here()
        elif name == "commentRangeEnd":
            walk.closed[_value(child, "id")] = walk.here()
        elif name == "commentReference":
            walk.opened.setdefault(_value(child, "id"), walk.here())
        elif name == "footnoteReference":
            walk.footnotes.append(_value(child, "id"))
            walk.say(f"[{len(walk.footnotes)}]")
        else:
            _visit(child, walk, depth + 1)
            if name == "p":
                walk.end_paragraph()


def _table(table: Any, walk: _Walk, depth: int) -> None:
    """Rows as lines; a table of two columns with names on the left is who says what."""
    rows = [_cells(row) for row in table if _name(row) == "tr"]
    names = [_words(row[0]) for row in rows if len(row) == 2]
    talk = (
        len(rows) >= 2
        and len(names) >= 0.8 * len(rows)
        and len(set(names)) < len(names)
        and sum(name_like(name.rstrip(":：")) for name in names) >= 0.8 * len(names)
        and any(role_of(name)[0] != "unknown" or names.count(name) > 1 for name in names)
    )
    for row in rows:
        if talk and len(row) == 2 and name_like(_words(row[0]).rstrip(":： ")):
            walk.labels[len(walk.paragraphs)] = _words(row[0]).rstrip(":： ")
            _cell(row[1], walk, depth)
            walk.end_paragraph()
            continue
        for at, cell in enumerate(row):
            walk.say("\t" if at else "")
            _cell(cell, walk, depth)
        walk.end_paragraph()


def _cell(cell: Any, walk: _Walk, depth: int) -> None:
    """The paragraphs of a cell, joined within the row's paragraph."""
    inner = _Walk(footnotes=walk.footnotes)
    _visit(cell, inner, depth + 1)
    if inner.now:
        inner.end_paragraph()
    starts, place = [], walk.size
    for part in inner.paragraphs:
        starts.append(place)
        place += len(part) + 1
    row = len(walk.paragraphs)
    for mine, theirs in ((walk.opened, inner.opened), (walk.closed, inner.closed)):
        for key, (paragraph, column) in theirs.items():
            offset = starts[paragraph] if paragraph < len(starts) else place
            mine[key] = (row, offset + column)
    walk.say("\n".join(inner.paragraphs))
    walk.deleted += inner.deleted
    walk.too_deep = walk.too_deep or inner.too_deep


def _cells(row: Any) -> list[Any]:
    """The cells of a row, those in content controls too, but none of a table within."""
    found: list[Any] = []
    for child in row:
        name = _name(child)
        if name == "tc":
            found.append(child)
        elif name == "sdt":
            found += [cell for inner in child for cell in inner if _name(cell) == "tc"]
    return found


def _words(element: Any) -> str:
    pieces = [child.text or "" for child in element.iter() if _name(child) == "t"]
    return " ".join("".join(pieces).split())


def _told(walk: _Walk, file: str) -> list[Remark]:
    remarks: list[Remark] = []
    if walk.deleted:
        told = f"{walk.deleted} tracked deletions are not part of the text."
        remarks.append(Remark("tracked-deletions", told, "note", file))
    if walk.too_deep:
        told = f"what is nested over {_DEEPEST} levels deep was left out."
        remarks.append(Remark("too-deep", told, "flaw", file))
    return remarks


def _footnotes(archive: zipfile.ZipFile, used: list[str], file: str) -> list[str]:
    part = _part(archive, "word/footnotes.xml", file) if used else None
    if part is None:
        return []
    notes = {_value(note, "id"): _words(note) for note in part if _name(note) == "footnote"}
    return [f"[{at}] {notes[key]}" for at, key in enumerate(used, start=1) if notes.get(key)]


def _comments(
    archive: zipfile.ZipFile,
    walk: _Walk,
    lines: list[Line],
    columns: list[tuple[int, int]],
    page: Page,
    text: str,
    file: str,
) -> tuple[tuple[ReadComment, ...], list[Remark]]:
    part = _part(archive, "word/comments.xml", file)
    found: list[ReadComment] = []
    lost: list[Remark] = []
    for comment in part if part is not None else []:
        if _name(comment) != "comment":
            continue
        key = _value(comment, "id")
        said, _ = clean(
            "\n".join(words for p in comment.iter() if _name(p) == "p" and (words := _words(p))),
            file,
        )
        if key not in walk.opened:
            if len(lost) < MAX_REMARKS:
                told = f"a comment stands nowhere in the text; it is left out: {said[:60]!r}."
                lost.append(Remark("comment-lost", told, "doubt", file))
            continue
        start = _place(walk.opened[key], lines, columns, page, len(text))
        end = _place(walk.closed.get(key, walk.opened[key]), lines, columns, page, len(text))
        end = max(start, end)
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        author, _ = clean(_value(comment, "author"), file)
        found.append(ReadComment(Span(start, end), author, said, _value(comment, "date")[:40]))
    return tuple(sorted(found, key=lambda each: each.span)), lost


def _place(
    at: tuple[int, int], lines: list[Line], columns: list[tuple[int, int]], page: Page, most: int
) -> int:
    """Where column ``at[1]`` of paragraph ``at[0]`` stands in the kept text."""
    if at[0] >= len(columns):
        return most
    line, column = columns[at[0]][0], at[1]
    last = columns[at[0] + 1][0] if at[0] + 1 < len(columns) else len(lines)
    while line + 1 < last and column > len(lines[line].text):
        column -= len(lines[line].text) + 1
        line += 1
    return min(page.place_of(line, column), most)
