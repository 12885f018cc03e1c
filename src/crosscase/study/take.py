"""Read the whole study at one journal entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from crosscase.domain import (
    codebook,
    codings,
    design,
    double_coding,
    framework,
    people,
    questions,
    sources,
    theory,
)
from crosscase.domain.snapshot import CodingColumns, SegmentColumns, Snapshot
from crosscase.store import undo
from crosscase.store.discrepancies import discrepancies
from crosscase.store.journal_tables import entries
from crosscase.store.past import made_at
from crosscase.store.rows import arrays, read, words
from crosscase.store.suggestions import undecided

_NOUNS: dict[str, type] = {
    "facts": design.Fact,
    "noticed": design.Noticed,
    "coders": codings.Coder,
    "groups": people.Group,
    "cases": people.Case,
    "participants": people.Participant,
    "attributes": people.Attribute,
    "consents": people.Consent,
    "sources": sources.Source,
    "presences": sources.Presence,
    "editions": sources.Edition,
    "speakers": sources.Speaker,
    "turns": sources.Turn,
    "questions": questions.Question,
    "prompts": questions.Prompt,
    "answers": questions.Answer,
    "codes": codebook.Code,
    "merges": codebook.Merge,
    "assignments": codebook.Assignment,
    "discards": codings.Discard,
    "decisions": codings.Decision,
    "double_codings": double_coding.DoubleCoding,
    "double_units": double_coding.DoubleUnit,
    "negotiations": double_coding.Negotiated,
    "memos": codings.Memo,
    "propositions": theory.Proposition,
    "causes": theory.Cause,
    "evidence": theory.Evidence,
    "rivals": theory.Rival,
    "rival_evidence": theory.RivalEvidence,
    "overrides": theory.Override,
    "summaries": framework.Summary,
    "summary_quotes": framework.SummaryQuote,
    "ratings": theory.Rating,
    "predictions": theory.Prediction,
    "recommendations": theory.Recommendation,
    "grounds": theory.Ground,
}


def take(db: Connection, *, audited: bool = False) -> Snapshot:
    """The study as it stands in this transaction; ``audited``: compared with its journal."""
    n = undo.last(db)
    at = db.execute(select(entries.c.at).where(entries.c.n == n)).scalar() or ""
    values: dict[str, Any] = {name: tuple(read(db, noun)) for name, noun in _NOUNS.items()}
    segments = SegmentColumns(*arrays(db, sources.Segment, "id", "edition", "start", "end"))
    return Snapshot(
        n=n,
        at=at,
        segments=segments,
        codings=CodingColumns(
            *arrays(db, codings.Coding, "id", "coder", "code", "segment", "assisted", "unreviewed")
        ),
        predicted_at=made_at(db, theory.Prediction),
        undecided=tuple(undecided(db)),
        discrepancies=tuple(discrepancies(db)) if audited else None,
        misquoted=tuple(_misquoted(db, segments, values["editions"])),
        **values,
    )


def _misquoted(
    db: Connection, segments: SegmentColumns, editions: Sequence[sources.Edition]
) -> Iterator[tuple[int, str]]:
    """Where the stored words differ from the text; the others are not kept, for there are many."""
    texts = {edition.id: edition.text for edition in editions}
    places = zip(
        segments.edition.tolist(), segments.start.tolist(), segments.end.tolist(), strict=True
    )
    stored = words(db, sources.Segment, "quote")
    for (edition, start, end), (number, quote) in zip(places, stored, strict=True):
        if texts[edition][start:end] != quote:
            yield number, quote
