"""double-code: freeze units for a second coder, say when done, settle what differs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crosscase.analysis.double_coded import DoubleCoded, double_coded
from crosscase.cli.options import (
    As,
    Json,
    PassphraseFile,
    Quiet,
    StudyPath,
    Why,
    Yes,
    may_write,
    reader,
    writer,
)
from crosscase.cli.say import give, say
from crosscase.domain.double_coding import DrawnBy, UnitKind
from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotAllowed
from crosscase.formats.tables import read_table
from crosscase.formats.write_tables import write_csv, write_xlsx
from crosscase.study import Study

COLUMNS = (
    *("unit", "source", "speaker", "words", "first", "second", "outcome", "why"),
    *("settled by", "settled at"),
)


def double_code(
    path: StudyPath,
    freeze: Annotated[
        UnitKind | None, typer.Option("--freeze", help="Freeze these units for a second coder.")
    ] = None,
    second: Annotated[str, typer.Option("--second", help="Who codes them too.")] = "",
    source: Annotated[
        list[str] | None, typer.Option("--source", metavar="NAME", help="Only of this source.")
    ] = None,
    share: Annotated[float, typer.Option("--share", help="The share to draw (0 to 1).")] = 1.0,
    drawn_by: Annotated[
        DrawnBy, typer.Option("--by", help="Draw whole interviews or single units.")
    ] = "interviews",
    seed: Annotated[int, typer.Option("--seed", help="Of the draw.")] = 1,
    number: Annotated[
        int, typer.Option("--number", min=0, help="Which double coding (0: the newest).")
    ] = 0,
    done: Annotated[bool, typer.Option("--done", help="You have judged every unit.")] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the disagreements: csv or xlsx.")
    ] = None,
    settle: Annotated[
        Path | None,
        typer.Option("--settle", help="Take outcome and why from a table of disagreements."),
    ] = None,
    why: Why = "",
    name: As = "",
    yes: Yes = False,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Freeze units for a blind second coder, say when done, settle disagreements.

    The outcome of a settlement is first, second, both or neither.
    """
    if sum(map(bool, (freeze, done, output, settle))) != 1:
        raise NotAllowed(
            "Say one thing to do.", hint="It is --freeze UNIT, --done, --output or --settle."
        )
    if output is not None:
        _write(path, output, number, yes, passphrase_file, json, quiet)
        return
    with writer(path, name, passphrase_file) as study:
        if freeze is not None:
            number = study.double_codings.freeze(
                freeze,
                second,
                sources=source or (),
                share=share,
                drawn_by=drawn_by,
                seed=seed,
                why=why,
            )
        elif settle is not None:
            study.double_codings.settle_all(_settled(settle))
        else:
            study.double_codings.done(number or _newest(study))
        found = double_coded(study.snapshot(), number, draws=0)
    if json:
        give(found)
        return
    say(told(found), quiet=quiet)


def told(found: DoubleCoded) -> str:
    """What is frozen and how far it is, in a sentence."""
    made = found.double_coding
    drawn = "" if made.share == 1 else f", {made.share:.0%} drawn by {made.drawn_by}"
    seed = f" with seed {made.seed}" if drawn else ""
    return (
        f"Double coding {made.id} of {' and '.join(found.coders)}: {found.units} units "
        f"({made.unit}) of {len(found.sources)} sources{drawn}{seed}, frozen on "
        f"{made.frozen_at[:10]} in journal entry {made.entry}; {found.label}."
    )


def _newest(study: Study) -> int:
    found = study.snapshot().double_codings
    if not found:
        raise NotAllowed("No units are frozen for a second coder.", hint="Freeze units first.")
    return found[-1].id


def _settled(path: Path) -> list[tuple[int, str, str]]:
    rows = []
    for row in read_table(path).records():
        outcome = row.get("outcome", "").strip().casefold()
        if not outcome:
            continue
        if not row.get("unit", "").strip().isdecimal():
            raise NotAllowed(
                f"{row.get('unit', '')!r} is no unit.", hint="Keep the column unit as written."
            )
        rows.append((int(row["unit"]), outcome, row.get("why", "")))
    return rows


def _write(
    path: Path,
    output: Path,
    number: int,
    yes: bool,
    passphrase_file: Path | None,
    json: bool,
    quiet: bool,
) -> None:
    may_write(output, yes=yes)
    with reader(path, passphrase_file) as study:
        snapshot = study.snapshot()
    found = double_coded(snapshot, number, draws=0)
    if found.double_coding.open:
        raise NotAllowed(
            "One of the two coders is not done.",
            hint="Until both have said --done, neither may see what the other said.",
        )
    rows = _rows(snapshot, found)
    write = write_xlsx if output.suffix.casefold() == ".xlsx" else write_csv
    write(output, COLUMNS, rows)
    if json:
        give({"file": str(output), "disagreements": len(rows)})
        return
    say(
        f"{output}: {len(rows)} disagreements. Fill outcome (first, second, both, neither) and "
        f"why, then: crosscase double-code {path} --settle {output}",
        quiet=quiet,
    )


def _rows(snapshot: Snapshot, found: DoubleCoded) -> list[tuple[str | int, ...]]:
    return [
        (
            *(one.unit, one.source, one.speaker, snapshot.quote(one.segment)),
            *("; ".join(one.first), "; ".join(one.second)),
            *(one.outcome, one.why, one.settled_by, one.settled_at),
        )
        for one in found.disagreements
    ]
