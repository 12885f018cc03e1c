"""When it goes wrong: what is the matter, the next step, and the study as it was."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from crosscase.store.file import WAIT_SECONDS


@pytest.fixture
def held(decided: Path):
    """The study, while somebody else writes to it."""
    other = sqlite.connect(str(decided))
    other.isolation_level = None
    other.execute("BEGIN IMMEDIATE")
    yield decided
    other.execute("ROLLBACK")
    other.close()


def test_who_only_reads_does_not_wait_for_who_writes(held: Path, crosscase):
    """Reading and leaving take no lock."""
    began = time.monotonic()
    assert crosscase("count", str(held)).returncode == 0
    assert time.monotonic() - began < WAIT_SECONDS


def test_who_writes_is_told_that_somebody_else_does(held: Path, crosscase):
    """After a while, with the study as it was."""
    refused = crosscase("undo", str(held), "--as", "ana")
    assert refused.returncode == 1
    assert "Somebody else is writing to small.crosscase." in refused.stderr


def test_a_wrong_passphrase_is_told_in_our_words_alone(folder: Path, crosscase):
    """Nothing of what the driver says to itself."""
    right = {"CROSSCASE_PASSPHRASE": "right"}
    crosscase("load", str(folder), "-o", "s.crosscase", "--as", "ana", **right)
    wrong = crosscase("count", "s.crosscase", CROSSCASE_PASSPHRASE="wrong")
    assert wrong.returncode == 1
    assert "the passphrase is wrong" in wrong.stderr
    assert "ERROR" not in wrong.stderr


@pytest.mark.parametrize("body", [None, ""], ids=["no file", "empty file"])
def test_a_passphrase_file_without_a_passphrase_is_named(
    decided: Path, crosscase, tmp_path: Path, body: str | None
):
    """Missing or empty, the next step is the same."""
    if body is not None:
        (tmp_path / "secret").write_text(body)
    said = crosscase("count", str(decided), "--passphrase-file", "secret")
    assert said.returncode == 1
    assert "secret gives no passphrase." in said.stderr
    assert "first line" in said.stderr


def test_a_table_without_judgements_is_no_success(decided: Path, crosscase, tmp_path: Path):
    """The columns that are looked for are named."""
    (tmp_path / "note.txt").write_text("hello\n")
    said = crosscase("decide", str(decided), "--from", "note.txt", "--as", "ana")
    assert said.returncode == 1
    assert "act, source, quote" in said.stderr


def test_a_database_of_another_program_is_refused_and_left_alone(crosscase, tmp_path: Path):
    """Byte for byte."""
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE a (b)")
    other.close()
    before = path.read_bytes()
    said = crosscase("count", "other.db")
    assert said.returncode == 1
    assert "some other program's database" in said.stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", ["load small -o full.crosscase --as ana", "backup S b.crosscase"])
def test_a_full_disk_leaves_nothing_half_written(decided: Path, tmp_path: Path, words: str):
    """What the disk refuses is told, and there is neither a study nor a copy."""
    before = sorted(path.name for path in tmp_path.iterdir())
    done = subprocess.run(
        [sys.executable, "-c", "from crosscase.cli import main; main()"]
        + [str(decided) if word == "S" else word for word in words.split()],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
    )
    assert done.returncode == 1, done.stderr
    assert "The disk refused" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_backup_never_takes_the_place_of_its_own_study(decided: Path, crosscase):
    """Not even with a yes."""
    before = decided.read_bytes()
    said = crosscase("backup", str(decided), str(decided), "--yes")
    assert said.returncode == 1
    assert "the study itself" in said.stderr
    assert decided.read_bytes() == before
