"""Agreement is what R and the krippendorff package say, and disagreements are listed."""

from __future__ import annotations

import pytest

from crosscase.analysis.agreement import agreement
from crosscase.errors import NotAllowed, NotInStudy

from .conftest import Draw


def two_coders(draw: Draw) -> Draw:
    """Ten units: both say k on four, only ana on one, only ben on two, both another on three."""
    boss = draw.person(case=1)
    plan = [("k", "k")] * 4 + [("k", "o")] + [("o", "k")] * 2 + [("o", "o")] * 3
    for at, (ana, ben) in enumerate(plan):
        draw.says(boss, ana, at * 20)
        draw.says(boss, ben, at * 20, coder="ben")
    return draw


def test_a_keyword_of_two_coders_is_counted_in_four_cells(draw: Draw) -> None:
    """po = .7, pe = .5 * .6 + .5 * .4 = .5, kappa = .4; alpha 1 - 19 * 6 / (2 * 11 * 9)."""
    found = agreement(two_coders(draw).snapshot())
    keyword = next(c for c in found.codes if c.code == "k")
    assert (keyword.both, keyword.first_only, keyword.second_only, keyword.neither) == (4, 1, 2, 3)
    assert keyword.percent == pytest.approx(0.7)
    assert keyword.kappa.value == pytest.approx(0.4)
    assert keyword.alpha.value == pytest.approx(1 - 19 * 6 / (2 * 11 * 9))
    assert keyword.kappa.low is not None
    assert keyword.kappa.low < 0.4
    assert found.kappa.value == pytest.approx(0.4)  # two values: whole judgements are the keyword
    assert (found.units, found.percent, len(found.disagreements)) == (10, 0.7, 3)
    assert found.label == "independent of suggestions"


def test_intervals_are_drawn_with_the_seed(draw: Draw) -> None:
    """The same study and seed give the same bytes."""
    snapshot = two_coders(draw).snapshot()
    assert agreement(snapshot, seed=4) == agreement(snapshot, seed=4)


def test_passages_that_mostly_overlap_are_one_unit(draw: Draw) -> None:
    """Two coders mark the same thing with other ends; a brush of one sign is no overlap."""
    boss = draw.person(case=1)
    draw.says(boss, "k", 0, 20)
    draw.says(boss, "k", 2, 24, coder="ben")
    draw.says(boss, "o", 23, 40)
    found = agreement(draw.snapshot())
    assert found.units == 2
    (apart,) = found.disagreements
    assert (apart.first, apart.second, apart.first_segments) == (("o",), (), (3,))
    assert agreement(draw.snapshot(), share=0.0).units == 1


def test_only_sources_of_both_count_and_discards_are_judgements(draw: Draw) -> None:
    """What one coder discarded and the other coded is a disagreement."""
    boss, other = draw.person(case=1), draw.person(case=1)
    draw.says(boss, "k", 0)
    draw.discard(boss, 0, coder="ben")
    draw.says(other, "k", 0)
    found = agreement(draw.snapshot())
    assert (found.sources, found.units) == (("s1",), 1)
    assert found.disagreements[0].second == ("discarded",)


def test_codings_after_a_suggestion_are_labelled(draw: Draw) -> None:
    """Agreement of coders who saw the same proposal is not independent."""
    boss = draw.person(case=1)
    draw.says(boss, "k", 0, assisted=True)
    draw.says(boss, "k", 0, coder="ben")
    found = agreement(draw.snapshot())
    assert (found.assisted, found.label) == (1, "assisted: suggestions were shown")


def test_agreement_needs_two_coders_on_one_source(draw: Draw) -> None:
    """One coder, an unknown coder, or two who never met are told so."""
    boss, other = draw.person(case=1), draw.person(case=1)
    draw.says(boss, "k")
    with pytest.raises(NotAllowed, match="Only one"):
        agreement(draw.snapshot())
    draw.says(other, "k", coder="ben")
    with pytest.raises(NotAllowed, match="no source in common"):
        agreement(draw.snapshot())
    with pytest.raises(NotInStudy) as told:
        agreement(draw.snapshot(), ("ana", "bem"))
    assert told.value.hint == "Did you mean 'ben'?"
