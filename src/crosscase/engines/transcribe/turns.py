"""Words with times to turns: who says which word, and where one speaker ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crosscase.domain.speech import SpokenWord
from crosscase.engines.speakers.who import Spell

_ENDS = (".", "?", "!", "。", "？", "！", "…")
_PAUSE = 0.3
"""Seconds between two words that let a change of speaker be likelier there."""
_NEAR = 2
"""Words by which a border may move to a pause or the end of a sentence."""
_BREATH = 0.8
"""Seconds of silence after which what one channel says is another utterance."""


def with_speakers(words: Sequence[SpokenWord], spells: Sequence[Spell]) -> list[SpokenWord]:
    """Each word with the number of the voice that speaks in its middle ("" without spells)."""
    if not spells:
        return list(words)
    voices: list[int] = []
    at = 0
    for word in words:
        middle = (word.begin + word.finish) / 2
        while at + 1 < len(spells) and spells[at].finish <= middle:
            if spells[at + 1].begin > middle:  # in a pause: the nearer of the two
                at += spells[at + 1].begin - middle < middle - spells[at].finish
                break
            at += 1
        voices.append(spells[at].voice)
    _absorb(words, voices)
    _snap(words, voices)
    return [replace(w, speaker=str(v + 1)) for w, v in zip(words, voices, strict=True)]


def turns(tracks: Sequence[Sequence[SpokenWord]]) -> list[tuple[SpokenWord, ...]]:
    """Turns in the order they begin.

    ``tracks``: the words of each channel. Of one channel the speakers of the words tell the
    turns; of several each channel is a speaker, and what two say at once stays whole.
    """
    if len(tracks) == 1:
        return _runs(tracks[0])
    said = [
        tuple(replace(word, speaker=str(number)) for word in utterance)
        for number, track in enumerate(tracks, start=1)
        for utterance in _utterances(track)
    ]
    said.sort(key=lambda utterance: utterance[0].begin)
    found: list[tuple[SpokenWord, ...]] = []
    for utterance in said:
        if found and found[-1][0].speaker == utterance[0].speaker:
            found[-1] += utterance
        else:
            found.append(utterance)
    return found


def _runs(words: Sequence[SpokenWord]) -> list[tuple[SpokenWord, ...]]:
    found: list[list[SpokenWord]] = []
    for word in words:
        if found and found[-1][-1].speaker == word.speaker:
            found[-1].append(word)
        else:
            found.append([word])
    return [tuple(run) for run in found]


def _utterances(words: Sequence[SpokenWord]) -> list[list[SpokenWord]]:
    found: list[list[SpokenWord]] = []
    for word in words:
        if found and word.begin - found[-1][-1].finish < _BREATH:
            found[-1].append(word)
        else:
            found.append([word])
    return found


def _absorb(words: Sequence[SpokenWord], voices: list[int]) -> None:
    """One word of another voice in the middle of a sentence, without a pause, is no turn."""
    for at in range(1, len(words) - 1):
        before, here, after = voices[at - 1 : at + 2]
        if here != before == after and not _parted(words, at) and not _parted(words, at + 1):
            voices[at] = before


def _snap(words: Sequence[SpokenWord], voices: list[int]) -> None:
    """Move a border to the pause or the end of a sentence a word or two away."""
    for at in range(1, len(words)):
        if voices[at] == voices[at - 1]:
            continue
        left, right = voices[at - 1], voices[at]
        best, score = at, _weight(words, at)
        for to in range(max(1, at - _NEAR), min(len(words), at + _NEAR + 1)):
            moved = voices[to:at] if to < at else voices[at:to]
            if any(voice != (left if to < at else right) for voice in moved):
                continue
            if (weight := _weight(words, to) - 0.3 * abs(to - at)) > score:
                best, score = to, weight
        if best != at and _leaves_some(voices, best, at):
            span = range(best, at) if best < at else range(at, best)
            for one in span:
                voices[one] = right if best < at else left


def _leaves_some(voices: Sequence[int], best: int, at: int) -> bool:
    """Whether the turn that gives words away keeps at least one."""
    if best < at:
        return best > 0 and voices[best - 1] == voices[at - 1]
    return best < len(voices) and voices[best] == voices[at]


def _weight(words: Sequence[SpokenWord], at: int) -> float:
    """How likely a speaker changes before word ``at``."""
    ends = words[at - 1].text.rstrip("\"'”’」").endswith(_ENDS)
    return ends + (words[at].begin - words[at - 1].finish >= _PAUSE)


def _parted(words: Sequence[SpokenWord], at: int) -> bool:
    return _weight(words, at) > 0
