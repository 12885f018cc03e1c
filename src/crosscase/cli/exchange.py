"""import: projects of other programs, and tables of coded quotations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosscase import study
from crosscase.cli.options import (
    As,
    Json,
    KeyFilePath,
    PassphraseFile,
    Quiet,
    coder,
    passphrase,
)
from crosscase.cli.say import give, say, tell_remarks
from crosscase.errors import NotAgreed

_FILES = (
    "REFI-QDA (.qdpx, .qde, .qdc), Taguette (.sqlite3), QualCoder (.qda), RQDA (.rqda), Word with "
    "comments (.docx), a table of coded quotations or a codebook (.csv, .xlsx, or in a report: "
    ".docx, .html, .pdf), a report of one code (.docx, .txt), or a text with codes written into "
    "it (.txt, .md)."
)


def import_(
    project: Annotated[Path, typer.Argument(metavar="FILE", help=_FILES)],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="STUDY", help="The study.")],
    sources: Annotated[
        Path | None,
        typer.Option(
            "--sources",
            metavar="FOLDER",
            help="The texts that a table quotes, or that a project lacks.",
        ),
    ] = None,
    key_file: KeyFilePath = None,
    name: As = "",
    yes: Annotated[bool, typer.Option("--yes", help="Into a study that is there.")] = False,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Bring in codings of another program: a project, a table, Word comments.

    Each quotation is read back from its text, and what is not carried is told. The quotations of a
    table are looked for in the texts of --sources, or in those of the study; without texts each
    document is its quotations, in their order. A file is known by its form, whatever its name.
    """
    secret, who = passphrase(passphrase_file), coder(name)
    if output.exists() and not yes:
        raise NotAgreed(
            f"{output.name} is there already.", hint="Say --yes to bring the project into it."
        )
    key = study.key_of(output, key_file)
    taken = study.take_into(output, who, project, key, passphrase=secret, sources=sources)
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
