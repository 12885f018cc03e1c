"""What a stranger may send: a message with file and next step, never a crash or a full disk."""

from __future__ import annotations

import io
import os
import time
import zipfile

import pytest

from crosscase.errors import TooLarge, UnreadableFile
from crosscase.formats.inventory import find_files, read
from crosscase.formats.tables import read_table

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def archive(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name.replace("__", "/") + ".xml", content)
    return made.getvalue()


def refused(path, kind=UnreadableFile) -> UnreadableFile:
    with pytest.raises(kind) as caught:
        read(path)
    assert str(caught.value).startswith(path.name)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_a_zip_bomb_is_refused(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(archive(word__document=bytes(60 * 1024**2)))
    refused(path, TooLarge)


def test_an_archive_that_lies_about_its_sizes_is_refused(tmp_path):
    data = archive(word__document=bytes(5 * 1024**2))
    at = data.rindex(b"PK\x01\x02") + 24
    path = tmp_path / "a.docx"
    path.write_bytes(data[:at] + (1000).to_bytes(4, "little") + data[at + 4 :])
    refused(path)


def test_an_archive_of_too_many_files_is_refused(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(archive(**{f"x{n}": b"" for n in range(6_000)}))
    refused(path, TooLarge)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_billion_laughs_are_refused(encoding, tmp_path):
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
    path = tmp_path / "a.docx"
    path.write_bytes(archive(word__document=laughs.encode(encoding)))
    assert "entities" in str(refused(path))


def test_one_cell_far_away_does_not_fill_the_memory(tmp_path):
    path = tmp_path / "a.xlsx"
    sheet = f'<worksheet {NS}><sheetData><row r="1"><c r="A1"/></row><row r="1048576">'
    sheet += '<c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    path.write_bytes(archive(xl__worksheets__sheet1=sheet.encode()))
    with pytest.raises(TooLarge, match="1,048,576 rows"):
        read_table(path)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.srt", "a.json", "a.csv", "a.docx", "a.xlsx"])
def test_a_binary_file_under_any_name_is_refused(name, tmp_path):
    path = tmp_path / name
    path.write_bytes(b"\x7fELF" + bytes(range(256)) * 40)
    refused(path)


@pytest.mark.parametrize("ending", ["txt", "docx", "pdf", "srt", "json", "csv", "xlsx"])
def test_an_empty_file_is_refused(ending, tmp_path):
    path = tmp_path / f"a.{ending}"
    path.write_bytes(b"")
    assert "empty" in str(refused(path))


def test_an_unknown_ending_tells_what_is_read(tmp_path):
    path = tmp_path / "a.xyz"
    path.write_text("words")
    assert "docx" in refused(path).hint
    assert read(path, kind="txt").text == "words\n"


def test_a_pdf_named_txt_is_read_as_what_it_is(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"%PDF-1.4 broken")
    assert "PDF is broken" in str(refused(path))


def test_folders_pipes_and_missing_files_say_what_to_do(tmp_path):
    folder = tmp_path / "a.txt"
    folder.mkdir()
    refused(folder)
    refused(tmp_path / "missing.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    refused(tmp_path / "pipe.txt")


def test_a_file_that_may_not_be_read_says_so(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("words")
    path.chmod(0)
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65534)  # root may read everything: be nobody for a moment
    try:
        assert "locked" in str(refused(path))
    finally:
        os.seteuid(mine)


def test_a_file_over_the_bound_is_not_even_opened(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as out:
        out.truncate(300 * 1024**2)
    refused(path, TooLarge)


def test_an_empty_folder_says_what_to_put_in_it(tmp_path):
    with pytest.raises(UnreadableFile) as caught:
        find_files(tmp_path)
    assert "docx" in caught.value.hint
    with pytest.raises(UnreadableFile):
        find_files(tmp_path / "nowhere")


def test_links_and_hidden_files_are_passed_over(tmp_path):
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "a.md").write_text("a")
    (tmp_path / ".secret.txt").write_text("s")
    (tmp_path / "~$a.docx").write_text("lock")
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    assert [path.name for path in find_files(tmp_path)] == ["a.md", "b.txt"]


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["word ", "[", "\\[", "*", "<v a", "a: ", "0:", "**a:** ", "说"])
def test_a_long_single_line_is_read_in_seconds_or_refused(sign, tmp_path):
    path = tmp_path / "a.txt"
    size = 50_000_000 // len(sign.encode())
    path.write_text(sign * size, encoding="utf-8")
    begun = time.monotonic()
    assert len(read(path).text) > 1000
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize("ending", ["txt", "srt", "vtt", "lrc", "json", "csv"])
@pytest.mark.parametrize(
    "unit", ["a: b\n", "[", "[00:01] ", "<v x>", "{\\a", "**", "1\n\n", ',"', "> "]
)
def test_time_grows_with_the_size_and_not_with_its_square(ending, unit, tmp_path):
    path = tmp_path / f"a.{ending}"
    first = "WEBVTT\n\n00:01.000 --> 00:02.000\n" if ending in {"srt", "vtt"} else ""
    path.write_text(first + unit * 100_000)
    begun = time.monotonic()
    try:
        read(path)
    except UnreadableFile as error:
        assert error.hint
    assert time.monotonic() - begun < 10
