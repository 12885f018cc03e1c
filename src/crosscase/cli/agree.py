"""agree: how far two coders agree."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from typing import Annotated

import typer

from crosscase.analysis.agreement import Agreement, agreement
from crosscase.analysis.coefficients import TableAgreement
from crosscase.analysis.double_coded import DoubleCoded, double_coded
from crosscase.analysis.measure import Measure
from crosscase.cli.double_code import told
from crosscase.cli.options import Json, Most, PassphraseFile, Quiet, StudyPath, reader
from crosscase.cli.say import give, say, table
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
    number: Annotated[
        int, typer.Option("--number", min=0, help="Which double coding (0: the newest).")
    ] = 0,
    most: Most = 20,
    seed: Annotated[int, typer.Option("--seed", help="Of the bootstrap.")] = 0,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Compare two coders: every coefficient, and where they differ.

    Where units were frozen (double-code), those are compared, before and after negotiation;
    --coders compares whatever passages two coders share.
    """
    with reader(path, passphrase_file) as study:
        snapshot = study.snapshot()
    if snapshot.double_codings and not coders:
        frozen = double_coded(snapshot, number, share=share, seed=seed)
        if json:
            give(_data(frozen))
            return
        _tell_frozen(frozen, most, quiet)
        return
    found = agreement(snapshot, _two(coders), share=share, seed=seed)
    if json:
        give(found)
        return
    kinds = {c.code for c in found.codes if c.kind == "keyword"}
    _figures(
        f"{' and '.join(found.coders)}: {found.units} units of {len(found.sources)} sources, "
        f"{found.label}",
        found.figures,
        () if keywords else kinds,
    )
    _tell_disagreements(snapshot, found, most, quiet)


def _data(frozen: DoubleCoded) -> dict[str, object]:
    """The answer with each coefficient on a row and the notes on paradoxes."""
    told = {f.name: getattr(frozen, f.name) for f in dataclasses.fields(frozen)}
    return told | {"before": frozen.before.rows(), "after": frozen.after.rows()}


def _tell_frozen(frozen: DoubleCoded, most: int, quiet: bool) -> None:
    say(told(frozen), quiet=quiet)
    _figures("Before negotiation", frozen.before, ())
    if frozen.settled:
        _figures(f"\nAfter negotiation of {frozen.settled}", frozen.after, ())
    for title, ends in (
        ("\nThe same characters, before negotiation", frozen.ends_before),
        ("\nThe same characters, after negotiation", frozen.ends_after if frozen.settled else ()),
    ):
        if ends:
            table(title, ("", "u-alpha"), [(e.name, _number(e.alpha)) for e in ends])
    if frozen.double_coding.open:
        return
    table(
        f"\n{len(frozen.disagreements)} disagreements, {frozen.settled} settled",
        ("unit", "source", "speaker", *frozen.coders, "outcome", "why"),
        [
            (
                *(d.unit, d.source, d.speaker),
                *("; ".join(d.first) or "nothing", "; ".join(d.second) or "nothing"),
                *(d.outcome, d.why),
            )
            for d in frozen.disagreements
        ],
        most=most,
        quiet=quiet,
    )


def _figures(title: str, found: TableAgreement, without: Collection[str]) -> None:
    """Every coefficient of all and of each code, with the notes on paradoxes under it."""
    shown = [found.overall, *(code for code in found.codes if code.name not in without)]
    table(
        title,
        ("", "prevalence", "percent", "kappa", "alpha", "AC1", "Brennan-Prediger", "PABAK"),
        [
            (
                one.name,
                "" if one.prevalence is None else f"{one.prevalence:.0%}",
                *(
                    _number(measure)
                    for measure in (
                        *(one.percent, one.cohen, one.alpha),
                        *(one.ac1, one.brennan_prediger, one.pabak),
                    )
                ),
            )
            for one in shown
        ],
    )
    notes = [(f"{one.name}: {one.note}",) for one in shown if one.note]
    if notes:
        table("", ("",), notes)


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
