"""A project of another program into a study, in one act; what is not carried is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from crosscase.domain.codings import Coder, Memo, MemoKind
from crosscase.domain.design import Fact, Noticed
from crosscase.domain.people import Attribute, Case, Participant
from crosscase.domain.remarks import Remark
from crosscase.domain.sources import Edition, Presence, Segment, Source, SourceKind
from crosscase.domain.spans import Span
from crosscase.formats.projects import any_project, check_sources
from crosscase.formats.refi.project import (
    Note,
    Project,
    ProjectCase,
    Quotation,
    TextSource,
    Value,
)
from crosscase.store.rows import Writer, read
from crosscase.study.codings import Room
from crosscase.study.desk import Desk
from crosscase.study.given import given_in
from crosscase.study.keyfile import KeyFile
from crosscase.study.take_in_codes import CodesIn, free_name
from crosscase.study.veil import Veil

_ARROWS = {"OneWay": "→", "Bidirectional": "↔", "Associative": "–"}


@dataclass
class TakenIn:
    """What one project brought in, how its quotations were verified, and what was noticed."""

    sources: int = 0
    quotations: int = 0
    codings: int = 0
    codes: int = 0
    coders: int = 0
    cases: int = 0
    memos: int = 0
    verified: str = ""
    doubtful: tuple[str, ...] = ()
    remarks: list[Remark] = field(default_factory=list)


def take_in(desk: Desk, path: Path, key: KeyFile, sources: Path | None = None) -> TakenIn:
    """Bring a project of another program into the study: all of it or nothing.

    ``sources``: a folder of the texts that a table quotes; without it these are looked for in the
    study. Raises ``UnreadableFile`` when the file is none, ``NotAllowed`` for texts that are not
    asked for.
    """
    check_sources(path, sources)
    project = any_project(path, lambda: given_in(desk, Veil(key), sources))
    with desk.change("import", f"{path.name} of {project.origin or 'another program'}") as writer:
        return _Bringing(writer, project, Veil(key)).all_of_it(path.name)


class _Bringing:
    """One project on its way into one study; ``met`` knows what became of each identifier."""

    def __init__(self, writer: Writer, project: Project, veil: Veil) -> None:
        self.writer = writer
        self.room = Room(writer)
        self.project = project
        self.veil = veil
        self.done = TakenIn()
        self.met: dict[str, tuple[str, int, str]] = {}
        self.codes = CodesIn(self.room, project, veil)
        self.coders: dict[str, int] = {}
        self.present: dict[str, list[int]] = defaultdict(list)
        self.judged: list[tuple[int, int, int]] = []
        self.notes = {note.guid: note for note in project.notes}
        self.noted: set[str] = set()
        self.memos: list[tuple[Memo, tuple[int, ...]]] = []
        self.of_nobody = 0
        self.without_code = 0
        self.before = read(writer.db, Source)
        self.names = {source.name for source in self.before}

    def all_of_it(self, file: str) -> TakenIn:
        """The whole project, people first, for words belong to those who said them."""
        project, done = self.project, self.done
        if not any(fact.key == "title" for fact in read(self.writer.db, Fact)):
            self.writer.add(Fact(0, "title", self.veil(project.name)))
        self._users()
        self._codebook()
        self._cases()
        for source in project.sources:
            self._source(source)
        self._selected()
        done.codings = self.room.apply_all(self.judged)
        self._sets()
        self._links()
        self._rest_of_the_notes()
        done.codes = self.codes.made
        done.memos = self._write_memos()
        done.verified, done.doubtful = str(project.verified), project.verified.doubtful
        self._tell_counts(file)
        done.remarks = [
            Remark(r.code, self.veil(r.text), r.severity, self.veil(r.file), r.line)
            for r in (*project.remarks, *done.remarks)
        ]
        self.writer.add_all(
            [Noticed(0, r.code, r.severity, r.text, r.file, r.line) for r in done.remarks]
        )
        return done

    def _users(self) -> None:
        known = {coder.name: coder.id for coder in read(self.writer.db, Coder)}
        taken: set[str] = set()
        for user in self.project.users:
            name = free_name(user.name, taken)
            if name != user.name:
                self._remark("refi-name-twice", f"two users are {user.name!r}: one is {name!r}")
            if name not in known:
                known[name] = self.writer.add(Coder(0, name))
                self.done.coders += 1
            taken.add(name)
            self.coders[user.guid] = known[name]

    def _coder(self, user: str) -> int:
        """Who judged; where nobody is named, the only user of the project or who brings it in."""
        if user in self.coders:
            return self.coders[user]
        self.of_nobody += 1
        only = set(self.coders.values())
        return only.pop() if len(only) == 1 else self.writer.coder

    def _codebook(self) -> None:
        self.codes.bring()
        for told in self.codes.renamed:
            self._remark("refi-name-twice", told)
        for code in self.project.codes:
            made = self.codes.keywords.get(code.guid) or self.codes.ideas[code.guid]
            self.met[code.guid] = ("code", made.id, made.name)
            self._note_on(code.guid, code.notes)

    def _cases(self) -> None:
        """Each case is a case, and a participant who is present in its sources."""
        variables = {v.guid: self.veil(v.name) for v in self.project.variables}
        held = {guid for case in self.project.cases for guid in (*case.sources, *case.selections)}
        own = [
            ProjectCase(f"case of {s.guid}", s.name, sources=(s.guid,))
            for s in self.project.sources
            if s.values and s.guid not in held and not held & {q.guid for q in s.quotations}
        ]
        if own:
            told = f"{len(own)} sources with values belong to no case: each became one"
            self._remark("refi-case-guessed", told)
        where = {q.guid: s.guid for s in self.project.sources for q in s.quotations}
        values = {source.guid: source.values for source in self.project.sources}
        there = {case.name: case.id for case in read(self.writer.db, Case)}
        people = {p.pseudonym: p.id for p in read(self.writer.db, Participant)}
        taken: set[str] = set()
        for case in (*self.project.cases, *own):
            name = free_name(self.veil(case.name) or "Case", taken)
            taken.add(name)
            if name not in there:
                there[name] = self.writer.add(Case(0, name))
                self.done.cases += 1
            number = there[name]
            self.met[case.guid] = ("case", number, name)
            sources = dict.fromkeys((*case.sources, *(where.get(s, "") for s in case.selections)))
            if any(guid in values for guid in sources) and name not in people:
                people[name] = self.writer.add(Participant(0, name, None, number))
            for guid in sources:
                if guid in values:
                    self.present[guid].append(people[name])
            said = [*case.values, *(v for guid in case.sources for v in values.get(guid, ()))]
            self._values(number, said, variables)
            self._describe(case.guid, case.description)

    def _values(self, case: int, said: Iterable[Value], variables: dict[str, str]) -> None:
        there = {a.name for a in read(self.writer.db, Attribute, about="case", of=case)}
        kept: dict[str, str] = {}
        for value in said:
            name = variables.get(value.variable, "")
            text = self.veil(value.text)
            if not name:
                self._remark("refi-no-variable", f"the value {text!r} belongs to no variable")
            elif name in there or kept.get(name, text) != text:
                told = f"{name} is {kept.get(name, 'there already')!r}; {text!r} was not taken"
                self._remark("refi-value-twice", told)
            else:
                kept[name] = text
        self.writer.add_all([Attribute(0, "case", case, n, text) for n, text in kept.items()])

    def _source(self, source: TextSource) -> None:
        name = self.veil(source.name) or "(no name)"
        people = tuple(sorted(set(self.present[source.guid])))
        if len(people) > 1:
            told = f"{len(people)} cases share it, so its words are counted for none of them"
            self._remark("refi-shared-source", told, name)
        found = next(
            (s for s in self.before if source.sha256 == s.sha256 and self._same(s, source)), None
        )
        if found is not None:
            self._remark("there-already", f"the same text as {found.name}: coded there", name)
            edition, number = self.room.edition_of(found.id), found.id
        else:
            name = free_name(name, self.names)
            self.names.add(name)
            kind: SourceKind = "transcript" if people else "document"
            number = self.writer.add(Source(0, name, kind, source.sha256))
            self.writer.add_all([Presence(0, number, person) for person in people])
            made = Edition(
                0, number, 1, "first", source.text, sealed=bool(source.quotations or source.codings)
            )
            edition = Edition(
                self.writer.add(made, people), number, 1, "first", source.text, made.sealed
            )
            self.done.sources += 1
        self.met[source.guid] = ("source", number, name)
        self._describe(source.guid, source.description, people)
        self._note_on(source.guid, source.notes)
        self._quotations(source, edition, people, new=found is None)

    def _same(self, there: Source, source: TextSource) -> bool:
        return self.room.edition_of(there.id).text == source.text

    def _quotations(
        self, source: TextSource, edition: Edition, people: tuple[int, ...], *, new: bool
    ) -> None:
        whole = Quotation("", "", Span(0, len(source.text)), codings=source.codings)
        marked = [*source.quotations, *([whole] if source.codings else [])]
        placed = [(q, q.span) for q in marked if q.span is not None and len(q.span)]
        spans = list(dict.fromkeys(span for _, span in placed))
        if new:
            rows = [Segment(0, edition.id, s.start, s.end, s.of(edition.text)) for s in spans]
            numbers = self.writer.add_all(rows, [people] * len(rows))
        else:
            numbers = [self.room.segment(edition, span) for span in spans]
        at = dict(zip(spans, numbers, strict=True))
        self.done.quotations += sum(q is not whole for q, _ in placed)
        for quotation, span in placed:
            words = span.of(edition.text)
            self.met[quotation.guid] = ("segment", at[span], f"“{words[:60]}”")
            user = self.coders.get(quotation.user)
            self._describe(quotation.guid, quotation.description, people, user)
            self._note_on(quotation.guid, quotation.notes, people)
            for coding in quotation.codings:
                code = self.codes.keywords.get(coding.code)
                if code is None:
                    self.without_code += 1
                    continue
                self.judged.append((self._coder(coding.user), code.id, at[span]))
                if coding.notes:
                    self._note_on(quotation.guid, coding.notes, people)

    def _selected(self) -> None:
        single = sum(len(case.selections) for case in self.project.cases)
        if single:
            told = (
                f"{single} single passages belong to cases: these are present in the whole source"
            )
            self._remark("refi-passage-of-case", told)

    def _sets(self) -> None:
        """Codes that were put together are a theme; sources, a memo that names them."""
        for one in self.project.sets:
            name = self.veil(one.name) or "(no name)"
            members = [guid for guid in one.codes if guid in self.codes.keywords]
            if members:
                theme = self.codes.together(one.guid, name, one.description, members)
                self.met[one.guid] = ("code", theme.id, theme.name)
            named = [self.met[guid][2] for guid in one.sources if guid in self.met]
            if named or (one.description and not members):
                parts = (f"{name}: {', '.join(named)}", self.veil(one.description))
                self._memo("\n".join(part for part in parts if part), "method")
            lost = len(one.codes) - len(members) + len(one.sources) - len(named)
            if lost or not (one.codes or one.sources or one.notes):
                told = f"the set {name!r} holds {lost} things that are not in the study"
                self._remark("refi-set", told if lost else f"the set {name!r} is empty")
            self._note_on(one.guid, one.notes)

    def _links(self) -> None:
        for link in self.project.links:
            ends = [self._label(guid) for guid in (link.origin, link.target)]
            text = f"{ends[0]} {_ARROWS[link.direction]} {ends[1]}"
            self._memo(f"{self.veil(link.name)}: {text}", "theoretical", link.origin)
            self._note_on(link.origin, link.notes)
            if not all(
                guid in self.met or guid in self.notes for guid in (link.origin, link.target)
            ):
                told = f"the relation {text} ends at something that is not in the study"
                self._remark("refi-link", told)

    def _label(self, guid: str) -> str:
        if guid in self.notes:
            return self.veil(self.notes[guid].name)
        return self.met[guid][2] if guid in self.met else "(not in the study)"

    def _rest_of_the_notes(self) -> None:
        if self.project.description:
            self._memo(self.veil(self.project.description), "comment")
        for guid, note in self.notes.items():
            if guid not in self.noted:
                self._memo(self._said(note), "theoretical", "", self.coders.get(note.user), note)

    def _describe(
        self, guid: str, text: str, people: tuple[int, ...] = (), coder: int | None = None
    ) -> None:
        if text:
            self._memo(self.veil(text), "comment", guid, coder, people=people)

    def _note_on(self, guid: str, notes: Iterable[str], people: tuple[int, ...] = ()) -> None:
        for number in notes:
            note = self.notes.get(number)
            if note is not None:
                self.noted.add(number)
                coder = self.coders.get(note.user)
                self._memo(self._said(note), "theoretical", guid, coder, note, people)

    def _said(self, note: Note) -> str:
        return self.veil("\n".join(part for part in (note.name, note.text) if part))

    def _memo(
        self,
        text: str,
        kind: MemoKind,
        guid: str = "",
        coder: int | None = None,
        note: Note | None = None,
        people: tuple[int, ...] = (),
    ) -> None:
        about, of, _ = self.met.get(guid, ("", None, ""))
        date = note.date[:10] if note else ""
        self.memos.append((Memo(0, kind, text, coder, about, of, date), people))

    def _write_memos(self) -> int:
        """Write down every memo that is not there already; how many."""
        there = {(m.text, m.about, m.of) for m in read(self.writer.db, Memo)}
        new = [(m, people) for m, people in self.memos if (m.text, m.about, m.of) not in there]
        self.writer.add_all([memo for memo, _ in new], [people for _, people in new])
        return len(new)

    def _remark(self, code: str, text: str, file: str = "") -> None:
        self.done.remarks.append(Remark(code, text, "note", file))

    def _tell_counts(self, file: str) -> None:
        left = {
            "refi-no-coder": (self.of_nobody, "codings name nobody who judged"),
            "refi-no-code": (self.without_code, "codings name a code that is not in the codebook"),
            "refi-same-coding": (
                len(self.judged) - self.done.codings,
                "codings say the same twice: kept once",
            ),
        }
        for code, (count, told) in left.items():
            if count:
                self.done.remarks.append(Remark(code, f"{count} {told}", "doubt", file))
