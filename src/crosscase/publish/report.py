"""The report of an open study: rules asked, the gate passed, voices cut; and written anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from crosscase import rules
from crosscase.domain.clips import Clips
from crosscase.domain.snapshot import Snapshot
from crosscase.report.asked import Asked, make
from crosscase.report.asked import write_again as written_again
from crosscase.report.document import Document
from crosscase.report.leaks import Gate, gate
from crosscase.study import KeyFile, Study
from crosscase.study.copies import Reached


def report_of(
    study: Study,
    asked: Asked,
    guard: Callable[[Snapshot], Gate],
    key: Callable[[], KeyFile],
) -> tuple[Document, Clips, Gate]:
    """The report of an open study as it was asked for, its sound, and the gate it passed.

    ``guard`` gives the gate of a study; ``key`` is asked where voices are heard and the gate could
    read the names. Raises ``LeakFound``, and ``KeyFileError`` where names shall be hidden that
    nobody knows.
    """
    whole = study.snapshot(audited=asked.check and not asked.shared)
    snapshot = study.as_shared().snapshot if asked.shared else whole
    passed = guard(whole)

    def sound(segments: Sequence[int]) -> Clips:
        known = key() if passed.scanned else KeyFile(Path())
        return study.quoted_clips(snapshot, segments, known)

    return (*make(asked, snapshot, passed, rules.ask, sound), passed)


def write_again(
    study: Study, reports: Mapping[str, str], reached: Reached, before: KeyFile
) -> Reached:
    """Reports that a withdrawal took off the disk are written anew where that can be done.

    ``before``: the key file as it was, for others may have said the name of who is gone.
    """
    names = before.names if before.path.exists() else None

    def made(asked: Asked) -> Document:
        def guard(whole: Snapshot) -> Gate:
            return gate(whole, names, unscanned=asked.unscanned)

        return report_of(study, asked, guard, lambda: before)[0]

    def wrote(path: Path, asked: str) -> None:
        study.wrote(path, asked=asked)

    return reached.with_again(written_again(reports, reached.removed, made, wrote))
