"""history, undo, redo."""

from __future__ import annotations

from crosscase.cli.options import (
    As,
    Json,
    Most,
    PassphraseFile,
    Quiet,
    StudyPath,
    Why,
    reader,
    writer,
)
from crosscase.cli.say import give, say, table


def history(
    path: StudyPath,
    most: Most = 30,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show the journal: who did what, when, why.

    The newest entry comes first; with --json the oldest does.
    """
    with reader(path, passphrase_file) as study:
        log = study.journal.history()
    if json:
        give(log)
        return
    rows = [
        (e.n, e.at, e.coder, e.verb, e.changes, e.undoes or "", "undone" if e.undone else "", e.why)
        for e in reversed(log)
    ]
    heads = ("entry", "when", "who", "act", "rows", "of entry", "", "why")
    table("", heads, rows, most=most, quiet=quiet)


def undo(
    path: StudyPath,
    name: As = "",
    why: Why = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Undo your last act; refused while later acts rest on it."""
    with writer(path, name, passphrase_file) as study:
        entry = study.journal.undo(why)
    if json:
        give(entry)
        return
    say(f"Entry {entry.n} ({entry.verb}, {entry.changes} rows) is undone.", quiet=quiet)


def redo(
    path: StudyPath,
    name: As = "",
    why: Why = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Do again what you undid last."""
    with writer(path, name, passphrase_file) as study:
        entry = study.journal.redo(why)
    if json:
        give(entry)
        return
    say(f"Entry {entry.n} ({entry.verb}, {entry.changes} rows) stands again.", quiet=quiet)
