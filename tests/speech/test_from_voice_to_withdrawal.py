"""Two recordings become a report that is heard; one person withdraws and no word of theirs is left.

new -> load -> transcribe -> protect -> listen -> code -> report with sound -> withdraw -> bytes
"""

from __future__ import annotations

import base64
import csv
import json
import re
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from crosscase import study
from crosscase.cli import app
from crosscase.domain.people import USES
from crosscase.domain.speech import RATE, Sound
from crosscase.domain.withdrawal import grams

from .voices import PAUSE, save, say

pytest.importorskip("faster_whisper", reason="needs the extra [speech]")
pytest.importorskip("kaldi_native_fbank", reason="needs the extra [speech]")
if not shutil.which("flite"):
    pytest.skip("flite is not installed", allow_module_level=True)

ASKS = (
    "Thank you for taking the time to talk with me today. Could you tell me how it began?",
    "What did that mean for the people in the workshop?",
    "How was that settled in the end?",
)
ANSWERS = {
    "one": (
        "My name is Martin Hall, and it began when the river flooded our old warehouse.",
        "Most of the painters went home and waited, because the kilns stayed cold for weeks.",
        "We borrowed money from the village bank and bought two electric kilns in the spring.",
    ),
    "two": (
        "It began about three years ago, when our suppliers could not deliver any more.",
        "Some of them were worried, but Martin Hall explained the new machines to everybody.",
        "We sat together every week, and after two months they saw that it saved them work.",
    ),
}
PEOPLE = {"one": ("Martin Hall", "P01", "rms"), "two": ("Susan Reed", "P02", "kal16")}


def run(*words: str | Path) -> Any:
    """What a command answers, as data."""
    done = CliRunner().invoke(app, [*map(str, words), "--json"])
    assert done.exit_code == 0, (words, done.output, done.exception)
    return json.loads(done.stdout)


def record(folder: Path, name: str, voice: str) -> Path:
    """An interview in two voices on one channel."""
    pause, said = np.zeros(int(PAUSE * RATE), np.float32), []
    for question, answer in zip(ASKS, ANSWERS[name], strict=True):
        said += [say(question, "slt", folder), pause, say(answer, voice, folder), pause]
    return save(Sound((np.concatenate([pause, *said, pause]),)), folder / f"{name}.wav")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study folder: two recordings, and the people with what they allowed."""
    root = tmp_path / "folder"
    (root / "interviews").mkdir(parents=True)
    for name, (_, _, voice) in PEOPLE.items():
        record(tmp_path, name, voice).rename(root / "interviews" / f"{name}.wav")
    with (root / "participants.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["name", "pseudonym", "file", *(f"consent_{use}" for use in USES)])
        for stem, (name, pseudonym, _) in PEOPLE.items():
            table.writerow([name, pseudonym, stem, *("yes" for _ in USES)])
    return root


def said_by(path: Path, pseudonym: str) -> tuple[set[tuple[str, ...]], list[tuple[str, str]]]:
    """Runs of five words that only this person said, in any edition; and the turns, by source."""
    with study.open_study(path, "") as opened:
        snapshot = opened.snapshot()
    speakers = {s.id: s.participant for s in snapshot.speakers}
    (person,) = (p.id for p in snapshot.participants if p.pseudonym == pseudonym)
    texts = {edition.id: edition for edition in snapshot.editions}
    own, others, turns = [], [], []
    for turn in snapshot.turns:
        edition = texts[turn.edition]
        words = turn.span.of(edition.text)
        mine = speakers.get(turn.speaker or 0) == person
        (own if mine else others).append(words)
        if mine and edition == snapshot.current_editions[edition.source]:
            turns.append((snapshot.source_by_id[edition.source].name, words))
    return grams(own) - grams(others), turns


def found(files: Iterable[Path], wanted: set[tuple[str, ...]]) -> dict[str, int]:
    """How many such runs stand in the bytes of each file; a zipped one is opened."""
    told = {}
    for file in files:
        bodies = [file.read_bytes()]
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as box:
                bodies += [box.read(name) for name in box.namelist()]
        texts = [body.decode(how, "replace") for body in bodies for how in ("utf-8", "utf-16-le")]
        told[file.name] = len(grams(texts) & wanted)
    return told


def heard(report: Path) -> set[bytes]:
    """The clips of a report."""
    text = report.read_text(encoding="utf-8")
    return {base64.b64decode(clip) for clip in re.findall('data:audio/wav;base64,([^"]+)', text)}


@pytest.mark.slow
def test_from_voice_to_withdrawal(
    folder: Path, tmp_path: Path, whisper: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CROSSCASE_CODER", "ana")
    monkeypatch.setenv("CROSSCASE_KEY_PASSPHRASE", "a long night in March")
    home = tmp_path / "home"
    home.mkdir()
    path, report, copy = home / "s.crosscase", home / "told.html", home / "backup.crosscase"
    sounds = home / "s.crosscase.recordings"

    run("load", folder, "-o", path)
    assert b"Martin" not in study.key_path(path).read_bytes()
    made = run("transcribe", path, "--speakers", "2", "--language", "en")
    assert sorted(one["source"] for one in made) == ["one", "two"]
    run("protect", path, "--known", "--yes")
    with study.open_study(path, "ana") as opened:
        for source in opened.snapshot().sources:
            assert opened.recording(source.id).stat().st_size > 100_000
            seconds = (source.minutes or 0) * 60 + 4
            opened.played(source.id, "first", 0.0, seconds, seconds)
        assert "Martin Hall" not in repr(opened.snapshot().current_editions)
    listened = run("listened", path)["listening"]["shares"]
    assert [share["first"] for share in listened] == [1.0, 1.0]

    only, turns = said_by(path, "P01")
    _, others = said_by(path, "P02")
    with (home / "decisions.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["act", "source", "quote", "keyword"])
        for at, (source, words) in enumerate([*turns, *others]):
            table.writerow(["code", source, words, f"idea {at}"])
    decided = run("decide", path, "--from", home / "decisions.csv")
    assert decided["taken"]["code"] == len(turns) + len(others)
    (home / "decisions.csv").unlink()

    told = run("report", path, "-o", report, "--with-sound")
    run("report", path, "-o", home / "told.docx")
    run("export", path, "-o", home / "codings.csv", "--what", "codings")
    run("backup", path, copy)
    assert told["sound"]["withheld"] == told["sound"]["unrecorded"] == 0
    before = heard(report)
    assert len(before) == told["sound"]["sound"] > 2
    holding = found((path, copy, report, home / "told.docx", home / "codings.csv"), only)
    assert all(holding.values()), holding
    assert len(list(sounds.iterdir())) == 2

    certificate = run("withdraw", path, "P01", "--yes")
    files = [file for file in home.rglob("*") if file.is_file()]
    left = found(files, only)
    after = heard(report)
    print(  # noqa: T201
        {
            "recordings": [(one["source"], one["turns"], one["words"]) for one in made],
            "runs of five words": len(only),
            "held before": holding,
            "sound": told["sound"],
            "clips before and after": (len(before), len(after)),
            "gone": certificate["gone"],
            "copies": certificate["copies"],
            "held after": left,
        }
    )
    assert set(left.values()) == {0}
    assert certificate["gone"]["sources"] == 1
    written = {str(report), str(home / "told.docx")}
    assert set(certificate["copies"]["written_again"]) == written
    assert str(home / "codings.csv") in certificate["copies"]["removed"]
    assert len(list(sounds.iterdir())) == 1
    assert 0 < len(after) < len(before)
    assert after < before
    for clip in before - after:
        piece = base64.b64encode(clip)[3000:3400]
        assert not any(piece in file.read_bytes() for file in files)
