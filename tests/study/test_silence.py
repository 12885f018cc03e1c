"""Where names are said a recording is silent, and everything else in it is as it was."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscase import study
from crosscase.domain.silence import silences
from crosscase.domain.sources import Source
from crosscase.domain.spans import Span
from crosscase.domain.speech import Stretch, Timed
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.formats.audio import sha256_of
from crosscase.formats.silence import write_silenced
from crosscase.study.keyfile import KeyFile

NAME = (5.9, 7.4)
"""Seconds of "Lu Ming" with a tenth around it."""


def samples(path: Path) -> np.ndarray:
    with wave.open(str(path), "rb") as sound:
        data = np.frombuffer(sound.readframes(sound.getnframes()), "<i2")
        return data.reshape(-1, sound.getnchannels())


def is_silent_at_the_name_alone(before: np.ndarray, after: np.ndarray) -> bool:
    low, high = int(NAME[0] * 8000), int(NAME[1] * 8000) + 1
    silent = not after[low:high].any() and before[low:high].all()
    same = np.array_equal(after[:low], before[:low]) and np.array_equal(after[high:], before[high:])
    return silent and same and len(after) == len(before)


@pytest.fixture
def key(taped: Any) -> KeyFile:
    """Lu Ming is somebody of whom the talk is."""
    made = study.key_of(taped.path)
    made.learn("Person 1", "Lu Ming")
    made.save()
    return made


def test_a_name_of_the_key_file_is_silent_in_a_copy(taped: Any, key: KeyFile, tmp_path: Path):
    before = taped.recording.read_bytes()
    told = taped.study.silenced_copy("tape", key, tmp_path / "copy.wav")
    assert [(round(s.begin, 2), round(s.finish, 2), s.words) for s in told.stretches] == [
        (*NAME, "[Person 1]")
    ]
    assert is_silent_at_the_name_alone(samples(taped.recording), samples(tmp_path / "copy.wav"))
    assert taped.recording.read_bytes() == before


def test_what_protect_replaced_has_the_time_of_the_name_and_is_silent(taped: Any, key: KeyFile):
    taped.study.protect({"Lu Ming": "Person 1"}, key)
    assert taped.text().endswith("[Person 1] does")
    assert taped.times()["[Person 1]"] == pytest.approx((6.0, 7.3))
    (one,) = taped.study.to_silence("tape", key).stretches
    assert (one.begin, one.finish) == pytest.approx(NAME)


def test_the_kept_recording_is_replaced_for_good_and_the_times_stay(
    taped: Any, key: KeyFile, tmp_path: Path
):
    opened, old, times = taped.study, taped.recording, taped.times()
    before, copy = samples(old), opened.backup(tmp_path / "copy.crosscase")
    told, reached = opened.silence("tape", key)
    assert not old.exists()
    assert taped.recording != old
    assert is_silent_at_the_name_alone(before, samples(taped.recording))
    assert opened.recording(taped.source) == taped.recording
    assert taped.times() == times
    assert (len(told.stretches), reached.out_of_reach) == (1, ())
    with pytest.raises(NotAllowed, match="silent there already"):
        opened.silence("tape", key)
    assert taped.recording.exists()
    with study.open_study(copy, "ana") as restored:
        (source,) = restored._desk.all(Source)
    assert source.sha256 == sha256_of(taped.recording)
    assert opened.journal.history()[-1].verb == "silence"
    opened.journal.undo()
    assert opened._desk.all(Source) == []


def test_who_withdrew_is_silent_in_a_recording_of_several(taped: Any):
    key = study.key_of(taped.path)
    with taped.study._desk.change("fill") as writer:
        from crosscase.domain.people import Participant
        from crosscase.domain.sources import Presence

        other = writer.add(Participant(0, "P02"))
        writer.add(Presence(0, taped.source, other))
    taped.study.withdraw(taped.study.participant("P01", key), key)
    told = taped.study.to_silence("tape", key)
    heard = [(round(s.begin, 1), round(s.finish, 1)) for s in told.stretches]
    assert heard == [(2.9, 5.8), (5.9, 8.1)]


def test_without_a_name_or_a_text_nothing_is_silenced(taped: Any):
    with pytest.raises(NotAllowed, match="has a time"):
        taped.study.silence("tape", study.key_of(taped.path))
    with taped.study._desk.change("add") as writer:
        writer.add(Source(0, "unheard", "recording", "ab" * 32))
    with pytest.raises(NotInStudy, match="no recording that is transcribed"):
        taped.study.to_silence("unheard", study.key_of(taped.path))


def test_a_name_without_a_time_is_silent_from_neighbour_to_neighbour_or_told():
    words = [Timed(0, 2, 0.0, 0.5, 1.0), Timed(9, 12, 2.0, 2.5, 1.0)]
    turns = [(Span(0, 12), Stretch(0.0, 3.0))]
    found, unknown = silences([(Span(3, 8), "[P1]"), (Span(20, 25), "[P2]")], words, turns)
    assert [(s.begin, s.finish, s.words) for s in found] == [(0.4, 2.1, "[P1]")]
    assert unknown == [(Span(20, 25), "[P2]")]


CUT = st.tuples(st.floats(0, 1), st.floats(0, 0.3)).map(lambda c: (c[0], c[0] + c[1]))


@given(st.lists(CUT, max_size=4), st.sampled_from([1, 2, 3, 4]), st.sampled_from([1, 2]))
def test_every_sample_outside_the_stretches_is_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, cuts: list, width: int, channels: int
):
    folder = tmp_path_factory.mktemp("sound")
    rate = 1000
    frame = width * channels
    sound = np.random.default_rng(1).integers(1, 127, size=rate * frame, dtype=np.uint8).tobytes()
    with wave.open(str(folder / "a.wav"), "wb") as out:
        out.setparams((channels, width, rate, 0, "NONE", ""))
        out.writeframes(sound)
    write_silenced(folder / "a.wav", folder / "b.wav", cuts)
    with wave.open(str(folder / "b.wav"), "rb") as made:
        assert made.getparams()[:4] == (channels, width, rate, rate)
        after = made.readframes(rate)
    zero = b"\x80" if width == 1 else b"\0"
    for n in range(rate):
        inside = any(int(a * rate) <= n <= int(b * rate) for a, b in cuts)
        expected = zero * frame if inside else sound[n * frame : (n + 1) * frame]
        assert after[n * frame : (n + 1) * frame] == expected
