"""export: the study as a project of other programs, as a table for analysis, or as a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crosscase.cli.export_project import project_out
from crosscase.cli.options import (
    Json,
    KeyFilePath,
    PassphraseFile,
    Quiet,
    StudyPath,
    Unscanned,
    Yes,
    may_write,
    reader,
)
from crosscase.cli.outgoing import Outgoing, gate_of, remember
from crosscase.cli.report import Output
from crosscase.cli.say import give, say
from crosscase.errors import NotAllowed

if TYPE_CHECKING:
    from crosscase.domain.snapshot import Snapshot

_MODEL = "model"
_PROJECTS = (".qdpx", ".qdc")


def export(
    path: StudyPath,
    output: Output,
    what: Annotated[
        str,
        typer.Option(
            "--what",
            help="codings, persons, cases, cooccurrence, codebook, units, structure, framework, "
            "framework-people or model.",
        ),
    ] = "",
    flavour: Annotated[
        str, typer.Option("--flavour", help="norm, or nvivo: UTF-16 positions, CRLF.")
    ] = "norm",
    with_names: Annotated[
        bool, typer.Option("--with-names", help="Write it though real names stand in it.")
    ] = False,
    unscanned: Unscanned = False,
    yes: Yes = False,
    key_file: KeyFilePath = None,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write the study for other programs: a project, a table for analysis, or the model.

    .qdpx is the whole project in REFI-QDA, .qdc the codebook. --what names a table: .csv (with an
    .R script beside it that reads it), .xlsx, .parquet or .sav (SPSS), the codebook also .md and
    .docx, the model .graphml, .dot or .drawio. What the form cannot hold is told first. Sources of
    people who refused to be quoted or shared stay out, and of who refused to be shared nothing
    goes; a paraphrase by a coder stands in where it may. The same study gives the same bytes.
    """
    from crosscase.analysis.consent import refusing

    ending = output.suffix.casefold()
    _check(ending, what)
    may_write(output, yes=yes)
    with reader(path, passphrase_file) as opened:
        snapshot = opened.snapshot()
        withheld = frozenset(refusing(snapshot, "quote") | refusing(snapshot, "share"))
        sent = None if what else opened.send_out(withheld)
    if sent is not None:
        out = project_out(sent, ending, flavour)
    elif what == _MODEL:
        out = _model_out(snapshot, ending)
    else:
        out = _sheet_out(snapshot, what, withheld, ending)
    for other in out.beside(output):
        may_write(other, yes=yes)
    if not with_names:
        hint = "Correct the transcripts, or say --with-names if the receiver may know them."
        gate_of(path, snapshot, key_file, unscanned=unscanned).pass_on(out.texts, "export", hint)
    for lost in out.losses:
        say(f"Not in it: {lost}.", quiet=quiet)
    out.write(output)
    remember(path, passphrase_file, output, *out.beside(output))
    if json:
        give({"file": str(output), "bytes": output.stat().st_size} | out.facts)
        return
    beside = "".join(f" and {other.name}" for other in out.beside(output))
    say(f"{output}{beside}: {out.told}.", quiet=quiet)


def _sheet_out(snapshot: Snapshot, what: str, withheld: frozenset[int], ending: str) -> Outgoing:
    from crosscase.report import sheets

    sheet = sheets.SHEETS[what](snapshot, withheld)
    write = (sheets.FORMS | sheets.PAGES)[ending]
    losses = [f"{count} {lost}" for count, lost in sheet.left]
    facts = {"rows": len(sheet.rows), "columns": sheet.names, "losses": sheet.left}
    return Outgoing(
        sheet.texts(),
        losses,
        lambda target: write(sheet, target),
        f"{len(sheet.rows)} rows, {len(sheet.columns)} columns, journal entry {sheet.n}",
        facts,
        (sheets.script_beside,) if ending == ".csv" else (),
    )


def _model_out(snapshot: Snapshot, ending: str) -> Outgoing:
    from crosscase.report import model_of
    from crosscase.report.files import write_whole
    from crosscase.report.model_files import MODEL_FORMS, model_texts

    model = model_of(snapshot)
    body = MODEL_FORMS[ending](model)
    facts: dict[str, object] = {
        "constructs": len(model.nodes),
        "propositions": len(model.arrows),
    }
    losses = ["the passages behind each arrow"]
    told_apart = sum(bool(arrow.condition) + bool(arrow.via) for arrow in model.arrows)
    if told_apart and ending != ".graphml":
        losses.append(f"{told_apart} conditions and constructs in between")
    told = f"{len(model.nodes)} constructs, {len(model.arrows)} propositions, journal entry"
    return Outgoing(
        model_texts(model),
        losses,
        lambda target: write_whole(target, body),
        f"{told} {model.n}",
        facts,
    )


def _check(ending: str, what: str) -> None:
    """Raise ``NotAllowed`` where what is asked for cannot be written in this kind of file."""
    from crosscase.report.model_files import MODEL_FORMS
    from crosscase.report.sheets import FORMS, PAGES, SHEETS

    tables = [*FORMS]
    known: dict[str, list[str]] = {"": list(_PROJECTS), **dict.fromkeys(SHEETS, tables)}
    known["codebook"] = [*tables, *PAGES]
    known[_MODEL] = list(MODEL_FORMS)
    if what not in known:
        raise NotAllowed(
            f"There is no {what!r} to export.",
            hint=f"--what can be one of: {', '.join(filter(None, known))}.",
        )
    if ending not in known[what]:
        found = ending or "a file without an ending"
        others = [one for one in known if ending in known[one] and one]
        hint = f"It can be one of: {', '.join(known[what])}."
        if others and not what:
            hint = f"Say --what: {', '.join(others)}."
        raise NotAllowed(f"{what or 'A study'} cannot be exported as {found}.", hint=hint)
