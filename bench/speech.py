"""How well speech is written down: words, time and speakers.

python bench/speech.py FOLDER [--voices] [--model FOLDER]: FOLDER holds recordings, each with its
words in a .txt of the same name (others are only timed). Words are compared in small letters
without marks: the word error rate, for Chinese the character error rate. The real-time factor is
seconds of work for a second of recording, the model being loaded. --voices makes talks of two and
three synthetic voices (needs flite) and tells the diarisation error rate, without a collar.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from crosscase.engines.speakers.who import tell_speakers
from crosscase.engines.transcribe.activity import cut, parts, stretches
from crosscase.engines.transcribe.faster import FasterWhisper
from crosscase.formats.audio import is_recording, read_audio

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.speech.voices import TALK, der, talk

_SPOKEN = {"mr": "mister", "mrs": "missus", "dr": "doctor"}
_CJK = re.compile("[\u3400-\u9fff]")
VOICES = (("slt", "rms"), ("slt", "rms", "awb"))
TURNS = (10, 30)


def tokens(text: str) -> list[str]:
    """The words of a text, and each Chinese character, without marks."""
    bare = unicodedata.normalize("NFKC", text).lower().replace("-", " ").replace("'", "")
    spaced = _CJK.sub(lambda found: f" {found.group()} ", bare)
    words = re.sub(r"[^\w\s]", " ", spaced).split()
    return [_SPOKEN.get(word, word) for word in words]


def errors(asked: Sequence[str], got: Sequence[str]) -> int:
    """Words put in, left out or changed: the edit distance."""
    row = list(range(len(got) + 1))
    for at, word in enumerate(asked, start=1):
        before, row[0] = row[0], at
        for to, other in enumerate(got, start=1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (word != other))
    return row[-1]


def write_down(engine: FasterWhisper, path: Path) -> tuple[str, str, float, float]:
    """What is said in a recording, its language, its seconds and those the work took."""
    start = time.perf_counter()
    sound = read_audio(path)
    samples = sound.mixed
    language = engine.language_of(samples)
    said = "".join(
        word.text
        for part in parts(stretches(samples))
        for word in engine.transcribe(cut(samples, part), language).words
    )
    return said.strip(), language, sound.seconds, time.perf_counter() - start


def words_table(folder: Path, engine: FasterWhisper) -> Table:
    """A row a recording and one for all of them."""
    told = Table(
        "recording",
        "language",
        "seconds",
        "words",
        "errors",
        "error rate, or what was heard",
        "real time",
    )
    wrong = whole = 0
    long = took = 0.0
    for path in sorted(filter(is_recording, folder.iterdir())):
        said, language, seconds, work = write_down(engine, path)
        long, took = long + seconds, took + work
        row = [path.name, language, f"{seconds:.1f}"]
        reference = path.with_suffix(".txt")
        if reference.exists():
            asked = tokens(reference.read_text(encoding="utf-8"))
            missed = errors(asked, tokens(said))
            wrong, whole = wrong + missed, whole + len(asked)
            row += [str(len(asked)), str(missed), f"{missed / max(len(asked), 1):.1%}"]
        else:
            row += ["", "", said[:60]]
        told.add_row(*row, f"{work / seconds:.2f}")
    rate = f"{wrong / whole:.1%}" if whole else ""
    told.add_row(
        "all", "", f"{long:.1f}", str(whole), str(wrong), rate, f"{took / max(long, 0.01):.2f}"
    )
    return told


def voices_table(engine: FasterWhisper) -> Table:
    """A row a number of voices."""
    told = Table(
        "voices", "turns", "seconds", "found", "diarisation error", "word errors", "real time"
    )
    for voices, turns in zip(VOICES, TURNS, strict=True):
        with tempfile.TemporaryDirectory() as place:
            sound, asked = talk(voices, turns, Path(place))
        samples = sound.mixed
        start = time.perf_counter()
        spoken = stretches(samples)
        spells = tell_speakers(samples, spoken)
        work = time.perf_counter() - start
        said = "".join(
            word.text
            for part in parts(spoken)
            for word in engine.transcribe(cut(samples, part), "en").words
        )
        words = tokens(" ".join(TALK[turn % len(TALK)] for turn in range(turns)))
        rate = der(asked, [(s.begin, s.finish, s.voice) for s in spells])
        told.add_row(
            str(len(voices)),
            str(turns),
            f"{sound.seconds:.0f}",
            str(len({spell.voice for spell in spells})),
            f"{rate:.1%}",
            f"{errors(words, tokens(said)) / len(words):.1%}",
            f"{work / sound.seconds:.2f}",
        )
    return told


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--voices", action="store_true")
    asked.add_argument("--model", type=Path)
    given = asked.parse_args()
    engine = FasterWhisper(given.model) if given.model else FasterWhisper.base()
    out = Console(width=120)
    out.print(words_table(given.folder, engine))
    if given.voices:
        out.print(voices_table(engine))


if __name__ == "__main__":
    main()
