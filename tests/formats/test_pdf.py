"""PDFs: reading order, and what is not text."""

from __future__ import annotations

import io

import pypdf
import pytest

from crosscase.errors import UnreadableFile
from crosscase.formats.pdf import read_pdf

from .pdfs import box, pdf

LONG = "This line of the talk goes on and on until it nearly reaches the right edge of the page so"


def lines(x: int, top: int, *words: str) -> list[tuple[int, int, str]]:
    return [(x, top - 14 * at, each) for at, each in enumerate(words)]


def test_lines_are_joined_into_turns(said):
    data = pdf(
        lines(60, 700, "ANNA: " + LONG, "that it wraps.", "BEN: Yes.", "ANNA: Why?", "BEN: So.")
    )
    pairs = said(read_pdf(data, "a.pdf"))
    assert pairs[0] == ("ANNA", LONG + " that it wraps.")
    assert [label for label, _ in pairs] == ["ANNA", "BEN", "ANNA", "BEN"]


def test_two_columns_are_read_one_after_the_other():
    left = [f"left column line {n} with some words" for n in range(10)]
    right = [f"right column line {n} with some words" for n in range(10)]
    mixed = [
        each
        for pair in zip(lines(60, 650, *left), lines(330, 650, *right), strict=True)
        for each in pair
    ]
    reading = read_pdf(
        pdf(
            [(60, 700, "A title that spans the page from the left to the right, all of it"), *mixed]
        ),
        "a.pdf",
    )
    words = " ".join(reading.text.split())
    assert words.startswith("A title that spans")
    assert words.index("left column line 9") < words.index("right column line 0")


def test_what_repeats_on_every_page_is_left_out_with_a_remark():
    pages = [
        [
            (60, 770, "Interview with firm D"),
            (300, 30, f"Page {n} of 4"),
            *lines(60, 700, f"Body of page {n}."),
        ]
        for n in range(1, 5)
    ]
    reading = read_pdf(pdf(*pages), "a.pdf")
    assert reading.text.split("\n")[:2] == ["Body of page 1.", "Body of page 2."]
    assert "Interview with firm D" not in reading.text
    assert "headers-left-out" in {remark.code for remark in reading.remarks}


def test_a_word_divided_at_a_line_end_is_joined():
    data = pdf(lines(60, 700, LONG + " sus-", "tainable. " + LONG[:40]))
    assert "sustainable." in read_pdf(data, "a.pdf").text


def test_a_pdf_of_pictures_says_so():
    with pytest.raises(UnreadableFile, match="no text layer") as caught:
        read_pdf(pdf([], []), "a.pdf")
    assert "OCR" in caught.value.hint


def test_a_locked_pdf_says_so():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(lines(60, 700, "Secret."))))
    writer.encrypt("word", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    with pytest.raises(UnreadableFile, match="password"):
        read_pdf(made.getvalue(), "a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.4\n" + bytes(5000), b"nothing"])
def test_a_broken_pdf_is_refused_with_the_next_step(data):
    with pytest.raises(UnreadableFile) as caught:
        read_pdf(data, "a.pdf")
    assert caught.value.hint


def test_a_page_whose_corner_is_not_zero_is_read_whole():
    """As pages that were cut out of a larger sheet are."""
    data = pdf([(5072, 6500, "We waited three weeks."), (5072, 6480, "Nobody called us back.")])
    moved = data.replace(b"[0 0 600 800]", b"[5000 6000 5600 6800]")
    assert read_pdf(moved, "cut.pdf").text == "We waited three weeks. Nobody called us back.\n"


def test_a_line_that_the_end_of_a_page_hides_is_read_once():
    """A browser draws it on both pages and shows it on one: behind a window, or beside the page.

    page 1                 page 2
    We waited.             (Nobody called.)  above its window
    Nobody called.         That was all.
    ---------------------- the lower edge of page 1 cuts the quotation mark that begins this:
    (“That was all.)
    """
    first = [box(10, 30, 590, 790, "W n"), (60, 60, "We waited."), (60, 40, "Nobody called.")]
    second = [
        box(10, 10, 590, 770, "W n"),
        (60, 780, "Nobody called."),
        (60, 760, "That was all."),
    ]
    said = read_pdf(pdf(first, second), "a.pdf").text.split("\n")
    assert said == ["We waited.", "Nobody called.", "That was all.", ""]
    cut = [(60, 60, "We waited."), (60, 40, "Nobody called."), (60, -6, '"That was all.')]
    whole = [(60, 794, '"That was all.'), (60, 780, "So.")]
    said = read_pdf(pdf(cut, whole), "a.pdf").text.split("\n")
    assert said == ["We waited.", "Nobody called.", '"That was all. So.', ""]


@pytest.mark.parametrize(
    ("turned", "matrix"),
    [(90, "0 1 -1 0 {} {}"), (180, "-1 0 0 -1 {} {}"), (270, "0 -1 1 0 {} {}")],
)
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(turned, matrix):
    def at(x, y):
        places = {90: (600 - y, x), 180: (600 - x, 800 - y), 270: (y, 800 - x)}
        return matrix.format(*places[turned])

    words = [("We waited three weeks.", 90, 500), ("Nobody called us back.", 90, 486)]
    drawn = "".join(f"BT /F1 10 Tf {at(x, y)} Tm ({each}) Tj ET\n" for each, x, y in words)
    reading = read_pdf(pdf([drawn], turned=turned), "turned.pdf")
    assert reading.text == "We waited three weeks. Nobody called us back.\n"
