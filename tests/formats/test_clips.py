"""A stretch of a recording is cut out sample by sample, and mute where it shall be."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscase.errors import UnreadableFile
from crosscase.formats.clips import CLIP_RATE, cut_clips

RATE = 1000


def raw(samples: np.ndarray, width: int) -> bytes:
    """Numbers of 8 bits as samples of another width; a wav of one byte has no sign."""
    if width == 1:
        return (samples + 128).astype(np.uint8).tobytes()
    wide = (samples.astype(np.int64) << 8 * (width - 1)).astype("<i8").reshape(-1)
    return wide.view(np.uint8).reshape(-1, 8)[:, :width].tobytes()


def write(path: Path, samples: np.ndarray, width: int, rate: int = RATE) -> Path:
    with wave.open(str(path), "wb") as out:
        out.setparams((samples.shape[1], width, rate, 0, "NONE", ""))
        out.writeframes(raw(samples, width))
    return path


def heard(body: bytes) -> np.ndarray:
    """The samples of a clip, between -128 and 128."""
    with wave.open(io.BytesIO(body)) as made:
        assert (made.getnchannels(), made.getsampwidth()) == (1, 2)
        return np.frombuffer(made.readframes(made.getnframes()), "<i2") / 32767 * 128


CUT = st.tuples(st.floats(0, 2), st.floats(0.05, 1)).map(lambda c: (c[0], c[0] + c[1]))


@given(CUT, st.lists(CUT, max_size=2), st.sampled_from([1, 2, 3, 4]), st.sampled_from([1, 2]))
def test_a_clip_is_the_recording_of_these_seconds_and_mute_where_asked(
    tmp_path_factory: pytest.TempPathFactory, cut: tuple, mute: list, width: int, channels: int
):
    sound = np.random.default_rng(2).integers(1, 100, size=(3 * RATE, channels))
    path = write(tmp_path_factory.mktemp("sound") / "a.wav", sound, width)
    (body,) = cut_clips(path, [cut], mute)
    expected = sound.mean(axis=1)
    for begin, finish in mute:
        expected[int(begin * RATE) : int(finish * RATE) + 1] = 0
    expected = expected[int(cut[0] * RATE) : int(cut[1] * RATE) + 1]
    if expected.any():
        assert np.allclose(heard(body), expected, atol=0.01)
    else:
        assert body == b""


def test_a_clip_of_a_fast_recording_is_small_and_as_long(tmp_path: Path):
    at = np.arange(48_000 * 3)
    tone = (90 * np.sin(at / 48_000 * 2 * np.pi * 440)).astype(int)
    path = write(tmp_path / "a.wav", np.stack([tone, tone], axis=1), 2, 48_000)
    one, two = cut_clips(path, [(2.0, 3.0), (0.5, 1.0)], [])
    assert [len(heard(clip)) for clip in (one, two)] == [CLIP_RATE, CLIP_RATE // 2 + 1]
    pitch = np.abs(np.fft.rfft(heard(one))).argmax() * CLIP_RATE / len(heard(one))
    assert pitch == pytest.approx(440, abs=1)


def test_a_recording_that_is_broken_is_told(tmp_path: Path):
    (tmp_path / "a.wav").write_bytes(b"")
    with pytest.raises(UnreadableFile, match="empty"):
        cut_clips(tmp_path / "a.wav", [(0.0, 1.0)], [])
