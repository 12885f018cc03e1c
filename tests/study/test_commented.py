"""Codings go out as the comments of Word files and come back as codings on the same words."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.domain.codebook import Code
from crosscase.domain.codings import Coder, Coding
from crosscase.domain.sources import Edition, Source
from crosscase.domain.spans import Span
from crosscase.formats.commented import write_commented
from crosscase.formats.docx import read_docx
from crosscase.formats.quotes.comments import commented_of
from crosscase.formats.refi.project import (
    Applied,
    Note,
    Project,
    ProjectCode,
    Quotation,
    TextSource,
    User,
)
from crosscase.report.outgoing import outgoing
from crosscase.store.file import create
from crosscase.study.desk import Desk
from crosscase.study.keyfile import KeyFile
from crosscase.study.send_out import sent_out
from crosscase.study.take import take
from crosscase.study.take_in import take_in

TEXT = "We waited 😀 three weeks.\n\nNobody called us back.\nThen our customers left."
USERS = (User("b", "Ben"), User("e", "Eve"))
CODES = (ProjectCode("s", "slow"), ProjectCode("l", "loss & <grief>"))


def project(*quotations: Quotation, text: str = TEXT) -> Project:
    source = TextSource("t", "talk", text, "", quotations=quotations)
    note = Note("n", "theoretical", "They still hope for it.", "e")
    return Project("P", users=USERS, codes=CODES, sources=(source,), notes=(note,))


def read_back(body: bytes) -> set[tuple[str, str, str]]:
    """Who gave which code to which words."""
    back = commented_of(read_docx(body, "talk.docx"), "talk.docx", "")
    users = {user.guid: user.name for user in back.users}
    codes = {code.guid: code.name for code in back.codes}
    (source,) = back.sources
    return {
        (users[c.user], codes[c.code], q.span.of(source.text))
        for q in source.quotations
        if q.span
        for c in q.codings
    }


def test_each_coder_has_a_comment_with_their_codes_and_its_day():
    at = "2024-05-06T07:08:09Z"
    both = (Applied("1", "s", "b", at=at), Applied("2", "l", "b", at=at), Applied("3", "s", "e"))
    over = Quotation("q", "", Span(3, 39), codings=both, notes=("n",))
    inner = Quotation("r", "", Span(10, 11), codings=(Applied("4", "l", "e"),))
    (body,) = write_commented(project(over, inner)).values()
    words = docx.Document(_file(body))
    said = [(c.author, c.text, c.timestamp is not None) for c in words.comments]
    assert said == [
        ("Ben", "slow; loss & <grief>", True),
        ("Eve", "slow", False),
        ("Eve", "Memo: They still hope for it.", False),
        ("Eve", "loss & <grief>", False),
    ]
    assert read_back(body) == {
        ("Ben", "slow", TEXT[3:39]),
        ("Ben", "loss & <grief>", TEXT[3:39]),
        ("Eve", "slow", TEXT[3:39]),
        ("Eve", "loss & <grief>", TEXT[10:11]),
    }
    assert write_commented(project(over, inner)) == {"talk": body}


def test_a_memo_comes_back_as_a_memo_and_a_sentence_is_told():
    """What a person wrote in Word without the sign is a code, as it always was: and it is said."""
    over = Quotation("q", "", Span(3, 39), notes=("n",))
    talk = TextSource("t", "talk", TEXT, "", quotations=(over,))
    asked = ProjectCode("a", "@Maria I disagree. Is this really slow?")
    other = Quotation("r", "", Span(10, 11), codings=(Applied("1", "a", "b"),))
    mine = replace(
        project(over), sources=(replace(talk, quotations=(over, other)),), codes=(asked,)
    )
    (body,) = write_commented(mine).values()
    back = commented_of(read_docx(body, "talk.docx"), "talk.docx", "")
    assert [note.text for note in back.notes] == ["They still hope for it."]
    assert [code.name for code in back.codes] == [asked.name]
    told = [remark.text for remark in back.remarks if remark.code == "quotes-sentences"]
    assert told == [
        "1 comments read like sentences and became codes: what shall be a memo begins with 'Memo:'"
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))), max_size=6))
def test_passages_that_overlap_come_back_on_their_words(pairs: list[tuple[int, int]]):
    """Across lines, inside each other, one sign alone; a break at an end is no word."""
    spans = {Span(min(p), max(p)) for p in pairs if min(p) < max(p)}
    marked = [
        Quotation(f"q{n}", "", span, codings=(Applied(f"a{n}", "s", "b"),))
        for n, span in enumerate(sorted(spans, key=lambda s: (s.start, s.end)))
    ]
    (body,) = write_commented(project(*marked)).values()
    if not any(TEXT[s.start : s.end].strip() for s in spans):
        return
    found = {words.strip() for _, _, words in read_back(body)}
    assert found == {w for s in spans if (w := TEXT[s.start : s.end].strip())}


def test_a_study_takes_them_in_again():
    with TemporaryDirectory() as folder:
        mark = Quotation("q", "", Span(26, 48), codings=(Applied("1", "s", "b"),))
        (body,) = write_commented(project(mark)).values()
        sent = Path(folder) / "talk.docx"
        sent.write_bytes(body)
        desk = Desk(create(Path(folder) / "s.crosscase"), "Ada", lambda: "2026-01-02")
        take_in(desk, sent, KeyFile(Path(folder) / "key"))
        (coding,) = desk.all(Coding)
        assert next(c.name for c in desk.all(Code) if c.id == coding.code) == "slow"
        assert next(c.name for c in desk.all(Coder) if c.id == coding.coder) == "Ben"
        desk.store.close()


def test_sources_whose_names_are_no_names_of_files_each_have_their_own(desk: Desk, tmp_path: Path):
    with desk.change("fill") as writer:
        for name in ("a/b", "a:b", "a*b"):
            source = writer.add(Source(0, name, "document", name))
            writer.add(Edition(0, source, 1, "first", "Some words."))
    with desk.reading() as db:
        snapshot = take(db)
    out = outgoing(snapshot, "comments", ".zip", "norm", lambda who: sent_out(desk, who))
    out.write(tmp_path / "c.zip")
    with zipfile.ZipFile(tmp_path / "c.zip") as archive:
        assert archive.namelist() == ["a_b.docx", "a_b (2).docx", "a_b (3).docx"]


def _file(body: bytes):  # type: ignore[no-untyped-def]
    return io.BytesIO(body)
