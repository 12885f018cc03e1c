"""Names that are said in a recording: when, a copy without them, and the kept one without them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from crosscase.domain.names import owners
from crosscase.domain.people import Participant
from crosscase.domain.silence import Silence, silences
from crosscase.domain.sources import Edition, Source, Turn
from crosscase.domain.spans import Span
from crosscase.domain.speech import Stretch
from crosscase.domain.withdrawal import MARK
from crosscase.errors import NotAllowed, NotInStudy
from crosscase.formats.silence import write_silenced
from crosscase.store import erase
from crosscase.store.lookups import words_said
from crosscase.store.rows import read
from crosscase.store.undo import SILENCE
from crosscase.study import recordings
from crosscase.study.desk import Desk, by_name
from crosscase.study.keyfile import KeyFile
from crosscase.study.protect import PLACEHOLDER, forms
from crosscase.study.transcript import current_edition


@dataclass(frozen=True, slots=True)
class Silences:
    """The stretches of one recording in which names are said, in order.

    ``unknown``: the names in its text whose time nobody knows; a person listens for them.
    """

    source: str
    stretches: tuple[Silence, ...]
    unknown: tuple[str, ...]


def to_silence(desk: Desk, source: str, key: KeyFile) -> Silences:
    """When the names of a recording are said, by the times of its words.

    Names are what ``protect`` or a withdrawal replaced, and those of the key file that stand in the
    text as they were spoken. Raises ``NotInStudy`` for no recording or one without a text.
    """
    return _look(desk, source, key)[1]


def silenced_copy(desk: Desk, source: str, key: KeyFile, target: Path) -> Silences:
    """Write the recording to ``target`` as wav, silent where names are said.

    Raises what ``to_silence`` and ``study.recordings.find`` raise.
    """
    row, told = _look(desk, source, key)
    path = recordings.find(desk.store.path, row)
    write_silenced(path, target, [(one.begin, one.finish) for one in told.stretches])
    return told


def silence(
    desk: Desk, source: str, key: KeyFile, why: str = ""
) -> tuple[Silences, tuple[str, str]]:
    """Put a silenced copy in the place of the kept recording, as one act that is not undone.

    Also the hashes of both files: the old one is still to be taken off the disk and out of copies
    (``study.copies.finish``). Raises ``NotAllowed`` where nothing is to be silenced.
    """
    row, told = _look(desk, source, key)
    if not told.stretches:
        raise NotAllowed(
            f"No name in {source!r} has a time.",
            hint="`crosscase protect` finds names in its text.",
        )
    path = recordings.find(desk.store.path, row)
    draft = path.with_name(f"{path.stem}.silenced.wav")
    kept: list[recordings.Kept] = []
    try:
        write_silenced(path, draft, [(one.begin, one.finish) for one in told.stretches])
        kept.append(recordings.keep(desk.store.path, draft))
        sha = kept[0].reading.facts["sha256"]
        if sha == row.sha256:
            raise NotAllowed(f"The recording of {source!r} is silent there already.")
        with desk.change(SILENCE, why) as writer:
            writer.change(Source, row.id, sha256=sha)
            erase.begin(writer.db, writer.entry)
    except BaseException:
        recordings.take_back([one for one in kept if one.path != path])
        raise
    finally:
        draft.unlink(missing_ok=True)
    return told, (row.sha256, sha)


def rename(desk: Desk, old: str, new: str) -> None:
    """In a copy of the study, too, the silenced recording is the one that belongs to the source."""
    with desk.reading() as db:
        found = read(db, Source, sha256=old)
    if found:
        with desk.change(SILENCE) as writer:
            for source in found:
                writer.change(Source, source.id, sha256=new)


def _look(desk: Desk, source: str, key: KeyFile) -> tuple[Source, Silences]:
    with desk.reading() as db:
        row = by_name(db, Source, "source", source, "name")
        edition = current_edition(db, row.id)
        if row.kind != "recording" or edition is None:
            raise NotInStudy(
                f"{source!r} is no recording that is transcribed.",
                hint="`crosscase transcribe` writes down what is said in one.",
            )
        stretches, unknown = names_said(db, edition, key)
    return row, Silences(source, tuple(stretches), tuple(name for _, name in unknown))


def names_said(
    db: Connection, edition: Edition, key: KeyFile, *, bracketed: bool = False
) -> tuple[list[Silence], list[tuple[Span, str]]]:
    """When the names of one text are said, and those whose time nobody knows.

    ``bracketed``: whatever stands in brackets is taken for a name, known or not; nobody knows the
    pseudonym of who withdrew any more.
    """
    people = {person.pseudonym for person in read(db, Participant)}
    turns = [
        (turn.span, Stretch(turn.begin, turn.finish))
        for turn in read(db, Turn, edition=edition.id)
        if turn.begin is not None and turn.finish is not None
    ]
    places = _places(edition.text, key, people)
    if bracketed:
        known = {span for span, _ in places}
        found = [(Span(*m.span()), m[0]) for m in PLACEHOLDER.finditer(edition.text)]
        places += [(span, words) for span, words in found if span not in known]
    return silences(places, words_said(db, edition.id), turns)


def _places(text: str, key: KeyFile, people: set[str]) -> list[tuple[Span, str]]:
    """Where names stand or stood in a text, and what stands for each."""
    called = {f"[{pseudonym}]" for pseudonym in people | set(key.names)} | {MARK, "[a participant]"}
    replaced = re.compile("|".join(map(re.escape, sorted(called, key=len, reverse=True))))
    found = [(Span(*match.span()), match[0]) for match in replaced.finditer(text)]
    spellings = {p: list(forms(p, known, people)) for p, known in key.names.items()}
    pattern, owner_of = owners(spellings, as_written=True)
    for match in pattern.finditer(text) if pattern else ():
        span = Span(*match.span())
        if not any(span.overlaps(other) for other, _ in found):
            found.append((span, f"[{owner_of(match[0])}]"))
    return found
