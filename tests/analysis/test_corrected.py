"""A corrected share is right in the long run, and refused where it could not be."""

from __future__ import annotations

import numpy as np
import pytest

from crosscase.analysis.bulk import bulk
from crosscase.analysis.contrasts.corrected import corrected_share
from crosscase.domain.codings import IN_SAMPLE, Decision
from crosscase.errors import NotAllowed

from .conftest import Draw


def table(says: np.ndarray, true: np.ndarray, judged: np.ndarray) -> dict[str, list]:
    seen = [bool(t) if j else None for t, j in zip(true, judged, strict=True)]
    return {"machine": says.tolist(), "judged": seen}


def test_it_is_the_prediction_powered_estimate_of_least_variance() -> None:
    """Written out as in the paper: mean of y plus lambda times what the machine adds."""
    generator = np.random.default_rng(4)
    true = generator.random(400) < 0.3
    says = np.where(generator.random(400) < 0.85, true, ~true)
    judged = generator.random(400) < 0.25
    y, f = true[judged].astype(float), says[judged].astype(float)
    weight = np.cov(y, f)[0, 1] / f.var(ddof=1)
    expected = y.mean() + weight * (says.mean() - f.mean())
    found = corrected_share(table(says, true, judged))
    assert found.share == pytest.approx(expected, abs=1e-12)
    assert found.machine == pytest.approx(says.mean())
    assert found.low < found.share < found.high
    assert f"{found.share:.1%}" in found.sentence


def covered(share: float, found: float, invented: float, sample: tuple[int, int]) -> float:
    """How many of 2,000 intervals from samples of one corpus of 1,000 hold its share.

    ``found`` is the part of the true ones that the machine sees, ``invented`` of the others; the
    ``sample`` takes so many of its proposals and so many others, or of all where the first is 0.
    """
    generator = np.random.default_rng(11)
    true = np.arange(1000) < round(1000 * share)
    says = np.where(true, generator.random(1000) < found, generator.random(1000) < invented)
    parts = [np.flatnonzero(says), np.flatnonzero(~says)] if sample[0] else [np.arange(1000)]
    held, off = 0, 0.0
    for _ in range(2000):
        judged = np.zeros(1000, dtype=bool)
        for part, many in zip(parts, sample[-len(parts) :], strict=True):
            judged[generator.choice(part, many, replace=False)] = True
        answer = corrected_share(table(says, true, judged))
        held += answer.low <= true.mean() <= answer.high
        off += answer.share - true.mean()
    assert abs(off / 2000) < 0.003, "no bias is left"
    return held / 2000


@pytest.mark.parametrize(
    ("share", "found", "invented", "sample"),
    [
        (0.30, 0.85, 0.10, (0, 100)),
        (0.10, 0.70, 0.05, (0, 150)),
        (0.50, 0.60, 0.40, (0, 80)),
        (0.20, 0.80, 0.10, (100, 60)),
    ],
)
def test_95_of_100_intervals_hold_the_truth(
    share: float, found: float, invented: float, sample: tuple[int, int]
) -> None:
    """Within two points, for machines good and bad, drawn from all or more from the proposals."""
    assert 0.93 <= covered(share, found, invented, sample) <= 0.97


def test_where_the_machine_hardly_errs_the_interval_is_rather_too_wide() -> None:
    """A sample with no error in it does not prove that there is none."""
    assert covered(0.05, 0.95, 0.01, (0, 200)) >= 0.95


def test_where_all_was_judged_the_count_is_the_peoples_own() -> None:
    """Nothing is left to chance."""
    found = corrected_share({"machine": [1, 1, 0, 0, 0], "judged": [1, 0, 0, 1, 0]})
    assert (found.share, found.low, found.high) == pytest.approx((0.4, 0.4, 0.4))


@pytest.mark.parametrize(
    ("machine", "judged", "told"),
    [
        ([1, 1, 0], [1, "", None], "None of the 1 units that the machine does not say yes of"),
        ([1, 0, 0], [float("nan"), 1, 0], "None of the 1 units that the machine says yes of"),
        ([1, 0], ["", ""], "Nobody judged"),
        ([1, None], [1, 0], "Row 2 does not say"),
        ([1, 0], [1, 2], "Row 2: 'judged' is 2"),
    ],
)
def test_what_a_sample_cannot_tell_is_refused(machine: list, judged: list, told: str) -> None:
    """Above all a sample of the machine's proposals alone."""
    with pytest.raises(NotAllowed, match=told):
        corrected_share({"machine": machine, "judged": judged})


def decided(verdict: str, why: str, by_rule: bool) -> Decision:
    return Decision(1, 1, "keyword", verdict, "tax", 0.5, "engine", 1, by_rule, why)


def test_of_what_nobody_looked_at_a_sample_says_how_much_is_right(draw: Draw) -> None:
    """Of 1,000 proposals 80 % are right; 2,000 times 60 are judged and the rest accepted."""
    assert bulk(draw.snapshot()) is None
    generator = np.random.default_rng(9)
    true, held = np.arange(1000) < 800, 0
    answers = {}
    for _ in range(2000):
        judged = generator.choice(1000, 60, replace=False)
        right = int(true[judged].sum())
        if right not in answers:
            draw.more["decisions"] = (
                *[decided("accept", IN_SAMPLE, False)] * right,
                *[decided("reject", IN_SAMPLE, False)] * (60 - right),
                *[decided("accept", "bulk", True)] * 940,
            )
            answers[right] = bulk(draw.snapshot())
        found = answers[right]
        assert (found.accepted, found.judged, found.right) == (940, 60, right)
        held += found.low <= 800 - right <= found.high
    assert 0.93 <= held / 2000 <= 0.97


def test_bulk_without_one_sample_of_its_own_is_not_known(draw: Draw) -> None:
    """No sample, or several acts of acceptance."""
    draw.more["decisions"] = (decided("accept", "bulk", True),)
    assert "no random sample" in bulk(draw.snapshot()).sentence
    draw.more["decisions"] = (
        decided("accept", "bulk", True),
        decided("accept", "later", True),
        decided("accept", IN_SAMPLE, False),
    )
    assert "in several acts" in bulk(draw.snapshot()).sentence
