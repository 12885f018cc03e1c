"""model: the factor model as a drawing, or its arrows as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from crosscase.cli.outgoing import gate_of
from crosscase.cli.say import give, say, table
from crosscase.errors import NotAllowed

if TYPE_CHECKING:
    from crosscase.report.figures import Format

FORMATS: dict[str, Format] = {".svg": "svg", ".png": "png", ".pdf": "pdf"}
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Draw it: .svg, .png or .pdf."),
]


def model(
    path: StudyPath,
    output: Output = None,
    unscanned: Unscanned = False,
    yes: Yes = False,
    key_file: KeyFilePath = None,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Draw the model from the propositions, or show its arrows.

    An arrow says in how many of the cases it is supported; it never says how strong it is.
    """
    from crosscase.report import draw_model, model_of
    from crosscase.report.files import write_whole

    form = FORMATS.get(output.suffix.casefold()) if output else None
    if output:
        if form is None:
            raise NotAllowed(
                f"The model cannot be drawn as {output.suffix or 'a file without an ending'}.",
                hint=f"It can be one of: {', '.join(FORMATS)}.",
            )
        may_write(output, yes=yes)
    with reader(path, passphrase_file) as opened:
        snapshot = opened.snapshot()
    found = model_of(snapshot)
    if output and form:
        hint = "Rename what holds them."
        gate_of(path, snapshot, key_file, unscanned=unscanned).pass_on(found.texts(), "model", hint)
        write_whole(output, draw_model(found, form))
        told = f"{output}: {len(found.nodes)} constructs, {len(found.arrows)} arrows."
        say(told, quiet=quiet)
    if json:
        give(found)
    elif not output:
        table(
            "Cases with a supporting passage, of the cases asked; not a strength",
            ("proposition", "from", "relation", "to", "cases", "against", "status"),
            [
                (
                    arrow.proposition,
                    " and ".join(arrow.causes),
                    arrow.direction + (f" via {arrow.via}" if arrow.via else ""),
                    arrow.effect,
                    f"{len(arrow.supporting)} of {arrow.asked}",
                    len(arrow.contradicting),
                    arrow.status,
                )
                for arrow in found.arrows
            ],
        )
