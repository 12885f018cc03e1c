"""Where somebody speaks (Silero), and the parts of a channel an engine is given one by one."""

from __future__ import annotations

from typing import Any

from crosscase.domain.speech import RATE, Samples, Stretch
from crosscase.errors import EngineError

LONGEST = 28.0
"""Seconds of one part: Whisper hears 30 at a time."""

_PAUSE = 0.35
"""Seconds of silence that end a stretch of speech."""

_PAD = 0.15
_SHORTEST = 0.2
_WEAKEST = 0.4
"""Silero's probability from which a 32nd of a second counts as speech."""

MISSING = "pip install 'crosscase[speech]'"


def stretches(samples: Samples) -> list[Stretch]:
    """The stretches of speech in a channel, in order, by Silero's voice activity (MIT).

    Raises ``EngineError`` where faster-whisper, which carries it, is not installed.
    """
    found = _silero(samples, _PAUSE, _PAD)
    return [Stretch(one["start"] / RATE, one["end"] / RATE) for one in found]


def parts(spoken: list[Stretch]) -> list[Stretch]:
    """Stretches of speech gathered into parts of at most ``LONGEST`` seconds, cut in pauses."""
    gathered: list[Stretch] = []
    for one in spoken:
        if gathered and one.finish - gathered[-1].begin <= LONGEST:
            gathered[-1] = Stretch(gathered[-1].begin, one.finish)
        else:
            gathered.append(one)
    return gathered


def cut(samples: Samples, part: Stretch) -> Samples:
    """The samples of one part."""
    return samples[int(part.begin * RATE) : int(part.finish * RATE)]


def _silero(samples: Samples, pause: float, pad: float) -> list[dict[str, Any]]:
    try:
        from faster_whisper.vad import VadOptions, get_speech_timestamps
    except ImportError as error:
        raise EngineError(
            "Finding speech needs the package faster-whisper, which is not installed.",
            hint=MISSING,
        ) from error
    options = VadOptions(
        threshold=_WEAKEST,
        min_speech_duration_ms=int(_SHORTEST * 1000),
        max_speech_duration_s=LONGEST,
        min_silence_duration_ms=int(pause * 1000),
        speech_pad_ms=int(pad * 1000),
    )
    found: list[dict[str, Any]] = get_speech_timestamps(samples, options)
    return found
