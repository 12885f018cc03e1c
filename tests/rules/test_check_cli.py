"""`check` on the command line, and the page of rules."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from crosscase.cli import app
from crosscase.errors import CrosscaseError
from crosscase.rules import RULES
from crosscase.rules.page import page

ROOT = Path(__file__).parents[2]


def check(*words: str) -> Result:
    return CliRunner().invoke(app, ["check", *words])


def test_flaws_end_with_status_3_and_name_what_to_do(sim_file: Path) -> None:
    done = check(str(sim_file))
    assert done.exit_code == 3
    assert "flaw: case-twice" in done.output
    assert "To do: Take the second row out" in done.output
    assert done.output.index("flaw: ") < done.output.index("doubt: ") < done.output.index("note: ")


def test_doubts_alone_end_with_status_0(sim_file: Path) -> None:
    done = check(str(sim_file), "--rule", "role-unknown", "--rule", "one-coder", "--json")
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert [(f["rule"], f["where"]) for f in told] == [
        ("one-coder", "lin"),
        ("role-unknown", "A-SALES"),
    ]
    assert told[0]["reference"] == "O'Connor and Joffe 2020"


def test_hiding_flaws_does_not_hide_the_status(sim_file: Path) -> None:
    done = check(str(sim_file), "--severity", "note", "--json")
    assert done.exit_code == 3
    assert {f["severity"] for f in json.loads(done.stdout)} == {"note"}


def test_without_the_key_file_names_are_not_checked(sim_file: Path, tmp_path: Path) -> None:
    alone = shutil.copy(sim_file, tmp_path / "alone.crosscase")
    done = check(str(alone), "--rule", "name-leak", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)[0]["text"].startswith("not checked")
    key = sim_file.with_name(sim_file.name + ".key")
    assert check(str(alone), "--rule", "name-leak", "--key-file", str(key)).exit_code == 3


def test_a_wrong_word_names_the_right_one(sim_file: Path, tmp_path: Path) -> None:
    for words in (
        ("--rule", "case-twise"),
        ("--severity", "flow"),
        ("--profile", "x"),
        ("--key-file", str(tmp_path / "no.key")),
    ):
        done = check(str(sim_file), *words)
        assert isinstance(done.exception, CrosscaseError)
        assert done.exception.hint


def test_a_reflexive_profile_asks_for_memos(sim_file: Path) -> None:
    rules = {
        f["rule"]
        for f in json.loads(check(str(sim_file), "--profile", "reflexive", "--json").stdout)
    }
    assert "memo-none" in rules
    assert not rules & {"one-coder", "double-coding-share", "saturation-not-shown"}


def test_the_method_is_one_act_and_check_says_whose_rules_it_asked(
    sim_file: Path, tmp_path: Path
) -> None:
    mine = shutil.copy(sim_file, tmp_path / "mine.crosscase")
    run = CliRunner().invoke
    assert "Method profile: case study." in check(str(mine)).output
    said = run(app, ["method", str(mine), "Reflexive thematic analysis", "--as", "lin", "--json"])
    told = {"method": "Reflexive thematic analysis", "profile": "reflexive"}
    assert json.loads(said.stdout) == told
    done = check(str(mine))
    assert "Method profile: reflexive." in done.output
    assert "double-coding-share" not in done.output
    assert run(app, ["undo", str(mine), "--as", "lin"]).exit_code == 0
    assert json.loads(run(app, ["method", str(mine), "--json"]).stdout)["profile"] == "case study"
    wrong = run(app, ["method", str(mine), "reflexiv", "--as", "lin"])
    assert isinstance(wrong.exception, CrosscaseError)
    assert "reflexive" in wrong.exception.hint


def test_the_page_of_rules_is_what_the_command_writes() -> None:
    """If this fails: ``crosscase rules > docs/reference/rules.md``."""
    written = (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
    assert CliRunner().invoke(app, ["rules"]).stdout == page() == written


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_says_why_and_from_where(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.asks.endswith(".")
    assert rule.reason.endswith(".")
    assert rule.todo.endswith(".")
    assert any(letter.isdigit() for letter in rule.reference)
    assert len({r.name for r in RULES}) == len(RULES) >= 60
