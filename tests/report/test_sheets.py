"""Tables for analysis hold what the study holds, keep what people refused, and open as words."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.analysis.agreement import agreement
from crosscase.analysis.judgements import judgements
from crosscase.domain.snapshot import CodingColumns, Snapshot
from crosscase.errors import NotAllowed
from crosscase.formats.references import read_references
from crosscase.report.model import model_of
from crosscase.report.model_files import MODEL_FORMS
from crosscase.report.outgoing import outgoing
from crosscase.report.sheets import FORMS, PAGES, SHEETS, Column, Sheet, script_beside
from crosscase.report.sheets.data_files import spss_names

NOBODY: frozenset[int] = frozenset()


def records(sheet: Sheet) -> list[dict[str, Any]]:
    return [dict(zip(sheet.names, row, strict=True)) for row in sheet.rows]


def test_each_coding_is_one_row_with_who_said_it_and_where(small: Snapshot):
    """Merged keywords as what they speak for, and as what was judged; discards are left out."""
    snapshot = small
    found = records(SHEETS["codings"](snapshot, NOBODY))
    assert len(found) == len(judgements(snapshot, each_coder=True).coding) == 5
    (row,) = [one for one in found if one["coded as"] == "demand"]
    text = next(e for e in snapshot.editions if e.source == 4).text
    assert text[row["start"] : row["end"]] == row["words"] == "Customers ask, too"
    told = {name: row[name] for name in ("coder", "code", "construct", "participant", "group")}
    assert told == {
        "coder": "ana",
        "code": "customers ask",
        "construct": "Market",
        "participant": "Officer",
        "group": "Officers",
    }
    assert row["case"] is None


def test_sources_of_who_refused_stay_out_of_codings_and_their_rows_out_of_persons(small: Snapshot):
    snapshot = small
    (silent,) = [p.id for p in snapshot.participants if p.pseudonym == "B-RD"]
    codings = SHEETS["codings"](snapshot, frozenset({silent}))
    assert not any("secret" in text for _, text in codings.texts())
    assert codings.left == ((1, "codings in sources of people who refused to be quoted or shared"),)
    persons = SHEETS["persons"](snapshot, frozenset({silent}))
    assert [one["participant"] for one in records(persons)] == ["A-CEO", "B-CEO", "Officer"]
    assert persons.left == ((1, "people who refused to be quoted or shared"),)


def test_persons_are_0_and_1_and_empty_where_nobody_coded(small: Snapshot):
    """Nothing is known of what was not looked at: that is no 0."""
    found = {one["participant"]: one for one in records(SHEETS["persons"](small, NOBODY))}
    assert (found["A-CEO"]["customers ask"], found["A-CEO"]["subsidy"]) == (1, 0)
    assert (found["Officer"]["customers ask"], found["Officer"]["subsidy"]) == (1, 1)
    codings = small.codings
    kept = replace(
        small,
        discards=(),
        codings=CodingColumns(*(getattr(codings, f.name)[:1] for f in fields(codings))),
    )
    found = {one["participant"]: one for one in records(SHEETS["persons"](kept, NOBODY))}
    assert (found["A-CEO"]["customers ask"], found["B-CEO"]["customers ask"]) == (1, None)


def test_each_number_of_a_case_stands_beside_of_how_many(small: Snapshot):
    found = {one["case"]: one for one in records(SHEETS["cases"](small, NOBODY))}
    assert (found["A"]["Market"], found["A"]["Market of"], found["A"]["heard"]) == (1, 1, 1)
    assert (found["B"]["Market"], found["B"]["Market of"], found["B"]["outcome"]) == (2, 2, None)
    assert found["A"]["outcome"] == 4.0


def test_pairs_are_counted_by_passages_and_by_people(small: Snapshot):
    (pair,) = records(SHEETS["cooccurrence"](small, NOBODY))
    assert (pair["first"], pair["second"]) == ("customers ask", "subsidy")
    assert (pair["passages"], pair["people"], pair["people jaccard"]) == (
        0,
        1,
        pytest.approx(1 / 3, abs=1e-6),
    )


def test_a_merged_keyword_says_what_speaks_for_it(small: Snapshot):
    found = {one["name"]: one for one in records(SHEETS["codebook"](small, NOBODY))}
    assert found["demand"]["merged into"] == "customers ask"
    assert found["demand"]["mentions"] is None
    assert (found["customers ask"]["mentions"], found["customers ask"]["belongs to"]) == (
        3,
        "Market",
    )
    assert found["Market"]["definition"] == "What customers ask for."


def made(cells: Sequence[str]) -> Sheet:
    rows = tuple((cell, number) for number, cell in enumerate(cells))
    return Sheet("Drawn", 1, "2026-01-02", (Column("=words", "words"), Column("n", "whole")), rows)


LEADS = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "'", ""])
CELLS = st.builds(str.__add__, LEADS, st.text(st.sampled_from("ab1=(\"',;\n 客😀"), min_size=1))


@settings(max_examples=40, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=6))
def test_no_cell_is_a_formula_and_every_word_is_read_again(cells: list[str]):
    """With openpyxl from xlsx, and with csv, where an apostrophe stands before such words."""
    with TemporaryDirectory() as folder:
        plain, book = Path(folder) / "t.csv", Path(folder) / "t.xlsx"
        FORMS[".csv"](made(cells), plain)
        FORMS[".xlsx"](made(cells), book)
        with plain.open(encoding="utf-8", newline="") as stream:
            head, *rows = csv.reader(stream)
        sheet = openpyxl.load_workbook(book)["Table"]
        assert head[0] == "'=words"
        for cell, row, (shown, number) in zip(cells, rows, sheet.iter_rows(min_row=2), strict=True):
            assert row[0] == cell or row[0] == "'" + cell
            assert not row[0].startswith(("=", "@", "\t", "\r"))
            assert (shown.data_type, number.data_type) == ("s", "n")
            assert openpyxl.utils.escape.unescape(shown.value) == cell


def test_the_r_script_names_a_type_for_each_column(doubly: Snapshot, tmp_path: Path):
    """Where R is installed it is run, and gives as many rows."""
    for name, sheet_of in SHEETS.items():
        sheet = sheet_of(doubly, NOBODY)
        target = tmp_path / f"{name}.csv"
        assert FORMS[".csv"](sheet, target) == [target, script_beside(target)]
        script = script_beside(target).read_text(encoding="utf-8")
        _, _, kinds = script.partition("colClasses = c(\n")
        lines = kinds.partition("\n  )\n")[0].splitlines()
        assert [line.partition("# ")[2] for line in lines] == sheet.names
        assert [line.partition("#")[0].strip().endswith(",") for line in lines] == [
            *[True] * (len(lines) - 1),
            False,
        ]
        if r := shutil.which("Rscript"):
            code = f"source('{name}.R'); cat(nrow(sheet), ncol(sheet))"
            done = subprocess.run(
                [r, "-e", code], cwd=tmp_path, capture_output=True, text=True, check=True
            )
            assert done.stdout.split()[-2:] == [str(len(sheet.rows)), str(len(sheet.columns))]


def test_statistics_packages_read_each_column_as_what_it_is(small: Snapshot, tmp_path: Path):
    """Parquet and SPSS: whole numbers, names of few, an empty cell where nothing is known."""
    import pyarrow.parquet
    import pyreadstat

    sheet = SHEETS["persons"](small, NOBODY)
    FORMS[".parquet"](sheet, tmp_path / "p.parquet")
    table = pyarrow.parquet.read_table(tmp_path / "p.parquet")
    assert table.to_pylist() == records(sheet)
    kinds = {field.name: str(field.type) for field in table.schema}
    assert kinds["participant"] == "string"
    assert kinds["group"].startswith("dictionary")
    assert table.schema.metadata[b"journal entry"] == str(sheet.n).encode()
    FORMS[".sav"](sheet, tmp_path / "p.sav")
    frame, about = pyreadstat.read_sav(tmp_path / "p.sav")
    assert about.column_labels == sheet.names
    assert about.creation_time.date().isoformat() == sheet.day
    for column, (name, values) in zip(sheet.columns, frame.items(), strict=True):
        told = [row[sheet.names.index(column.name)] for row in sheet.rows]
        if column.kind in ("whole", "number"):
            assert [None if value != value else value for value in values] == told, name
        else:
            assert list(values) == ["" if value is None else value for value in told], name


@given(st.lists(st.text(max_size=80), max_size=9))
def test_any_names_of_columns_become_names_that_spss_takes(names: list[str]):
    found = spss_names(names)
    assert len({name.casefold() for name in found}) == len(names)
    for name in found:
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,63}", name)
        assert name.upper() not in {"ALL", "AND", "BY", "NOT", "OR", "TO", "WITH"}


def test_words_longer_than_spss_holds_are_cut_with_a_mark(tmp_path: Path):
    import pyreadstat

    columns = Column("said", "words"), Column("n", "whole")
    odd = Sheet("Odd", 1, "2026-01-02", columns, (("客" * 20_000, 1), (None, None)))
    FORMS[".sav"](odd, tmp_path / "odd.sav")
    frame, _ = pyreadstat.read_sav(tmp_path / "odd.sav")
    assert frame["said"][0].endswith("客 […]")
    assert 32_760 < len(frame["said"][0].encode()) <= 32_767
    assert frame["said"][1] == ""


def test_without_the_extra_it_is_told_what_to_install(
    small: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for package in ("pyarrow", "pandas"):
        monkeypatch.setitem(sys.modules, package, None)
    for ending in (".parquet", ".sav"):
        with pytest.raises(NotAllowed, match="which is not installed") as error:
            FORMS[ending](SHEETS["cases"](small, NOBODY), tmp_path / f"c{ending}")
        assert "crosscase[tables]" in error.value.hint
    assert list(tmp_path.glob("c.*")) == []


def test_units_of_agreement_are_what_the_coefficients_are_computed_from(doubly: Snapshot):
    """A row a unit and code, a column a coder; by the same units the same share agrees."""
    sheet = SHEETS["units"](doubly, NOBODY)
    rows = records(sheet)
    first, second = sheet.names[-2:]
    known = agreement(doubly, draws=10)
    for one in known.codes:
        mine = [r for r in rows if (r["kind"], r["code"]) == (one.kind, one.code)]
        assert len(mine) == known.units
        cells = Counter((row[first], row[second]) for row in mine)
        assert cells[1, 1] == one.both
        assert cells[1, 0] == one.first_only
        assert cells[0, 1] == one.second_only


def test_units_of_agreement_are_refused_where_one_person_coded(small: Snapshot):
    with pytest.raises(NotAllowed):
        SHEETS["units"](small, NOBODY)


def test_two_exports_are_byte_for_byte_the_same(small: Snapshot, tmp_path: Path):
    for ending, write in (FORMS | PAGES).items():
        bodies = set()
        for number in range(2):
            target = tmp_path / f"{number}{ending}"
            write(SHEETS["codebook"](small, NOBODY), target)
            bodies.add(target.read_bytes())
        assert len(bodies) == 1, ending


def test_the_codebook_can_be_read_as_a_page(small: Snapshot, tmp_path: Path):
    """Nothing a coder wrote becomes a mark of Markdown."""
    sheet = SHEETS["codebook"](small, NOBODY)
    PAGES[".md"](sheet, tmp_path / "c.md")
    PAGES[".docx"](sheet, tmp_path / "c.docx")
    page = (tmp_path / "c.md").read_text(encoding="utf-8")
    assert "## Construct: Market" in page
    assert "- **definition**: What customers ask for." in page
    with zipfile.ZipFile(tmp_path / "c.docx") as archive:
        assert "What customers ask for." in archive.read("word/document.xml").decode()
    odd = Sheet("#", 1, "", tuple(Column(c, "words") for c in "abc"), (("k", "*a*_", "x\n# y"),))
    PAGES[".md"](odd, tmp_path / "odd.md")
    assert "## K: \\*a\\*\\_" in (tmp_path / "odd.md").read_text(encoding="utf-8")
    assert "- **c**: x \\# y" in (tmp_path / "odd.md").read_text(encoding="utf-8")


def test_the_literature_goes_out_as_bibtex(small: Snapshot, tmp_path: Path):
    first, *others = small.codes
    resting = replace(first, reference="Lee 2009; Cohen & Levinthal 1990")
    snapshot = replace(small, codes=(resting, *others))
    outgoing(snapshot, "literature", ".bib", "norm", _never).write(tmp_path / "l.bib")
    body = (tmp_path / "l.bib").read_bytes()
    assert body.count(b"@misc{") == 2
    found, _ = read_references(body, "l.bib")
    told = {(one.authors, one.year) for one in found}
    assert told == {(("Cohen", "Levinthal"), "1990"), (("Lee",), "2009")}


def _never(_: frozenset[int]) -> Any:
    raise AssertionError("no project is asked for")


def test_the_model_goes_out_as_a_graph(small: Snapshot):
    """Each cause an arrow; how many cases stands on it and is no weight."""
    model = model_of(small)
    graph = ET.fromstring(MODEL_FORMS[".graphml"](model))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert len(graph.findall(".//g:node", space)) == 3
    (edge,) = graph.findall(".//g:edge", space)
    facts = {data.get("key"): data.text for data in edge.findall("g:data", space)}
    assert facts["edge-proposition"] == "P1"
    assert facts["edge-supporting"] == "2"
    assert all("weight" not in (key.get("attr.name") or "") for key in graph)
    page = ET.fromstring(MODEL_FORMS[".drawio"](model))
    drawn = {cell.get("id"): cell for cell in page.iter("mxCell")}
    (arrow,) = [cell for cell in drawn.values() if cell.get("edge")]
    assert drawn[arrow.get("source")].get("value") == "Market"
    assert drawn[arrow.get("target")].get("value") == "Innovation"
    dot = MODEL_FORMS[".dot"](model).decode()
    assert dot.startswith("digraph") and dot.count("->") == 1 and "P1 (+)" in dot
