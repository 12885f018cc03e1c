"""Whatever is written is compared with the key file first; a leak stops it, with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pyrage
import pytest
from typer.testing import CliRunner

from crosscase.cli import app
from crosscase.errors import CrosscaseError, KeyFileError, LeakFound, NotScanned

OUTPUTS = {
    "report": ("report", "x.html"),
    "project": ("export", "x.qdpx"),
    "codes": ("export", "x.qdc"),
    "codings": ("export", "x.csv", "--what", "codings"),
    "persons": ("export", "x.xlsx", "--what", "persons"),
    "cases": ("export", "x.csv", "--what", "cases"),
    "cooccurrence": ("export", "x.csv", "--what", "cooccurrence"),
    "codebook": ("export", "x.md", "--what", "codebook"),
    "graph": ("export", "x.graphml", "--what", "model"),
    "drawing": ("model", "x.svg"),
    "form": ("consent", "x.docx"),
}
"""Every kind of file that leaves a study, and how it is written."""

LEAKS = {
    "customers ask": "report project codes codings persons cooccurrence codebook",
    "case": "cases",
    "Market": "graph drawing",
    "What drives innovation": "form",
}
"""Words that stand in those files, here taken for a real name."""


def known(study: Path, spelling: str, passphrase: str = "") -> None:
    key = study.with_name(study.name + ".key")
    body = json.dumps({"crosscase key file": 1, "names": {"B-CEO": [spelling]}}).encode()
    key.write_bytes(pyrage.passphrase.encrypt(body, passphrase) if passphrase else body)


def write(study: Path, kind: str, *more: str, **env: str) -> str:
    """What is said on the way, or the error a person would be told."""
    command, target, *options = OUTPUTS[kind]
    words = (command, str(study), "-o", str(study.parent / target), *options, *more)
    done = CliRunner().invoke(app, words, env=env)
    if isinstance(done.exception, CrosscaseError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stderr


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for name, kinds in LEAKS.items() for kind in kinds.split()]
)
def test_a_real_name_stops_every_kind_of_file_with_its_place(decided: Path, kind: str, name: str):
    target = decided.parent / OUTPUTS[kind][1]
    known(decided, "Nobody Is Called So")
    write(decided, kind)
    target.unlink()
    known(decided, name)
    with pytest.raises(LeakFound, match="the name of B-CEO in '"):
        write(decided, kind, "--yes")
    assert not target.exists()


@pytest.mark.parametrize("kind", OUTPUTS)
def test_without_the_key_nothing_is_written_unless_it_may_go_out_unscanned(
    decided: Path, kind: str
):
    target = decided.parent / OUTPUTS[kind][1]
    decided.with_name(decided.name + ".key").unlink()
    with pytest.raises(NotScanned, match="no key file") as told:
        write(decided, kind)
    assert "--unscanned" in told.value.hint
    assert not target.exists()
    assert "Not checked for real names" in write(decided, kind, "--unscanned")
    assert target.exists()


def test_a_locked_key_asks_for_its_passphrase_and_is_used_with_it(decided: Path):
    known(decided, "customers ask", "a secret")
    with pytest.raises(NotScanned, match="locked"):
        write(decided, "codebook")
    write(decided, "codebook", "--unscanned")
    with pytest.raises(LeakFound):
        write(decided, "codebook", "--yes", CROSSCASE_KEY_PASSPHRASE="a secret")


def test_a_key_that_lies_elsewhere_is_looked_through_too(decided: Path):
    known(decided, "customers ask")
    away = decided.parent / "away.key"
    decided.with_name(decided.name + ".key").rename(away)
    with pytest.raises(LeakFound):
        write(decided, "codebook", "--key-file", str(away))
    with pytest.raises(KeyFileError, match=r"There is no nowhere\.key"):
        write(decided, "codebook", "--key-file", "nowhere.key")
