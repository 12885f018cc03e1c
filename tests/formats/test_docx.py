"""Word documents, built part by part."""

from __future__ import annotations

import io
import zipfile

import pytest

from crosscase.errors import UnreadableFile
from crosscase.formats.docx import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, **parts: str) -> bytes:
    """A docx file with this body and these further parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {W}>{content}</w:{name}>")
    return made.getvalue()


def p(*runs: str) -> str:
    """A paragraph of these runs; what begins with < is taken as markup."""
    inner = "".join(r if r.startswith("<") else f"<w:r><w:t>{r}</w:t></w:r>" for r in runs)
    return f"<w:p>{inner}</w:p>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def comment(key: int, text: str) -> str:
    return (
        f'<w:comment w:id="{key}" w:author="Coder 1" w:date="2024-09-27T09:18:00Z">{p(text)}'
        "</w:comment>"
    )


def test_a_comment_keeps_the_words_it_stands_at(said, sound):
    data = docx(
        p("ANNA: Why?")
        + p(
            "BEN: We ",
            '<w:commentRangeStart w:id="7"/>',
            "need [00:12] money",
            '<w:commentRangeEnd w:id="7"/>',
            " now.",
        )
        + p("ANNA: Ah?")
        + p("BEN: Yes."),
        comments=comment(7, "finance"),
    )
    reading = read_docx(data, "a.docx")
    assert said(reading)[1] == ("BEN", "We need money now.")
    [memo] = reading.comments
    assert memo.span.of(reading.text) == "need money"
    assert (memo.author, memo.text, memo.date) == ("Coder 1", "finance", "2024-09-27T09:18:00Z")
    sound(reading)


def test_a_table_of_names_and_words_is_turns(said, sound):
    table = (
        "<w:tbl>"
        + row("Interviewer", "Why?")
        + row("Ben", "So it was.")
        + row("Interviewer", "Ah?")
        + row("Ben", "Yes.")
        + "</w:tbl>"
    )
    reading = read_docx(docx(p("A talk") + table), "a.docx")
    assert said(reading) == [
        ("Interviewer", "Why?"),
        ("Ben", "So it was."),
        ("Interviewer", "Ah?"),
        ("Ben", "Yes."),
    ]
    assert reading.text.startswith("A talk\n")
    sound(reading)


def test_other_tables_are_text_row_by_row_with_their_comments():
    cell = p('<w:commentRangeStart w:id="1"/>', "50", '<w:commentRangeEnd w:id="1"/>')
    table = (
        "<w:tbl>"
        + row("Firm", "People")
        + f"<w:tr><w:tc>{p('D')}</w:tc><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    )
    reading = read_docx(docx(table, comments=comment(1, "check")), "a.docx")
    assert reading.text == "Firm\tPeople\nD\t50\n"
    assert reading.comments[0].span.of(reading.text) == "50"


def test_a_table_in_a_table_is_read_once():
    inner = "<w:tbl>" + row("deep") + "</w:tbl>"
    reading = read_docx(
        docx(f"<w:tbl><w:tr><w:tc>{inner}{p('after')}</w:tc></w:tr></w:tbl>"), "a.docx"
    )
    assert reading.text.split() == ["deep", "after"]


def test_tracked_deletions_are_no_text_but_a_remark():
    body = p(
        "kept ",
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins>",
    )
    reading = read_docx(docx(body), "a.docx")
    assert reading.text == "kept new\n"
    assert [remark.code for remark in reading.remarks] == ["tracked-deletions"]


def test_footnotes_follow_the_text():
    body = p("Word", '<w:r><w:footnoteReference w:id="2"/></w:r>', " more.")
    note = f'<w:footnote w:id="2">{p("A note.")}</w:footnote>'
    assert read_docx(docx(body, footnotes=note), "a.docx").text == "Word[1] more.\n[1] A note.\n"


def test_a_comment_without_a_place_is_listed():
    reading = read_docx(docx(p("Words."), comments=comment(3, "lost")), "a.docx")
    assert reading.comments == ()
    assert [remark.code for remark in reading.remarks] == ["comment-lost"]


def test_nesting_beyond_the_bound_is_left_out_with_a_remark():
    body = "<w:sdt>" * 5_000 + p("deep") + "</w:sdt>" * 5_000
    reading = read_docx(docx(p("Top.") + body), "a.docx")
    assert reading.text == "Top.\n"
    assert [remark.code for remark in reading.remarks] == ["too-deep"]


@pytest.mark.parametrize("body", ["<w:p>", "<w:p/></w:body>", "&bomb;"])
def test_xml_that_is_not_sound_is_refused_with_the_next_step(body):
    with pytest.raises(UnreadableFile) as caught:
        read_docx(docx(body), "a.docx")
    assert caught.value.hint
