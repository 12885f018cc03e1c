"""export: the study as a project of other programs, as a table for analysis, or as a graph."""

from __future__ import annotations

from typing import Annotated

import typer

from crosscase.cli.options import (
    Json,
    KeyFilePath,
    PassphraseFile,
    Quiet,
    StudyPath,
    Unscanned,
    Yes,
    may_write,
    reader,
)
from crosscase.cli.outgoing import gate_of, remember
from crosscase.cli.report import Output
from crosscase.cli.say import give, say


def export(
    path: StudyPath,
    output: Output,
    what: Annotated[
        str,
        typer.Option(
            "--what",
            help="codings, persons, cases, cooccurrence, codebook, units, structure, framework, "
            "framework-people, model, comments or literature.",
        ),
    ] = "",
    flavour: Annotated[
        str, typer.Option("--flavour", help="norm, or nvivo: UTF-16 positions, CRLF.")
    ] = "norm",
    with_names: Annotated[
        bool, typer.Option("--with-names", help="Write it though real names stand in it.")
    ] = False,
    unscanned: Unscanned = False,
    yes: Yes = False,
    key_file: KeyFilePath = None,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write the study for other programs: a project, a table for analysis, or the model.

    .qdpx is the whole project in REFI-QDA, .qdc the codebook. --what names a table: .csv (with an
    .R script beside it that reads it), .xlsx, .parquet or .sav (SPSS), the codebook also .md and
    .docx, the model .graphml, .dot or .drawio, the literature .bib; comments is a .zip of Word
    files, a file a source, whose comments are the codings. What the form cannot hold is told
    first. Sources of people who refused to be quoted or shared stay out, and of who refused to be
    shared nothing goes; a paraphrase by a coder stands in where it may. The same study gives the
    same bytes.
    """
    from crosscase.report import outgoing

    ending = output.suffix.casefold()
    outgoing.check(what, ending)
    may_write(output, yes=yes)
    with reader(path, passphrase_file) as opened:
        snapshot = opened.snapshot()
        out = outgoing.outgoing(snapshot, what, ending, flavour, opened.send_out)
    for other in out.beside(output):
        may_write(other, yes=yes)
    if not with_names:
        hint = "Run `crosscase protect`, or say --with-names if the receiver may know them."
        gate_of(path, snapshot, key_file, unscanned=unscanned).pass_on(out.texts, "export", hint)
    for count, lost in out.losses:
        say(f"Not in it: {lost if count is None else f'{count} {lost}'}.", quiet=quiet)
    out.write(output)
    remember(path, passphrase_file, output, *out.beside(output))
    if json:
        give({"file": str(output), "bytes": output.stat().st_size} | out.facts)
        return
    beside = "".join(f" and {other.name}" for other in out.beside(output))
    say(f"{output}{beside}: {out.told}.", quiet=quiet)
