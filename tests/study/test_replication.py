"""Predictions are stamped, overrides have reasons, and rivals keep evidence of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crosscase import study
from crosscase.analysis.ledger import ledger, statuses
from crosscase.analysis.rivals import rivals
from crosscase.domain.theory import Prediction
from crosscase.errors import NotAllowed
from crosscase.study import Study

DESIGN = """
[study]
question = "What drives it?"
[[group]]
name = "firm"
[[construct]]
name = "Leader"
kind = "internal driver"
[[construct]]
name = "Outcome"
kind = "outcome"
[[proposition]]
id = "P1"
statement = "Leaders drive it."
from = ["Leader"]
to = "Outcome"
direction = "+"
[[rival]]
id = "R1"
proposition = "P1"
statement = "Luck drives it."
"""
FILES = {
    "study.toml": DESIGN,
    "cases.csv": "name\nA\nB\n",
    "participants.csv": "pseudonym,group,case\nA-CEO,firm,A\nB-CEO,firm,B\n",
    "interviews/A.txt": "Interviewer: Why?\n\nA-CEO: The boss pushed us. Luck came too.\n",
    "interviews/B.txt": "Interviewer: Why?\n\nB-CEO: It was all luck, really. Nobody led us.\n",
}
TABLE = """act,source,quote,keyword,to,value,why
code,A,The boss pushed us.,boss,,,
support,A,The boss pushed us.,,P1,reported event,
support,B,"It was all luck, really.",,R1,opinion,
support,A,Luck came too.,,R1,opinion,
contradict,B,Nobody led us.,,R1,opinion,
"""


@pytest.fixture
def opened(draw, tmp_path: Path) -> Iterator[Study]:  # type: ignore[no-untyped-def]
    path = tmp_path / "s.crosscase"
    with study.create(path, "ana") as made:
        made.load(draw(FILES), study.key_of(path))
        yield made


def decide(opened: Study, tmp_path: Path, text: str = TABLE) -> None:
    table = tmp_path / "decisions.csv"
    table.write_text(text)
    assert opened.decide_from(table).remarks == []


def ids(opened: Study) -> tuple[int, dict[str, int]]:
    snapshot = opened.snapshot()
    return snapshot.propositions[0].id, {case.name: case.id for case in snapshot.cases}


def classes(opened: Study) -> dict[str, str]:
    return {cell.case: cell.replication for cell in ledger(opened.snapshot())}


def test_a_prediction_says_when_it_was_stated_and_whether_that_was_too_late(
    opened: Study, tmp_path: Path
) -> None:
    """A is coded and B is not: a contrast can be predicted of B, whatever the caller says."""
    claim, cases = ids(opened)
    decide(opened, tmp_path, "\n".join(TABLE.splitlines()[:3]))
    for case in "AB":
        values = {"proposition": claim, "case": cases[case], "expected": "theoretical"}
        opened.entries.add("prediction", {**values, "post_hoc": case == "B"})
    snapshot = opened.snapshot()
    late = {said.case: said.post_hoc for said in snapshot.predictions}
    assert late == {cases["A"]: True, cases["B"]: False}
    last = opened.journal.history()[-1]
    assert snapshot.predicted_at[snapshot.predictions[1].id] == last.at


def test_what_was_predicted_is_not_changed_afterwards(opened: Study) -> None:
    claim, cases = ids(opened)
    values = {"proposition": claim, "case": cases["A"], "expected": "literal"}
    made = opened.entries.add("prediction", values)
    with pytest.raises(NotAllowed):
        opened.entries.edit("prediction", made, {"expected": "theoretical"})


def test_the_ledger_tells_five_classes(opened: Study, tmp_path: Path) -> None:
    """A supports; B, foretold as a contrast, supports by it; overruled, each says another."""
    claim, cases = ids(opened)
    values = {"proposition": claim, "case": cases["B"], "expected": "theoretical"}
    opened.entries.add("prediction", values)
    assert classes(opened) == {"A": "not asked", "B": "not asked"}
    decide(opened, tmp_path, "act,source,quote,keyword\ncode,A,Luck came too.,luck\n")
    assert classes(opened) == {"A": "silent", "B": "not asked"}
    more = 'support,B,"It was all luck, really.",,P1,opinion,\n'
    decide(opened, tmp_path, TABLE + more)
    assert classes(opened) == {"A": "literal", "B": "theoretical"}
    why = "the boss left"
    opened.entries.add(
        "override",
        {"proposition": claim, "case": cases["A"], "replication": "not asked", "why": why},
    )
    decide(opened, tmp_path, f"act,source,to,value,why\noverride,B,P1,disconfirming,{why}\n")
    assert classes(opened) == {"A": "not asked", "B": "disconfirming"}
    (status,) = statuses(opened.snapshot())
    assert (status.status, status.contradicting, status.asked) == ("contested", ("B",), ("B",))
    found = {cell.case: (cell.found, cell.why) for cell in ledger(opened.snapshot())}
    assert found == {"A": ("supports", why), "B": ("supports", why)}
    opened.journal.undo()
    assert classes(opened)["B"] == "theoretical"


def test_an_override_has_a_reason_and_makes_no_contrast_after_the_fact(opened: Study) -> None:
    claim, cases = ids(opened)
    cell = {"proposition": claim, "case": cases["A"]}
    for replication, why in (("literal", " "), ("theoretical", "it fits")):
        with pytest.raises(NotAllowed):
            opened.entries.add("override", {**cell, "replication": replication, "why": why})
    opened.entries.add("override", {**cell, "replication": "literal", "why": "seen there"})
    with pytest.raises(NotAllowed):
        opened.entries.add("override", {**cell, "replication": "silent", "why": "no"})


def test_a_rival_is_loaded_weighed_apart_and_undone(opened: Study, tmp_path: Path) -> None:
    """R1: two cases for, one against; P1: one case for, and what weighs R1 is not its own."""
    decide(opened, tmp_path)
    (one,) = rivals(opened.snapshot())
    assert (one.rival, one.proposition, one.statement) == ("R1", "P1", "Luck drives it.")
    assert (one.supports.places, one.contradicts.places) == (("B", "A"), ("B",))
    assert (one.own.places, one.stronger) == (("A",), True)
    assert [s.supporting for s in statuses(opened.snapshot())] == [("A",)]
    opened.entries.remove("rival", [one.id])
    assert opened.snapshot().rival_evidence == ()
    opened.journal.undo()
    assert rivals(opened.snapshot()) == [one]
    opened.entries.remove("proposition", [opened.snapshot().propositions[0].id])
    assert opened.snapshot().rivals == ()
    opened.journal.undo()
    assert rivals(opened.snapshot()) == [one]


def test_no_two_claims_have_one_label(opened: Study) -> None:
    claim, _ = ids(opened)
    for label in ("P1", "R1"):
        values = {"proposition": claim, "label": label, "statement": "Rain drives it."}
        with pytest.raises(NotAllowed):
            opened.entries.add("rival", values)


def test_a_withdrawn_person_weighs_no_rival(opened: Study, tmp_path: Path) -> None:
    decide(opened, tmp_path)
    person = next(p for p in opened.snapshot().participants if p.pseudonym == "B-CEO")
    assert opened.path is not None
    opened.withdraw(person, study.key_of(opened.path))
    (one,) = rivals(opened.snapshot())
    assert (one.supports.places, one.contradicts.pieces) == (("A",), 0)
    assert "luck, really" not in opened.path.read_bytes().decode("latin-1")


def test_a_prediction_row_of_a_table_is_stamped_too(opened: Study, tmp_path: Path) -> None:
    decide(opened, tmp_path, "act,source,to,value,why\npredict,B,P1,theoretical,no boss\n")
    (said,) = opened.snapshot().predictions
    assert isinstance(said, Prediction)
    assert (said.expected, said.post_hoc, said.why) == ("theoretical", False, "no boss")
