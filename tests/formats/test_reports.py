"""Codebooks, reports and marked texts of other programs, known by their form."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.shared import Cm
from hypothesis import given
from hypothesis import strategies as st

from crosscase.errors import UnreadableFile
from crosscase.formats.projects import any_project
from crosscase.formats.quotes.inline import inline_of, marked_up
from crosscase.formats.quotes.read import Given
from crosscase.formats.refi.project import Project, TextSource

from .judged import judged

ROWS = (
    (0, "Waiting", "What takes long.", "3", "9"),
    (1, "slow", "Over a week.", "2", "7"),
    (2, "very slow", "Over a month.", "1", "2"),
    (1, "Silence", "", "1", "2"),
    (0, "Leaving", "They go.", "1", "1"),
)
SEGMENTS = (("P1", "Waiting > slow", "We waited three weeks."), ("P2", "Leaving", "Then we left."))
HEAD = ("Document name", "Code", "Segment")


def word(path: Path, head: tuple[str, ...], rows: list[tuple[int, tuple[str, ...]]]) -> Path:
    """A Word report: a title, a table whose first column is set in by level, a line below."""
    made = docx.Document()
    made.add_heading("Report")
    table = made.add_table(rows=1 + len(rows), cols=len(head))
    for cell, name in zip(table.rows[0].cells, head, strict=True):
        cell.text = name
    for line, (deep, row) in zip(table.rows[1:], rows, strict=True):
        for cell, said in zip(line.cells, row, strict=True):
            cell.text = said
        if deep:
            line.cells[0].paragraphs[0].paragraph_format.left_indent = Cm(0.5 * deep)
    made.add_paragraph("Printed in May.")
    made.save(str(path))
    return path


def html(path: Path, head: tuple[str, ...], rows: list[tuple[int, tuple[str, ...]]]) -> Path:
    """The same as a page; no-break blanks set in."""
    lines = [
        f"<tr><td>{'&nbsp;' * deep}{row[0]}</td>{''.join(f'<td>{one}</td>' for one in row[1:])}"
        for deep, row in rows
    ]
    top = "".join(f"<th><p>{name}</p></th>" for name in head)
    body = f"<h1>Report</h1><table><tr>{top}</tr>{''.join(lines)}</table><p>Printed in May.</p>"
    path.write_text(f"<!DOCTYPE html><html><style>p {{}}</style><body>{body}</body></html>")
    return path


def tree(project: Project) -> dict[str, tuple[str, str]]:
    names = {code.guid: code.name for code in project.codes}
    return {code.name: (names.get(code.parent, ""), code.description) for code in project.codes}


def told(project: Project, code: str) -> list[str]:
    return [remark.text for remark in project.remarks if remark.code == code]


CODES = {
    "Waiting": ("", "What takes long."),
    "slow": ("Waiting", "Over a week."),
    "very slow": ("slow", "Over a month."),
    "Silence": ("Waiting", ""),
    "Leaving": ("", "They go."),
}
MADE = {"a report.docx": word, "a page.HTM": html}


@pytest.mark.parametrize("name", MADE)
def test_a_codebook_in_a_report_keeps_its_tree_and_descriptions(name: str, tmp_path: Path):
    """As NVivo writes it; how often each was used is told, not taken."""
    rows = [(deep, row) for deep, *row in ROWS]
    head = ("Name", "Description", "Files", "References")
    project = any_project(MADE[name](tmp_path / name, head, rows))
    assert tree(project) == CODES
    assert project.sources == ()
    assert told(project, "codebook-table")[0].startswith("read as a codebook: 5 codes")
    assert told(project, "codebook-left-out") == ["columns that are left out: Files, References"]
    assert any("Printed in May." in text for text in told(project, "report-left-out"))


def test_a_codebook_in_a_table_has_levels_and_groups(tmp_path: Path):
    """As ATLAS.ti writes it: levels in the names, groups in columns; the sum is no code."""
    path = tmp_path / "codes.csv"
    path.write_text(
        "Code;Comment;Code Group 1;Code Group 2\nWaiting: slow;Long.;Bad days;\n"
        "Waiting: silence;;Bad days;Talk\nWaiting: slow;Again.;;\nCode;;;\n"
    )
    project = any_project(path)
    assert tree(project) == {
        "Waiting": ("", ""),
        "slow": ("Waiting", "Long."),
        "silence": ("Waiting", ""),
    }
    names = {code.guid: code.name for code in project.codes}
    assert {one.name: [names[guid] for guid in one.codes] for one in project.sets} == {
        "Bad days": ["slow", "silence"],
        "Talk": ["silence"],
    }
    assert told(project, "code-twice") == ["1 codes stand twice: the first is taken (slow)"]


def test_the_codebook_of_a_real_study_is_read(data: Path):
    """Exported from ATLAS.ti: 465 codes in four groups."""
    exports = data / "coded" / "edgeai-atlasti" / "thematic_analysis" / "atlas.ti_exports"
    project = any_project(exports / "20250914_codebook_full.csv")
    assert len(project.codes) == 465
    assert {one.name: len(one.codes) for one in project.sets}["Themes"] == 18


@pytest.mark.parametrize("name", MADE)
def test_coded_segments_in_a_report_are_found_in_the_texts(name: str, tmp_path: Path):
    """As MAXQDA writes them; with the texts and without."""
    path = MADE[name](tmp_path / name, HEAD, [(0, row) for row in SEGMENTS])
    texts = [TextSource(n, n, f"Well. {words} Yes.", "") for n, _, words in SEGMENTS]
    expected = {("P1", "slow", "We waited three weeks."), ("P2", "Leaving", "Then we left.")}
    for given_texts in ([], texts):
        project = any_project(path, lambda texts=given_texts: Given(texts, strict=bool(texts)))
        assert judged(project) == expected
    assert project.verified.verified == 2


def test_other_tables_of_a_report_are_told(tmp_path: Path):
    """And a title row above the head is seen through."""
    path = tmp_path / "page.html"
    row = "".join(f"<td>{cell}</td>" for cell in SEGMENTS[0])
    head = "".join(f"<td>{cell}</td>" for cell in HEAD)
    nested = row.replace("We waited", "<table><tr><td>We waited</td></tr></table>")
    path.write_text(
        f"<table><tr><td colspan=3>Coded Segments</td></tr><tr>{head}</tr><tr>{nested}</tr></table>"
        "<table><tr><td>42</td></tr></table>"
    )
    project = any_project(path)
    assert judged(project) == {("P1", "slow", "We waited three weeks.")}
    assert "1 other tables in it are not understood: left out" in told(project, "report-left-out")


@pytest.mark.parametrize(
    ("text", "codings"),
    [
        ("Well, [slow]we [talk]waited[/slow] and called[/Talk] them. [laughs]", {
            ("slow", "we waited"), ("talk", "waited and called")}),
        ("Well, {{we {{waited|slow}} and called|talk; a b}} them.", {
            ("slow", "waited"), ("talk", "we waited and called"), ("a b", "we waited and called")}),
        ("Well, (QCODE)we (QCODE)waited(/QCODE){#slow} long(/QCODE){#talk, #time} them.", {
            ("slow", "waited"), ("talk", "we waited long"), ("time", "we waited long")}),
    ],
    ids=["brackets", "braces", "qcoder"],
)  # fmt: skip
@pytest.mark.parametrize("ending", [".txt", ".md", ".docx"])
def test_codes_that_are_written_into_a_text_stand_on_their_words(
    ending: str, text: str, codings: set[tuple[str, str]], tmp_path: Path
):
    """Passages may lie in each other or overlap; the marks are gone, other brackets stay."""
    path = tmp_path / f"talk{ending}"
    if ending == ".docx":
        made = docx.Document()
        made.add_paragraph(text)
        made.save(str(path))
    else:
        path.write_text(text)
    project = any_project(path)
    assert {(code, words) for _, code, words in judged(project)} == codings
    (source,) = project.sources
    assert source.text.startswith("Well, we waited ")
    assert ("[laughs]" in source.text) == ("[laughs]" in text)
    assert told(project, "inline-codes")[0].startswith("read as a text with codes written into it")


def test_marks_that_open_or_close_nothing_are_told_and_stay():
    """With the place in the file."""
    project = inline_of("[slow]We waited[/slow] [slow]and [/talk] left. [sad][/sad]", "t.txt")
    (source,) = project.sources
    assert source.text == "We waited [slow]and [/talk] left. "
    assert [text[:44] for text in told(project, "inline-alone")] == [
        "the mark [ ] (slow) at character 23 opens an",
        "the mark [ ] (talk) at character 33 closes a",
    ]
    assert told(project, "quotes-no-words") == ["1 marks have no words between them"]


PIECES = (
    *("We", " ", "[a]", "[/a]", "[ ]", "[/ ]", "{{", "|b; c}}", "|}}", "(QCODE)", "\n", "😀"),
    *("(/QCODE){#d, #e}", "(/QCODE)", "[b", "]", "{#d}", "[/A]", "[b|c]", "[/b]", "[b]"),
)


CODING_REPORTS = {
    "English": (
        "<Files\\\\Interviews\\\\P1> - § 2 references coded  [1.35% Coverage]",
        "Reference {} - 0.72% Coverage",
    ),
    "German": (
        "<Dateien\\\\P1> - § 2 Referenzen codiert  [1,35% Abdeckung]",
        "Referenz {} - 0,72% Abdeckung",
    ),
    "Chinese": ("<文件\\\\P1> - § 2 个参考点已编码  [覆盖率 1.35%]", "参考点 {} - 覆盖率 0.72%"),
}


@pytest.mark.parametrize("ending", ["txt", "docx"])
@pytest.mark.parametrize("language", CODING_REPORTS)
def test_the_report_of_one_code_is_its_passages(language: str, ending: str, tmp_path: Path):
    document, passage = CODING_REPORTS[language]
    lines = [document, "", passage.format(1), "", "We waited three weeks.", "", passage.format(2)]
    lines += ["", "Anna: Why?", "Ben: Nobody called us.", ""]
    lines += [document.replace("P1", "P2"), "", passage.format(1), "", "Then we left."]
    path = tmp_path / f"very slow.{ending}"
    if ending == "txt":
        path.write_text("\n".join(lines), "utf-8")
    else:
        made = docx.Document()
        for line in lines:
            made.add_paragraph(line)
        made.save(str(path))
    texts = [
        TextSource("1", "P1", "So.\nWe waited three weeks.\nWhy?\nNobody called us.\n", "1"),
        TextSource("2", "P2", "Then we left.", "2"),
    ]
    project = any_project(path, lambda: Given(texts, strict=True))
    assert project.origin == "a coding report of NVivo"
    assert [code.name for code in project.codes] == ["very slow"]
    found = {s.name: [q.span.of(s.text) for q in s.quotations if q.span] for s in project.sources}
    assert found == {
        "P1": ["We waited three weeks.", "Why?\nNobody called us."],
        "P2": ["Then we left."],
    }
    assert project.verified.verified == 3
    told = [remark.text for remark in project.remarks if remark.code == "coding-report-count"]
    assert told == ["P2: 2 passages are announced, 1 stand there"]


def test_a_report_of_one_code_may_say_its_name_and_those_above_it(tmp_path: Path):
    document, passage = CODING_REPORTS["English"]
    path = tmp_path / "export.txt"
    path.write_text(f"Name: Barriers\\Money\n\n{document}\n\n{passage.format(1)}\n\nNo money.\n")
    project = any_project(path)
    [above, code] = project.codes
    assert (above.name, code.name, code.parent) == ("Barriers", "Money", above.guid)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_marks_leave_the_words_in_their_order(text: str):
    """Every quotation is words of the text; nothing but whole marks is taken out."""
    if not marked_up(text):
        return
    (source,) = inline_of(text, "t.txt").sources
    left = iter(text)
    assert all(character in left for character in source.text)
    assert all(q.span and q.span.of(source.text).strip() for q in source.quotations)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("talk.txt", "Nobody called us. [laughs] We left."),
        ("page.html", "<html><p>Nobody called.</p></html>"),
        ("cut.html", "<table><tr><td>Name</td><td>Memo"),
        ("people.csv", "name,description\nAnna,Runs a shop\n"),
    ],
)
def test_what_is_none_of_these_is_refused_with_the_next_step(name: str, body: str, tmp_path: Path):
    """A list of people is no codebook, a laugh is no code."""
    path = tmp_path / name
    path.write_text(body)
    with pytest.raises(UnreadableFile) as refused:
        any_project(path)
    assert refused.value.hint


def test_a_file_is_known_by_its_form_whatever_it_is_called(tmp_path: Path):
    """A report that lost its ending."""
    rows = [(0, row) for row in SEGMENTS]
    path = word(tmp_path / "segments.docx", HEAD, rows).rename(tmp_path / "segments")
    assert len(judged(any_project(path))) == 2
    path = html(tmp_path / "page.html", HEAD, rows).rename(tmp_path / "page.txt")
    assert len(judged(any_project(path))) == 2


def test_a_list_of_codes_with_its_levels_in_unnamed_columns_is_the_codebook(data: Path):
    """The same study twice, as ATLAS.ti lists codes with bullets and as a codebook."""
    exports = data / "coded" / "edgeai-atlasti" / "thematic_analysis" / "atlas.ti_exports"
    counted = any_project(exports / "20250914_code_list_frequencies.csv")
    described = any_project(exports / "20250914_codebook_full.csv")
    assert tree(counted) == tree(described)
    assert len(counted.codes) == 465
    assert {one.name: len(one.codes) for one in counted.sets}["Themes"] == 18


def test_a_row_may_name_its_levels_side_by_side(tmp_path: Path):
    """The code is the last; a circle or bullet before a name is no part of it."""
    path = tmp_path / "codes.csv"
    path.write_text(
        "Code,,,Comment\n○ Waiting,• slow,,Long.\nWaiting,,,What takes long.\n,slow,very slow,\n"
    )
    assert tree(any_project(path)) == {
        "Waiting": ("", "What takes long."),
        "slow": ("Waiting", "Long."),
        "very slow": ("slow", ""),
    }


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("tag,description,number of highlights\nslow,Long.,3\n", {"slow": ("", "Long.")}),
        ("code\nslow\nsilence\n", {"slow": ("", ""), "silence": ("", "")}),
        (
            "code_ID,code,#_of_occurrences,theme\nC1,slow,2,Waiting\nC2,Waiting,0,Waiting\n",
            {"slow": ("Waiting", ""), "Waiting": ("", "")},
        ),
        (
            "Code,Parent,Definition\na,b,\nb,c,B.\nc,a,\nd,c,\ne,f,\nf,,\n",
            {"a": ("", ""), "b": ("", "B."), "c": ("", ""), "d": ("", ""), "e": ("f", "")},
        ),
    ],
    ids=["taguette", "a list", "themes in a column", "a circle"],
)
def test_a_plain_list_of_codes_is_a_codebook(
    body: str, codes: dict[str, tuple[str, str]], tmp_path: Path
):
    """Described, counted, below what a column names, or a column alone."""
    path = tmp_path / "codes.csv"
    path.write_text(body)
    found = any_project(path)
    assert {name: tree(found)[name] for name in codes} == codes
    assert told(found, "codebook-table")
