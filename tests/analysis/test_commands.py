"""The commands that ask: each says its denominators, and gives JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from crosscase import study
from crosscase.cli import app
from crosscase.errors import NotAllowed, NotInStudy

DESIGN = """
[[group]]
name = "enterprise"
label = "Enterprises"
[[group]]
name = "government"
label = "Officers"
cases = false
[[question]]
id = "E3"
group = "enterprise"
text = "Which factors?"
equivalent = "factors"
list = true
at_most = 3
[[question]]
id = "G3"
group = "government"
text = "Which factors?"
equivalent = "factors"
list = true
at_most = 3
[[construct]]
name = "Market"
kind = "external driver"
"""
PEOPLE = """pseudonym,group,case,role,file
A-CEO,enterprise,A,CEO,a
B-CEO,enterprise,B,CEO,b
Officer,government,,Officer,o
"""
TALKS = {
    "a": "INTERVIEWER: What drives it?\n\nA-CEO: Customers ask for new things. We follow.\n",
    "b": "INTERVIEWER: What drives it?\n\nB-CEO: Nobody asks. It comes from engineers.\n",
    "o": "INTERVIEWER: What drives it?\n\nOFFICER: Our subsidy. Customers ask, too.\n",
}
ANA = """act,source,quote,keyword,to,value,why
code,a,Customers ask for new things,customers ask,,,
code,b,Nobody asks,nobody asks,,,
code,o,"Customers ask, too",customers ask,,,
assign,,,customers ask,Market,,
rate,a,Customers ask for new things,,A,4,new
"""
BEN = """act,source,quote,keyword,to,value,why
code,a,Customers ask for new things,customers ask,,,
code,b,Nobody asks,customers ask,,,
"""
SURVEY = """respondent,group,case,factors
S1,enterprise,A,money; people
S2,government,,people; money; parks; luck
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of two cases, two coders and two survey respondents."""
    root = tmp_path_factory.mktemp("small")
    folder = root / "folder"
    (folder / "interviews").mkdir(parents=True)
    files = {"study.toml": DESIGN, "participants.csv": PEOPLE, "survey.csv": SURVEY}
    files |= {"cases.csv": "case,staff\nA,9\nB,80\n"}
    files |= {f"interviews/{name}.txt": talk for name, talk in TALKS.items()}
    for name, body in files.items():
        (folder / name).write_text(body, encoding="utf-8")
    path = root / "small.crosscase"
    for coder, table in (("ana", ANA), ("ben", BEN)):
        (root / f"{coder}.csv").write_text(table, encoding="utf-8")
        with (study.open_study if path.exists() else study.create)(path, coder) as opened:
            if coder == "ana":
                opened.load(folder, study.key_of(path))
            assert not opened.decide_from(root / f"{coder}.csv").remarks
    return path


def run(*words: str | Path) -> str:
    """What the command prints on stdout; errors are raised as they are."""
    done = CliRunner().invoke(app, list(map(str, words)), env={"COLUMNS": "200"})
    if done.exception:
        raise done.exception
    return done.stdout


def answer(*words: str | Path) -> Any:
    """What the command gives as JSON."""
    return json.loads(run(*words, "--json"))


def test_groups_are_shown_with_their_own_denominators(path: Path) -> None:
    """Interviews and survey stand on lines of their own; nobody coded the answer sheet."""
    first = answer("compare", path, "--by", "group")[0]
    assert (first["interviews"]["people"], first["survey"]["people"]) == (2, 0)
    assert first["survey"]["heard"] == 1
    assert "survey" in run("compare", path, "--by", "group")


def test_a_test_of_groups_says_what_it_is_worth(path: Path) -> None:
    """Descriptive, with p, its unit and its correction."""
    found = answer("compare", path, "--test")
    assert found["note"] == "descriptive: purposive sample"
    assert found["rows"][0]["first"]["asked"] == 2
    assert found["rows"][0]["seen"] == {
        "first": 2,
        "second": 1,
        "difference": None,
        "power": 0.8,
        "level": 0.05,
    }
    said = CliRunner().invoke(app, ["compare", str(path), "--test"]).stderr
    assert "Enterprises, Officers: With 2 against 1 (cases, or people of no case) no differ" in said
    shown = run("compare", path, "--test", "--hide-below", "2")
    assert "descriptive: purposive sample" in shown
    assert "hidden" in shown


def test_words_and_keywords_that_set_groups_apart_are_shown(path: Path) -> None:
    """Counted by who said them; what too few people say can be left out."""
    found = answer("compare", path, "--by", "group", "--words")[0]
    words = {word["word"]: word for word in found["words"]}
    assert (words["subsidy"]["first"], words["subsidy"]["second"]) == (0, 1)
    assert (words["customers"]["people"], words["engineers"]["z"] > 0) == (2, True)
    assert "engineers" not in run("compare", path, "--words", "--hide-below", "2")
    keywords = answer("compare", path, "--keywords")[0]["words"]
    assert {word["word"] for word in keywords} == {"customers ask", "nobody asks"}
    assert "Officers (below 0)" in run("compare", path, "--keywords")


def test_groups_and_keywords_stand_on_one_map(path: Path) -> None:
    """Two groups have one axis; two cases of one construct have none."""
    found = answer("compare", path, "--by", "group", "--map")
    assert [point["name"] for point in found["row_points"]] == ["Enterprises", "Officers"]
    assert len(found["axes"]) == 1
    assert "inertia" in run("compare", path, "--by", "group", "--map")
    with pytest.raises(NotAllowed, match="a map needs two"):
        run("compare", path, "--map")


def test_cases_stand_by_an_attribute_or_their_outcome(path: Path) -> None:
    """The value stands beside the case; an unknown attribute is named back."""
    assert answer("compare", path, "--order-by", "staff")["cases"] == ["B", "A"]
    assert answer("compare", path, "--order-by", "outcome")["values"] == ["4", ""]
    assert "coded/heard" in run("compare", path, "--hide-below", "2")
    with pytest.raises(NotInStudy, match="stuff"):
        run("compare", path, "--order-by", "stuff")


@pytest.mark.parametrize("within", ["segment", "overlap", "participant"])
def test_constructs_that_stand_together_are_listed(path: Path, within: str) -> None:
    """One construct alone stands with none."""
    assert answer("compare", path, "--cooccurrence", "--within", within) == []
    assert within in run("compare", path, "--cooccurrence", "--within", within)


def test_a_case_has_its_page(path: Path) -> None:
    """With the words its rating rests on."""
    page = answer("case", path, "A")
    assert page["ratings"][0]["quote"]["words"] == "Customers ask for new things"
    assert "Customers ask for new things" in run("case", path, "A")


def test_two_coders_are_compared(path: Path) -> None:
    """By name or by what they share; the label stands on top."""
    found = answer("agree", path, "--coders", "ana,ben")
    assert (found["units"], found["percent"]) == (2, 0.5)
    assert "independent of suggestions" in run("agree", path)
    with pytest.raises(NotAllowed, match="names 1 coders"):
        run("agree", path, "--coders", "ana")


def test_saturation_is_shown_with_its_curve(path: Path) -> None:
    """Too few interviews are too few."""
    found = answer("saturation", path)[0]
    assert [step["total"] for step in found["curve"]] == [1, 2, 2]
    assert "interview" in run("saturation", path, "--by", "group")


def test_priorities_are_printed_as_salience(path: Path) -> None:
    """The cap and who is over it are said."""
    found = answer("prioritise", path)[0]
    assert (found["at_most"], found["over"], found["respondents"]) == (3, 1, 2)
    shown = run("prioritise", path, "--by", "group")
    assert shown.startswith("Salience")
    assert "importance" not in shown


def test_decisions_on_an_answer_sheet_make_raw_answers_count_by_keyword(
    path: Path, tmp_path: Path
) -> None:
    """A table maps the words of a respondent to a keyword; what nobody mapped keeps its words."""
    table = tmp_path / "survey-decisions.csv"
    before = answer("prioritise", path, "--level", "keyword")[0]
    raw = before["factors"][0]["name"]
    with study.open_study(path, "ana") as opened:
        source = next(s.name for s in opened.snapshot().sources if s.kind == "answers")
        table.write_text(f"act,source,quote,keyword\ncode,{source},{raw},wish of a client\n")
        opened.decide_from(table)
    found = answer("prioritise", path, "--level", "keyword")[0]
    factors = {f["name"]: (f["matched"], f["respondents"]) for f in found["factors"]}
    assert factors["wish of a client"] == ("keyword", 1)
    assert found["matched_items"] == before["matched_items"] + 1


def test_sets_are_written_and_their_answers_scored(path: Path, tmp_path: Path) -> None:
    """The answers go in as a table; the item that is always best comes first."""
    sets, answers = tmp_path / "sets.csv", tmp_path / "answers.csv"
    items = ["--items", "money;people;parks;luck", "--size", "3", "--times", "3"]
    design = answer("best-worst", path, "-o", sets, *items)
    assert design["balanced"]
    assert sets.read_text(encoding="utf-8-sig").splitlines()[0] == "set,place,item"
    rows = ["respondent,set,best,worst"]
    for who in ("S1", "S2"):
        for number, shown in enumerate(design["sets"], 1):
            liked = sorted(shown, key=["people", "money", "luck", "parks"].index)
            rows.append(f"{who},{number},{liked[0]},{liked[-1]}")
    answers.write_text("\n".join(rows), encoding="utf-8")
    found = answer("best-worst", path, "--sets", sets, "--answers", answers)
    assert [one["item"] for one in found["items"]] == ["people", "money", "luck", "parks"]
    assert "2 respondents" in run("best-worst", path, "--sets", sets, "--answers", answers)
    with pytest.raises(NotAllowed, match="Neither"):
        run("best-worst", path)
