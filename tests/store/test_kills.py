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
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crosscase import study
from crosscase.domain.codebook import Code
from crosscase.domain.people import Case
from crosscase.domain.sources import Segment
from crosscase.domain.suggestions import Undecided
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.store import suggestions
from crosscase.store.file import create, open_file
from crosscase.store.journal_tables import changes, entries
from crosscase.store.tables import NOUNS
from crosscase.study import Study
from crosscase.study.desk import Desk
from crosscase.study.keyfile import open_key

TALK = """\
Interviewer: How did you begin?
Marjorie Quill: We began in a shed with two machines and a loan.
Interviewer: What was hard?
Marjorie Quill: To find people, and then to keep them through the winter.
"""
SAID = ("two machines and a loan", "find people", "keep them through the winter")
WORDS = ("grit", "money", "staff", "weather", "luck", "debt", "friends")


class Worker:
    """Ada at a study that a child may be killed at; each act is one a command would do."""

    def __init__(self, path: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        self.home = path.parent
        store = open_file(path)
        self.study = Study(store, "Ada")
        self.desk = Desk(store, "Ada")

    def load(self) -> None:
        self.study.load(self.home / "folder", open_key(self.home / "names.key"))

    def correct(self) -> None:
        words = f"We began in {self.rng.choice(['a barn', 'a shed', 'an attic'])} with"
        better = self.home / "given" / "better.md"
        better.write_text(TALK.replace("We began in a shed with", words))
        self.study.correct("one", better, open_key(self.home / "names.key"))

    def decide(self) -> None:
        rows = [f"code,one,{self.rng.choice(SAID)},{word}," for word in self._some(5)]
        self._decide([*rows, f"assign,,,{self.rng.choice(WORDS)},Driving"])

    def merge(self) -> None:
        one, other = self._some(2)
        self._decide([f"merge,,,{one},{other}"])

    def settle(self) -> None:
        segments = self.desk.all(Segment)
        if not segments:
            raise NotAllowed("nothing to settle yet")
        with self.desk.store.deriving() as db:
            suggestions.replace(
                db,
                "keyword",
                [
                    Undecided(0, "keyword", segment.id, None, None, word, 0.9, "heard", "test")
                    for segment in segments
                    for word in self._some(2)
                ],
            )
        self.study.settle_by_rule("keyword", 0.5)

    def edit(self) -> None:
        codes = self.desk.all(Code)
        with self.desk.change("edit") as writer:
            if codes and self.rng.random() < 0.5:
                name = f"code {self.rng.random()}"
                writer.change(Code, self.rng.choice(codes).id, name=name)
            else:
                writer.add_all([Code(0, "theme", f"theme {self.rng.random()}") for _ in range(9)])
                writer.add(Case(0, "case"))

    def undo(self) -> None:
        self.study.journal.undo()

    def redo(self) -> None:
        self.study.journal.redo()

    def backup(self) -> None:
        self.study.backup(self.home / f"backup-{self.rng.random()}.crosscase")

    def act(self) -> tuple[str, int]:
        """One act of any kind: which, and the number of the last entry."""
        acts: list[Callable[[], None]] = [
            *(self.load, self.correct, self.decide, self.decide, self.merge),
            *(self.settle, self.edit, self.undo, self.undo, self.redo, self.backup),
        ]
        act = self.rng.choice(acts)
        try:
            act()
            name = act.__name__
        except (NotAllowed, NotInStudy):
            name = "nothing"
        with self.desk.reading() as db:
            return name, db.execute(select(func.max(entries.c.n))).scalar() or 0

    def _some(self, count: int) -> list[str]:
        return self.rng.sample(WORDS, count)

    def _decide(self, rows: list[str]) -> None:
        table = self.home / "given" / "decisions.csv"
        table.write_text("\n".join(["act,source,quote,keyword,to", *rows]))
        self.study.decide_from(table)


def work(path: Path, seed: int) -> None:
    """Act until killed, telling each act once it was acknowledged."""
    worker = Worker(path, seed)
    while True:
        name, last = worker.act()
        os.write(1, f"{name} {last}\n".encode())


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

    def kill_one(self, path: Path, seed: int, delay: float) -> list[tuple[str, int]]:
        """The acts (and the last entry after each) a child acknowledged before it was killed."""
        assert self.program.stdin and self.program.stdout
        self.program.stdin.write(f"{seed} {delay} {path}\n")
        self.program.stdin.flush()
        told = []
        for line in self.program.stdout:
            if line.strip() in ("killed", "failed"):
                assert line.strip() == "killed", "the child failed by itself: see its traceback"
                return told
            name, last = line.split()
            told.append((name, int(last)))
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


def check_beside(home: Path, backups: int) -> None:
    """Beside the study lie what it was given, its key, whole backups and one kill's drafts."""
    open_key(home / "names.key")
    whole = sorted(home.glob("backup-*.crosscase"))
    assert len(whole) >= backups, "an acknowledged backup is missing"
    for copy in whole:
        check(copy, 0)
    beside = {path.name for path in home.iterdir()} - {copy.name for copy in whole}
    drafts = {name for name in beside if name.endswith((".part", ".part-journal", ".new"))}
    assert beside - drafts <= {"study.crosscase", "folder", "given", "names.key"}
    assert len(drafts) <= 3
    for file in (*whole, *(home / name for name in drafts)):
        file.unlink()


@pytest.mark.parametrize(
    "kills",
    [
        pytest.param(100, marks=pytest.mark.slow),
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
    acts: Counter[str] = Counter()
    unacknowledged = 0
    for kill in range(kills):
        if kill % 10 == 0:
            path = begin(tmp_path / str(kill))
            last = 0
        told = children.kill_one(path, rng.randrange(10**6), rng.uniform(0.02, 0.7))
        numbers = [number for _, number in told]
        assert numbers == sorted(numbers)
        names = Counter(name for name, _ in told)
        acts += names
        found = check(path, max([last, *numbers]))
        assert found <= max([last, *numbers]) + 1, "only the act under way may be unacknowledged"
        unacknowledged += found - max([last, *numbers])
        check_beside(path.parent, names["backup"])
        last = found
    figures = ", ".join(f"{count} {name}" for name, count in sorted(acts.items()))
    sys.stdout.write(
        f"{kills} kills, {sum(acts.values())} acts acknowledged ({figures}), none lost; "
        f"{unacknowledged} came through that the kill kept from being acknowledged\n"
    )
    assert set(acts) >= {"load", "correct", "decide", "merge", "settle", "undo", "redo", "backup"}


def begin(home: Path) -> Path:
    """A home with a folder to load, a place for other files, and an empty study: its path."""
    (home / "folder" / "interviews").mkdir(parents=True)
    (home / "given").mkdir()
    (home / "folder" / "interviews" / "one.txt").write_text(TALK)
    create(home / "study.crosscase").close()
    return home / "study.crosscase"


def test_what_a_kill_left_half_written_is_swept_by_the_next_write(tmp_path: Path) -> None:
    """A draft of a backup or of the key file stands in nobody's way and does not stay."""
    path = begin(tmp_path / "home")
    for draft in ("copy.crosscase.part", "copy.crosscase.part-journal", "study.crosscase.key.new"):
        (path.parent / draft).write_bytes(b"half")
    with study.open_study(path, "Ada") as opened:
        opened.load(path.parent / "folder", study.key_of(path))
        opened.backup(path.parent / "copy.crosscase")
    check(path.parent / "copy.crosscase", 1)
    assert sorted(file.name for file in path.parent.iterdir()) == [
        *("copy.crosscase", "folder", "given", "study.crosscase", "study.crosscase.key")
    ]


if __name__ == "__main__":
    nursery()
