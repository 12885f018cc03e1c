"""How claims stand: case by case, against predictions, against the frame; and shares of samples."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosscase.analysis.ledger import ledger, statuses
from crosscase.analysis.sampling import wilson
from crosscase.analysis.sequences import against_frame, predictions
from crosscase.domain.theory import Cause, Evidence, Prediction, Proposition

from .conftest import Draw


def claim(draw: Draw, *stances: str) -> Draw:
    """One proposition; the person of each case takes a stance ("" for none)."""
    cause, outcome = draw.construct("X"), draw.construct("Outcome")
    draw.more["propositions"] = [Proposition(1, "P1", "X drives it", outcome, "+")]
    draw.more["causes"] = [Cause(1, 1, cause)]
    evidence = draw.more.setdefault("evidence", [])
    for case, stance in enumerate(stances, 1):
        segment = draw.says(draw.person(case), "k")
        if stance:
            evidence.append(Evidence(case, 1, stance, "opinion", 1, segment))
    return draw


def test_a_silence_of_those_who_were_not_asked_means_nothing(draw: Draw) -> None:
    """C2 answered, but not the question that names the cause; C3's answers were never tied."""
    claim(draw, "supports", "", "")
    draw.answer(1, draw.question("E", prompts="X"))
    draw.answer(2, draw.question("F"))
    said = {cell.case: cell.said for cell in ledger(draw.snapshot())}
    assert said == {"C1": "supports", "C2": "not asked", "C3": "silent", "Officers": "not asked"}
    (status,) = statuses(draw.snapshot())
    assert (status.status, status.not_asked) == ("single case", ("C2", "Officers"))
    assert status.asked == ("C1", "C3")


def test_a_case_that_speaks_to_a_claim_is_among_those_asked(draw: Draw) -> None:
    """C1 says it without having been asked."""
    claim(draw, "supports", "")
    draw.answer(1, draw.question("F"))
    draw.answer(2, draw.question("E", prompts="X"))
    (status,) = statuses(draw.snapshot())
    assert (status.supporting, status.asked) == (("C1",), ("C1", "C2"))


def test_a_silence_of_those_who_were_heard_is_silence(draw: Draw) -> None:
    """Without tied answers who was heard could have said it."""
    cells = ledger(claim(draw, "supports", "").snapshot())
    assert [cell.said for cell in cells] == ["supports", "silent", "not asked"]


@pytest.mark.parametrize(
    ("stance", "expected", "found"),
    [
        ("supports", "literal", "literal replication"),
        ("supports", "theoretical", "theoretical replication"),
        ("contradicts", "literal", "exception"),
        ("qualifies", "literal", "mixed"),
        ("", "literal", "open"),
    ],
)
def test_replication_follows_the_prediction(
    draw: Draw, stance: str, expected: str, found: str
) -> None:
    """A case replicates the claim literally or for the reason foreseen, or is an exception."""
    claim(draw, stance)
    draw.more["predictions"] = [Prediction(1, 1, 1, expected, "because", post_hoc=True)]  # type: ignore[arg-type]
    (one,) = predictions(draw.snapshot())
    assert (one.replication, one.label, one.outcome) == (found, "post hoc", None)


@pytest.mark.parametrize(
    ("sign", "origin", "condition", "verdict"),
    [
        ("+", "deductive", "", "confirms"),
        ("-", "deductive", "", "contradicts"),
        ("", "deductive", "", "extends"),
        ("+", "inductive", "", "extends"),
        ("+", "deductive", "in small firms", "extends"),
    ],
)
def test_findings_confirm_extend_or_contradict_the_frame(
    draw: Draw, sign: str, origin: str, condition: str, verdict: str
) -> None:
    """The sign the literature expects against the direction two cases support."""
    claim(draw, "supports", "supports")
    draw.codes[0] = replace(draw.codes[0], sign=sign, origin=origin)  # type: ignore[arg-type]
    draw.more["propositions"] = [replace(draw.more["propositions"][0], condition=condition)]
    (one,) = against_frame(draw.snapshot())
    assert (one.verdict, one.construct, one.status) == (verdict, "X", "supported")


def test_one_case_leaves_the_frame_open(draw: Draw) -> None:
    """A single case confirms nothing."""
    assert against_frame(claim(draw, "supports").snapshot())[0].verdict == "open"


def test_47_of_50_right_is_84_to_98_percent() -> None:
    """Wilson (1927); prop.test(47, 50, correct = FALSE) in R: 0.8378, 0.9794."""
    found = wilson(47, 50)
    assert (found.low, found.high) == pytest.approx((0.8378, 0.9794), abs=5e-5)
    assert str(found) == "47 of 50 right, 84% to 98%"
    assert (wilson(0, 3).low, wilson(3, 3).high) == (0.0, 1.0)
    for right, asked in ((1, 0), (4, 3), (-1, 3)):
        with pytest.raises(ValueError, match="no share"):
            wilson(right, asked)
