"""What is about to leave a study: the gate, its texts, what stays behind, how it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crosscase import study
from crosscase.cli.options import reader
from crosscase.cli.say import say
from crosscase.errors import WrongPassphrase

if TYPE_CHECKING:
    from crosscase.domain.clips import Clips
    from crosscase.domain.snapshot import Snapshot
    from crosscase.report.asked import Asked
    from crosscase.report.document import Document
    from crosscase.report.leaks import Gate
    from crosscase.study.copies import Reached

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


def report_of(
    opened: study.Study,
    asked: Asked,
    gate: Callable[[Snapshot], Gate],
    key: Callable[[], study.KeyFile],
) -> tuple[Document, Clips, Gate]:
    """The report of an open study as it was asked for, its sound, and the gate it passed.

    ``key`` is asked where voices are heard and the gate could read the names.
    """
    from crosscase import rules
    from crosscase.report.asked import make

    whole = opened.snapshot(audited=asked.check and not asked.shared)
    snapshot = opened.as_shared().snapshot if asked.shared else whole
    passed = gate(whole)

    def sound(segments: Sequence[int]) -> Clips:
        known = key() if passed.scanned else study.KeyFile(Path())
        return opened.quoted_clips(snapshot, segments, known)

    return (*make(asked, snapshot, passed, rules.ask, sound), passed)


def write_again(
    opened: study.Study, reports: Mapping[str, str], reached: Reached, before: study.KeyFile
) -> Reached:
    """Reports that a withdrawal took off the disk are written anew where that can be done.

    ``before``: the key file as it was, for others may have said the name of who is gone.
    """
    from crosscase.report import asked
    from crosscase.report.leaks import gate

    names = before.names if before.path.exists() else None

    def made(wish: Asked) -> Document:
        found = report_of(
            opened, wish, lambda now: gate(now, names, unscanned=wish.unscanned), lambda: before
        )
        return found[0]

    def wrote(target: Path, kept: str) -> None:
        opened.wrote(target, asked=kept)

    return reached.with_again(asked.write_again(reports, reached.removed, made, wrote))
