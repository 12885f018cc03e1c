"""What is about to leave a study: the gate, its texts, what stays behind, how it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crosscase import study
from crosscase.cli.options import reader
from crosscase.cli.say import say
from crosscase.errors import WrongPassphrase

if TYPE_CHECKING:
    from crosscase.domain.snapshot import Snapshot
    from crosscase.report.leaks import Gate

NOT_CHECKED = "Not checked for real names: no key file could be read. Read it before you send it."


def gate_of(
    path: Path, snapshot: Snapshot, key_file: Path | None = None, *, unscanned: bool = False
) -> Gate:
    """The gate of a study, with its key file or another; see ``report.leaks.gate``.

    It says so where nobody can look. Raises ``NotScanned``, and ``KeyFileError`` for a key file
    that is not there.
    """
    from crosscase.report.leaks import gate

    names, locked = None, False
    try:
        names = study.known_names(path, key_file)
    except WrongPassphrase:
        locked = True
    found = gate(snapshot, names, locked=locked, unscanned=unscanned)
    if not found.scanned:
        say(NOT_CHECKED)
    return found


def remember(path: Path, passphrase_file: Path | None, *files: Path, asked: str = "") -> None:
    """The study remembers where it was written to: a withdrawal reaches that, too.

    ``asked``: what was asked of a report, so that it can be written again.
    """
    with reader(path, passphrase_file) as opened:
        opened.wrote(*files, asked=asked)
