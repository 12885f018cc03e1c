"""A table of quotations comes into a study: on the words of its texts, or told that it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase.domain.codebook import Code
from crosscase.domain.codings import Coder, Coding
from crosscase.domain.people import Case
from crosscase.domain.sources import Segment, Source, Turn
from crosscase.errors import NotAllowed
from crosscase.report.sheets import FORMS, SHEETS
from crosscase.study.add import add_files
from crosscase.study.desk import Desk
from crosscase.study.keyfile import KeyFile
from crosscase.study.take import take
from crosscase.study.take_in import take_in

TALK = "INTERVIEWER: Why?\n\nANN: We waited three weeks. Nobody called us back.\n\n"
TABLE = """Document,Text Content,Codes,Created by,Case
talk,We waited three weeks,slow,Ben,Firm A
talk,Nobody called us back,"State: silence, State: slow",Eve,Firm A
talk,We waited three weaks,waiting,Eve,Firm A
talk,words nobody said at all,slow,Eve,Firm A
"""


@pytest.fixture
def key(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "study.key")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "quotes.csv"
    path.write_text(TABLE)
    return path


def judged(desk: Desk) -> set[tuple[str, str, str]]:
    coders = {coder.id: coder.name for coder in desk.all(Coder)}
    codes = {code.id: code.name for code in desk.all(Code)}
    quotes = {segment.id: segment.quote for segment in desk.all(Segment)}
    return {(coders[c.coder], codes[c.code], quotes[c.segment]) for c in desk.all(Coding)}


FOUND = {
    ("Ben", "slow", "We waited three weeks"),
    ("Eve", "silence", "Nobody called us back"),
    ("Eve", "slow (State)", "Nobody called us back"),
    ("Eve", "waiting", "We waited three weeks"),
}


def test_texts_of_a_folder_come_with_it(desk: Desk, key: KeyFile, table: Path, tmp_path: Path):
    """What is nearly there says how near, what is not there is listed."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "talk.txt").write_text(TALK)
    (folder / "other.txt").write_text("Nobody speaks here of anything that was coded.")
    taken = take_in(desk, table, key, folder)
    assert judged(desk) == FOUND
    assert (taken.sources, taken.coders, taken.cases) == (1, 2, 1)
    assert taken.verified.startswith("2 of 4 quotations verified; 2 as they stand, 1 nearly")
    told = [remark.text for remark in taken.remarks if remark.code == "quotes-doubtful"]
    assert any("of 100 like 'We waited three weeks' in talk" in text for text in told)
    assert any(
        "line 5 of the table: 'words nobody said at all': not found: not in talk" in t for t in told
    )
    assert [case.name for case in desk.all(Case)] == ["Firm A"]


def test_texts_of_the_study_are_coded_where_they_are(
    desk: Desk, key: KeyFile, table: Path, tmp_path: Path
):
    """With who speaks when; a second time nothing is added."""
    (tmp_path / "talk.txt").write_text(TALK * 3 + "ANN: We waited, and we left.\n")
    table.write_text("document,quotation,code\ntalk,we left,gone\n")
    add_files(desk, [tmp_path / "talk.txt"], key)
    turns = desk.all(Turn)
    taken = take_in(desk, table, key)
    assert (taken.sources, taken.codings) == (0, 1)
    assert desk.all(Turn) == turns
    assert judged(desk) == {("Ada", "gone", "we left")}
    assert take_in(desk, table, key).codings == 0


def test_without_any_text_the_quotations_are_the_source(desk: Desk, key: KeyFile, table: Path):
    taken = take_in(desk, table, key)
    assert (taken.sources, taken.quotations) == (1, 4)
    assert "4 without their text" in taken.verified
    assert "quotes-alone" in {remark.code for remark in taken.remarks}


def test_texts_beside_a_file_that_has_its_own_are_refused(desk: Desk, key: KeyFile, tmp_path: Path):
    (tmp_path / "a.qdc").write_text("<CodeBook/>")
    (tmp_path / "talk.txt").write_text(TALK)
    with pytest.raises(NotAllowed):
        take_in(desk, tmp_path / "a.qdc", key, tmp_path)


def test_codings_that_went_out_as_a_table_come_back_on_the_same_words(
    desk: Desk, key: KeyFile, table: Path, tmp_path: Path
):
    """Our own export --what codings, with the study that has the texts."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "talk.txt").write_text(TALK)
    take_in(desk, table, key, folder)
    with desk.reading() as db:
        sheet = SHEETS["codings"](take(db), frozenset())
    out = tmp_path / "codings.csv"
    FORMS[".csv"](sheet, out)
    before = judged(desk)
    again = take_in(desk, out, key)
    assert (again.sources, again.codings, again.codes, again.coders) == (0, 0, 0, 0)
    assert judged(desk) == before
    assert len(desk.all(Source)) == 1
