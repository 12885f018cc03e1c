"""compare: cases by construct, groups, and constructs that stand together."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from crosscase.analysis import counts
from crosscase.analysis.contrasts.of_study import (
    On,
    keywords_apart,
    mapped,
    pairs_of_cases,
    words_apart,
)
from crosscase.analysis.cooccurrence import Within, cooccurrence
from crosscase.analysis.groups import compare_groups
from crosscase.analysis.matrix import OUTCOME, Cell, Matrix, case_matrix
from crosscase.cli.compare_apart import show_apart, show_map
from crosscase.cli.compare_groups import show_groups, show_test
from crosscase.cli.compare_pairs import show_pairs
from crosscase.cli.options import Json, Most, PassphraseFile, Quiet, StudyPath, reader
from crosscase.cli.say import fits, give, table
from crosscase.domain.snapshot import Snapshot
from crosscase.engines.phrases import telling_words


def compare(
    path: StudyPath,
    by: Annotated[Literal["case", "group"], typer.Option("--by", help="What to compare.")] = "case",
    order_by: Annotated[
        str,
        typer.Option("--order-by", help="Order cases by an attribute, or by their outcome."),
    ] = "",
    test: Annotated[
        bool, typer.Option("--test", help="Test the groups, construct by construct.")
    ] = False,
    hide_below: Annotated[
        int, typer.Option("--hide-below", min=0, help="Hide numbers of fewer people than this.")
    ] = 0,
    words: Annotated[
        bool, typer.Option("--words", help="Show the words that set each two groups apart.")
    ] = False,
    keywords: Annotated[
        bool, typer.Option("--keywords", help="Show the keywords that set each two groups apart.")
    ] = False,
    map_: Annotated[
        bool,
        typer.Option("--map", help="Map cases with constructs, or groups with keywords."),
    ] = False,
    together: Annotated[
        bool, typer.Option("--cooccurrence", help="Show constructs that stand together.")
    ] = False,
    within: Annotated[
        Within,
        typer.Option("--within", help="Where codes must stand together."),
    ] = "overlap",
    pairs: Annotated[
        bool, typer.Option("--pairs", help="Show the most similar and most different pairs.")
    ] = False,
    outcome: Annotated[
        str,
        typer.Option("--outcome", help="For pairs: a construct, an attribute, outcome, or none."),
    ] = OUTCOME,
    on: Annotated[On, typer.Option("--on", help="For pairs: what they are compared on.")] = "both",
    most: Most = 30,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Compare cases (who mentions what) or groups (how sure).

    Cells count the people who mention a construct; the construct most people mention comes first.
    """
    with reader(path, passphrase_file) as study:
        snapshot = study.snapshot()
    if together:
        _together(snapshot, within, most, json, quiet)
    elif pairs:
        found_pairs = pairs_of_cases(snapshot, "" if outcome == "none" else outcome, on)
        show_pairs(found_pairs, most, json, quiet)
    elif words:
        found = words_apart(snapshot, telling_words, hide_below=hide_below)
        show_apart(found, "words", most, json, quiet)
    elif keywords:
        found = keywords_apart(snapshot, hide_below=hide_below)
        show_apart(found, "keywords", most, json, quiet)
    elif map_:
        show_map(mapped(snapshot, by), most, json, quiet)
    elif test:
        show_test(compare_groups(snapshot, hide_below=hide_below), most, json, quiet)
    elif by == "group":
        show_groups(counts.by_group(snapshot), json, quiet)
    else:
        matrix = case_matrix(snapshot, order_by=order_by)
        _cases(matrix.hiding(hide_below) if hide_below else matrix, most, json, quiet)


def _together(snapshot: Snapshot, within: Within, most: int, json: bool, quiet: bool) -> None:
    pairs = cooccurrence(snapshot, within=within, constructs=True).pairs()
    if json:
        give(pairs)
        return
    rows = [(p.first, p.second, p.count, f"{p.share:.2f}") for p in pairs]
    heads = ("", "", {"participant": "people"}.get(within, "passages"), "Jaccard")
    unshared = within == "overlap"  # pairs of passages are no share of passages
    table(
        f"Constructs together, by {within}",
        heads[:3] if unshared else heads,
        [row[:3] for row in rows] if unshared else rows,
        most=most,
        quiet=quiet,
    )


def _cases(matrix: Matrix, most: int, json: bool, quiet: bool) -> None:
    """Constructs down, cases across; a list of cases a construct where these are too many."""
    if json:
        give(matrix)
        return
    across = len(matrix.constructs)
    lines = [matrix.cells[at::across] for at in range(across)]
    lines.sort(key=lambda line: -sum(cell.participants for cell in line))  # a tie keeps its order
    first = matrix.cells[::across] if across else ()
    above = [(matrix.order_by, matrix.values)] if matrix.order_by else []
    above.append(("coded/heard", tuple(f"{c.heard - c.uncoded}/{c.heard}" for c in first)))
    rows = [(name, *values) for name, values in above]
    rows += [(line[0].construct, *map(_people, line)) for line in lines]
    shown = len(above) + most
    title, heads = "People who mention the construct", ("construct", *matrix.cases)
    if fits(heads, rows[:shown]):
        table(title, heads, rows, most=shown, quiet=quiet)
        return
    listed = [(name, _listed(matrix.cases, cells)) for name, *cells in rows]
    table(
        f"{title}; in the other cases nobody", ("construct", "in"), listed, most=shown, quiet=quiet
    )


def _people(cell: Cell) -> str:
    """How many mention it; of how many where not all who were coded were asked."""
    if cell.hidden:
        return "hidden"
    many = str(cell.participants)
    return many if cell.asked == cell.heard - cell.uncoded else f"{many}/{cell.asked}"


def _listed(cases: tuple[str, ...], cells: list[str]) -> str:
    """The cases with something in their cell, in the order of the cases."""
    return ", ".join(f"{c}: {cell}" for c, cell in zip(cases, cells, strict=True) if cell != "0")
