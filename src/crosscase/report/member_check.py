"""A member-check pack: what one participant said, how it was understood, what it is used for."""

from __future__ import annotations

from collections import defaultdict

from crosscase.domain.snapshot import Snapshot
from crosscase.errors import NotInStudy
from crosscase.report.document import Document, Line, Paragraph, Section, Strong, Table, clean

_STANCE = {
    "supports": "speaks for it",
    "contradicts": "speaks against it",
    "qualifies": "limits it",
}


def member_check(snapshot: Snapshot, participant: int) -> Document:
    """A document for that participant alone: their words and nobody else's.

    Their own words are shown whether or not they may be quoted to others (Birt and others 2016,
    Synthesized Member Checking: the participant sees data and interpretation side by side). Raises
    ``NotInStudy`` for an unknown participant.
    """
    person = snapshot.participant_by_id.get(participant)
    if person is None:
        raise NotInStudy(f"The study has no participant number {participant}.", hint="Look again.")
    said = _said(snapshot, participant)
    claims = _claims(snapshot, participant)
    sections = [
        Section(
            "What this is",
            (
                Paragraph(
                    (
                        "Below is what you said in the interview and how we understood it. Please "
                        "tell us where we misunderstood you, what is missing, and what you do not "
                        "want to be used. You may leave the study at any time.",
                    )
                ),
            ),
        ),
        Section(
            "Your words, and how we understood them",
            (
                Table(
                    f"{len(said)} passages of {clean(person.pseudonym)}",
                    ("you said", "we understood", "right? please comment"),
                    tuple(said),
                ),
            )
            if said
            else (Paragraph(("None of your words has been coded yet.",)),),
        ),
    ]
    if claims:
        sections.append(
            Section(
                "What your words are used for",
                (Table("Claims of the study", ("claim", "your words", "and it"), tuple(claims)),),
            )
        )
    title = clean(snapshot.facts_by_key.get("title", "")) or "Interview study"
    return Document(
        title,
        f"For {clean(person.pseudonym)}",
        snapshot.at[:10],
        snapshot.n,
        snapshot.facts_by_key.get("language", "en"),
        tuple(sections),
    )


def _said(snapshot: Snapshot, participant: int) -> list[tuple[Line, ...]]:
    """One row a passage, in the order of the interview: the words and the keywords."""
    keywords: dict[int, dict[str, None]] = defaultdict(dict)
    heads = snapshot.head_of
    for code, segment in zip(
        snapshot.codings.code.tolist(), snapshot.codings.segment.tolist(), strict=True
    ):
        if int(snapshot.segment_participant[snapshot.segment_row[segment]]) == participant:
            keywords[segment][clean(snapshot.code_by_id[heads[code]].name)] = None
    columns, row = snapshot.segments, snapshot.segment_row
    order = sorted(keywords, key=lambda s: (columns.edition[row[s]], columns.start[row[s]], s))
    return [
        ((clean(snapshot.quote(number)),), (Strong("; ".join(keywords[number])),), ("",))
        for number in order
    ]


def _claims(snapshot: Snapshot, participant: int) -> list[tuple[Line, ...]]:
    claims = {p.id: p for p in snapshot.propositions}
    return [
        (
            (clean(claims[item.proposition].statement),),
            (clean(snapshot.quote(item.segment)),),
            (_STANCE[item.stance],),
        )
        for item in snapshot.evidence
        if item.segment is not None
        and int(snapshot.segment_participant[snapshot.segment_row[item.segment]]) == participant
    ]
