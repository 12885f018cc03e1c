"""Cells that reach over rows or columns keep the columns in line, whatever they claim."""

from __future__ import annotations

import itertools
from pathlib import Path

import docx
import pytest
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st

from crosscase.domain.reading import GridCell
from crosscase.errors import TooLarge
from crosscase.formats.merged_cells import Merged, unfolded
from crosscase.formats.projects import any_project
from crosscase.formats.quotes.grids import report_in_html

from .judged import judged

HEAD = ("Document name", "Code", "Segment")
QUOTED = {("Ana", "Money", "Money, mostly."), ("Ana", "Trust", "Then trust broke.")}


@pytest.mark.parametrize("tag", ['rowspan="2"', "ROWSPAN=2", "class='a > b' rowspan = '2'"])
def test_the_rows_of_a_cell_that_reaches_down_are_all_read(tag: str, tmp_path: Path):
    page = tmp_path / "page.html"
    page.write_text(
        "<table><tr><td colspan=3>Coded segments</td></tr>"
        f"<tr>{''.join(f'<th>{name}</th>' for name in HEAD)}</tr>"
        f"<tr><td {tag}>Ana</td><td>Money</td><td>Money, mostly.</td></tr>"
        "<tr><td>Trust</td><td>Then trust broke.</td></tr></table>"
    )
    project = any_project(page)
    assert judged(project) == QUOTED
    told = "what stands above the head of the table is left out: 'Coded segments'"
    assert told in [remark.text for remark in project.remarks]


def tabled(made: Document, rows: list[tuple[str, ...]]) -> None:
    table = made.add_table(rows=len(rows), cols=len(rows[0]))
    for line, row in zip(table.rows, rows, strict=True):
        for cell, words in zip(line.cells, row, strict=True):
            cell.text = words


def test_cells_that_are_merged_in_word_are_read_alike(tmp_path: Path):
    made = docx.Document()
    rows = [HEAD, ("Ana", "Money", "Money, mostly."), ("", "Trust", "Then trust broke.")]
    tabled(made, [("Coded segments", "", ""), *rows])
    (table,) = made.tables
    table.cell(0, 0).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    made.save(str(tmp_path / "t.docx"))
    assert judged(any_project(tmp_path / "t.docx")) == QUOTED


def test_tables_with_the_same_columns_in_another_order_are_read_together(tmp_path: Path):
    """And what has other columns is told."""
    made = docx.Document()
    tabled(made, [HEAD, ("Ana", "Money", "Money, mostly.")])
    tabled(made, [(HEAD[2], *HEAD[:2]), ("Then trust broke.", "Ana", "Trust")])
    tabled(made, [HEAD[:2], ("Ana", "Late")])
    made.save(str(tmp_path / "t.docx"))
    project = any_project(tmp_path / "t.docx")
    assert judged(project) == QUOTED
    told = [remark.text for remark in project.remarks]
    assert "1 other tables in it are not understood: left out" in told


def test_spans_are_bounded():
    """A cell may claim to reach over the whole world."""
    wide = "<td colspan=99999 rowspan=99999>x</td>"
    with pytest.raises(TooLarge):
        report_in_html(f"<table><tr>{wide * 501}</tr></table>".encode(), "t.html")
    with pytest.raises(TooLarge):
        report_in_html(f"<table><tr>{wide}</tr>{'<tr>' * 600}</table>".encode(), "t.html")
    (grid,) = report_in_html(b"<table><td rowspan=99999 colspan=0>x<tr></table>", "t.html").grids
    assert [[cell.words for cell in row] for row in grid] == [["x"], ["x"]]


CELLS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.booleans()), max_size=4)


@given(st.lists(CELLS, max_size=6))
def test_every_cell_of_any_table_stands_in_its_row_once_or_more(
    rows: list[list[tuple[int, int, bool]]],
):
    """Without parts of cells above nothing is lost, in its order; no row is shorter than it was."""
    number = itertools.count()
    drawn = [
        [Merged(GridCell(str(next(number))), right, down, goes_on) for right, down, goes_on in row]
        for row in rows
    ]
    grid = unfolded(drawn, "t")
    assert len(grid) == len(rows)
    for line, row in zip(grid, drawn, strict=True):
        own = [one.cell.words for one in row if not one.goes_on]
        assert [cell.words for cell in line if cell.words in own] == own
        assert len(line) >= sum(max(1, one.right) for one in row)
