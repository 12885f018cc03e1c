"""What is past its last day is told, and deleted when a person says so; never before."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crosscase import study
from crosscase.analysis.retention import due
from crosscase.cli import app
from crosscase.domain.design import Fact
from crosscase.domain.people import Attribute, Participant
from crosscase.domain.sources import Presence, Source
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.study.desk import Desk
from crosscase.study.take import take

PEOPLE = "name,pseudonym,keep_until\nLu Ming,P1,2001-02-03\nSun Yi,P2,2999-01-01\nXu Bo,P3,\n"
TALKS = {
    "one": "INTERVIEWER: What drives it?\n\nLU MING: The tall cranes stood there idle all year.\n",
    "two": "INTERVIEWER: What drives it?\n\nSUN YI: Nobody asks us for anything new at all.\n",
    "three": "INTERVIEWER: What drives it?\n\nXU BO: It comes from our own engineers here.\n",
}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Three people, one past their day; a recording that is past the study's."""
    root = tmp_path / "folder"
    (root / "interviews").mkdir(parents=True)
    design = '[study]\ntitle = "Kept"\n[keep]\nrecordings = "2001-01-01"\n'
    (root / "study.toml").write_text(design)
    (root / "participants.csv").write_text(PEOPLE)
    for name, talk in TALKS.items():
        (root / "interviews" / f"{name}.txt").write_text(talk)
    recording = tmp_path / "sound.wav"
    with wave.open(str(recording), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16000))
    path = tmp_path / "kept.crosscase"
    with study.create(path, "ana") as made:
        made.load(root, study.key_of(path))
        made.add([recording], study.key_of(path))
    return path


def test_what_is_due_goes_and_nothing_else(kept: Path):
    copy = kept.with_name("copy.crosscase")
    folder = kept.with_name(kept.name + ".recordings")
    with study.open_study(kept, "ana") as opened:
        opened.backup(copy)
        assert [(one.what, one.until) for one in opened.due()] == [
            ("recording", "2001-01-01"),
            ("participant", "2001-02-03"),
        ]
        assert len(list(folder.iterdir())) == 1
        done = opened.retire(study.key_of(kept))
        assert opened.due() == ()
        (sound,) = (s for s in opened.snapshot().sources if s.kind == "recording")
        with pytest.raises(NotInStudy, match="its time was over"):
            opened.recording(sound.id)
    assert list(folder.iterdir()) == []
    assert done.recordings == (sound.name,)
    assert [one.person for one in done.people] == ["P1"]
    assert done.reached.rewritten == (str(copy),)
    assert sorted(study.key_of(kept).names) == ["P2", "P3"]
    for path in (kept, copy):
        with study.open_study(path, "") as opened:
            texts = [edition.text for edition in opened.snapshot().editions]
        assert not any("cranes" in text for text in texts)
        assert sum("engineers" in text or "Nobody asks" in text for text in texts) == 2


def test_the_command_shows_first_and_asks(kept: Path):
    before = kept.read_bytes()
    run = CliRunner().invoke
    shown = run(app, ["retire", str(kept), "--preview", "--as", "ana", "--json"])
    assert [one["what"] for one in json.loads(shown.stdout)["due"]] == ["recording", "participant"]
    refused = run(app, ["retire", str(kept), "--as", "ana"])
    assert isinstance(refused.exception, NotAllowed)
    assert kept.read_bytes() == before
    done = run(app, ["retire", str(kept), "--as", "ana", "--yes", "--json"])
    assert [one["person"] for one in json.loads(done.stdout)["people"]] == ["P1"]
    assert "cranes" not in done.stdout
    assert "Nothing is due" in run(app, ["retire", str(kept), "--as", "ana"]).stderr


def test_check_reminds(kept: Path):
    said = CliRunner().invoke(app, ["check", str(kept)]).stderr
    assert "2 recordings and people are past their last day" in said


@pytest.mark.parametrize(
    ("today", "names"),
    [("2026-05-05", []), ("2026-05-06", ["P"]), ("2026-06-02", ["talk", "P"])],
)
def test_the_last_day_itself_is_not_too_long(desk: Desk, today: str, names: list[str]):
    with desk.change("fill") as writer:
        writer.add(Fact(0, "keep.recordings", "1 June 2026"))
        person = writer.add(Participant(0, "P"))
        writer.add(Attribute(0, "participant", person, "keep_until", "2026-05-05"))
        writer.add(Source(0, "talk", "recording", sha256="1"))
        other = writer.add(Source(0, "notes", "transcript"))
        writer.add(Presence(0, other, person))
    with desk.reading() as db:
        assert [one.name for one in due(take(db), today)] == names
