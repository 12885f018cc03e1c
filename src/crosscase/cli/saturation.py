"""saturation: would more interviews still bring new keywords?"""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from crosscase.analysis.saturation import Saturation
from crosscase.analysis.saturation import saturation as measure
from crosscase.cli.options import Json, PassphraseFile, Quiet, StudyPath, reader
from crosscase.cli.say import give, say, table


def saturation(
    path: StudyPath,
    by: Annotated[
        Literal["all", "group"], typer.Option("--by", help="All interviews, or group by group.")
    ] = "all",
    seed: Annotated[int, typer.Option("--seed", help="Of the random orders.")] = 0,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Show what each interview added, and when it ran dry."""
    with reader(path, passphrase_file) as study:
        snapshot = study.snapshot()
    groups = [g.label or g.name for g in snapshot.groups] if by == "group" else [""]
    found = [measure(snapshot, group, seed=seed) for group in groups]
    if json:
        give(found)
        return
    for one in found:
        _show(one, quiet)


def _show(one: Saturation, quiet: bool) -> None:
    table(
        one.group or "All interviews",
        ("", "interview", "date", "keywords", "new", "so far"),
        [
            (at, step.interview, step.date, step.keywords, step.new, step.total)
            for at, step in enumerate(one.curve, 1)
        ],
    )
    table(
        "",
        ("base", "run", "new at most", "reached", "median of orders", "90 % of orders"),
        [
            (
                s.base,
                s.run,
                f"{s.threshold:.0%}",
                s.written,
                "never" if s.median is None else s.median,
                f"{'never' if s.low is None else s.low} to {'never' if s.high is None else s.high}",
            )
            for s in one.settings
        ],
    )
    say(one.sentence, quiet=quiet)
    if one.uncoded:
        say(f"{one.uncoded} interviews are not coded yet and were left out.", quiet=quiet)
