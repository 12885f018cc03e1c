"""framework: what each case or participant says on each construct, summed up by people."""

from __future__ import annotations

from typing import Annotated

import typer

from crosscase.analysis.framework import By
from crosscase.analysis.framework import framework as matrix
from crosscase.cli.options import Json, Most, PassphraseFile, Quiet, StudyPath, reader
from crosscase.cli.say import give, say, table


def framework(
    path: StudyPath,
    by: Annotated[By, typer.Option("--by", help="What the rows are.")] = "case",
    order_by: Annotated[
        str,
        typer.Option(
            "--order-by", help="Order rows by an attribute, outcome, role, group, interview date."
        ),
    ] = "",
    order: Annotated[
        str, typer.Option("--order", metavar="NAME,NAME,…", help="Put these rows first, by hand.")
    ] = "",
    most: Most = 60,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show the framework matrix: summaries of each case or participant by construct.

    They are written in the workbench, beside the quotes of the cell. `export --what framework`
    (or `framework-people`) gives the matrix as csv or xlsx.
    """
    with reader(path, passphrase_file) as study:
        snapshot = study.snapshot()
    by_hand = [name.strip() for name in order.split(",") if name.strip()]
    found = matrix(snapshot, by, order_by=order_by, order=by_hand)
    if json:
        give(found)
        return
    names, constructs = dict(found.rows), dict(found.constructs)
    rows = [
        (names[c.row], constructs[c.construct], w.text, len(w.segments), w.lost or "", w.coder)
        for c in found.cells
        for w in c.summaries
    ]
    heads = (by, "construct", "summary", "quotes", "withdrawn", "coder")
    table("Framework matrix", heads, rows, most=most, quiet=quiet)
    empty = sum(bool(cell.segments) and not cell.summaries for cell in found.cells)
    say(f"{empty} cells have quotes and no summary.", quiet=quiet)
