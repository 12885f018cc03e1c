"""Rectangles on PDF pages: on the words that stand in them, whatever the first page is called."""

from __future__ import annotations

import io
import uuid
import zipfile
from xml.sax.saxutils import quoteattr

import pytest

from crosscase.errors import UnreadableFile
from crosscase.formats.pdf_frames import Frame, read_frames
from crosscase.formats.refi.project import Project
from crosscase.formats.refi.read import project_of

from .pdfs import pdf

PAGES = (
    ("We waited three weeks for an answer.", "Nobody called us back.", "It was a cold winter."),
    ("Our customers left in spring.", "Nobody called us back.", "We wrote to the ministry."),
    ("The ministry wrote a letter.", "We closed the second shop.", "Then the summer came."),
)
HEIGHTS = (500, 450, 400)
DRAWN = pdf(*([(72, y, line) for y, line in zip(HEIGHTS, page, strict=True)] for page in PAGES))
LINES = [line for page in PAGES for line in page]


def guid(word: object) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, str(word)))


def rectangle(
    page: int, line: int, first: int = 0, words: str = "", *, left: int = 60, right: int = 540
) -> str:
    """A selection around one line of a page (from 0); its corners in any order."""
    y = HEIGHTS[line]
    stored = f"<Representation><PlainTextContent>{words}</PlainTextContent></Representation>"
    return (
        f'<PDFSelection guid="{guid((page, line, left, right))}" page="{page + first}" '
        f'firstX="{left}" firstY="{y + 12}" secondX="{right}" secondY="{y - 4}">'
        f'{stored if words else ""}<Coding guid="{guid((page, line))}">'
        f'<CodeRef targetGUID="{guid("code")}"/></Coding></PDFSelection>'
    )


def project(inside: str, *, text: str | None = None, data: bytes | None = DRAWN) -> Project:
    """One PDF source; ``text``: what the project gives as its text."""
    held = f'<Representation guid="{guid("r")}" plainTextPath="r.txt"/>' if text else ""
    source = (
        f'<PDFSource guid="{guid("pdf")}" name="letter" path={quoteattr("internal://a.pdf")}>'
        f"{inside}{held}</PDFSource>"
    )
    xml = f'<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Sources>{source}</Sources></Project>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("project.qde", xml)
        if data is not None:
            out.writestr("sources/a.pdf", data)
        if text:
            out.writestr("sources/r.txt", text)
    return project_of(made.getvalue(), "p.qdpx")


def quotes(found: Project) -> list[str]:
    return [q.span.of(s.text) for s in found.sources for q in s.quotations if q.span]


@pytest.mark.parametrize("text", [None, "\r\n".join(LINES), " ".join(LINES)])
@pytest.mark.parametrize("first", [0, 1])
def test_a_rectangle_is_the_words_in_it_whatever_the_first_page_is_called(
    first: int, text: str | None
):
    """In the text of the project, else in the text layer of the file; read back."""
    asked = [(0, 0), (1, 0), (2, 1)]
    found = project("".join(rectangle(*at, first, PAGES[at[0]][at[1]]) for at in asked), text=text)
    assert quotes(found) == [PAGES[page][line] for page, line in asked]
    assert str(found.verified) == f"3 of 3 quotations verified; pages count from {first}"
    assert found.elsewhere == ()


def test_pages_that_are_not_there_tell_what_the_first_is_called():
    """Without stored words: only from 1 do all rectangles hold words."""
    found = project(rectangle(2, 1, 1) + rectangle(0, 0, 1))
    assert quotes(found) == [PAGES[2][1], PAGES[0][0]]
    assert found.verified.how == "pages count from 1"


def test_where_nothing_tells_what_the_first_page_is_called_it_is_said():
    """The norm's own example counts from 0."""
    found = project(rectangle(1, 0))
    assert quotes(found) == [PAGES[1][0]]
    assert [r.code for r in found.remarks if r.severity == "doubt"] == ["refi-convention-unsure"]


def test_words_that_stand_twice_are_those_nearest_to_the_page_and_listed():
    """The same sentence on the first and on the second page."""
    for page in (0, 1):
        found = project(rectangle(page, 1) + rectangle(0, 0, words=LINES[0]))
        (source,) = found.sources
        span = source.quotations[0].span
        assert span is not None
        assert (span.start > source.text.index(PAGES[1][0])) == bool(page)
        assert (found.verified.verified, len(found.verified.doubtful)) == (1, 1)
        assert "stands 2 times" in found.verified.doubtful[0].told


def test_a_rectangle_that_cuts_a_word_is_the_whole_word():
    """Somebody drew it by hand."""
    found = project(rectangle(0, 0, left=100, right=170, words="waited three"))
    (quote,) = quotes(found)
    assert f" {quote} " in f" {PAGES[0][0]} "
    assert len(quote) < len(PAGES[0][0])


def test_stored_words_place_a_rectangle_of_a_file_that_is_not_there():
    """In the text of the project."""
    inside = rectangle(1, 2, words=PAGES[1][2])
    found = project(inside, text="\n".join(LINES), data=None)
    assert quotes(found) == [PAGES[1][2]]


@pytest.mark.parametrize("data", [DRAWN, b"%PDF-1.4 broken", None], ids=["empty", "broken", "none"])
def test_a_rectangle_without_words_is_told_with_its_page(data: bytes | None):
    """A picture on the page, or no file that can be read."""
    corners = 'firstX="10" firstY="10" secondX="40" secondY="40"'
    inside = f'<PDFSelection guid="{guid("x")}" name="the logo" page="0" {corners}/>'
    found = project(inside, text="\n".join(LINES), data=data)
    (one,) = found.elsewhere
    assert (one.kind, one.where) == ("pdf pages", "page 0, (10, 10) to (40, 40)")
    assert [r.code for r in found.remarks if r.code == "refi-as-memo"] == ["refi-as-memo"]


def test_a_pdf_whose_text_the_project_does_not_bring_is_read():
    """Though nothing is marked on its pages."""
    (source,) = project("").sources
    assert all(line in source.text.replace("\n", " ") for line in LINES)


def test_points_count_from_the_corner_of_the_media_box():
    """Wherever that lies."""
    moved = DRAWN.replace(b"[0 0 600 800]", b"[50 90 650 890]")
    (framed,) = read_frames(moved, "a.pdf", [Frame(0, 10, 350, 490, 370)])
    assert framed.words == PAGES[0][1]
    assert read_frames(DRAWN, "a.pdf", [Frame(0, 60, 440, 540, 460)])[0].words == PAGES[0][1]


def test_numbers_that_are_none_frame_nothing():
    """Nor do pages that are not there."""
    nowhere = [Frame(9, 0, 0, 600, 800), Frame(-1, 0, 0, 600, 800), Frame(0, *[float("nan")] * 4)]
    assert [one.words for one in read_frames(DRAWN, "a.pdf", nowhere)] == ["", "", ""]
    with pytest.raises(UnreadableFile):
        read_frames(b"none", "a.pdf", nowhere)
