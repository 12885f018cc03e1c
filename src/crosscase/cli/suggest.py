"""tie, abstract, merge, split, assign: let an engine propose. Nothing it proposes is counted."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from crosscase.cli.options import As, Json, PassphraseFile, Quiet, StudyPath, Why, writer
from crosscase.cli.progress import progress
from crosscase.cli.say import give, say
from crosscase.domain.suggestions import About
from crosscase.study.engines import Engines

Embedder = Annotated[
    str,
    typer.Option(
        "--embedder",
        metavar="FOLDER|ADDRESS",
        help="A local sentence-transformers folder, or an OpenAI-compatible address.",
    ),
]
Model = Annotated[str, typer.Option("--model", help="The model at that address.")]


def abstract(
    path: StudyPath,
    embedder: Embedder = "",
    language_model: Annotated[
        str,
        typer.Option(
            "--language-model", metavar="ADDRESS", help="Ask a language model there instead."
        ),
    ] = "",
    model: Model = "",
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Propose a keyword for each meaning unit, and what to discard.

    What you decided before is learned first.
    """
    engines = Engines("", embedder, language_model, model, os.environ.get("OPENAI_API_KEY", "none"))
    _propose("keyword", path, engines, name, passphrase_file, json, quiet)


def merge(
    path: StudyPath,
    embedder: Embedder = "",
    model: Model = "",
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Propose keywords that mean the same for merging."""
    _propose("merge", path, _engines(embedder, model), name, passphrase_file, json, quiet)


def assign(
    path: StudyPath,
    embedder: Embedder = "",
    model: Model = "",
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Propose a construct for each keyword that has none.

    One of the frame, or a new one.
    """
    _propose("assign", path, _engines(embedder, model), name, passphrase_file, json, quiet)


def tie(
    path: StudyPath,
    embedder: Embedder = "",
    model: Model = "",
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Propose which stretch of each interview answers which question."""
    _propose("answer", path, _engines(embedder, model), name, passphrase_file, json, quiet)


def split(
    path: StudyPath,
    keyword: Annotated[str, typer.Argument(help="The keyword that was merged.")],
    name: As = "",
    why: Why = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Take a merge back: the keyword speaks for itself again."""
    with writer(path, name, passphrase_file) as study:
        study.split(keyword, why)
    if json:
        give({"keyword": keyword})
        return
    say(f"{keyword!r} speaks for itself again.", quiet=quiet)


def _engines(embedder: str, model: str) -> Engines:
    return Engines("", embedder, "", model, os.environ.get("OPENAI_API_KEY", "none"))


def _propose(
    about: About,
    path: Path,
    engines: Engines,
    name: str,
    passphrase_file: Path | None,
    json: bool,
    quiet: bool,
) -> None:
    for address in (engines.embedder_at, engines.language_model_at):
        if address.startswith("http"):
            say(f"What participants say is sent to {address}, and nowhere else.")
    own = bool(engines.embedder_at or engines.language_model_at)
    with writer(path, name, passphrase_file) as study, progress(quiet=quiet) as tick:
        engines.tick = tick
        proposed = study.propose(about, engines if own else None, tick)
    if json:
        give(proposed)
        return
    if proposed.withheld:
        told = f"{proposed.withheld} passages were withheld: their speakers allow no machine help."
        say(told, quiet=quiet)
    if proposed.invented:
        say(f"{proposed.invented} invented quotations were dropped.", quiet=quiet)
    what = {"keyword": "meaning units", "answer": "interviews"}.get(about, "keywords")
    say(
        f"{proposed.suggestions} suggestions wait, over {proposed.over} {what}. "
        f"Next: crosscase decide {path}",
        quiet=quiet,
    )
