"""decide: judgements that come from a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosscase.cli.options import As, Json, PassphraseFile, Quiet, StudyPath, writer
from crosscase.cli.say import give, say, tell_remarks


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(decide)


def decide(
    path: StudyPath,
    table: Annotated[
        Path,
        typer.Option(
            "--from",
            help="csv or xlsx with the columns act (code, discard, merge, assign, rate, support, "
            "contradict, qualify), source, quote, keyword, to, value, why, coder.",
        ),
    ],
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Take decisions from a table; each row is taken or told, with its line."""
    with writer(path, name, passphrase_file) as study:
        decided = study.decide_from(table)
    if json:
        give(decided)
        return
    tell_remarks(decided.remarks, quiet=quiet)
    acts = ", ".join(f"{count} {act}" for act, count in decided.taken.most_common())
    say(f"Taken: {acts}. Not taken: {len(decided.remarks)}.", quiet=quiet)
