"""Coefficients of agreement are those that were published, and say why where they say nothing."""

from __future__ import annotations

import csv
import importlib.util
import json
import math
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from crosscase.analysis.coefficients import Coefficients, agreement
from crosscase.analysis.coefficients.answer import NAMES
from crosscase.analysis.coefficients.table import Scale
from crosscase.errors import NotAllowed

EXACT = 1e-9
OF_R = 1e-6
PRINTED = 1e-4

Table = list[list[Any]]


def rows(data: Path, name: str) -> Table:
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


def overall(table: Any, level: Scale = "nominal", **more: Any) -> Coefficients:
    return agreement(table, level=level, bootstrap=0, **more).overall


def square(*counts: Sequence[int]) -> Table:
    """Units from a table of two coders: a row for what the first says."""
    return [
        [a, b] for a, row in enumerate(counts) for b, times in enumerate(row) for _ in range(times)
    ]


def values(one: Coefficients) -> dict[str, float | None]:
    return {name: getattr(one, name).value for name in NAMES}


tables = st.lists(
    st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=3, max_size=3),
    min_size=2,
    max_size=30,
)
full = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=30)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_is_that_of_krippendorffs_example(
    data: Path, expected: dict[str, dict[str, float]], level: Scale
) -> None:
    """Four coders, twelve units, missing values; a row a coder in the file."""
    units = list(zip(*rows(data, "kripp_canonical_4x12"), strict=True))
    wanted = expected["kripp_canonical_4x12"][f"alpha_{level}"]
    assert overall(units, level).alpha.value == pytest.approx(wanted, abs=OF_R)


def test_coefficients_of_four_coders_with_missing_values_are_those_of_irrcac(
    data: Path, expected: dict[str, dict[str, float]]
) -> None:
    """The file gives five decimals."""
    wanted = expected["irrcac_raw_4raters"]
    found = overall(rows(data, "irrcac_raw_4raters"))
    assert found.ac1.value == pytest.approx(wanted["gwet_ac1"], abs=1e-5)
    assert found.fleiss.value == pytest.approx(wanted["fleiss"], abs=1e-5)
    assert found.conger.value == pytest.approx(wanted["conger"], abs=1e-5)
    assert found.brennan_prediger.value == pytest.approx(wanted["brennan_prediger"], abs=1e-5)


@pytest.mark.parametrize(
    ("level", "ac2", "alpha"),
    [
        ("nominal", 0.77544407, 0.74342105),
        ("ordinal", 0.89893977, None),
        ("interval", 0.91400072, 0.84910714),
        ("ratio", 0.85736756, 0.79740277),
        ("circular", 0.83019514, 0.78998027),
    ],
)
def test_weights_are_those_of_irrcac(
    data: Path, level: Scale, ac2: float, alpha: float | None
) -> None:
    """As irrCAC computes them with identity, ordinal, quadratic, ratio and circular weights. Its
    ordinal alpha rests on those weights and not on Krippendorff's ranks: it is another number."""
    found = overall(rows(data, "irrcac_raw_4raters"), level)
    assert found.ac2.value == pytest.approx(ac2, abs=1e-8)
    if alpha is not None:
        assert found.alpha.value == pytest.approx(alpha, abs=1e-8)


def test_kappas_of_six_coders_are_those_of_irr(
    data: Path, expected: dict[str, dict[str, float]]
) -> None:
    """irr::kappam.fleiss (exact is Conger's), kappam.light and kappa2."""
    wanted, raters = expected["irr_diagnoses"], rows(data, "irr_diagnoses")
    found = agreement(raters, bootstrap=0)
    assert found.overall.fleiss.value == pytest.approx(wanted["fleiss"], abs=OF_R)
    assert found.overall.conger.value == pytest.approx(wanted["fleiss_exact"], abs=OF_R)
    assert found.overall.light.value == pytest.approx(wanted["light"], abs=OF_R)
    pair = next(pair for pair in found.pairs if pair.name == "2 + 3")
    assert pair.cohen.value == pytest.approx(wanted["cohen_raters_2_3"], abs=OF_R)


def test_weighted_kappas_are_those_of_irr(
    data: Path, expected: dict[str, dict[str, float]]
) -> None:
    """irr::kappa2 with equal (linear) and squared weights."""
    wanted = expected["irr_anxiety_raters_1_2"]
    found = overall([row[:2] for row in rows(data, "irr_anxiety")], "ordinal")
    assert found.cohen.value == pytest.approx(wanted["kappa"], abs=OF_R)
    assert found.cohen_linear.value == pytest.approx(wanted["kappa_linear"], abs=OF_R)
    assert found.cohen_quadratic.value == pytest.approx(wanted["kappa_squared"], abs=OF_R)


def test_binary_and_nominal_alpha_are_those_krippendorff_works_out() -> None:
    """Krippendorff (2011), Computing Krippendorff's alpha-reliability, sections A and B."""
    meg_and_owen = list(zip("0100000010", "1110010000", strict=True))
    assert overall(meg_and_owen).alpha.value == pytest.approx(0.095, abs=5e-4)
    ben_and_gerry = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
    assert overall(ben_and_gerry).alpha.value == pytest.approx(0.692, abs=5e-4)


def test_the_paradox_of_prevalence_is_told() -> None:
    """Feinstein and Cicchetti (1990): the same 85 %, kappa .70 where both answers are frequent and
    .32 where one is; corrected for prevalence (Byrt 1993) both are .70."""
    even, rare = overall(square((40, 9), (6, 45))), overall(square((80, 10), (5, 5)))
    for found, kappa in ((even, 0.70), (rare, 0.32)):
        assert found.percent.value == pytest.approx(0.85)
        assert found.cohen.value == pytest.approx(kappa, abs=5e-3)
        assert found.pabak.value == pytest.approx(0.70)
    assert even.note == ""
    assert "85.0% the same, yet kappa is 0.31" in rare.note
    assert "87.5%" in rare.note
    assert rare.ac1.value is not None
    assert rare.ac1.value > 0.8


@settings(deadline=None)
@given(tables, st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_alpha_agrees_with_the_krippendorff_package(table: Table, level: Scale) -> None:
    """Of all coders and of each pair, on any table with missing values."""
    found = agreement(table, level=level, bootstrap=0)
    columns = [(0, 1, 2), (0, 1), (0, 2), (1, 2)]
    for some, one in zip(columns, (found.overall, *found.pairs), strict=True):
        part = [[row[at] for at in some] for row in table]
        paired = [[value for value in row if value is not None] for row in part]
        if len({value for row in paired if len(row) > 1 for value in row}) < 2:
            assert one.alpha.value is None
            continue
        plain = np.array([[math.nan if v is None else v for v in row] for row in part]).T
        wanted = krippendorff.alpha(reliability_data=plain, level_of_measurement=level)
        assert one.alpha.value == pytest.approx(wanted, abs=EXACT)


@settings(deadline=None)
@given(full, st.sampled_from([None, "linear", "quadratic"]))
def test_kappa_agrees_with_scikit_learn(table: list[tuple[int, int]], weights: str | None) -> None:
    """Cohen's, plain and weighted; ranks of the values that occur."""
    found = overall(table, "ordinal")
    one = {None: found.cohen, "linear": found.cohen_linear, "quadratic": found.cohen_quadratic}
    if len(set(chain.from_iterable(table))) == 1:
        assert one[weights].value is None
        return
    first, second = zip(*table, strict=True)
    wanted = cohen_kappa_score(first, second, weights=weights)
    assert one[weights].value == pytest.approx(wanted, abs=EXACT)


@settings(deadline=None)
@given(tables)
def test_a_code_is_the_question_whether_it_was_given(table: Table) -> None:
    """The coefficients of a code are those of a table of yes and no."""
    found = agreement(table, bootstrap=0)
    for code in found.codes:
        asked = [[None if v is None else str(v) == code.name for v in row] for row in table]
        if len({cell for row in asked for cell in row if cell is not None}) < 2:
            continue
        alone = values(overall(asked))
        for name, value in values(code).items():
            if name != "ac2":
                assert value == pytest.approx(alone[name], abs=EXACT), name


def test_sets_that_share_codes_are_partly_the_same() -> None:
    """Two units, two coders: {a, b} and {a} share one of two, MASI takes two thirds of that.

    Alpha 1 - 3 * 2 d / sum of all ordered pairs: {a, b}-{a} d, each with {c} 1.
    """
    table = [[{"a", "b"}, {"a"}], [{"c"}, {"c"}]]
    for level, distance in (("jaccard", 1 / 2), ("masi", 1 - 1 / 2 * 2 / 3)):
        chance = 2 * (distance + 2 + 2)
        wanted = 1 - 3 * 2 * distance / chance
        assert overall(table, level).alpha.value == pytest.approx(wanted)
    crossed = [[["a", "b"], ["b", "c"]], [["d"], ["d"]]]
    masi = 1 - 1 / 3 * 1 / 3
    wanted = 1 - 3 * 2 * masi / (2 * (masi + 2 + 2))
    assert overall(crossed, "masi").alpha.value == pytest.approx(wanted)


@settings(deadline=None)
@given(tables, st.sampled_from(["masi", "jaccard"]))
def test_sets_of_one_code_are_that_code(table: Table, level: Scale) -> None:
    """Then there is nothing to share and each coefficient is the nominal one."""
    sets = [[None if v is None else [v] for v in row] for row in table]
    plain, found = agreement(table, bootstrap=0), agreement(sets, level=level, bootstrap=0)
    for wanted, one in zip(
        (plain.overall, *plain.pairs, *plain.codes),
        (found.overall, *found.pairs, *found.codes),
        strict=True,
    ):
        assert values(one) == pytest.approx(values(wanted), abs=EXACT, nan_ok=True)


def test_a_coder_may_give_several_codes_and_each_is_counted() -> None:
    """An empty set is a judgement, a missing cell is none."""
    table = [[{"a", "b"}, {"a"}], [set(), {"b"}], [{"a"}, {"a", "b"}], [{"a"}, None]]
    found = agreement(table, level="masi", bootstrap=0)
    a, b = found.codes
    assert (a.name, a.units, a.percent.value) == ("a", 3, 1.0)
    assert (b.name, b.percent.value) == ("b", 0.0)
    assert a.prevalence == pytest.approx(4 / 6)


def test_a_circle_has_no_first_value() -> None:
    """Turning all months by some changes nothing; December is next to January."""
    months = [[12, 1], [1, 1], [6, 6], [7, 6], [3, 4]]
    turned = [[(month + 4) % 12 for month in row] for row in months]
    found = [overall(table, "circular", period=12).alpha.value for table in (months, turned)]
    assert found[0] == pytest.approx(found[1], abs=EXACT)
    plain = overall(months, "interval").alpha.value
    assert found[0] is not None
    assert plain is not None
    assert found[0] > 0.9 > plain
    assert agreement(months, level="circular", bootstrap=0).period == 12
    with pytest.raises(NotAllowed, match="no length"):
        overall(months, "circular", period=-1)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "ratio"])
def test_a_bootstrap_is_the_table_of_the_units_that_were_drawn(level: Scale) -> None:
    """Every coefficient of every draw is recomputed from judgements, and gives the same bounds."""
    generator = np.random.default_rng(5)
    table = generator.integers(1, 4, (40, 3)).astype(float)
    table[:, 1:] = np.where(generator.random((40, 2)) < 0.6, table[:, :1], table[:, 1:])
    table[generator.random((40, 3)) < 0.2] = np.nan
    found = agreement(table, level=level, bootstrap=50, seed=3)
    same = np.random.default_rng(3)
    draws = [
        agreement(table[same.integers(0, 40, 40)], level=level, bootstrap=0) for _ in range(50)
    ]
    for at, one in enumerate((found.overall, *found.pairs)):
        for name in NAMES:
            told = getattr(one, name)
            if told.value is None:
                continue
            again = [getattr((draw.overall, *draw.pairs)[at], name).value for draw in draws]
            bounds = np.percentile([v for v in again if v is not None], [2.5, 97.5])
            assert (told.low, told.high) == pytest.approx(tuple(bounds), abs=EXACT), name


def test_clusters_are_drawn_whole() -> None:
    """Units that repeat within an interview tell less than as many of their own."""
    table = square((40, 9), (6, 45))
    units = agreement(table)
    assert agreement(table) == units
    assert agreement(table, clusters=range(100)).overall == units.overall
    whole = agreement(table * 4, clusters=list(range(100)) * 4)
    assert whole.clusters == 100
    apart = agreement(table * 4).overall.percent
    held = whole.overall.percent
    assert None not in (apart.low, apart.high, held.low, held.high)
    assert held.high - held.low > 1.5 * (apart.high - apart.low)  # type: ignore[operator]
    with pytest.raises(NotAllowed, match="100 units and 2 clusters"):
        agreement(table, clusters=["a", "b"])
    with pytest.raises(NotAllowed, match="of one cluster"):
        agreement(table, clusters=["a"] * 100)
    with pytest.raises(NotAllowed, match="-1 draws"):
        agreement(table, bootstrap=-1)


def test_what_says_nothing_says_why() -> None:
    """One value alone, coders who never met, coefficients of two coders asked of three."""
    found = agreement([["a", "a"]] * 5)
    assert found.overall.percent.value == 1.0
    for name in ("cohen", "scott", "fleiss", "conger", "light", "ac1", "alpha"):
        one = getattr(found.overall, name)
        assert one.value is None
        assert "is the same" in one.why
    apart = agreement([["a", None], [None, "b"]])
    assert {one.value for one in (getattr(apart.overall, name) for name in NAMES)} == {None}
    assert apart.overall.alpha.why == "No unit was judged by two coders."
    three = agreement([["a", "b", None], ["b", "b", None], ["a", "a", None], ["a", None, "c"]])
    assert "see the pairs" in three.overall.cohen.why
    assert "never met" in three.overall.light.why
    assert "no order" in three.overall.cohen_linear.why
    assert "see brennan_prediger" in three.overall.pabak.why
    assert three.pairs[2].cohen.why == "No unit was judged by two coders."
    assert "weights change nothing" in three.codes[0].cohen_linear.why


@pytest.mark.parametrize(
    ("table", "level", "said"),
    [
        ([], "nominal", "no rows"),
        ([["a"], ["b"]], "nominal", "agreement needs two"),
        ([["a", "b"], ["a"]], "nominal", "Row 2 has 1 cells"),
        ([["good", "bad"]], "interval", "no numbers"),
        (np.array([[1.0, math.inf]]), "ratio", "no numbers"),
        ([[{"a"}, {"b"}]], "nominal", "not one value"),
        ([["a", "b"]], "masi", "no set of codes"),
        ([["a", "b"]], "cardinal", "No level is called"),
    ],
)
def test_tables_that_cannot_be_read_are_refused_with_the_next_step(
    table: Any, level: Any, said: str
) -> None:
    """Each refusal has a hint."""
    with pytest.raises(NotAllowed, match=said) as told:
        agreement(table, level=level)
    assert told.value.hint


def test_lists_and_arrays_are_one_table() -> None:
    """Missing cells are None, "" or NaN, whatever holds them."""
    cells = [[1, 2, None], [2, 2, 2], [1, 1, 2], [3, None, 3]]
    empty = [["" if cell is None else cell for cell in row] for row in cells]
    plain = np.array([[math.nan if c is None else c for c in row] for row in cells])
    found = [overall(table) for table in (cells, empty, plain, plain.astype(object))]
    assert found[0] == found[1] == found[2] == found[3]


def test_a_frame_comes_in_and_goes_out() -> None:
    """A row a coefficient; without pandas the rows, and how to have the frame."""
    found = agreement([["x", "x"], ["x", "y"], ["y", "y"]], bootstrap=20)
    told = found.rows()
    assert len(told) == (1 + 1 + 2) * len(NAMES)
    assert told[0]["coefficient"] == "percent"
    if importlib.util.find_spec("pandas") is None:
        with pytest.raises(NotAllowed, match="needs pandas") as error:
            found.to_frame()
        assert "rows()" in error.value.hint
        return
    frame = found.to_frame()
    assert list(frame.columns) == list(told[0])
    table = type(frame)({"ana": ["x", "x", "y"], "ben": ["x", "y", "y"]})
    again = agreement(table, bootstrap=20)
    assert again.coders == ("ana", "ben")
    assert again.overall == found.overall
