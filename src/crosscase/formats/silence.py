"""A recording written as wav with stretches of silence in it; all other samples as they are."""

from __future__ import annotations

import wave
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crosscase.errors import UnreadableFile
from crosscase.formats.audio import broken, check_size, need_av

_AT_ONCE = 1 << 16
"""Frames that are read at once."""


@dataclass(frozen=True, slots=True)
class Form:
    """Channels, bytes a sample, frames a second."""

    channels: int
    width: int
    rate: int


def write_silenced(path: Path, target: Path, stretches: Sequence[tuple[float, float]]) -> None:
    """Write the recording at ``path`` to ``target`` as wav, whole or not at all.

    ``stretches``: seconds (begin, finish). A wav of whole numbers is read without another package;
    its samples outside the stretches are the same. Others are decoded at their own rate, to 16
    bits. Raises ``UnreadableFile`` for a damaged file, ``NotAllowed`` where the package is missing.
    """
    check_size(path)
    draft = target.with_name(target.name + ".part")
    try:
        form, read = pieces(path)
        zero = b"\x80" if form.width == 1 else b"\x00"  # a wav of 8 bits has no sign
        frame = form.channels * form.width
        cuts = [(int(a * form.rate), int(b * form.rate) + 1) for a, b in sorted(stretches)]
        with wave.open(str(draft), "wb") as out:
            out.setnchannels(form.channels)
            out.setsampwidth(form.width)
            out.setframerate(form.rate)
            at = 0
            for piece in read:
                out.writeframesraw(_silent(piece, at, frame, cuts, zero))
                at += len(piece) // frame
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _silent(
    piece: bytes, at: int, frame: int, cuts: Iterable[tuple[int, int]], zero: bytes
) -> bytes:
    made = bytearray(piece)
    for begin, finish in cuts:
        low = max(0, begin - at) * frame
        high = min(len(made), max(0, finish - at) * frame)
        if low < high:
            made[low:high] = zero * (high - low)
    return bytes(made)


def pieces(path: Path) -> tuple[Form, Iterator[bytes]]:
    """The frames of a recording in order, some at a time, and their form.

    A wav of whole numbers is read without another package. Raises ``UnreadableFile`` for a damaged
    file, ``NotAllowed`` where the package that decodes others is missing.
    """
    try:
        with wave.open(str(path), "rb") as source:
            form = Form(source.getnchannels(), source.getsampwidth(), source.getframerate())
        return form, _plain(path)
    except (wave.Error, EOFError):  # another kind, or numbers of another kind
        return _decoded(path)


def _plain(path: Path) -> Iterator[bytes]:
    with wave.open(str(path), "rb") as source:
        while piece := source.readframes(_AT_ONCE):
            yield piece


def _decoded(path: Path) -> tuple[Form, Iterator[bytes]]:
    av = need_av()
    try:
        with av.open(str(path), metadata_errors="ignore") as box:
            if not box.streams.audio:
                raise UnreadableFile("it holds no sound.", file=path.name, hint="Leave it out.")
            context = box.streams.audio[0].codec_context
            form = Form(context.channels, 2, context.sample_rate)
    except (av.error.FFmpegError, ValueError) as error:
        raise broken(path, error) from error
    return form, _frames(path, av)


def _frames(path: Path, av: Any) -> Iterator[bytes]:
    try:
        with av.open(str(path), metadata_errors="ignore") as box:
            stream = box.streams.audio[0]
            context = stream.codec_context
            turn = av.AudioResampler(
                format="s16", layout=stream.layout.name, rate=context.sample_rate
            )
            for frame in box.decode(stream):
                frame.pts = None  # as formats.audio reads it: by samples, not by time stamps
                for piece in turn.resample(frame):
                    yield piece.to_ndarray().tobytes()
            for piece in turn.resample(None):
                yield piece.to_ndarray().tobytes()
    except (av.error.FFmpegError, ValueError, MemoryError, IndexError) as error:
        raise broken(path, error) from error
