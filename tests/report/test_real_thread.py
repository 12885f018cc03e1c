"""Real interviews from folder to report, by rule alone."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from crosscase.cli import app

DESIGN = Path(__file__).parents[2] / "examples" / "fossrit"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three short interviews of the FOSSRIT study, of both groups."""
    data = Path(os.environ.get("CROSSCASE_DATA", "")) / "interviews" / "fossrit"
    if not os.environ.get("CROSSCASE_DATA") or not data.is_dir():
        pytest.skip("CROSSCASE_DATA names no folder of interviews")
    target = tmp_path / "fossrit"
    target.mkdir()
    talks = sorted(data.glob("*-full.md"), key=lambda p: (p.stat().st_size, p.name))
    for first in ("nick", "naomi", "terri"):
        path = next(p for p in talks if p.name.startswith(first))
        shutil.copy(path, target)
    return target


def _run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def _done(*words: object) -> Result:
    result = _run(*words)
    assert result.exit_code == 0, (result.output, result.exception)
    return result


def test_a_folder_of_real_interviews_becomes_a_report_by_rule_alone(
    folder: Path, tmp_path: Path
) -> None:
    """Every command of the thread, and three files that hold no real name."""
    path = tmp_path / "f.crosscase"
    _done("load", folder, "--design", DESIGN, "-o", path, "--as", "ana", "--quiet")
    for verb, about, above in (
        ("tie", "answer", 0.5),
        ("abstract", "keyword", 0.7),
        ("merge", "merge", 0.7),
        ("assign", "assign", 0.5),
    ):
        _done(verb, path, "--as", "ana", "--quiet")
        _done(
            *("decide", path, "--about", about, "--above", above),
            *("--by-rule", "--as", "ana", "--quiet"),
        )
    matrix = json.loads(_done("compare", path, "--json").stdout)
    assert {"U3", "D2", "D3"} <= set(matrix["cases"])
    assert all(cell["participants"] <= cell["asked"] <= cell["heard"] for cell in matrix["cells"])
    for words in (("propose",), ("model",)):
        _done(words[0], path, "--json")
    assert _run("check", path, "--json").exit_code == 3
    for ending in ("html", "docx", "pdf"):
        told = _done("report", path, "-o", tmp_path / f"r.{ending}", "--hide-names", "--json")
        assert json.loads(told.stdout)["checked_for_names"] is True
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    for heading in ("Names hidden.", "What the rules found", "Case U3", "Further keywords"):
        assert heading in page
    assert len(page) < 4_000_000
    assert _run("report", path, "-o", tmp_path / "again.html").exit_code == 1
