"""Fifty flaws and more, one at a time in a sound study: each is found, and nothing else is."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscase import study
from crosscase.domain.snapshot import Snapshot
from crosscase.rules import Finding, ask

from . import flaws, flaws_behind, flaws_of_material, sound
from .tampered import FLAWS, Copy, Flaw, Found

SEEDS = {flaw: seed for seed, flaw in enumerate(FLAWS, 2026)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Snapshot]:
    """The sound study, made once."""
    root = tmp_path_factory.mktemp("sound")
    path = root / "sound.crosscase"
    sound.build(root / "folder", path)
    with study.open_study(path, "ana") as opened:
        return path, opened.snapshot()


@pytest.fixture
def copied(made: tuple[Path, Snapshot], tmp_path: Path) -> Callable[[int], Copy]:
    """A fresh copy of it, with a seed for what is left to chance."""

    def copy(seed: int) -> Copy:
        path, before = made
        for name in (path.name, path.name + ".key"):
            shutil.copy(path.with_name(name), tmp_path / name)
        return Copy(tmp_path / path.name, before, random.Random(seed))

    return copy


def found(path: Path) -> list[Finding]:
    """What `check` says of the file with its key."""
    with study.open_study(path, "ana") as opened:
        return ask(opened.snapshot(audited=True), study.key_of(path).names)


def test_check_says_nothing_of_the_sound_study(made: tuple[Path, Snapshot]) -> None:
    assert found(made[0]) == []


@pytest.mark.parametrize("flaw", FLAWS, ids=lambda flaw: flaw.__name__)
def test_a_flaw_is_found_where_it_is_and_nothing_else(
    flaw: Flaw, copied: Callable[[int], Copy]
) -> None:
    copy = copied(SEEDS[flaw])
    wanted: Found = flaw(copy)
    assert wanted
    assert {(finding.rule, finding.where) for finding in found(copy.path)} == wanted


def test_there_are_fifty_flaws_at_least() -> None:
    assert {flaws, flaws_behind, flaws_of_material}
    assert len({flaw.__name__ for flaw in FLAWS}) == len(FLAWS) >= 50
