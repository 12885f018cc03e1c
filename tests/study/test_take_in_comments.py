"""The comments of a Word file become codings on the very words they mark."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest
from lxml import etree

from crosscase.domain.codebook import Code
from crosscase.domain.codings import Coder, Coding, Memo
from crosscase.domain.sources import Segment, Source, Turn
from crosscase.errors import UnreadableFile
from crosscase.study.add import add_files
from crosscase.study.desk import Desk
from crosscase.study.keyfile import KeyFile
from crosscase.study.take_in import take_in

GAMES = Path("open-ended", "games-as-art", "test_data")


@pytest.fixture
def key(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "study.key")


def written(path: Path, said: list[tuple[str, str, str]]) -> Path:
    """A Word file of one paragraph a row: words, what the comment on them says, and whose it is."""
    word = docx.Document()
    for words, comment, author in said:
        paragraph = word.add_paragraph("Before. ")
        run = paragraph.add_run(words)
        paragraph.add_run(" After.")
        if comment:
            word.add_comment(run, comment, author=author)
    word.save(str(path))
    return path


def test_a_comment_is_a_coding_for_each_name_in_it(desk: Desk, key: KeyFile, tmp_path: Path):
    """Two spellings are one code; a comment that says more is a memo on its words."""
    long = (
        "I wonder whether this is what the others meant when they spoke of being let down by all."
    )
    file = written(
        tmp_path / "talk.docx",
        [
            ("We waited 😀", "slow; Nobody cares", "Ben"),
            ("and waited", "Slow", "Eve"),
            ("and left.", f"{long} {long}", "Eve"),
        ],
    )
    taken = take_in(desk, file, key)
    coders = {coder.id: coder.name for coder in desk.all(Coder)}
    codes = {code.id: code.name for code in desk.all(Code)}
    quotes = {segment.id: segment.quote for segment in desk.all(Segment)}
    assert {(coders[c.coder], codes[c.code], quotes[c.segment]) for c in desk.all(Coding)} == {
        ("Ben", "slow", "We waited 😀"),
        ("Ben", "Nobody cares", "We waited 😀"),
        ("Eve", "slow", "and waited"),
    }
    (memo,) = desk.all(Memo)
    assert (quotes[memo.of or 0], memo.about) == ("and left.", "segment")
    assert taken.verified.startswith("3 of 3 quotations verified")
    told = {remark.code for remark in taken.remarks}
    assert {"quotes-notes", "quotes-respelled"} <= told


def test_a_file_that_is_there_already_is_coded_where_it_is(
    desk: Desk, key: KeyFile, tmp_path: Path
):
    """So that who speaks when is kept."""
    file = written(
        tmp_path / "talk.docx",
        [("INTERVIEWER: Why?", "", ""), ("ANN: We waited for weeks.", "", "")] * 3
        + [("We waited", "slow", "Ben")],
    )
    add_files(desk, [file], key)
    turns = len(desk.all(Turn))
    taken = take_in(desk, file, key)
    assert (taken.sources, taken.codings) == (0, 1)
    assert len(desk.all(Source)) == 1
    assert len(desk.all(Turn)) == turns
    assert "there-already" in {remark.code for remark in taken.remarks}


def test_a_file_without_comments_is_refused_with_what_to_do(
    desk: Desk, key: KeyFile, tmp_path: Path
):
    with pytest.raises(UnreadableFile) as caught:
        take_in(desk, written(tmp_path / "talk.docx", [("We waited", "", "")]), key)
    assert "crosscase add" in caught.value.hint


def test_a_real_file_comes_in_whole(desk: Desk, key: KeyFile, data: Path):
    """199 comments on answers to a survey, counted beside it from the file's own XML."""
    file = data / GAMES / "games_as_art" / "bopp_test_input.docx"
    taken = take_in(desk, file, key)
    with zipfile.ZipFile(file) as archive:
        root = etree.fromstring(archive.read("word/comments.xml"))
    said = ["".join(comment.itertext()) for comment in root]
    names = Counter(name for text in said for name in {p.strip().lower() for p in text.split(";")})
    assert taken.verified.startswith(f"{len(said)} of 199 quotations verified")
    codes = {code.id: code.name.lower() for code in desk.all(Code)}
    assert Counter(codes[c.code] for c in desk.all(Coding)) == names
    assert (names.total(), len(names)) == (457, 39)
    assert all(s.quote == s.quote.strip() for s in desk.all(Segment))
