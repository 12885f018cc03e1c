"""Voices that talk in turns, made by flite, and how far a diarisation is from them."""

from __future__ import annotations

import subprocess
import wave
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from crosscase.domain.speech import RATE, Sound

TALK = (
    "Thank you for taking the time to talk with me today. Could you tell me how it began?",
    "It began about three years ago, when our old suppliers could not deliver any more.",
    "What did that mean for the people in the workshop?",
    "Most of them were worried at first, but the manager explained it all to us.",
    "Did anybody try to hold the change back?",
    "There was one department that did not want to share its data with the others.",
    "How was that settled in the end?",
    "We sat together every week, and after two months they saw that it saved them work.",
)
PAUSE = 0.4

Spoken = tuple[float, float, int]
"""Begin, finish, number of the voice."""


def say(words: str, voice: str, folder: Path) -> np.ndarray:
    """One sentence at 16 kHz."""
    file = folder / "said.wav"
    subprocess.run(["flite", "-voice", voice, "-t", words, "-o", str(file)], check=True)
    with wave.open(str(file)) as said:
        rate = said.getframerate()
        samples = np.frombuffer(said.readframes(said.getnframes()), "<i2").astype(np.float32)
    samples /= 32768
    return samples if rate == RATE else resample_poly(samples, RATE, rate).astype(np.float32)


def talk(
    voices: Sequence[str], turns: int, folder: Path, *, channels: bool = False
) -> tuple[Sound, list[tuple[float, float, int]]]:
    """A talk of these voices in turn, and who speaks when; each on a channel of its own or all
    on one."""
    at = 0.5
    told: list[tuple[float, float, int]] = []
    said: list[NDArray[np.float32]] = []
    for turn in range(turns):
        one = say(TALK[turn % len(TALK)], voices[turn % len(voices)], folder)
        told.append((at, at + len(one) / RATE, turn % len(voices)))
        said.append(one)
        at += len(one) / RATE + PAUSE
    tracks = np.zeros((len(voices) if channels else 1, int(at * RATE) + RATE), np.float32)
    for (begin, _, voice), one in zip(told, said, strict=True):
        start = int(begin * RATE)
        tracks[voice if channels else 0, start : start + len(one)] += one
    return Sound(tuple(tracks)), told


def save(sound: Sound, path: Path) -> Path:
    """A 16-bit wav file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(sound.channels))
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.stack(sound.channels).T * 32767).astype("<i2").tobytes())
    return path


def der(asked: Sequence[Spoken], got: Sequence[Spoken]) -> float:
    """Diarisation error rate, by hundredths of a second, no collar: missed, false and confused
    speech over all speech, under the best matching of voices."""
    end = int(max(one[1] for one in (*asked, *got)) * 100) + 1
    ours, theirs = np.full(end, -1), np.full(end, -1)
    for sheet, spoken in ((ours, asked), (theirs, got)):
        for begin, finish, voice in spoken:
            sheet[int(begin * 100) : int(finish * 100)] = voice
    voices = max(ours.max(), theirs.max()) + 1
    best = min(
        int((ours != np.append(order, -1)[theirs]).sum()) for order in permutations(range(voices))
    )
    return best / int((ours >= 0).sum())
