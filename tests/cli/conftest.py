"""A small study folder, and the command line as a person runs it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

DESIGN = """
[study]
title = "Small"
question = "What drives innovation?"
[[group]]
name = "enterprise"
label = "Enterprises"
[[group]]
name = "government"
label = "Officers"
cases = false
[[construct]]
name = "Market"
kind = "external driver"
definition = "What customers ask for."
[[construct]]
name = "Innovation"
kind = "outcome"
[[proposition]]
id = "P1"
from = ["Market"]
to = "Innovation"
direction = "+"
statement = "Demand drives innovation."
"""
PEOPLE = """name,pseudonym,group,case,role,file
Lu Ming,A-CEO,enterprise,A,CEO,a
Sun Yi,B-CEO,enterprise,B,CEO,b
He Ping,Officer,government,,Officer,o
"""
TALKS = {
    "a": "INTERVIEWER: What drives it?\n\nLU MING: Customers ask for new things. We follow.\n",
    "b": "INTERVIEWER: What drives it?\n\nSUN YI: Nobody asks. It comes from our own engineers.\n",
    "o": "INTERVIEWER: What drives it?\n\nHE PING: Our subsidy. Customers ask, too.\n",
}
DECISIONS = """act,source,quote,keyword,to,value,why,coder
code,a,Customers ask for new things,customers ask,,,,ana
code,b,Nobody asks,nobody asks,,,,ana
code,o,"Customers ask, too",demand,,,,ana
code,o,Our subsidy,subsidy,,,,ana
discard,a,We follow,,,,says nothing,ana
merge,demand,,demand,customers ask,,same thing,ana
assign,,,customers ask,Market,,,ana
support,a,Customers ask for new things,,P1,mechanism,,ana
contradict,b,Nobody asks,,P1,opinion,,ana
support,o,"Customers ask, too",,P1,opinion,,ana
code,a,words nobody said,market,,,,ana
"""


@pytest.fixture(scope="session")
def write_folder() -> Callable[[Path], Path]:
    """Write the small study folder at a place."""
    return _write_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return _write_folder(tmp_path / "small")


def _write_folder(root: Path) -> Path:
    (root / "interviews").mkdir(parents=True)
    (root / "study.toml").write_text(DESIGN)
    (root / "participants.csv").write_text(PEOPLE)
    (root / "decisions.csv").write_text(DECISIONS)
    for name, talk in TALKS.items():
        (root / "interviews" / f"{name}.txt").write_text(talk)
    return root


@pytest.fixture
def crosscase(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command in ``tmp_path`` without a terminal; ``closed``: without any stdin."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("CROSSCASE_")}
    env |= {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "COLUMNS": "120"}

    def run(*words: str, closed: bool = False, **more: str) -> subprocess.CompletedProcess[str]:
        shut = ["sh", "-c", 'exec "$@" <&-', "sh"] if closed else []
        return subprocess.run(
            [*shut, sys.executable, "-c", "from crosscase.cli import main; main()", *words],
            cwd=tmp_path,
            env=env | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def decided(folder: Path, crosscase) -> Path:  # type: ignore[no-untyped-def]
    """The small study, loaded and decided."""
    study = folder.parent / "small.crosscase"
    assert crosscase("load", str(folder), "-o", str(study), "--as", "ana").returncode == 0
    taken = crosscase("decide", str(study), "--from", str(folder / "decisions.csv"), "--as", "ana")
    assert taken.returncode == 0, taken.stderr
    return study
