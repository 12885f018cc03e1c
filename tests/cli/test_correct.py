"""Correcting a coded transcript carries the codings over; more files come in later."""

import json
from pathlib import Path


def quotes(crosscase, study: Path, code: str) -> list[str]:
    found = json.loads(crosscase("quotes", str(study), code, "--json").stdout)
    return sorted(q["quote"] for q in found)


def test_codings_move_to_the_corrected_edition_with_their_words(
    decided: Path, folder: Path, crosscase, tmp_path: Path
):
    """A corrected word shows in the quote; words that are gone are named, and nothing is lost."""
    fixed = tmp_path / "fixed.txt"
    fixed.write_text(
        "INTERVIEWER: What drives it, then?\n\nLU MING: Well. Our customers ask for newer things.\n"
    )
    done = crosscase("correct", str(decided), "a", str(fixed), "--as", "ana", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["carried"], told["reworded"], told["left"]) == (1, 1, ["We follow"])
    assert "customers ask for newer things" in quotes(crosscase, decided, "Market")[1]


def test_a_correction_is_undone_whole(decided: Path, crosscase, tmp_path: Path):
    """Undo puts the old edition back with every segment on it."""
    before = quotes(crosscase, decided, "Market")
    fixed = tmp_path / "fixed.txt"
    fixed.write_text("INTERVIEWER: So?\n\nLU MING: Yes. Customers ask for new things. We follow.\n")
    assert crosscase("correct", str(decided), "a", str(fixed), "--as", "ana").returncode == 0
    assert crosscase("undo", str(decided), "--as", "ana").returncode == 0
    assert quotes(crosscase, decided, "Market") == before
    assert crosscase("redo", str(decided), "--as", "ana").returncode == 0
    assert quotes(crosscase, decided, "Market") == before


def test_the_same_text_is_no_correction(decided: Path, folder: Path, crosscase):
    """A file that says the same changes nothing."""
    same = str(folder / "interviews" / "a.txt")
    done = crosscase("correct", str(decided), "a", same, "--as", "ana")
    assert done.returncode == 1
    assert "says what 'a' says already" in done.stderr


def test_files_are_added_once(decided: Path, crosscase, tmp_path: Path):
    """A file is told by its bytes; a speaker the study knows is that participant."""
    more = tmp_path / "B-CEO.txt"
    more.write_text("INTERVIEWER: Anything new?\n\nSUN YI: We sold more. The market pulls.\n")
    done = crosscase("add", str(decided), str(more), "--as", "ana", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["sources"] == 1
    assert b"SUN YI" not in decided.read_bytes()
    again = crosscase("add", str(decided), str(more), "--as", "ana")
    assert again.returncode == 1
    assert "in the study already" in again.stderr
