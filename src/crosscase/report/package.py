"""What lies in a replication package: data, tables, codebook, decisions, literature, commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotAllowed, UnreadableFile
from crosscase.formats.package import Manifest, read_package, sha256, write_package
from crosscase.formats.records import Records, read_records, words_in, write_records
from crosscase.formats.references import write_bibtex
from crosscase.report.build import Finding, Wishes, build
from crosscase.report.html import write_html
from crosscase.report.leaks import Gate
from crosscase.report.literature import literature_of
from crosscase.report.sheets import FORMS, PAGES, SHEETS
from crosscase.report.sheets.sheet import Kind, Sheet, Value, made

_DATA = "data/"
_HINT = "Take them out first: `crosscase protect`."
_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("act", "name"),
    ("what", "words"),
    ("to", "words"),
    ("coder", "name"),
    ("unreviewed", "whole"),
    ("why", "words"),
)


@dataclass(frozen=True, slots=True)
class Package:
    """A package that is not written yet: its bytes and its manifest."""

    body: bytes
    manifest: Manifest


def report_of(shared: Snapshot, findings: Sequence[Finding], *, scanned: bool) -> bytes:
    """The report (.html) of a study as consent lets it be given away.

    ``findings``: what the rules ask of this snapshot, without a key file.
    """
    return write_html(build(shared, Wishes(scanned=scanned, findings=tuple(findings))))


def package(
    shared: Snapshot, withheld: dict[str, int], findings: Sequence[Finding], gate: Gate
) -> Package:
    """The package of a study that was filtered by consent; see ``study.share``.

    ``gate``: every text passes it, speech as `protect` reads it. The same study gives the same
    bytes. Raises ``NotAllowed`` for a study in which nothing was done yet, ``LeakFound``.
    """
    if not shared.n:
        raise NotAllowed("The study is empty.", hint="Load interviews first: `crosscase load`.")
    gate.pass_on(words_in(shared, speech=False), "package", _HINT)
    gate.pass_on(words_in(shared, speech=True), "package", _HINT, as_written=True)
    title = shared.facts_by_key.get("title", "")
    report = sha256(report_of(shared, findings, scanned=gate.scanned))
    about = Manifest(
        version("crosscase"), title, shared.n, shared.at, gate.scanned, withheld, report
    )
    parts = {f"{_DATA}{name}.json": body for name, body in write_records(shared).items()}
    parts |= _tables(shared)
    literature = literature_of(shared)
    if literature:
        parts["literature.bib"] = write_bibtex(literature).encode()
    parts["scripts/rebuild.sh"] = _SCRIPT.encode()
    parts["README.md"] = _readme(about).encode()
    body = write_package(parts, about)
    return Package(body, about)


def unpacked(data: bytes, file: str) -> tuple[Manifest, Records]:
    """The manifest and the rows of a package; raises ``UnreadableFile``, ``TooLarge``."""
    manifest, parts = read_package(data, file)
    if manifest.entry < 1:
        raise UnreadableFile("it holds an empty study.", file=file)
    bodies = {
        name.removeprefix(_DATA).removesuffix(".json"): body
        for name, body in parts.items()
        if name.startswith(_DATA)
    }
    return manifest, read_records(bodies, file)


def _tables(shared: Snapshot) -> dict[str, bytes]:
    """Every table as csv with its R script, the codebook to be read, and the decisions."""
    nobody: frozenset[int] = frozenset()
    found: dict[str, Sheet] = {}
    for name, make in SHEETS.items():
        with suppress(NotAllowed):  # a study that one person coded has no units of agreement
            found[name] = make(shared, nobody)
    parts: dict[str, bytes] = {}
    with TemporaryDirectory() as folder:
        for name, sheet in (found | {"decisions": decisions(shared)}).items():
            FORMS[".csv"](sheet, Path(folder) / f"{name}.csv")
        PAGES[".md"](found["codebook"], Path(folder) / "codebook.md")
        for path in sorted(Path(folder).iterdir()):
            parts[f"tables/{path.name}"] = path.read_bytes()
    return parts


def decisions(shared: Snapshot) -> Sheet:
    """Every merge, assignment, discard and judged suggestion, one row each, with its reason."""
    return made("Decisions", shared, _COLUMNS, _decided(shared))


def _decided(shared: Snapshot) -> Iterator[tuple[Value, ...]]:
    coders = {coder.id: coder.name for coder in shared.coders}
    names = {code.id: code.name for code in shared.codes}
    for one in shared.merges:
        who = coders[one.coder]
        yield "merge", names[one.keyword], names[one.into], who, int(one.unreviewed), one.why
    for link in shared.assignments:
        who = coders[link.coder]
        yield "assign", names[link.keyword], names[link.to], who, int(link.unreviewed), link.why
    for left in shared.discards:
        who, words = coders[left.coder], shared.quote(left.segment)
        yield "discard", words, "", who, int(left.unreviewed), left.why
    for said in shared.decisions:
        act = f"{said.verdict} {said.about}"
        yield act, said.proposal, "", coders[said.coder], int(said.by_rule), said.why


_SCRIPT = """\
#!/bin/sh
# Run it beside the package, with the package as its one word: sh rebuild.sh FILE.zip
set -e
crosscase rebuild "$1" -o rebuilt
crosscase count rebuilt/study.crosscase
crosscase compare rebuilt/study.crosscase
crosscase propose rebuilt/study.crosscase
crosscase saturation rebuilt/study.crosscase
crosscase check rebuilt/study.crosscase || test $? -eq 3
"""


def _readme(about: Manifest) -> str:
    withheld = "".join(f"- {count} {what}\n" for what, count in about.withheld.items())
    withheld = withheld or "Nothing was withheld.\n"
    checked = (
        "Every text in it was compared with the real names before it was written."
        if about.scanned
        else "No text in it was compared with real names: read it before you pass it on."
    )
    return f"""\
# Replication package

{about.title or "A multiple-case interview study"}
(journal entry {about.entry}, {about.at[:10]}).
Written by crosscase {about.crosscase}. {checked}

## What is in it

- `data/`: every row of the study as consent allows, as JSON, one file a kind.
- `tables/`: the same as tables for analysis (.csv), each with an R script (.R) that reads it; the
  codebook also to be read (.md); `decisions.csv` has every merge, assignment and discard.
- `literature.bib`: what the constructs rest on, as BibTeX; absent where nothing is named.
- `scripts/rebuild.sh`: the commands, from the package to the counts and the report.
- `manifest.json`: the SHA-256 of each part and of the report, and what wrote it.

## What is not in it

{withheld}
Words that must not be quoted are covered by █. Recordings and the file with the real names are
never in a package.

## How to use it

Install crosscase {about.crosscase} and run:

    crosscase rebuild PACKAGE.zip -o rebuilt

It makes the study `rebuilt/study.crosscase` and its report `rebuilt/report.html`, and says whether
the report has the same bytes as the one from which the package was made.
"""
