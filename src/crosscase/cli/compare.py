"""count, compare, propose, quotes: what the study answers."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from crosscase.analysis import counts, ledger
from crosscase.cli.options import Json, PassphraseFile, StudyPath, reader
from crosscase.cli.say import give, say, table
from crosscase.errors import NotInStudy


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (count, compare, propose, quotes):
        app.command()(command)


def count(
    path: StudyPath,
    constructs: Annotated[
        bool, typer.Option("--constructs", help="Count constructs, not keywords.")
    ] = False,
    most: Annotated[int, typer.Option("--most", help="Rows to show.")] = 30,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
) -> None:
    """Count mentions, people and cases of each keyword; nothing undecided is counted."""
    with reader(path, passphrase_file) as study:
        found = counts.frequencies(study.snapshot(), constructs=constructs)
    if json:
        give(found)
        return
    table(
        "",
        ("construct" if constructs else "keyword", "mentions", "people", "cases", "unreviewed"),
        [(f.code, f.mentions, f.participants, f.cases, f.unreviewed) for f in found[:most]],
    )
    if len(found) > most:
        say(f"{len(found) - most} more: --most {len(found)}")


def compare(
    path: StudyPath,
    by: Annotated[Literal["case", "group"], typer.Option("--by", help="What to compare.")] = "case",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
) -> None:
    """Compare cases (people who mention each construct) or groups (keywords in all and a head)."""
    with reader(path, passphrase_file) as study:
        snapshot = study.snapshot()
    if by == "group":
        groups = counts.by_group(snapshot)
        if json:
            give(groups)
            return
        table(
            "",
            ("group", "people", "mentions", "keywords", "mentions a head", "discarded"),
            [
                (g.group, g.people, g.mentions, g.keywords, f"{g.mentions_a_head:.1f}", g.discarded)
                for g in groups
            ],
        )
        return
    matrix = counts.case_matrix(snapshot)
    if json:
        give(matrix)
        return
    rows = []
    for case in matrix.cases:
        cells = [matrix.cell(case, construct) for construct in matrix.constructs]
        heard = cells[0].heard if cells else 0
        rows.append((case, heard, *(cell.participants for cell in cells)))
    table("People who mention the construct", ("case", "heard", *matrix.constructs), rows)


def propose(path: StudyPath, passphrase_file: PassphraseFile = None, json: Json = False) -> None:
    """Show how each proposition stands: by which cases, against which, and without each case."""
    with reader(path, passphrase_file) as study:
        found = ledger.statuses(study.snapshot())
    if json:
        give(found)
        return
    table(
        "",
        ("proposition", "status", "supported by", "contradicted by", "also", "changes without"),
        [
            (
                s.proposition,
                s.status,
                " ".join(s.supporting),
                " ".join(s.contradicting),
                " ".join(s.groups),
                ", ".join(f"{case}: {status}" for case, status in s.without.items()),
            )
            for s in found
        ],
    )


def quotes(
    path: StudyPath,
    code: Annotated[str, typer.Argument(help="A keyword or construct.")],
    passphrase_file: PassphraseFile = None,
    json: Json = False,
) -> None:
    """Show the words behind a count, with speaker and source."""
    with reader(path, passphrase_file) as study:
        snapshot = study.snapshot()
    found = counts.frequencies(snapshot) + counts.frequencies(snapshot, constructs=True)
    behind = next((f for f in found if f.code == code), None)
    if behind is None:
        raise NotInStudy.named("code with quotes", code, [f.code for f in found])
    rows = []
    for number in behind.segments:
        row = snapshot.segment_row[number]
        person = snapshot.participant_by_id.get(int(snapshot.segment_participant[row]))
        edition = snapshot.edition_by_id[int(snapshot.segments.edition[row])]
        who = person.pseudonym if person else ""
        rows.append((who, snapshot.source_by_id[edition.source].name, snapshot.quote(number)))
    if json:
        give([{"participant": p, "source": s, "quote": q} for p, s, q in rows])
        return
    table(f"{code}: {len(rows)} quotes", ("who", "source", "words"), rows)
