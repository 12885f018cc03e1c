"""import, export: projects of other programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from crosscase import study
from crosscase.cli.options import (
    As,
    Json,
    KeyFilePath,
    PassphraseFile,
    Quiet,
    StudyPath,
    Yes,
    coder,
    may_write,
    passphrase,
    reader,
)
from crosscase.cli.report import NOT_CHECKED, Output
from crosscase.cli.say import give, say, tell_remarks
from crosscase.errors import NotAgreed, NotAllowed

if TYPE_CHECKING:
    from crosscase.formats.refi.project import Project
    from crosscase.formats.refi.write import Flavour


def import_(
    project: Annotated[Path, typer.Argument(metavar="FILE", help="A .qdpx, .qde or .qdc file.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="STUDY", help="The study.")],
    key_file: KeyFilePath = None,
    name: As = "",
    yes: Annotated[bool, typer.Option("--yes", help="Into a study that is there.")] = False,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Bring in a REFI-QDA project or codebook of another program.

    What its positions count is found, each quotation is read back, and what is not carried is told.
    """
    secret, who = passphrase(passphrase_file), coder(name)
    if output.exists() and not yes:
        raise NotAgreed(
            f"{output.name} is there already.", hint="Say --yes to bring the project into it."
        )
    taken = study.take_into(output, who, project, study.key_of(output, key_file), passphrase=secret)
    if json:
        give(taken)
        return
    tell_remarks(taken.remarks, quiet=quiet)
    say(f"{taken.verified}.", quiet=quiet)
    say(
        f"{taken.sources} sources, {taken.quotations} quotations, {taken.codings} codings by "
        f"{taken.coders} new coders, {taken.codes} codes, {taken.cases} cases, {taken.memos} "
        f"memos, {len(taken.remarks)} remarks: {output}",
        quiet=quiet,
    )


def export(
    path: StudyPath,
    output: Output,
    flavour: Annotated[
        str, typer.Option("--flavour", help="norm, or nvivo: UTF-16 positions, CRLF.")
    ] = "norm",
    with_names: Annotated[
        bool, typer.Option("--with-names", help="Write it though real names stand in it.")
    ] = False,
    yes: Yes = False,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write the study as a REFI-QDA project or codebook.

    .qdpx is the whole project, .qdc the codebook. What the form cannot hold is told first. Sources
    of people who refused to be quoted or shared stay out. The same study gives the same bytes.
    """
    from crosscase.formats.refi.write import codebook_bytes, project_bytes
    from crosscase.report.consent import refusing
    from crosscase.report.files import write_whole
    from crosscase.report.leaks import check_names, private

    ending = output.suffix.casefold()
    if ending not in (".qdpx", ".qdc"):
        raise NotAllowed(
            f"A study cannot be exported as {ending or 'a file without an ending'}.",
            hint="It can be one of: .qdpx, .qdc.",
        )
    kind = _flavour(flavour)
    may_write(output, yes=yes)
    names = study.known_names(path)
    with reader(path, passphrase_file) as opened:
        snapshot = opened.snapshot()
        sent = opened.send_out(refusing(snapshot, "quote") | refusing(snapshot, "share"))
    project = sent.project
    if ending == ".qdc" and not project.codes:
        raise NotAllowed("There is no code to export.", hint="Code first, or load a codebook.")
    if names is not None and not with_names:
        hint = "Correct the transcripts, or say --with-names if the receiver may know them."
        texts = _texts(project, words=ending == ".qdpx")
        check_names(texts, private(names, snapshot), what="export", hint=hint)
    body = project_bytes(project, kind) if ending == ".qdpx" else codebook_bytes(project)
    losses = sent.losses if ending == ".qdpx" else ()
    for loss in losses:
        say(f"Not in it: {loss.count} {loss.what}.", quiet=quiet)
    if ending == ".qdc":
        say("Not in it: everything but codes and sets.", quiet=quiet)
    if names is None:
        say(NOT_CHECKED)
    write_whole(output, body)
    codings = sum(len(q.codings) for source in project.sources for q in source.quotations)
    if json:
        give({"file": str(output), "bytes": len(body), "codings": codings, "losses": losses})
        return
    say(f"{output}: {len(project.sources)} sources, {codings} codings.", quiet=quiet)


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
