"""propose: how each proposition stands."""

from __future__ import annotations

from crosscase.analysis import ledger
from crosscase.cli.options import Json, Most, PassphraseFile, Quiet, StudyPath, reader
from crosscase.cli.say import give, table


def propose(
    path: StudyPath,
    most: Most = 30,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show how each proposition stands, and without each case.

    Which cases support it, which contradict it, and what would change if one were left out.
    """
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
        most=most,
        quiet=quiet,
    )
