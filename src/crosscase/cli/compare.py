"""count, compare, propose, quotes: what the study answers."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from crosscase.analysis import counts, ledger
from crosscase.analysis.cooccurrence import cooccurrence
from crosscase.analysis.groups import Groups, compare_groups
from crosscase.analysis.matrix import Matrix, case_matrix
from crosscase.cli.options import Json, PassphraseFile, StudyPath, reader
from crosscase.cli.say import give, say, table
from crosscase.domain.snapshot import Snapshot
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
        (
            "construct" if constructs else "keyword",
            "mentions",
            "people",
            "cases",
            "prompted",
            "unreviewed",
        ),
        [
            (f.code, f.mentions, f.participants, f.cases, f.prompted, f.unreviewed)
            for f in found[:most]
        ],
    )
    if len(found) > most:
        say(f"{len(found) - most} more: --most {len(found)}")


def compare(
    path: StudyPath,
    by: Annotated[Literal["case", "group"], typer.Option("--by", help="What to compare.")] = "case",
    order_by: Annotated[
        str,
        typer.Option("--order-by", help="Order cases by an attribute, or by their outcome."),
    ] = "",
    test: Annotated[
        bool, typer.Option("--test", help="Test the groups, construct by construct.")
    ] = False,
    hide_below: Annotated[
        int, typer.Option("--hide-below", min=0, help="Hide numbers of fewer people than this.")
    ] = 0,
    together: Annotated[
        bool, typer.Option("--cooccurrence", help="Show constructs that stand together.")
    ] = False,
    within: Annotated[
        Literal["segment", "overlap", "participant"],
        typer.Option("--within", help="Where codes must stand together."),
    ] = "overlap",
    most: Annotated[int, typer.Option("--most", help="Pairs to show.")] = 30,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
) -> None:
    """Compare cases (people who mention each construct) or groups (who says what, how sure)."""
    with reader(path, passphrase_file) as study:
        snapshot = study.snapshot()
    if together:
        pairs = cooccurrence(snapshot, within=within, constructs=True).pairs(most)
        if json:
            give(pairs)
            return
        rows = [(p.first, p.second, p.count, f"{p.share:.2f}") for p in pairs]
        heads = ("", "", {"participant": "people"}.get(within, "passages"), "Jaccard")
        unshared = within == "overlap"  # pairs of passages are no share of passages
        table(
            f"Constructs together, by {within}",
            heads[:3] if unshared else heads,
            [row[:3] for row in rows] if unshared else rows,
        )
    elif test:
        _test(compare_groups(snapshot, hide_below=hide_below), json)
    elif by == "group":
        _groups(snapshot, json)
    else:
        _cases(case_matrix(snapshot, order_by=order_by), hide_below, json)


def _groups(snapshot: Snapshot, json: bool) -> None:
    groups = counts.by_group(snapshot)
    if json:
        give(groups)
        return
    rows = []
    for g in groups:
        rows.append((g.group, "interviews", *_spoken(g.interviews), g.discarded))
        if g.survey.people:
            rows.append((g.group, "survey", *_spoken(g.survey), ""))
    table(
        "",
        ("group", "in", "people", "mentions", "keywords", "a head", "spontaneous", "discarded"),
        rows,
    )
    say(counts.a_head(groups))


def _spoken(spoken: counts.Spoken) -> tuple[object, ...]:
    head = f"{spoken.mentions_a_head:.1f}"
    return spoken.people, spoken.mentions, spoken.keywords, head, spoken.spontaneous


def _test(found: Groups, json: bool) -> None:
    if json:
        give(found)
        return
    table(
        found.note,
        ("construct", "question", "groups", "people", "cases", "difference", "p", "adjusted"),
        [
            (
                row.construct,
                row.question or "whole interviews",
                f"{row.first.group} : {row.second.group}",
                f"{_of(row.first.participants, row.first.asked)} : "
                f"{_of(row.second.participants, row.second.asked)}",
                f"{_of(row.first.cases, row.first.of_cases)} : "
                f"{_of(row.second.cases, row.second.of_cases)}",
                f"{row.difference.value:+.0%} ({row.difference.low:+.0%} to "
                f"{row.difference.high:+.0%})"
                if row.difference
                else "",
                "" if row.p is None else f"{row.p:.3f}",
                "" if row.adjusted is None else f"{row.adjusted:.3f}",
            )
            for row in found.rows
        ],
    )
    for unit in dict.fromkeys(row.unit for row in found.rows if row.unit):
        say(f"p: {unit}; adjusted over {found.tests} tests, {found.correction}.")
    if found.uncoded:
        say(f"{found.uncoded} people were heard in no source that was coded; they are left out.")


def _of(number: int | None, of: int) -> str:
    if of == 0:
        return "–"
    return f"{'hidden' if number is None else number}/{of}"


def _cases(matrix: Matrix, hide_below: int, json: bool) -> None:
    if hide_below:
        matrix = matrix.hiding(hide_below)
    if json:
        give(matrix)
        return
    rows: list[tuple[object, ...]] = []
    for at, case in enumerate(matrix.cases):
        cells = [matrix.cell(case, construct) for construct in matrix.constructs]
        heard = f"{cells[0].heard - cells[0].uncoded}/{cells[0].heard}" if cells else ""
        value = (matrix.values[at],) if matrix.order_by else ()
        shown = ("hidden" if cell.hidden else cell.participants for cell in cells)
        rows.append((case, *value, heard, *shown))
    ordered = (matrix.order_by,) if matrix.order_by else ()
    heads = ("case", *ordered, "coded/heard", *matrix.constructs)
    table("People who mention the construct", heads, rows)


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
