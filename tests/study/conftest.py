"""What the tests of the study share: a desk at a new study, and folders drawn in the test."""

from __future__ import annotations

import os
import shutil
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from crosscase import study
from crosscase.domain.people import Participant
from crosscase.domain.sources import Edition, Presence, Source, Speaker, Turn
from crosscase.domain.spans import Span
from crosscase.domain.speech import WordTimes
from crosscase.domain.synced import Synced
from crosscase.formats.audio import sha256_of
from crosscase.store import delta
from crosscase.store.file import create
from crosscase.store.tables import NOUNS
from crosscase.study import Study
from crosscase.study.desk import Desk

TOLD = "We waited three weeks for an answer. Nobody called us back. Then our customers left us."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Ada at a new study, with a clock that stands still."""
    store = create(tmp_path / "study.crosscase")
    yield Desk(store, "Ada", lambda: "2026-01-02T03:04:05+00:00")
    store.close()


@pytest.fixture
def draw(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Writes files into a study folder and gives the folder."""

    def write(files: dict[str, str | bytes]) -> Path:
        root = tmp_path / "folder"
        root.mkdir(exist_ok=True)
        for name, body in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body if isinstance(body, bytes) else body.encode())
        return root

    return write


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real interviews; tests that need it skip where it is absent."""
    folder = os.environ.get("CROSSCASE_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("CROSSCASE_DATA names no folder of real interviews")
    return Path(folder)


SAID = (("Interviewer", "What helps"), ("P01", "Nobody helps us here"), ("P01", "Lu Ming does"))


@dataclass
class Taped:
    """A study with one recording of nine seconds: three turns, a word every 0.7 seconds."""

    study: Study
    path: Path
    source: int
    edition: int
    person: int

    @property
    def recording(self) -> Path:
        """The kept file."""
        (found,) = self.path.with_name(self.path.name + ".recordings").iterdir()
        return found

    def text(self) -> str:
        """What is said, as the study has it now."""
        return self.study.snapshot().current_editions[self.source].text

    def times(self) -> dict[str, tuple[float, float]]:
        """When each word of it is said."""
        text = self.text()
        return {
            text[w.start : w.end]: (w.begin, w.finish) for w in self.study.word_times(self.source)
        }


@pytest.fixture
def taped(tmp_path: Path) -> Iterator[Taped]:
    """Ana's study of one real sound file, of noise."""
    path = tmp_path / "taped.crosscase"
    made = tmp_path / "tape.wav"
    with wave.open(str(made), "wb") as out:
        out.setparams((2, 2, 8000, 0, "NONE", ""))
        noise = np.random.default_rng(7).integers(1, 9000, size=(8000 * 9, 2), dtype="<i2")
        out.writeframes(noise.tobytes())
    sha = sha256_of(made)
    home = path.with_name(path.name + ".recordings")
    home.mkdir()
    made.rename(home / f"{sha[:32]}.wav")
    with study.create(path, "ana") as opened:
        with opened._desk.change("add") as writer:
            person = writer.add(Participant(0, "P01"))
            source = writer.add(Source(0, "tape", "recording", sha, "en", "", 0.15))
            writer.add(Presence(0, source, person))
            text = "\n".join(words for _, words in SAID)
            edition = writer.add(Edition(0, source, 1, "first", text), [person])
            speakers = {
                "Interviewer": writer.add(Speaker(0, "Interviewer", "interviewer")),
                "P01": writer.add(Speaker(0, "P01", "participant", person)),
            }
            at = 0
            for n, (who, words) in enumerate(SAID):
                begin, end = n * 3.0, at + len(words)
                turn = Turn(0, edition, n, at, end, speakers[who], n + 1, begin, begin + 3)
                number = writer.add(turn)
                marks, place = [], at
                for k, word in enumerate(words.split()):
                    said = n * 300 + k * 70
                    marks.append(f"{place},{place + len(word)},{said},{said + 60},90")
                    place += len(word) + 1
                writer.add(WordTimes(0, number, " ".join(marks)))
                at += len(words) + 1
        yield Taped(opened, path, source, edition, person)


@dataclass(frozen=True)
class Apart:
    """A study with two interviews, one passage coded, and a copy of it to work on apart."""

    here: Path
    there: Path

    @staticmethod
    def code(opened: Study, words: str, keyword: str, source: int = 0) -> int:
        """A keyword on words of the newest text of a source."""
        edition = Apart.newest(opened, source)
        at = edition.text.index(words)
        return opened.codings.apply(edition.id, Span(at, at + len(words)), keyword)

    @staticmethod
    def newest(opened: Study, source: int = 0) -> Edition:
        """The newest text of a source."""
        sources = opened.snapshot().sources
        return [e for e in opened._desk.all(Edition) if e.source == sources[source].id][-1]

    @staticmethod
    def merge(here: Path, there: Path, coder: str = "ana") -> Synced:
        """What a sync brings."""
        with study.open_study(here, coder) as opened:
            return opened.syncing.bring(there, study.key_of(here), study.key_of(there))

    @staticmethod
    def rows(path: Path) -> dict[str, dict[str, delta.Values]]:
        """Everything in a study, by random id; how it was brought there left out."""
        with study.open_study(path, "reader") as opened, opened._desk.reading() as db:
            return {
                table.name: {uid: values for _, uid, values in delta.rows_of(db, table)}
                for table in NOUNS.values()
                if table.name != "noticed"
            }


@pytest.fixture
def apart(tmp_path: Path) -> Apart:
    """Two copies of one study of two people."""
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("anna", "ben"):
        who = name.upper()
        words = f"Q: And then?\n\n{who}: {TOLD}\n\nQ: Who?\n\n{who}: I am {name}.\n"
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
    (folder / "participants.csv").write_text("pseudonym,name\nP1,Anna\nP2,Ben\n")
    here, there = tmp_path / "here.crosscase", tmp_path / "there.crosscase"
    with study.create(here, "ana") as opened:
        opened.load(folder, study.key_of(here))
        Apart.code(opened, "three weeks", "slow answers")
        opened.entries.add("code", {"kind": "keyword", "name": "silence"})
    shutil.copyfile(here, there)
    shutil.copyfile(study.key_path(here), study.key_path(there))
    return Apart(here, there)
