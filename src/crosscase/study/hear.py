"""A recording, part by part, to words: what was heard stays, so a stopped run goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from crosscase.domain.progress import Tick
from crosscase.domain.sources import Source
from crosscase.domain.speech import (
    RATE,
    Part,
    Samples,
    Sound,
    SpokenWord,
    Stretch,
    Transcriber,
)
from crosscase.engines.speakers.who import tell_speakers
from crosscase.engines.transcribe.activity import cut, parts, stretches
from crosscase.engines.transcribe.tracks import tracks, without_bleed
from crosscase.engines.transcribe.turns import turns, with_speakers
from crosscase.store import parts as shelf
from crosscase.study.desk import Desk

_HEARD_FIRST = 90
"""Seconds of speech from which the language is told."""


def hear(
    desk: Desk,
    source: Source,
    sound: Sound,
    engine: Transcriber,
    *,
    language: str,
    speakers: int,
    tick: Tick,
) -> tuple[list[tuple[SpokenWord, ...]], str]:
    """The turns of a recording, and its language ("" where no engine told it).

    ``speakers``: how many speak, 0 where nobody knows. Each part is written into the study file
    as soon as it is heard, outside the journal.
    """
    tick("looking for speech", 0.0)
    channels = (sound.mixed,) if speakers == 1 else tracks(sound)
    spoken = [stretches(channel) for channel in channels]
    if len(channels) > 1:
        spoken = [
            without_bleed(mine, channels[at], [c for n, c in enumerate(channels) if n != at])
            for at, mine in enumerate(spoken)
        ]
    language = language or engine.language_of(_first(channels, spoken))
    words, told = _words(desk, source, engine, channels, spoken, language, tick)
    if len(channels) == 1 and speakers != 1:
        spells = tell_speakers(channels[0], spoken[0], speakers, tick)
        words = [with_speakers(words[0], spells)]
    return turns(words), language or told


def _words(
    desk: Desk,
    source: Source,
    engine: Transcriber,
    channels: Sequence[Samples],
    spoken: Sequence[list[Stretch]],
    language: str,
    tick: Tick,
) -> tuple[list[list[SpokenWord]], str]:
    run = _run(engine, language, len(channels))
    with desk.reading() as db:
        done = {(p.channel, p.begin, p.finish): p.words for p in shelf.kept(db, source.id, run)}
    todo = [(n, part) for n, mine in enumerate(spoken) for part in parts(mine)]
    whole = sum(part.finish - part.begin for _, part in todo) or 1.0
    words: list[list[SpokenWord]] = [[] for _ in channels]
    told, heard = "", 0.0
    for channel, part in todo:
        tick("writing down what is said", heard / whole)
        found = done.get((channel, part.begin, part.finish))
        if found is None:
            answer = engine.transcribe(cut(channels[channel], part), language)
            told = told or answer.language
            found = tuple(_at(word, part) for word in answer.words)
            with desk.store.deriving() as db:
                shelf.keep(db, Part(source.id, run, channel, part.begin, part.finish, found))
        words[channel] += found
        heard += part.finish - part.begin
    return words, told


def _at(word: SpokenWord, part: Stretch) -> SpokenWord:
    """A word with the times of the whole recording; none lasts beyond its part."""
    begin = min(part.begin + max(word.begin, 0.0), part.finish)
    finish = min(max(part.begin + word.finish, begin), part.finish)
    return replace(word, begin=round(begin, 2), finish=round(finish, 2))


def _first(channels: Sequence[Samples], spoken: Sequence[list[Stretch]]) -> Samples:
    """The first speech, without its pauses."""
    at = max(range(len(channels)), key=lambda n: sum(s.finish - s.begin for s in spoken[n]))
    pieces = [cut(channels[at], stretch) for stretch in spoken[at]]
    if not pieces:
        return channels[at][:0]
    first: Samples = np.concatenate(pieces)[: _HEARD_FIRST * RATE]
    return first


def _run(engine: Transcriber, language: str, channels: int) -> str:
    settings = " ".join(f"{key}={value}" for key, value in sorted(engine.id.parameters.items()))
    return f"{engine.id.name} {engine.id.version} {settings} {language or '?'} {channels}"
