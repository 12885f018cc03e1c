"""How sure the coding is: coders, programs, agreement, saturation."""

from __future__ import annotations

from collections import Counter

from crosscase.analysis.agreement import Agreement, CodeAgreement
from crosscase.analysis.measure import Measure
from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Block, Figure, Line, Section, clean
from crosscase.report.figures import curve, intervals
from crosscase.report.words import count, listed


def quality(chapter: Chapter) -> list[Section]:
    """What a reviewer asks of the coding."""
    blocks = [_coders(chapter), *_agreement(chapter), *_saturation(chapter)]
    return [Section("Quality of the coding", tuple(blocks), 2)]


def _agreement(chapter: Chapter) -> list[Block]:
    found = chapter.numbers.agreement
    if found is None:
        return []
    said = (
        f"Two coders worked on {count(len(found.sources), 'source')}, "
        f"{count(found.units, 'unit')} in all. They judge "
        f"{100 * found.percent:.0f} % of them alike (Cohen’s kappa {_measure(found.kappa)}, "
        f"Krippendorff’s alpha {_measure(found.alpha)}). "
    )
    if found.assisted:
        said += (
            f"{count(found.assisted, 'coding')} of these were made after a suggestion was shown, "
            "so the coders were not independent. "
        )
    return [text(said.strip()), *_by_code(chapter, found)]


def _by_code(chapter: Chapter, found: Agreement) -> list[Block]:
    """Agreement on each construct, and on each keyword to look up."""
    note = (
        "“Both”, “first” and “second” are units in which both coders, or only one of them, see it; "
        "in brackets 95 % intervals of "
        f"{found.draws:,} bootstraps over units. Kappa and alpha are low where something is rare "
        "however often the coders agree; AC1 is not."
    )
    blocks: list[Block] = []
    for kinds, caption, fold in (
        (("construct", "theme"), "Agreement of two coders, by construct", False),
        (("keyword",), "Agreement of two coders, by keyword", True),
    ):
        mine = [code for code in found.codes if code.kind in kinds]
        rows = [_row(chapter, code) for code in mine]
        columns = ("Code", "Both", "First", "Second", "Alike", "Kappa", "Alpha", "AC1")
        if rows:
            blocks.append(table(caption, columns, rows, range(1, 8), note, fold=fold))
        known = [(code.code, code.alpha) for code in mine if code.alpha.value is not None]
        if len(known) > 1 and not fold:
            blocks.append(_alphas(chapter, known))
    return blocks


def _alphas(chapter: Chapter, known: list[tuple[str, Measure]]) -> Figure:
    names = [chapter.quoter.safe(name) for name, _ in known]
    values = [(found.value or 0.0, found.low, found.high) for _, found in known]
    said = zip(names, (_short(found) for _, found in known), strict=True)
    told = "; ".join(" ".join(pair) for pair in said)
    label = "Krippendorff’s alpha with its 95 % interval"
    return Figure(
        "How far two coders agree, by construct: alpha with its 95 % interval",
        intervals(names, values, label, "svg"),
        intervals(names, values, label, "png"),
        f"{told}.",
        0.9,
    )


def _row(chapter: Chapter, code: CodeAgreement) -> tuple[Line, ...]:
    return (
        cell(chapter.quoter.safe(code.code)),
        cell(code.both),
        cell(code.first_only),
        cell(code.second_only),
        cell(f"{code.percent:.0%}".replace("%", " %")),
        cell(_short(code.kappa)),
        cell(_short(code.alpha)),
        cell("–" if code.ac1 is None else f"{code.ac1:.2f}"),
    )


def _short(found: Measure) -> str:
    if found.value is None:
        return "–"
    if found.low is None or found.high is None:
        return _number(found.value)
    return f"{_number(found.value)} ({_number(found.low)} to {_number(found.high)})"


def _number(value: float) -> str:
    """Two places, no zero below zero."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def _measure(found: Measure) -> str:
    if found.value is None:
        return "not defined"
    told = f"{found.value:.2f}"
    if found.low is not None and found.high is not None:
        told += f", 95 % interval {found.low:.2f} to {found.high:.2f}"
    return told


def _saturation(chapter: Chapter) -> list[Block]:
    found = chapter.numbers.saturation
    sentence = clean(found.sentence.replace("%", " %").replace("  %", " %"))
    if len(found.curve) < 3:
        return [text(sentence)]
    totals = [step.total for step in found.curve]
    return [
        text(sentence),
        Figure(
            "Saturation: different keywords after each coded interview, new ones as bars",
            curve(totals, [step.new for step in found.curve], "svg"),
            curve(totals, [step.new for step in found.curve], "png"),
            f"{totals[-1]} different keywords after {len(totals)} interviews.",
            0.8,
        ),
    ]


def _coders(chapter: Chapter) -> Block:
    study, numbers = chapter.study, chapter.numbers
    coders = Counter(study.codings.coder.tolist())
    told = listed(f"coder {at} ({coders[c]} codings)" for at, c in enumerate(sorted(coders), 1))
    said = [f"{count(len(coders), 'coder').capitalize()} judged"]
    said.append(f": {told}. " if told else ". ")
    if len(coders) < 2:
        said.append(
            "With one coder no agreement can be computed; nothing here says that a second person "
            "would have judged the same. "
        )
    engines = Counter(d.engine for d in study.decisions if d.engine)
    if engines:
        verdicts = Counter(d.verdict for d in study.decisions)
        parts = [
            f"{n} {v}ed" if v != "change" else f"{n} changed" for v, n in sorted(verdicts.items())
        ]
        said.append(
            f"Programs proposed and coders decided: {listed(parts)} "
            f"({listed(clean(name) for name in sorted(engines))}). "
        )
    else:
        said.append("No suggestion of a program was decided on. ")
    if study.undecided:
        said.append(f"{count(len(study.undecided), 'suggestion')} still undecided, never counted. ")
    said.append(
        f"{count(numbers.unreviewed, 'decision').capitalize()} taken by rule alone and labelled "
        "unreviewed. "
        if numbers.unreviewed
        else "No decision was left to a rule alone. "
    )
    return text("".join(said).strip())
