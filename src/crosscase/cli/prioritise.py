"""prioritise: which factors come to mind first, and to many."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from crosscase.analysis.measure import Measure
from crosscase.analysis.salience import Salience, salience
from crosscase.cli.options import Json, Most, PassphraseFile, Quiet, StudyPath, reader
from crosscase.cli.say import give, say, table


def prioritise(
    path: StudyPath,
    question: Annotated[
        str, typer.Option("--question", help="The list question, by its equivalence or label.")
    ] = "",
    by: Annotated[
        Literal["all", "group"], typer.Option("--by", help="All respondents, or group by group.")
    ] = "all",
    level: Annotated[
        Literal["construct", "keyword", "words"],
        typer.Option("--level", help="Count coded items as constructs, keywords or plain words."),
    ] = "construct",
    draw: Annotated[
        Literal["respondents", "cases"],
        typer.Option("--draw", help="What the bootstrap of the intervals draws again."),
    ] = "respondents",
    most: Most = 15,
    seed: Annotated[int, typer.Option("--seed", help="Of the bootstrap.")] = 0,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Rank what survey respondents list, by salience.

    What comes to mind first, and to many, is salient; that does not make it important.
    """
    with reader(path, passphrase_file) as study:
        snapshot = study.snapshot()
    groups = [g.label or g.name for g in snapshot.groups] if by == "group" else [""]
    found = [
        salience(snapshot, question, group, level=level, drawn=draw, seed=seed) for group in groups
    ]
    if json:
        give(found)
        return
    for one in found:
        _show(one, most, quiet)
    say(found[0].note if found else "", quiet=quiet)


def _show(one: Salience, most: int, quiet: bool) -> None:
    cap = "no cap" if one.at_most is None else f"at most {one.at_most} asked for, {one.over} over"
    table(
        f"Salience, {one.group or 'all respondents'}: {one.respondents} lists to "
        f"“{one.question}” ({cap})",
        (
            *("factor", "counted as", "named by", "mean place", "Smith's S", "Sutrop's index"),
            *("rank", "top three", "p"),
        ),
        [
            (
                f.name,
                f.matched,
                f.respondents,
                f"{f.mean_rank:.1f}",
                _number(f.smith),
                _number(f.sutrop),
                f"{f.rank_low} to {f.rank_high}",
                f"{f.top:.0%}",
                f"{f.adjusted:.3f}",
            )
            for f in one.factors
        ],
        most=most,
        quiet=quiet,
    )
    say(
        f"{one.matched_items} of {one.items} items are coded; the others count under their own "
        f"words. Intervals: {one.draws} bootstraps over {one.drawn}. p: as salient by chance, if "
        "every list took its factors at random (Chaves et al. 2019), adjusted over all factors.",
        quiet=quiet,
    )


def _number(measure: Measure) -> str:
    return f"{measure.value:.2f} ({measure.low:.2f} to {measure.high:.2f})"
