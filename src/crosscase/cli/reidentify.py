"""reidentify: who could be recognised by what the tables say of them."""

from __future__ import annotations

from typing import Annotated

import typer

from crosscase.analysis import reidentify as analysis
from crosscase.cli.options import Json, Most, PassphraseFile, Quiet, StudyPath, reader
from crosscase.cli.say import give, say, table


def reidentify(
    path: StudyPath,
    k: Annotated[
        int, typer.Option("--k", min=2, help="Fewer people than this who share values stand out.")
    ] = 3,
    by: Annotated[str, typer.Option("--by", metavar="COLUMN,…", help="Only these columns.")] = "",
    most: Most = 30,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show combinations of attributes that few people share.

    "The only female tax officer in Changshu" is recognised without a name.
    """
    columns = tuple(name.strip() for name in by.split(",") if name.strip())
    with reader(path, passphrase_file) as opened:
        found = analysis.reidentify(opened.snapshot(), k, columns)
    if json:
        give(found)
        return
    rows = [
        (one.k, ", ".join(f"{name}: {value}" for name, value in one.values), "; ".join(one.people))
        for one in found.singled_out
    ]
    table("", ("people", "what singles them out", "who"), rows, most=most, quiet=quiet)
    say(
        f"{found.exposed} of {found.people} people stand out by up to three of "
        f"{', '.join(found.columns) or 'no column'}; k is {found.smallest} over all of them.",
        quiet=quiet,
    )
    for name, left in found.without[:3]:
        if left < found.exposed:
            say(f"Without {name}, or with coarser values of it: {left}.", quiet=quiet)
