"""Offer every file of a folder to a study, one after the other; a line of JSON tells of each."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from crosscase import study
from crosscase.errors import CrosscaseError

PROJECTS = (
    *(".qdpx", ".qde", ".sqlite3", "-quotes.csv"),
    *("-codes.html", "-codes.txt", "-codes.csv", "-codes.pdf"),
)


def offer(file: Path, room: Path, told: Connection) -> None:
    """Take one file in, and tell what became of it."""
    room.mkdir()
    os.chdir(room)
    path = room / "s.crosscase"
    study.create(path, "eve").close()
    key = study.key_of(path)
    before = path.read_bytes()
    refused, hint = "", ""
    began = time.process_time()  # work, whatever else the machine does meanwhile
    try:
        if file.name.endswith(PROJECTS):
            study.take_into(path, "eve", file, key)
        else:
            with study.open_study(path, "eve") as opened:
                opened.add([file], key)
    except CrosscaseError as error:
        refused, hint = str(error), error.hint
    seconds = time.process_time() - began
    told.send(
        {
            "file": file.name,
            "refused": refused,
            "hint": hint,
            "seconds": round(seconds, 2),
            "unchanged": path.read_bytes() == before,
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        }
    )


def main(sent: Path, room: Path) -> None:
    """A process a file, so that each has a peak of its own."""
    room.mkdir()
    fork = get_context("fork")
    for at, file in enumerate(sorted(sent.iterdir())):
        ours, theirs = fork.Pipe()
        child = fork.Process(target=offer, args=(file, room / str(at), theirs))
        child.start()
        theirs.close()
        try:
            sys.stdout.write(json.dumps(ours.recv()) + "\n")
            sys.stdout.flush()
        except EOFError:
            sys.exit(f"{file.name}: the process died ({child.exitcode})")
        child.join()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
