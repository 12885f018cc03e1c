"""Tables in, tables out."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

import openpyxl
import pytest
import python_calamine

from crosscase.errors import CrosscaseError, NoSpace, TooLarge, UnreadableFile
from crosscase.formats.tables import read_table, read_table_talk, table_of
from crosscase.formats.write_tables import harmless, write_csv, write_xlsx


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(mark):
    table = table_of(mark.join("abc").encode() + b"\n" + mark.join("123").encode(), "a.csv")
    assert table.columns == ("a", "b", "c")
    assert table.rows == (("1", "2", "3"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
def test_every_encoding(encoding):
    text = "姓名,回答\n张三,我们公司的主要问题是钱。\n"
    assert table_of(text.encode(encoding), "a.csv").records() == [
        {"姓名": "张三", "回答": "我们公司的主要问题是钱。"}
    ]


def test_cells_over_several_lines_keep_the_line_they_begin_at():
    table = table_of(b'id,answer\r\n1,"one\r\ntwo, three"\r\n2,"say ""so"""\r\n', "a.csv")
    assert table.rows == (("1", "one\ntwo, three"), ("2", 'say "so"'))
    assert table.lines == (2, 4)


def test_rows_longer_or_shorter_than_the_head_are_kept_with_a_remark():
    table = table_of(b"a,b,c\n1,2,3\n1,2,3,4,5,6,7\n1\n", "a.csv")
    assert table.columns == ("a", "b", "c", "column 4", "column 5", "column 6", "column 7")
    assert table.rows[1] == ("1", "2", "3", "4", "5", "6", "7")
    assert table.rows[2] == ("1", "", "", "", "", "", "")
    assert [r.line for r in table.remarks if r.code == "ragged-row"] == [3, 4]
    assert len(table.records()) == 3


def test_columns_without_name_or_with_the_same_name_are_told_apart():
    table = table_of(b"a,,a\n1,2,3\n", "a.csv")
    assert table.columns == ("a", "column 2", "a (2)")
    assert len(table.remarks) == 2


def test_an_empty_table_is_refused():
    for data in (b"", b"\n\n", b",,\n"):
        with pytest.raises(UnreadableFile):
            table_of(data, "a.csv")


def test_xlsx_gives_the_first_sheet_and_names_the_others(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    first, _ = book.active, book.create_sheet("codes")
    for row in (["id", "answer", "n"], ["a", "one\ntwo", 3], [], ["b", "three", 2.5]):
        first.append(row)
    book.save(path)
    table = read_table(path)
    assert table.rows == (("a", "one\ntwo", "3"), ("b", "three", "2.5"))
    assert table.lines == (2, 4)
    assert "codes" in table.remarks[0].text


def test_a_formula_is_read_as_what_it_last_gave():
    made, again = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    for cell in ("n", "=1+1"):
        book.active.append([cell])
    book.save(made)
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(again, "w") as out:
        for name in archive.namelist():
            part = archive.read(name)
            out.writestr(name, re.sub(rb"(?<=</f>)<v.*?(?=</c>)", b"<v>2</v>", part))
    assert table_of(again.getvalue(), "a.xlsx").rows == (("2",),)


def test_a_table_of_things_said_is_a_talk(said):
    reading = read_table_talk(b"speaker,text,start,end\nAnna,Why?,0.5,1\nBen,So.,1,2.5\n", "a.csv")
    assert said(reading) == [("Anna", "Why?"), ("Ben", "So.")]
    assert reading.turns[1].time.end == 2.5


def test_a_table_of_answers_is_no_talk():
    with pytest.raises(UnreadableFile, match="a table, not a talk"):
        read_table_talk(b"id,answer\n1,yes\n", "a.csv")


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(lead, tmp_path):
    cell = lead + "cmd|' /C calc'!A0"
    assert harmless(cell) == "'" + cell
    write_csv(tmp_path / "a.csv", ["a", "b"], [[cell, "x"]])
    assert read_table(tmp_path / "a.csv").rows[0][0][0] == "'"
    write_xlsx(tmp_path / "a.xlsx", ["a"], [[cell]])
    [cells] = openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows(min_row=2)
    assert cells[0].data_type in {"s", "inlineStr"}


@pytest.mark.parametrize("value", [-5, 2.5, "-5", "+3.2e-4", None, True, "plain", ""])
def test_numbers_stay_numbers(value):
    assert harmless(value) == value


def test_the_same_rows_give_the_same_bytes(tmp_path):
    hashes = set()
    for name in ("a", "b"):
        write_xlsx(tmp_path / name, ["n", "t"], [[1, "x"], [2.5, None]])
        hashes.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(hashes) == 1


def test_what_was_written_is_read_back(tmp_path):
    rows = [("a", "1", "x, y\n“z”"), ("b", "2.5", "")]
    write_csv(tmp_path / "a.csv", ["i", "n", "t"], rows, byte_order_mark=True)
    write_xlsx(tmp_path / "a.xlsx", ["i", "n", "t"], rows)
    assert read_table(tmp_path / "a.csv").rows == tuple(rows)
    assert read_table(tmp_path / "a.xlsx").rows == tuple(rows)


HARD = (
    *(
        "plain",
        " a blank ",
        "tab\tin",
        "two\nlines",
        "=1+1",
        "-5",
        "<b>&amp;",
        '"q"',
        "é中文",
        "😀",
    ),
    *("carriage\rreturn", "bell\x07", "_x0041_", "a_x000D_", "_x005F_"),
)


def test_every_sign_of_an_xlsx_cell_comes_back(tmp_path):
    write_xlsx(tmp_path / "a.xlsx", ["w"], [[words] for words in HARD])
    sheet = python_calamine.CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0)
    assert [row[0] for row in sheet.to_python()] == ["w", *HARD]
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    read = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert [openpyxl.utils.escape.unescape(words) for words in read] == list(HARD)


def test_numbers_and_truths_of_an_xlsx_cell_come_back(tmp_path):
    row = [1, -2.5, 1e300, 0.1, True, False, None, "", float("nan"), float("inf")]
    write_xlsx(tmp_path / "a.xlsx", [str(at) for at in range(len(row))], [row])
    [cells] = openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows(min_row=2)
    assert [cell.value for cell in cells] == [*row[:7], None, "#NUM!", "#NUM!"]


def test_an_xlsx_head_is_bold_and_words_stay_words_when_edited(tmp_path):
    write_xlsx(tmp_path / "a.xlsx", [str(at) for at in range(800)], [["007"] * 800])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet["A1"].font.bold and not sheet["A2"].font.bold
    assert sheet["A2"].number_format == "@"
    assert sheet.freeze_panes == "A2"
    assert sheet["ADT1"].value == "799"


@pytest.mark.parametrize("sign", ["x", "😀"])
def test_a_cell_too_long_for_xlsx_is_cut_and_says_so(sign, tmp_path):
    fits = 32_767 * 2 // len(sign.encode("utf-16-le"))
    write_xlsx(tmp_path / "a.xlsx", ["a"], [[sign * 32_768], [sign * fits]])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    cut, whole = sheet["A2"].value, sheet["A3"].value
    assert len(cut.encode("utf-16-le")) // 2 in (32_766, 32_767)
    assert cut.endswith("cut here; csv holds all of it")
    assert whole == sign * fits


def test_what_cannot_be_written_says_why(tmp_path):
    with pytest.raises(TooLarge, match="1,048,576 rows"):
        write_xlsx(tmp_path / "a.xlsx", ["a"], ([None] for _ in range(1_048_576)))
    with pytest.raises(TooLarge, match="16,384 columns"):
        write_xlsx(tmp_path / "a.xlsx", ["a"] * 16_385, [])
    assert list(tmp_path.iterdir()) == []
    for write in (write_csv, write_xlsx):
        with pytest.raises(NoSpace) as caught:
            write(tmp_path / "no" / "where", ["a"], [["x"]])
        assert isinstance(caught.value, CrosscaseError)


def test_a_raised_digit_is_no_number_of_a_time(said):
    """Such signs count as digits and cannot be counted with."""
    reading = read_table_talk("start\tend\ttext\n0\t²500\tOne\n1500\t2000\tTwo\n".encode(), "a.tsv")
    assert [words for _, words in said(reading)] == ["One", "Two"]
