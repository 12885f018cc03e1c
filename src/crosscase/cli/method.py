"""method: how the study is analysed, and so what `check` asks."""

from __future__ import annotations

from typing import Annotated

import typer

from crosscase import rules
from crosscase.cli.options import As, Json, PassphraseFile, Quiet, StudyPath, reader, writer
from crosscase.cli.say import give, table
from crosscase.errors import NotInStudy


def method(
    path: StudyPath,
    name: Annotated[
        str,
        typer.Argument(metavar="METHOD", help=f"It names one of: {', '.join(rules.PROFILES)}."),
    ] = "",
    who: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Say how the study is analysed, or show it: check asks accordingly.

    It is written into the design as one act of the journal, so that undo takes it back.
    """
    if name:
        if not rules.named_profile(name):
            raise NotInStudy.named("method profile", name, rules.PROFILES)
        with writer(path, who, passphrase_file) as study:
            study.entries.state("method", name)
    with reader(path, passphrase_file) as study:
        snapshot = study.snapshot()
    told = snapshot.facts_by_key.get("method", "")
    profile = rules.profile_of(snapshot)
    if json:
        give({"method": told, "profile": profile})
        return
    asked = sum(rule.asked_in(profile) for rule in rules.RULES)
    row = (told or "not stated", profile, f"{asked} of {len(rules.RULES)}")
    table("Method", ("stated", "profile", "rules that check asks"), [row])
