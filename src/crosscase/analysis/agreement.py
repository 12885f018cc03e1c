"""Two coders on the same passages: how far they agree, on what, and where they do not."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscase.analysis.coefficients import TableAgreement, nominal
from crosscase.analysis.coefficients import agreement as coefficients
from crosscase.analysis.double import SHARE, Double, double, refuse_blind
from crosscase.analysis.measure import Floats, Measure, bounds
from crosscase.domain.snapshot import Snapshot

Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """One keyword or construct over all units: which coder saw it.

    ``prevalence`` is the share of judgements that say yes (0 … 1): where it is small, kappa and
    alpha are low however often the coders agree, and ``ac1`` is not.
    """

    code: str
    kind: str
    both: int
    first_only: int
    second_only: int
    neither: int
    prevalence: float
    percent: float
    kappa: Measure
    alpha: Measure
    ac1: float | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit of which the coders say different things (a discard reads ``discarded: reason``)."""

    source: str
    first: Codes
    second: Codes
    first_segments: tuple[int, ...]
    second_segments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two coders agree at journal entry ``n``.

    Units are passages that either coded or discarded, in the sources both worked on; passages of
    which at least ``share`` of the shorter lies in the other are one unit. ``overall`` compares
    whole judgements: the same keywords (after merges), or both discarded. ``assisted`` codings
    were made after a suggestion was shown: then the coders are not independent and ``label`` says
    so. Intervals are of ``draws`` bootstraps over units with ``seed``.
    """

    n: int
    coders: tuple[str, str]
    sources: tuple[str, ...]
    units: int
    share: float
    percent: float
    kappa: Measure
    alpha: Measure
    codes: tuple[CodeAgreement, ...]
    disagreements: tuple[Disagreement, ...]
    assisted: int
    label: str
    draws: int
    seed: int
    figures: TableAgreement
    """Every coefficient, of whole judgements and by keyword and construct."""


def agreement(
    snapshot: Snapshot,
    coders: tuple[str, str] | None = None,
    *,
    share: float = SHARE,
    draws: int = 1000,
    seed: int = 0,
) -> Agreement:
    """Percent, Cohen's kappa and Krippendorff's alpha, overall, per keyword and per construct.

    ``coders``: the two by name (else the two who share most sources). Raises ``NotInStudy`` for an
    unknown coder and ``NotAllowed`` where no two worked on one source, or while one of them codes
    frozen units blind.
    """
    both = double(snapshot, coders, share)
    refuse_blind(snapshot, both.coders)
    names = {code.id: code.name for code in snapshot.codes}
    said = [_said(both, side, names) for side in (0, 1)]
    whole = list(zip(*said, strict=True))
    generator = np.random.default_rng(seed)
    kappa, alpha = _overall(whole, draws, generator)
    assisted = both.assisted
    return Agreement(
        snapshot.n,
        both.coders,
        both.sources,
        both.units,
        share,
        sum(a == b for a, b in whole) / len(whole),
        kappa,
        alpha,
        tuple(_codes(snapshot, both, draws, generator)),
        tuple(
            Disagreement(both.source_of[at], a, b, both.segments(at, 0), both.segments(at, 1))
            for at, (a, b) in enumerate(whole)
            if a != b
        ),
        assisted,
        "assisted: suggestions were shown" if assisted else "independent of suggestions",
        draws,
        seed,
        _figures(snapshot, both, draws, seed),
    )


def _figures(snapshot: Snapshot, both: Double, draws: int, seed: int) -> TableAgreement:
    """The coefficients of sets of keywords and constructs; draws are of whole sources if several.

    A construct that has the name of a keyword has its kind behind it.
    """
    codes = snapshot.code_by_id
    keywords = {codes[c].name for side in both.keywords for _, c in side}
    cells: list[list[set[str]]] = [[set(), set()] for _ in range(both.units)]
    for side in (0, 1):
        for unit, code in both.keywords[side]:
            cells[unit][side].add(codes[code].name)
        for unit, code in both.constructs[side]:
            name = codes[code].name
            clash = name in keywords
            cells[unit][side].add(f"{name} ({codes[code].kind})" if clash else name)
        for unit in both.discards[side]:
            cells[unit][side].add("discarded")
    clusters = both.source_of if len(set(both.source_of)) > 1 else None
    return coefficients(cells, level="masi", bootstrap=draws, seed=seed, clusters=clusters)


def _said(both: Double, side: int, names: dict[int, str]) -> list[Codes]:
    """What a coder says of each unit, in words."""
    of: dict[int, set[str]] = defaultdict(set)
    for unit, code in both.keywords[side]:
        of[unit].add(names[code])
    for unit in both.discards[side]:
        of[unit].add("discarded")
    return [tuple(sorted(of[unit])) for unit in range(both.units)]


def _codes(
    snapshot: Snapshot, both: Double, draws: int, generator: np.random.Generator
) -> list[CodeAgreement]:
    result = []
    for kind, pairs in (("keyword", both.keywords), ("construct", both.constructs)):
        first, second = _by_code(pairs[0]), _by_code(pairs[1])
        for code in sorted(first.keys() | second.keys()):
            a, b = first.get(code, set()), second.get(code, set())
            cells = np.array([len(a & b), len(a - b), len(b - a), 0], dtype=np.float64)
            cells[3] = both.units - cells.sum()
            found = snapshot.code_by_id[code]
            named = found.kind if kind == "construct" else kind
            result.append(_code(found.name, named, cells, draws, generator))
    return sorted(result, key=lambda c: (c.kind != "construct", c.kind, c.code))


def _code(
    name: str, kind: str, cells: Floats, draws: int, generator: np.random.Generator
) -> CodeAgreement:
    """Agreement on yes or no; a bootstrap over units is a draw of the four cells."""
    units = float(cells.sum())
    drawn = generator.multinomial(int(units), cells / units, draws).astype(np.float64)
    both, first, second, neither = cells.tolist()
    kappa, alpha, ac1 = _yes_or_no(cells[:, None])
    kappas, alphas, _ = _yes_or_no(drawn.T)
    return CodeAgreement(
        name,
        kind,
        int(both),
        int(first),
        int(second),
        int(neither),
        (2 * both + first + second) / (2 * units),
        (both + neither) / units,
        _measure(kappa, kappas),
        _measure(alpha, alphas),
        float(ac1[0]),
    )


def _yes_or_no(cells: Floats) -> tuple[Floats, Floats, Floats]:
    """Kappa, alpha and AC1 of two coders and two values, from their four cells (× draws)."""
    both, first, second, neither = cells
    units = cells.sum(axis=0)
    one, other = (both + first) / units, (both + second) / units
    margin = np.stack([2 * both, 2 * neither]) + first + second
    seen = (both + neither) / units
    return (
        nominal.cohen(np.stack([one, 1 - one]), np.stack([other, 1 - other]), seen),
        nominal.alpha(margin, 2 * (first + second)),
        nominal.gwet(margin / (2 * units), seen),
    )


def _overall(
    whole: list[tuple[Codes, Codes]], draws: int, generator: np.random.Generator
) -> tuple[Measure, Measure]:
    """Cohen's kappa and Krippendorff's nominal alpha of whole judgements.

    Only the pairs of judgements that occur are kept: many values would make a large square.
    """
    pairs = Counter(whole)
    place = {value: at for at, value in enumerate(sorted({v for pair in pairs for v in pair}))}
    rows = np.array([place[a] for a, _ in pairs], dtype=np.int64)
    columns = np.array([place[b] for _, b in pairs], dtype=np.int64)
    cells = np.array(list(pairs.values()), dtype=np.float64)
    drawn = generator.multinomial(len(whole), cells / len(whole), draws).astype(np.float64)
    found = np.array([_pair(rows, columns, row, len(place)) for row in (cells, *drawn)])
    return _measure(found[:1, 0], found[1:, 0]), _measure(found[:1, 1], found[1:, 1])


def _pair(
    rows: NDArray[np.int64], columns: NDArray[np.int64], cells: Floats, size: int
) -> tuple[float, float]:
    """Kappa and alpha of two coders from the cells that are filled; NaN where undefined."""
    total = float(cells.sum())
    same = float(cells[rows == columns].sum())
    first = np.bincount(rows, cells, minlength=size).astype(np.float64)
    second = np.bincount(columns, cells, minlength=size).astype(np.float64)
    kappa = nominal.cohen(first / total, second / total, np.array(same / total))
    alpha = nominal.alpha(first + second, np.array(2 * (total - same)))
    return float(kappa), float(alpha)


def _measure(value: Floats, drawn: Floats) -> Measure:
    low, high = bounds(drawn)
    found = float(value[0])
    return Measure(found, low, high) if np.isfinite(found) else Measure(None)


def _by_code(pairs: set[tuple[int, int]]) -> dict[int, set[int]]:
    units: dict[int, set[int]] = defaultdict(set)
    for unit, code in pairs:
        units[code].add(unit)
    return units
