"""A file that leaves a study for other programs: what it holds, what stays, how it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, get_args

from crosscase.analysis.consent import refusing
from crosscase.domain.numbered import free_name
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotAllowed
from crosscase.formats.archive import packed
from crosscase.formats.commented import write_commented
from crosscase.formats.references import write_bibtex
from crosscase.formats.refi.project import Project
from crosscase.formats.refi.write import Flavour, codebook_bytes, project_bytes
from crosscase.report.files import write_whole
from crosscase.report.literature import literature_of
from crosscase.report.model import model_of
from crosscase.report.model_files import MODEL_FORMS, model_texts
from crosscase.report.sheets import FORMS, PAGES, SHEETS, script_beside

MODEL = "model"
COMMENTS = "comments"
LITERATURE = "literature"
PROJECT = ""
"""What is exported where no table and no model is named: the whole study, or its codebook."""

KNOWN: dict[str, tuple[str, ...]] = {
    PROJECT: (".qdpx", ".qdc"),
    **dict.fromkeys(SHEETS, tuple(FORMS)),
    "codebook": (*FORMS, *PAGES),
    MODEL: tuple(MODEL_FORMS),
    COMMENTS: (".zip",),
    LITERATURE: (".bib",),
}
"""What can be exported, and the endings of the files it can be."""

BEYOND_CODES = "everything but codes and sets: also merges, and which construct a theme belongs to"
"""What a codebook of REFI-QDA does not hold."""

_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_PARTS = re.compile(r"[;|]")

FLAVOURS: tuple[Flavour, ...] = get_args(Flavour)
"""How positions and ends of lines are written in a project."""


class Lost(Protocol):
    """Something that the other form does not hold, and how many there are."""

    @property
    def what(self) -> str:
        """What it is."""

    @property
    def count(self) -> int:
        """How many."""


class Sent(Protocol):
    """A study as a project, and what that leaves behind; see ``study.send_out``."""

    @property
    def project(self) -> Project:
        """The project."""

    @property
    def losses(self) -> Sequence[Lost]:
        """What it does not hold."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A file that is not written yet.

    ``texts`` are pairs of place and text, to be looked through for names; ``losses`` say what is
    not in it, with its count (None where nothing is counted); ``told`` and ``facts`` say what is;
    ``others`` give the paths of files that ``write`` puts beside it.
    """

    texts: Iterable[tuple[str, str]]
    losses: tuple[tuple[int | None, str], ...]
    write: Callable[[Path], object]
    told: str
    facts: dict[str, object] = field(default_factory=dict)
    others: tuple[Callable[[Path], Path], ...] = ()

    def beside(self, target: Path) -> list[Path]:
        """The files that are written beside ``target``."""
        return [other(target) for other in self.others]


def withheld(snapshot: Snapshot) -> frozenset[int]:
    """The participants whose words stay in the study: who refused to be quoted or shared."""
    return frozenset(refusing(snapshot, "quote") | refusing(snapshot, "share"))


def outgoing(
    snapshot: Snapshot,
    what: str,
    ending: str,
    flavour: str,
    send_out: Callable[[frozenset[int]], Sent],
) -> Outgoing:
    """One of ``KNOWN`` as a file with this ending, without who is withheld.

    ``send_out`` makes the project of the study, without the words of these participants. Raises
    ``NotAllowed`` for what cannot be written so.
    """
    check(what, ending)
    if what == PROJECT:
        return _project_out(send_out(withheld(snapshot)), ending, _flavour(flavour))
    if what == COMMENTS:
        return _comments_out(send_out(withheld(snapshot)))
    if what == MODEL:
        return _model_out(snapshot, ending)
    if what == LITERATURE:
        return _literature_out(snapshot)
    return _sheet_out(snapshot, what, ending)


def check(what: str, ending: str) -> None:
    """Raise ``NotAllowed`` where what is asked for cannot be written in this kind of file."""
    if what not in KNOWN:
        raise NotAllowed(
            f"There is no {what!r} to export.",
            hint=f"--what can be one of: {', '.join(filter(None, KNOWN))}.",
        )
    if ending not in KNOWN[what]:
        found = ending or "a file without an ending"
        others = [one for one, endings in KNOWN.items() if ending in endings and one]
        hint = f"It can be one of: {', '.join(KNOWN[what])}."
        if others and not what:
            hint = f"Say --what: {', '.join(others)}."
        raise NotAllowed(f"{what or 'A study'} cannot be exported as {found}.", hint=hint)


def _flavour(said: str) -> Flavour:
    for flavour in FLAVOURS:
        if said == flavour:
            return flavour
    raise NotAllowed(f"No flavour is named {said!r}.", hint="It can be one of: norm, nvivo.")


def _project_out(sent: Sent, ending: str, flavour: Flavour) -> Outgoing:
    """The project (.qdpx) or its codebook (.qdc)."""
    project, whole = sent.project, ending == ".qdpx"
    if not whole and not project.codes:
        raise NotAllowed("There is no code to export.", hint="Code first, or load a codebook.")

    def write(target: Path) -> None:
        body = project_bytes(project, flavour) if whole else codebook_bytes(project)
        write_whole(target, body)

    texts = _project_texts(project, words=whole)
    if not whole:
        counts = {"codes": len(project.codes), "sets": len(project.sets)}
        told = f"{counts['codes']} codes, {counts['sets']} sets"
        return Outgoing(texts, ((None, BEYOND_CODES),), write, told, {**counts, "losses": ()})
    losses = tuple((loss.count, loss.what) for loss in sent.losses)
    codings = sum(len(q.codings) for source in project.sources for q in source.quotations)
    told = f"{len(project.sources)} sources, {codings} codings"
    return Outgoing(texts, losses, write, told, {"codings": codings, "losses": sent.losses})


def _project_texts(project: Project, *, words: bool) -> Iterator[tuple[str, str]]:
    """Every text that would be written, with its place."""
    yield "the title", project.name
    for code in project.codes:
        yield f"code {code.name}", f"{code.name}\n{code.description}"
    for one in project.sets:
        yield f"set {one.name}", f"{one.name}\n{one.description}"
    if not words:
        return
    for variable in project.variables:
        yield f"variable {variable.name}", variable.name
    for case in project.cases:
        yield f"case {case.name}", "\n".join((case.name, *(v.text for v in case.values)))
    for source in project.sources:
        yield f"source {source.name}", f"{source.name}\n{source.text}"
    for note in project.notes:
        yield f"note {note.name}", f"{note.name}\n{note.text}"


def _sheet_out(snapshot: Snapshot, what: str, ending: str) -> Outgoing:
    sheet = SHEETS[what](snapshot, withheld(snapshot))
    write = (FORMS | PAGES)[ending]
    return Outgoing(
        sheet.texts(),
        sheet.left,
        lambda target: write(sheet, target),
        f"{len(sheet.rows)} rows, {len(sheet.columns)} columns, journal entry {sheet.n}",
        {"rows": len(sheet.rows), "columns": sheet.names, "losses": sheet.left},
        (script_beside,) if ending == ".csv" else (),
    )


def _model_out(snapshot: Snapshot, ending: str) -> Outgoing:
    model = model_of(snapshot)
    body = MODEL_FORMS[ending](model)
    losses: list[tuple[int | None, str]] = [(None, "the passages behind each arrow")]
    told_apart = sum(bool(arrow.condition) + bool(arrow.via) for arrow in model.arrows)
    if told_apart and ending != ".graphml":
        losses.append((told_apart, "conditions and constructs in between"))
    told = f"{len(model.nodes)} constructs, {len(model.arrows)} propositions"
    return Outgoing(
        model_texts(model),
        tuple(losses),
        lambda target: write_whole(target, body),
        f"{told}, journal entry {model.n}",
        {"constructs": len(model.nodes), "propositions": len(model.arrows)},
    )


def _comments_out(sent: Sent) -> Outgoing:
    """Each source as a Word file whose comments are the codings, all in one archive."""
    project = sent.project
    codings = sum(len(q.codings) for source in project.sources for q in source.quotations)
    split = sum(bool(_PARTS.search(code.name)) for code in project.codes)
    kept = {
        "sources of people who refused to be quoted or shared",
        "people who refused to be shared",
    }
    losses: list[tuple[int | None, str]] = [
        (loss.count, loss.what) for loss in sent.losses if loss.what in kept
    ]
    if split:
        losses.append((split, "names of codes with ; or |, which come back as several"))
    losses.append((None, "everything but texts, codings and memos on passages"))
    return Outgoing(
        _project_texts(project, words=True),
        tuple(losses),
        lambda target: write_whole(target, packed(_word_files(project))),
        f"{len(project.sources)} Word files, {codings} codings",
        {"files": len(project.sources), "codings": codings},
    )


def _literature_out(snapshot: Snapshot) -> Outgoing:
    """What the codes rest on, as BibTeX."""
    works = literature_of(snapshot)
    if not works:
        raise NotAllowed(
            "No code rests on named literature.",
            hint="Name it in the column reference of the codebook.",
        )
    body = write_bibtex(works).encode()
    return Outgoing(
        [("the literature", "\n".join(works))],
        ((None, "everything but the literature"),),
        lambda target: write_whole(target, body),
        f"{len(works)} works, journal entry {snapshot.n}",
        {"works": len(works)},
    )


def _word_files(project: Project) -> dict[str, bytes]:
    """The Word files by names that every system takes for files, no two of them alike."""
    taken: set[str] = set()
    files: dict[str, bytes] = {}
    for name, body in write_commented(project).items():
        plain = _UNFIT.sub("_", name).strip(" .") or "source"
        free = free_name(plain, taken, str.casefold)
        taken.add(free.casefold())
        files[f"{free}.docx"] = body
    return files
