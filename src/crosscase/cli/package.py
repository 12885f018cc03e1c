"""package, rebuild: what other researchers need to repeat the analysis, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
from crosscase.cli.outgoing import gate_of, remember
from crosscase.cli.report import Output
from crosscase.cli.say import give, say
from crosscase.errors import NotAllowed


def package(
    path: StudyPath,
    output: Output,
    unscanned: Unscanned = False,
    yes: Yes = False,
    key_file: KeyFilePath = None,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write a replication package (.zip): data as consent allows, tables, codebook, literature.

    Who refused to be shared or archived is out of it, as if withdrawn; words that must not be
    quoted are covered. No real name of the key file is ever in it. The same study gives the same
    bytes, and `crosscase rebuild` makes the study and its report from it.
    """
    from crosscase import rules
    from crosscase.report import package as packages
    from crosscase.report.files import write_whole

    if output.suffix.casefold() != ".zip":
        raise NotAllowed("A package is a .zip file.", hint=f"Say -o {output.stem}.zip.")
    may_write(output, yes=yes)
    with reader(path, passphrase_file) as opened:
        whole, shared = opened.snapshot(), opened.as_shared()
    gate = gate_of(path, whole, key_file, unscanned=unscanned)
    findings = rules.ask(shared.snapshot)
    made = packages.package(shared.snapshot, shared.withheld, findings, gate)
    for what, count in shared.withheld.items():
        say(f"Not in it: {count} {what}.", quiet=quiet)
    write_whole(output, made.body)
    remember(path, passphrase_file, output)
    if json:
        give(
            {
                "file": str(output),
                "bytes": len(made.body),
                "entry": made.manifest.entry,
                "parts": len(made.manifest.parts),
                "withheld": shared.withheld,
                "checked_for_names": gate.scanned,
                "report_sha256": made.manifest.report,
            }
        )
        return
    say(f"{output}: journal entry {made.manifest.entry}, {len(made.body):,} bytes.", quiet=quiet)


def rebuild(
    source: Annotated[Path, typer.Argument(metavar="PACKAGE", help="A package (.zip).")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="A folder that is not there.")
    ],
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Make the study and its report from a replication package.

    A package that was damaged or changed is refused. It tells whether the report has the same
    bytes as the one of the study from which the package was made.
    """
    from crosscase import rules, study
    from crosscase.formats.bounds import read_bytes
    from crosscase.formats.package import sha256
    from crosscase.report.files import write_whole
    from crosscase.report.package import report_of, unpacked

    if output.exists() or not output.absolute().parent.is_dir():
        raise NotAllowed(
            f"{output} cannot be made: {'it is there' if output.exists() else 'no such folder'}.",
            hint="Name a folder that is not there yet, in one that is.",
        )
    about, rows = unpacked(read_bytes(source), source.name)
    made, snapshot = study.rebuild_into(output, about, rows, source.name)
    body = report_of(snapshot, rules.ask(snapshot), scanned=about.scanned)
    write_whole(output / "report.html", body)
    same = sha256(body) == about.report
    if json:
        give({"study": str(made), "report": str(output / "report.html"), "same_report": same})
        return
    told = "the same bytes as" if same else "other bytes than"
    hint = "" if same else f" The package was written by crosscase {about.crosscase}."
    say(
        f"{made}: journal entry {snapshot.n}. {output / 'report.html'} has {told} the "
        f"report of the study behind it.{hint}",
        quiet=quiet,
    )
