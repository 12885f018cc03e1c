"""A folder of material into the study, in one act."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from crosscase.domain.codings import Memo
from crosscase.domain.design import Fact, Noticed
from crosscase.domain.people import Case, Participant
from crosscase.domain.reading import Reading, ReadTurn, Role, Table
from crosscase.domain.remarks import Remark
from crosscase.domain.sources import Edition, Presence, Source, SourceKind, Speaker, Turn
from crosscase.errors import UnreadableFile
from crosscase.formats import inventory, roles
from crosscase.store.rows import Writer, read
from crosscase.study.desk import Desk
from crosscase.study.folder import look
from crosscase.study.keyfile import KeyFile
from crosscase.study.load_design import add_claims, add_design
from crosscase.study.load_frame import add_codebook, add_survey
from crosscase.study.load_people import People, add_cases, add_participants
from crosscase.study.veil import Veil

_TONGUE = re.compile(r"^(?P<stem>.+)\.(?P<tongue>[a-z]{2})$")


@dataclass
class Loaded:
    """What one load brought in, and what was noticed on the way."""

    sources: int = 0
    turns: int = 0
    participants: int = 0
    cases: int = 0
    remarks: list[Remark] = field(default_factory=list)


def load_folder(desk: Desk, root: Path, key: KeyFile, design: Path | None = None) -> Loaded:
    """Bring a study folder in: design, people, interviews, notes, survey. All or nothing.

    A file that cannot be read becomes a remark and the others are loaded; if none can be read
    the load fails and the study stays as it was.
    """
    folder = look(root, design)
    readings, remarks = _read_all(folder.interviews, root)
    notes, more = _read_all(folder.notes, root)
    remarks = folder.remarks + remarks + more
    if not readings:
        raise UnreadableFile(
            f"none of the {len(folder.interviews)} files can be read. " + str(remarks[-1]),
            file=str(root),
            hint="Mend the files, or leave them out.",
        )
    loaded = Loaded()
    before = {pseudonym: list(spellings) for pseudonym, spellings in key.names.items()}
    veil = Veil(key)
    with desk.change("load") as writer:
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
        bench = _Bench(writer, key, veil, people)
        readings = roles.assign_roles(readings, bench.known_roles(readings))
        for name, reading in readings.items():
            remarks += reading.remarks
            loaded.turns += bench.add_source(name, reading, "transcript")
        for name, reading in notes.items():
            remarks += reading.remarks
            bench.add_source(name, reading, "document" if "draft" in name.casefold() else "note")
        bench.align_translations()
        if "survey" in folder.tables:
            remarks += add_survey(writer, folder.tables["survey"], people, veil)
        loaded.sources = len(read(writer.db, Source))
        loaded.participants = len(people.ids)
        loaded.cases = len(read(writer.db, Case))
        loaded.remarks = [
            Remark(r.code, veil(r.text), r.severity, veil(r.file), r.line)
            for r in [*remarks, *bench.remarks]
        ]
        writer.add_all(
            [Noticed(0, r.code, r.severity, r.text, r.file, r.line) for r in loaded.remarks]
        )
        if key.names != before:
            key.save()
    return loaded


def _read_all(paths: Iterable[Path], root: Path) -> tuple[dict[str, Reading], list[Remark]]:
    readings: dict[str, Reading] = {}
    remarks: list[Remark] = []
    for path in paths:
        name = path.relative_to(root).as_posix()
        try:
            reading = inventory.read(path)
        except UnreadableFile as error:
            remarks.append(Remark("unreadable", f"{error} {error.hint}".strip(), "flaw"))
            continue
        sha = hashlib.sha256(path.read_bytes()).hexdigest()
        readings[name] = Reading(
            reading.text,
            reading.turns,
            reading.comments,
            reading.language,
            reading.kind,
            reading.remarks,
            {**reading.facts, "sha256": sha},
        )
    return readings, remarks


def _as_csv(table: Table) -> str:
    """A small table as text, to be kept with the design."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([table.columns, *table.rows])
    return out.getvalue()


class _Bench:
    """Adds sources one after the other and remembers who spoke."""

    def __init__(self, writer: Writer, key: KeyFile, veil: Veil, people: People) -> None:
        self.writer = writer
        self.key = key
        self.veil = veil
        self.people = people
        self.remarks: list[Remark] = []
        self._speakers: dict[str, int] = {}
        self._names: Counter[str] = Counter()
        self._stems: dict[str, tuple[int, int]] = {}

    def known_roles(self, readings: dict[str, Reading]) -> dict[str, Role]:
        """Labels that the tables name are participants, whatever they sound like."""
        labels = {turn.label for reading in readings.values() for turn in reading.turns}
        return {label: "participant" for label in labels if label and self._person(label, [])}

    def add_source(self, name: str, reading: Reading, kind: SourceKind) -> int:
        """Write one source with its first edition, turns, speakers and comments; turns added."""
        path = Path(name)
        mine = self._owners(path.stem)
        if not reading.turns and kind == "transcript" and not mine:
            kind = "note" if path.stem.casefold().startswith("note") else "document"
        people = {
            label: self._participant(label, mine, role, len(labels) == 1)
            for labels in [self._participant_labels(reading)]
            for label, role in labels.items()
        }
        speaks = [people.get(turn.label, 0) for turn in reading.turns]
        present = sorted({p for p in speaks if p} | {self.people.ids[p] for p in mine})
        stem = self._unique(self.veil(path.stem))
        minutes = re.search(r"\d+(\.\d+)?", reading.facts.get("minutes", ""))
        source = self.writer.add(
            Source(
                0,
                stem,
                kind,
                reading.facts["sha256"],
                reading.language,
                reading.facts.get("date", ""),
                float(minutes.group(0)) if minutes else None,
            )
        )
        self.writer.add_all([Presence(0, source, person) for person in present])
        text = _plain_head(reading, self.veil)
        shift = len(text) - len(reading.text)
        edition = self.writer.add(Edition(0, source, 1, "first", text), present)
        self._stems[stem] = (edition, len(reading.turns))
        self.writer.add_all(
            [
                self._turn(turn, edition, at, shift, person, reading)
                for at, (turn, person) in enumerate(zip(reading.turns, speaks, strict=True))
            ]
        )
        for comment in reading.comments:
            said = f"{self.veil(comment.author)}: {comment.text}".strip(": ")
            self.writer.add(
                Memo(0, "comment", said, None, "edition", edition, comment.date), present
            )
        return len(reading.turns)

    def align_translations(self) -> None:
        """Make ``NAME.en`` the translated edition of the source of ``NAME.zh``."""
        pairs: dict[str, list[str]] = {}
        for stem in self._stems:
            if found := _TONGUE.match(stem):
                pairs.setdefault(found["stem"], []).append(stem)
        for stem, tongues in sorted(pairs.items()):
            if len(tongues) != 2:
                continue
            original, translated = sorted(tongues, key=lambda t: t.endswith(".en"))
            first, turns = self._stems[original]
            other, turns_there = self._stems[translated]
            if turns != turns_there:
                self.remarks.append(
                    Remark(
                        "translation-unaligned",
                        f"{original} has {turns} turns, {translated} {turns_there}: kept apart",
                        "doubt",
                    )
                )
                continue
            was = read(self.writer.db, Edition, id=other)[0]
            home = read(self.writer.db, Edition, id=first)[0].source
            self.writer.change(
                Edition, other, source=home, ordinal=2, kind="translated", original=first
            )
            for presence in read(self.writer.db, Presence, source=was.source):
                self.writer.remove(Presence, presence.id)
            self.writer.remove(Source, was.source)
            self.writer.change(Source, home, name=stem)

    def _turn(
        self, turn: ReadTurn, edition: int, at: int, shift: int, person: int, reading: Reading
    ) -> Turn:
        speaker = self._speaker(turn.label, turn.role, person)
        time = turn.time
        return Turn(
            0,
            edition,
            at,
            turn.span.start + shift,
            turn.span.end + shift,
            speaker,
            turn.line,
            time.begin if time else None,
            time.end if time else None,
        )

    def _speaker(self, label: str, role: Role, person: int) -> int | None:
        if person:
            pseudonym = next(p for p, number in self.people.ids.items() if number == person)
            return self._speaker_named(pseudonym, "participant", person)
        if not label:
            return None
        if role == "interviewer":
            if re.search(r"interview|moderator|host|^i\d*$|^q$|主持|访谈|采访|记者", label, re.I):
                return self._speaker_named("Interviewer", "interviewer", None)
            known = self.key.pseudonym_of(label)
            if not known:
                count = sum(p.startswith("Interviewer ") for p in self.key.names)
                known = f"Interviewer {count + 1}"
                self.key.learn(known, label, *_parts(label))
            return self._speaker_named(known, "interviewer", None)
        known = self.key.pseudonym_of(label)
        if not known:
            count = sum(p.startswith("Speaker ") for p in self.key.names)
            known = f"Speaker {count + 1}"
            self.key.learn(known, label)
        return self._speaker_named(known, "unknown", None)

    def _speaker_named(self, label: str, role: Role, person: int | None) -> int:
        if label not in self._speakers:
            self._speakers[label] = self.writer.add(Speaker(0, label, role, person))
        return self._speakers[label]

    def _owners(self, stem: str) -> list[str]:
        return [
            pseudonym
            for pseudonym, files in self.people.files.items()
            if any(stem == f or stem.startswith(f + ".") or f == stem + ".txt" for f in files)
        ]

    @staticmethod
    def _participant_labels(reading: Reading) -> dict[str, Role]:
        return {
            turn.label: turn.role
            for turn in reading.turns
            if turn.label and turn.role in ("participant", "unknown")
        }

    def _person(self, label: str, mine: list[str]) -> int:
        pseudonym = self.key.pseudonym_of(label)
        if pseudonym in self.people.ids:
            return self.people.ids[pseudonym]
        wanted = set(_parts(label)) | {label.casefold()}
        among = mine or list(self.people.ids)
        hits = [
            p
            for p in among
            if p.casefold() == label.casefold()
            or any(wanted & ({s.casefold()} | set(_parts(s))) for s in self.key.names.get(p, []))
        ]
        return self.people.ids[hits[0]] if len(hits) == 1 else 0

    def _participant(self, label: str, mine: list[str], role: Role, alone: bool) -> int:
        person = self._person(label, mine)
        if person:
            return person
        if alone and len(mine) == 1:
            return self.people.ids[mine[0]]
        if role != "participant" or self.people.files:
            return 0
        return self._new_person(label)

    def _new_person(self, label: str) -> int:
        """Without a table of participants each speaker who answers is one, and a case."""
        pseudonym = f"P{len(self.people.ids) + 1:02d}"
        case = self.writer.add(Case(0, pseudonym))
        number = self.writer.add(Participant(0, pseudonym, None, case))
        self.people.ids[pseudonym] = number
        self.key.learn(pseudonym, label)
        self.remarks.append(
            Remark("participant-guessed", f"{pseudonym} was made from a speaker's label", "note")
        )
        return number

    def _unique(self, stem: str) -> str:
        self._names[stem] += 1
        return stem if self._names[stem] == 1 else f"{stem} ({self._names[stem]})"


def _parts(name: str) -> list[str]:
    """The single words of a name, without case; Chinese names stay whole."""
    return [part.casefold() for part in re.split(r"[\s·.]+", name) if len(part) > 1]


def _plain_head(reading: Reading, veil: Veil) -> str:
    """The text with real names out of what stands before the talk."""
    start = reading.turns[0].span.start if reading.turns else 0
    return veil(reading.text[:start]) + reading.text[start:]
