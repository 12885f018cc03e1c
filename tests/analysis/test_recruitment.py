"""What came of asking people, and which remark speaks of which source."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase import study
from crosscase.analysis.recruitment import recruitment
from crosscase.analysis.told import remarks_of
from crosscase.domain.snapshot import Snapshot

FILES = {
    "participants.csv": "name,pseudonym,file,outcome\nLu Ming,P1,one,interviewed\n"
    "Sun Yi,P2,two,interviewed\nHe Ping,P3,,refused\nBao Li,P4,,\n",
    "interviews/one.zh.txt": "访谈者：为什么？\n\nLU MING：客户要新的。\n",
    "interviews/one.en.txt": "INTERVIEWER: Why?\n\nLU MING: Customers ask for new things.\n",
    "interviews/two.srt": "A line before the talk\n\n1\n00:00:01,000 --> 00:00:04,000\n"
    "SUN YI: Nobody asks.\n",
}


@pytest.fixture
def loaded(tmp_path: Path) -> Snapshot:
    folder = tmp_path / "small"
    for name, body in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(body)
    path = tmp_path / "small.crosscase"
    study.load_into(path, "ana", folder, study.key_of(path))
    with study.open_study(path, "ana") as opened:
        return opened.snapshot()


def test_each_outcome_counts_who_was_listed_and_who_is_heard(loaded: Snapshot):
    found = {o.name: (o.listed, o.heard) for o in recruitment(loaded)}
    assert found == {"interviewed": (2, 2), "refused": (1, 0), "": (1, 0)}


def test_a_remark_is_found_with_the_source_of_its_file(loaded: Snapshot):
    names = {source.id: source.name for source in loaded.sources} | {0: ""}
    told = {names[number]: remarks for number, remarks in remarks_of(loaded).items()}
    assert any(r.file.endswith("two.srt") for r in told["two"])
    assert sum(map(len, told.values())) == len(loaded.noticed)
    assert all("two" not in r.file for r in told.get("", []))
