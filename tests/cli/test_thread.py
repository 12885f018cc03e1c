"""From a folder to its claims, on the command line."""

import json
from pathlib import Path


def test_a_row_that_cannot_be_taken_is_told_with_its_line_and_the_others_are_taken(
    folder: Path, crosscase
):
    """One wrong quote in a table costs that row and no other."""
    crosscase("load", str(folder), "-o", "s.crosscase", "--as", "ana")
    said = crosscase(
        "decide", "s.crosscase", "--from", str(folder / "decisions.csv"), "--as", "ana"
    )
    assert said.returncode == 0
    assert "decisions.csv:12: 'words nobody said' stands in 'a' not at all" in said.stderr
    assert "4 code" in said.stderr
    assert "Not taken: 1." in said.stderr


def test_a_merged_keyword_counts_where_it_was_merged_into(decided: Path, crosscase):
    """customers ask: once by A-CEO, once by the officer whose keyword was merged."""
    found = json.loads(crosscase("count", str(decided), "--json").stdout)
    asked = next(f for f in found if f["code"] == "customers ask")
    assert (asked["mentions"], asked["participants"], asked["cases"]) == (2, 2, 1)
    assert all(f["code"] != "demand" for f in found)


def test_groups_are_told_in_all_and_a_head(decided: Path, crosscase):
    """Two people of enterprises said two keywords, one officer two."""
    groups = json.loads(crosscase("compare", str(decided), "--by", "group", "--json").stdout)
    told = [(g["group"], g["people"], g["mentions"], g["keywords"], g["discarded"]) for g in groups]
    assert told == [("Enterprises", 2, 2, 2, 1), ("Officers", 1, 2, 2, 0)]


def test_a_cell_counts_people_of_those_heard_and_keeps_its_segments(decided: Path, crosscase):
    """Case A: one of one mentions the market; case B: none of one."""
    matrix = json.loads(crosscase("compare", str(decided), "--json").stdout)
    market = {c["case"]: c for c in matrix["cells"] if c["construct"] == "Market"}
    assert (market["A"]["participants"], market["A"]["heard"]) == (1, 1)
    assert (market["B"]["participants"], market["B"]["heard"]) == (0, 1)
    assert len(market["A"]["segments"]) == 1


def test_a_claim_that_a_case_contradicts_is_contested_and_says_what_changes_without_it(
    decided: Path, crosscase
):
    """P1: A supports, B contradicts, the officers support; without B one case is left."""
    (claim,) = json.loads(crosscase("propose", str(decided), "--json").stdout)
    assert claim["status"] == "contested"
    assert (claim["supporting"], claim["contradicting"]) == (["A"], ["B"])
    assert claim["groups"] == ["Officers"]
    assert claim["without"] == {"B": "single case"}


def test_every_number_opens_its_quotes(decided: Path, crosscase):
    """The words behind a construct, with pseudonym and source."""
    found = json.loads(crosscase("quotes", str(decided), "Market", "--json").stdout)
    assert {(q["participant"], q["quote"]) for q in found} == {
        ("A-CEO", "Customers ask for new things"),
        ("Officer", "Customers ask, too"),
    }


def test_undo_and_redo_walk_the_journal(decided: Path, crosscase):
    """Undone decisions are not counted; redone ones are again."""
    assert crosscase("undo", str(decided), "--as", "ana").returncode == 0
    assert json.loads(crosscase("count", str(decided), "--json").stdout) == []
    assert crosscase("redo", str(decided), "--as", "ana").returncode == 0
    assert len(json.loads(crosscase("count", str(decided), "--json").stdout)) == 3
    verbs = [e["verb"] for e in json.loads(crosscase("history", str(decided), "--json").stdout)]
    assert verbs == ["load", "decide", "undo", "redo"]


def test_real_names_of_labels_and_tables_are_in_the_key_file_only(decided: Path):
    """No name of a person in any byte of the study."""
    key = decided.with_name(decided.name + ".key").read_text()
    body = decided.read_bytes()
    for name in ("Lu Ming", "Sun Yi", "He Ping"):
        assert name in key
        assert name.encode() not in body
        assert name.upper().encode() not in body


def test_a_backup_is_restored_only_with_a_yes(decided: Path, crosscase):
    """What stood in the place is laid aside, never lost."""
    assert crosscase("backup", str(decided), "copy.crosscase").returncode == 0
    asked = crosscase("restore", "copy.crosscase", str(decided))
    assert asked.returncode == 1
    assert "--yes" in asked.stderr
    assert crosscase("restore", "copy.crosscase", str(decided), "--yes").returncode == 0
    assert decided.with_name(decided.name + ".replaced").exists()
    again = crosscase("restore", "copy.crosscase", str(decided), "--yes")
    assert f"{decided.name}.replaced-2" in again.stderr
    assert len(list(decided.parent.glob("*.replaced*"))) == 2
    assert len(json.loads(crosscase("count", str(decided), "--json").stdout)) == 3


def test_a_template_loads_once_it_has_an_interview(crosscase, tmp_path: Path):
    """`new --template` writes a folder that `load` understands."""
    assert crosscase("new", "mine", "--template").returncode == 0
    empty = crosscase("load", "mine", "-o", "mine.crosscase", "--as", "ana")
    assert empty.returncode == 1
    assert not (tmp_path / "mine.crosscase").exists()
    (tmp_path / "mine" / "interviews" / "x.txt").write_text(
        "Interviewer: So?\n\nAnna: Well, yes.\n"
    )
    assert crosscase("load", "mine", "-o", "mine.crosscase", "--as", "ana").returncode == 0


def test_without_a_terminal_nothing_waits_for_an_answer(folder: Path, crosscase):
    """Who judges is refused with the next step, not asked."""
    said = crosscase("load", str(folder), "-o", "s.crosscase")
    assert said.returncode == 1
    assert "--as" in said.stderr


def test_a_misspelt_name_is_answered_with_the_nearest(decided: Path, crosscase):
    """An error says the next step."""
    said = crosscase("quotes", str(decided), "Markt")
    assert said.returncode == 1
    assert "Did you mean 'Market'?" in said.stderr


def test_a_study_with_a_passphrase_opens_with_it_alone(folder: Path, crosscase, tmp_path: Path):
    """The passphrase comes from the environment; the file holds no plain word."""
    secret = {"CROSSCASE_PASSPHRASE": "a long one"}
    made = crosscase("load", str(folder), "-o", "s.crosscase", "--as", "ana", **secret)
    assert made.returncode == 0, made.stderr
    assert b"Customers" not in (tmp_path / "s.crosscase").read_bytes()
    assert crosscase("history", "s.crosscase").returncode == 1
    assert crosscase("history", "s.crosscase", **secret).returncode == 0


def test_a_folder_is_loaded_once(decided: Path, folder: Path, crosscase):
    """A second load doubles nothing and says how more files come in."""
    again = crosscase("load", str(folder), "-o", str(decided), "--as", "ana")
    assert again.returncode == 1
    assert "crosscase add" in again.stderr
    assert len(json.loads(crosscase("history", str(decided), "--json").stdout)) == 2


def test_a_load_that_fails_leaves_neither_study_nor_key(folder: Path, crosscase, tmp_path: Path):
    """All or nothing, the key file included."""
    (folder / "study.toml").write_text('[[construct]]\nname = "x"\nkind = "something"\n')
    failed = crosscase("load", str(folder), "-o", "s.crosscase", "--as", "ana")
    assert failed.returncode == 1
    assert not list(tmp_path.glob("s.crosscase*"))
