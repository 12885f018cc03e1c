"""Stretches of a recording as small wav files, mute where they shall be."""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence
from math import gcd
from pathlib import Path
from typing import Any

import numpy as np
from scipy.signal import resample_poly

from crosscase.formats.audio import check_size
from crosscase.formats.silence import Form, pieces

CLIP_RATE = 12_000
"""Samples a second of a clip: speech stays clear at half the size of a usual recording."""

Seconds = tuple[float, float]


def cut_clips(path: Path, stretches: Sequence[Seconds], mute: Sequence[Seconds]) -> list[bytes]:
    """One wav file (one channel, 16 bits) for each stretch, silent in the seconds of ``mute``.

    A clip of which nothing is left to be heard is empty. The recording is read once, a piece at a
    time. Raises ``UnreadableFile`` for a damaged file, ``NotAllowed`` where the package that reads
    its kind is missing.
    """
    check_size(path)
    form, read = pieces(path)
    frame = form.channels * form.width
    places = [(int(begin * form.rate), int(finish * form.rate) + 1) for begin, finish in stretches]
    kept = [bytearray() for _ in places]
    at = 0
    for piece in read:
        after = at + len(piece) // frame
        for (low, high), own in zip(places, kept, strict=True):
            if low < after and at < high:
                own += piece[max(0, low - at) * frame : (high - at) * frame]
        at = after
    cuts = [(int(begin * form.rate), int(finish * form.rate) + 1) for begin, finish in mute]
    return [
        _wav(_mono(bytes(own), form), low, cuts, form.rate)
        for (low, _), own in zip(places, kept, strict=True)
    ]


def _mono(raw: bytes, form: Form) -> Any:
    """All channels as one, between -1 and 1."""
    if form.width == 1:  # a wav of 8 bits has no sign
        found = np.frombuffer(raw, np.uint8).astype(np.float64) - 128
    elif form.width == 3:
        wide = np.zeros((len(raw) // 3, 4), np.uint8)
        wide[:, 1:] = np.frombuffer(raw, np.uint8).reshape(-1, 3)
        found = wide.reshape(-1).view("<i4").astype(np.float64) / 256
    else:
        found = np.frombuffer(raw, f"<i{form.width}").astype(np.float64)
    return found.reshape(-1, form.channels).mean(axis=1) / 2.0 ** (8 * form.width - 1)


def _wav(sound: Any, start: int, cuts: Sequence[tuple[int, int]], rate: int) -> bytes:
    for begin, finish in cuts:
        sound[max(0, begin - start) : max(0, finish - start)] = 0.0
    if not sound.any():
        return b""
    if rate > CLIP_RATE:
        shared = gcd(rate, CLIP_RATE)
        sound, rate = resample_poly(sound, CLIP_RATE // shared, rate // shared), CLIP_RATE
    body = io.BytesIO()
    with wave.open(body, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((np.clip(sound, -1.0, 1.0) * 32767).astype("<i2").tobytes())
    return body.getvalue()
