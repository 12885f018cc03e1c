"""sync: two copies of one study, worked on apart, become one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from crosscase import study
from crosscase.cli.options import (
    As,
    Json,
    KeyFilePath,
    PassphraseFile,
    Quiet,
    StudyPath,
    passphrase,
    writer,
)
from crosscase.cli.say import give, say
from crosscase.domain.synced import Synced
from crosscase.errors import KeyFileError, NotAllowed, WrongPassphrase
from crosscase.study.keyfile import KeyFile


def sync(
    path: StudyPath,
    other: Annotated[Path, typer.Argument(metavar="COPY", help="Another copy of the study.")],
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what would come; change nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Go on without asking.")] = False,
    key_file: KeyFilePath = None,
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Bring the work that was done in another copy of the study into it.

    It is one act, which can be undone, and the copy stays as it is; whoever withdrew from either is
    taken out first, for good. Where both changed one thing, the study stays as it is; the conflict
    is listed with both sides, and kept with what was noticed (page Sources).
    """
    secret = passphrase(passphrase_file)
    with writer(path, name, passphrase_file) as opened:
        if preview or not yes:
            told = opened.syncing.preview(other, secret)
            if preview or told.nothing:
                _give(told, "would come", json=json, quiet=quiet)
                return
            _give(told, "will come", json=False, quiet=False)
            if not sys.stdin.isatty() or not typer.confirm("Bring it in?", err=True):
                raise NotAllowed("Nothing was changed.", hint="Say --yes to go on.")
        key = study.key_of(path, key_file)
        told = opened.syncing.bring(other, key, _key_beside(other), secret)
    _give(told, "came", json=json, quiet=quiet)


def _key_beside(other: Path) -> KeyFile | None:
    """The key file of the copy, where it is there and can be read."""
    try:
        return study.key_of(other) if study.key_path(other).exists() else None
    except (WrongPassphrase, KeyFileError):
        return None


def _give(told: Synced, how: str, *, json: bool, quiet: bool) -> None:
    if json:
        give(told)
        return
    if told.nothing:
        say("Nothing to do: the study holds all that the copy holds.", quiet=quiet)
        return
    for what, counts in (("New", told.added), ("Changed", told.changed), ("Gone", told.removed)):
        if counts:
            rows = ", ".join(f"{name.replace('_', ' ')} ({many})" for name, many in counts.items())
            say(f"{what} rows that {how}: {rows}.", quiet=quiet)
    if told.same:
        say(f"Rows that were made alike in both: {told.same}.", quiet=quiet)
    if told.carried:
        say(f"Passages that went over to a corrected text: {told.carried}.", quiet=quiet)
    for title, lines in (
        ("Withdrawn from both", told.withdrawn),
        ("Conflicts", [str(conflict) for conflict in told.conflicts]),
        ("Left on an earlier text", told.left),
        ("To know", told.notes),
    ):
        if lines:
            say(f"{title} ({len(lines)}):", quiet=quiet)
            for line in lines:
                say(f"  {line}", quiet=quiet)
