"""report and model on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crosscase.cli import app
from crosscase.errors import CrosscaseError, KeyFileError, LeakFound, NotAgreed, NotAllowed


@pytest.fixture
def study_file(make, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    make()
    return tmp_path / "s.crosscase"


def _run(*words: object) -> str:
    """The output, or the error a person would be told."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    if isinstance(result.exception, CrosscaseError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("ending", ["html", "docx", "pdf"])
def test_a_report_is_written_by_its_ending_and_replaced_only_with_a_yes(
    study_file: Path, tmp_path: Path, ending: str
):
    """Nothing but the file is left behind."""
    target = tmp_path / "out" / f"r.{ending}"
    target.parent.mkdir()
    said = json.loads(_run("report", study_file, "-o", target, "--json"))
    assert said["checked_for_names"] is True
    assert said["withheld"] == 1
    first = target.read_bytes()
    with pytest.raises(NotAgreed):
        _run("report", study_file, "-o", target)
    _run("report", study_file, "-o", target, "--yes")
    assert target.read_bytes() == first
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_leak_stops_the_report_before_a_file_is_there(study_file: Path, tmp_path: Path):
    """The key file knows a name that was spoken."""
    key = study_file.with_name(study_file.name + ".key")
    body = json.loads(key.read_text())
    body["names"]["A-CEO"].append("Our Subsidy")
    key.write_text(json.dumps(body))
    with pytest.raises(LeakFound):
        _run("report", study_file, "-o", tmp_path / "r.html")
    assert not (tmp_path / "r.html").exists()


def test_without_a_key_file_it_says_that_nobody_checked(study_file: Path, tmp_path: Path):
    """On the screen and in the report."""
    study_file.with_name(study_file.name + ".key").unlink()
    said = _run("report", study_file, "-o", tmp_path / "r.html", "--unscanned")
    assert "Not checked for real names" in said
    assert "Not checked for real names" in (tmp_path / "r.html").read_text()


def test_an_unknown_ending_names_those_that_can_be(study_file: Path, tmp_path: Path):
    """Neither command guesses."""
    for command in ("report", "model"):
        with pytest.raises(NotAllowed) as told:
            _run(command, study_file, "-o", tmp_path / "r.odt")
        assert "It can be one of" in told.value.hint


def test_the_model_is_a_table_or_data_or_a_drawing(study_file: Path, tmp_path: Path):
    """n of m cases in each."""
    assert "2 of 2" in _run("model", study_file)
    (arrow,) = json.loads(_run("model", study_file, "--json"))["arrows"]
    assert arrow["asked"] == 2
    for ending in ("svg", "png", "pdf"):
        _run("model", study_file, "-o", tmp_path / f"m.{ending}")
        assert (tmp_path / f"m.{ending}").stat().st_size > 1000


def test_the_report_holds_what_the_rules_find_unless_they_are_not_asked(
    study_file: Path, tmp_path: Path
):
    """Flaws with what to do about them."""
    _run("report", study_file, "-o", tmp_path / "r.html")
    assert "What the rules found" in (tmp_path / "r.html").read_text()
    _run("report", study_file, "-o", tmp_path / "s.html", "--no-check")
    assert "What the rules found" not in (tmp_path / "s.html").read_text()


def test_a_leak_is_hidden_on_request_and_only_with_a_key_file(study_file: Path, tmp_path: Path):
    """The spoken name stands as a pseudonym; without the key nobody knows it."""
    key = study_file.with_name(study_file.name + ".key")
    body = json.loads(key.read_text())
    body["names"]["A-CEO"].append("Our Subsidy")
    key.write_text(json.dumps(body))
    _run("report", study_file, "-o", tmp_path / "r.html", "--hide-names")
    assert "[A-CEO]" in (tmp_path / "r.html").read_text()
    key.unlink()
    with pytest.raises(KeyFileError):
        _run("report", study_file, "-o", tmp_path / "s.html", "--hide-names", "--unscanned")
