"""retire: what was to be kept no longer is deleted, once a person says so."""

from __future__ import annotations

import sys
from copy import deepcopy
from dataclasses import replace
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
    passphrase,
    writer,
)
from crosscase.cli.say import give, say, table
from crosscase.errors import NotAllowed


def retire(
    path: StudyPath,
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what is due; change nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Go on without asking.")] = False,
    key_file: KeyFilePath = None,
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Delete recordings and people that are past their last day.

    For good. The days stand in the design (keep.recordings, keep.transcripts) and in the
    participants' column keep_until. Recordings lose their sound first; people go as by a
    withdrawal. With --json: a certificate that says what went, never what it said.
    """
    from crosscase.publish.report import write_again

    key = study.key_of(path, key_file)
    before = deepcopy(key)
    with writer(path, name, passphrase_file) as opened:
        found = opened.due()
        if not json:
            rows = [(one.what, one.name, one.until) for one in found]
            table("Kept too long", ("what", "name", "until"), rows, quiet=quiet)
        if preview or not found:
            if json:
                give({"due": found})
            elif not found:
                say("Nothing is due.", quiet=quiet)
            return
        if not yes and (not sys.stdin.isatty() or not typer.confirm("For good?", err=True)):
            raise NotAllowed("Nothing was changed.", hint="Say --yes to go on.")
        reports = opened.written_files()
        done = opened.retire(key, passphrase(passphrase_file))
        reached = write_again(opened, reports, done.reached, before)
        done = replace(done, reached=reached)
    if json:
        give(done)
        return
    told = f"{len(done.recordings)} recordings and {len(done.people)} people are gone."
    say(told, quiet=quiet)
    for report in done.reached.written_again:
        say(f"Written anew, without what went: {report}", quiet=quiet)
    for report in done.reached.removed:
        say(f"Deleted, write it anew: {report}", quiet=quiet)
    for copy, reason in done.reached.out_of_reach:
        say(f"OUT OF REACH, see to it yourself: {copy}: {reason}", quiet=quiet)
