"""A project of another program into a study, in one act; what is not carried is told."""

from __future__ import annotations

from pathlib import Path

from crosscase.domain.codings import Coder
from crosscase.domain.design import Fact, Noticed
from crosscase.domain.numbered import free_name
from crosscase.domain.progress import Tick, unseen
from crosscase.domain.remarks import Remark
from crosscase.errors import NotAllowed
from crosscase.formats.projects import any_project
from crosscase.formats.quotes.read import Given
from crosscase.formats.refi.read import BESIDE
from crosscase.store.rows import read
from crosscase.study.arrived import VERIFIED
from crosscase.study.arriving import Arriving, TakenIn
from crosscase.study.desk import Desk
from crosscase.study.given import given_in
from crosscase.study.keyfile import KeyFile
from crosscase.study.large import uncollected
from crosscase.study.take_in_cases import CasesIn
from crosscase.study.take_in_codes import CodesIn, own_kind
from crosscase.study.take_in_elsewhere import ElsewhereIn
from crosscase.study.take_in_model import ModelIn
from crosscase.study.take_in_notes import NotesIn
from crosscase.study.take_in_texts import TextsIn
from crosscase.study.veil import Veil


@uncollected()
def take_in(
    desk: Desk, path: Path, key: KeyFile, sources: Path | None = None, tick: Tick = unseen
) -> TakenIn:
    """Bring a project of another program into the study: all of it or nothing.

    ``sources``: a folder of the texts that a table quotes (without it these are looked for in the
    study) or that the project lacks. ``tick`` is told how far it is. Raises ``UnreadableFile`` when
    the file is none, ``NotAllowed`` for texts that are not asked for.
    """
    asked: list[Given] = []

    def given() -> Given:
        asked.append(given_in(desk, Veil(key), sources))
        return asked[0]

    tick("reading the project", 0.0)
    project = any_project(path, given, sources)
    lent = any(remark.code == BESIDE for remark in project.remarks)
    if sources is not None and not (asked or lent):
        raise NotAllowed(
            f"{path.name} brings its texts itself, or none of them is in {sources.name}."
            if project.sources
            else f"{path.name} quotes no texts: it is a codebook, or its texts are not there.",
            hint="--sources is for texts that a table quotes or a project lacks.",
        )
    with desk.change("import", f"{path.name} of {project.origin or 'another program'}") as writer:
        return _all_of_it(Arriving(writer, project, Veil(key)), path.name, tick)


def _all_of_it(arriving: Arriving, file: str, tick: Tick) -> TakenIn:
    """The whole project, people first, for words belong to those who said them."""
    project, done, writer = arriving.project, arriving.done, arriving.writer
    if not any(fact.key == "title" for fact in read(writer.db, Fact)):
        writer.add(Fact(0, "title", arriving.veil(project.name)))
    notes = NotesIn(arriving)
    codes = CodesIn(arriving.room, project, arriving.veil)
    _users(arriving)
    _codebook(arriving, codes, notes)
    cases = CasesIn(arriving, notes)
    cases.bring()
    texts = TextsIn(arriving, notes, codes, cases)
    for at, source in enumerate(project.sources):
        tick("bringing its texts in", at / len(project.sources))
        texts.bring(source)
    tick("bringing its codings in", 0.0)
    done.codings = texts.judge()
    ElsewhereIn(arriving, notes, codes, cases).bring()
    _sets(arriving, codes, notes)
    ModelIn(arriving, notes).bring()
    notes.rest()
    done.codes = codes.made
    done.memos = notes.write()
    texts.tell(file)
    _verified(arriving, file)
    return done


def _verified(arriving: Arriving, file: str) -> None:
    """What was noticed is kept with the study, each doubt at the line on which it stands there."""
    found, done, veil = arriving.project.verified, arriving.done, arriving.veil
    done.entry, done.verified = arriving.writer.entry, str(found)
    done.doubtful = tuple(veil(doubt.told) for doubt in found.doubtful)
    places = {d.told: arriving.placed.get(d.quotation) for d in found.doubtful}
    done.remarks = [
        Remark(r.code, veil(r.text), r.severity, *(places.get(r.text) or (veil(r.file), r.line)))
        for r in (*arriving.project.remarks, *done.remarks)
    ]
    kept = [Remark(VERIFIED, done.verified, "note", veil(file)), *done.remarks]
    arriving.writer.add_all([Noticed(0, r.code, r.severity, r.text, r.file, r.line) for r in kept])


def _users(arriving: Arriving) -> None:
    known = {coder.name: coder.id for coder in read(arriving.writer.db, Coder)}
    taken: set[str] = set()
    for user in arriving.project.users:
        name = free_name(user.name, taken)
        if name != user.name:
            arriving.remark("refi-name-twice", f"two users are {user.name!r}: one is {name!r}")
        if name not in known:
            known[name] = arriving.writer.add(Coder(0, name))
            arriving.done.coders += 1
        taken.add(name)
        arriving.coders[user.guid] = known[name]


def _codebook(arriving: Arriving, codes: CodesIn, notes: NotesIn) -> None:
    codes.bring()
    for told in codes.renamed:
        arriving.remark("refi-name-twice", told)
    for told in codes.otherwise:
        arriving.remark("refi-code-otherwise", told)
    for code in arriving.project.codes:
        made = codes.applied[code.guid]
        arriving.met[code.guid] = ("code", made.id, made.name)
        notes.on(code.guid, code.notes)


def _sets(arriving: Arriving, codes: CodesIn, notes: NotesIn) -> None:
    """Codes that were put together are a theme; sources, a memo that names them."""
    for one in arriving.project.sets:
        name = arriving.veil(one.name) or "(no name)"
        members = [guid for guid in one.codes if guid in codes.codes]
        if members or own_kind(one.guid, one.name, "set"):
            theme = codes.together(one, members)
            arriving.met[one.guid] = ("code", theme.id, theme.name)
            notes.on(one.guid, one.notes)
            if not one.sources and len(members) == len(one.codes):
                continue
        named = [arriving.met[guid][2] for guid in one.sources if guid in arriving.met]
        if named or (one.description and not members):
            parts = (f"{name}: {', '.join(named)}", arriving.veil(one.description))
            notes.add("\n".join(part for part in parts if part), "method")
        lost = len(one.codes) - len(members) + len(one.sources) - len(named)
        if lost or not (one.codes or one.sources or one.notes):
            told = f"the set {name!r} holds {lost} things that are not in the study"
            arriving.remark("refi-set", told if lost else f"the set {name!r} is empty")
        notes.on(one.guid, one.notes)
