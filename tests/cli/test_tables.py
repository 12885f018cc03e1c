"""Tables stay readable on a narrow terminal, however many constructs and cases there are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture
def large(folder: Path, crosscase) -> str:
    """Sixty more constructs and forty more cases than anybody spoke of."""
    with (folder / "study.toml").open("a", encoding="utf-8") as design:
        for n in range(60):
            design.write(f'[[construct]]\nname = "Driver {n}"\nkind = "external driver"\n')
    names = ["A", "B", *(f"Firm {n}" for n in range(40))]
    (folder / "cases.csv").write_text("case\n" + "\n".join(names) + "\n", encoding="utf-8")
    assert crosscase("load", str(folder), "-o", "l.crosscase", "--as", "ana").returncode == 0
    table = str(folder / "decisions.csv")
    assert crosscase("decide", "l.crosscase", "--from", table, "--as", "ana").returncode == 0
    return "l.crosscase"


def test_the_constructs_most_people_mention_come_first_and_the_others_are_counted(
    large: str, crosscase
):
    """The line says which option shows them; `--json` is whole."""
    few = crosscase("compare", large, "--most", "2", COLUMNS="1000")
    assert few.stdout.splitlines()[3].startswith("Market")
    assert "Driver 1" not in few.stdout
    assert "60 more: --most" in few.stderr
    assert "more" not in crosscase("compare", large, "--most", "2", "--quiet").stderr
    assert "Driver 59" in crosscase("compare", large, "--most", "62", COLUMNS="1000").stdout
    whole = json.loads(crosscase("compare", large, "--most", "2", "--json").stdout)
    assert (len(whole["constructs"]), len(whole["cases"])) == (62, 42)


def test_more_cases_than_the_line_holds_are_listed_construct_by_construct(large: str, crosscase):
    """Only cases with somebody are named, in the order of the cases."""
    shown = crosscase("compare", large, COLUMNS="80").stdout
    assert "in the other cases nobody" in shown
    assert next(line for line in shown.splitlines() if line.startswith("Market")).split() == [
        "Market",
        "A:",
        "1",
    ]
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("columns", ["40", "80"])
@pytest.mark.parametrize("words", ["count", "propose", "compare --by group", "history"])
def test_no_word_is_broken_and_no_line_is_too_long(
    decided: Path, crosscase, words: str, columns: str
):
    """Where the columns do not fit, each row is shown as a list."""
    name, *more = words.split()
    wide = crosscase(name, str(decided), *more, COLUMNS="300").stdout
    narrow = crosscase(name, str(decided), *more, COLUMNS=columns).stdout
    assert max(map(len, narrow.splitlines())) <= int(columns)
    cells = set(wide.split("\n", 1)[1].split())
    assert cells <= set(narrow.split())


@pytest.mark.parametrize("name", ["count", "propose", "history"])
def test_rows_left_out_are_counted(decided: Path, crosscase, name: str):
    """With the option that shows them."""
    told = crosscase(name, str(decided), "--most", "0")
    rows = len(json.loads(crosscase(name, str(decided), "--json").stdout))
    assert f"{rows} more: --most {rows}" in told.stderr
