"""protect: names inside speech are found, decided by a person, and replaced."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from crosscase import study
from crosscase.cli.options import (
    As,
    Json,
    KeyFilePath,
    Most,
    PassphraseFile,
    Quiet,
    StudyPath,
    Why,
    may_write,
    passphrase,
    writer,
)
from crosscase.cli.progress import progress
from crosscase.cli.say import give, say, table
from crosscase.errors import NotAllowed
from crosscase.formats.tables import read_table
from crosscase.formats.write_tables import write_csv, write_xlsx
from crosscase.study import Study
from crosscase.study.keyfile import KeyFile
from crosscase.study.protect import Named, chosen_from

_COLUMNS = ("hide", "spelling", "kind", "pseudonym", "times", "sources", "score", "context")


def protect(
    path: StudyPath,
    source: Annotated[
        Path | None,
        typer.Option("--from", help="csv or xlsx of names, decided: hide, spelling, pseudonym."),
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", help="Write what was found to a csv or xlsx to decide.")
    ] = None,
    known: Annotated[
        bool, typer.Option("--known", help="Hide the names of the key file, in all their forms.")
    ] = False,
    least: Annotated[
        float,
        typer.Option(
            "--least", min=0, max=1, help="Leave out what is less sure; 0 misses the fewest."
        ),
    ] = 0.4,
    most: Most = 30,
    yes: Annotated[
        bool, typer.Option("--yes", help="Replace what is there, and go on without asking.")
    ] = False,
    key_file: KeyFilePath = None,
    name: As = "",
    why: Why = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Find names inside speech, and put pseudonyms in their place.

    Without --from and --known: list what was found, by the key file in all forms of a name, and by
    rules for names and numbers that no table holds (the extra [protect] knows more English ones).
    A person decides; codings move with their words; what is replaced is erased for good.
    """
    secret = passphrase(passphrase_file)
    key = study.key_of(path, key_file)
    with writer(path, name, passphrase_file) as opened:
        if source is None and not known:
            from crosscase.engines.protect.finder import Finder

            with progress(quiet=quiet) as tick:
                found = opened.names(key, Finder(least=least), tick)
            _list(found, to, most=most, yes=yes, json=json, quiet=quiet)
            return
        chosen = _known(opened, key) if source is None else chosen_from(read_table(source))
        if not yes:
            say(f"{len(chosen)} spellings will be replaced in every text, for good.")
            if not sys.stdin.isatty() or not typer.confirm("Go on?", err=True):
                raise NotAllowed("Nothing was changed.", hint="Say --yes to go on.")
        told, reached = opened.protect(chosen, key, passphrase=secret, why=why)
    if json:
        give({"protected": told, "copies": reached})
        return
    say(
        f"{told.places} places in {told.editions} sources and {told.texts} other texts hold "
        f"pseudonyms now; {told.marked} texts held none.",
        quiet=quiet,
    )
    for copy, reason in reached.out_of_reach:
        say(f"A copy still holds the names: {copy} ({reason}).", quiet=quiet)
    if not key.protected:
        say(f"{key.path} is NOT encrypted: set CROSSCASE_KEY_PASSPHRASE.", quiet=quiet)


def _known(opened: Study, key: KeyFile) -> dict[str, str]:
    return {named.spelling: named.pseudonym for named in opened.names(key) if named.known}


def _list(
    found: list[Named], to: Path | None, *, most: int, yes: bool, json: bool, quiet: bool
) -> None:
    rows = [
        (
            "yes" if named.known else "",
            named.spelling,
            named.kind,
            named.pseudonym,
            named.times,
            named.sources,
            round(named.score, 2),
            named.context,
        )
        for named in found
    ]
    if to is not None:
        may_write(to, yes=yes)
        (write_xlsx if to.suffix == ".xlsx" else write_csv)(to, _COLUMNS, rows)
        say(
            f"{to} holds {len(rows)} names as they were spoken: fill in the column hide, then "
            "`protect --from`, and delete it.",
            quiet=quiet,
        )
    if json:
        give(found)
    elif to is None:
        table("", _COLUMNS, rows, most=most, quiet=quiet)
