"""Long work says how far it is, and leaves nothing behind when it is stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase import study
from crosscase.study.sample import sample_folder


class Halt(Exception):
    """The one who waits has had enough."""


class Watcher:
    """Keeps what it was told; halts once it was told of ``until``."""

    def __init__(self, until: str = "", share: float = 0.0) -> None:
        self.told: list[tuple[str, float]] = []
        self._until, self._share = until, share

    def __call__(self, doing: str, share: float) -> None:
        self.told.append((doing, share))
        if doing == self._until and share >= self._share:
            raise Halt

    def shares(self, doing: str) -> list[float]:
        return [share for name, share in self.told if name == doing]


def test_a_load_tells_each_file(tmp_path: Path):
    path, watcher = tmp_path / "s.crosscase", Watcher()
    folder = sample_folder()
    study.load_into(path, "ana", folder, study.key_of(path), tick=watcher)
    taken = watcher.shares("taking the interviews in")
    assert taken == sorted(taken) and 0 <= min(taken) < max(taken) < 1
    interviews = list((folder / "interviews").iterdir())
    assert len(taken) == len(interviews) <= len(watcher.shares("reading the files"))


@pytest.mark.parametrize("step", ["reading the files", "taking the interviews in"])
def test_a_stopped_load_leaves_no_file(tmp_path: Path, step: str):
    path = tmp_path / "s.crosscase"
    with pytest.raises(Halt):
        study.load_into(path, "ana", sample_folder(), study.key_of(path), tick=Watcher(step, 0.5))
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_engine_leaves_what_waited_before(tmp_path: Path):
    path = tmp_path / "s.crosscase"
    study.load_into(path, "ana", sample_folder(), study.key_of(path))
    with study.open_study(path, "ana") as opened:
        opened.propose("answer")
        before = opened.waiting()
        with pytest.raises(Halt):
            opened.propose("keyword", tick=Watcher("reading what was said"))
        assert opened.waiting() == before
