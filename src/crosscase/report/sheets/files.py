"""A sheet as a file: csv with an R script, xlsx, and others; the codebook as Markdown and Word."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from crosscase.formats.write_tables import write_csv, write_xlsx
from crosscase.report.document import Document, Paragraph, Section, Strong, clean
from crosscase.report.docx import write_docx
from crosscase.report.files import write_whole
from crosscase.report.sheets.data_files import as_parquet, as_spss
from crosscase.report.sheets.sheet import Kind, Sheet

_R_KINDS: dict[Kind, str] = {
    "words": "character",
    "name": "factor",
    "whole": "integer",
    "number": "numeric",
}
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def as_csv(sheet: Sheet, target: Path) -> list[Path]:
    """Write csv, and beside it the R script that reads it; gives both paths."""
    write_csv(target, sheet.names, sheet.rows)
    script = script_beside(target)
    write_whole(script, r_script(sheet, target.name).encode())
    return [target, script]


def as_xlsx(sheet: Sheet, target: Path) -> list[Path]:
    """Write one spreadsheet; words stand in it as text."""
    write_xlsx(target, sheet.names, sheet.rows)
    return [target]


def as_markdown(sheet: Sheet, target: Path) -> list[Path]:
    """Write one heading a row, and each filled column as a line of a list."""
    lines = [f"# {sheet.title}", ""]
    for kind, name, facts in _entries(sheet):
        lines += [f"## {_plain(kind.capitalize())}: {_plain(name)}", ""]
        lines += [f"- **{_plain(column)}**: {_plain(value)}" for column, value in facts]
        lines.append("")
    write_whole(target, "\n".join(lines).encode())
    return [target]


def as_word(sheet: Sheet, target: Path) -> list[Path]:
    """Write the same as a Word file."""
    sections = [
        Section(
            f"{kind.capitalize()}: {name}",
            tuple(Paragraph((Strong(f"{column}: "), value)) for column, value in facts),
            2,
        )
        for kind, name, facts in _entries(sheet)
    ]
    told = f"journal entry {sheet.n}"
    document = Document(sheet.title, told, sheet.day, sheet.n, "en", tuple(sections))
    write_whole(target, write_docx(document))
    return [target]


FORMS: dict[str, Callable[[Sheet, Path], list[Path]]] = {
    ".csv": as_csv,
    ".xlsx": as_xlsx,
    ".parquet": as_parquet,
    ".sav": as_spss,
}
"""What writes any sheet, by the ending of the file."""

PAGES: dict[str, Callable[[Sheet, Path], list[Path]]] = {".md": as_markdown, ".docx": as_word}
"""What writes the codebook to be read."""


def script_beside(target: Path) -> Path:
    """Where the R script of a csv file lies."""
    return target.with_suffix(".R")


def r_script(sheet: Sheet, file: str) -> str:
    """The R script that reads ``file``, each column by its kind.

    It takes away the apostrophe that keeps a spreadsheet from running words as a formula.
    """
    last = len(sheet.columns) - 1
    kinds = "\n".join(
        f'    "{_R_KINDS[column.kind]}"{"," if at < last else ""}  # {_line(column.name)}'
        for at, column in enumerate(sheet.columns)
    )
    return f"""\
# {_line(sheet.title)}, journal entry {sheet.n} of the study. Written by crosscase.
# An empty cell is NA: nothing is known there.
sheet <- read.csv(
  {json.dumps(file, ensure_ascii=False)},
  encoding = "UTF-8",
  check.names = FALSE,
  na.strings = "",
  colClasses = c(
{kinds}
  )
)
# In csv an apostrophe stands before words that a spreadsheet would run as a formula.
bare <- function(words) sub("^'(?=[-=+@\\t\\r\\n])", "", words, perl = TRUE)
names(sheet) <- bare(names(sheet))
for (at in which(vapply(sheet, is.character, NA))) sheet[[at]] <- bare(sheet[[at]])
for (at in which(vapply(sheet, is.factor, NA))) levels(sheet[[at]]) <- bare(levels(sheet[[at]]))
"""


def _entries(sheet: Sheet) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Each row: what stands in its first two columns, and the others that are filled."""
    for kind, name, *rest in sheet.rows:
        facts = zip(sheet.names[2:], rest, strict=True)
        told = [(column, clean(str(value))) for column, value in facts if value not in (None, "")]
        yield clean(str(kind)), clean(str(name)), told


def _line(text: str) -> str:
    """The text on one line."""
    return " ".join(clean(text).split())


def _plain(text: str) -> str:
    """The text on one line, no sign of which Markdown would take for a mark."""
    return _MARKS.sub(r"\\\1", _line(text))
