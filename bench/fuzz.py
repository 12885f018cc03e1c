"""Look for bytes that break a reader, led by coverage: ``make fuzz [SECONDS=60]``.

Needs atheris (Linux; ``make fuzz`` puts it into an environment of its own). Each reader of files
and of projects gets a process and so many seconds, and begins with the files of its ending in the
example study, or in ``--seeds``. Whatever is no ``CrosscaseError`` is a find: its bytes are kept in
``--finds``, and the command ends with 1. Prints a table: the reader, how many inputs ran, and how
many places of the code they reached.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["crosscase.formats"], enable_loader_override=False):
    from crosscase.errors import CrosscaseError
    from crosscase.formats.inventory import READERS
    from crosscase.formats.projects import project_from
    from crosscase.formats.tables import table_of

PROJECTS = ("qde", "sqlite3", "docx", "csv", "html", "pdf", "txt")
TARGETS: dict[str, tuple[Callable[[bytes, str], object], str]] = {
    **{kind: (read, kind) for kind, read in READERS.items() if kind not in ("text", "markdown")},
    "table": (table_of, "csv"),
    **{f"{ending} as project": (project_from, ending) for ending in PROJECTS},
}
"""Each reader, and the ending of the files that it reads."""
BEGIN = {
    "qde": b"""<Project xmlns="urn:QDA-XML:project:1.0" name="a">
<Users><User guid="u" name="Ada"/></Users>
<CodeBook><Codes><Code guid="c" name="trust" isCodable="true"/></Codes></CodeBook><Sources>
<TextSource guid="s" name="t"><PlainTextContent>We waited. So.</PlainTextContent>
<PlainTextSelection guid="q" name="We" startPosition="0" endPosition="2"><Coding guid="k"
creatingUser="u"><CodeRef targetGUID="c"/></Coding></PlainTextSelection></TextSource>
</Sources></Project>""",
    "html": b"<table><tr><th>Code<th>Segment<tr><td>trust<td>We waited.</table>",
    "csv": b"code,quotation,document\ntrust,We waited.,t\n",
    "txt": b"[trust]We waited.[/trust] {{So|delay}}",
    "pdf": b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources
<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >> endobj
4 0 obj << /Length 250 >> stream
10 150 50 20 re S 60 150 200 20 re S 10 120 50 30 re S 60 120 200 30 re S
BT /F1 9 Tf 12 155 Td (Code) Tj ET BT /F1 9 Tf 62 155 Td (Segment) Tj ET
BT /F1 9 Tf 12 135 Td (trust) Tj ET BT /F1 9 Tf 62 135 Td (ANNA: We waited.) Tj ET
endstream endobj
trailer << /Root 1 0 R >>""",
}
"""A small file of each kind of which the example study has none, to begin with."""
SIM = Path(__file__).parent.parent / "examples" / "sim"
LONGEST = 60_000
"""Bytes of an input; longer ones take too long to be changed often."""


def main() -> None:
    """Every target in a process of its own, or (with ``--one``) one of them here."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("targets", nargs="*", choices=[*TARGETS, []], default=[])
    asked.add_argument("--seconds", type=int, default=60, help="for each target")
    asked.add_argument("--seeds", type=Path, default=SIM, help="a folder of files to begin with")
    asked.add_argument("--finds", type=Path, default=Path("fuzz"), help="where finds are kept")
    asked.add_argument("--one", choices=[*TARGETS])
    given = asked.parse_args()
    if given.one:
        fuzz(given.one, given.seconds, given.seeds, given.finds)
        return
    given.finds.mkdir(exist_ok=True)
    print(f"{'reader':<20}{'inputs':>10}{'reached':>9}  found")
    found = [look(name, given) for name in given.targets or TARGETS]
    sys.exit(any(found))


def look(name: str, given: argparse.Namespace) -> bool:
    """Run one target and print its row; whether something was found."""
    words = [sys.executable, __file__, "--one", name, "--seconds", str(given.seconds)]
    words += ["--finds", str(given.finds), "--seeds", str(given.seeds)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    told = done.stdout + done.stderr
    inputs = re.findall(r"#(\d+)", told)
    reached = re.findall(r"cov: (\d+)", told)
    error = re.findall(r"^=== Uncaught Python exception: ===\n(.*)$", told, re.MULTILINE)
    row = f"{name:<20}{inputs[-1] if inputs else '?':>10}{reached[-1] if reached else '?':>9}"
    ended = "-" if done.returncode == 0 else f"ended with {done.returncode}"
    print(f"{row}  {error[0] if error else ended}", flush=True)
    return done.returncode != 0


def fuzz(name: str, seconds: int, seeds: Path, finds: Path) -> None:
    """Feed one reader; atheris ends the process."""
    read, ending = TARGETS[name]
    begin = Path(tempfile.mkdtemp())
    for at, path in enumerate(sorted(seeds.rglob(f"*.{ending}"))):
        if path.stat().st_size <= LONGEST:
            shutil.copyfile(path, begin / str(at))

    if ending in BEGIN:
        (begin / "begin").write_bytes(BEGIN[ending])

    def once(data: bytes) -> None:
        try:
            read(data, f"a.{ending}")
        except CrosscaseError as error:
            if not error.hint:
                raise AssertionError(f"no next step: {error}") from error

    words = [sys.argv[0], f"-max_total_time={seconds}", "-timeout=30", "-rss_limit_mb=1024"]
    words += [
        f"-artifact_prefix={finds}/{name.replace(' ', '-')}-",
        f"-max_len={LONGEST}",
        str(begin),
    ]
    atheris.Setup(words, once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
