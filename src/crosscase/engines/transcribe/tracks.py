"""Which channels of a recording are speakers of their own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from crosscase.domain.speech import RATE, Samples, Sound, Stretch

_FRAME = RATE // 20
_LOUDER = 4.0
"""Times the energy (6 dB) by which one channel stands out in a twentieth of a second."""
_SHARE = 0.8
"""Of the loud frames, how many must belong to one channel alone."""
_LEAST = 0.05
_BLEED = 10.0
_LOUD = 0.01
"""Of the loudest frames' energy: what is under it is taken for silence."""


def tracks(sound: Sound) -> tuple[Samples, ...]:
    """The channels where each is a speaker, or all in one where they hold the same talk.

    A channel is a speaker where in four of five loud moments one channel stands out by 6 dB and
    each of two channels does so in a twentieth of them: a table microphone in stereo, or one
    sound written twice, is no two speakers.
    """
    if len(sound.channels) < 2:
        return sound.channels
    energy = np.stack([_energy(channel) for channel in sound.channels])
    loudest = float(np.quantile(energy.max(axis=0), 0.95))
    energy = energy[:, energy.max(axis=0) > loudest * _LOUD]
    if not energy.size:
        return (sound.mixed,)
    ordered = np.sort(energy, axis=0)
    alone = ordered[-1] > _LOUDER * ordered[-2]
    first = np.argmax(energy, axis=0)
    shares = [float((alone & (first == one)).mean()) for one in range(len(energy))]
    own = [one for one, share in enumerate(shares) if share >= _LEAST]
    if len(own) < 2 or float(alone.mean()) < _SHARE:
        return (sound.mixed,)
    return tuple(sound.channels[one] for one in own)


def without_bleed(spoken: list[Stretch], mine: Samples, others: list[Samples]) -> list[Stretch]:
    """The stretches of a channel less those in which another is far louder: that is its voice."""
    kept = []
    for one in spoken:
        cut = slice(int(one.begin * RATE), int(one.finish * RATE))
        loudest = max((_power(other[cut]) for other in others), default=0.0)
        if loudest < _BLEED * _power(mine[cut]):
            kept.append(one)
    return kept


def _energy(channel: Samples) -> NDArray[np.float64]:
    whole = channel[: len(channel) // _FRAME * _FRAME].reshape(-1, _FRAME)
    found: NDArray[np.float64] = np.mean(whole.astype(np.float64) ** 2, axis=1)
    return found if len(found) else np.zeros(1)


def _power(samples: Samples) -> float:
    return float(np.mean(samples.astype(np.float64) ** 2)) if len(samples) else 0.0
