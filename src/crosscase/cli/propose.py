"""abstract, merge, assign, tie: let an engine propose. Nothing it proposes is counted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosscase.cli.options import As, Json, PassphraseFile, Quiet, StudyPath, Why, writer
from crosscase.cli.say import give, say
from crosscase.domain.suggestions import About

Folder = Annotated[
    Path | None,
    typer.Option("--model", help="A local sentence-transformers folder instead of what ships."),
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (abstract, merge, assign, tie, split):
        app.command()(command)


def abstract(
    path: StudyPath,
    model: Folder = None,
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Propose one keyword for each meaning unit, and passages that do not answer for discarding.

    What you decided before is learned first.
    """
    _propose("keyword", path, model, name, passphrase_file, json, quiet)


def merge(
    path: StudyPath,
    model: Folder = None,
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Propose keywords that mean the same for merging."""
    _propose("merge", path, model, name, passphrase_file, json, quiet)


def assign(
    path: StudyPath,
    model: Folder = None,
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Propose a construct, of the frame or a new one, for each keyword that has none."""
    _propose("assign", path, model, name, passphrase_file, json, quiet)


def tie(
    path: StudyPath,
    model: Folder = None,
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Propose which stretch of each interview answers which question of the guide."""
    _propose("answer", path, model, name, passphrase_file, json, quiet)


def split(
    path: StudyPath,
    keyword: Annotated[str, typer.Argument(help="The keyword that was merged.")],
    name: As = "",
    why: Why = "",
    passphrase_file: PassphraseFile = None,
    quiet: Quiet = False,
) -> None:
    """Take a merge back: the keyword speaks for itself again."""
    with writer(path, name, passphrase_file) as study:
        study.split(keyword, why)
    say(f"{keyword!r} speaks for itself again.", quiet=quiet)


def _propose(
    about: About,
    path: Path,
    model: Path | None,
    name: str,
    passphrase_file: Path | None,
    json: bool,
    quiet: bool,
) -> None:
    with writer(path, name, passphrase_file) as study:
        proposed = study.propose(about, model)
    if json:
        give(proposed)
        return
    what = {"keyword": "meaning units", "answer": "interviews"}.get(about, "keywords")
    say(
        f"{proposed.suggestions} suggestions wait, over {proposed.over} {what}. "
        f"Next: crosscase decide {path}",
        quiet=quiet,
    )
