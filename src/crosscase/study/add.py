"""More files into a study that is there."""

from __future__ import annotations

from pathlib import Path

from crosscase.domain.people import Case, Participant
from crosscase.domain.progress import Tick, unseen
from crosscase.domain.reading import Reading
from crosscase.domain.remarks import Remark
from crosscase.domain.sources import Source, SourceKind
from crosscase.errors import NotAllowed, UnreadableFile
from crosscase.formats import roles
from crosscase.formats.audio import is_recording
from crosscase.store.rows import Writer, read
from crosscase.study import recordings
from crosscase.study.desk import Desk
from crosscase.study.intake import Intake, free_name, plain_name, read_files
from crosscase.study.keyfile import KeyFile
from crosscase.study.load import Loaded
from crosscase.study.load_people import People
from crosscase.study.veil import Veil


def add_files(desk: Desk, paths: list[Path], key: KeyFile, tick: Tick = unseen) -> Loaded:
    """Bring files in as sources, in one act.

    Who speaks is found by label or by the file's name (the participant's pseudonym). A file that
    is in the study already (the same bytes) is told and passed over. A recording is laid in the
    folder beside the study; ``study.transcribe`` writes down what is said in it. Raises
    ``UnreadableFile`` when none of them can be read, ``NotAllowed`` when all are there already.
    """
    kept: dict[str, recordings.Kept] = {}
    try:
        return _add_files(desk, paths, key, tick, kept)
    except BaseException:
        recordings.take_back(list(kept.values()))
        raise


def _add_files(
    desk: Desk, paths: list[Path], key: KeyFile, tick: Tick, kept: dict[str, recordings.Kept]
) -> Loaded:
    readings: dict[str, Reading] = {}
    remarks: list[Remark] = []
    for done, path in enumerate(paths):
        tick("reading the files", done / len(paths))
        if not path.is_file():
            raise UnreadableFile("there is no such file.", file=str(path))
        if is_recording(path):
            name = free_name(plain_name(Path(path.name)), readings)
            remarks += recordings.keep_all(desk.store.path, {name: path}, kept)
            readings |= {name: kept[name].reading for name in (name,) if name in kept}
            continue
        found, told = read_files([path], path.parent)
        readings |= found
        remarks += told
    if not readings:
        raise UnreadableFile(str(remarks[-1]), hint="Mend the file, or leave it out.")
    loaded = Loaded()
    before = {pseudonym: list(known) for pseudonym, known in key.names.items()}
    with desk.change("add") as writer:
        there = {source.sha256: source.name for source in read(writer.db, Source)}
        for name in list(readings):
            if (sha := readings[name].facts["sha256"]) in there:
                remarks.append(
                    Remark("there-already", f"the same file as {there[sha]}", "doubt", name)
                )
                del readings[name]
        if not readings:
            raise NotAllowed(
                "These files are in the study already: " + ", ".join(there.values()) + ".",
                hint="A new version of a transcript comes in by `crosscase correct`.",
            )
        readings, recorded, told = recordings.pair(
            readings, {name: one for name, one in kept.items() if name in readings}
        )
        remarks += told
        veil = Veil(key)
        intake = Intake(writer, key, veil, people_of(writer))
        for name, reading in roles.assign_roles(readings, intake.known_roles(readings)).items():
            remarks += reading.remarks
            kind: SourceKind = "recording" if name in recorded else "transcript"
            loaded.turns += intake.add_source(name, reading, kind)
            loaded.sources += bool(reading.text) or name not in intake.withheld
        if not loaded.sources:
            raise NotAllowed(
                "; ".join(f"{told.text} ({told.file})" for told in intake.remarks) + ".",
                hint="Add the transcript, or ask for consent and record it.",
            )
        remarks = recordings.withhold(kept, intake.withheld, read(writer.db, Source), remarks)
        intake.align_translations()
        loaded.participants = len(read(writer.db, Participant))
        loaded.cases = len(read(writer.db, Case))
        loaded.remarks = intake.keep_remarks(remarks)
        if key.names != before:
            key.save()
    return loaded


def people_of(writer: Writer) -> People:
    """Who is in the study; a file named after a pseudonym is taken for that person's."""
    people = People()
    for person in read(writer.db, Participant):
        people.ids[person.pseudonym] = person.id
        people.files[person.pseudonym] = [person.pseudonym]
    return people
