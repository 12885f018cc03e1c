"""A folder of material into the study, in one act."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field, replace
from pathlib import Path

from crosscase.domain.design import Fact
from crosscase.domain.people import Case
from crosscase.domain.progress import Tick, unseen
from crosscase.domain.reading import Table
from crosscase.domain.remarks import Remark
from crosscase.domain.sources import Source, SourceKind
from crosscase.errors import NotAllowed, UnreadableFile
from crosscase.formats import roles
from crosscase.store.rows import read
from crosscase.study import recordings
from crosscase.study.desk import Desk
from crosscase.study.folder import look
from crosscase.study.intake import Intake, plain_name, read_files
from crosscase.study.keyfile import KeyFile
from crosscase.study.load_design import add_claims, add_design
from crosscase.study.load_frame import add_codebook, add_survey
from crosscase.study.load_people import add_cases, add_participants
from crosscase.study.veil import Veil


@dataclass
class Loaded:
    """What one load brought in, and what was noticed on the way."""

    sources: int = 0
    turns: int = 0
    participants: int = 0
    cases: int = 0
    remarks: list[Remark] = field(default_factory=list)


def load_folder(
    desk: Desk, root: Path, key: KeyFile, design: Path | None = None, tick: Tick = unseen
) -> Loaded:
    """Bring a study folder in: design, people, interviews, notes, survey. All or nothing.

    A recording beside a transcript of its name becomes that source's recording; a study on a
    server keeps none. A file that cannot be read becomes a remark and the others are loaded; if
    none can be read the load fails and the study stays as it was.
    """
    kept: dict[str, recordings.Kept] = {}
    try:
        return _load_folder(desk, root, key, design, tick, kept)
    except BaseException:
        recordings.take_back(list(kept.values()))
        raise


def _load_folder(
    desk: Desk,
    root: Path,
    key: KeyFile,
    design: Path | None,
    tick: Tick,
    kept: dict[str, recordings.Kept],
) -> Loaded:
    folder = look(root, design)
    readings, remarks = read_files(folder.interviews, root, tick)
    sounds = {plain_name(path.relative_to(root)): path for path in folder.recordings}
    if desk.store.path is not None:
        remarks += recordings.keep_all(desk.store.path, sounds, kept)
    else:
        told = "A study on a server keeps no recordings."
        remarks += [Remark("passed-over", told, "note", name) for name in sounds]
    readings, recorded, more = recordings.pair(readings, kept)
    remarks += more
    notes, more = read_files(folder.notes, root, tick)
    remarks = folder.remarks + remarks + more
    if not readings:
        many = len(folder.interviews) + len(folder.recordings)
        raise UnreadableFile(
            f"none of the {many} files can be read. " + str(remarks[-1]),
            file=str(root),
            hint="Mend the files, or leave them out.",
        )
    loaded = Loaded()
    before = {pseudonym: list(spellings) for pseudonym, spellings in key.names.items()}
    veil = Veil(key)
    with desk.change("load") as writer:
        if read(writer.db, Source):
            raise NotAllowed(
                "The study holds material already.",
                hint="More files come in by `crosscase add`; a folder goes into a new study.",
            )
        remarks += add_design(writer, folder.design)
        remarks += add_codebook(writer, folder.tables.get("codebook"))
        attributes, more = add_cases(writer, folder.tables.get("cases"))
        remarks += more
        if "positions" in folder.tables:
            writer.add(Fact(0, "table.positions", _as_csv(folder.tables["positions"])))
        people = add_participants(writer, folder.tables.get("participants"), key)
        writer.add_all([replace(a, value=veil(a.value)) for a in (*attributes, *people.attributes)])
        remarks += people.remarks
        remarks += add_claims(writer, folder.design)
        intake = Intake(writer, key, veil, people)
        readings = roles.assign_roles(readings, intake.known_roles(readings))
        for done, (name, reading) in enumerate(readings.items()):
            tick("taking the interviews in", done / len(readings))
            remarks += reading.remarks
            kind: SourceKind = "recording" if name in recorded else "transcript"
            loaded.turns += intake.add_source(name, reading, kind)
        remarks = recordings.withhold(kept, intake.withheld, read(writer.db, Source), remarks)
        for name, reading in notes.items():
            remarks += reading.remarks
            intake.add_source(name, reading, "document" if "draft" in name.casefold() else "note")
        intake.align_translations()
        if "survey" in folder.tables:
            remarks += add_survey(writer, folder.tables["survey"], people, veil)
        loaded.sources = len(read(writer.db, Source))
        loaded.participants = len(people.ids)
        loaded.cases = len(read(writer.db, Case))
        loaded.remarks = intake.keep_remarks(remarks)
        if key.names != before:
            key.save()
    return loaded


def _as_csv(table: Table) -> str:
    """A small table as text, to be kept with the design."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([table.columns, *table.rows])
    return out.getvalue()
