"""kill -9 at any moment: what was acknowledged is there, and nothing half-done is.

Run as a program this file is the nursery: it imports once and forks the children that are killed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crosscase.domain.codebook import Code
from crosscase.domain.people import Case
from crosscase.errors import NotAllowed
from crosscase.store.file import create, open_file
from crosscase.store.tables import NOUNS, changes, entries
from crosscase.study.desk import Desk
from crosscase.study.journal import Journal
from crosscase.study.keyfile import open_key
from crosscase.study.load import load_folder

TALK = """\
Interviewer: How did you begin?
Marjorie Quill: We began in a shed with two machines and a loan.
Interviewer: What was hard?
Marjorie Quill: To find people, and then to keep them through the winter.
"""


def act(desk: Desk, rng: random.Random, folder: Path) -> int:
    """One act of any kind; the number of its entry."""
    journal = Journal(desk)
    roll = rng.random()
    try:
        if roll < 0.15:
            journal.undo()
        elif roll < 0.25:
            journal.redo()
        elif roll < 0.33:
            load_folder(desk, folder, open_key(folder.parent / "names.key"))
        else:
            codes = desk.all(Code)
            with desk.change("act") as writer:
                if roll < 0.5 and codes:
                    writer.change(Code, rng.choice(codes).id, name=f"code {rng.random()}")
                elif roll < 0.6 and codes:
                    writer.remove(Code, rng.choice(codes).id)
                else:
                    writer.add_all([Code(0, "keyword", f"code {at}") for at in range(9)])
                    writer.add(Case(0, "case"))
    except NotAllowed:
        pass
    with desk.reading() as db:
        return db.execute(select(func.max(entries.c.n))).scalar() or 0


def work(path: Path, seed: int) -> None:
    """Act until killed, telling each entry once it was acknowledged."""
    rng = random.Random(seed)
    desk = Desk(open_file(path), "Ada")
    while True:
        os.write(1, f"{act(desk, rng, path.parent / 'folder')}\n".encode())


def nursery() -> None:
    """For each line ``seed delay path``: fork a child, kill it after the delay, say so."""
    for line in sys.stdin:
        seed, delay, path = line.rstrip("\n").split(" ", 2)
        child = os.fork()
        if child == 0:
            try:
                work(Path(path), int(seed))
            finally:
                sys.excepthook(*sys.exc_info())
                os._exit(1)
        time.sleep(float(delay))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        os.write(1, b"killed\n" if killed else b"failed\n")


class Nursery:
    """The nursery from the other side of its pipes."""

    def __init__(self) -> None:
        self.program = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def kill_one(self, path: Path, seed: int, delay: float) -> list[int]:
        """The entries a child acknowledged before it was killed."""
        assert self.program.stdin and self.program.stdout
        self.program.stdin.write(f"{seed} {delay} {path}\n")
        self.program.stdin.flush()
        told = []
        for line in self.program.stdout:
            if line.strip() in ("killed", "failed"):
                assert line.strip() == "killed", "the child failed by itself: see its traceback"
                return told
            told.append(int(line))
        raise AssertionError("the nursery ended")


@pytest.fixture
def children() -> Iterator[Nursery]:
    """The nursery; it ends when its input does."""
    made = Nursery()
    yield made
    made.program.communicate(timeout=20)


def check(path: Path, acknowledged: int) -> int:
    """The reopened study is sound, complete and tells its own history; its last entry."""
    store = open_file(path)
    with store.reading() as db:
        assert db.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
        assert db.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        there = db.execute(select(entries.c.n).order_by(entries.c.n)).scalars().all()
        assert there == list(range(1, len(there) + 1))
        assert acknowledged <= len(there), "an acknowledged act is missing"
        told: dict[str, set[int]] = {table.name: set() for table in NOUNS.values()}
        for change in db.execute(select(changes).order_by(changes.c.entry, changes.c.seq)):
            numbers = set(range(change.row, change.row + change.count))
            if change.op == "insert":
                assert not told[change.table] & numbers
                told[change.table] |= numbers
            else:
                assert numbers <= told[change.table]
                if change.op == "delete":
                    told[change.table] -= numbers
        for table in NOUNS.values():
            held = set(db.execute(select(table.c.id)).scalars())
            assert held == told[table.name], f"{table.name}: rows and journal differ"
    store.close()
    return len(there)


@pytest.mark.parametrize(
    "kills",
    [
        20,
        pytest.param(
            2000,
            marks=[
                pytest.mark.stress,
                pytest.mark.skipif(
                    os.environ.get("CROSSCASE_STRESS") != "1", reason="CROSSCASE_STRESS is not 1"
                ),
            ],
        ),
    ],
)
def test_a_kill_loses_nothing_that_was_acknowledged(
    tmp_path: Path, children: Nursery, kills: int
) -> None:
    """After kill -9 no acknowledged act is missing, and rows and journal tell the same."""
    rng = random.Random(20)
    acts = 0
    for kill in range(kills):
        if kill % 10 == 0:
            home = tmp_path / str(kill)
            (home / "folder" / "interviews").mkdir(parents=True)
            (home / "folder" / "interviews" / "one.txt").write_text(TALK)
            path = home / "study.crosscase"
            create(path).close()
            last = 0
        told = children.kill_one(path, rng.randrange(10**6), rng.uniform(0.02, 0.7))
        assert told == sorted(told)
        acts += len(told)
        found = check(path, max([last, *told]))
        assert found <= max([last, *told]) + 1, "only the act under way may be unacknowledged"
        last = found
    assert acts > kills, "the children were killed before they did much"


if __name__ == "__main__":
    nursery()
