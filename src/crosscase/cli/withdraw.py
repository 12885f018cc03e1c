"""withdraw: a participant leaves, and their words with them."""

from __future__ import annotations

import sys
from copy import deepcopy
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
    passphrase,
    writer,
)
from crosscase.cli.say import give, say
from crosscase.domain.withdrawal import Withdrawal
from crosscase.errors import NotAllowed


def withdraw(
    path: StudyPath,
    person: Annotated[str, typer.Argument(help="The pseudonym, or the real name (with the key).")],
    preview: Annotated[
        bool, typer.Option("--preview", help="Show what would go; change nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Go on without asking.")] = False,
    keep_files: Annotated[
        bool,
        typer.Option("--keep-files", help="Leave reports and exports that were written before."),
    ] = False,
    key_file: KeyFilePath = None,
    name: As = "",
    why: Why = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Take a participant and their words out of the study, for good.

    Out of its known copies and the key file too. Reports that crosscase wrote are written anew, and
    exports deleted, where they lie as they were; it cannot be undone. With --json: a certificate
    that says what went, never what it said.
    """
    from crosscase.publish.report import write_again

    secret = passphrase(passphrase_file)
    key = study.key_of(path, key_file)
    before = deepcopy(key)
    with writer(path, name, passphrase_file) as opened:
        who = opened.participant(person, key)
        told = opened.preview_withdrawal(who)
        reports = {} if keep_files else opened.written_files()
        files = list(reports)
        copies = [str(copy) for copy in opened.known_copies()]
        if preview:
            if json:
                give({"would_go": told, "copies": copies, "files": files})
            else:
                _tell(told, "would go", quiet=quiet)
                _list("Copies that would be rewritten", copies, quiet=quiet)
                _list("Reports and exports that would go or be written anew", files, quiet=quiet)
            return
        if not yes:
            _tell(told, "will go", quiet=False)
            _list("Reports and exports that will go or be written anew", files, quiet=False)
            if not sys.stdin.isatty() or not typer.confirm("For good?", err=True):
                raise NotAllowed("Nothing was changed.", hint="Say --yes to go on.")
        told, reached = opened.withdraw(who, key, passphrase=secret, why=why, files=not keep_files)
        reached = write_again(opened, reports, reached, before)
    if json:
        give({"gone": told, "copies": reached})
        return
    _tell(told, "gone", quiet=quiet)
    _list("Copies rewritten", reached.rewritten, quiet=quiet)
    _list("Reports written anew, without the words", reached.written_again, quiet=quiet)
    _list("Reports and exports deleted: write them anew", reached.removed, quiet=quiet)
    _list(
        "OUT OF REACH, see to them yourself",
        [f"{copy}: {reason}" for copy, reason in reached.out_of_reach],
        quiet=quiet,
    )
    if keep_files:
        say("Reports and exports written before still hold the words.", quiet=quiet)


def _tell(told: Withdrawal, how: str, *, quiet: bool) -> None:
    say(
        f"{told.person}: {told.turns} turns in {told.sources} sources (whole) and {told.redacted} "
        f"(in part), {told.segments} segments with {told.codings} codings and {told.evidence} "
        f"pieces of evidence, {told.memos} memos, {told.suggestions} waiting suggestions {how}; "
        f"{told.texts} texts of others hold a mark in their place.",
        quiet=quiet,
    )
    _list("Keywords without a quotation", told.keywords, quiet=quiet)
    _list(
        "Recordings in which others speak too: the VOICE IS STILL THERE until `crosscase silence`",
        told.voices,
        quiet=quiet,
    )
    _list("Cases whose rating loses its quotation", told.ratings, quiet=quiet)
    _list(
        "Propositions that stand otherwise",
        [f"{c.proposition}: {c.before} → {c.after}" for c in told.propositions],
        quiet=quiet,
    )


def _list(title: str, names: tuple[str, ...] | list[str], *, quiet: bool) -> None:
    if names:
        say(f"{title} ({len(names)}): {'; '.join(names)}", quiet=quiet)
