"""Who speaks when in one channel: short pieces of speech, gathered by the sound of the voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscase.domain.progress import Tick, unseen
from crosscase.domain.speech import RATE, Samples, Stretch
from crosscase.engines.speakers.campplus import CampPlus, Voices

_PIECE = 2.0
"""Seconds of speech one vector is made of."""
_STEP = 1.0
_ALIKE = 0.6
"""Mean cosine from which two groups of pieces are one voice.

Tried on ten voices: within one voice the last groups meet at .67 or above, two voices at .54
(synthetic) or .46 (human) or below.
"""
_LITTLE = 4.0
"""Seconds of speech under which a group is a stray, and goes to the nearest voice."""
_MOST = 8
"""Voices in one talk, where nobody says how many."""
_TREE = 4_000
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Spell:
    """From ``begin`` to ``finish`` seconds voice number ``voice`` speaks."""

    begin: float
    finish: float
    voice: int


def tell_speakers(
    samples: Samples, spoken: Sequence[Stretch], speakers: int = 0, tick: Tick = unseen
) -> list[Spell]:
    """Spells of speech with the number of the voice, numbered from 0 as they are first heard.

    ``spoken``: the stretches of speech; ``speakers``: how many there are, 0 where nobody knows.
    Average linkage on cosines (scipy); a piece then goes to the nearest voice, and where a voice
    changes inside a stretch the border is put half way between two pieces.
    """
    pieces = [piece for stretch in spoken for piece in _pieces(stretch)]
    if not pieces:
        return []
    engine = CampPlus()
    rows: list[Voices] = []
    for at in range(0, len(pieces), _AT_ONCE):
        tick("telling the speakers apart", at / len(pieces))
        cut = [_cut(samples, piece) for piece in pieces[at : at + _AT_ONCE]]
        rows.append(engine.voices(cut))
    voices = np.concatenate(rows)
    long = np.array([piece.finish - piece.begin for piece in pieces])
    return _spells(spoken, pieces, _first_heard(_gather(voices, long, speakers)))


def _pieces(stretch: Stretch) -> list[Stretch]:
    found: list[Stretch] = []
    begin = stretch.begin
    while begin + _PIECE < stretch.finish:
        found.append(Stretch(begin, begin + _PIECE))
        begin += _STEP
    last = max(stretch.begin, stretch.finish - _PIECE)
    return [*found, Stretch(last, stretch.finish)]


def _cut(samples: Samples, piece: Stretch) -> Samples:
    found = samples[int(piece.begin * RATE) : int(piece.finish * RATE)]
    wanted = int(_PIECE * RATE)
    if 0 < len(found) < wanted:  # said again until it is as long: the network averages over time
        found = np.tile(found, -(-wanted // len(found)))
    return found[:wanted]


def _gather(voices: Voices, long: NDArray[np.float64], speakers: int) -> NDArray[np.int64]:
    """The group of each piece."""
    if len(voices) == 1 or speakers == 1:
        return np.zeros(len(voices), np.int64)
    sure = long >= _PIECE * 0.8
    if sure.sum() < 2:
        sure = np.ones(len(voices), bool)
    groups = _cluster(voices[sure], speakers)
    names, counts = np.unique(groups, return_counts=True)
    kept = names
    if not speakers:
        enough = min(_LITTLE, counts.max() * _STEP)
        kept = names[np.argsort(-counts, kind="stable")[: (counts * _STEP >= enough).sum()]][:_MOST]
    middles = np.stack([voices[sure][groups == name].mean(axis=0) for name in kept])
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    return _nearest(voices, middles)


def _cluster(voices: Voices, speakers: int) -> NDArray[np.int64]:
    from scipy.cluster.hierarchy import fcluster, linkage

    some = np.arange(len(voices))
    if len(voices) > _TREE:  # a tree of all pieces of a long talk would take gigabytes
        some = np.linspace(0, len(voices) - 1, _TREE).astype(np.int64)
    tree = linkage(voices[some].astype(np.float64), "average", metric="cosine")
    if speakers:
        groups = fcluster(tree, speakers, "maxclust")
    else:
        groups = fcluster(tree, 1 - _ALIKE, "distance")
    found: NDArray[np.int64] = np.asarray(groups, np.int64)[_nearest(voices, voices[some])]
    return found


def _nearest(voices: Voices, some: Voices) -> NDArray[np.int64]:
    """For each vector the nearest of some of them."""
    found = [np.argmax(voices[at : at + 500] @ some.T, axis=1) for at in range(0, len(voices), 500)]
    return np.concatenate(found)


def _first_heard(groups: NDArray[np.int64]) -> list[int]:
    order: dict[int, int] = {}
    return [order.setdefault(int(group), len(order)) for group in groups]


def _spells(
    spoken: Sequence[Stretch], pieces: Sequence[Stretch], groups: Sequence[int]
) -> list[Spell]:
    spells: list[Spell] = []
    at = 0
    for stretch in spoken:
        mine = list(range(at, at + len(_pieces(stretch))))
        at += len(mine)
        begin = stretch.begin
        for here, after in zip(mine, [*mine[1:], None], strict=True):
            if after is not None and groups[after] == groups[here]:
                continue
            finish = stretch.finish
            if after is not None:
                finish = (pieces[here].begin + pieces[after].finish) / 2
            spells.append(Spell(begin, finish, groups[here]))
            begin = finish
    return spells
