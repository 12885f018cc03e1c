"""A report as somebody asked for it: made, and made again when the study has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from crosscase.domain.clips import Clips
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import CrosscaseError, KeyFileError
from crosscase.report import WRITERS, Wishes, build
from crosscase.report.chapter import Finding
from crosscase.report.clips import to_be_heard, with_clips
from crosscase.report.document import Document
from crosscase.report.files import write_whole
from crosscase.report.leaks import Gate

Ask = Callable[[Snapshot, Mapping[str, Sequence[str]] | None], Iterable[Finding]]
"""What the rules find in a study, held against the real names."""

Sound = Callable[[Sequence[int]], Clips]
"""The sound of passages."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report shall hold.

    ``quotes``: the words; ``check``: what the rules find; ``hide``: pseudonyms for real names;
    ``shared``: the study as a replication package holds it; ``sound``: quotations are heard;
    ``unscanned``: it goes out though no key file tells whether real names stand in it.
    """

    quotes: bool = True
    check: bool = True
    hide: bool = False
    shared: bool = False
    sound: bool = False
    unscanned: bool = False

    def kept(self) -> str:
        """As the study remembers it."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @staticmethod
    def of(kept: str) -> Asked | None:
        """What ``kept`` gave; None where it is no report that can be made again."""
        found = json.loads(kept) if kept else None
        known = {field.name for field in fields(Asked)}
        return Asked(**found) if isinstance(found, dict) and found.keys() <= known else None


def make(
    asked: Asked, snapshot: Snapshot, gate: Gate, ask: Ask, sound: Sound
) -> tuple[Document, Clips]:
    """The report, and what of it can be heard. Raises ``LeakFound``, and ``KeyFileError`` where
    names shall be hidden that nobody knows."""
    names = gate.names
    if asked.hide and not names:
        raise KeyFileError(
            "There is no key file beside the study, so no name is known that could be hidden.",
            hint="Put it there, or leave the names as they are.",
        )
    findings = tuple(ask(snapshot, None if asked.shared else names)) if asked.check else None
    hidden = names if asked.hide and names else {}
    document = build(snapshot, Wishes(asked.quotes, gate.scanned, findings, hidden))
    clips = sound(to_be_heard(document)) if asked.sound else Clips()
    if asked.sound:
        document = with_clips(document, clips)
    gate.pass_on(document.texts(), "report")
    return document, clips


def write_again(
    reports: Mapping[str, str],
    gone: Iterable[str],
    made: Callable[[Asked], Document],
    wrote: Callable[[Path, str], object],
) -> list[str]:
    """Write the reports that were taken off the disk anew, under the same names; which they are.

    ``reports``: what was asked of each, by path. One that cannot be made stays away: a text with a
    real name in it, a key file that is locked, a folder that is gone.
    """
    found = []
    for name in gone:
        path, asked = Path(name), Asked.of(reports.get(name, ""))
        if asked is None or path.suffix.casefold() not in WRITERS:
            continue
        try:
            write_whole(path, WRITERS[path.suffix.casefold()](made(asked)))
        except CrosscaseError:
            continue
        wrote(path, asked.kept())
        found.append(name)
    return found
