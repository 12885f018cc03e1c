"""check, rules: what a reviewer would ask of the study."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from crosscase import rules as asking
from crosscase import study as studies
from crosscase.cli.options import Json, KeyFilePath, PassphraseFile, Quiet, StudyPath, reader
from crosscase.cli.say import give, say, table
from crosscase.errors import KeyFileError, NotInStudy
from crosscase.rules.page import page

FLAWS = 3
"""Exit status of `check` when it finds a flaw."""


def check(
    path: StudyPath,
    rule: Annotated[
        list[str] | None, typer.Option("--rule", metavar="NAME", help="Ask only this rule.")
    ] = None,
    profile: Annotated[
        str, typer.Option("--profile", help=f"Method: {', '.join(asking.PROFILES)}.")
    ] = "",
    severity: Annotated[
        str, typer.Option("--severity", help="Show only flaw, doubt or note.")
    ] = "",
    key_file: KeyFilePath = None,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Ask what a reviewer would ask. Status 3 when there is a flaw.

    Flaws come first, then doubts, then notes, each with what to do about it.
    """
    if severity and severity not in asking.SEVERITIES:
        raise NotInStudy.named("severity", severity, asking.SEVERITIES)
    key = key_file or studies.key_path(path)
    if key_file is not None and not key_file.exists():
        raise KeyFileError(f"There is no {key_file}.", hint="Name the key file of this study.")
    with reader(path, passphrase_file) as study:
        snapshot, late = study.snapshot(audited=True), study.due()
    names = studies.key_of(path, key).names if key.exists() else None
    found = asking.ask(snapshot, names, only=rule or (), profile=profile)
    shown = [finding for finding in found if severity in ("", finding.severity)]
    if json:
        give(shown)
    else:
        for level in asking.SEVERITIES:
            _show(level, [finding for finding in shown if finding.severity == level])
        many = [(sum(f.severity == s for f in found), s) for s in asking.SEVERITIES]
        counts = [f"{count} {level}{'s' if count != 1 else ''}" for count, level in many]
        used = profile or asking.profile_of(snapshot)
        say(f"{', '.join(counts)}. Method profile: {used}.", quiet=quiet)
        if late:
            told = f"{len(late)} recordings and people are past their last day."
            say(f"{told} Next: crosscase retire {path} --preview")
    if any(finding.severity == "flaw" for finding in found):
        raise typer.Exit(FLAWS)


def rules(json: Json = False, quiet: Quiet = False) -> None:
    """Print the page of all rules, in Markdown."""
    if json:
        told = ("name", "severity", "asks", "reason", "todo", "reference", "needs_key", "profiles")
        give([{key: getattr(rule, key) for key in told} for rule in asking.RULES])
        return
    sys.stdout.write(page())


def _show(level: str, found: list[asking.Finding]) -> None:
    """One table a rule and severity; what to do and the reference stand once, under it."""
    for name in dict.fromkeys(finding.rule for finding in found):
        mine = [finding for finding in found if finding.rule == name]
        table(f"{level}: {name}", ("where", "what"), [(f.where, f.text) for f in mine])
        table("", ("",), [(f"To do: {mine[0].todo} ({mine[0].reference})",)])
