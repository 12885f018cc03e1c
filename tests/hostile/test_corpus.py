"""Some three hundred files of a stranger: nothing outside, bounded, told, the study unchanged.

Every file goes through the door a user would use (``add``, ``import``, opening a study), in a
process of its own whose memory and time are measured.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from crosscase import study
from crosscase.errors import DamagedStudy

from . import archives, binaries, marks, words

MAX_BYTES = 512 * 1024**2
MAX_SECONDS = 10.0
WITHIN = Path(__file__).parent / "take.py"

CORPUS = (
    *(archives.climbing, archives.bombs, archives.clashing),
    *(words.declaring, words.lying, words.running, words.deceiving, words.swelling),
    *(binaries.databases, binaries.pdfs, binaries.media, marks.marking, marks.reporting),
)


@pytest.mark.slow
@pytest.mark.parametrize("family", CORPUS, ids=lambda family: family.__name__)
def test_what_a_stranger_sends_is_taken_or_refused_in_bounds(family, tmp_path: Path):
    sent = tmp_path / "sent"
    sent.mkdir()
    count = 0
    for name, data in family():
        (sent / name).write_bytes(data)
        count += 1
        del data
    before = sorted(tmp_path.rglob("*"))
    room = tmp_path / "room"
    done = subprocess.run(
        [sys.executable, str(WITHIN), str(sent), str(room)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == count
    for one in told:
        assert one["seconds"] <= MAX_SECONDS, one
        assert one["peak"] <= MAX_BYTES, one
        assert one["unchanged"] or not one["refused"], one
        if one["refused"]:
            assert one["hint"], one
            assert len(one["refused"]) < 700, one
    outside = [p for p in sorted(tmp_path.rglob("*")) if room not in (p, *p.parents)]
    assert outside == before


def test_the_corpus_is_as_large_as_promised():
    names = Counter(f"{family.__name__}/{name}" for family in CORPUS for name, _ in family())
    assert max(names.values()) == 1
    assert len(names) >= 200


@pytest.mark.parametrize(
    "trick",
    [
        "CREATE TRIGGER evil AFTER INSERT ON codes BEGIN DELETE FROM sources; END",
        "CREATE VIEW evil AS SELECT * FROM sources",
        "CREATE VIRTUAL TABLE evil USING fts5(x)",
        "DROP TRIGGER words_stay; CREATE TRIGGER words_stay BEFORE DELETE ON codes "
        "BEGIN DELETE FROM sources; END",
    ],
)
def test_a_study_in_which_something_runs_is_not_opened(trick: str, tmp_path: Path):
    path = tmp_path / "a.crosscase"
    study.create(path, "eve").close()
    with sqlite3.connect(path) as db:
        db.executescript(trick)
    db.close()
    with pytest.raises(DamagedStudy, match="never makes"):
        study.open_study(path, "eve")
