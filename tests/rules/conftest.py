"""The example study and the tables of the paper, loaded and decided once."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase import study
from crosscase.domain.snapshot import Snapshot

SIM = Path(__file__).parents[2] / "examples" / "sim"


@pytest.fixture(scope="session")
def sim_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example study as its coder left it; the key file lies beside it."""
    path = tmp_path_factory.mktemp("sim") / "sim.crosscase"
    with study.create(path, "lin") as made:
        made.load(SIM, study.key_of(path))
        made.decide_from(SIM / "decisions.csv")
    return path


@pytest.fixture(scope="session")
def sim(sim_file: Path) -> tuple[Snapshot, dict[str, list[str]]]:
    """The example study and its real names."""
    with study.open_study(sim_file, "") as opened:
        return opened.snapshot(audited=True), study.key_of(sim_file).names
