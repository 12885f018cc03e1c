"""Recordings of any usual kind as channels of floats at 16 kHz."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np

from crosscase.domain.speech import RATE, Samples, Sound
from crosscase.errors import NotAllowed, TooLarge, UnreadableFile

RECORDINGS = frozenset(
    {"wav", "mp3", "m4a", "aac", "flac", "ogg", "oga", "opus", "mp4", "m4v", "mov", "webm", "wma"}
)
"""Endings of the files that are read as recordings, without their dot."""

MAX_HOURS = 12
MAX_BYTES = 8 * 1024**3
MAX_CHANNELS = 8
_CHUNK = 1024**2


def is_recording(path: Path) -> bool:
    """Whether a file is a recording by its ending."""
    return path.suffix.lower().lstrip(".") in RECORDINGS


def read_audio(path: Path, *, max_hours: float = MAX_HOURS) -> Sound:
    """The sound of a wav, mp3, m4a, flac, ogg, opus or mp4 file, whatever its rate and width.

    Raises ``UnreadableFile`` for a damaged or empty file or one without sound, ``TooLarge`` for
    one that lasts longer than ``max_hours``, ``NotAllowed`` where the package is not installed.
    """
    av = need_av()
    check_size(path)
    try:
        with av.open(str(path), metadata_errors="ignore") as box:
            return _decode(box, path.name, int(max_hours * 3600 * RATE))
    except (av.error.FFmpegError, ValueError, MemoryError, IndexError) as error:
        raise broken(path, error) from error


def need_av() -> Any:
    """The package that decodes sound. Raises ``NotAllowed`` where it is not installed."""
    try:
        import av
    except ImportError as error:
        raise NotAllowed(
            "A recording needs the package av, which is not installed.",
            hint="pip install 'crosscase[speech]'",
        ) from error
    return av


def seconds_of(path: Path) -> float | None:
    """How long a recording says it lasts; None where it does not say, or av is not installed.

    Raises ``UnreadableFile`` where it is no recording or holds no sound.
    """
    try:
        import av
    except ImportError:
        return None
    try:
        with av.open(str(path), metadata_errors="ignore") as box:
            if not box.streams.audio:
                raise UnreadableFile("it holds no sound.", file=path.name, hint="Leave it out.")
            return box.duration / av.time_base if box.duration else None
    except (av.error.FFmpegError, ValueError, MemoryError, IndexError) as error:
        raise broken(path, error) from error


def broken(path: Path, error: Exception) -> UnreadableFile:
    """What is said of a file that FFmpeg does not read to its end."""
    return UnreadableFile(
        f"this is no whole recording ({getattr(error, 'strerror', None) or error}).",
        file=path.name,
        hint="Play it in another program; if it plays, save it again as wav or m4a.",
    )


def check_size(path: Path) -> int:
    """How many bytes a recording has. Raises ``UnreadableFile`` for none, ``TooLarge``."""
    if not path.is_file():
        raise UnreadableFile("there is no such file.", file=str(path))
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile("the file is empty.", file=path.name, hint="Leave it out.")
    if size > MAX_BYTES:
        raise TooLarge(
            f"the recording has {size:,} bytes; the bound is {MAX_BYTES:,}.",
            file=path.name,
            hint="Save it again as m4a or mp3, or cut it in two.",
        )
    return size


def sha256_of(path: Path) -> str:
    """The hash of a file, read a piece at a time."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            found.update(piece)
    return found.hexdigest()


def _decode(box: Any, name: str, longest: int) -> Sound:
    import av

    if not box.streams.audio:
        raise UnreadableFile("it holds no sound.", file=name, hint="Leave it out.")
    stream = box.streams.audio[0]
    width = min(max(stream.codec_context.channels, 1), MAX_CHANNELS)
    layout = {1: "mono", 2: "stereo"}.get(width, stream.layout.name)
    turn = av.AudioResampler(format="fltp", layout=layout, rate=RATE)
    pieces: list[Samples] = []
    total = 0
    for frame in box.decode(stream):
        frame.pts = None  # a gap in the time stamps is no gap in the sound
        for piece in turn.resample(frame):
            pieces.append(piece.to_ndarray())
            total += pieces[-1].shape[1]
        if total > longest:
            raise TooLarge(
                f"the recording lasts longer than {longest / RATE / 3600:g} hours.",
                file=name,
                hint="Cut it: one interview a file.",
            )
    pieces += [piece.to_ndarray() for piece in turn.resample(None)]
    if not pieces or not sum(piece.shape[1] for piece in pieces):
        raise UnreadableFile("it holds no sound.", file=name, hint="Leave it out.")
    sound = np.nan_to_num(np.concatenate(pieces, axis=1), nan=0.0, posinf=1.0, neginf=-1.0)
    np.clip(sound, -1.0, 1.0, out=sound)
    return Sound(tuple(np.ascontiguousarray(row, np.float32) for row in sound))
