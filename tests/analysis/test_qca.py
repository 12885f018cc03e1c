"""A comparison of cases is the one R QCA prints, and what its definitions say."""

from __future__ import annotations

import csv
import importlib.util
import re
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.analysis.qca import Comparison, Solution, calibrate, qca
from crosscase.analysis.qca.cover import models
from crosscase.analysis.qca.minimise import Implicant, covers, implicants
from crosscase.errors import CrosscaseError, NotAllowed, NotInStudy

CONDITIONS = ["DEV", "URB", "LIT", "IND", "STB"]
PRESENT = {
    *("Developed", "High urbanization", "High literacy", "Industrialized", "Stable", "Survival")
}
PRINTED = 5e-4
LETTERS = "ABCDEFGHIJKLMNOP"


@pytest.fixture
def lc(data: Path) -> list[dict[str, Any]]:
    """Lipset's cases, crisp."""
    with (data / "qca" / "LC.csv").open(newline="") as file:
        return [
            {"case": row[""], **{k: int(row[k] in PRESENT) for k in (*CONDITIONS, "SURV")}}
            for row in csv.DictReader(file)
        ]


def figures(text: str) -> Iterator[tuple[str, list[float | None]]]:
    """The lines of a table as R prints it: a term or M1, and its figures."""
    for line in text.splitlines():
        found = re.match(r"\s*(?:\d+\s+)?(\S+)((?:\s+(?:\d\.\d{3}|-))+)\s*$", line)
        if found:
            yield found[1], [None if word == "-" else float(word) for word in found[2].split()]


@pytest.mark.parametrize(
    ("section", "outcome", "kind"),
    [
        ("LC complex", "SURV", "complex"),
        ("LC parsimonious", "SURV", "parsimonious"),
        ("LC intermediate dir.exp all present", "SURV", "intermediate"),
        ("LC negation ~SURV complex", "~SURV", "complex"),
        ("LC negation parsimonious", "~SURV", "parsimonious"),
    ],
)
def test_solutions_are_those_of_r_qca(
    data: Path, lc: list[dict[str, Any]], section: str, outcome: str, kind: str
) -> None:
    """The same terms in the same order, with inclusion, PRI, coverage and unique coverage."""
    printed = (data / "qca" / "LC_solutions.txt").read_text()
    wanted = dict(figures(printed.split(f"## {section}\n")[1].split("\n## ")[0]))
    found = qca(lc, outcome, CONDITIONS, expectations=dict.fromkeys(CONDITIONS, 1), cases="case")
    (model,) = getattr(found, kind).models
    assert [*(term.name for term in model.terms), "M1"] == list(wanted)
    for one in model.terms:
        for told, value in zip(
            (one.consistency, one.pri, one.coverage, one.unique), wanted[one.name], strict=True
        ):
            assert value is None or told == pytest.approx(value, abs=PRINTED)
    whole = (model.consistency, model.pri, model.coverage)
    assert whole == pytest.approx(tuple(wanted["M1"]), abs=PRINTED)


def test_the_truth_table_is_that_of_r_qca(data: Path, lc: list[dict[str, Any]]) -> None:
    """All 32 configurations with output, n, inclusion, PRI and cases."""
    told = qca(lc, "SURV", CONDITIONS, cases="case").truth
    with (data / "qca" / "LC_truthtable.csv").open(newline="") as file:
        for row, wanted in zip(told.rows(complete=True), csv.DictReader(file), strict=True):
            assert [row["row"], row["n"]] == [int(wanted[""]), int(wanted["n"])]
            assert [row[name] for name in CONDITIONS] == [int(wanted[name]) for name in CONDITIONS]
            assert (row["output"], row["cases"].replace(" ", "")) == (
                wanted["OUT"],
                wanted["cases"],
            )
            for name, column in (("inclusion", "incl"), ("pri", "PRI")):
                known = None if wanted[column] == "-" else float(wanted[column])
                assert row[name] == (known if known is None else pytest.approx(known, abs=PRINTED))
    assert (told.possible, told.remainders, told.contradictions) == (32, 23, ())


LEVELS = st.sampled_from([[2, 2], [3, 2], [3, 3], [2, 2, 2], [2, 3, 2], [2, 2, 2, 2]])


@st.composite
def charts(draw: st.DrawFn) -> tuple[list[int], list[tuple[int, ...]], list[tuple[int, ...]]]:
    """Conditions with their levels, positive and negative rows; the rest are remainders."""
    levels = draw(LEVELS)
    rows = list(product(*map(range, levels)))
    said = draw(st.lists(st.sampled_from("10?"), min_size=len(rows), max_size=len(rows)))
    said[draw(st.integers(0, len(rows) - 1))] = "1"
    return levels, *([r for r, s in zip(rows, said, strict=True) if s == of] for of in "10")


def every_prime(levels: list[int], positive: Any, negative: Any) -> list[Implicant]:
    """By the definition: each conjunction that can be thought of is looked at."""

    def implies(one: Implicant) -> bool:
        return any(covers(one, r) for r in positive) and not any(covers(one, r) for r in negative)

    def wider(one: Implicant) -> Iterator[Implicant]:
        for at, value in enumerate(one):
            if value is not None:
                yield (*one[:at], None, *one[at + 1 :])

    every = product(*([*range(size), None] for size in levels))
    return [one for one in every if implies(one) and not any(map(implies, wider(one)))]


@settings(deadline=None, max_examples=60)
@given(charts())
def test_models_are_all_the_smallest_that_say_the_rows_and_nothing_against_them(
    chart: tuple[list[int], list[tuple[int, ...]], list[tuple[int, ...]]],
) -> None:
    """Beside a search that tries every choice of every conjunction."""
    levels, positive, negative = chart
    primes = implicants(levels, positive, negative)
    assert set(primes) == set(every_prime(levels, positive, negative))
    assert not any(covers(prime, row) for prime in primes for row in negative)
    found, every = models(primes, positive, 100_000)
    assert every
    for size in range(1, len(positive) + 1):
        wanted = {
            some
            for some in combinations(primes, size)
            if all(any(covers(prime, row) for prime in some) for row in positive)
        }
        if wanted:
            break
    assert len(found) == len(set(found))
    assert set(found) == wanted


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(*[st.integers(0, 1)] * 3, st.integers(0, 2), st.integers(0, 1)),
        min_size=2,
        max_size=14,
    ),
    st.tuples(*[st.integers(0, 1)] * 3),
)
def test_every_solution_keeps_to_the_truth_table(
    cases: list[tuple[int, ...]], expected: tuple[int, ...]
) -> None:
    """Each model covers the explained rows, and none that is known to lack the outcome; what is in
    the complex one is in the intermediate, and that is in the parsimonious one it came from."""
    if len({case[-1] for case in cases}) < 2:
        return
    columns = zip(*cases, strict=True)
    table = dict(zip("ABCDY", map(list, columns), strict=True))
    found = qca(table, "Y", list("ABCD"), expectations=dict(zip("ABC", expected, strict=True)))
    spans = {}
    for solution in found.solutions:
        for number, model in enumerate(solution.models, 1):
            span = held(found, solution, number)
            spans[solution.kind, number] = span
            assert span >= set(found.truth.placed("1"))
            assert not span & set(found.truth.placed("0"))
            if solution.kind == "complex":
                assert span == set(found.truth.placed("1"))
            for origin in model.origins:
                wide = spans["parsimonious", int(origin.partition("P")[2])]
                assert solution.kind == "intermediate"
                assert span <= wide


def held(found: Comparison, solution: Solution, number: int) -> set[tuple[int, ...]]:
    """The configurations in which a model holds, read from its formula."""
    names = [condition.name for condition in found.truth.conditions]
    result = set()
    for values in product(*(range(condition.levels) for condition in found.truth.conditions)):
        case = dict(zip(names, values, strict=True))
        for term in solution.models[number - 1].terms:
            if all(true(literal, case) for literal in term.name.split("*")):
                result.add(values)
    return result


def true(literal: str, case: dict[str, int]) -> bool:
    name, _, value = literal.strip("~]").partition("[")
    return case[name] == (int(value) if value else int(not literal.startswith("~")))


FUZZY = {
    "A": [0.9, 0.7, 0.2, 0.1],
    "B": [0.6, 0.3, 0.8, 0.4],
    "Y": [0.8, 0.6, 0.3, 0.2],
}


def test_a_fuzzy_example_is_worked_out_by_its_definitions() -> None:
    """Minima and sums by hand: A*~B has memberships .4 .7 .2 .1, shares .4 .6 .2 .1 with Y and
    .2 .4 .2 .1 with both Y and ~Y; and so on."""
    found = qca(FUZZY, "Y", ["A", "B"], incl_cut=0.9)
    rows = {row.values: row for row in found.truth.observed}
    told = {values: (row.inclusion, row.pri, row.output) for values, row in rows.items()}
    assert told[0, 0] == (pytest.approx(0.8 / 1.2), pytest.approx(0, abs=1e-9), "0")
    assert told[0, 1] == (pytest.approx(0.9 / 1.6), pytest.approx(0, abs=1e-9), "0")
    assert told[1, 0] == (pytest.approx(1.3 / 1.4), pytest.approx(0.4 / 0.5), "1")
    assert told[1, 1] == (pytest.approx(1.2 / 1.2), pytest.approx(1), "1")
    (model,) = found.complex.models
    (term,) = model.terms
    assert (model.name, term.cases) == ("A", ("1", "2"))
    fit = (term.consistency, term.pri, term.coverage, term.unique)
    assert fit == pytest.approx((1.7 / 1.9, 0.8 / 1.0, 1.7 / 1.9, 1.7 / 1.9))
    need = found.necessity[0]
    assert need.name == "A"
    told_need = (need.consistency, need.relevance, need.coverage)
    assert told_need == pytest.approx((1.7 / 1.9, 2.1 / 2.3, 1.7 / 1.9))
    with_pri = qca(FUZZY, "Y", ["A", "B"], incl_cut=0.9, pri_cut=0.9)
    assert [model.name for model in with_pri.complex.models] == ["A*B"]
    assert "PRI at least 0.9" in with_pri.sentence


def test_values_of_several_kinds_are_compared_and_an_outcome_may_be_one_of_them() -> None:
    """A condition of three values, and the absence of a value of the outcome."""
    table = {"M": [0, 1, 2, 2], "C": [True, True, False, True], "Y": [0, 1, 2, 2]}
    found = qca(table, "Y[2]", ["M", "C"])
    assert found.truth.possible == 6
    assert [model.name for model in found.complex.models] == ["M[2]"]
    (easy,) = qca(table, "Y[2]", ["M", "C"], expectations={"M": [1, 2]}).intermediate.models
    assert easy.name == "M[2]"
    absent = qca(table, "~Y[2]", ["M", "C"])
    assert [model.name for model in absent.complex.models] == ["M[0]*C + M[1]*C"]
    assert [model.name for model in absent.parsimonious.models] == ["M[0] + M[1]"]


def test_only_what_is_expected_is_assumed() -> None:
    """A*B*C is seen with the outcome and ~A*~B*~C without: all may be left out, or what is easy."""
    table = {"A": [1, 0], "B": [1, 0], "C": [1, 0], "Y": [1, 0]}
    names = ["A", "B", "C"]
    assert [m.name for m in qca(table, "Y", names).parsimonious.models] == names
    assert qca(table, "Y", names).intermediate is None
    hard = qca(table, "Y", names, expectations={"A": 1, "B": 1, "C": 1})
    assert [m.name for m in hard.intermediate.models] == ["A*B*C"]
    assert hard.intermediate.models[0].origins == ("C1P1", "C1P2", "C1P3")
    some = qca(table, "Y", names, expectations={"A": 0, "B": 1})
    assert [(m.name, m.origins) for m in some.intermediate.models] == [
        ("A*B*C", ("C1P1",)),
        ("B*C", ("C1P2", "C1P3")),
    ]


def test_contradictions_and_limited_diversity_are_told() -> None:
    """Two cases are alike and differ in the outcome; a row with too few cases is a remainder."""
    table = {"A": [1, 1, 0, 0], "B": [1, 1, 0, 1], "Y": [1, 0, 0, 1]}
    found = qca(table, "Y", ["A", "B"])
    (row,) = found.truth.contradictions
    assert (row.cases, row.inclusion, row.output) == (("1", "2"), 0.5, "0")
    assert "Contradictory: row 4 (1, 2)." in found.sentence
    assert "4 configurations, of which 3 (75.0%) are known" in found.sentence
    twice = qca(table, "Y", ["A", "B"], n_cut=2, expectations={"A": 1})
    assert twice.truth.remainders == 3
    assert "No configuration reaches the cut-offs" in twice.complex.why
    assert twice.intermediate.models == ()
    assert "Complex solution: none. No configuration" in twice.sentence
    low = qca(table, "Y", ["A", "B"], n_cut=2, incl_cut=0.5)
    assert [model.name for model in low.complex.models] == ["A*B"]
    assert "every combination would make it" in low.parsimonious.why


def test_models_beyond_those_asked_for_are_told_not_hidden() -> None:
    """Four conditions that never differ: four models, of which two were asked for."""
    table = {**{name: [1, 0] for name in "ABCD"}, "Y": [1, 0]}
    found = qca(table, "Y", list("ABCD"), most=2, expectations=dict.fromkeys("ABCD", 0))
    assert [model.name for model in found.parsimonious.models] == ["A", "B"]
    assert not found.parsimonious.every
    assert not found.intermediate.every
    assert "2 and more models: A; or B." in found.sentence
    assert qca(table, "Y", list("ABCD"), most=4).parsimonious.every


@pytest.mark.parametrize(
    ("change", "asked", "said"),
    [
        ({"Y": [1, 1, 1]}, {}, "No case lacks the outcome 'Y'"),
        ({"Y": [0.9, 0.5, 0.7]}, {}, "No case lacks the outcome 'Y'"),
        ({"Y": [0, 0, 0]}, {}, "No case has the outcome 'Y'"),
        ({"Y": [0, 1, 2]}, {}, "the outcome is a membership"),
        ({"A": [0.5, 0.2, 1]}, {}, "neither in nor out"),
        ({"A": [0.2, 1.7, 1]}, {}, "neither memberships"),
        ({"A": [1, None, 0]}, {}, "Case 2 has None in 'A'"),
        ({"A": [1, -1, 0]}, {}, "Case 2 has -1 in 'A'"),
        ({"A": ["yes", "no", "no"]}, {}, "Case 1 has 'yes' in 'A'"),
        ({"A": [1, 0]}, {}, "columns of several lengths"),
        ({}, {"conditions": ["A", "Z"]}, "no column 'Z'"),
        ({}, {"conditions": []}, "The conditions are none"),
        ({}, {"conditions": ["A", "A"]}, "named twice"),
        ({}, {"conditions": ["A", "Y"]}, "is the outcome"),
        ({}, {"outcome": "Y[x]"}, r"no column 'Y\[x\]'"),
        ({}, {"incl_cut": 1.5}, "incl_cut is 1.5"),
        ({}, {"pri_cut": -1}, "pri_cut is -1"),
        ({}, {"n_cut": 0}, "n_cut is 0"),
        ({}, {"most": 0}, "most is 0"),
        ({}, {"expectations": {"A": 2}}, "'A' is expected to be 2"),
        ({"A": [1_000_000_000, 0, 1]}, {}, "'A' has values up to 1e\\+09"),
        (
            {name: [1, 0, 0] for name in LETTERS},
            {"conditions": list(LETTERS)},
            "16 conditions make 43,046,721 conjunctions",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused_with_the_next_step(
    change: dict[str, Any], asked: dict[str, Any], said: str
) -> None:
    """Each refusal has a hint."""
    table = {"A": [1, 0, 1], "Y": [1, 0, 1], **change}
    with pytest.raises(NotAllowed, match=said) as told:
        qca(table, **{"outcome": "Y", "conditions": ["A"], **asked})
    assert told.value.hint


def test_a_table_without_names_and_an_unknown_expectation_are_refused() -> None:
    """The nearest condition is the hint."""
    with pytest.raises(CrosscaseError, match="no table of named columns"):
        qca([[1, 0], [0, 1]], "Y", ["A"])
    with pytest.raises(NotAllowed, match="no rows"):
        qca([], "Y", ["A"])
    with pytest.raises(NotInStudy, match="condition named 'Leadr'") as told:
        qca({"Leader": [1, 0], "Y": [1, 0]}, "Y", ["Leader"], expectations={"Leadr": 1})
    assert "'Leader'" in told.value.hint


def test_columns_rows_and_frames_are_one_table() -> None:
    """Anything with columns is read as a frame is; rows go out as they came in."""

    class Frame:
        columns = list(FUZZY)

        def __getitem__(self, name: str) -> list[float]:
            return FUZZY[name]

    rows = [dict(zip(FUZZY, values, strict=True)) for values in zip(*FUZZY.values(), strict=True)]
    found = [qca(table, "Y", ["A", "B"], incl_cut=0.9) for table in (FUZZY, rows, Frame())]
    assert found[0] == found[1] == found[2]
    told = found[0].rows()
    assert [(row["solution"], row["term"]) for row in told][:2] == [
        ("complex", "A"),
        ("complex", ""),
    ]
    if importlib.util.find_spec("pandas") is None:
        for one in (found[0], found[0].truth):
            with pytest.raises(NotAllowed, match="needs pandas"):
                one.to_frame()
        return
    assert list(found[0].to_frame().columns) == list(told[0])
    assert len(found[0].truth.to_frame(complete=True)) == 4


def test_anchors_have_the_memberships_of_the_direct_method() -> None:
    """0.05, 0.5 and 0.95 at the anchors; a log odds of 1 / 2 of 0.95's halfway; falling anchors
    turn the set round."""
    found = calibrate([0, 5, 10, 20, 25, 1e9], anchors=(5, 10, 20))
    half = 1 / (1 + 19**-0.5)
    assert found[1:4] == pytest.approx([0.05, 0.5, 0.95])
    assert calibrate([15], anchors=(5, 10, 20)) == pytest.approx([half])
    assert found == sorted(found)
    assert found[-1] == 1
    falling = calibrate([0, 5, 10, 20, 25, 1e9], anchors=(20, 10, 5))
    assert falling == pytest.approx([1 - value for value in found])


def test_thresholds_count_how_many_are_reached() -> None:
    """A value at a threshold has reached it."""
    assert calibrate([1, 2, 3], thresholds=[2]) == [0, 1, 1]
    assert calibrate([1, 2, 3], thresholds=[2, 2.5]) == [0, 1, 2]


@pytest.mark.parametrize(
    ("values", "asked", "said"),
    [
        ([1], {}, "either anchors or thresholds"),
        ([1], {"anchors": (0, 1, 2), "thresholds": [1]}, "either anchors or thresholds"),
        ([1], {"anchors": (0, 3, 2)}, "neither rise nor fall"),
        ([1], {"anchors": (0, 1, 2), "inside": 0.5}, "cannot be 0.5"),
        ([1], {"thresholds": [2, 1]}, "do not rise"),
        ([1, None], {"thresholds": [1]}, "missing or no number"),
        ([float("inf")], {"thresholds": [1]}, "missing or no number"),
    ],
)
def test_a_calibration_that_says_nothing_is_refused(
    values: Any, asked: dict[str, Any], said: str
) -> None:
    """Each refusal has a hint."""
    with pytest.raises(NotAllowed, match=said) as told:
        calibrate(values, **asked)
    assert told.value.hint
