"""Salience: what respondents list early and often. It is not importance."""

from __future__ import annotations

from crosscase.analysis.measure import Measure
from crosscase.analysis.salience import Salience
from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Block, Figure, Section
from crosscase.report.figures import intervals
from crosscase.report.words import count, share


def salience(chapter: Chapter) -> list[Section]:
    """One table a list question; nothing where none was asked."""
    found = [item for item in chapter.numbers.salience if item.respondents]
    blocks = [block for item in found for block in _question(chapter, item)]
    return [Section("Salience", tuple(blocks))] if blocks else []


def _question(chapter: Chapter, found: Salience) -> list[Block]:
    safe = chapter.quoter.safe
    shown = [factor for factor in found.factors if factor.respondents > 1][:20]
    said = (
        f"{count(found.respondents, 'respondent')} listed {count(found.items, 'factor')} when "
        f"asked for “{safe(found.question)}”, {found.mean_length:.1f} on average"
    )
    if found.at_most:
        said += f"; the question asks for at most {found.at_most}"
        said += f", {count(found.over, 'list')} longer than that" if found.over else ""
    said += (
        f". {share(found.matched_items, found.items)} could be counted under a construct or "
        "keyword, the others under their own words. Salience says what comes to mind early and to "
        "many; it does not say what matters most."
    )
    if not shown:
        return [text(said, " No factor is named by more than one respondent.")]
    return [
        text(said),
        _drawn(found, [(safe(f.name), f.smith) for f in shown]),
        table(
            f"Salience of what is listed: {safe(found.question)}",
            (
                *("Factor", "Counted as", "Respondents", "Mean rank", "Smith’s S"),
                *("Sutrop’s index", "Rank by S", "In top 3"),
            ),
            [
                (
                    cell(safe(factor.name)),
                    cell("own words" if factor.matched == "words" else factor.matched),
                    (
                        chapter.quoter.number(
                            factor.respondents,
                            f"Listed: {factor.name}",
                            chapter.quoter.known(factor.segments),
                        ),
                    ),
                    cell(f"{factor.mean_rank:.1f}"),
                    cell(_interval(factor.smith)),
                    cell(_interval(factor.sutrop)),
                    cell(_ranks(factor.rank_low, factor.rank_high)),
                    cell(f"{factor.top:.0%}"),
                )
                for factor in shown
            ],
            range(2, 8),
            "Factors of one respondent alone are left out. In brackets 95 % intervals of "
            f"{found.draws} bootstraps over {found.drawn}; rank by S: where the factor stands in "
            "95 % of them, in top 3: in how many it is among the first three.",
        ),
    ]


def _drawn(found: Salience, known: list[tuple[str, Measure]]) -> Figure:
    names = [name for name, _ in known]
    values = [(smith.value or 0.0, smith.low, smith.high) for _, smith in known]
    told = "; ".join(f"{name} {_interval(smith)}" for name, smith in known)
    label = "Smith’s S with its 95 % interval"
    return Figure(
        f"Salience of what {count(found.respondents, 'respondent')} list, with 95 % intervals",
        intervals(names, values, label, "svg"),
        intervals(names, values, label, "png"),
        f"{told}.",
        0.9,
    )


def _interval(found: Measure) -> str:
    if found.value is None:
        return "–"
    if found.low is None or found.high is None:
        return f"{found.value:.2f}"
    return f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f})"


def _ranks(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"
