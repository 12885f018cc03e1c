"""A withdrawal reaches the reports and exports that were written before."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from crosscase import study
from crosscase.cli import app


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
    assert sorted(reached["removed"]) == sorted(written[:3])  # type: ignore[index]
    assert not any(p.exists() for p in (report, codings, home / "c.R"))
    missed = dict(reached["out_of_reach"])  # type: ignore[index]
    assert "changed it" in missed[str(book)]
    assert "not there" in missed[str(moved)]
    assert "downloaded" in missed["small.pdf"]
    assert book.exists()


def test_files_are_left_where_a_person_says_so(decided: Path):
    report = decided.parent / "r.html"
    run("report", str(decided), "-o", str(report))
    run("withdraw", str(decided), "A-CEO", "--yes", "--keep-files", "--as", "ana")
    assert report.exists()
    with study.open_study(decided, "") as opened:
        assert opened.written_files() == [str(report)]


def test_a_restored_backup_knows_the_files_too(decided: Path):
    report, copy = decided.parent / "r.html", decided.parent / "copy.crosscase"
    run("backup", str(decided), str(copy))
    run("report", str(decided), "-o", str(report))
    run("restore", str(decided), str(copy), "--yes")
    with study.open_study(decided, "") as opened:
        assert opened.written_files() == [str(report)]
