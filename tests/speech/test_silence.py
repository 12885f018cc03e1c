"""Recordings that are no wav are silenced too, with the extra [speech]."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from crosscase.formats.silence import write_silenced

av = pytest.importorskip("av", reason="needs the extra [speech]")
RATE = 22_050


def write_flac(path: Path, samples: np.ndarray) -> None:
    """A lossless file: what is decoded is what went in."""
    with av.open(str(path), "w") as box:
        stream = box.add_stream("flac", rate=RATE, layout="stereo", format="s16")
        for at in range(0, len(samples), 4096):
            piece = samples[at : at + 4096].reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="stereo")
            frame.sample_rate = RATE
            for packet in stream.encode(frame):
                box.mux(packet)
        for packet in stream.encode(None):
            box.mux(packet)


def test_a_flac_is_silent_in_its_stretches_and_the_same_elsewhere(tmp_path: Path):
    sound = np.random.default_rng(3).integers(1, 20_000, size=(RATE * 2, 2), dtype="<i2")
    write_flac(tmp_path / "a.flac", sound)
    write_silenced(tmp_path / "a.flac", tmp_path / "a.wav", [(0.5, 1.0), (1.5, 1.6)])
    with wave.open(str(tmp_path / "a.wav"), "rb") as made:
        assert made.getparams()[:4] == (2, 2, RATE, len(sound))
        after = np.frombuffer(made.readframes(len(sound)), "<i2").reshape(-1, 2)
    expected = sound.copy()
    for begin, finish in ((0.5, 1.0), (1.5, 1.6)):
        expected[int(begin * RATE) : int(finish * RATE) + 1] = 0
    assert np.array_equal(after, expected)
