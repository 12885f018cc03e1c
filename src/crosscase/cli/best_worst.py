"""best-worst: sets of factors to name the best and the worst of, and their scores."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosscase.analysis import counts
from crosscase.analysis.measure import Measure
from crosscase.analysis.priorities.best_worst import BestWorst
from crosscase.analysis.priorities.best_worst import best_worst as scores
from crosscase.analysis.priorities.best_worst_design import best_worst_design
from crosscase.cli.options import (
    Json,
    Most,
    PassphraseFile,
    Quiet,
    StudyPath,
    Yes,
    may_write,
    reader,
)
from crosscase.cli.say import give, say, table
from crosscase.errors import NotAllowed
from crosscase.formats.tables import read_table
from crosscase.formats.write_tables import write_csv


def best_worst(
    path: StudyPath,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="csv to write the sets to.")
    ] = None,
    top: Annotated[
        int, typer.Option("--top", min=3, help="How many of the most mentioned keywords to take.")
    ] = 9,
    constructs: Annotated[
        bool, typer.Option("--constructs", help="Take constructs, not keywords.")
    ] = False,
    items: Annotated[
        str, typer.Option("--items", help="The items themselves, with ; between them.")
    ] = "",
    size: Annotated[int, typer.Option("--size", help="Items to a set.")] = 3,
    times: Annotated[int, typer.Option("--times", help="How often each item is shown.")] = 4,
    sets: Annotated[
        Path | None, typer.Option("--sets", help="The sets that were answered, as written here.")
    ] = None,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", help="Their answers: columns respondent, set, best and worst."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Of the search and the bootstrap.")] = 0,
    most: Most = 30,
    yes: Yes = False,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Draw up sets to judge best and worst, or score the answers.

    With -o the sets are written; with --sets and --answers the items are scored.
    """
    if sets and answers:
        _show(_scored(sets, answers, seed), most, json, quiet)
        return
    if output is None:
        raise NotAllowed(
            "Neither sets to write nor answers to score are named.",
            hint="Say -o sets.csv, or --sets sets.csv --answers answers.csv.",
        )
    may_write(output, yes=yes)
    named = [item.strip() for item in items.split(";") if item.strip()]
    if not named:
        with reader(path, passphrase_file) as study:
            found = counts.frequencies(study.snapshot(), constructs=constructs)
        named = [one.code for one in found[:top]]
    design = best_worst_design(named, size, times, seed)
    rows = [(row["set"], row["place"], row["item"]) for row in design.rows()]
    write_csv(output, ("set", "place", "item"), rows)
    if json:
        give(design)
        return
    low, high = design.places
    say(
        f"{output}: {design.sentence} At each place of a set an item stands {low} to {high} times.",
        quiet=quiet,
    )
    say(
        "Collect the answers in a table with the columns respondent, set, best and worst, then: "
        f"crosscase best-worst {path} --sets {output} --answers answers.csv",
        quiet=quiet,
    )


def _scored(sets: Path, answers: Path, seed: int) -> BestWorst:
    shown: dict[str, list[str]] = {}
    for row in read_table(sets).records():
        shown.setdefault(row.get("set", ""), []).append(row.get("item", ""))
    return scores(read_table(answers).records(), shown, seed=seed)


def _show(found: BestWorst, most: int, json: bool, quiet: bool) -> None:
    if json:
        give(found)
        return
    table(
        f"Best-worst scaling: {found.respondents} respondents, {found.choices} sets judged",
        ("item", "shown", "best", "worst", "count", "utility", "share", "place"),
        [
            (
                one.item,
                one.shown,
                one.best,
                one.worst,
                _number(one.count),
                _number(one.utility),
                _number(one.share),
                f"{one.rank} ({one.rank_low} to {one.rank_high})",
            )
            for one in found.items
        ],
        most=most,
        quiet=quiet,
    )
    say(
        f"Intervals: {found.draws} bootstraps over respondents. The place is that by utility.",
        quiet=quiet,
    )


def _number(measure: Measure) -> str:
    if measure.value is None:
        return ""
    if measure.low is None or measure.high is None:
        return f"{measure.value:.2f}"
    return f"{measure.value:.2f} ({measure.low:.2f} to {measure.high:.2f})"
