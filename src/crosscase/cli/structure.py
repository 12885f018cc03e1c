"""structure: first-order concepts, second-order themes, aggregate dimensions."""

from __future__ import annotations

from typing import Annotated

import typer

from crosscase.analysis.data_structure import of_study
from crosscase.cli.model import FORMATS, Output
from crosscase.cli.options import (
    Json,
    KeyFilePath,
    Most,
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
from crosscase.engines.phrases import telling_words
from crosscase.errors import NotAllowed


def structure(
    path: StudyPath,
    output: Output = None,
    concepts: Annotated[
        int, typer.Option("--concepts", min=1, help="How many of each theme are drawn.")
    ] = 6,
    most: Most = 30,
    unscanned: Unscanned = False,
    yes: Yes = False,
    key_file: KeyFilePath = None,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show concepts, themes and dimensions with their weak places, or draw them.

    The data structure of Gioia, Corley and Hamilton (2013).
    """
    form = FORMATS.get(output.suffix.casefold()) if output else None
    if output and form is None:
        raise NotAllowed(
            f"The structure cannot be drawn as {output.suffix or 'a file without an ending'}.",
            hint=f"It can be one of: {', '.join(FORMATS)}. As a table: export --what structure.",
        )
    if output:
        may_write(output, yes=yes)
    with reader(path, passphrase_file) as study:
        snapshot = study.snapshot()
    found = of_study(snapshot, telling_words)
    if output and form:
        from crosscase.report.draw_structure import draw_structure
        from crosscase.report.files import write_whole

        hint = "Rename what holds them."
        gate = gate_of(path, snapshot, key_file, unscanned=unscanned)
        gate.pass_on(found.texts(), "structure", hint)
        write_whole(output, draw_structure(found, form, concepts))
        say(f"{output}: {len(found.rows())} concepts.", quiet=quiet)
    if json:
        give(found)
        return
    if output:
        return
    if found.by_role:
        say(
            "No keyword is in a theme: constructs stand for them, their roles for the dimensions.",
            quiet=quiet,
        )
    rows = [
        (d.name or "–", t.name or "–", c.name, c.people, c.cases)
        for d in found.dimensions
        for t in d.themes
        for c in t.concepts
    ]
    table("", ("dimension", "theme", "concept", "people", "cases"), rows, most=most, quiet=quiet)
    doubts = [(doubt.what, doubt.about) for doubt in found.doubts]
    table("\nTo look at", ("what", "which"), doubts, most=most, quiet=quiet)
