"""history, undo, redo."""

from __future__ import annotations

from typing import Annotated

import typer

from crosscase.cli.options import As, Json, PassphraseFile, Quiet, StudyPath, Why, reader, writer
from crosscase.cli.say import give, say, table


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (history, undo, redo):
        app.command()(command)


def history(
    path: StudyPath,
    most: Annotated[int, typer.Option("--most", help="Newest entries to show.")] = 30,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
) -> None:
    """Show the journal: who did what, when, why."""
    with reader(path, passphrase_file) as study:
        log = study.journal.history()
    if json:
        give(log)
        return
    rows = [
        (e.n, e.at, e.coder, e.verb, e.changes, e.undoes or "", "undone" if e.undone else "", e.why)
        for e in log[-most:]
    ]
    table("", ("entry", "when", "who", "act", "rows", "of entry", "", "why"), rows)


def undo(
    path: StudyPath,
    name: As = "",
    why: Why = "",
    passphrase_file: PassphraseFile = None,
    quiet: Quiet = False,
) -> None:
    """Undo your last act that stands; refused while later acts rest on it."""
    with writer(path, name, passphrase_file) as study:
        entry = study.journal.undo(why)
    say(f"Entry {entry.n} ({entry.verb}, {entry.changes} rows) is undone.", quiet=quiet)


def redo(
    path: StudyPath,
    name: As = "",
    why: Why = "",
    passphrase_file: PassphraseFile = None,
    quiet: Quiet = False,
) -> None:
    """Do again what you undid last."""
    with writer(path, name, passphrase_file) as study:
        entry = study.journal.redo(why)
    say(f"Entry {entry.n} ({entry.verb}, {entry.changes} rows) stands again.", quiet=quiet)
