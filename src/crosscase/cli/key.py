"""key: the file with the real names, and a copy of it for the day the passphrase is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosscase import study
from crosscase.cli.options import (
    Json,
    KeyFilePath,
    PassphraseFile,
    Quiet,
    StudyPath,
    Yes,
    may_write,
)
from crosscase.cli.outgoing import remember
from crosscase.cli.say import give, say
from crosscase.study.keyfile import LOST


def key(
    path: StudyPath,
    recovery: Annotated[
        Path | None,
        typer.Option("--recovery", metavar="FILE", help="Write a copy that a printed code opens."),
    ] = None,
    yes: Yes = False,
    key_file: KeyFilePath = None,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Tell of the file with the real names, or write a recovery copy.

    A lost passphrase cannot be recovered. The copy opens with a code that is shown once: print it,
    and keep the two apart. Use it with --key-file and CROSSCASE_KEY_PASSPHRASE=code. It holds the
    names of this moment, and a withdrawal deletes it: make it anew then.
    """
    names = study.key_of(path, key_file)
    code = ""
    if recovery is not None:
        may_write(recovery, yes=yes)
        code = names.recovery(recovery)
        remember(path, passphrase_file, recovery)
    if json:
        told = {"file": str(names.path), "people": len(names.names), "encrypted": names.protected}
        give(told | ({"recovery": str(recovery), "code": code} if code else {}))
        return
    if code:
        say(f"{recovery} opens with this code, which is kept nowhere: {code}")
        return
    how = "encrypted" if names.protected else "NOT encrypted"
    say(f"{names.path}: real names of {len(names.names)} people, {how}.")
    say(LOST, quiet=quiet)
