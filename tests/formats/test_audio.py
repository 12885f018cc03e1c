"""A recording of any usual kind is the same sound: floats at 16 kHz."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from crosscase.domain.speech import RATE
from crosscase.errors import TooLarge, UnreadableFile
from crosscase.formats.audio import is_recording, read_audio, seconds_of

av = pytest.importorskip("av", reason="recordings need the extra [speech]")

_SECONDS = 2.0
_KINDS = [
    ("wav", "pcm_s16le", 44_100, "s16", "stereo"),
    ("wav", "pcm_f32le", 8_000, "flt", "mono"),
    ("wav", "pcm_u8", 11_025, "u8", "mono"),
    ("mp3", "mp3", 22_050, "fltp", "mono"),
    ("m4a", "aac", 48_000, "fltp", "stereo"),
    ("flac", "flac", 96_000, "s16", "stereo"),
    ("ogg", "libopus", 48_000, "s16", "stereo"),
    ("opus", "libopus", 48_000, "s16", "mono"),
    ("mp4", "aac", 44_100, "fltp", "mono"),
]


def tone(hertz: float, seconds: float, rate: int) -> np.ndarray:
    """A tone at half of the full height."""
    return 0.5 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)


def write(path: Path, codec: str, rate: int, form: str, layout: str) -> None:
    """Two seconds: 440 Hz on the left (or alone), 880 Hz on the right."""
    left, right = tone(440, _SECONDS, rate), tone(880, _SECONDS, rate)
    sound = np.stack([left, right] if layout == "stereo" else [left]).astype(np.float32)
    with av.open(str(path), "w") as box:
        stream = box.add_stream(codec, rate=rate, layout=layout)
        turn = av.AudioResampler(format=stream.codec_context.format or form, layout=layout)
        frame = av.AudioFrame.from_ndarray(sound, format="fltp", layout=layout)
        frame.sample_rate = rate
        size = stream.codec_context.frame_size or 1024
        fifo = av.AudioFifo()
        for piece in turn.resample(frame):
            piece.pts = None
            fifo.write(piece)
        while piece := fifo.read(size, partial=True):
            piece.pts = None
            box.mux(stream.encode(piece))
        box.mux(stream.encode(None))


def pitch(samples: np.ndarray) -> float:
    """The strongest frequency of a channel."""
    middle = samples[RATE // 2 : RATE // 2 + RATE]
    return float(np.argmax(np.abs(np.fft.rfft(middle))))


@pytest.mark.parametrize("kind", _KINDS, ids=lambda kind: f"{kind[0]}-{kind[1]}-{kind[2]}")
def test_any_kind_rate_and_width_is_the_same_sound(tmp_path: Path, kind):
    ending, codec, rate, form, layout = kind
    path = tmp_path / f"tone.{ending}"
    write(path, codec, rate, form, layout)
    sound = read_audio(path)
    assert is_recording(path)
    assert len(sound.channels) == (2 if layout == "stereo" else 1)
    assert sound.seconds == pytest.approx(_SECONDS, abs=0.1)
    assert [pitch(channel) for channel in sound.channels] == pytest.approx(
        [440, 880][: len(sound.channels)], abs=2
    )
    assert all(channel.dtype == np.float32 for channel in sound.channels)
    assert 0.35 < np.abs(sound.channels[0]).max() <= 1.0
    assert seconds_of(path) == pytest.approx(_SECONDS, abs=0.1)


@pytest.mark.parametrize(
    ("data", "says"), [(b"", "empty"), (os.urandom(5000), "no whole"), (b"RIFF" * 9, "no whole")]
)
def test_what_is_no_recording_is_told(tmp_path: Path, data: bytes, says: str):
    path = tmp_path / "broken.wav"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=says) as told:
        read_audio(path)
    assert told.value.hint


def test_a_recording_that_was_cut_off_is_told_or_read_as_far_as_it_goes(tmp_path: Path):
    path = tmp_path / "tone.m4a"
    write(path, "aac", 48_000, "fltp", "mono")
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(UnreadableFile, match="no whole"):
        read_audio(path)


def test_a_recording_over_the_bound_is_refused(tmp_path: Path):
    path = tmp_path / "tone.wav"
    write(path, "pcm_s16le", 16_000, "s16", "mono")
    with pytest.raises(TooLarge, match="lasts longer"):
        read_audio(path, max_hours=1 / 3600)
