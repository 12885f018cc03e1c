"""transcribe: what is said in recordings, and who says it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from crosscase import study
from crosscase.cli.options import As, Json, KeyFilePath, PassphraseFile, Quiet, StudyPath, writer
from crosscase.cli.progress import progress
from crosscase.cli.say import give, say, tell_remarks
from crosscase.study.engines import transcriber


def transcribe(
    path: StudyPath,
    source: Annotated[
        str,
        typer.Argument(
            metavar="[SOURCE]", help="The recording; without one, all that have no text yet."
        ),
    ] = "",
    engine: Annotated[
        str,
        typer.Option(
            "--engine",
            metavar="whisper|ADDRESS",
            help="Whisper on this machine, or an OpenAI-compatible address.",
        ),
    ] = "whisper",
    model: Annotated[
        str,
        typer.Option(
            "--model",
            metavar="FOLDER|NAME",
            help="A folder with a Whisper model (CTranslate2), or the model at the address.",
        ),
    ] = "",
    language: Annotated[
        str, typer.Option("--language", help="What is spoken: en, zh …; else it is detected.")
    ] = "",
    speakers: Annotated[
        int, typer.Option("--speakers", min=0, help="How many speak; 0: find out.")
    ] = 0,
    file: Annotated[
        Path | None,
        typer.Option("--file", help="Where the recording lies, if not beside the study."),
    ] = None,
    key_file: KeyFilePath = None,
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write down what is said in recordings, and who says it.

    A run that was stopped goes on where it was. Listen to the recording and correct the text: it
    is a machine's, and so are the speakers it tells apart.
    """
    if engine.startswith("http"):
        say(f"The voices of participants are sent to {engine}, and nowhere else.")
    with writer(path, name, passphrase_file) as opened, progress(quiet=quiet) as tick:
        made = opened.transcribe(
            source,
            study.key_of(path, key_file),
            transcriber(engine, model, os.environ.get("OPENAI_API_KEY", "none")),
            file=file,
            language=language,
            speakers=speakers,
            tick=tick,
        )
    if json:
        give(made)
        return
    for one in made:
        tell_remarks(one.remarks, quiet=quiet)
        if not one.turns:
            continue
        say(
            f"{one.source}: {one.turns} turns of {one.speakers} speakers, {one.words} words, "
            f"{one.unsure} of them unsure ({one.language or 'language unknown'}, "
            f"{one.minutes:g} minutes).",
            quiet=quiet,
        )
