"""A recording is kept beside the study and becomes text; a stopped run goes on."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crosscase import study
from crosscase.cli import app
from crosscase.domain.codings import Coding
from crosscase.domain.people import Consent, Participant
from crosscase.domain.sources import Edition, Segment, Source, Turn
from crosscase.domain.spans import Span
from crosscase.domain.speech import Heard, Samples, WordTimes
from crosscase.engines.transcribe.faster import FasterWhisper
from crosscase.errors import NotAllowed, NotInStudy, UnreadableFile
from crosscase.store import parts
from crosscase.study import Study

from .voices import save, talk

pytest.importorskip("kaldi_native_fbank", reason="needs the extra [speech]")
if not shutil.which("flite"):
    pytest.skip("flite is not installed", allow_module_level=True)


class Halt(Exception):
    """The one who waits has had enough."""


class Counted:
    """A transcriber that counts the parts it was given."""

    def __init__(self, engine: FasterWhisper) -> None:
        self.id = engine.id
        self.parts = 0
        self._engine = engine

    def language_of(self, speech: Samples) -> str:
        return self._engine.language_of(speech)

    def transcribe(self, part: Samples, language: str) -> Heard:
        self.parts += 1
        return self._engine.transcribe(part, language)


@pytest.fixture
def interview(tmp_path: Path) -> Path:
    sound, _ = talk(["slt", "rms"], 8, tmp_path)
    return save(sound, tmp_path / "P01.wav")


@pytest.fixture
def opened(tmp_path: Path, interview: Path):
    path = tmp_path / "s.crosscase"
    with study.create(path, "ana") as made:
        made.add([interview], study.key_of(path))
        yield made


def transcribed(opened: Study, engine, source: str = "", **more):
    assert opened.path
    return opened.transcribe(source, study.key_of(opened.path), engine, **more)


def test_a_recording_is_kept_beside_the_study_for_its_owner_alone(opened: Study, interview: Path):
    (source,) = opened.snapshot().sources
    (kept,) = (interview.parent / "s.crosscase.recordings").iterdir()
    assert (source.name, source.kind) == ("P01", "recording")
    assert kept.read_bytes() == interview.read_bytes()
    assert source.sha256.startswith(kept.stem)
    assert kept.stat().st_mode & 0o077 == 0
    with pytest.raises(NotInStudy, match="not transcribed yet"):
        opened.transcript(source.id)
    with pytest.raises(NotAllowed, match="in the study already"):
        opened.add([interview], study.key_of(opened.path))
    assert kept.exists()


def test_what_is_no_recording_leaves_nothing_behind(tmp_path: Path):
    path, broken = tmp_path / "s.crosscase", tmp_path / "broken.m4a"
    broken.write_bytes(b"no sound" * 99)
    with study.create(path, "ana") as made, pytest.raises(UnreadableFile, match="no whole"):
        made.add([broken], study.key_of(path))
    assert not list(tmp_path.glob("*.recordings/*"))


@pytest.mark.slow
def test_an_interview_becomes_turns_of_who_asks_and_who_answers(opened: Study, whisper):
    (made,) = transcribed(opened, whisper)
    snapshot = opened.snapshot()
    (source,), (edition,) = snapshot.sources, snapshot.editions
    roles = {speaker.id: speaker.role for speaker in snapshot.speakers}
    said = [(roles[t.speaker], t.span.of(edition.text)) for t in snapshot.turns]
    assert [role for role, _ in said] == ["interviewer", "participant"] * 4
    assert said[2][1].rstrip(".?") == "What did that mean for the people in the workshop"
    assert (edition.kind, source.language, made.speakers) == ("first", "en", 2)
    assert all(a.begin <= a.finish <= b.begin + 0.5 for a, b in pairwise(snapshot.turns))


@pytest.mark.slow
def test_each_word_of_a_turn_has_its_time_and_place(opened: Study, whisper):
    transcribed(opened, whisper)
    (edition,) = opened.snapshot().editions
    turns = {turn.id: turn for turn in opened._desk.all(Turn)}
    times = opened._desk.all(WordTimes)
    assert len(times) == len(turns)
    for one in times:
        turn = turns[one.turn]
        marks = [tuple(map(int, mark.split(","))) for mark in one.marks.split()]
        words = [edition.text[start:end] for start, end, *_ in marks]
        assert " ".join(words) == turn.span.of(edition.text)
        assert all(begin <= finish for _, _, begin, finish, _ in marks)
        assert turn.begin * 100 == pytest.approx(marks[0][2])


@pytest.mark.slow
def test_a_stopped_run_goes_on_where_it_was(opened: Study, whisper):
    def halt(doing: str, share: float) -> None:
        if doing == "writing down what is said" and share > 0.3:
            raise Halt

    first = Counted(whisper)
    with pytest.raises(Halt):
        transcribed(opened, first, tick=halt)
    assert first.parts == 1
    assert opened.snapshot().editions == ()
    rest = Counted(whisper)
    shares: list[float] = []
    transcribed(opened, rest, tick=lambda _, share: shares.append(share))
    whole = Counted(whisper)
    text = opened.snapshot().editions[0].text
    opened.journal.undo()
    assert opened.snapshot().editions == ()
    transcribed(opened, whole)
    assert opened.snapshot().editions[0].text == text
    assert first.parts + rest.parts == whole.parts > 1
    assert 0 <= min(shares) <= max(shares) < 1
    with opened._desk.reading() as db:
        assert parts.kept(db, 1, "any") == []


@pytest.mark.slow
def test_codings_are_carried_when_a_recording_is_transcribed_again(opened: Study, whisper):
    transcribed(opened, whisper)
    quote = "the manager explained it all to us"
    (first,) = opened._desk.all(Edition)
    at = first.text.index(quote)
    opened.codings.apply(first.id, Span(at, at + len(quote)), "explaining")
    with pytest.raises(NotAllowed, match="No recording waits"):
        transcribed(opened, whisper)
    transcribed(opened, whisper, "P01", speakers=1)
    editions = opened._desk.all(Edition)
    (segment,) = opened._desk.all(Segment)
    assert [edition.kind for edition in editions] == ["first", "corrected"]
    assert segment.edition == editions[-1].id
    assert segment.span.of(editions[-1].text) == segment.quote == quote
    assert len(opened._desk.all(Coding)) == 1


@pytest.mark.slow
def test_two_channels_are_two_speakers(tmp_path: Path, whisper):
    sound, _ = talk(["slt", "rms"], 6, tmp_path, channels=True)
    path = tmp_path / "s.crosscase"
    with study.create(path, "ana") as made:
        made.add([save(sound, tmp_path / "call.wav")], study.key_of(path))
        (told,) = transcribed(made, whisper)
        roles = {speaker.id: speaker.role for speaker in made.snapshot().speakers}
        asked = [roles[turn.speaker] for turn in made.snapshot().turns]
    assert asked == ["interviewer", "participant"] * 3
    assert told.speakers == 2


def test_who_allows_no_machine_help_is_not_transcribed(tmp_path: Path, interview: Path):
    """The recording is the participant's by its name."""
    path = tmp_path / "t.crosscase"
    key = study.key_of(path)
    with study.create(path, "ana") as made:
        with made._desk.change("consent") as writer:
            person = writer.add(Participant(0, "P01"))
            writer.add(Consent(0, person, "machine", False))
        made.add([interview], key)
        refused = Counted.__new__(Counted)
        with pytest.raises(NotAllowed, match="allows no machine help"):
            transcribed(made, refused)


def test_a_recording_that_was_changed_or_lost_is_told(opened: Study, interview: Path):
    (kept,) = (interview.parent / "s.crosscase.recordings").iterdir()
    (source,) = opened._desk.all(Source)
    kept.write_bytes(interview.read_bytes()[:-2] + b"xy")
    nobody = Counted.__new__(Counted)
    with pytest.raises(UnreadableFile, match="not the recording"):
        transcribed(opened, nobody, source.name)
    kept.unlink()
    with pytest.raises(NotInStudy, match="is not in"):
        transcribed(opened, nobody, source.name)


@pytest.mark.slow
def test_the_commands_say_what_came_of_it(tmp_path: Path, interview: Path, whisper, monkeypatch):
    monkeypatch.setenv("CROSSCASE_CODER", "ana")
    path, run = tmp_path / "c.crosscase", CliRunner()
    assert run.invoke(app, ["new", str(path)]).exit_code == 0
    added = run.invoke(app, ["add", str(path), str(interview)])
    assert "NOT encrypted" in added.stderr and "crosscase transcribe" in added.stderr
    made = run.invoke(app, ["transcribe", str(path), "--speakers", "2", "--json"])
    (told,) = json.loads(made.stdout)
    assert (told["source"], told["turns"], told["speakers"]) == ("P01", 8, 2)
