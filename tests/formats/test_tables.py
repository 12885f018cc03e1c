"""Tables in, tables out."""

from __future__ import annotations

import hashlib

import openpyxl
import pytest
import xlsxwriter

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
    book = xlsxwriter.Workbook(str(path))
    first, _ = book.add_worksheet("answers"), book.add_worksheet("codes")
    first.write_row(0, 0, ["id", "answer", "n"])
    first.write_row(1, 0, ["a", "one\ntwo", 3])
    first.write_row(3, 0, ["b", "three", 2.5])
    first.write_formula(3, 1, "=1+1", None, 2)
    book.close()
    table = read_table(path)
    assert table.rows == (("a", "one\ntwo", "3"), ("b", "2", "2.5"))
    assert table.lines == (2, 4)
    assert "codes" in table.remarks[0].text


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


def test_what_cannot_be_written_says_why(tmp_path):
    with pytest.raises(TooLarge, match="32,768"):
        write_xlsx(tmp_path / "a.xlsx", ["a"], [["x" * 32_768]])
    for write in (write_csv, write_xlsx):
        with pytest.raises(NoSpace) as caught:
            write(tmp_path / "no" / "where", ["a"], [["x"]])
        assert isinstance(caught.value, CrosscaseError)
