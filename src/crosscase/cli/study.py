"""new, load, add, correct, backup, restore."""

from __future__ import annotations

from pathlib import Path
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
    Yes,
    coder,
    may_write,
    passphrase,
    reader,
    writer,
)
from crosscase.cli.progress import progress
from crosscase.cli.say import give, say, tell_remarks
from crosscase.errors import NotAllowed
from crosscase.formats.audio import is_recording
from crosscase.study.keyfile import LOST
from crosscase.study.recordings import folder_of
from crosscase.study.template import write_template


def new(
    path: Annotated[Path, typer.Argument(metavar="STUDY", help="The file (or folder) to make.")],
    template: Annotated[
        bool, typer.Option("--template", help="Write a study folder to fill in instead.")
    ] = False,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Make an empty study file, or a study folder to fill in."""
    if template:
        write_template(path)
        told = f"{path}: fill it in, then: crosscase load {path} -o {path.name}.crosscase"
    else:
        study.create(path, "", passphrase(passphrase_file)).close()
        told = f"{path} is ready. Next: crosscase load FOLDER -o {path}"
    if json:
        give({"folder" if template else "study": str(path)})
        return
    say(told, quiet=quiet)


def load(
    folder: Annotated[Path, typer.Argument(help="The study folder, or a folder of interviews.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="STUDY", help="The study.")],
    key_file: KeyFilePath = None,
    design: Annotated[
        Path | None, typer.Option("--design", help="A folder with study.toml and tables.")
    ] = None,
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Bring a folder of interviews into a study; names go to the key file."""
    secret, who = passphrase(passphrase_file), coder(name)
    key = study.key_of(output, key_file)
    if key.protected and not key.path.exists():
        say(LOST, quiet=quiet)
    with progress(quiet=quiet) as tick:
        loaded = study.load_into(
            output, who, folder, key, passphrase=secret, design=design, tick=tick
        )
    if json:
        give(loaded)
        return
    tell_remarks(loaded.remarks, quiet=quiet)
    say(
        f"{loaded.sources} sources with {loaded.turns} turns of speech, {loaded.participants} "
        f"participants, {loaded.cases} cases, {len(loaded.remarks)} remarks: {output}",
        quiet=quiet,
    )
    if any(remark.code.startswith("recording-") for remark in loaded.remarks):
        say(
            f"Recordings are in {folder_of(output)}, readable by you alone but NOT encrypted.",
            quiet=quiet,
        )
    if key.names and not key.protected:
        say(
            f"Real names are in {key.path}, readable by you alone but NOT encrypted: set "
            "CROSSCASE_KEY_PASSPHRASE before loading to encrypt it. Names inside speech are "
            "still in the study: it is unprotected.",
            quiet=quiet,
        )


def add(
    path: StudyPath,
    files: Annotated[list[Path], typer.Argument(help="Transcripts, notes, documents, recordings.")],
    key_file: KeyFilePath = None,
    name: As = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Bring more files into a study."""
    with writer(path, name, passphrase_file) as opened, progress(quiet=quiet) as tick:
        loaded = opened.add(files, study.key_of(path, key_file), tick)
    if json:
        give(loaded)
        return
    tell_remarks(loaded.remarks, quiet=quiet)
    say(f"{loaded.sources} sources with {loaded.turns} turns of speech added.", quiet=quiet)
    if any(map(is_recording, files)):
        say(
            f"Recordings are in {folder_of(path)}, readable by you alone but NOT encrypted. "
            f"Next: crosscase transcribe {path}",
            quiet=quiet,
        )


def correct(
    path: StudyPath,
    source: Annotated[str, typer.Argument(help="The source that was corrected.")],
    file: Annotated[Path, typer.Argument(help="Its corrected transcript.")],
    key_file: KeyFilePath = None,
    name: As = "",
    why: Why = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Take a corrected transcript; every coding is carried across.

    It becomes a new edition of the source; passages that are gone are listed.
    """
    with writer(path, name, passphrase_file) as opened:
        done = opened.correct(source, file, study.key_of(path, key_file), why)
    if json:
        give(done)
        return
    tell_remarks(done.remarks, quiet=quiet)
    for words in done.left:
        say(f"left on the old edition: {words[:100]!r}", quiet=quiet)
    say(
        f"{done.carried} segments carried across ({done.reworded} with changed words), "
        f"{len(done.left)} left on the old edition.",
        quiet=quiet,
    )


def backup(
    path: StudyPath,
    target: Annotated[Path, typer.Argument(help="The copy to write.")],
    yes: Yes = False,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write one compact copy of the study, to mail or to keep."""
    may_write(target, yes=yes)
    if target.exists() and target.samefile(path):
        raise NotAllowed(f"{target} is the study itself.", hint="Name another file.")
    with reader(path, passphrase_file) as opened:
        opened.backup(target, replace=True)
    if json:
        give({"file": str(target)})
        return
    say(f"{target} holds the study as it stands.", quiet=quiet)


def restore(
    copy: Annotated[Path, typer.Argument(metavar="BACKUP", help="The backup.")],
    path: StudyPath,
    yes: Yes = False,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Put a backup in the place of a study, which is laid aside."""
    may_write(path, yes=yes)
    aside = str(study.restore(copy, path, passphrase(passphrase_file)) or "")
    if json:
        give({"study": str(path), "backup": str(copy), "laid_aside": aside})
        return
    laid = f" What stood there is {aside}." if aside else ""
    say(f"{path} is the study of {copy}.{laid}", quiet=quiet)
