"""The framework matrix: for each construct what people wrote of each case, with its quotes."""

from __future__ import annotations

from crosscase.analysis.framework import framework
from crosscase.report.chapter import Chapter, cell, table, text
from crosscase.report.document import Block, Line, Section
from crosscase.report.sheets.framework import words
from crosscase.report.words import count


def framework_matrix(chapter: Chapter) -> list[Section]:
    """One table a construct; nothing where nobody summed up a cell."""
    order = [case.name for case in chapter.numbers.ordered_cases]
    found = framework(chapter.study, order=order)
    blocks: list[Block] = []
    safe = chapter.quoter.safe
    names = dict(found.rows)
    for construct, title in found.constructs:
        rows: list[tuple[Line, ...]] = []
        for one in (c for c in found.cells if c.construct == construct):
            for summary in one.summaries:
                told = f"{title}, case {names[one.row]}: what the summary rests on"
                number = chapter.quoter.number(len(summary.segments), told, summary.segments)
                rows.append((cell(safe(names[one.row])), cell(safe(words(summary))), (number,)))
        if rows:
            caption = f"{safe(title)}: what the cases say, in short"
            blocks.append(table(caption, ("Case", "Summary", "Quotes"), rows, {2}))
    if not blocks:
        return []
    filled = sum(bool(c.summaries) for c in found.cells)
    could = sum(bool(c.segments) for c in found.cells)
    lead = (
        f"Summaries written by the coders (framework method, Ritchie and Spencer 1994), for "
        f"{filled} of the {count(could, 'cell')} in which something is said."
    )
    return [Section("Framework matrix", (text(lead), *blocks), 2)]
