"""report, consent: what goes on paper or on screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crosscase import study
from crosscase.cli.options import (
    Json,
    KeyFilePath,
    PassphraseFile,
    Quiet,
    StudyPath,
    Unscanned,
    Yes,
    may_write,
    reader,
)
from crosscase.cli.outgoing import gate_of, remember
from crosscase.cli.say import give, say
from crosscase.errors import NotAllowed

if TYPE_CHECKING:
    from crosscase.domain.clips import Clips
    from crosscase.report.document import Document

Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help="Where to; its ending says how.")
]


def report(
    path: StudyPath,
    output: Output,
    no_quotes: Annotated[bool, typer.Option("--no-quotes", help="Show no words.")] = False,
    no_check: Annotated[
        bool, typer.Option("--no-check", help="Leave out what the rules find.")
    ] = False,
    hide: Annotated[
        bool, typer.Option("--hide-names", help="Write [pseudonym] where a real name stands.")
    ] = False,
    as_shared: Annotated[
        bool, typer.Option("--as-shared", help="Of the study as a replication package holds it.")
    ] = False,
    with_sound: Annotated[
        bool, typer.Option("--with-sound", help="Quotations are heard where consent allows (html).")
    ] = False,
    unscanned: Unscanned = False,
    yes: Yes = False,
    key_file: KeyFilePath = None,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write the report as .html, .docx or .pdf.

    The same study gives the same bytes. It is compared with the real names of the key file first,
    and not written if it holds one. With sound, a quotation is heard where everybody who speaks in
    it allowed that; it is silent where a name is said.
    """
    from crosscase.publish.report import report_of
    from crosscase.report.asked import Asked
    from crosscase.report.files import write_whole

    write = _writer(output.suffix.casefold())
    if with_sound and (output.suffix.casefold() != ".html" or no_quotes or as_shared):
        raise NotAllowed(
            "Only a report in .html with its quotations, of the study itself, can be heard.",
            hint="Leave --with-sound out, or what speaks against it.",
        )
    may_write(output, yes=yes)
    asked = Asked(not no_quotes, not no_check, hide, as_shared, with_sound, unscanned)
    with reader(path, passphrase_file) as opened:
        document, clips, gate = report_of(
            opened,
            asked,
            lambda whole: gate_of(path, whole, key_file, unscanned=unscanned),
            lambda: study.key_of(path, key_file),
        )
    body = write(document)
    write_whole(output, body)
    remember(path, passphrase_file, output, asked=asked.kept())
    if json:
        give(
            {
                "file": str(output),
                "entry": document.n,
                "bytes": len(body),
                "quotations": len(document.quotes),
                "withheld": document.withheld,
                "checked_for_names": gate.scanned,
            }
            | (_heard(clips) if with_sound else {})
        )
        return
    withheld = f", {document.withheld} withheld" if document.withheld else ""
    told = f"{output}: journal entry {document.n}, {len(document.quotes)} quotations{withheld}."
    say(told, quiet=quiet)
    if with_sound:
        say(clips.sentence, quiet=quiet)


def _heard(clips: Clips) -> dict[str, object]:
    return {"sound": asdict(clips) | {"sound": len(clips.sound)}}


def consent(
    path: StudyPath,
    output: Output,
    language: Annotated[
        str, typer.Option("--language", help="en or zh; else the study's own.")
    ] = "",
    unscanned: Unscanned = False,
    yes: Yes = False,
    key_file: KeyFilePath = None,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write the form on which participants say what they allow.

    Purpose, uses, withdrawal, retention; as .docx, .html or .pdf, in English or Chinese. What the
    design does not state stays blank to be filled in by hand.
    """
    from crosscase.report.consent_form import consent_form
    from crosscase.report.files import write_whole

    write = _writer(output.suffix.casefold())
    may_write(output, yes=yes)
    with reader(path, passphrase_file) as opened:
        snapshot = opened.snapshot()
    document = consent_form(snapshot, language)
    hint = "Name nobody in the design who takes part."
    gate = gate_of(path, snapshot, key_file, unscanned=unscanned)
    gate.pass_on(document.texts(), "form", hint)
    write_whole(output, write(document))
    if json:
        give({"file": str(output), "language": document.language})
        return
    say(f"{output}: have it read by your ethics board before you use it.", quiet=quiet)


def _writer(ending: str) -> Callable[[Document], bytes]:
    """What writes this kind of file; drawing and setting are loaded only here, they are slow."""
    from crosscase.report import WRITERS

    if ending not in WRITERS:
        raise NotAllowed(
            f"A report cannot be written as {ending or 'a file without an ending'}.",
            hint=f"It can be one of: {', '.join(WRITERS)}.",
        )
    return WRITERS[ending]
