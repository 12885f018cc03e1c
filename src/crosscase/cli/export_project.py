"""A study as a REFI-QDA project or codebook, ready to be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from crosscase.cli.outgoing import Outgoing
from crosscase.errors import NotAllowed

if TYPE_CHECKING:
    from crosscase.formats.refi.project import Project
    from crosscase.formats.refi.write import Flavour
    from crosscase.study.send_out import SentOut


def project_out(sent: SentOut, ending: str, flavour: str) -> Outgoing:
    """The project (.qdpx) or its codebook (.qdc); raises ``NotAllowed``."""
    from crosscase.formats.refi.write import codebook_bytes, project_bytes
    from crosscase.report.files import write_whole

    kind, project, whole = _flavour(flavour), sent.project, ending == ".qdpx"
    if not whole and not project.codes:
        raise NotAllowed("There is no code to export.", hint="Code first, or load a codebook.")
    losses = [f"{loss.count} {loss.what}" for loss in sent.losses]
    codings = sum(len(q.codings) for source in project.sources for q in source.quotations)

    def write(target: Path) -> None:
        write_whole(target, project_bytes(project, kind) if whole else codebook_bytes(project))

    return Outgoing(
        _texts(project, words=whole),
        losses if whole else ["everything but codes and sets"],
        write,
        f"{len(project.sources)} sources, {codings} codings",
        {"codings": codings, "losses": sent.losses if whole else ()},
    )


def _flavour(said: str) -> Flavour:
    from crosscase.formats.refi.write import Flavour

    known: tuple[Flavour, ...] = get_args(Flavour)
    for flavour in known:
        if said == flavour:
            return flavour
    raise NotAllowed(f"No flavour is named {said!r}.", hint="It can be one of: norm, nvivo.")


def _texts(project: Project, *, words: bool) -> Iterator[tuple[str, str]]:
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
