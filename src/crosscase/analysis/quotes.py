"""Every mention with its words, as rows for tables in other programs."""

from __future__ import annotations

from collections.abc import Iterator

from crosscase.analysis.judgements import belongs, judgements
from crosscase.domain.snapshot import Snapshot

COLUMNS = (
    "keyword",
    "themes and constructs",
    "participant",
    "group",
    "case",
    "source",
    "start",
    "end",
    "coder",
    "unreviewed",
    "quote",
)


def quote_rows(
    snapshot: Snapshot,
) -> Iterator[tuple[str, str, str, str, str, str, int, int, str, str | None, str]]:
    """One row a mention, by source and place; ``start`` and ``end`` count code points from 0.

    ``unreviewed`` is empty where a person looked.
    """
    found = judgements(snapshot)
    columns = snapshot.segments
    names = {code.id: code.name for code in snapshot.codes}
    ideas = {code: "; ".join(names[idea] for idea in of) for code, of in belongs(snapshot).items()}
    groups = {0: "", **{group.id: group.label or group.name for group in snapshot.groups}}
    cases = {0: "", **{case.id: case.name for case in snapshot.cases}}
    people = {0: "", **{p.id: p.pseudonym for p in snapshot.participants}}
    coders = {coder.id: coder.name for coder in snapshot.coders}
    texts = {e.id: (snapshot.source_by_id[e.source].name, e.text) for e in snapshot.editions}
    at = columns.id.searchsorted(found.segment)
    place = list(zip(columns.edition[at], columns.start[at], columns.end[at], strict=True))
    order = sorted(range(len(at)), key=place.__getitem__)
    rows = list(
        zip(
            found.code.tolist(),
            found.participant.tolist(),
            found.group.tolist(),
            found.case.tolist(),
            found.coder.tolist(),
            found.unreviewed.tolist(),
            columns.edition[at].tolist(),
            columns.start[at].tolist(),
            columns.end[at].tolist(),
            strict=True,
        )
    )
    for row in order:
        code, person, group, case, coder, unreviewed, edition, start, end = rows[row]
        source, text = texts[edition]
        yield (
            names[code],
            ideas[code],
            people[person],
            groups[group],
            cases[case],
            source,
            start,
            end,
            coders[coder],
            "unreviewed" if unreviewed else None,
            text[start:end],
        )
