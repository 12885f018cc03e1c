"""Codebooks, reports and marked texts come into a study by the door of every project."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase.domain.codebook import Assignment, Code
from crosscase.domain.codings import Coding
from crosscase.domain.sources import Edition, Segment, Source
from crosscase.errors import NotAllowed, UnreadableFile
from crosscase.study.desk import Desk
from crosscase.study.keyfile import KeyFile
from crosscase.study.take import take
from crosscase.study.take_in import take_in

CODES = """<table><tr><th>Name</th><th>Description</th><th>Files</th></tr>
<tr><td>Waiting</td><td>What takes long.</td><td>3</td></tr>
<tr><td>&nbsp;&nbsp;slow</td><td>Over a week.</td><td>2</td></tr></table>"""
TEXT = "I: And then?\nA: [slow]We waited three weeks.[/slow] {{Nobody called.|silence; slow}}\n"


@pytest.fixture
def key(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "study.key")


def test_a_codebook_then_a_marked_text_use_the_same_codes(desk: Desk, key: KeyFile, tmp_path: Path):
    """The codebook brings definitions and themes; the text its codings, once."""
    book, talk = tmp_path / "book.html", tmp_path / "talk.txt"
    book.write_text(CODES)
    talk.write_text(TEXT)
    taken = take_in(desk, book, key)
    assert (taken.codes, taken.sources, taken.verified) == (2, 0, "no quotations of texts")
    assert {(code.kind, code.name, code.definition) for code in desk.all(Code)} == {
        ("construct", "Waiting", "What takes long."),
        ("keyword", "slow", "Over a week."),
    }
    assert len(desk.all(Assignment)) == 1
    taken = take_in(desk, talk, key)
    assert (taken.codes, taken.codings) == (1, 3)
    codes = {code.id: code.name for code in desk.all(Code)}
    quotes = {segment.id: segment.quote for segment in desk.all(Segment)}
    assert {(codes[c.code], quotes[c.segment]) for c in desk.all(Coding)} == {
        ("slow", "We waited three weeks."),
        ("slow", "Nobody called."),
        ("silence", "Nobody called."),
    }
    (edition,) = desk.all(Edition)
    assert edition.text == "I: And then?\nA: We waited three weeks. Nobody called.\n"
    again = take_in(desk, talk, key)
    assert (again.sources, again.codings, again.codes) == (0, 0, 0)
    assert len(desk.all(Source)) == 1


def test_what_is_refused_leaves_the_study_as_it_was(desk: Desk, key: KeyFile, tmp_path: Path):
    """A page without tables, and texts for a file that brings its own."""
    page, talk = tmp_path / "page.html", tmp_path / "talk.txt"
    page.write_text("<html><p>Nobody called.</p></html>")
    talk.write_text(TEXT)
    with desk.reading() as db:
        before = take(db).n
    with pytest.raises(UnreadableFile):
        take_in(desk, page, key)
    with pytest.raises(NotAllowed):
        take_in(desk, talk, key, sources=tmp_path)
    with desk.reading() as db:
        assert take(db).n == before
    assert desk.all(Source) == []
