"""contrary: search for passages that may speak against a proposition."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from crosscase.cli.options import As, Json, PassphraseFile, Quiet, StudyPath, writer
from crosscase.cli.progress import progress
from crosscase.cli.say import give, say, table
from crosscase.cli.suggest import Embedder, Model
from crosscase.domain.suggestions import MOST_CONTRARY
from crosscase.study.engines import Engines


def contrary(
    path: StudyPath,
    proposition: Annotated[str, typer.Argument(help="The label of the proposition, such as P1.")],
    embedder: Embedder = "",
    model: Model = "",
    most: Annotated[
        int, typer.Option("--most", min=1, help="How many passages to propose.")
    ] = MOST_CONTRARY,
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Search for passages that may speak against a proposition, to be read and decided.

    Passages about its cause or effect, or like its support, that deny, are coded the opposite, or
    come from a case that so far only supports it. None is evidence until you accept it.
    """
    if embedder.startswith("http"):
        say(f"What participants say is sent to {embedder}, and nowhere else.")
    with writer(path, name, passphrase_file) as study, progress(quiet=quiet) as tick:
        own = Engines("", embedder, "", model, os.environ.get("OPENAI_API_KEY", "none"), tick)
        done = study.search_contrary(proposition, own if embedder else None, tick, most=most)
        waiting = [item for item in study.waiting("contrary") if item.name == proposition]
        snapshot = study.snapshot()
    if json:
        give({"over": done.over, "withheld": done.withheld, "suggestions": waiting})
        return
    rows = [
        (item.id, f"{item.score:.2f}", snapshot.quote(item.segment or 0), item.reason)
        for item in waiting
    ]
    table(f"May speak against {proposition}", ("", "score", "words", "why"), rows, quiet=quiet)
    if done.withheld:
        told = f"{done.withheld} passages were withheld: their speakers allow no machine help."
        say(told, quiet=quiet)
    say(
        f"{done.suggestions} of {done.over} passages wait. Next: crosscase decide {path} "
        "--accept N (evidence against), --change N --name qualifies, or --reject N --why …",
        quiet=quiet,
    )
