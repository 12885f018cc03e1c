"""The sample study that comes with crosscase: a folder as any other, with its decisions."""

from __future__ import annotations

from pathlib import Path

from crosscase.errors import NotInStudy

_HERE = Path(__file__).parents[1]
_PLACES = (_HERE / "sample", _HERE.parents[1] / "examples" / "sim")
"""In the installed package, and in the source tree beside it."""


def sample_folder() -> Path:
    """Where the sample study's folder lies. Raises ``NotInStudy`` where it was left out."""
    for place in _PLACES:
        if (place / "study.toml").exists():
            return place
    raise NotInStudy(
        "The sample study was not installed with this crosscase.",
        hint="Install crosscase from its wheel, or load a folder of your own.",
    )
