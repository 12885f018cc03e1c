"""What others need to repeat the analysis goes out as one file and comes back as the same study."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

CONSENTS = """name,pseudonym,group,case,role,file,consent_quote,consent_share
Lu Ming,A-CEO,enterprise,A,CEO,a,yes,yes
Sun Yi,B-CEO,enterprise,B,CEO,b,no,yes
He Ping,Officer,government,,Officer,o,yes,no
"""


@pytest.fixture
def asked(folder: Path, crosscase: Run) -> Path:
    """The small study, decided: one refused to be quoted, one to be shared."""
    (folder / "participants.csv").write_text(CONSENTS)
    path = folder.parent / "asked.crosscase"
    assert crosscase("load", str(folder), "-o", str(path), "--as", "ana").returncode == 0
    taken = crosscase("decide", str(path), "--from", str(folder / "decisions.csv"), "--as", "ana")
    assert taken.returncode == 0, taken.stderr
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_report_of_a_package_has_the_bytes_of_the_studys_own_as_shared(
    asked: Path, crosscase: Run
):
    """Made in two processes, of two files."""
    root = asked.parent
    assert crosscase("package", str(asked), "-o", "p.zip").returncode == 0
    done = crosscase("rebuild", "p.zip", "-o", "back", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["same_report"] is True
    assert crosscase("report", str(asked), "-o", "own.html", "--as-shared").returncode == 0
    assert (root / "back/report.html").read_bytes() == (root / "own.html").read_bytes()
    assert crosscase("report", str(asked), "-o", "whole.html").returncode == 0
    assert (root / "whole.html").read_bytes() != (root / "own.html").read_bytes()


def test_a_rebuilt_study_gives_the_same_package_and_goes_on(asked: Path, crosscase: Run):
    """Its data have the same bytes; work goes on in it under numbers that were never given."""
    root = asked.parent
    assert crosscase("package", str(asked), "-o", "p.zip").returncode == 0
    assert crosscase("rebuild", "p.zip", "-o", "back").returncode == 0
    back = "back/study.crosscase"
    assert crosscase("package", back, "-o", "again.zip", "--unscanned").returncode == 0
    first, second = parts(root / "p.zip"), parts(root / "again.zip")
    data = [name for name in first if name.startswith("data/")]
    assert {name: first[name] for name in data} == {name: second[name] for name in data}
    (root / "more.csv").write_text("act,source,quote,keyword\ncode,a,We follow,follows\n")
    assert crosscase("decide", back, "--from", "more.csv", "--as", "ben").returncode == 0
    last, before = json.loads(crosscase("history", back, "--json").stdout)[:2]
    assert {last["n"], before["n"]} == {3, 2}
    assert crosscase("undo", back, "--as", "ben").returncode == 0


def test_two_packages_of_one_study_have_the_same_bytes(asked: Path, crosscase: Run):
    for name in ("p.zip", "q.zip"):
        assert crosscase("package", str(asked), "-o", name).returncode == 0
    assert (asked.parent / "p.zip").read_bytes() == (asked.parent / "q.zip").read_bytes()


def test_nothing_that_consent_withholds_is_in_a_package(asked: Path, crosscase: Run):
    """No word of who refused to be quoted or shared, no trace of who refused to be shared."""
    done = crosscase("package", str(asked), "-o", "p.zip", "--json")
    told = json.loads(done.stdout)
    assert told["checked_for_names"] is True
    assert told["withheld"]["people who refused to be shared or archived"] == 1
    assert told["withheld"]["people whose words are covered"] == 1
    found = parts(asked.parent / "p.zip")
    whole = b"\n".join(body for name, body in found.items()).decode()
    assert "Customers ask for new things" in whole
    for words in ("own engineers", "Our subsidy", 'Officer"', "Sun Yi", "He Ping", "Lu Ming"):
        assert words not in whole
    assert "B-CEO" in whole


def test_a_package_with_a_real_name_is_not_written(asked: Path, crosscase: Run):
    (asked.parent / "more.csv").write_text(
        "act,source,quote,keyword\ncode,a,We follow,Lu Ming follows\n"
    )
    taken = crosscase("decide", str(asked), "--from", "more.csv", "--as", "ana")
    assert taken.returncode == 0, taken.stderr
    done = crosscase("package", str(asked), "-o", "p.zip")
    assert done.returncode == 1
    assert "the name of A-CEO" in done.stderr
    assert not (asked.parent / "p.zip").exists()


def test_without_a_key_file_a_package_takes_a_word(asked: Path, crosscase: Run):
    asked.with_name(asked.name + ".key").unlink()
    assert crosscase("package", str(asked), "-o", "p.zip").returncode == 1
    assert crosscase("package", str(asked), "-o", "p.zip", "--unscanned").returncode == 0
    assert json.loads(parts(asked.parent / "p.zip")["manifest.json"])["scanned"] is False


@pytest.mark.parametrize("damage", ["changed", "missing", "added", "cut"])
def test_a_damaged_package_is_refused_and_leaves_nothing(asked: Path, crosscase: Run, damage: str):
    path = asked.parent / "p.zip"
    assert crosscase("package", str(asked), "-o", "p.zip").returncode == 0
    found = parts(path)
    if damage == "changed":
        found["data/codes.json"] = found["data/codes.json"].replace(b"nobody", b"anybody")
    elif damage == "missing":
        del found["tables/codings.csv"]
    else:
        found["data/more.json"] = b"[]"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, body in found.items():
            archive.writestr(name, body)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if damage == "cut" else made.getvalue())
    done = crosscase("rebuild", "p.zip", "-o", "back")
    assert done.returncode == 1
    assert "p.zip" in done.stderr
    assert not (asked.parent / "back").exists()
