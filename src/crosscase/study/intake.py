"""Sources come in: what a reader made of a file, tied to the people of the study."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path, PurePosixPath

from crosscase.domain.codings import Memo
from crosscase.domain.dates import iso_day
from crosscase.domain.design import Noticed
from crosscase.domain.people import Case, Consent, Participant
from crosscase.domain.progress import Tick, unseen
from crosscase.domain.reading import Reading, ReadTurn, Role
from crosscase.domain.remarks import Remark
from crosscase.domain.sources import (
    Edition,
    EditionKind,
    Presence,
    Source,
    SourceKind,
    Speaker,
    Turn,
)
from crosscase.errors import UnreadableFile
from crosscase.formats import inventory
from crosscase.formats.label_words import is_numbered, role_of
from crosscase.store.rows import Writer, read
from crosscase.study.keyfile import KeyFile
from crosscase.study.load_people import People
from crosscase.study.recordings import without_recording
from crosscase.study.veil import Veil

_CODE = re.compile(r"[A-Z]{1,3}[ _-]?\d{1,4}")
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "hon"))
_TONGUE = re.compile(r"^(?P<stem>.+)\.(?P<tongue>[a-z]{2})$")


def read_files(
    paths: Sequence[Path], root: Path, tick: Tick = unseen
) -> tuple[dict[str, Reading], list[Remark]]:
    """The readings by name (relative to ``root``), and a remark for each file that gave none."""
    readings: dict[str, Reading] = {}
    remarks: list[Remark] = []
    for done, path in enumerate(paths):
        tick("reading the files", done / len(paths))
        name = free_name(plain_name(path.relative_to(root)), readings)
        try:
            reading = inventory.read(path)
        except UnreadableFile as error:
            told = f"{error.what} {error.hint}".strip()
            remarks.append(Remark("unreadable", told, "flaw", name, error.line))
            continue
        sha = hashlib.sha256(path.read_bytes()).hexdigest()
        readings[name] = replace(
            reading,
            remarks=tuple(
                replace(r, file=name) if r.file == path.name else r for r in reading.remarks
            ),
            facts={**reading.facts, "sha256": sha},
        )
    return readings, remarks


def plain_name(path: Path) -> str:
    """The name of a file as text on one line, whatever bytes it is made of."""
    return " ".join(path.as_posix().encode("utf-8", "replace").decode().split())


def free_name(name: str, taken: Container[str]) -> str:
    """The name, numbered where another file has it already."""
    path, count, found = PurePosixPath(name), 1, name
    while found in taken:
        count += 1
        found = path.with_name(f"{path.stem} ({count}){path.suffix}").as_posix()
    return found


class Intake:
    """Adds sources one after the other and remembers who spoke; one act long."""

    def __init__(self, writer: Writer, key: KeyFile, veil: Veil, people: People) -> None:
        self.writer = writer
        self.key = key
        self.veil = veil
        self.people = people
        self.remarks: list[Remark] = []
        self.withheld: dict[str, str] = {}
        """Recordings of people who refused that, by the name of the file: their hashes."""
        no = read(writer.db, Consent, use="record", allowed=False)
        self._unrecorded = {consent.participant for consent in no}
        self._speakers = {s.label: s.id for s in read(writer.db, Speaker)}
        self._names = Counter(source.name for source in read(writer.db, Source))
        self._stems: dict[str, tuple[int, int]] = {}
        self._pseudonyms: dict[int, str] = {}
        self._called: dict[str, set[str]] = defaultdict(set)
        for pseudonym, number in people.ids.items():
            self._meet(pseudonym, number)

    def known_roles(self, readings: dict[str, Reading]) -> dict[str, Role]:
        """Labels that the tables name are participants, whatever they sound like."""
        labels = {turn.label for reading in readings.values() for turn in reading.turns}
        return {label: "participant" for label in labels if label and self._person(label, [])}

    def add_source(self, name: str, reading: Reading, kind: SourceKind) -> int:
        """Write one source with its first edition, turns, speakers and comments; turns added.

        A recording of somebody who refused that is withheld: its text is a transcript, and without
        one there is no source.
        """
        path = Path(name)
        mine = self._owners(path.stem)
        if not reading.turns and kind == "transcript" and not mine:
            kind = "note" if path.stem.casefold().startswith("note") else "document"
        speaks = self._who(reading, mine)
        present = sorted({p for p in speaks if p} | {self.people.ids[p] for p in mine})
        if kind == "recording" and (refused := self._unrecorded.intersection(present)):
            self.withheld[name] = reading.facts["sha256"]
            who = ", ".join(sorted(self._pseudonyms[person] for person in refused))
            told = f"{who} refused to be recorded: the recording is not kept"
            self.remarks.append(Remark("recording-withheld", told, "flaw", name))
            if not reading.text:
                return 0
            kind, reading = "transcript", without_recording(reading)
        stem = self._unique(self.veil(path.stem))
        minutes = re.search(r"\d+(\.\d+)?", reading.facts.get("minutes", ""))
        source = self.writer.add(
            Source(
                0,
                stem,
                kind,
                reading.facts["sha256"],
                reading.language,
                self._day(path.stem, reading),
                float(minutes.group(0)) if minutes else None,
            )
        )
        self.writer.add_all([Presence(0, source, person) for person in present])
        if kind == "recording" and not reading.text:  # it comes when it is transcribed
            return 0
        edition = self._edition(source, 1, "first", reading, speaks, present)
        self._stems[stem] = (edition, len(reading.turns))
        for comment in reading.comments:
            words = comment.span.of(reading.text)
            said = f"{self.veil(comment.author)} on “{words}”: {comment.text}".strip()
            self.writer.add(
                Memo(0, "comment", said, None, "edition", edition, comment.date), present
            )
        return len(reading.turns)

    def add_edition(
        self, source: int, ordinal: int, reading: Reading, kind: EditionKind = "corrected"
    ) -> int:
        """Write another edition of a source with its turns; its id."""
        present = [p.participant for p in read(self.writer.db, Presence, source=source)]
        mine = [name for name, number in self.people.ids.items() if number in present]
        speaks = self._who(reading, mine)
        met = sorted({person for person in speaks if person and kind == "first"} - set(present))
        self.writer.add_all([Presence(0, source, person) for person in met])
        return self._edition(source, ordinal, kind, reading, speaks, sorted({*present, *met}))

    def _who(self, reading: Reading, mine: list[str]) -> list[int]:
        """For each turn the participant who speaks it, 0 for anybody else."""
        labels = self._participant_labels(reading)
        people = {
            label: self._participant(label, mine, role, len(labels) == 1)
            for label, role in labels.items()
        }
        return [people.get(turn.label, 0) for turn in reading.turns]

    def _edition(
        self,
        source: int,
        ordinal: int,
        kind: EditionKind,
        reading: Reading,
        speaks: list[int],
        present: list[int],
    ) -> int:
        text = _plain_head(reading, self.veil)
        shift = len(text) - len(reading.text)
        edition = self.writer.add(Edition(0, source, ordinal, kind, text), present)
        self.writer.add_all(
            [
                self._turn(turn, edition, at, shift, person, reading)
                for at, (turn, person) in enumerate(zip(reading.turns, speaks, strict=True))
            ]
        )
        return edition

    def keep_remarks(self, others: Iterable[Remark]) -> list[Remark]:
        """Write down what was noticed, in others' hands and here, without real names; all of it."""
        told = [
            Remark(r.code, self.veil(r.text), r.severity, self.veil(r.file), r.line)
            for r in [*others, *self.remarks]
        ]
        self.writer.add_all([Noticed(0, r.code, r.severity, r.text, r.file, r.line) for r in told])
        return told

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
            return self._speaker_named(self._pseudonyms[person], "participant", person)
        if not label:
            return None
        if role == "interviewer":
            if re.search(r"interview|moderator|host|^i\d*$|^q$|主持|访谈|采访|记者", label, re.I):
                return self._speaker_named("Interviewer", "interviewer", None)
            if is_numbered(label):  # another in every recording: no name to be learned
                return self._speaker_named("Interviewer", "interviewer", None)
            known = self.key.pseudonym_of(label)
            if not known:
                count = sum(p.startswith("Interviewer ") for p in self.key.names)
                known = f"Interviewer {count + 1}"
                self.key.learn(known, label, *_parts(label))
            return self._speaker_named(known, "interviewer", None)
        if is_numbered(label):
            return self._speaker_named(label, "unknown", None)
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

    def _day(self, stem: str, reading: Reading) -> str:
        """When the talk was held: what its head says, or else the table of participants."""
        head = reading.text[: reading.turns[0].span.start] if reading.turns else ""
        return (
            iso_day(reading.facts.get("date", ""))
            or iso_day(head)
            or next((day for file, day in self.people.days.items() if _is(stem, file)), "")
        )

    def _owners(self, stem: str) -> list[str]:
        return [
            pseudonym
            for pseudonym, files in self.people.files.items()
            if any(_is(stem, file) for file in files)
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
        among = mine or sorted(set().union(*(self._called[key] for key in _calls(label))))
        hits = [
            p
            for p in among
            if p.casefold() == label.casefold()
            or any(_same_person(label, spelling) for spelling in self.key.names.get(p, []))
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
        """Without a table of participants each speaker who answers is one, and a case.

        ``P07`` is a person of the study, kept under that name; ``Participant`` and ``Speaker 2``
        name somebody else in every file.
        """
        coded = bool(_CODE.fullmatch(label))
        free = (f"P{n:02d}" for n in count(len(self.people.ids) + 1))
        pseudonym = label if coded else next(p for p in free if p not in self.people.ids)
        case = self.writer.add(Case(0, pseudonym))
        number = self.writer.add(Participant(0, pseudonym, None, case))
        named = role_of(label)[0] == "unknown" and not is_numbered(label)
        self.key.learn(pseudonym, label if named else "")
        self.people.ids[pseudonym] = number
        self._meet(pseudonym, number)
        self.remarks.append(
            Remark("participant-guessed", f"{pseudonym} was made from a speaker's label", "note")
        )
        return number

    def _meet(self, pseudonym: str, number: int) -> None:
        """Remember under which words a person is called."""
        self._pseudonyms[number] = pseudonym
        for spelling in (pseudonym, *self.key.names.get(pseudonym, [])):
            for key in _calls(spelling):
                self._called[key].add(pseudonym)

    def _unique(self, stem: str) -> str:
        self._names[stem] += 1
        return stem if self._names[stem] == 1 else f"{stem} ({self._names[stem]})"


def _is(stem: str, file: str) -> bool:
    """Whether a table means the source of this stem by what it gives as its file."""
    return stem == file or stem.startswith(file + ".") or file == stem + ".txt"


def _calls(name: str) -> set[str]:
    """A name and its parts, in small letters and without titles."""
    return {name.casefold(), *_parts(name)} - _TITLES


def _same_person(one: str, other: str) -> bool:
    """Whether one name is the other, or a part of it: Anna is Anna Bell, and not Anna Cole."""
    if one.casefold() == other.casefold():
        return True
    few, many = sorted((set(_parts(one)) - _TITLES, set(_parts(other)) - _TITLES), key=len)
    return bool(few) and few <= many


def _parts(name: str) -> list[str]:
    """The single words of a name, without case; Chinese names stay whole."""
    return [part.casefold() for part in re.split(r"[\s·.]+", name) if len(part) > 1]


def _plain_head(reading: Reading, veil: Veil) -> str:
    """The text with real names out of what stands before the talk."""
    start = reading.turns[0].span.start if reading.turns else 0
    return veil(reading.text[:start]) + reading.text[start:]
