"""The sample study that is installed with crosscase."""

from __future__ import annotations

import tomllib
from pathlib import Path

from crosscase.study.sample import sample_folder

ROOT = Path(__file__).parents[2]


def test_the_sample_study_is_found_with_its_decisions():
    folder = sample_folder()
    assert (folder / "study.toml").exists()
    assert (folder / "decisions.csv").exists()


def test_the_wheel_brings_the_sample_study():
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    brought = told["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert brought["examples/sim"] == "crosscase/sample"
    assert (ROOT / "examples" / "sim" / "study.toml").exists()
