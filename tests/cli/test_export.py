"""A study goes out as tables and graphs, never with a name, never over a file that is there."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]


def test_codings_go_out_with_the_script_that_reads_them(decided: Path, crosscase: Run):
    done = crosscase("export", str(decided), "-o", "c.csv", "--what", "codings", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    with (decided.parent / "c.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == told["rows"] == 4
    assert {row["construct"] for row in rows} == {"Market", ""}
    assert '"c.csv"' in (decided.parent / "c.R").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("what", "file"),
    [
        ("persons", "p.xlsx"),
        ("cases", "a.csv"),
        ("cooccurrence", "t.csv"),
        ("codebook", "b.md"),
        ("codebook", "b.docx"),
        ("model", "m.graphml"),
        ("model", "m.dot"),
        ("model", "m.drawio"),
        ("comments", "w.zip"),
    ],
)
def test_every_form_is_written_and_what_is_in_it_is_told(
    decided: Path, crosscase: Run, what: str, file: str
):
    done = crosscase("export", str(decided), "-o", file, "--what", what)
    assert done.returncode == 0, done.stderr
    assert file in done.stderr
    assert (decided.parent / file).stat().st_size > 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-o", "c.csv"), "--what: codings, persons"),
        (("-o", "c.csv", "--what", "models"), "can be one of: codings"),
        (("-o", "m.csv", "--what", "model"), ".graphml, .dot, .drawio"),
        (("-o", "c.qdpx", "--what", "codings"), ".csv, .xlsx"),
        (("-o", "c", "--what", "codings"), "without an ending"),
        (("-o", "l.bib", "--what", "literature"), "No code rests on named literature"),
    ],
)
def test_what_cannot_be_written_is_refused_with_what_can(
    decided: Path, crosscase: Run, words: tuple[str, ...], said: str
):
    done = crosscase("export", str(decided), *words)
    assert done.returncode == 1
    assert said in done.stderr
    assert not (decided.parent / words[1]).exists()


def test_neither_the_table_nor_the_script_beside_it_is_written_over(decided: Path, crosscase: Run):
    (decided.parent / "c.R").write_text("mine")
    done = crosscase("export", str(decided), "-o", "c.csv", "--what", "codings")
    assert done.returncode == 1
    assert "c.R is there already" in done.stderr
    assert not (decided.parent / "c.csv").exists()
    assert (decided.parent / "c.R").read_text() == "mine"


def test_a_table_with_a_real_name_is_not_written(decided: Path, crosscase: Run):
    coded = decided.parent / "more.csv"
    coded.write_text("act,source,quote,keyword\ncode,b,Nobody asks,Lu Ming said so\n")
    assert crosscase("decide", str(decided), "--from", str(coded), "--as", "ana").returncode == 0
    ask = ("export", str(decided), "-o", "p.csv", "--what", "persons")
    done = crosscase(*ask)
    assert done.returncode == 1
    assert "the name of A-CEO" in done.stderr
    assert not (decided.parent / "p.csv").exists()
    assert crosscase(*ask, "--with-names").returncode == 0
