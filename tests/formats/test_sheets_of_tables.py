"""The head of a table is found below titles and in any sheet; nothing is left out unsaid."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from crosscase.domain.reading import Table
from crosscase.formats.projects import any_project
from crosscase.formats.quotes.columns import is_head
from crosscase.formats.tables import table_under

HEAD = ["Document name", "Code", "Segment"]
ROWS = [["Ana", "Money", "Money, mostly."], ["Li", "Trust", "Then trust broke."]]
TITLES: list[list[str]] = [["Coded segments"], ["Project: Digital", "", "May"], []]


def book(path: Path, sheets: dict[str, Sequence[Sequence[str]]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


def under(path: Path) -> Table:
    return table_under(path.read_bytes(), path.name, (is_head,))


def told(table: Table, code: str) -> list[tuple[str, str]]:
    return [(one.severity, one.text) for one in table.remarks if one.code == code]


@pytest.mark.parametrize("mark", ["xlsx", ",", ";", "\t"])
def test_a_head_below_titles_is_found_and_lines_stay_right(mark: str, tmp_path: Path):
    """Whatever parts the cells: a title says nothing of that."""
    if mark == "xlsx":
        path = book(tmp_path / "t.xlsx", {"S": [*TITLES, HEAD, *ROWS]})
    else:
        path = tmp_path / "t.csv"
        quoted = [[f'"{cell}"' for cell in row] for row in (*TITLES, HEAD, *ROWS)]
        path.write_text("\n".join(mark.join(row) for row in quoted))
    table = under(path)
    assert [list(row) for row in table.rows] == ROWS
    assert (table.columns, table.lines) == (tuple(HEAD), (5, 6))
    said = "what stands above the head of the table is left out: "
    assert told(table, "above-head") == [
        ("note", said + "'Coded segments / Project: Digital / May'")
    ]
    assert len(any_project(path).sources) == 2


def test_a_head_is_looked_for_in_every_sheet(tmp_path: Path):
    path = book(tmp_path / "t.xlsx", {"Info": [["About"], ["this"]], "Segments": [HEAD, *ROWS]})
    table = under(path)
    assert [list(row) for row in table.rows] == ROWS
    assert told(table, "other-sheets") == [("note", "sheets that are not read: Info.")]


def test_sheets_with_the_same_columns_are_one_table(tmp_path: Path):
    """In another order, too, and with what stands beside them; other quotations are told."""
    turned = [[row[2], *row[:2]] for row in (HEAD, ROWS[1])]
    turned[1].append("beside")
    wider = [[*HEAD, "Memo"], [*ROWS[0], "so"]]
    path = book(tmp_path / "t.xlsx", {"A": [HEAD, ROWS[0]], "B": [["T"], *turned], "C": wider})
    table = under(path)
    assert table.columns[:3] == tuple(HEAD)
    assert [list(row[:3]) for row in table.rows] == ROWS
    assert [row[3] for row in table.rows] == ["", "beside"]
    assert table.lines == (2, 3)
    assert told(table, "sheets-together") == [("note", "2 sheets are read together: A, B.")]
    assert told(table, "other-sheets") == [("doubt", "sheets that are not read: C.")]


def test_quotations_are_taken_before_a_codebook(tmp_path: Path):
    """Whichever sheet comes first."""
    codes = [["Code", "Description"], ["Money", "cost"]]
    path = book(tmp_path / "t.xlsx", {"Codes": codes, "Segments": [HEAD, *ROWS]})
    project = any_project(path)
    assert len(project.sources) == 2
    assert any("not read: Codes" in remark.text for remark in project.remarks)
    path = book(tmp_path / "t.xlsx", {"Info": [["About"]], "Codes": codes})
    assert [(code.name, code.description) for code in any_project(path).codes] == [
        ("Money", "cost")
    ]


def test_merged_cells_of_a_sheet_say_the_same_in_each_row(tmp_path: Path):
    """The name of a document that reaches over its quotations; a title does not reach down."""
    rows = [["Coded segments"], HEAD, ROWS[0], ["", *ROWS[1][1:]], ["", "Late", "So."]]
    path = book(tmp_path / "t.xlsx", {"S": rows})
    made = openpyxl.load_workbook(path)
    made.active.merge_cells("A1:C1")
    made.active.merge_cells("A3:A4")
    made.active.merge_cells("B5:B50")
    made.active.merge_cells("XFD2:XFD9")
    made.save(path)
    assert [row[0] for row in under(path).rows] == ["Ana", "Ana", ""]
