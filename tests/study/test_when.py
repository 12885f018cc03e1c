"""When things were said: days of interviews, and predictions that came too late."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase import study
from crosscase.domain.snapshot import Snapshot
from crosscase.domain.sources import Segment
from crosscase.rules import ask
from crosscase.store import file

DESIGN = """
[[construct]]
name = "Market"
kind = "external driver"
[[construct]]
name = "Innovation"
kind = "outcome"
[[proposition]]
id = "P1"
from = ["Market"]
to = "Innovation"
direction = "+"
[[prediction]]
proposition = "P1"
case = "A"
[[prediction]]
proposition = "P1"
case = "B"
post_hoc = true
"""
PEOPLE = """pseudonym,case,file,interview date
A-CEO,A,a1;a2,2023/3/14; 15 March 2023
B-CEO,B,b,16 March 2023
"""
TALKS = {
    "a1": "Date: 12 March 2023\n\nINTERVIEWER: So?\n\nA-CEO: Customers ask.\n",
    "a2": "INTERVIEWER: So?\n\nA-CEO: They still ask.\n",
    "b": "Notes on the tape, 访谈日期 2023年3月17日\n\nINTERVIEWER: So?\n\nB-CEO: Nobody asks.\n\n"
    "INTERVIEWER: And then?\n\nB-CEO: Then nothing.\n",
}


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    """Three interviews, the first and the last with a day in the head."""
    folder = tmp_path / "folder"
    (folder / "interviews").mkdir(parents=True)
    (folder / "study.toml").write_text(DESIGN)
    (folder / "participants.csv").write_text(PEOPLE)
    for name, talk in TALKS.items():
        (folder / "interviews" / f"{name}.txt").write_text(talk, encoding="utf-8")
    path = tmp_path / "s.crosscase"
    with study.create(path, "ana") as opened:
        opened.load(folder, study.key_of(path))
    return path


def _snapshot(path: Path) -> Snapshot:
    with study.open_study(path, "") as opened:
        return opened.snapshot()


def test_the_day_of_an_interview_comes_from_its_head_or_else_from_the_table(loaded: Path) -> None:
    """What the transcript says of itself goes before the table."""
    days = {source.name: source.date for source in _snapshot(loaded).sources}
    assert days == {"a1": "2023-03-12", "a2": "2023-03-15", "b": "2023-03-17"}


def test_a_prediction_that_says_it_came_late_is_post_hoc(loaded: Path) -> None:
    assert [said.post_hoc for said in _snapshot(loaded).predictions] == [False, True]


def test_kept_words_that_are_not_those_of_the_text_are_found(loaded: Path, tmp_path: Path) -> None:
    """Only the ones that differ are in the snapshot; the rule shows both."""
    table = tmp_path / "d.csv"
    table.write_text(
        "act,source,quote,keyword\ncode,a1,Customers ask,ask\ncode,b,Nobody asks,not\n"
    )
    with study.open_study(loaded, "ana") as opened:
        opened.decide_from(table)
    assert _snapshot(loaded).misquoted == ()
    store = file.open_file(loaded)
    with store.change("tamper", "ana", "2026-01-02T03:04:05+00:00") as writer:
        writer.change(Segment, 1, quote="Customers beg")
    store.close()
    snapshot = _snapshot(loaded)
    assert snapshot.misquoted == ((1, "Customers beg"),)
    (found,) = ask(snapshot, only=["quote-mismatch"])
    assert found.text == 'Kept as "Customers beg"; at its place stands "Customers ask".'
    assert found.segments == (1,)
