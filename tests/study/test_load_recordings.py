"""Recordings in a study folder come in with it, beside their transcripts or to be written down."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscase import study
from crosscase.domain.sources import Source
from crosscase.errors import NotAllowed
from crosscase.formats.audio import sha256_of

TALK = "Interviewer: What helps?\n\nP01: Nobody does.\n"


def sound(path: Path, sign: int) -> Path:
    """A second of one value."""
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        out.writeframes(bytes([sign, 1]) * 8000)
    return path


def test_a_recording_beside_a_transcript_is_its_recording(
    tmp_path: Path, draw: Callable[[dict[str, str | bytes]], Path]
):
    folder = draw(
        {
            "interviews/a.txt": TALK,
            "interviews/b.zh.txt": "访问者：什么有用？\n\n厂长：没有。\n",
            "interviews/b.en.txt": "Interviewer: What helps?\n\nManager: Nothing.\n",
        }
    )
    made = [sound(folder / "interviews" / f"{name}.wav", n) for n, name in enumerate("abc")]
    path = tmp_path / "s.crosscase"
    with study.create(path, "ana") as opened:
        loaded = opened.load(folder, study.key_of(path))
        sources = {source.name: source for source in opened._desk.all(Source)}
        current = opened.snapshot().current_editions
        assert {name: one.kind for name, one in sources.items()} == dict.fromkeys(
            ("a", "b", "c"), "recording"
        )
        assert [sources[name].sha256 for name in "abc"] == [sha256_of(one) for one in made]
        assert "Nobody does" in current[sources["a"].id].text
        assert "没有" in current[sources["b"].id].text
        assert sources["c"].id not in current
        for name, one in zip("abc", made, strict=True):
            assert opened.recording(sources[name].id).read_bytes() == one.read_bytes()
    told = {remark.text for remark in loaded.remarks if remark.code.startswith("recording-")}
    assert told == {
        "interviews/a.wav is kept as the recording of interviews/a.txt",
        "interviews/b.wav is kept as the recording of interviews/b.zh.txt",
        "interviews/c.wav is kept and has no text yet: crosscase transcribe",
    }


def test_a_load_that_fails_leaves_no_recording_behind(
    tmp_path: Path, draw: Callable[[dict[str, str | bytes]], Path]
):
    folder = draw({"interviews/a.txt": TALK})
    path = tmp_path / "s.crosscase"
    with study.create(path, "ana") as opened:
        opened.load(folder, study.key_of(path))
        sound(folder / "interviews" / "a.wav", 1)
        with pytest.raises(NotAllowed, match="holds material already"):
            opened.load(folder, study.key_of(path))
    assert list(path.with_name("s.crosscase.recordings").iterdir()) == []


def test_a_recording_added_with_its_transcript_is_one_source(tmp_path: Path):
    path = tmp_path / "s.crosscase"
    (tmp_path / "a.txt").write_text(TALK, encoding="utf-8")
    files = [sound(tmp_path / "a.wav", 1), tmp_path / "a.txt"]
    with study.create(path, "ana") as opened:
        opened.add(files, study.key_of(path))
        (source,) = opened._desk.all(Source)
        assert (source.kind, source.sha256) == ("recording", sha256_of(files[0]))
        assert len(opened.snapshot().turns) == 2
