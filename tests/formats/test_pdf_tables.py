"""Tables of PDFs: cells are what stands between lines or in boxes, rows go on over pages."""

from __future__ import annotations

import pytest

from crosscase.errors import TooLarge, UnreadableFile
from crosscase.formats import pdf_tables
from crosscase.formats.pdf_tables import grids_of_pdf

from .pdfs import Drawn, box, pdf

LEFT, MIDDLE, RIGHT = 50, 200, 550


def row(high: int, low: int, first: str, second: str, how: str = "S") -> list[Drawn]:
    """Two cells side by side, each a box, with words at their upper left."""
    drawn: list[Drawn] = [box(LEFT, low, MIDDLE, high, how), box(MIDDLE, low, RIGHT, high, how)]
    shade = "0 g\n" if how == "f" else ""
    drawn += [shade, (LEFT + 5, high - 14, first)] if first else []
    return [*drawn, *([shade, (MIDDLE + 5, high - 14, second)] if second else [])]


def words(data: bytes) -> list[list[list[str]]]:
    return [
        [[cell.words for cell in cells] for cells in grid]
        for grid in grids_of_pdf(data, "t.pdf")[0]
    ]


@pytest.mark.parametrize("how", ["S", "f"], ids=["ruled", "shaded"])
def test_the_words_between_lines_or_in_boxes_are_a_cell(how):
    shade = ".9 g\n" if how == "f" else ""
    page: list[Drawn] = [
        (50, 770, "Coded segments"),
        *(shade, *row(750, 730, "Code", "Segment", how)),
        *(shade, *row(730, 690, "delay", "We waited three weeks for an answer, and then", how)),
        (MIDDLE + 5, 702, "nobody called."),
        *(shade, *row(690, 670, "", "A row whose first cell is empty.", how)),
    ]
    grids, outside = grids_of_pdf(pdf(page), "t.pdf")
    assert [[cell.words for cell in cells] for cells in grids[0]] == [
        ["Code", "Segment"],
        ["delay", "We waited three weeks for an answer, and then nobody called."],
        ["", "A row whose first cell is empty."],
    ]
    assert outside == "Coded segments"


def test_a_table_of_lines_alone_has_the_same_cells():
    lines = "".join(f"{LEFT} {y} m {RIGHT} {y} l S\n" for y in (750, 730, 700))
    lines += "".join(f"{x} 700 m {x} 750 l S\n" for x in (LEFT, MIDDLE, RIGHT))
    page: list[Drawn] = [lines, (55, 736, "Code"), (205, 736, "Segment")]
    page += [(55, 716, "delay"), (205, 716, "We waited.")]
    assert words(pdf(page)) == [[["Code", "Segment"], ["delay", "We waited."]]]


def test_a_row_goes_on_over_the_end_of_a_page_and_a_head_is_said_once():
    first = [
        *row(750, 730, "Code", "Segment"),
        *row(730, 700, "delay", "We waited three"),
    ]
    second = [
        *row(780, 760, "Code", "Segment"),
        *row(760, 740, "money", "It was too dear."),
    ]
    third = [
        *row(780, 760, "", "and nobody paid."),
        *row(760, 740, "trust", "We believed them."),
    ]
    assert words(pdf(first, second, third)) == [
        [
            ["Code", "Segment"],
            ["delay", "We waited three"],
            ["money", "It was too dear.\nand nobody paid."],
            ["trust", "We believed them."],
        ]
    ]


def test_a_cell_over_two_columns_stands_in_the_first():
    page = [
        *row(750, 730, "Code", "Segment"),
        *(box(LEFT, 710, RIGHT, 730), (55, 716, "Second round")),
        *row(710, 690, "delay", "We waited."),
    ]
    assert words(pdf(page)) == [
        [["Code", "Segment"], ["Second round", ""], ["delay", "We waited."]]
    ]


def test_two_tables_on_a_page_are_two():
    other = [
        box(LEFT, 500, 350, 520),
        box(350, 500, RIGHT, 520),
        (55, 506, "left"),
        (355, 506, "right"),
    ]
    page = [*row(750, 730, "Code", "Segment"), *row(730, 710, "delay", "We waited."), *other]
    assert words(pdf(page)) == [
        [["Code", "Segment"], ["delay", "We waited."]],
        [["left", "right"]],
    ]


def test_how_far_words_are_set_in_is_told_by_steps():
    """The nearer edge of a letter is no step: O begins later than a stem."""
    page: list[Drawn] = [*row(750, 730, "Code", "Memo"), *row(730, 710, "Outcome", "")]
    for at, (deep, name) in enumerate([(20, "delay"), (20, "Weeks"), (40, "Long"), (0, "Trust")]):
        page += row(710 - 20 * at, 690 - 20 * at, "", "")
        page.append((LEFT + 5 + deep, 696 - 20 * at, name))
    [grid] = grids_of_pdf(pdf(page), "t.pdf")[0]
    indents = [cells[0].indent for cells in grid]
    assert indents[0] == indents[1] == indents[5]
    assert indents[1] < indents[2] == indents[3] < indents[4]


def test_a_page_without_lines_has_no_table():
    assert grids_of_pdf(pdf([(60, 700, "Nothing is ruled here.")]), "t.pdf") == (
        [],
        "Nothing is ruled here.",
    )


def test_what_is_no_pdf_or_drawn_without_end_is_refused(monkeypatch):
    with pytest.raises(UnreadableFile):
        grids_of_pdf(b"%PDF-1.4 broken", "t.pdf")
    monkeypatch.setattr(pdf_tables, "_MOST", 20)
    with pytest.raises(TooLarge, match="20 lines and boxes"):
        grids_of_pdf(pdf([box(n, n, n + 50, n + 40) for n in range(30)]), "t.pdf")
