"""agree: how far two coders agree."""

from __future__ import annotations

from typing import Annotated

import typer

from crosscase.analysis.agreement import Agreement, agreement
from crosscase.analysis.measure import Measure
from crosscase.cli.options import Json, Most, PassphraseFile, Quiet, StudyPath, reader
from crosscase.cli.say import give, table
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotAllowed


def agree(
    path: StudyPath,
    coders: Annotated[str, typer.Option("--coders", metavar="A,B", help="The two coders.")] = "",
    share: Annotated[
        float,
        typer.Option("--share", min=0.0, max=1.0, help="Overlap of the shorter to be one unit."),
    ] = 0.5,
    keywords: Annotated[bool, typer.Option("--keywords", help="Show each keyword too.")] = False,
    most: Most = 20,
    seed: Annotated[int, typer.Option("--seed", help="Of the bootstrap.")] = 0,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Compare two coders: percent, kappa, alpha, and where they differ."""
    with reader(path, passphrase_file) as study:
        snapshot = study.snapshot()
    found = agreement(snapshot, _two(coders), share=share, seed=seed)
    if json:
        give(found)
        return
    table(
        f"{' and '.join(found.coders)}: {found.units} units of {len(found.sources)} sources, "
        f"{found.label}",
        ("", "yes", "percent", "kappa", "alpha", "AC1"),
        [
            (
                "whole judgements",
                "",
                f"{found.percent:.0%}",
                _number(found.kappa),
                _number(found.alpha),
                "",
            ),
            *(
                (
                    c.code,
                    f"{c.prevalence:.0%}",
                    f"{c.percent:.0%}",
                    _number(c.kappa),
                    _number(c.alpha),
                    f"{c.ac1:.2f}",
                )
                for c in found.codes
                if keywords or c.kind != "keyword"
            ),
        ],
    )
    _tell_disagreements(snapshot, found, most, quiet)


def _tell_disagreements(snapshot: Snapshot, found: Agreement, most: int, quiet: bool) -> None:
    if not found.disagreements:
        return
    table(
        f"\n{len(found.disagreements)} disagreements",
        ("source", *found.coders, "words"),
        [
            (
                d.source,
                ", ".join(d.first) or "nothing",
                ", ".join(d.second) or "nothing",
                snapshot.quote((d.first_segments or d.second_segments)[0]),
            )
            for d in found.disagreements
        ],
        most=most,
        quiet=quiet,
    )


def _two(coders: str) -> tuple[str, str] | None:
    names = [name.strip() for name in coders.split(",") if name.strip()]
    if not names:
        return None
    if len(names) != 2:
        raise NotAllowed(f"{coders!r} names {len(names)} coders.", hint="Say --coders ana,ben.")
    return names[0], names[1]


def _number(measure: Measure) -> str:
    if measure.value is None:
        return "undefined"
    if measure.low is None or measure.high is None:
        return f"{measure.value:.2f}"
    return f"{measure.value:.2f} ({measure.low:.2f} to {measure.high:.2f})"
