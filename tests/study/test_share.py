"""A study as it may be given away, and the study that is made of it."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase import study
from crosscase.analysis.masked import BLOCK, masked
from crosscase.domain.codebook import Assignment, Code
from crosscase.domain.codings import Coding, Memo
from crosscase.domain.people import Case, Consent, Participant
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Edition, Presence, Segment, Source, Speaker, Turn
from crosscase.errors import UnreadableFile
from crosscase.formats.package import Manifest
from crosscase.formats.records import read_records, write_records
from crosscase.store.file import create
from crosscase.study.desk import Desk
from crosscase.study.share import as_shared
from crosscase.study.take import take
from crosscase.study.withdraw import withdraw

WORDS = st.text(st.sampled_from("ab é😀客\n.,'=<\"\u0301\u2028"), min_size=1, max_size=40)


def fill(desk: Desk, texts: list[str], refused: str = "quote") -> None:
    """A talk for each text, each by somebody else; the first refuses a use."""
    with desk.change("fill") as writer:
        above = writer.add(Code(0, "construct", "State", role="outcome"))
        case = writer.add(Case(0, "Firm"))
        for number, text in enumerate(texts):
            person = writer.add(Participant(0, f"P{number}", None, case))
            writer.add(Consent(0, person, refused, number > 0))  # type: ignore[arg-type]
            source = writer.add(Source(0, f"talk {number}", "transcript", "s", "en", "", 0.1))
            writer.add(Presence(0, source, person))
            edition = writer.add(Edition(0, source, 1, "first", text, sealed=True), [person])
            speaker = writer.add(Speaker(0, f"P{number}", "participant", person))
            writer.add(Turn(0, edition, 0, 0, len(text), speaker, 1, 0.1, 1 / 3))
            segment = writer.add(Segment(0, edition, 0, len(text), text), [person])
            code = writer.add(Code(0, "keyword", f"k{number}", definition=text))
            writer.add(Assignment(0, code, above, writer.coder))
            gone = writer.add(Memo(0, "method", "to be taken away", writer.coder))
            writer.add(Coding(0, writer.coder, code, segment, assisted=bool(number % 2)))
            writer.add(Memo(0, "theoretical", text, writer.coder, "segment", segment))
            writer.remove(Memo, gone)


def study_of(desk: Desk) -> Snapshot:
    with desk.reading() as db:
        return take(db)


def rebuilt(snapshot: Snapshot, folder: Path) -> Snapshot:
    rows = read_records(write_records(snapshot), "p.zip")
    about = Manifest("0", "", snapshot.n, snapshot.at, True, {}, "")
    return study.rebuild_into(folder, about, rows, "p.zip")[1]


@settings(max_examples=10, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_a_rebuilt_study_is_the_one_that_was_given_away(texts: list[str]):
    """Every row under its own number, at the same entry and moment."""
    with TemporaryDirectory() as folder:
        desk = Desk(create(Path(folder) / "study.crosscase"), "Ada", lambda: "2026-01-02")
        fill(desk, texts)
        shared = as_shared(desk).snapshot
        back = rebuilt(shared, Path(folder) / "back")
        assert write_records(back) == write_records(shared)
        assert (back.n, back.at, back.misquoted) == (shared.n, shared.at, shared.misquoted)
        desk.store.close()


def test_the_journal_of_a_rebuilt_study_misses_nothing(desk: Desk, tmp_path: Path):
    """It goes on from the entry of the package, so there are none before it."""
    for _ in range(3):
        fill(desk, ["Some words."])
    rebuilt(as_shared(desk).snapshot, tmp_path / "back")
    (made,) = (tmp_path / "back").glob("*.crosscase")
    with study.open_study(made, "ada") as opened:
        assert opened.snapshot().n > 1
        assert opened.snapshot(audited=True).discrepancies == ()


def test_words_that_must_not_be_quoted_are_covered_wherever_they_stand(desk: Desk):
    said = "We keep the secret contract in a drawer."
    fill(desk, [said, "Everybody knows of our prices."])
    whole, shared = study_of(desk), as_shared(desk).snapshot
    told = "".join(body.decode() for body in write_records(shared).values())
    assert "secret contract in a" not in told
    assert "Everybody knows" in told
    first = shared.editions[0].text
    assert set(first) == {BLOCK}
    assert len(first) == len(said)
    assert len(shared.codings.id) == len(whole.codings.id)


@pytest.mark.parametrize("use", ["share", "archive"])
def test_who_must_not_be_shared_is_out_as_if_withdrawn_and_stays_in_the_study(desk: Desk, use: str):
    fill(desk, ["We keep it secret for all of them.", "Prices go up and up again."], use)
    before = study_of(desk)
    told = as_shared(desk)
    assert told.withheld["people who refused to be shared or archived"] == 1
    after = study_of(desk)
    assert write_records(after) == write_records(before)
    assert (after.n, after.coders) == (before.n, before.coders)
    withdraw(desk, before.participants[0])
    gone = replace(study_of(desk), n=before.n, at=before.at)
    assert write_records(told.snapshot) == write_records(gone)


def test_a_translation_that_was_loaded_before_its_original_goes_with_it(desk: Desk):
    fill(desk, ["First words of somebody.", "Second words of another."], "share")
    with desk.change("add") as writer:
        late = writer.add(Edition(0, 1, 2, "first", "The words as said.", sealed=True))
        writer.change(Edition, 1, original=late)
    assert [e.id for e in as_shared(desk).snapshot.editions] == [2]


def test_rows_that_do_not_fit_together_are_refused_and_leave_nothing(desk: Desk, tmp_path: Path):
    """A package that was put together by hand, with the right sums."""
    fill(desk, ["Some words."])
    bodies = write_records(study_of(desk))
    bodies["sources"] = b"[]"
    rows = read_records(bodies, "p.zip")
    with pytest.raises(UnreadableFile, match="do not fit"):
        study.rebuild_into(tmp_path / "back", Manifest("0", "", 1, "", True, {}, ""), rows, "p.zip")
    assert not (tmp_path / "back").exists()


@pytest.mark.parametrize(
    ("noun", "body", "said"),
    [
        ("codes", b"", "codes do not read"),
        ("codes", b'[{"id": 1}]', "codes do not read"),
        ("codings", b'[{"id": "1", "coder": 1, "code": 1, "segment": 1}]', "codings do not read"),
        ("cases", b'[{"id": 2, "name": "a"}, {"id": 1, "name": "b"}]', "not in their order"),
    ],
)
def test_rows_of_another_kind_are_refused(desk: Desk, noun: str, body: bytes, said: str):
    with pytest.raises(UnreadableFile, match=said):
        read_records(write_records(study_of(desk)) | {noun: body}, "p.zip")


def test_where_nobody_refused_nothing_is_covered(desk: Desk):
    fill(desk, ["Some words."] * random.Random(1).randint(1, 3), "record")
    whole = study_of(desk)
    assert masked(whole, ()) is whole
    assert write_records(as_shared(desk).snapshot) == write_records(whole)
