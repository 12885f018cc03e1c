"""Agreement is what R and the krippendorff package say, and disagreements are listed."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.analysis.agreement import agreement
from crosscase.analysis.alpha import Level, agreement_table
from crosscase.errors import NotAllowed, NotInStudy

from .conftest import Draw

LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval", "ratio")


def rows(data: Path, name: str) -> list[list[str]]:
    with (data / "agreement" / f"{name}.csv").open(newline="") as file:
        return [
            ["" if cell == "NA" else cell for cell in row] for row in list(csv.reader(file))[1:]
        ]


@pytest.fixture
def expected(data: Path) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads((data / "expected.json").read_text())[
        "agreement"
    ]
    return found


@pytest.mark.parametrize("level", LEVELS)
def test_alpha_is_that_of_krippendorffs_example(
    data: Path, expected: dict[str, dict[str, float]], level: Level
) -> None:
    """Four coders, twelve units, missing values; a row a coder in the file."""
    units = list(zip(*rows(data, "kripp_canonical_4x12"), strict=True))
    found = agreement_table(units, level=level, draws=0)
    wanted = expected["kripp_canonical_4x12"][f"alpha_{level}"]
    assert found.alpha.value == pytest.approx(wanted, abs=1e-6)
    assert (found.units, found.coders, found.judgements) == (11, 4, 40)


def test_kappa_and_ac1_are_those_of_r(data: Path, expected: dict[str, dict[str, float]]) -> None:
    """irr::kappa2, irr::kappam.light and irrCAC::gwet.ac1.raw."""
    raters = rows(data, "irr_diagnoses")
    light = agreement_table(raters, draws=0).kappa
    assert light == pytest.approx(expected["irr_diagnoses"]["light"], abs=1e-6)
    two = agreement_table([row[1:3] for row in raters], draws=0).kappa
    assert two == pytest.approx(expected["irr_diagnoses"]["cohen_raters_2_3"], abs=1e-6)
    fear = agreement_table([row[:2] for row in rows(data, "irr_anxiety")], draws=0).kappa
    assert fear == pytest.approx(expected["irr_anxiety_raters_1_2"]["kappa"], abs=1e-6)
    gwet = agreement_table(rows(data, "irrcac_raw_4raters"), draws=0).ac1
    assert gwet == pytest.approx(expected["irrcac_raw_4raters"]["gwet_ac1"], abs=1e-5)


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=3, max_size=3),
        min_size=2,
        max_size=30,
    ),
    st.sampled_from(LEVELS),
)
def test_alpha_agrees_with_the_krippendorff_package(
    table: list[list[int | None]], level: Level
) -> None:
    """On any table with missing values, at every level."""
    paired = [[v for v in row if v is not None] for row in table]
    judged = {value for row in paired if len(row) > 1 for value in row}
    found = agreement_table(table, level=level, draws=0).alpha.value
    if len(judged) < 2:
        assert found is None
        return
    plain = np.array([[math.nan if v is None else v for v in row] for row in table], dtype=float).T
    wanted = krippendorff.alpha(reliability_data=plain, level_of_measurement=level)
    assert found == pytest.approx(wanted, abs=1e-9)


def test_words_have_no_order() -> None:
    """Alpha of ranks or amounts needs numbers."""
    with pytest.raises(NotAllowed, match="no numbers"):
        agreement_table([["good", "bad"]], level="interval")


def test_one_value_alone_says_nothing() -> None:
    """Where everybody always says the same there is no chance agreement to correct."""
    found = agreement_table([["a", "a"]] * 5)
    assert (found.percent, found.alpha.value, found.kappa) == (1.0, None, None)


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
