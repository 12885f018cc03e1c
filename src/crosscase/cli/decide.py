"""decide, sample: what a coder does with suggestions, and judgements that come from a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, cast, get_args

import typer

from crosscase.cli.options import (
    As,
    Json,
    Most,
    PassphraseFile,
    Quiet,
    StudyPath,
    Why,
    Yes,
    may_write,
    reader,
    writer,
)
from crosscase.cli.say import give, say, table, tell_remarks
from crosscase.domain.suggestions import About, Undecided
from crosscase.errors import NotAllowed, UnreadableFile
from crosscase.formats.tables import read_table
from crosscase.formats.write_tables import write_csv, write_xlsx
from crosscase.formats.xlsx import Value
from crosscase.study import Settled, Study
from crosscase.study.settle import SAMPLE, draw_sample

Numbers = Annotated[str, typer.Option(metavar="N,N,…", help="Numbers of suggestions.")]


def decide(
    path: StudyPath,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="csv or xlsx of judgements (act, source, quote, keyword, to, value, why, coder) "
            "or of decided suggestions (suggestion, verdict, new name, why).",
        ),
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", help="Write what waits to a csv or xlsx to fill in.")
    ] = None,
    about: Annotated[
        str, typer.Option("--about", help="Only keyword, discard, merge, assign, answer, contrary.")
    ] = "",
    accept: Numbers = "",
    reject: Numbers = "",
    change: Numbers = "",
    new_name: Annotated[
        str, typer.Option("--name", help="What it is changed to; of contrary evidence: its kind.")
    ] = "",
    above: Annotated[
        float | None, typer.Option("--above", help="Only a score of this or more.")
    ] = None,
    by_rule: Annotated[
        bool, typer.Option("--by-rule", help="Accept all above, labelled unreviewed.")
    ] = False,
    judged: Annotated[
        Path | None,
        typer.Option("--sample", help="Accept keywords above, on a judged blind sample."),
    ] = None,
    most: Most = 20,
    yes: Yes = False,
    name: As = "",
    why: Why = "",
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Accept, reject or change suggestions, or list what waits.

    Singly by their numbers, in bulk by a judged sample or by a rule, or from a table.
    """
    kind = _kind(about)
    if not (source or accept or reject or change or by_rule or judged):
        if to is not None:
            may_write(to, yes=yes)
        with reader(path, passphrase_file) as study:
            items = study.waiting(kind, above or 0.0)
        _show(items, to, most, json, quiet)
        return
    with writer(path, name, passphrase_file) as study:
        if source is not None:
            _from(study, source, json, quiet)
            return
        settled = Settled()
        for ids, verdict in ((accept, "accept"), (reject, "reject"), (change, "change")):
            if ids:
                done = study.settle(_numbers(ids), verdict, name=new_name, why=why)  # type: ignore[arg-type]
                settled.accepted += done.accepted
                settled.rejected += done.rejected
                settled.changed += done.changed
        if by_rule or judged:
            if above is None:
                raise NotAllowed("Bulk acceptance needs a score.", hint="Say --above 0.7.")
            if judged is not None:
                settled = study.settle_with_sample(above, read_table(judged), why)
            else:
                settled = study.settle_by_rule(kind or "keyword", above, why)
    _tell(settled, json, quiet)


def sample(
    path: StudyPath,
    output: Annotated[Path, typer.Option("-o", "--output", help="csv or xlsx to judge.")],
    above: Annotated[float, typer.Option("--above", help="The score of the bulk acceptance.")],
    size: Annotated[int, typer.Option("--size", help="How many to judge.")] = SAMPLE,
    seed: Annotated[int, typer.Option("--seed", help="For drawing the same again.")] = 1,
    yes: Yes = False,
    passphrase_file: PassphraseFile = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Draw a random blind sample, to judge before accepting in bulk."""
    may_write(output, yes=yes)
    with reader(path, passphrase_file) as study:
        rows = draw_sample(study.snapshot(), above, size, seed)
    _write(
        output,
        ("suggestion", "words", "keyword", "right", "stratum"),
        [(number, words, keyword, "", stratum) for number, words, keyword, stratum in rows],
    )
    if json:
        give({"file": str(output), "suggestions": len(rows)})
        return
    say(
        f"{output}: fill the column right with yes or no, then: "
        f"crosscase decide {path} --above {above} --sample {output}",
        quiet=quiet,
    )


def _from(study: Study, source: Path, json: bool, quiet: bool) -> None:
    given = read_table(source)
    if "suggestion" in {column.casefold().strip() for column in given.columns}:
        _tell(study.decide_waiting_from(given), json, quiet)
        return
    decided = study.decide_from(source)
    if not (decided.taken or decided.remarks):
        raise UnreadableFile(
            "no row that holds a judgement.",
            file=str(source),
            hint="Its columns are act, source, quote, keyword, to, value, why, coder.",
        )
    if json:
        give(decided)
        return
    tell_remarks(decided.remarks, quiet=quiet)
    acts = ", ".join(f"{count} {act}" for act, count in decided.taken.most_common())
    say(f"Taken: {acts}. Not taken: {len(decided.remarks)}.", quiet=quiet)


def _show(items: list[Undecided], to: Path | None, most: int, json: bool, quiet: bool) -> None:
    columns = ("suggestion", "about", "name", "score", "reason")
    rows = [(s.id, s.about, s.name, round(s.score, 3), s.reason) for s in items]
    if to is not None:
        more = [(*row, "", "", "") for row in rows]
        _write(to, (*columns, "verdict", "new name", "why"), more)
    if json:
        give(items)
    elif to is not None:
        say(f"{len(rows)} suggestions written to {to}.", quiet=quiet)
    else:
        table("", columns, rows, most=most, quiet=quiet)
        say(f"{len(rows)} suggestions wait; none is counted.", quiet=quiet)


def _tell(settled: Settled, json: bool, quiet: bool) -> None:
    if json:
        give(settled)
        return
    for stratum, share in settled.shares.items():
        say(f"{stratum}: {share}", quiet=quiet)
    say(
        f"{settled.accepted} accepted ({settled.unreviewed} of them unreviewed), "
        f"{settled.changed} changed, {settled.rejected} rejected.",
        quiet=quiet,
    )


def _write(path: Path, columns: tuple[str, ...], rows: Sequence[Sequence[Value]]) -> None:
    writer_of = write_xlsx if path.suffix.lower() == ".xlsx" else write_csv
    writer_of(path, columns, rows)


def _kind(about: str) -> About | None:
    if about == "":
        return None
    if about in get_args(About):
        return cast("About", about)
    raise NotAllowed(
        f"{about!r} is nothing that is proposed.",
        hint=f"It can be: {', '.join(get_args(About))}.",
    )


def _numbers(text: str) -> list[int]:
    try:
        return [int(part) for part in text.replace(" ", "").split(",") if part]
    except ValueError as error:
        raise NotAllowed(f"{text!r} is no list of numbers.", hint="Such as 3,4,17.") from error
