"""propose: how each proposition stands, and its rivals beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, get_args

import typer

from crosscase.analysis import ledger, rivals
from crosscase.analysis.contrary import searches
from crosscase.cli.options import Json, Most, PassphraseFile, Quiet, StudyPath, reader
from crosscase.cli.say import give, table
from crosscase.domain.theory import Replication


def propose(
    path: StudyPath,
    replication: Annotated[
        bool,
        typer.Option(
            "--replication", help="Show what each case is to it: literal, disconfirming …"
        ),
    ] = False,
    most: Most = 30,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show how each proposition stands, and without each case.

    Which cases support it, which contradict it, and what would change if one were left out; and
    which rival explanations stand beside it.
    """
    with reader(path, passphrase_file) as study:
        snapshot = study.snapshot()
    found, cells, others = (
        ledger.statuses(snapshot),
        ledger.ledger(snapshot),
        rivals.rivals(snapshot),
    )
    if json:
        looked = {search.proposition: search for search in searches(snapshot)}
        give([_whole(s, cells, others) | {"search": looked[s.proposition]} for s in found])
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
        most=most,
        quiet=quiet,
    )
    if replication:
        table(
            "\nWhat the cases are to each proposition (* overruled by a coder)",
            ("proposition", "", "cases"),
            _replications(cells),
            most=most,
            quiet=quiet,
        )
    told = [(s.proposition, s.sentence) for s in searches(snapshot)]
    table("\nNegative cases", ("proposition", "search"), told, most=most, quiet=quiet)
    if others:
        table(
            "\nRival explanations: pieces of evidence (cases and groups)",
            ("proposition", "rival", "statement", "for", "against", "qualifies", "own support"),
            [(r.proposition, r.rival, r.statement, *map(_told, _weights(r))) for r in others],
            most=most,
            quiet=quiet,
        )


def _whole(
    status: ledger.ClaimStatus,
    cells: Sequence[ledger.LedgerCell],
    others: Sequence[rivals.RivalStatus],
) -> dict[str, object]:
    mine = [cell for cell in cells if cell.proposition == status.proposition]
    return {
        **asdict(status),
        "ledger": [{**asdict(c), "said": c.said, "replication": c.replication} for c in mine],
        "rivals": [asdict(r) for r in others if r.proposition == status.proposition],
    }


def _replications(cells: Sequence[ledger.LedgerCell]) -> list[tuple[str, str, str]]:
    """The cases of each proposition by what they are to it, the classes in their own order."""
    rows: dict[tuple[str, str], list[str]] = {}
    order = get_args(Replication)
    claims = list(dict.fromkeys(cell.proposition for cell in cells))
    for cell in sorted(
        cells, key=lambda c: (claims.index(c.proposition), order.index(c.replication))
    ):
        name = f"{cell.case}*" if cell.overruled else cell.case
        rows.setdefault((cell.proposition, cell.replication), []).append(name)
    return [(claim, what, ", ".join(names)) for (claim, what), names in rows.items()]


def _weights(one: rivals.RivalStatus) -> tuple[rivals.Weight, ...]:
    return one.supports, one.contradicts, one.qualifies, one.own


def _told(weight: rivals.Weight) -> str:
    return f"{weight.pieces} ({len(weight.places)})"
