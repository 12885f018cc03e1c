"""Each use that a form asks for withholds something real, and how many times is told."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crosscase import study
from crosscase.domain.people import USES, Consent, Participant, Use
from crosscase.domain.sources import Presence, Source
from crosscase.domain.spans import Span
from crosscase.engines.transcribe.address import AddressTranscriber
from crosscase.errors import NotAllowed
from crosscase.formats.audio import sha256_of
from crosscase.report import Wishes, build
from crosscase.study import Study
from crosscase.study.material import open_passages
from crosscase.study.propose import cut_units
from crosscase.study.transcribe import Transcribed, transcribe

QUOTE = "Nobody helps us here"
TALK = "Interviewer: What helps?\n\nP01: Nobody does.\n"
PEOPLE = "name,pseudonym,file,consent_record\nLu Ming,P01,a,no\nSun Yi,P02,b,yes\n"
UNHEARD = AddressTranscriber("http://127.0.0.1:9", "none", "none")


def segment(taped: Any) -> int:
    return int(taped.study.snapshot().segments.id[0])


def by_record(taped: Any) -> tuple[int, bool]:
    """Clips withheld; whether the recording opens."""
    found = taped.study.quoted_clips(
        taped.study.snapshot(), [segment(taped)], study.key_of(taped.path)
    )
    try:
        taped.study.recording(taped.source)
        taped.study.played(taped.source, "first", 0.0, 2.0, 2.0)
    except NotAllowed as error:
        assert "P01 refused to be recorded, and speaks in 'tape'." in str(error)
        with pytest.raises(NotAllowed, match="refused to be recorded"):
            taped.study.played(taped.source, "first", 0.0, 2.0, 2.0)
        with pytest.raises(NotAllowed, match="refused to be recorded, and speaks in 'tape'"):
            transcribe(taped.study._desk, "tape", study.key_of(taped.path), UNHEARD)
        return found.withheld, False
    return found.withheld, bool(found.sound)


def by_quote(taped: Any) -> tuple[int, bool]:
    """Quotations withheld from the report; whether the words stand in it."""
    document = build(taped.study.snapshot(), Wishes())
    return document.withheld, any(QUOTE in text for _, text in document.texts())


def by_audio(taped: Any) -> tuple[int, bool]:
    """Clips withheld; whether a page may play the recording."""
    snapshot = taped.study.snapshot()
    found = taped.study.quoted_clips(snapshot, [segment(taped)], study.key_of(taped.path))
    (clip,) = taped.study.clips([(taped.edition, Span(11, 31))])
    try:
        taped.study.played(taped.source, "first", 0.0, 2.0, 2.0)
    except NotAllowed as error:
        assert "P01 refused that the voice be heard." in str(error)
        assert not clip.allowed
        return found.withheld, False
    return found.withheld, clip.allowed


def by_machine(taped: Any) -> tuple[int, bool]:
    """Passages withheld from engines; whether one is given."""
    cut_units(taped.study._desk)
    with taped.study._desk.reading() as db:
        passages, withheld = open_passages(db, "ben")
    return withheld, bool(passages)


def by_share(taped: Any) -> tuple[int, bool]:
    """People kept out of a project; whether their words stand in it."""
    sent = taped.study.send_out({taped.person} if refused(taped, "share") else ())
    lost = {loss.what: loss.count for loss in sent.losses}
    return lost.get("people who refused to be shared", 0), QUOTE in repr(sent.project)


def by_archive(taped: Any) -> tuple[int, bool]:
    """People kept out of a package; whether their words stand in it."""
    shared = taped.study.as_shared()
    words = [edition.text for edition in shared.snapshot.editions]
    counted = shared.withheld.get("people who refused to be shared or archived", 0)
    return counted, any(QUOTE in text for text in words)


def refused(taped: Any, use: Use) -> bool:
    return any(c.use == use and not c.allowed for c in taped.study._desk.all(Consent))


CASES: dict[Use, Callable[[Any], tuple[int, bool]]] = {
    "record": by_record,
    "quote": by_quote,
    "audio": by_audio,
    "machine": by_machine,
    "share": by_share,
    "archive": by_archive,
}


def test_every_use_that_is_asked_for_has_its_case():
    assert set(CASES) == set(USES)


@pytest.mark.parametrize("use", USES)
def test_a_refusal_withholds_and_is_counted(taped: Any, use: Use):
    taped.study.codings.apply(taped.edition, Span(11, 31), "help")
    with taped.study._desk.change("ask") as writer:
        for each in USES:
            writer.add(Consent(0, taped.person, each, True))
    assert CASES[use](taped) == (0, True)
    with taped.study._desk.change("ask") as writer:
        writer.add(Consent(0, taped.person, use, False))
    counted, given = CASES[use](taped)
    assert counted > 0
    assert not given


def sound(path: Path, sign: int) -> Path:
    """A second of one value."""
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        out.writeframes(bytes([sign, 1]) * 8000)
    return path


def kept(opened: Study) -> list[Path]:
    assert opened.path is not None
    folder = opened.path.with_name(opened.path.name + ".recordings")
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_folder_gives_no_recording_of_who_refused_to_be_recorded(
    tmp_path: Path, draw: Callable[[dict[str, str | bytes]], Path]
):
    talks = {"interviews/a.txt": TALK, "interviews/b.txt": TALK.replace("P01", "P02")}
    folder = draw({"participants.csv": PEOPLE, **talks})
    made = {n: sound(folder / "interviews" / f"{n}.wav", k) for k, n in enumerate("ab")}
    with study.create(tmp_path / "s.crosscase", "ana") as opened:
        loaded = opened.load(folder, study.key_of(tmp_path / "s.crosscase"))
        sources = {source.name: source for source in opened._desk.all(Source)}
        assert {name: one.kind for name, one in sources.items()} == {
            "a": "transcript",
            "b": "recording",
        }
        assert sources["a"].sha256 == sha256_of(folder / "interviews" / "a.txt")
        assert sources["a"].minutes is None
        (left,) = kept(opened)
        assert left.read_bytes() == made["b"].read_bytes()
    told = [(r.code, r.severity, r.text) for r in loaded.remarks if "recording" in r.code]
    assert sorted(told) == [
        ("recording-kept", "note", "interviews/b.wav is kept as the recording of interviews/b.txt"),
        (
            "recording-withheld",
            "flaw",
            "P01 refused to be recorded: the recording is not kept",
        ),
    ]


@pytest.fixture
def asked(tmp_path: Path, draw: Callable[[dict[str, str | bytes]], Path]) -> Any:
    """A study whose P01 (file a) refused to be recorded; one talk is in it."""
    folder = draw({"participants.csv": PEOPLE, "interviews/z.txt": TALK.replace("P01", "P02")})
    path = tmp_path / "s.crosscase"
    with study.create(path, "ana") as opened:
        opened.load(folder, study.key_of(path))
        yield opened


def test_add_refuses_a_recording_of_who_refused_it(asked: Study, tmp_path: Path):
    before = asked.journal.last()
    with pytest.raises(NotAllowed, match="P01 refused to be recorded") as refusal:
        asked.add([sound(tmp_path / "P01.wav", 3)], study.key_of(tmp_path / "s.crosscase"))
    assert "Add the transcript" in refusal.value.hint
    assert kept(asked) == []
    assert asked.journal.last() == before


def test_add_takes_what_is_beside_such_a_recording(asked: Study, tmp_path: Path):
    (tmp_path / "P01.txt").write_text(TALK)
    files = [sound(tmp_path / f"{name}.wav", n) for n, name in enumerate(("P01", "P02"))]
    loaded = asked.add([*files, tmp_path / "P01.txt"], study.key_of(tmp_path / "s.crosscase"))
    assert loaded.sources == 2
    (left,) = kept(asked)
    assert left.read_bytes() == files[1].read_bytes()
    kinds = {source.name: source.kind for source in asked._desk.all(Source)}
    assert (kinds["P01"], kinds["P02"]) == ("transcript", "recording")


def test_transcribing_all_passes_over_who_refused_and_says_so(
    asked: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The consent came after the recording; the engine is asked for the other one alone."""
    with asked._desk.change("add") as writer:
        for name, pseudonym in (("one", "P01"), ("two", "P02")):
            (person,) = (p for p in asked._desk.all(Participant) if p.pseudonym == pseudonym)
            source = writer.add(Source(0, name, "recording", name * 10))
            writer.add(Presence(0, source, person.id))
    heard: list[str] = []

    def note(desk: Any, source: Source, *rest: object) -> Any:
        heard.append(source.name)
        return Transcribed(source.name, turns=1)

    monkeypatch.setattr("crosscase.study.transcribe._one", note)
    made = asked.transcribe("", study.key_of(tmp_path / "s.crosscase"), UNHEARD)
    assert heard == ["two"]
    assert [(one.source, one.turns) for one in made] == [("two", 1), ("one", 0)]
    (told,) = made[1].remarks
    assert told.text == "P01 refused to be recorded, and speaks in 'one'."
