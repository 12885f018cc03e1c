"""A withdrawal reaches the reports and exports that were written before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from crosscase import study
from crosscase.cli import app
from crosscase.domain.spans import Span


def run(*words: str) -> dict[str, object]:
    done = CliRunner().invoke(app, [*words, "--json"])
    assert done.exit_code == 0, done.exception
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_what_lies_as_it_was_written_goes_and_the_rest_is_listed(decided: Path):
    home, path = decided.parent, str(decided)
    report, codings, book, moved = (home / n for n in ("r.html", "c.csv", "b.md", "p.qdpx"))
    run("report", path, "-o", str(report))
    run("export", path, "-o", str(codings), "--what", "codings")
    run("export", path, "-o", str(book), "--what", "codebook")
    run("export", path, "-o", str(moved))
    book.write_text(book.read_text(encoding="utf-8") + "my own words", encoding="utf-8")
    moved.rename(home / "sent.qdpx")
    with study.open_study(decided, "") as opened:
        opened.handed_out("small.pdf")
    shown = run("withdraw", path, "A-CEO", "--preview", "--as", "ana")
    written = [str(p) for p in (report, codings, home / "c.R", book, moved)]
    assert sorted(shown["files"]) == sorted([*written, "small.pdf"])  # type: ignore[call-overload]
    assert report.exists()

    reached = run("withdraw", path, "A-CEO", "--yes", "--as", "ana")["copies"]
    assert sorted(reached["removed"]) == sorted(written[1:3])  # type: ignore[index]
    assert reached["written_again"] == [str(report)]  # type: ignore[index]
    assert not any(p.exists() for p in (codings, home / "c.R"))
    assert "Customers ask for new things" not in report.read_text(encoding="utf-8")
    missed = dict(reached["out_of_reach"])  # type: ignore[index]
    assert "changed it" in missed[str(book)]
    assert "not there" in missed[str(moved)]
    assert "downloaded" in missed["small.pdf"]
    assert book.exists()


@pytest.mark.parametrize(
    ("name", "wishes"),
    [
        ("r.html", ["--no-quotes"]),
        ("r.html", ["--no-check", "--hide-names"]),
        ("r.html", ["--with-sound"]),
        ("r.html", ["--as-shared"]),
        ("r.docx", []),
        ("r.pdf", []),
    ],
)
def test_a_report_is_written_again_as_it_was_asked_for(decided: Path, name: str, wishes: list[str]):
    report, path = decided.parent / name, str(decided)
    run("report", path, "-o", str(report), *wishes)
    before = report.read_bytes()
    reached = run("withdraw", path, "A-CEO", "--yes", "--as", "ana")["copies"]
    assert reached["written_again"] == [str(report)]  # type: ignore[index]
    assert reached["removed"] == []  # type: ignore[index]
    after = report.read_bytes()
    assert after != before
    run("report", path, "-o", str(report), *wishes, "--yes")
    assert report.read_bytes() == after
    with study.open_study(decided, "") as opened:
        assert list(opened.written_files()) == [str(report)]


@pytest.mark.parametrize("hide", [True, False])
def test_a_name_that_others_said_is_in_no_report_that_is_written_again(decided: Path, hide: bool):
    """Without hiding, the gate stops the report as it would have stopped it before."""
    report, path, more = decided.parent / "r.html", str(decided), decided.parent / "b2.txt"
    run("report", path, "-o", str(report), *(["--hide-names"] if hide else []))
    more.write_text("INTERVIEWER: Who asks?\n\nSUN YI: Lu Ming asks us every week.\n")
    run("add", path, str(more), "--as", "ana")
    with study.open_study(decided, "ana") as opened:
        snapshot = opened.snapshot()
        edition = max(snapshot.current_editions.values(), key=lambda one: one.id)
        start = edition.text.index("Lu Ming asks")
        opened.codings.apply(edition.id, Span(start, start + 12), "asked weekly")
    reached = run("withdraw", path, "A-CEO", "--yes", "--as", "ana")["copies"]
    assert bool(reached["written_again"]) is hide  # type: ignore[index]
    assert report.exists() is hide
    if hide:
        text = report.read_text(encoding="utf-8")
        assert "[A-CEO] asks" in text
        assert "Lu Ming" not in text


def test_a_report_that_nobody_can_scan_is_removed_and_not_written_again(decided: Path):
    report, path, key = decided.parent / "r.html", str(decided), study.key_path(decided)
    run("report", path, "-o", str(report))
    key.rename(decided.parent / "away.key")
    reached = run("withdraw", path, "A-CEO", "--yes", "--as", "ana")["copies"]
    assert reached["removed"] == [str(report)]  # type: ignore[index]
    assert reached["written_again"] == []  # type: ignore[index]
    assert not report.exists()


def test_a_report_of_an_older_study_is_removed_as_before(decided: Path):
    report = decided.parent / "r.html"
    run("report", str(decided), "-o", str(report))
    with study.open_study(decided, "") as opened:
        opened.wrote(report)
    reached = run("withdraw", str(decided), "A-CEO", "--yes", "--as", "ana")["copies"]
    assert reached["removed"] == [str(report)]  # type: ignore[index]
    assert not report.exists()


def test_what_a_person_reads_says_which_were_written_anew(decided: Path):
    report, path = decided.parent / "r.html", str(decided)
    run("report", path, "-o", str(report))
    words = ["withdraw", path, "A-CEO", "--yes", "--as", "ana"]
    told = CliRunner().invoke(app, words)
    assert f"Reports written anew, without the words (1): {report}" in told.output


def test_files_are_left_where_a_person_says_so(decided: Path):
    report = decided.parent / "r.html"
    run("report", str(decided), "-o", str(report))
    run("withdraw", str(decided), "A-CEO", "--yes", "--keep-files", "--as", "ana")
    assert report.exists()
    with study.open_study(decided, "") as opened:
        assert list(opened.written_files()) == [str(report)]


def test_a_restored_backup_knows_the_files_too(decided: Path):
    report, copy = decided.parent / "r.html", decided.parent / "copy.crosscase"
    run("backup", str(decided), str(copy))
    run("report", str(decided), "-o", str(report))
    run("restore", str(decided), str(copy), "--yes")
    with study.open_study(decided, "") as opened:
        assert list(opened.written_files()) == [str(report)]
