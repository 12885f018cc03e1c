"""silence: where names are said, a recording is silent."""

from __future__ import annotations

import csv
import sys
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
    StudyPath,
    Why,
    may_write,
    passphrase,
    reader,
    writer,
)
from crosscase.cli.say import give, say
from crosscase.errors import NotAllowed
from crosscase.study.silence import Silences

_COLUMNS = ("begin", "finish", "words")


def silence(
    path: StudyPath,
    source: Annotated[str, typer.Argument(help="The recording.")],
    only_list: Annotated[
        bool, typer.Option("--list", help="Print the seconds as csv; change nothing.")
    ] = False,
    to: Annotated[
        Path | None, typer.Option("--to", help="Write a silenced copy (wav); change nothing.")
    ] = None,
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
    """Make a recording silent where names are said: list, copy or replace.

    Names are what `protect` or `withdraw` replaced in its text and those of the key file, with a
    tenth of a second around each. Without --list and --to the kept recording itself is replaced,
    and the old one is erased for good.
    """
    secret = passphrase(passphrase_file)
    key = study.key_of(path, key_file)
    if only_list or to is not None:
        with reader(path, passphrase_file) as opened:
            if to is None:
                told, how = opened.to_silence(source, key), "to silence"
            else:
                may_write(to, yes=yes)
                told, how = opened.silenced_copy(source, key, to), f"silenced in {to}"
        if only_list or json:
            _list(told, json=json)
        _tell(told, how, quiet=quiet)
        return
    with writer(path, name, passphrase_file) as opened:
        if not yes:
            _tell(opened.to_silence(source, key), "will be silent, for good", quiet=False)
            if not sys.stdin.isatty() or not typer.confirm("For good?", err=True):
                raise NotAllowed("Nothing was changed.", hint="Say --yes to go on.")
        told, reached = opened.silence(source, key, passphrase=secret, why=why)
    if json:
        give({"silenced": told, "copies": reached})
        return
    _tell(told, "silenced; the recording before is erased", quiet=quiet)
    for copy, reason in reached.out_of_reach:
        say(f"A copy still needs to be seen to: {copy} ({reason}).", quiet=quiet)


def _list(told: Silences, *, json: bool) -> None:
    if json:
        give(told)
        return
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(_COLUMNS)
    out.writerows((f"{s.begin:.2f}", f"{s.finish:.2f}", s.words) for s in told.stretches)


def _tell(told: Silences, how: str, *, quiet: bool) -> None:
    seconds = sum(one.finish - one.begin for one in told.stretches)
    say(
        f"{told.source}: {len(told.stretches)} stretches, {seconds:.1f} seconds {how}.", quiet=quiet
    )
    if told.unknown:
        say(
            f"{len(told.unknown)} names are in the text and NOBODY KNOWS WHEN they are said "
            f"({'; '.join(dict.fromkeys(told.unknown))}): listen for them.",
            quiet=quiet,
        )
