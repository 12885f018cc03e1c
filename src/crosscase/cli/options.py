"""The options that every command knows, and who sits at the keyboard."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from crosscase import study
from crosscase.cli.say import say
from crosscase.errors import NotAgreed, NotAllowed, WrongPassphrase

StudyPath = Annotated[Path, typer.Argument(metavar="STUDY", help="The study file.")]
Json = Annotated[bool, typer.Option("--json", help="Print data as JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say nothing that is no answer.")]
As = Annotated[
    str,
    typer.Option("--as", metavar="NAME", envvar="CROSSCASE_CODER", help="Who judges."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Replace what is there.")]
Most = Annotated[int, typer.Option("--most", min=0, help="Rows to show; --json has all.")]
Why = Annotated[str, typer.Option("--why", help="The reason, for the journal.")]
KeyFilePath = Annotated[Path | None, typer.Option("--key-file", help="Where real names are kept.")]
Unscanned = Annotated[
    bool,
    typer.Option(
        "--unscanned", help="Write it though no key file tells whether real names stand in it."
    ),
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option("--passphrase-file", help="A file whose first line opens the study."),
]


def settings() -> Path:
    """Where this machine remembers who judges and which studies were open."""
    return Path(typer.get_app_dir("crosscase"))


def coder(name: str) -> str:
    """Who judges: as given, or asked once and remembered, or refused where nobody can answer."""
    if name.strip():
        return name.strip()
    remembered = settings() / "coder"
    if remembered.exists():
        return remembered.read_text(encoding="utf-8").strip()
    if sys.stdin is None or not sys.stdin.isatty():
        raise NotAllowed("Who judges?", hint="Say it with --as NAME or CROSSCASE_CODER.")
    name = str(typer.prompt("Your name, as it shall stand in the journal", err=True)).strip()
    remembered.parent.mkdir(parents=True, exist_ok=True)
    remembered.write_text(name + "\n", encoding="utf-8")
    return name


def passphrase(file: Path | None) -> str:
    """The passphrase of the study, from a file or ``CROSSCASE_PASSPHRASE``; never asked."""
    if file is None:
        return os.environ.get("CROSSCASE_PASSPHRASE", "")
    try:
        first, *_ = file.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise WrongPassphrase(
            f"{file} gives no passphrase.",
            hint="Name a text file whose first line is the passphrase.",
        ) from error
    return first


def reader(path: Path, file: Path | None) -> study.Study:
    """The study, opened by somebody who only reads."""
    return study.open_study(path, "", passphrase(file))


def writer(path: Path, name: str, file: Path | None) -> study.Study:
    """The study, opened by a coder."""
    who = coder(name)
    opened = study.open_study(path, who, passphrase(file))
    if opened.warning:
        say(opened.warning)
    return opened


def may_write(target: Path, *, yes: bool) -> None:
    """Raise ``NotAgreed`` where a file is there already, ``NotAllowed`` where none can be."""
    if target.is_dir() or not target.parent.is_dir():
        raise NotAllowed(
            f"{target} cannot be written: {'a folder' if target.is_dir() else 'no such folder'}.",
            hint="Name a file in a folder that is there.",
        )
    if target.exists() and not yes:
        raise NotAgreed(f"{target.name} is there already.", hint="Say --yes to replace it.")
